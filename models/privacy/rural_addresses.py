"""Rural, military and spelled-out addresses: rarer forms than those of `addresses`.

"psc 76 box 4410", "5519 township rd 88", "2 mill row #6 dalton ga", "p.o. bx 1190", "812 n 9th", "nineteen
oh two willow creek drive"; "77elmst" where an alias stands. None: "box 19", "2 sets in a row".
"""

from __future__ import annotations

import re
from collections.abc import Container
from typing import Final

from models.coverage.state import NAMES as STATES
from models.privacy import zip_codes
from models.privacy.identity_kinds import Span
from models.privacy.scan import Scan, first

_I: Final = re.IGNORECASE
_CUES: Final = frozenset("psc cmr unit apo fpo dpo po p bx general".split())
_TOLD = re.compile(
    r"(?:psc|cmr|unit) ?\#? ?\d{1,5},? (?:box|bx) ?\#? ?\d{1,5}|(?:apo|fpo|dpo),? (?:ap|ae|aa)\b"
    r"|general delivery,? [a-z]{3}|p\.? ?o\.? ?bx\.? ?\#? ?\d{1,6}",
    _I,
)
_RURAL: Final = frozenset(
    "state st us rural ave avenue martin mlk twp township tr cty parish private forest lake farm".split()
)
_ORDINALS: Final = frozenset("st nd rd th".split())
_ROWS: Final = frozenset("row hollow hill run bend ridge creek grove point pass glen".split())
_RURAL_ROAD = re.compile(
    r"(?<![\w.-])\d{1,5} (?:(?:ave|avenue) [a-z](?!\w)|martin luther king|mlk\b|(?:state|st|us|rural) (?:rt|route) ?\d{1,4}\b|(?:twp|township|tr|cty|parish|private|forest|lake|farm to market) ?(?:rd|road|hwy|route)? ?\d{1,4}\b)",
    _I,
)
_NUMBERED = re.compile(
    r"(?<![\w.$#-])(?P<number>\d{3,5}) [nsew]\.? \d{1,3}(?:st|nd|rd|th)\b(?! ?(?:visits?|units?))",
    _I,
)
_ROW = re.compile(
    r"(?<![\w.$#-])(?P<number>\d{1,5}) (?P<name>[a-z]{3,16}+ (?:[a-z]{3,16}+ )?)(?:row|hollow|hill|run|bend|ridge|creek|grove|point|pass|glen)"
    r"(?: \#?\d{1,4}[a-z]?)?,? (?P<city>[a-z]{3,16}+(?: [a-z]{3,16}+)?),? (?P<state>[a-z]{2})(?!\w)",
    _I,
)
_NUMBER = (
    "oh|zero|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen"
    "|seventeen|eighteen|nineteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|hundred"
)
_IN_WORDS = re.compile(
    rf"(?:(?:{_NUMBER})[ -]){{2,6}}+(?P<name>(?:[a-z]{{3,16}}+ ){{1,3}}?)"
    r"(?:street|st|avenue|ave|road|rd|drive|dr|lane|ln|court|circle|boulevard|blvd|way|place|trail|terrace|parkway)(?!\w)",
    _I,
)
_NUMBERS: Final = frozenset(_NUMBER.split("|"))
_TOGETHER = re.compile(
    r"(?<![\w-])\d{1,5}[a-z]{3,16}?(?:street|st|avenue|ave|road|rd|drive|dr|lane|ln|court|ct|circle|cir|blvd|way|pl|terrace)(?!\w)",
    _I,
)


def find(scan: Scan, no_street: Container[str], slot: int | None = None) -> Span | None:
    """Where the first such address stands. `no_street` are words of no street's name."""
    together = first(scan.at_digits(_TOGETHER)) if slot is not None else None
    return (
        together
        or first(scan.at_words(_CUES, _TOLD))
        or (first(scan.at_digits(_RURAL_ROAD)) if scan.has(_RURAL) else None)
        or _numbered(scan)
        or _named(scan, no_street)
    )


def _numbered(scan: Scan) -> Span | None:
    numbered = scan.at_digits(_NUMBERED) if scan.has(_ORDINALS) else ()
    return first(match for match in numbered if not zip_codes.is_code(match["number"]))


def _named(scan: Scan, no_street: Container[str]) -> Span | None:
    rows = scan.at_digits(_ROW) if scan.has(_ROWS) else ()
    in_state = (match for match in rows if match["state"].upper() in STATES)
    named = (*in_state, *scan.at_words(_NUMBERS, _IN_WORDS))
    return first(match for match in named if _is_name(match["name"], no_street))


def _is_name(name: str, no_street: Container[str]) -> bool:
    return not any(word in no_street or word in _NUMBERS for word in name.lower().split())
