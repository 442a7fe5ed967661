"""Medicare's numbers of a beneficiary: the MBI, and the HICN before it.

The MBI by CMS's form, "Understanding the MBI format": eleven characters, of which the 2nd, 5th, 8th
and 9th are letters: "1EG4-TE5-MK73", "1eg4 te5 mk73", "1EG4TE5MK73". Its older form, the HICN:
"123-45-6789A", "WA123456". And whatever stands behind the name of either: "mbi ending MK73".
"""

from __future__ import annotations

import re
from typing import Final

from models.privacy.identity_kinds import Span
from models.privacy.scan import Scan, first

# S, L, O, I, B and Z are never issued, but typed in error; O, I and L are typed for digits.
_D, _L, _A, _SEP = "[0-9OIL]", "[A-Z]", "[0-9A-Z]", "[-–. /_]{0,3}+"
_FORM = "".join(f"{part}{_SEP}" for part in (_L, _A, _D, _L, _A, _D, _L, _L, _D)) + _D
_MBI = re.compile(rf"(?<![0-9A-Z])[1-9IL]{_SEP}{_FORM}(?![0-9A-Z])", re.IGNORECASE)
_GROUPED = re.compile(
    r"(?<![0-9A-Z-])[1-9][A-Z][0-9A-Z]\d[- ][A-Z][0-9A-Z]\d(?:[- ][A-Z]{1,2}\d{0,2}+)?+(?![0-9A-Z])",
    re.IGNORECASE,
)
_TEN = re.compile(
    r"(?<![0-9A-Z])[1-9][A-Z][0-9A-Z]\d[- ]?[A-Z][0-9A-Z]\d[- ]?[A-Z]{2}\d(?![0-9A-Z])",
    re.IGNORECASE,
)
_HICN = re.compile(
    r"(?<![\w-])\d{3}[- ]?\d{2}[- ]?\d{4}[- ]?[A-FHJKMTW](?:[A-Z]|\d)?(?![\w-])"
    r"|(?<![\w-])(?:MA|WA|WCA|CA|PA|JA|PD|PH|WD|WH|WCD|WCH|MH)[- ]?(?:\d{3}-\d{2}-\d{4}|\d{6}|\d{9})"
    r"(?![\w-])"
)
_CUES: Final = frozenset("mbi hicn hic medicare".split())
_NAMED = re.compile(
    r"\b(?:mbi|hicn|hic|medicare\s{1,3}(?:beneficiary\s{1,3})?(?:id|identifier|number|num|no\.?|nbr|\#))(?![A-Za-z])"
    r"[\s:#=]{0,4}+(?:(?:is|ends|ending|end|last|four|4|number|in|with|of|starts|starting)\s){0,4}+"
    r"(?P<number>[A-Z0-9](?:[A-Z0-9-]|\ (?=[A-Z0-9-]{0,5}\d)){2,15}+)",
    re.IGNORECASE,
)


def find(scan: Scan) -> Span | None:
    """Where the first Medicare number stands."""
    formed = scan.at_numbers(_MBI, _TEN, _GROUPED, _HICN)
    return first(match for match in formed if sum(map(str.isdigit, match[0])) >= 3) or first(
        match for match in scan.at_words(_CUES, _NAMED) if _is_number(match["number"])
    )


def _is_number(typed: str) -> bool:
    """Whether what stands behind "MBI" is one, and no year and no code ("MBI 20560")."""
    digits = sum(map(str.isdigit, typed))
    letters = sum(map(str.isalpha, typed))
    if not digits:
        return False
    return (len(typed) >= 7 and " " not in typed) or (letters > 0 and digits > 1)
