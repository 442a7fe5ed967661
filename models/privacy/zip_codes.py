"""ZIP codes that say where a person lives, the ZIPs of each state, and CPT codes that are none.

"lives in 28277", "zip 27514", "27514-1234"; no code of this work, though it looks the same: "OR 97140".
"""

from __future__ import annotations

import re
from collections.abc import Container
from typing import Final

from models.coverage.state import NAMES as STATES
from models.privacy.identity_kinds import Span
from models.privacy.scan import Scan, first
from models.words import key_of

_I: Final = re.IGNORECASE

_FIVE = re.compile(r"\d{5}(?![\w-])")
_LONG = re.compile(r"(?<![\w.-])\d{5}-\d{4}(?![\w-])")
_CUES: Final = frozenset(
    """zip zipcode postal live lives lived living reside resides residing stay stays staying moved moving
    home located based commutes drives comes she he pt patient shes hes currently over""".split()
)
_TOLD = re.compile(r"\b(?:zip|postal)(?: ?code)?[\s:]{0,2}+(?:is )?\d{5}\b", _I)
_LIVES = re.compile(
    r"\b(?:(?:live[sd]?|living|resid(?:es?|ing)|stay(?:s|ing)?|moved|moving|located|based|home(?: is)?|(?:commut|driv|com)es"
    r"|(?:s?he|pt|patient)(?: is|'s|s)?|currently|over) (?:in|to|near|around|from|at)|(?:lives|home|moved to|lives in):?) (?:zip )?"
    r"(?P<code>\d{5})(?![\w-])",
    _I,
)
_ZIP = re.compile(
    r"(?P<city>\b[A-Za-z.'-]{2,20}+(?: [A-Za-z.'-]{2,20}+){0,2}+)(?P<comma>,?) {0,2}+(?P<code>\d{5})(?![\w-])"
)

# The first three digits of each state's ZIP codes, as the Postal Service assigns them.
_ZIPS: Final = {
    "AL": "350-369", "AK": "995-999", "AZ": "850-865", "AR": "716-729", "CA": "900-961",
    "CO": "800-816", "CT": "060-069", "DE": "197-199", "DC": "200-205", "FL": "320-349",
    "GA": "300-319 398-399", "HI": "967-968", "ID": "832-838", "IL": "600-629", "IN": "460-479",
    "IA": "500-528", "KS": "660-679", "KY": "400-427", "LA": "700-714", "ME": "039-049",
    "MD": "206-219", "MA": "010-027", "MI": "480-499", "MN": "550-567", "MS": "386-397",
    "MO": "630-658", "MT": "590-599", "NE": "680-693", "NV": "889-898", "NH": "030-038",
    "NJ": "070-089", "NM": "870-884", "NY": "100-149", "NC": "270-289", "ND": "580-588",
    "OH": "430-459", "OK": "730-749", "OR": "970-979", "PA": "150-196", "RI": "028-029",
    "SC": "290-299", "SD": "570-577", "TN": "370-385", "TX": "750-799 885", "UT": "840-847",
    "VT": "050-059", "VA": "201 220-246", "WA": "980-994", "WV": "247-268", "WI": "530-549",
    "WY": "820-831",
}  # fmt: skip
_STATE_CODES: Final = {name.lower(): code for code, name in STATES.items()} | {
    code.lower(): code for code in STATES
}

# Codes of this work are read as codes, though ZIP codes look the same: needling, nerve blocks,
# modalities and therapeutic procedures, acupuncture, manipulation, office visits, digital care.
_CODES: Final = re.compile(
    r"2055\d|2056\d|20999|644\d\d|645\d\d|9701[0-9]|9702[0-9]|9703[0-9]|971[1-6]\d|9753\d|9754\d|9775\d|9776\d"
    r"|9779\d|9781[0-4]|9892\d|9894\d|989[78]\d|992[0-4]\d|9945\d|958[56]\d|76[89]\d\d|760\d\d|77\d{3}"
)


def find(scan: Scan, cities: Container[str]) -> Span | None:
    """Where the first code stands that says where a person lives."""
    lives = (match for match in scan.at_words(_CUES, _LIVES) if not is_code(match["code"]))
    told = first(scan.at_digits(_LONG)) or first(scan.at_words(_CUES, _TOLD)) or first(lives)
    if told or all(is_code(match[0]) for match in scan.at_digits(_FIVE)):
        return told
    return first(match for match in _ZIP.finditer(scan.text) if _is_behind_city(match, cities))


def is_code(number: str) -> bool:
    """Whether a number of five digits is a code of this work."""
    return bool(_CODES.fullmatch(number))


def _is_behind_city(match: re.Match[str], cities: Container[str]) -> bool:
    """Whether a ZIP code stands behind a city and a state to which it may belong."""
    before = match.string[max(0, match.start() - 30) : match.start("comma")]
    city, state = _city_and_state(before)
    if is_code(match["code"]) or not state or not _is_zip_of(match["code"], state):
        return False
    return "," in before or _ends_with_city(city, cities)


def _city_and_state(before: str) -> tuple[str, str]:
    words = before.replace(",", " ").replace(".", "").split()
    for length in (2, 1):
        state = _STATE_CODES.get(" ".join(words[-length:]).lower(), "")
        if state and len(words) > length:
            return " ".join(words[:-length]), state
    return "", ""


def _ends_with_city(words: str, cities: Container[str]) -> bool:
    typed = words.split()
    return any(key_of(" ".join(typed[-length:])) in cities for length in (3, 2, 1))


def _is_zip_of(code: str, state: str) -> bool:
    front = code[:3]
    ranges = (each.split("-") for each in _ZIPS.get(state, "").split())
    return any(low <= front <= (high[0] if high else low) for low, *high in ranges)
