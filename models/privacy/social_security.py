"""Social Security numbers, whole, masked or by their last four digits.

"123-45-6789", "123 45 6789", "123.45.6789", "123456789", "xxx-xx-6789", "ssn 6789", "last 4 6789",
"last 4 ssn i gave 6789", "his social ends w/ 6789". Spelled ones are found by `spelled`.
"""

from __future__ import annotations

import re
from typing import Final

from models.privacy.identity_kinds import Span
from models.privacy.scan import Scan, first

_NUMBER = re.compile(
    r"(?<![\w.-])(?:\d{3}([-. /_])\d{2}\1\d{4}[A-Z]?|\d{3}-\d{6})(?![\w-])", re.IGNORECASE
)
_MASKED = re.compile(
    r"[x*#•]{3}[- ]?[x*#•]{2}[- ]?\d{4}\b|(?<!\w)\d{3}[- ][x*#•]{2}[- ]\d{4}\b", re.IGNORECASE
)
_MASKS: Final = frozenset("*#•")
_BARE = re.compile(r"(?<![\w.$,-])\d{9}(?![\w-]|[.,]\d)")
_CUES: Final = frozenset("ssn ss ssa soc social last lastfour".split())
_NAMED = re.compile(
    r"\b(?:ssn|ssa? ?\#|ss no|ss num(?:ber)?|soc(?:ial)?(?: sec(?:urity)?)?|last ?(?:four|4))\b"
    r"(?:[\s:#.=-]|number|no\.|num|digits|of|is|was|ends|ending|end|in|with|the|their|his|her"
    r"|ssn|soc|social|sec|security|last|four|4(?!\d)){0,12}+"
    r"(?P<number>\d{4}\b|\d[\d -]{3,12}\d\b)",
    re.IGNORECASE,
)
_FAR_CUES: Final = _CUES | frozenset(
    "his her their pt patient patients pts he she my seguro".split()
)
# With words between: the cue is then the number's own name, or a person's "social".
_FAR = re.compile(
    r"(?:\bssn\b|\bss ?(?:\#|no\b|num(?:ber)?\b)|\blast ?(?:4|four) ?(?:of )?(?:the |his |her |their )?(?:ssn|social)"
    r"|\b(?:his|her|their|pt'?s|patient'?s|he|she|my|seguro) social\b|\bsocial security (?:number|no|\#))"
    r"(?:[^\d\n]|\b4\b|\b\d{3}(?= )){1,40}?(?<![\w.$-])(?P<number>\d{4})(?![\w-]|[.,/]\d)"
    r"|\b(?:social|last (?:4|four))\b(?:[\s:#.,()=/-]|\b(?:of|is|was|ends|ending|end|in|with|w|the|his|her|their|ssn"
    r"|social|he|she|they|i|we|pt|said|says|say|gave|gives|give|put|entered|something|on|file)\b|\b\d{3}(?= )){1,16}+"
    r"(?<![\w.$-])(?P<near>\d{4})(?![\w-]|[.,/]\d)",
    re.IGNORECASE,
)
_TAX = re.compile(r"\b(?:tin|ein|fein|tax id|npi|tax)\b[\s:#]{0,3}+\Z", re.IGNORECASE)
_ASKS = re.compile(r"\?| [A-Za-z]")
_YEAR = re.compile(r"20[0-4]\d")
_LOOK_BACK: Final = 12


def find(scan: Scan) -> Span | None:
    """Where the first Social Security number stands."""
    text = scan.text
    whole = scan.at_digits(_NUMBER, _BARE)
    is_masked = _MASKS.intersection(text) or "xx" in scan.lower
    in_full = first(m for m in whole if not _TAX.search(scan.before(m.start(), _LOOK_BACK)))
    number = in_full or first(_MASKED.finditer(text) if is_masked else ())
    if number or not scan.has(_CUES):
        return number
    far = scan.at_words(_FAR_CUES, _FAR)
    named = first(match for match in scan.at_words(_CUES, _NAMED) if not _is_count(match))
    return named or first(m for m in far if not _YEAR.fullmatch(m["number"] or m["near"]))


def _is_count(match: re.Match[str]) -> bool:
    """Whether "last 4" counts visits or years: "last 4 2026 visits", "ssn 2026 rules"."""
    number = re.sub(r"\D", "", match["number"])
    is_year = len(number) == 4 and number.startswith(("201", "202"))
    lower = match[0].lower()
    if is_year and (lower.startswith("soc") or _ASKS.match(match.string, match.end())):
        return True
    return lower.startswith("last") and (is_year or len(number) == 5)
