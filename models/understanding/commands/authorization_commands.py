"""What may be typed behind /session authorize and withdraw: visits, dates, instead of, as well."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta

from dateutil.relativedelta import relativedelta

from models import calendar_words
from models.understanding.commands import authorization_shorthand as shorthand
from models.understanding.commands.authorization_shorthand import Length
from models.understanding.commands.cap_contents import take_disciplines
from models.understanding.commands.evaluation_words import take_excluding
from models.understanding.commands.session_commands import (
    FILLER,
    split_at,
    take_number,
    without_filler,
)
from models.understanding.dates import dates_of_service, named_days, relative_days
from models.understanding.small_numbers import in_digits
from models.understanding.whole_number import ALONE, ENDS
from models.visits.session import Discipline

_UNTIL = re.compile(
    r"\b(?:until|till?|through|thru|to|ending|expir(?:es|ing))\b|\s[-–—]\s", re.IGNORECASE
)
# The number of an authorization, where it is not a number of visits or a part of a date.
SERIAL = (
    rf"[0-9]{{1,3}}+{ENDS}(?![\w/-])"
    r"(?!\s{0,8}+(?:more\s{1,8}+)?+(?:visit|session|unit|treatment|day|week|wks?\b|mo(?:s|nth)?|y(?:ea)?r))"
)
NUMBER_WORDS = (
    r"(?:\s{0,8}+(?:authorization|auth|number|no\.?|nr\.?)(?!\w)){0,2}+\s{0,8}+#?\s{0,8}+"
)
_INSTEAD = re.compile(
    r"\b(?:instead(?:\s{1,8}+of)?+|in\s{1,8}+place\s{1,8}+of|replac(?:es?|ing)|correct(?:s|ing)?"
    rf"|extend(?:s|ing)?)\b(?:{NUMBER_WORDS}(?P<first>{SERIAL})"
    rf"(?P<more>(?:\s{{0,8}}+(?:&|and\b){NUMBER_WORDS}{SERIAL}){{0,8}}))?",
    re.IGNORECASE,
)
_AS_WELL = re.compile(
    r"\b(?:as\s{1,8}+well(?:\s{1,8}+as)?+|in\s{1,8}+addition(?:\s{1,8}+to)?+|additional(?:ly)?"
    rf"|also|on\s{{1,8}}+top(?:\s{{1,8}}+of)?+)\b(?:{NUMBER_WORDS}(?P<beside>{SERIAL}))?",
    re.IGNORECASE,
)
_CODES = re.compile(
    r"(?:\b(?:of|for|only|cpt|codes?)\b[\s:]{1,3}){0,2}[/&+]?(?<![\w.-])(?P<code>[0-9]{4}[0-9A-Z])"
    r"(?![\w.-])(?!/[0-9]{1,2}(?![0-9]))",
    re.IGNORECASE,
)
_UNITS = re.compile(
    rf"{ALONE}(?P<number>[0-9]{{1,4}})(?![\w/.-]){ENDS}"
    r"\s{0,8}+(?:more\s{1,8}+)?+(?:timed\s{1,8}+|15[\s-]?min(?:ute)?s?\s{1,8}+)?+units?\b",
    re.IGNORECASE,
)
_SECONDARY = re.compile(r"\b(?:(?:from|by|of)\s{1,8}+)?(?:the\s{1,8}+)?secondary\b", re.IGNORECASE)
_OTHER_END = re.compile(
    rf"(?:{NUMBER_WORDS}(?P<before>(?<![\w/.-]){SERIAL})\s{{1,8}}+)?+"
    r"\b(?:(?:was|is|has\s{1,8}+been)\s{1,8}+)?+(?:(?P<longer>extended|extends?|extension|prolonged)"
    r"|(?P<shorter>shortened)|ended|ends|terminated)\b"
    rf"(?:{NUMBER_WORDS}(?P<after>{SERIAL}))?+"
    r"(?:\s{1,8}+(?:until|till?|to|through|thru|on|by|early)\b){0,2}+",
    re.IGNORECASE,
)
_LENGTH = re.compile(
    rf"(?:\b(?:by|for|another)\s{{1,3}}|\+\s{{0,3}}){{0,2}}+(?:(?<=\+)|{ALONE})(?P<number>[0-9]{{1,3}}){ENDS}\s{{0,3}}"
    r"(?:more\s{1,3})?(?P<unit>d(?:ay)?|w(?:k|eek)?|mo(?:nth)?|y(?:r|ear)?)s?\b",
    re.IGNORECASE,
)
_BEGINS = re.compile(
    r"\b(?:from|starting|beginning|effective)\s{1,8}(?:on\s{1,8})?+"
    rf"(?=[0-9]|today|tomorrow|yesterday|the\s{{1,8}}[0-9]|(?:{calendar_words.MONTH})\b\.?\s{{0,8}}[0-9]"
    rf"|(?:(?:last|this|next)\s{{1,8}})?+(?:{calendar_words.WEEKDAY})\b|{named_days.NAME})",
    re.IGNORECASE,
)
_DAY = r"(?:[0-9]{1,2}/[0-9]{1,2}/[0-9]{2,4}|[0-9]{4}-[0-9]{2}-[0-9]{2})"
_TWO_DAYS = re.compile(rf"(?<![\w/-])(?P<first>{_DAY})[\s,;]{{1,8}}+(?P<last>{_DAY})(?![\w/-])")
_SHORT_DAY = r"[0-9]{1,2}/[0-9]{1,2}(?:/[0-9]{2,4})?"
_JOINED_DAYS = re.compile(
    rf"(?<![\w/-])(?P<first>{_SHORT_DAY})[-–—](?P<last>{_SHORT_DAY})(?![\w/-])"
)
_BETWEEN = re.compile(r"\bbetween\b(?P<first>[^;]{1,30}?)\band\b", re.IGNORECASE)
_DAYS_OF_MONTH = re.compile(
    rf"\b(?P<month>{calendar_words.MONTH})\b\.?\s{{1,3}}(?P<first>[0-9]{{1,2}})\s?[-–—]\s?"
    r"(?P<last>[0-9]{1,2})(?![\w/-])",
    re.IGNORECASE,
)
_YEAR, _NEARLY_A_YEAR = timedelta(days=365), 360
_LATELY = timedelta(days=62)
_GRANTED = frozenset("approved granted authorized authorised payer insurance".split())
_FIRST = "first"
_NOTHING_SAID = FILLER | _GRANTED
_VISITS = re.compile(r"\b(?:visits?|sessions?|treatments?|units?)\b", re.IGNORECASE)
_ONE_SERIAL = re.compile(rf"{ALONE}#?(?P<number>[0-9]{{1,3}}+)(?![\w/-]){ENDS}", re.IGNORECASE)
_OF_WITHDRAWAL = frozenset("authorization auth number no nr mistake entered".split())


@dataclass(frozen=True, slots=True)
class AuthorizationRequest:
    """Visits that a payer authorized, with what is missing as None.

    `instead_of` are the numbers of those that it takes the place of; `is_instead` says that it
    takes the place of some, numbered or not. `is_as_well` says that it comes on top of others, and
    `beside` of which one; 0 where nobody said. It is for `codes` alone, where any are named, and
    not for evaluations of which the codes are among those `excluding`. `in_units` says that timed
    units are granted, and no visits; `is_secondary` that the second payer grants them.
    """

    number: int | None
    first: date | None
    last: date | None
    codes: tuple[str, ...] = ()
    excluding: tuple[str, ...] = ()
    disciplines: tuple[Discipline, ...] = ()
    in_units: bool = False
    instead_of: tuple[int, ...] = ()
    is_instead: bool = False
    is_as_well: bool = False
    beside: int = 0
    sure: bool = False
    unused: tuple[str, ...] = ()
    is_secondary: bool = False
    giver: str = ""  # the id of the payer that is named as who granted it
    is_turned: bool = False  # without a year the last day would stand before the first
    is_more: bool = False  # so many "more": on top of what is authorized already
    a_week: tuple[int, ...] = ()  # so many visits a week: two numbers of "2 to 3"
    lasts: Length | None = None  # for so long from its first day


@dataclass(frozen=True, slots=True)
class EndRequest:
    """Another last day for an authorization: extended until, or ended on, a day.

    `serial` is its number, 0 where nobody said it. `until` is the day, or how much later than now
    it ends (earlier: less than nothing); None where neither was said, or both.
    """

    serial: int
    until: date | relativedelta | None
    unused: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class WithdrawalRequest:
    """Authorizations to take back, by their numbers."""

    serials: tuple[int, ...]
    unused: tuple[str, ...] = ()


def read_authorizing(text: str, today: date) -> AuthorizationRequest:
    """What stands behind the alias, in any order: visits, dates, and how they join the others."""
    is_more, text = shorthand.take_more(shorthand.spelled_out(in_digits(text)))
    a_week, text = shorthand.take_pace(text)
    lasts, text = shorthand.take_length(text)
    is_secondary = _SECONDARY.search(text) is not None
    text = _SECONDARY.sub(" ", text)
    instead = list(_INSTEAD.finditer(text))
    text = _INSTEAD.sub(" ", text)
    as_well = list(_AS_WELL.finditer(text))
    sure, text = _take_sure(_AS_WELL.sub(" ", text))
    excluding, text = take_excluding(text)
    codes = tuple(dict.fromkeys(match["code"].upper() for match in _CODES.finditer(text)))
    disciplines, text = take_disciplines(_CODES.sub(" ", text))
    for two_days in (_TWO_DAYS, _JOINED_DAYS):
        text = two_days.sub(r"\g<first> until \g<last>", text, count=1)
    text = _DAYS_OF_MONTH.sub(r"\g<month> \g<first> until \g<month> \g<last>", text, count=1)
    text = _BETWEEN.sub(r" from \g<first> until ", text, count=1)
    in_units = _UNITS.search(text)
    text = _UNITS.sub(r" \g<number> visits ", text, count=1)
    head, cut, tail = split_at(_UNTIL, text)
    begins = _BEGINS.search(tail)
    if begins and not _BEGINS.search(head):  # "until 2/28 from 12/1"
        head, tail = f"{head} {tail[begins.start() :]}", tail[: begins.start()]
    first = relative_days.take_first(head, today)
    last = relative_days.take_last(tail, today, first.on or today) if cut else None
    number, left = take_number(f"{first.remaining} {last.remaining if last else ''}")
    numbers = [int(n) for m in instead for n in re.findall("[0-9]+", f"{m['first']} {m['more']}")]
    ends_on = last.on if last else None
    if lasts and ends_on and not lasts.ends_about(ends_on, first.on or today):
        left = f"{left} {lasts.words}"
    return AuthorizationRequest(
        number,
        first.on,
        ends_on,
        codes=codes,
        excluding=excluding,
        disciplines=disciplines,
        in_units=in_units is not None,
        instead_of=tuple(dict.fromkeys(numbers)),
        is_instead=bool(instead),
        is_as_well=bool(as_well),
        beside=max((int(m["beside"] or 0) for m in as_well), default=0),
        sure=sure,
        unused=_unused(left),
        is_secondary=is_secondary,
        is_turned=_is_turned(head, tail, first.on, ends_on, today),
        is_more=is_more,
        a_week=a_week,
        lasts=lasts,
    )


def _unused(left: str) -> tuple[str, ...]:
    """The words that say nothing of an authorization; "first" among them may be of a name."""
    words = without_filler(tuple(left.split()), _NOTHING_SAID - {_FIRST})
    strange = [place for place, word in enumerate(words) if word.casefold() != _FIRST]
    return words[strange[0] : strange[-1] + 1] if strange else ()


def _is_turned(head: str, tail: str, first: date | None, last: date | None, today: date) -> bool:
    """Whether the last day was put off by a year, as it stood before the first: a slip, maybe.

    A whole year that ends on the day before its first one is none.
    """
    if first is None or last is None or (last - first).days >= _NEARLY_A_YEAR:
        return False
    has_year = dates_of_service.take(tail).on or dates_of_service.take(head).on
    return not has_year and today - _LATELY <= last - _YEAR < first


def read_ending(text: str, today: date) -> EndRequest | None:
    """Another last day, "extended until 1/31/2027", "1 ended 12/15"; None where more is granted."""
    match = _OTHER_END.search(text)
    if match is None or _VISITS.search(shorthand.spelled_out(text)):
        return None
    left = f"{text[: match.start()]} {text[match.end() :]}"
    sure, left = _take_sure(left)
    told = _LENGTH.search(left) if match["longer"] or match["shorter"] else None
    by = _length(int(told["number"]), told["unit"].casefold()) if told else None
    left = _LENGTH.sub(" ", left, count=1) if told else left
    last = relative_days.take_last(left, today, today)
    serial = int(match["before"] or match["after"] or 0)
    unused = without_filler(tuple(last.remaining.split()))
    if re.search("[0-9]", " ".join(unused)):
        return None
    until = None if by and last.on else last.on or (-by if by and match["shorter"] else by)
    return EndRequest(serial, until, (*unused, *(["sure"] if sure else [])))


def _length(number: int, unit: str) -> relativedelta:
    days, months = {"d": (1, 0), "w": (7, 0), "m": (0, 1), "y": (0, 12)}[unit[0]]
    return relativedelta(days=number * days, months=number * months)


def read_withdrawing(text: str) -> WithdrawalRequest:
    """What stands behind the alias: the number of an authorization."""
    serials = [int(match["number"]) for match in _ONE_SERIAL.finditer(text)]
    words = without_filler(tuple(_ONE_SERIAL.sub(" ", text).split()))
    unused = tuple(word for word in words if word.casefold().strip("#.") not in _OF_WITHDRAWAL)
    return WithdrawalRequest(tuple(dict.fromkeys(serials)), unused)


def _take_sure(text: str) -> tuple[bool, str]:
    left = re.sub(r"\bsure\b", " ", text, flags=re.IGNORECASE)
    return left != text, left
