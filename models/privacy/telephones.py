"""Telephone numbers, American and from abroad; those of offices and toll-free lines pass.

"415-555-0123", "(415) 555 0123 x12", "4155550123", "+44 20 7946 0958", "call 555 0123", "555-0123".
Toll-free numbers are a payer's, never a patient's, and so is a number that is named as an office's
("provider services 208-555-0123").
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

import phonenumbers

from models.privacy.identity_kinds import Span
from models.privacy.scan import Scan, first

_SEP = r"[\s./-]{0,3}+"
_AMERICAN = re.compile(
    rf"(?<![\w.])(?<![\d][-])(?:\+?1{_SEP})?\(?[2-9]\d\d\)?{_SEP}[2-9]\d\d{_SEP}\d{{4}}(?![\d])(?!-\d)"
)
_ABROAD = re.compile(
    r"(?<![\w.])(?<![A-Za-z]-)(?:\+|00|011)[\s-]?(?:[1-9]\d{0,2})(?:[\s./()-]{0,3}+\d{1,12}+){1,6}+"
)
_LOCAL = re.compile(r"(?<![\w.-])(?:[2-9]\d\d-|555[ .])\d{4}(?![\w-])")
_NAMED = re.compile(
    r"\b(?:phone|telephone|tel|ph|cell|mobile|fax|call|te?xt|whatsapp|reach (?:her|him|them|me))\b"
    r"(?:[\s:.#]|number|no\.|is|at|on|(?:her|him|them|me|us)\b){0,8}+[2-9]\d\d[-. ]?\d{2}[-. ]?\d{2}(?!\d)",
    re.IGNORECASE,
)
_CUES: Final = frozenset(
    "phone telephone tel ph cell mobile fax call text txt whatsapp reach".split()
)
_TOLL_FREE: Final = ("800", "822", "833", "844", "855", "866", "877", "888")

# X12 transactions and their version: "837-5010", "835 5010".
_TRANSACTION = re.compile(r"(?:27[0-8]|278|820|83[457])[-. ](?:5010|4010|6020)\Z")

_OFFICE = re.compile(
    r"\b(?:provider|customer|member)s?'? (?:services?|line|relations|phone|support|number|help(?: ?line)?)"
    r"|\b(?:claims?|um|utilization management|utilization review|prior auth(?:orization)?|precert"
    r"|auth(?:orization)?s?|eligibility|appeals?|intake|nurse) (?:line|dep(?:artmen)?t|phone|fax|number)"
    r"|\b(?:npi|tin|ein|tax id|payer id|taxonomy|ndc|toll[ -]?free)\b"
)
_LOOK_BACK: Final = 48


def find(scan: Scan) -> Span | None:
    """Where the first number of a person stands."""
    numbers = _matches(scan)
    return first(m for m in numbers if not _OFFICE.search(scan.before(m.start(), _LOOK_BACK)))


def _matches(scan: Scan) -> Iterator[re.Match[str]]:
    for match in scan.at_numbers(_AMERICAN):
        if _area(match[0]) not in _TOLL_FREE:
            yield match
    yield from (match for match in scan.at_numbers(_ABROAD) if _is_abroad(match[0]))
    for match in scan.at_digits(_LOCAL):
        if not _TRANSACTION.match(match[0]) and not _belongs_to_longer(scan.text, match):
            yield match
    yield from scan.at_words(_CUES, _NAMED)


def _area(typed: str) -> str:
    digits = re.sub(r"\D", "", typed)
    return digits[-10:-7]


def _belongs_to_longer(text: str, match: re.Match[str]) -> bool:
    """Whether the last seven digits of a toll-free number are all that was matched."""
    before = re.sub(r"\D", "", text[max(0, match.start() - 6) : match.start()])
    return before[-3:] in _TOLL_FREE


def _is_abroad(typed: str) -> bool:
    """Whether a number with a country's prefix may exist; a toll-free one here does not count."""
    international = re.sub(r"^(?:\+|00|011)", "+", typed.replace(" ", ""))
    try:
        number = phonenumbers.parse(international, None)
    except phonenumbers.NumberParseException:
        return False
    if number.country_code == 1 and str(number.national_number).startswith(_TOLL_FREE):
        return False
    return phonenumbers.is_possible_number(number)
