"""Street addresses, post boxes and flats in a text, and words that no street's name holds.

Runs `rural_addresses` and `zip_codes` too. "12 Main St", "1420 NE 3rd Ave", "PO Box 88", "apt 4B",
"27514-1234", "zip 27514", "Durham, NC 27701", "lives on Elm Street", "lives on briar creek rd",
"960 E 3300 S", "45 calle Luna". No address: "15 minutes drive", "3 sets st", "in the parking lot 20 min after", and where claims are sent
("claims address PO Box 981106").
"""

from __future__ import annotations

import re
from collections.abc import Container
from typing import Final

from models.coverage.state import NAMES as STATES
from models.privacy import rural_addresses, zip_codes
from models.privacy.identity_kinds import Span
from models.privacy.scan import Scan, first
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
_STREET_WORDS: Final = frozenset((_STREETS + " " + _SOFT).lower().split())
_NAME = r"(?P<name>(?:(?!\d+ )[a-z0-9.'-]{1,20}+ ){1,4}?)"
_STREET = re.compile(
    rf"(?<![\w.$#-])(?P<number>\d{{1,6}})(?:-\d{{1,4}})?[a-d]?,? {_NAME}"
    rf"(?P<street>{'|'.join(_STREETS.split())})(?![\w-])",
    _I,
)
_SOFT_STREET = re.compile(
    r"(?<![\w.$#-])(?P<number>\d{1,5}) (?P<name>(?:[A-Z][a-z]{1,15}+ ){1,3}?)"
    rf"(?P<street>{'|'.join(_SOFT.split())})(?![\w-])"
)
_DIRECTION = re.compile(
    r"(?<![\w.$#-])(?P<number>\d{1,5}) (?P<direction>[NSEW]|NE|NW|SE|SW|North|South|East|West)\.? "
    r"(?P<name>\d{1,3}(?:st|nd|rd|th)|[A-Z][a-z]{2,15}+)\b(?! ?(?:visits?|units?))"
)
# "960 E 3300 S" of Utah, "N6W23001" of Wisconsin.
_GRID = re.compile(
    r"(?<![\w.$#-])(?P<number>\d{2,5}) [nsew]\.? (?:\d{3,5}|(?<=\d{3} [nsew] )\d{2}) [nsew]\b"
    r"|\b[NS]\d{1,3} ?[EW]\d{3,5}\b|\b[EW]\d{2,3} ?[NS]\d{3,5}\b",
    _I,
)
_AT_NUMBERS: Final = (
    re.compile(r"(?<![\w.])\d{1,2}\.\d{4,7},? -?\d{2,3}\.\d{4,7}(?!\w)"),  # a place on the map
    re.compile(
        r"(?<![\w.-])\d{1,5} (?:county road|county rd|co rd|highway|hwy|us|route|rte|state road|state route|sr|cr|fm"
        r"|farm road|ranch road) ?\d{1,4}\b",
        _I,
    ),
    re.compile(r"(?<![\w.-])\d{1,4} (?:[NSEW]\.? )?(?:main|broadway)\b", _I),
    re.compile(
        r"(?<![\w.-])\d{1,5} (?:calle|avenida|camino|paseo|rue|rua) [a-z]|(?<![\w.-])\d{1,5} via (?:de|del|di|la|las|los|el|san|santa|vista|verde) [a-z]",
        _I,
    ),
    re.compile(r"(?<![\w.$#-])\d{2,5} block of\b", _I),
    _GRID,
)
_CUES: Final = frozenset(
    """po p pob post pmb rr rural rt route hc address addr live lives living resides residing home house
    located moved mail mailed send sent ship apt apartment trailer lot spc ste calle avenida urb urbanizacion
    direccion corner at from""".split()
)
# "got dizzy in the lot 20 min after": a number of minutes stands behind no house.
_NO_TIME: Final = r"(?! ?(?:min|minutes?|mins|hours?|hrs?|days?|weeks?|wks?|months?)\b)"
_TOLD = re.compile(
    r"\bp\.? ?o\.? ?box\b[\s#:]{0,3}+\d|\bpob\b[\s#:]{0,3}+\d|\bpost office box\b|\bp\.? ?m\.? ?b\.? ?\#? ?\d{2}"
    r"|\b(?:rr|rural route|rt|route|hc) ?\#? ?\d{1,3},? box\b|\brr ?\d{1,3}\b"
    r"|\b(?:address|addr|lives? (?:at|on)|living (?:at|on)|resides (?:at|on)|residing at|home is|house at"
    r"|located at|moved to|mail to)[\s:]{0,2}+(?:is )?(?P<number>\d{1,6}) [a-z]"
    r"|\b(?:mail(?:ed)?|sen[dt]|ship(?:ped)?)\b[a-z ]{0,24}? to \d{1,6} [nsew]\.? [a-z]{3}"
    r"|\b(?:at|from) \d{3,6} [nsew]\.? [a-z]{4}"
    rf"|\b(?:apt|apartment|trailer|(?<!parking )(?<!\ba )lot|spc)\b[.\s]{{0,2}}+(?:no\.? ?|number |\# ?)?"
    rf"(?:\d{{1,5}}[a-z]?|[a-h])(?![\w-]){_NO_TIME}"
    r"|\bste\b[.\s]{1,2}+\#?\d{1,5}[a-z]?\b"
    r"|\b(?:calle|avenida) [a-z]{2,20}+(?: [a-z]{2,20}+)? (?:\#|no\.? ?)?\d{1,5}\b"
    r"|\bcorner of (?!the\b)\w{2,16}+ (?:and|&) (?!the\b)\w{3}|\bcalle \d{1,3}\b|\burb(?:anizacion)?\.? [a-z]{3}",
    _I,
)
_ON: Final = frozenset("on at off near live lives from of".split())
_ON_STREET = re.compile(
    r"(?<!clinic )(?<!office )(?<!location )(?<!site )\b(?:on|at|off|near|lives?|from|of) (?:[NSEW]\.? )?(?:[A-Z][a-z]{2,15}+|\d{1,3}(?:st|nd|rd|th))(?: [A-Z][a-z]{2,15}+)? "
    r"(?:Street|Avenue|Ave|Boulevard|Blvd|Lane|Ln|Road|Rd|Drive|Court|Parkway)(?![\w-])"
)
# A street without its number, in any case, behind a word for living there: "lives on briar creek rd".
_LIVING: Final = frozenset(
    "live lives lived living resides residing stays staying house home address addr moved moving".split()
)
_LIVES_ON = re.compile(
    r"\b(?:(?:live[sd]?|living|resid(?:es|ing)|stay(?:s|ing)|house|home|address)(?: is)? (?:out |over )?(?:on|off|at|near|by)"
    r"|(?:address|addr):?(?: is)?|mov(?:ed|ing) to)[\s:]{1,2}+(?P<name>(?:[a-z0-9.'-]{1,20}+ ){1,5}?)"
    rf"(?P<street>{'|'.join(_STREETS.split())})(?![\w-])",
    _I,
)
# Behind "court", no street is meant: "2014 court case".
_COURT = re.compile(r" (?:case|ruling|decision|order|opinion|filing|hearing|date)\b", _I)
# "lives across from the Dollar General on Hwy 9".
_LIVES_BESIDE = re.compile(
    r"(?:lives?|living|resides) (?:right |just )?(?:across from|next (?:door )?to|behind|above|beside|by|near) (?:the )?[\w'. ]{3,40}? (?:on|off|in) (?-i:[A-Z])",
    _I,
)
# Where no number of two digits stands, these mean something else more often: doctor, speech therapy.
_PLACES: Final = frozenset("place way square loop circle heights".split())
_NUMERALS: Final = frozenset({"one", "two"})
_DOUBTFUL: Final = frozenset(
    "dr st ct pl way place court ter cv lane circle square loop trail".split()
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
    agrees another approved because below different disability income
    medicaid medicare cancelled changed elsewhere her his into new other own plus ssi tricare under welfare moved my notes ordered primary referral referrals
    referring script seeing sent signed since waiting wrong week weeks what when where which will with x year years you your
    """.split()
)
_OFFICE = re.compile(
    r"\b(?:claims?|appeals?|remit(?:tance)?|(?<!new )payer|payor|paper|correspondence|grievances?|mailing address|submit"
    r"|insurance|billing|lockbox|dept|department|medical records|provider)\b"
    r"|\bwhere (?:do|does|to|should|can)\b|\b(?:mail|send)(?:ing)? (?:\w{1,15}+ ){0,3}?to (?!po\b|p\.?o|pob\b|post\b|his\b|her\b|him\b|them\b|pt\b)[a-z]{3}"
)
_PATIENT = re.compile(
    r"\b(?:patient|pt|client|his|her|him|their|lives?|home|house|barn|member|she|he|mr|mrs|ms)\b"
)


def find(
    scan: Scan,
    cities: Container[str] = (),
    slot: int | None = None,
    known: Container[str] = (),
) -> Span | None:
    """Where the first address of a person stands. `cities` are keys of cities' names.

    `known` are keys of payers' names: "20560 Anthem Ct" is a code and a payer.
    `slot` is where an alias is expected: a command that takes one speaks of no payer's office.
    """
    span = _plain(scan) or _street(scan, known) or rural_addresses.find(scan, _NO_STREET, slot)
    span = span or (zip_codes.find(scan, cities) if scan.digits else None)
    if span and slot is None and _is_office(scan.lower):
        return None
    return span


def _plain(scan: Scan) -> Span | None:
    told = (*scan.at_numbers(*_AT_NUMBERS), *scan.at_words(_CUES, _TOLD))
    if plain := first(m for m in told if not zip_codes.is_code(m.groupdict().get("number") or "")):
        return plain
    if beside := first(scan.at_words(_LIVING, _LIVES_BESIDE)):
        return beside
    if not scan.has(_STREET_WORDS):
        return None
    lives = first(match for match in scan.at_words(_LIVING, _LIVES_ON) if _is_home(match))
    return lives or first(scan.at_words(_ON, _ON_STREET))


def _is_home(match: re.Match[str]) -> bool:
    words = {*_plain_words(match["name"]), match["street"].lower()}
    return not (_NO_STREET - _NUMERALS | _PLACES).intersection(words)


def _street(scan: Scan, known: Container[str]) -> Span | None:
    patterns = (_STREET, _SOFT_STREET) if scan.has(_STREET_WORDS) else ()
    streets = (match for match in scan.at_digits(*patterns) if not _is_payers(match, known))
    named = first(filter(_is_street, streets))
    return named or first(filter(_is_directed, scan.at_digits(_DIRECTION)))


def _is_payers(match: re.Match[str], known: Container[str]) -> bool:
    """Whether a code stands before the name of a payer that ends as streets do."""
    return zip_codes.is_code(match["number"]) and key_of(match["name"] + match["street"]) in known


def _is_directed(match: re.Match[str]) -> bool:
    is_state = match["direction"] in STATES and not match["name"][0].isdigit()
    return not zip_codes.is_code(match["number"]) and not is_state


def _is_street(match: re.Match[str]) -> bool:
    """Whether a number, words and "rd" are an address: "2 notes dr" and "20560 same way" are none."""
    words = _plain_words(match["name"])
    if len(words) > 1 and words[-1] == "pt":  # "51 harbor pt rd"
        words.pop()
    if _NO_STREET.intersection(words):
        return False
    if _COURT.match(match.string, match.end()) and match["street"].lower() == "court":
        return False
    is_title = match["name"].istitle() and match["street"][0].isupper()
    if zip_codes.is_code(match["number"]):
        return is_title
    return is_title or len(match["number"]) > 1 or match["street"].lower() not in _DOUBTFUL


def _plain_words(name: str) -> list[str]:
    return name.lower().replace(".", "").split()


def _is_office(lower: str) -> bool:
    """Whether the address is where claims and appeals are sent, and no patient is spoken of."""
    return bool(_OFFICE.search(lower)) and not _PATIENT.search(lower)
