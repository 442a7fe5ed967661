"""Street addresses, post boxes, flats and ZIP codes.

"12 Main St", "1420 NE 3rd Ave", "PO Box 88", "apt 4B", "27514-1234", "zip 27514", "Durham, NC 27701",
"lives on Elm Street", "45 calle Luna". No address: "15 minutes drive", "3 sets st", and where claims
are sent ("claims address PO Box 981106").
"""

from __future__ import annotations

import re
from collections.abc import Container
from typing import Final

from models.privacy.kinds import Span
from models.state import NAMES as STATES
from models.words import key_of

_I: Final = re.IGNORECASE

_STREETS = (
    "street str st avenue ave av boulevard blvd road rd drive dr lane ln court ct circle cir place pl "
    "terrace ter terr way wy parkway pkwy pky trail trl square sq loop alley aly plaza plz highway hwy "
    "freeway expressway ridge crossing xing cove cv pike turnpike tpke heights hts causeway esplanade "
    "apartment apt apartments suite ste broadway"
)
# Words that end a street's name only where the name stands in capitals: "8 Eagle Pass".
_SOFT = (
    "Run Pass Path Bend Walk Row View Point Park Hill Hollow Landing Glen Green Grove Commons Estates "
    "Manor Oaks Woods Gardens Crescent Mews Station Vista Valley Creek Knoll Meadow Meadows Trace"
)
_STREET = re.compile(
    r"(?<![\w.$#-])(?P<number>\d{1,6})(?:-\d{1,4})?[a-d]?,? (?P<name>(?:[a-z0-9.'-]{1,20}+ ){1,4}?)"
    rf"(?:{'|'.join(_STREETS.split())})(?![\w-])",
    _I,
)
_SOFT_STREET = re.compile(
    r"(?<![\w.$#-])(?P<number>\d{1,5}) (?P<name>(?:[A-Z][a-z]{1,15}+ ){1,3}?)"
    rf"(?:{'|'.join(_SOFT.split())})(?![\w-])"
)
_DIRECTION = re.compile(
    r"(?<![\w.$#-])(?P<number>\d{1,5}) (?P<direction>[NSEW]|NE|NW|SE|SW|North|South|East|West)\.? "
    r"(?P<name>\d{1,3}(?:st|nd|rd|th)|[A-Z][a-z]{2,15}+)\b(?! ?(?:visits?|units?))"
)
_ADDRESS = re.compile(
    r"\bp\.? ?o\.? ?box\b[\s#:]{0,3}+\d|\bpob\b[\s#:]{0,3}+\d|\bpost office box\b|\bp\.? ?m\.? ?b\.? ?\#? ?\d{2}"
    r"|\b(?:rr|rural route|rt|route) ?\#? ?\d{1,3},? box\b|\brr ?\d{1,3}\b"
    r"|(?<![\w.-])\d{1,5} (?:county road|county rd|co rd|highway|hwy|us|route|rte|state road|state route|sr|cr|fm"
    r"|farm road|ranch road) ?\d{1,4}\b"
    r"|(?<![\w.-])\d{1,4} (?:[NSEW]\.? )?(?:main|broadway)\b"
    r"|(?<![\w.-])\d{5}-\d{4}(?![\w-])"
    r"|\b(?:zip|postal)(?: ?code)?[\s:]{0,2}+(?:is )?\d{5}\b"
    r"|\b(?:address|addr|lives? (?:at|on)|living (?:at|on)|resides (?:at|on)|residing at|home is|house at"
    r"|located at|moved to|mail to)[\s:]{0,2}+(?:is )?\d{1,6} [a-z]"
    r"|\b(?:apt|apartment|trailer|lot|spc)\b[.\s]{0,2}+(?:no\.? ?|\# ?)?(?:\d{1,5}[a-z]?|[a-h])(?![\w-])"
    r"|\bste\b[.\s]{1,2}+\#?\d{1,5}[a-z]?\b"
    r"|(?<![\w.-])\d{1,5} (?:calle|avenida|camino|paseo|via|rue|rua) [a-z]"
    r"|\b(?:calle|avenida) [a-z]{2,20}+(?: [a-z]{2,20}+)? (?:\#|no\.? ?)?\d{1,5}\b",
    _I,
)
_ON_STREET = re.compile(
    r"\b(?:on|at|off|near|lives?|from|of) (?:[NSEW]\.? )?(?:[A-Z][a-z]{2,15}+|\d{1,3}(?:st|nd|rd|th))(?: [A-Z][a-z]{2,15}+)? "
    r"(?:Street|Avenue|Ave|Boulevard|Blvd|Lane|Ln|Road|Rd|Drive|Court|Parkway)(?![\w-])"
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

# Words that stand between a count and a word like "way" or "court", and in no street's name.
_NO_STREET: Final = frozenset(
    """
    a about again all am an and another any are as at back be before billed block blocks by can card code codes
    condition copay cost cover covered cpt credit day days diagnosis do does dollars dos dry each eval evals for from
    get had has have hour hours how if in is it left limit made max mile miles min mins minute minutes mod modifier
    modifiers month months more muscle muscles need needles new no not of off ok on one only or our out over paid
    patient patients pay payer payers per pm policy pt pts same see seen session sessions set sets since state that the
    their then therapists therapy this time times to total treatment treatments trigger two unit units until up used version visit visits vs was we
    week weeks what when where which will with x year years you your
    """.split()
)
_OFFICE = re.compile(
    r"\b(?:claims?|appeals?|remit(?:tance)?|payer|payor|paper|correspondence|grievances?|mail(?:ing)?|send|submit"
    r"|insurance|billing|refunds?|lockbox|dept|department|medical records)\b"
)
_PATIENT = re.compile(
    r"\b(?:patient|pt|client|his|her|their|lives?|home|member|she|he|mr|mrs|ms)\b"
)


def find(text: str, cities: Container[str] = ()) -> Span | None:
    """Where the first address of a person stands. `cities` are keys of cities' names."""
    span = _plain(text) or _street(text) or _zip(text, cities)
    if span is None or _is_office(text):
        return None
    return span


def _plain(text: str) -> Span | None:
    for pattern in (_ADDRESS, _ON_STREET):
        if match := pattern.search(text):
            return match.span()
    return None


def _street(text: str) -> Span | None:
    for pattern in (_STREET, _SOFT_STREET):
        for match in pattern.finditer(text):
            words = match["name"].lower().replace(".", "").split()
            if not _NO_STREET.intersection(words) and not _CODES.fullmatch(match["number"]):
                return match.span()
    for match in _DIRECTION.finditer(text):
        is_state = match["direction"] in STATES and not match["name"][0].isdigit()
        if not _CODES.fullmatch(match["number"]) and not is_state:
            return match.span()
    return None


def _zip(text: str, cities: Container[str]) -> Span | None:
    """A ZIP code behind a city and a state to which it may belong."""
    for match in _ZIP.finditer(text):
        if _CODES.fullmatch(match["code"]):
            continue
        before = text[max(0, match.start() - 30) : match.start("comma")]
        city, state = _city_and_state(before)
        if not state or not _is_zip_of(match["code"], state):
            continue
        has_comma = "," in before
        if has_comma or _ends_with_city(city, cities):
            return match.span()
    return None


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


def _is_office(text: str) -> bool:
    """Whether the address is where claims and appeals are sent, and no patient is spoken of."""
    lower = text.lower()
    return bool(_OFFICE.search(lower)) and not _PATIENT.search(lower)
