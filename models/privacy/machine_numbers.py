"""Numbers of machines, courts, cards and logins that lead to one person.

"IP 73.118.20.44", "3:26-cv-00418", a VIN, "tail number N4471K", "card ending 4417", "vet F4471", "jsmith84 on the
patient portal". None: "version 1.2.3", "2026 court case", "visa 2 pays", "bcbs2026 login page".
"""

from __future__ import annotations

import re
from collections.abc import Container
from typing import Final

from models.privacy import birth_dates
from models.privacy.identity_kinds import Span
from models.privacy.record_numbers import is_code
from models.privacy.scan import Scan, first

_I: Final = re.IGNORECASE
_IP = re.compile(
    r"(?<![\w.])(?=[\d.]{0,12}(?<!\d)[12]\d\d(?!\d))[1-9]\d{0,2}(?:\.(?:0|[1-9]\d{0,2})){3}(?![\w.]\w)"
)  # one of its numbers has three digits, as those of a rule have not: "COMAR 10.38.12.03"
_DOCKET = re.compile(
    r"(?<![\w:/])(?:\d{1,2}:)?\d{2,4}-?(?:cv|cr|dr|cvs|civ|md|bk|pr|ap|sc)-?\d{3,7}(?!\w)", _I
)
_VIN = re.compile(
    r"(?<!\w)(?=(?:[A-Z]{0,8}\d){5})(?=(?:\d{0,8}[A-Z]){3})[A-HJ-NPR-Z0-9]{17}(?!\w)", _I
)
_TAIL = re.compile(r"\btail (?:number|no\.?|\#)[\s:]{1,2}N\d{1,5}[A-Z]{0,2}\b", _I)
_CARD = re.compile(
    r"\b(?:card|visa|mastercard|amex|discover|hsa|fsa)(?: card)?(?: (?:that|which))? (?:ends?|ending)(?: (?:in|with))? \d{4}\b"
    r"|\bcard ?(?:\#|no\.?|number)? ?[*x]{1,4}[ -]?\d{4}\b",
    _I,
)
_VETERAN = re.compile(r"\b(?:vet|veteran) (?!g\d)[a-z]\d{4}(?!\w)", _I)
_SERIAL = re.compile(
    r"\bserial(?: ?(?:no\.?|number|num|\#))?[\s:#]{1,3}+(?:is )?(?=(?:[A-Z-]{0,4}\d){4})[A-Z0-9]{2,16}(?:-[A-Z0-9]{1,12}){0,3}(?![\w-])",
    _I,
)
_STARTS = re.compile(
    r"\b(?:id|number|card|policy|mrn|ssn)(?: that)? (?:starts?|begins?|ends?) (?:with|in) [A-Z]{0,4}\d{0,6} (?:and|&) (?:ends?|starts?) (?:with |in )?\d{3,6}\b",
    _I,
)
_MARKED: Final = (
    _DOCKET,
    re.compile(r"(?<![\w:])(?:[0-9A-F]{2}[:-]){5}[0-9A-F]{2}(?![\w:-])", _I),
    re.compile(r"(?<![\w-])[0-9A-F]{8}-[0-9A-F]{4}-[0-9A-F]{4}(?:-[0-9A-F]{4,12}){0,2}(?!\w)", _I),
)
_LABELLED = re.compile(
    r"\b(?:doc number|inmate|prisoner|badge|employee id|student id|union card|union member|gamertag|wallet|device id|match id|parole"
    r"|locker|tribal id)(?: ?(?:no\.?|number|num|id|\#))?[\s:#]{1,3}+(?:is )?(?P<number>[a-z0-9-]{3,24}+)",
    _I,
)
_CLAIM = re.compile(
    r"\b(?:claim|case|policy|ref|call ref|claim ref)(?: (?:is|was|no|number))?[\s:#]{1,3}+"
    r"(?P<number>(?=[A-Z-]{0,4}\d)(?=[\dA-Z-]{7,24}(?![\w-]))(?=(?:[A-Z-]{0,6}\d){5})[A-Z0-9]{2,8}-[A-Z0-9]{2,12}(?:-[A-Z0-9]{1,8}){0,3}|[A-Z]{2,4}-\d{2}-\d{3,6})(?![\w-])",
    _I,
)
_LOGIN = re.compile(
    r"(?<![\w./@-])(?P<name>[a-z]{4,20}+)\d{2,8} (?:login|(?:on|in|from|via) (?:the |our )?(?:patient )?(?:portal|mychart)|username|user ?name|is (?:his|her|the) (?:login|user))",
    _I,
)
_CUES: Final = frozenset(
    """doc inmate prisoner badge employee student union gamertag wallet device match parole locker tribal tail card visa mastercard amex discover hsa fsa vet veteran serial id number policy mrn ssn claim case
    file ref call""".split()
)
_LEAST: Final = 2
_DOTS: Final = 3
_LEAST_OF_VIN: Final = 7
_PORTALS: Final = frozenset("login portal mychart username user".split())
_ALIAS = re.compile(r"83\d-5010|[A-Z]{2,12}-\d{1,5}[A-Z]?", _I)


def find(scan: Scan, words: Container[str] = ()) -> Span | None:
    """Where the first such number stands. A login of one of some `words` and a year is nobody's."""
    if scan.digits < _LEAST:
        return None
    if told := _by_shape(scan) or _by_cue(scan):
        return told
    logins = _LOGIN.finditer(scan.text) if scan.has(_PORTALS) else ()
    return first(match for match in logins if match["name"].lower() not in words)


def _by_shape(scan: Scan) -> Span | None:
    """A number that its form tells, where the text has the marks of one."""
    text = scan.text
    if (":" in text or "-" in text) and (found := first(scan.at_numbers(*_MARKED))):
        return found
    if text.count(".") >= _DOTS and (found := first(scan.at_digits(_IP))):
        return found
    return first(scan.at_numbers(_VIN)) if scan.digits >= _LEAST_OF_VIN else None


def _by_cue(scan: Scan) -> Span | None:
    """A number behind a word that says whose or what it is."""
    if not scan.has(_CUES):
        return None
    claims = (match for match in scan.at_words(_CUES, _CLAIM) if _is_claim(match["number"]))
    told = scan.at_words(_CUES, _TAIL, _CARD, _VETERAN, _SERIAL, _STARTS)
    labelled = (match for match in scan.at_words(_CUES, _LABELLED) if _is_own(match["number"]))
    return first(told) or first(claims) or first(labelled)


def _is_own(number: str) -> bool:
    """Whether a number behind a badge or a card is no code: "union card 20560"."""
    return sum(map(str.isdigit, number)) > _LEAST and not is_code(number)


def _is_claim(number: str) -> bool:
    """Whether letters and digits behind "claim" are no codes, date and alias: "20561-59"."""
    if birth_dates.is_date(number) or _ALIAS.fullmatch(number):
        return False
    return not any(map(is_code, number.split("-")))
