"""Turns the text of /session and /caps into values. The one place where that text is read.

Each function reads what stands behind one verb. What is left over and means nothing is returned as
`unused`, so that nothing is logged on words that nobody understood.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from models import spelling
from models.errors import NotUnderstood
from models.field_name import FieldName
from models.privacy import alias
from models.privacy.alias_text import is_foreign, key, lookalike
from models.understanding import days
from models.understanding.question import Reader
from models.visits import balance_source
from models.visits.balance_source import BalanceSource, SourceKind
from models.visits.void_reason import VoidReason
from models.visits.word_list import WordList


class SessionVerb(StrEnum):
    """What /session does."""

    NEW = "new"
    LOG = "log"
    UNDO = "undo"
    VOID = "void"
    SHOW = "show"
    PAYER = "payer"
    AUTHORIZE = "authorize"
    BALANCE = "balance"
    IMPROVING = "improving"
    CLOSE = "close"
    REOPEN = "reopen"
    RENAME = "rename"


_VERBS = {
    **{verb.value: verb for verb in SessionVerb},
    **dict.fromkeys(["add", "seen", "record", "visit", "track"], SessionVerb.LOG),
    **dict.fromkeys(["create", "alias", "start", "open"], SessionVerb.NEW),
    **dict.fromkeys(["remove", "delete", "cancel"], SessionVerb.VOID),
    **dict.fromkeys(["why", "status", "list", "view", "history"], SessionVerb.SHOW),
    **dict.fromkeys(["insurance", "plan"], SessionVerb.PAYER),
    **dict.fromkeys(["auth", "authorization", "authorisation", "authorise"], SessionVerb.AUTHORIZE),
    **dict.fromkeys(["used", "prior"], SessionVerb.BALANCE),
    **dict.fromkeys(["improved", "improves"], SessionVerb.IMPROVING),
    **dict.fromkeys(["discharge", "discharged", "end", "finish"], SessionVerb.CLOSE),
}
_SLIPS = 2

_AGAIN = re.compile(r"\bagain\b(?:\s+#?(?P<ordinal>[0-9]{1,2})\b)?", re.IGNORECASE)
_SURE = re.compile(r"\b(?:for\s+sure|really|sure)\b", re.IGNORECASE)
_YEAR_FROM = re.compile(
    r"\b(?:(?:plan|benefit)\s+)?year\s+(?:from|starts?(?:\s+on)?|begins?(?:\s+on)?|of)\b(?P<day>.*)$",
    re.IGNORECASE,
)
_NUMBERED = re.compile(r"#?\s*(?P<number>[0-9]{1,6})\b(?!-\w)", re.IGNORECASE)
_BECAUSE = re.compile(
    r"^\W*+(?:of\b\W*+)?(?:because(?:\s++of)?|reason|since|cause|bc|as)?\b\W*+", re.IGNORECASE
)
_VISITS = re.compile(
    r"(?<![\w/.-])(?P<number>[0-9]{1,4})(?![\w/.-])(?:\s*(?:more\s+)?(?:visits?|sessions?|treatments?))?",
    re.IGNORECASE,
)
_UNTIL = re.compile(
    r"\b(?:until|till?|through|thru|to|ending|expir(?:es|ing))\b|\s[-–—]\s", re.IGNORECASE
)
_FROM = re.compile(r"\b(?:from|per|according\s+to|says|source|via)\b", re.IGNORECASE)
_TOTAL = re.compile(r"\b(?:in\s+all|in\s+total|total|altogether|including\s+ours)\b", re.IGNORECASE)
_ELSEWHERE = re.compile(
    r"\b(?:elsewhere|besides|beside\s+ours|extra|more|excluding\s+ours)\b", re.IGNORECASE
)
_WHICH_ONE = re.compile(r"(?<!\S)#?(?P<number>[1-9][0-9]?)[ .]{0,3}$")
_OF_OTHERS = re.compile(r"\b(?:other|another|previous|prior|former|old)\b", re.IGNORECASE)

_FILLER = frozenset(
    """a an the for on of at in and with did do done had has came in seen visit visits session
    sessions one please pls this that was is dry needling needled needle patient pt muscles muscle
    code codes cpt used use as from date dates starting first start beginning begin valid number
    by it to log x1""".split()
)
_PIECE = re.compile(r"\S+")


@dataclass(frozen=True, slots=True)
class LogRequest:
    """A session to log. `ordinal` is which session of its day it is to be; 0 where nobody said."""

    on: date | None
    codes: tuple[str, ...]
    again: bool = False
    ordinal: int = 0
    sure: bool = False
    unused: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class NewRequest:
    """An alias to open. `told` is what stands of payer and condition; `year_from` month and day."""

    alias: str
    told: str
    year_from: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class VoidRequest:
    """A session to void, by number; `alias` is empty where only a number was typed.

    `reason` is None where none was given, and where the words name none of the list.
    """

    alias: str
    number: int | None
    reason: VoidReason | None = None


@dataclass(frozen=True, slots=True)
class AuthorizationRequest:
    """Visits that a payer authorized, with what is missing as None."""

    number: int | None
    first: date | None
    last: date | None
    unused: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class BalanceRequest:
    """Visits used, with what is missing as None.

    `source` is None where none was given, and where the words name none of the list; `is_numbered`
    says that it was told which one of its kind. `includes_ours` None means that the words do not
    tell a total from visits made elsewhere.
    """

    number: int | None
    as_of: date | None
    source: BalanceSource | None
    includes_ours: bool | None
    is_numbered: bool = False
    unused: tuple[str, ...] = ()


def verb(text: str) -> tuple[SessionVerb | None, str, str]:
    """The verb at the front of a text, the text behind it, and the misspelling it was read from."""
    first, *behind = text.split(maxsplit=1) or [""]
    rest = "".join(behind)
    word = first.casefold().strip(":,.!")
    if word in _VERBS:
        return _VERBS[word], rest.strip(), ""
    if not word.isalpha() or len(word) < len("log"):
        return None, text.strip(), ""
    near = spelling.slipped(word, _VERBS, min(_SLIPS, max(1, len(word) // 3)))
    if near:
        return _VERBS[near], rest.strip(), first
    return None, text.strip(), ""


def take_alias(text: str, known: Collection[str]) -> tuple[str, str]:
    """The alias in a text as it was typed, and the rest; empty where no word can be one.

    One of the clinic's aliases is found wherever it stands and however it is cut; else one that it
    looks like; else one that is issued; else the front of the text, if it holds a digit.
    """
    pieces = list(_PIECE.finditer(text))
    by_key = {key(each) for each in known}
    by_looks = {lookalike(each) for each in known}
    for fits in (
        lambda typed: key(typed) in by_key,
        lambda typed: _may_be_alias(typed) and lookalike(typed) in by_looks,
        alias.is_issued,
    ):
        for length in (1, 2, 3):
            for at in range(len(pieces) - length + 1):
                start, end = pieces[at].start(), pieces[at + length - 1].end()
                typed = text[start:end].strip(",;:.!?")
                if fits(typed):
                    return typed, f"{text[:start]} {text[end:]}".strip(" ,;:")
    front, rest = alias.front(text)
    return (front, rest) if _may_be_alias(front) else ("", text.strip())


def read_log(text: str, today: date, reader: Reader) -> LogRequest:
    """What stands behind the alias: codes, day, "again" in any order."""
    again = _AGAIN.search(text)
    text = _AGAIN.sub(" ", text)
    sure = _SURE.search(text) is not None
    taken = days.take(_SURE.sub(" ", text), today)
    asked = reader.read_codes(taken.remaining)
    named = re.search(r"[0-9]", " ".join(asked.codes)) and (
        len(asked.codes) == 1 or any(code in taken.remaining for code in asked.codes)
    )
    return LogRequest(
        on=taken.on,
        codes=asked.codes if named and not asked.guessed_from else (),
        again=again is not None,
        ordinal=int(again["ordinal"] or 0) if again else 0,
        sure=sure,
        unused=_unused(asked.unused) + ((asked.guessed_from,) if asked.guessed_from else ()),
    )


def read_opening(text: str, known: Collection[str]) -> NewRequest:
    """What stands behind "new": an alias if one is given, payer and condition, the plan's year."""
    year = _YEAR_FROM.search(text)
    year_from = None
    if year:
        year_from, left = days.take_anniversary(year["day"])
        text = f"{text[: year.start()]} {left}"
        if year_from is None:
            raise NotUnderstood(
                "I did not understand from when the plan's year runs.",
                "Give the month and day on which it begins: year from July 1.",
                field=FieldName.YEAR,
            )
    front, rest = alias.front(text)
    if _may_be_alias(front):
        return NewRequest(front, rest, year_from)
    typed, left = take_alias(text, known) if any(c.isdigit() for c in text) else ("", text)
    return NewRequest(typed, left, year_from) if typed else NewRequest("", text.strip(), year_from)


def read_new_name(text: str) -> str:
    """The new alias behind the one to rename: "to OAK-12", "as OAK-12", "OAK 12"."""
    return re.sub(r"^\s*(?:to|as|into|=>?|->|→)(?:\s+|$)", "", text, flags=re.IGNORECASE).strip()


def read_voiding(text: str, known: Collection[str], voids: WordList[VoidReason]) -> VoidRequest:
    """What stands behind "void": perhaps an alias, a number, a reason of the list."""
    typed, rest = ("", text.strip())
    if not _NUMBERED.match(rest):
        typed, rest = take_alias(text, known)
    rest = re.sub(r"^\W*(?:session|number|no\.?|nr\.?)\s+", "", rest, flags=re.IGNORECASE)
    numbered = _NUMBERED.match(rest)
    left = rest[numbered.end() :] if numbered else rest
    if numbered and not typed:
        of = re.match(r"\s*(?:of|for|on)\s+(?P<of>\S+)", left, re.IGNORECASE)
        if of and _may_be_alias(of["of"]):
            typed, left = of["of"], left[of.end() :]
    number = int(numbered["number"]) if numbered else None
    heard = voids.find(_BECAUSE.sub("", left))
    return VoidRequest(typed, number, heard.entry if heard else None)


def read_authorizing(text: str, today: date) -> AuthorizationRequest:
    """What stands behind the alias: a number of visits, and the dates between which they hold."""
    head, cut, tail = _split(_UNTIL, text)
    first = days.take_first(head, today)
    last = days.take_last(tail, today, first.on or today) if cut else None
    left = f"{first.remaining} {last.remaining if last else ''}"
    number, left = _take_number(left)
    return AuthorizationRequest(
        number, first.on, last.on if last else None, _unused(tuple(left.split()))
    )


def read_balance(text: str, today: date, sources: WordList[SourceKind]) -> BalanceRequest:
    """What stands behind the alias: visits used, as of a day, and who of the list says so."""
    head, _, source = _split(_FROM, text)
    taken = days.take(head, today)
    if taken.on is None:
        behind = days.take(source, today)
        taken, source = days.DayReading(behind.on, taken.remaining), behind.remaining
    number, left = _take_number(taken.remaining)
    total, elsewhere = _TOTAL.search(left), _ELSEWHERE.search(left)
    left = _ELSEWHERE.sub(" ", _TOTAL.sub(" ", left))
    named, is_numbered = _source(source, sources)
    return BalanceRequest(
        number,
        taken.on,
        named,
        bool(total) if bool(total) != bool(elsewhere) else _is_total(named, source),
        is_numbered,
        _unused(tuple(left.split())),
    )


def read_rest(text: str, today: date) -> tuple[date | None, tuple[str, ...]]:
    """A day and whatever else stands behind an alias: for verbs that ask for nothing more."""
    taken = days.take(text, today)
    return taken.on, _unused(tuple(taken.remaining.split()))


def _source(text: str, sources: WordList[SourceKind]) -> tuple[BalanceSource | None, bool]:
    """The source that words name, and whether they say which one of its kind."""
    numbered = _WHICH_ONE.search(text)
    heard = sources.find(text[: numbered.start()] if numbered else text)
    if heard is None:
        return None, False
    return BalanceSource(heard.entry, int(numbered["number"]) if numbered else 1), bool(numbered)


def _is_total(source: BalanceSource | None, text: str) -> bool | None:
    """What the source implies; nothing where the words speak of another or a former one of it."""
    if source is None or (source.kind is not SourceKind.CLINIC and _OF_OTHERS.search(text)):
        return None
    return balance_source.includes_ours(source.kind)


def _take_number(text: str) -> tuple[int | None, str]:
    found = _VISITS.search(text)
    if not found:
        return None, text
    return int(found["number"]), f"{text[: found.start()]} {text[found.end() :]}"


def _split(at: re.Pattern[str], text: str) -> tuple[str, bool, str]:
    found = at.search(text)
    # "from 1/1 to 3/31": the first "from" before a number is no source
    return (text[: found.start()], True, text[found.end() :]) if found else (text, False, "")


def _unused(words: tuple[str, ...]) -> tuple[str, ...]:
    plain = [word.strip(".,;:!?()") for word in words]
    return tuple(word for word in plain if word and word.casefold() not in _FILLER)


def _may_be_alias(word: str) -> bool:
    """Whether a word holds letters and a digit, or letters of no payer's name."""
    return is_foreign(word) or (any(map(str.isdigit, word)) and any(map(str.isalpha, word)))
