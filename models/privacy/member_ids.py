"""Ids told by the name of a payer or of software before or behind them, or by an alias's place.

"kaiser # 110-04482917", "bcbstx zgj 8 3 3 1 0 4 4 9 2", "x y l nine zero four four one", "group 0x4471",
"file 11872", "flag 88213 in emr"; "66104" and "84Y-2210-93847" where an alias stands. No id: "pt 2026
rates", "file 837", "patient 20560", "uhc 20560 97140".
"""

from __future__ import annotations

import re
from typing import Final

from models.privacy import birth_dates, zip_codes
from models.privacy.identity_kinds import Span
from models.privacy.record_numbers import is_code
from models.privacy.scan import Scan, first

_I: Final = re.IGNORECASE
_PAYERS: Final = frozenset(
    """aetna cigna humana uhc umr unitedhealthcare united anthem kaiser molina ambetter tricare oscar surest
    amerigroup centene wellcare medicare medicaid regence premera highmark optum bcbs geha cofinity
    healthnet centivo bright devoted caresource priority providence moda pacificsource medica excellus emblem
    fidelis carefirst horizon wellmark florida meritain medcost multiplan va champva dbn policy holder
    insurance ins hmo ppo epo""".split()
)
_GROUPS = r"(?P<number>(?:[a-z]{1,4}[ -])?[a-z]{0,4}\d[a-z0-9]{0,11}+(?:[ -][a-z]{0,2}\d[a-z0-9]{0,11}+){0,6}+)(?![\w/-]|[.,]\d)"
_TOLD = re.compile(
    rf"[a-z]{{2,16}}+ ?(?:(?:member |card )?(?:id|#|num(?:ber)?|no\.?)|dbn)[ #:]{{0,3}}+(?:(?:is|=) )?{_GROUPS}",
    _I,
)
_MEMBER = re.compile(
    r"(?:member|subscriber|enrollee|insured) (?P<number>[a-z]{0,3}\d[a-z0-9]{1,8}+(?:-[a-z0-9]{1,8}){1,4})(?![\w/-])",
    _I,
)
_CARD = re.compile(
    r"(?:mbr|certificate|cert|subscr|member|subscriber)[ :#]{1,3}+(?P<number>[a-z]{1,3}\d[a-z0-9]{4,12})(?![\w/-]|[.,]\d)",
    _I,
)
_GROUP = re.compile(
    r"(?:group|grp)(?: ?(?:#|id|no\.?|num(?:ber)?))?[ :#]{1,3}+(?P<number>0x[a-z0-9]{3,8}|[a-z]{0,2}\d{4,8})(?![\w/-]|[.,]\d)",
    _I,
)
_CHART = re.compile(
    r"(?:file|chrt|chart|patient|pt|emr|ehr|webpt)[ :#]{1,3}+(?P<number>[a-z]{0,2}\d{4,7})(?![\w/%-]|[.,]\d"
    r"| (?:deduct|copay|oop|form|max|limit|rates?|fee|rule)|[ ]?(?:am|pm)\b)",
    _I,
)
_IN_RECORD = re.compile(
    r"(?P<number>\d{4,7}) in (?:the |our )?(?:emr|ehr|webpt|jane|prompt|kareo|clinicient|raintree|heno|therabill|epic)\b",
    _I,
)
_IN_SLOT = re.compile(
    r"\s{0,4}(?P<number>[a-z]{0,3}\d[a-z0-9]{0,14}+(?:-[a-z0-9]{1,12}){0,4})(?![\w/-])", _I
)

_BARE: Final = re.compile(r"\d{4,5}|(?=(?:[a-z-]{0,4}\d){6})[a-z0-9]+(?:-[a-z0-9]+)+", _I)

_DIGIT = "zero|oh|one|two|three|four|five|six|seven|eight|nine"
_ATOM = rf"(?:{_DIGIT}|[a-z0-9])"
_SINGLY = re.compile(
    rf"(?<![\w$.])(?:[a-z]{{3}} (?=\d ))?{_ATOM}(?:[ ,-]{{1,3}}{_ATOM}(?![\w'])){{7,24}}+", _I
)
_DIGITS_OF = re.compile(rf"\b(?:{_DIGIT}|\d)\b", _I)
_LETTER = re.compile(r"\b[a-z]\b|^[a-z]{3}(?= )", _I)
_FEW: Final = 4
_MANY: Final = 7
_LEVELS: Final = frozenset("cltsrxa")  # "c 5 6 l 4 5": levels of a spine, sides, units
_TOLL_FREE: Final = re.compile(r"1?8(?:00|22|33|44|55|66|77|88)\d{7}")
_YEAR: Final = re.compile(r"(?:19|20)\d\d")
_FORMS: Final = frozenset({"1500", "1099", "1095", "1557", "8371"})
_CHARTS: Final = frozenset("file chrt chart patient pt emr ehr webpt".split())
_RECORDS: Final = frozenset(
    "emr ehr webpt jane prompt kareo clinicient raintree heno therabill epic".split()
)
_MEMBERS: Final = frozenset("member subscriber enrollee insured".split())
_CARDS: Final = frozenset("mbr certificate cert subscr member subscriber".split())
_ANY_GROUP: Final = frozenset({"group", "grp"})


def find(scan: Scan, slot: int | None) -> Span | None:
    """Where the first id stands; `slot` is where an alias is expected."""
    typed = _IN_SLOT.match(scan.text, slot) if slot is not None else None
    if typed and _BARE.fullmatch(typed["number"]) and _is_id(typed["number"]):
        return typed.span("number")
    return _labelled(scan) or _singly(scan)


def _labelled(scan: Scan) -> Span | None:
    if scan.digits < _FEW:
        return None
    payers = frozenset(word for word in scan.words if word in _PAYERS or word.startswith("bcbs"))
    for words, pattern, least in (
        (payers, _TOLD, 6),
        (_MEMBERS, _MEMBER, 6),
        (_CARDS, _CARD, 5),
        (_ANY_GROUP, _GROUP, 4),
        (_CHARTS, _CHART, 4),
    ):
        matches = scan.at_words(words, pattern)
        if span := first(
            m for m in matches if _digits(m["number"]) >= least and _is_id(m["number"])
        ):
            return span
    in_record = scan.at_digits(_IN_RECORD) if scan.has(_RECORDS) else ()
    return first(match for match in in_record if _is_id(match["number"]))


def _singly(scan: Scan) -> Span | None:
    """An id told letter by letter and digit by digit."""
    if len(scan.digit_starts) < _FEW and not scan.has(_SPELLED):
        return None
    return first(filter(_is_told_singly, _SINGLY.finditer(scan.text)))


def _is_told_singly(match: re.Match[str]) -> bool:
    letters = {letter.lower() for letter in _LETTER.findall(match[0])}
    digits = "".join(_VALUES.get(d.lower(), d) for d in _DIGITS_OF.findall(match[0]))
    is_told = bool(letters - _LEVELS or (letters and len(digits) >= _MANY))
    return is_told and len(digits) >= _FEW and "1234" not in digits


_SPELLED: Final = frozenset(_DIGIT.split("|"))
_VALUES: Final = {"oh": "0"} | {
    word: str(value)
    for value, word in enumerate("zero one two three four five six seven eight nine".split())
}


def _digits(number: str) -> int:
    return sum(map(str.isdigit, number))


def _is_id(number: str) -> bool:
    """Whether a number is none of a code, a date, a year, an amount, a form and a toll-free line."""
    groups = re.split(r"[ -]", number)
    plain = "".join(groups)
    if birth_dates.is_date(number) or _TOLL_FREE.fullmatch(plain) or plain in _FORMS:
        return False
    if len(plain) == _FEW and (_YEAR.fullmatch(plain) or plain.endswith("00")):
        return False
    return not any(is_code(group) or zip_codes.is_code(group) for group in groups)
