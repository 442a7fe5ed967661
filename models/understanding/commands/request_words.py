"""What may be typed behind /session request, granted and denied: visits, days, which request."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from models.calendar_words import MONTH
from models.errors import NotUnderstood
from models.field_name import FieldName
from models.understanding.commands.cap_contents import take_disciplines
from models.understanding.commands.session_commands import take_number, without_filler
from models.understanding.dates import relative_days
from models.understanding.small_numbers import in_digits
from models.understanding.whole_number import ALONE, ENDS
from models.visits.session import Discipline

_NOT_VISITS = r"(?!\s{0,8}+(?:more\s{1,8}+)?+(?:visit|session|unit|treatment))"
_WHICH = re.compile(
    rf"\brequest(?:ed|s)?\b\s{{0,8}}+(?:number|no\.?|nr\.?)?+\s{{0,8}}+#?\s{{0,8}}+"
    rf"(?P<serial>[0-9]{{1,3}}+){ENDS}(?![\w/-]){_NOT_VISITS}",
    re.IGNORECASE,
)
_NAMED = re.compile(_WHICH.pattern.replace("(?:ed|s)?", "", 1), re.IGNORECASE)
"""The same but for "requested 12", which asks for so many."""
_MARKED = re.compile(rf"(?<!\S)#(?P<serial>[0-9]{{1,3}}+){ENDS}(?![\w/-])")
_LEADING = re.compile(
    rf"^\s{{0,8}}+#?(?P<serial>[0-9]{{1,3}}+){ENDS}(?![\w/-]){_NOT_VISITS}"
    rf"(?=\s{{1,8}}+(?:[0-9]{{1,4}}\s{{1,8}}+(?:more\s{{1,8}}+)?+(?:visit|session|unit|treatment)"
    r"|on\b|all\b|in\s{1,8}+full\b)"
    r"|\s{0,8}+$)",
    re.IGNORECASE,
)
_WORD = re.compile(r"\brequest(?:ed|s)?\b", re.IGNORECASE)
_DECIDED = re.compile(
    r"\b(?:decided|dated|decision)(?:\s{1,8}on)?\s{1,8}(?P<day>[0-9][0-9/-]{2,9}|yesterday|today)\b",
    re.IGNORECASE,
)
_SECONDARY = re.compile(r"\b(?:(?:to|from|of)\s{1,8}+)?(?:the\s{1,8}+)?secondary\b", re.IGNORECASE)
_URGENT = re.compile(
    r"\b(?P<no>(?:not|no\s{1,8}longer|isn'?t|non)[\s-]{1,8})?+(?:marked\s{1,8})?+"
    r"(?:urgent(?:ly)?|expedited?|emergen(?:t|cy)|stat|asap|rush(?:ed)?)\b"
    r"|\b(?P<usual>standard|routine|regular)\b",
    re.IGNORECASE,
)
_UNITS = re.compile(
    rf"{ALONE}(?P<number>[0-9]{{1,4}})\s{{0,8}}+(?:timed\s{{1,8}}+)?+units?\b", re.IGNORECASE
)
_OF_ASKED = re.compile(
    r"\b(?P<number>[0-9]{1,3})\s{1,8}(?:out\s{1,8})?of\s{1,8}(?:the\s{1,8})?[0-9]{1,3}\s{1,8}"
    r"(?P<noun>visits?|units?|sessions?)\b",
    re.IGNORECASE,
)
_IN_PART = re.compile(
    r"\b(?:partial(?:ly)?|partly|in\s{1,8}part|(?:but\s{1,8})?only|just)\b(?!\s{0,8}den)",
    re.IGNORECASE,
)
_CODES = re.compile(
    r"(?<!\S)(?:(?:of|for|cpt|codes?)\s{1,8}){0,3}[0-9]{5}(?![\w/-])"
    r"(?:\s{0,8}(?:,|&|/|\+|\band\b)?\s{0,8}[0-9]{5}(?![\w/-]))*",
    re.IGNORECASE,
)
_DENIAL_CODE = re.compile(
    r"\b(?:(?P<group>CO|PR|OA|PI)[\s-]?(?P<carc>[A-B]?[0-9]{1,3})|(?P<rarc>(?:MA|N|M)[0-9]{2,3}))\b",
    re.IGNORECASE,
)
_ALL = re.compile(
    r"\b(?:all(?:\s{1,8}of(?:\s{1,8}(?:it|them)\b|(?=\s{1,8}(?:the\s{1,8})?[0-9])))?|in\s{1,8}full"
    r"|everything)\b",
    re.IGNORECASE,
)
_TYPED_DAY = (
    r"(?:[0-9]{4}-[0-9]{2}-[0-9]{2}|[0-9]{1,2}/[0-9]{1,2}(?:/[0-9]{2,4})?"
    rf"|{MONTH}\.?\s{{1,3}}[0-9]{{1,2}}(?:,?\s{{1,3}}[0-9]{{4}})?)"
)
_SPAN = re.compile(
    rf"\b(?:from|for|between|starting|beginning)\s{{1,8}}{_TYPED_DAY}\s{{0,8}}"
    rf"(?:-|–|to|until|till?|through|thru|and)\s{{0,8}}{_TYPED_DAY}(?![\w/-])"
    rf"|\b(?:until|till?|through|thru)\s{{1,8}}{_TYPED_DAY}\s{{1,8}}from\s{{1,8}}{_TYPED_DAY}(?![\w/-])"
    rf"|\b(?:until|till?|through|thru)\s{{1,8}}{_TYPED_DAY}(?![\w/-])",
    re.IGNORECASE,
)
_BARE_SPAN = re.compile(
    rf"(?<![\w/-])(?<!\bsent )(?<!\bon ){_TYPED_DAY}\s{{0,8}}(?:-|–|to|until|till?|through|thru)"
    rf"\s{{0,8}}{_TYPED_DAY}(?![\w/-])",
    re.IGNORECASE,
)
_DAY_BEHIND = re.compile(
    r"(?<!\bextended )(?<!\bends )(?<!\bending )(?<!\bstarting )\b(?:on|dated|as\s{1,3}of)\s{1,8}"
    rf"(?P<day>{_TYPED_DAY}|yesterday|today)(?![\w/-])",
    re.IGNORECASE,
)
_LATE = frozenset("late overdue past-due due".split())
_LISTS = frozenset(
    """all open pending outstanding waiting unanswered undecided unapproved our the list show me my
    which what are is still every everybody's everyone's of any view see who status""".split()
)
_OF_LIST = re.compile(
    r"\b(?:prior\s{1,8})?(?:auth(?:orization)?\s{1,8})?requests?\b", re.IGNORECASE
)
_PLURAL = re.compile(r"\brequests\b", re.IGNORECASE)
_ON_PAGE = re.compile(r"\bpage\s{1,8}(?P<page>[0-9]{1,3})\b", re.IGNORECASE)
_WITHDRAWS = frozenset(
    "withdraw withdrawn cancel cancelled canceled retract remove back take".split()
)
_SHOW = frozenset("status state list show see open pending any all".split())
_FILLER = frozenset(
    """sent send submitted submit faxed fax mailed mail requested asked ask more additional another
    via portal phone online called by authorization auth prior pa payer insurance to request visits
    them it was were decided granted approved denied refused all make made mark marked as now please
    anymore any handle treat is resubmitted resent resubmit refaxed""".split()
)


@dataclass(frozen=True, slots=True)
class TypedRequest:
    """Visits that a payer was asked for; None for what is missing."""

    number: int | None
    sent: date | None
    in_units: bool = False
    is_secondary: bool = False
    unused: tuple[str, ...] = ()
    has_days: bool = False  # the days for which they are asked were told
    is_urgent: bool | None = None  # to be decided at once, or not; None where nobody said
    serial: int = 0  # the request that is meant by its number, "request 2"
    has_codes: bool = False  # the codes for which they are asked were told
    disciplines: tuple[Discipline, ...] = ()  # and whose visits they are


@dataclass(frozen=True, slots=True)
class AskedList:
    """The list of open requests: all of them, the late ones or the urgent ones; which page, from 1.

    `unused` are words behind "requests" that narrow nothing.
    """

    late: bool
    page: int = 1
    urgent: bool = False
    unused: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class TypedDecision:
    """Which request was decided, 0 where nobody said, and on which day; the rest of the text."""

    serial: int
    on: date | None
    rest: str


def read_request(text: str, today: date) -> TypedRequest:
    """What stands behind the alias: how many visits, and when the request was sent."""
    is_secondary = _SECONDARY.search(text) is not None
    text = in_digits(_SECONDARY.sub(" ", text))
    urgency = _URGENT.search(text)
    is_urgent = not (urgency["no"] or urgency["usual"]) if urgency else None
    text = _URGENT.sub(" ", text)
    which = (_WHICH if urgency else _NAMED).search(text) or _MARKED.search(text)
    text = f"{text[: which.start()]} {text[which.end() :]}" if which else text
    in_units = _UNITS.search(text) is not None
    text = _UNITS.sub(r" \g<number> visits ", text, count=1)
    without_codes = _CODES.sub(" ", text)
    has_codes, text = without_codes != text, without_codes
    disciplines, text = take_disciplines(text)
    without_days = _BARE_SPAN.sub(" ", _SPAN.sub(" ", text))
    sent = relative_days.take(without_days, today)
    number, left = take_number(sent.remaining)
    has_days = without_days != text
    return TypedRequest(
        number,
        sent.on,
        in_units,
        is_secondary,
        _unused(left),
        has_days,
        is_urgent,
        int(which["serial"]) if which else 0,
        has_codes,
        disciplines,
    )


def asks_for_list(text: str, *, takes_any: bool = False) -> AskedList | None:
    """The list that a text asks for that names no alias: "requests", "late requests", "overdue".

    None where it asks for something else: "request" alone begins a new one. `takes_any`: whatever
    else stands beside "requests" narrows nothing.
    """
    on_page = _ON_PAGE.search(text)
    bare = _ON_PAGE.sub(" ", text.replace("past due", "past-due"))
    plain = (word.casefold().strip(".,?!") for word in _OF_LIST.sub(" ", bare).split())
    words = list(filter(None, plain))
    is_named = _OF_LIST.search(bare) is not None
    is_late = not _LATE.isdisjoint(words)
    is_urgent = any(_URGENT.fullmatch(word) for word in words)
    words = [word for word in words if not _URGENT.fullmatch(word)]
    is_plural = _PLURAL.search(bare) is not None
    is_list = is_plural or (words and not is_urgent) if is_named else words == ["overdue"]
    strange = tuple(word for word in words if word not in _LISTS | _LATE)
    if not is_list or (strange and not (is_plural and takes_any)):
        return None
    page = max(int(on_page["page"]), 1) if on_page else 1
    return AskedList(is_late, page, is_urgent, without_filler(strange))


def makes_urgent(typed: TypedRequest) -> bool:
    """Whether a request that was sent is to be urgent, or no more, and none is new."""
    return typed.is_urgent is not None and typed.number is None and not typed.in_units


def asks_to_withdraw(typed: TypedRequest) -> bool:
    """Whether a request is to be taken back, and none is new."""
    asked = {word.casefold().strip("?.") for word in typed.unused}
    return typed.number is None and bool(asked) and asked <= _WITHDRAWS


def asks_to_see(typed: TypedRequest, text: str) -> bool:
    """Whether nothing is asked for: the requests are to be shown, "status" or not."""
    is_told = typed.is_urgent is not None or typed.sent is not None or typed.has_days
    is_bare = not is_told and not re.search("[0-9]", text)
    asked = {word.casefold().strip("?.") for word in typed.unused}
    return typed.number is None and is_bare and asked <= _SHOW


def take_decision(text: str, today: date) -> TypedDecision:
    """The request and the day of its decision, where they are named, and what else was typed."""
    decided = _DECIDED.search(text) or (_SPAN.search(text) and _DAY_BEHIND.search(text))
    on = relative_days.take(decided["day"], today).on if decided else None
    text = f"{text[: decided.start()]} {text[decided.end() :]}" if decided else text
    which = _WHICH.search(text) or _MARKED.search(text) or _LEADING.search(text)
    serial = int(which["serial"]) if which else 0
    rest = f"{text[: which.start()]} {text[which.end() :]}" if which else text
    return TypedDecision(serial, on, _WORD.sub(" ", rest).strip())


def read_denied(text: str, today: date) -> tuple[TypedDecision, tuple[str, ...]]:
    """The request that was denied and the day of that, and words that say nothing of either."""
    typed = take_decision(text, today)
    day = relative_days.take(typed.rest, today)
    if typed.on and day.on and day.on != typed.on:
        raise NotUnderstood("That names two days.", "Give one day.", field=FieldName.ON)
    return TypedDecision(typed.serial, typed.on or day.on, day.remaining), _unused(day.remaining)


def without_asked(text: str) -> str:
    """The text with "10 of 12 visits" as "10 visits", without "in part": 12 are known."""
    return _IN_PART.sub(" ", _OF_ASKED.sub(r"\g<number> \g<noun>", text))


def take_denial_code(text: str) -> tuple[str, str]:
    """The code of a denial in a text, as CO-50 or N386, empty where it names none; the rest."""
    code = _DENIAL_CODE.search(text)
    if code is None:
        return "", text
    spelled = f"{code['group'].upper()}-{code['carc']}" if code["group"] else code["rarc"].upper()
    return spelled, f"{text[: code.start()]} {text[code.end() :]}"


def take_all(text: str) -> tuple[bool, str]:
    """Whether everything that was asked for is granted, and the text without the word for it."""
    left = _ALL.sub(" ", text)
    return left != text, left


def read_withdrawing(text: str) -> int | None:
    """The number of a request that is to be withdrawn; None where no request is meant."""
    if not _WORD.search(text):
        return None
    which = _WHICH.search(text)
    return int(which["serial"]) if which else 0


def _unused(text: str) -> tuple[str, ...]:
    words = without_filler(tuple(text.split()))
    return tuple(word for word in words if word.casefold().strip("#.") not in _FILLER)
