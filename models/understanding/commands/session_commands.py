"""What may be typed behind /session: verbs and synonyms, alias, codes, number of visits.

Each function reads what stands behind one verb. What is left over and means nothing is returned as
`unused`, so that nothing is logged on words that nobody understood.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from models import spelling
from models.errors import NotUnderstood
from models.field_name import FieldName
from models.privacy import alias
from models.privacy.alias_text import is_foreign, key, lookalike
from models.understanding.commands import log_words, withdrawal_words
from models.understanding.commands.log_words import Evaluation, Missed
from models.understanding.commands.unit_words import take_units
from models.understanding.dates import clock_times, relative_days
from models.understanding.reader import Reader
from models.understanding.whole_number import ALONE, ENDS
from models.visits.body_region import BodyRegion
from models.visits.session import Discipline


class SessionVerb(StrEnum):
    """What /session does."""

    NEW = "new"
    LOG = "log"
    TODAY = "today"
    UNDO = "undo"
    VOID = "void"
    CASE = "case"
    SHOW = "show"
    PAYER = "payer"
    YEAR = "year"
    AUTHORIZE = "authorize"
    EXTEND = "extend"
    REQUEST = "request"
    GRANTED = "granted"
    DENIED = "denied"
    WITHDRAW = "withdraw"
    BALANCE = "balance"
    IMPROVING = "improving"
    CLOSE = "close"
    REOPEN = "reopen"
    RENAME = "rename"
    PLAN_OF_CARE = "plan-of-care"


_VERBS = {
    **{verb.value: verb for verb in SessionVerb},
    **dict.fromkeys(["add", "seen", "record", "visit", "track"], SessionVerb.LOG),
    **dict.fromkeys(["eod", "tonight"], SessionVerb.TODAY),
    **dict.fromkeys(["create", "alias", "start", "open"], SessionVerb.NEW),
    **dict.fromkeys(["remove", "delete", "cancel"], SessionVerb.VOID),
    **dict.fromkeys(["why", "status", "list", "view", "history"], SessionVerb.SHOW),
    **dict.fromkeys(["insurance", "plan"], SessionVerb.PAYER),
    **dict.fromkeys(["poc", "careplan", "plan-of-treatment"], SessionVerb.PLAN_OF_CARE),
    **dict.fromkeys(["auth", "authorization", "authorisation", "authorise"], SessionVerb.AUTHORIZE),
    **dict.fromkeys(
        ["requested", "requests", "req", "asked", "submitted", "sent"], SessionVerb.REQUEST
    ),
    **dict.fromkeys(["grant", "approved", "approve", "approval"], SessionVerb.GRANTED),
    **dict.fromkeys(["deny", "denial", "refused", "declined"], SessionVerb.DENIED),
    **dict.fromkeys(["withdrawn", "unauthorize", "revoke"], SessionVerb.WITHDRAW),
    **dict.fromkeys(["extended", "extension", "prolong", "prolonged"], SessionVerb.EXTEND),
    **dict.fromkeys(["used", "prior"], SessionVerb.BALANCE),
    **dict.fromkeys(["improved", "improves"], SessionVerb.IMPROVING),
    **dict.fromkeys(["discharge", "discharged", "end", "finish"], SessionVerb.CLOSE),
}
_SLIPS = 2

_AGAIN = re.compile(r"\bagain\b(?:\s+#?(?P<ordinal>[0-9]{1,2})\b)?", re.IGNORECASE)
_SURE = re.compile(r"\b(?:for\s+sure|really|sure)\b", re.IGNORECASE)
_POSTSURGICAL = re.compile(
    r"\b(?:post[\s-]?(?:surgical|surgery|op(?:erative)?)|after\s{1,8}+surgery)\b", re.IGNORECASE
)
_YEAR_FROM = re.compile(
    r"\b(?:(?:plan|benefit)\s+)?year\s+(?:from|starts?(?:\s+on)?|begins?(?:\s+on)?|of)\b(?P<day>.*)$",
    re.IGNORECASE,
)
_YEAR_WORDS = re.compile(
    r"\b(?:plan|benefit|year|begins?|starts?|starting|beginning|runs?|since)\b", re.IGNORECASE
)
_VISITS = re.compile(
    rf"{ALONE}(?P<number>[0-9]{{1,4}})(?![\w/.-]){ENDS}"
    r"(?:\s*(?:more\s+)?(?:visits?|sessions?|treatments?))?",
    re.IGNORECASE,
)
FILLER = frozenset(
    """a an the for on of at in and with did do done had has came in seen visit visits session
    sessions one please pls this that was is dry needling needled needle patient pt muscles muscle
    code codes cpt used use as from date dates starting first start beginning begin valid number
    by it to log x1""".split()
)
_OF_LOGS = frozenset(
    """add are be been bill billed billing both bilateral complete completed day do entered entry
    finished have he her him his i it its just left me muscles my new now our performed record
    recorded right service services she side sides their they today treatment treatments treated
    unbooked unscheduled walk walked walkin we were you your""".split()
)
"""Sides and the like: a log counts neither muscles nor what is left."""
_PLAN_OF_CARE = re.compile(r"\s*(?:plan\s+of\s+(?:care|treatment)|care\s+plan)\b", re.IGNORECASE)
_NOT_IMPROVING = re.compile(r"\s*not\s+improv(?:ing|ed|es)\b", re.IGNORECASE)
NOT = frozenset({"not", "longer", "anymore"})
"""Behind "improving" they take it back: "not", "no longer", "not anymore"."""
_PIECE = re.compile(r"\S+")


@dataclass(frozen=True, slots=True)
class LogRequest:
    """A session to log. `ordinal` is which session of its day it is to be; 0 where nobody said.

    `by_code` are the timed units of codes, as far as they were told; `units` those of all codes
    together, 0 where nobody said. `which` are the codes that words without a code may mean. A day
    that nobody wrote out, "yesterday" among them, `goes_by_today`. `has_time`: a time of day stood
    there, of which nothing is kept. `as_typed`: numbers that are in doubt were said to be right.
    """

    on: date | None
    codes: tuple[str, ...]
    again: bool = False
    ordinal: int = 0
    sure: bool = False
    postsurgical: bool = False
    units: int = 0
    by_code: Mapping[str, int] = field(default_factory=dict)
    unused: tuple[str, ...] = ()
    which: tuple[str, ...] = ()
    missed: Missed | None = None
    is_self_pay: bool = False
    evaluation: Evaluation | None = None
    discipline: Discipline | None = None
    goes_by_today: bool = False
    has_time: bool = False
    case: BodyRegion | None = None
    as_typed: bool = False


@dataclass(frozen=True, slots=True)
class NewRequest:
    """An alias to open. `told` is what stands of payer and condition; `year_from` month and day."""

    alias: str
    told: str
    year_from: tuple[int, int] | None = None


def verb(text: str) -> tuple[SessionVerb | None, str, str]:
    """The verb at the front of a text, the text behind it, and the misspelling it was read from."""
    if denied := _NOT_IMPROVING.match(text):
        return SessionVerb.IMPROVING, f"{text[denied.end() :].strip()} not", ""
    if of_care := _PLAN_OF_CARE.match(text):
        return SessionVerb.PLAN_OF_CARE, text[of_care.end() :].strip(), ""
    withdrawn, missed = withdrawal_words.of_request(text), log_words.of_missed(text)
    if found := withdrawn or missed:
        return SessionVerb.WITHDRAW if withdrawn else SessionVerb.LOG, found, ""
    first, *behind = text.split(maxsplit=1) or [""]
    rest = "".join(behind)
    word = first.casefold().strip(":,.!")
    if word in _VERBS:
        return _VERBS[word], rest.strip(), ""
    if not word.isalpha() or len(word) < len("log"):
        return None, text.strip(), ""
    near = spelling.slipped(word, _VERBS, min(_SLIPS, max(1, len(word) // 3)))
    return (_VERBS[near], rest.strip(), first) if near else (None, text.strip(), "")


def take_alias(text: str, known: Collection[str]) -> tuple[str, str]:
    """The alias in a text as it was typed, and the rest; empty where no word can be one.

    One of the clinic's aliases is found wherever it stands and however it is cut; else one that it
    looks like; else one that is issued; else the front of the text, if it holds a digit.
    """
    pieces = list(_PIECE.finditer(text))
    by_key = {key(spelled) for spelled in known}
    by_looks = {lookalike(spelled) for spelled in known}
    for fits in (
        lambda typed: key(typed) in by_key,
        lambda typed: may_be_alias(typed) and lookalike(typed) in by_looks,
        alias.is_issued,
    ):
        for length in (1, 2, 3):
            for at in range(len(pieces) - length + 1):
                start, end = pieces[at].start(), pieces[at + length - 1].end()
                typed = text[start:end].strip(",;:.!?")
                if fits(typed):
                    return typed, f"{text[:start]} {text[end:]}".strip(" ,;:")
    front, rest = alias.front(text)
    return (front, rest) if may_be_alias(front) else ("", text.strip())


def read_log(text: str, today: date, reader: Reader) -> LogRequest:
    """What stands behind the alias: codes, day, "again" in any order."""
    times, timeless = clock_times.take(text)
    text = timeless if times == 1 else text  # two may be of two sessions
    again = _AGAIN.search(text)
    text = _AGAIN.sub(" ", text)
    sure = _SURE.search(text) is not None
    postsurgical = _POSTSURGICAL.search(text) is not None
    counted = take_units(_POSTSURGICAL.sub(" ", text))
    text_without_sure = _SURE.sub(" ", counted.remaining)
    taken = relative_days.take(text_without_sure, today)
    said = log_words.take(taken.remaining)
    asked = reader.read_logged(said.remaining)
    filler = FILLER | (_OF_LOGS - {"bill"} if log_words.FOR_BILL.search(text) else _OF_LOGS)
    named = re.search(r"[0-9]", " ".join(asked.codes)) and (
        len(asked.codes) == 1 or any(code in said.remaining for code in asked.codes)
    )
    return LogRequest(
        on=taken.on,
        codes=asked.codes if named else (),
        again=again is not None,
        ordinal=int(again["ordinal"] or 0) if again else 0,
        sure=sure,
        postsurgical=postsurgical,
        units=counted.of_all or 0,
        by_code=counted.by_code,
        unused=without_filler(asked.unused, filler),
        which=() if named else asked.codes,
        missed=said.missed,
        is_self_pay=said.is_self_pay,
        evaluation=said.evaluation,
        discipline=said.discipline,
        has_time=times == 1,
        goes_by_today=_digits(taken.remaining) == _digits(text_without_sure),
    )


def _digits(text: str) -> int:
    return sum(character.isdigit() for character in text)


def read_opening(text: str, known: Collection[str]) -> NewRequest:
    """What stands behind "new": an alias if one is given, payer and condition, the plan's year."""
    year = _YEAR_FROM.search(text)
    year_from = None
    if year:
        year_from, left = relative_days.take_anniversary(year["day"])
        text = f"{text[: year.start()]} {left}"
        if year_from is None:
            raise NotUnderstood(
                "I did not understand from when the plan's year runs.",
                "Give the month and day on which it begins: year from July 1.",
                field=FieldName.YEAR,
            )
    front, rest = alias.front(text)
    if may_be_alias(front):
        return NewRequest(front, rest, year_from)
    typed, left = take_alias(text, known) if any(c.isdigit() for c in text) else ("", text)
    return NewRequest(typed, left, year_from) if typed else NewRequest("", text.strip(), year_from)


def read_year(text: str) -> tuple[tuple[int, int] | None, tuple[str, ...]]:
    """The month and day on which a plan's year begins, and the words that say nothing of it."""
    day, rest = relative_days.take_anniversary(text)
    left = _YEAR_WORDS.sub(" ", rest)
    return day, without_filler(tuple(left.split()))


def read_new_name(text: str) -> str:
    """The new alias behind the one to rename: "to OAK-12", "as OAK-12", "OAK 12"."""
    return re.sub(r"^\s*(?:to|as|into|=>?|->|→)(?:\s+|$)", "", text, flags=re.IGNORECASE).strip()


def read_rest(text: str, today: date) -> tuple[date | None, tuple[str, ...]]:
    """A day and whatever else stands behind an alias: for verbs that ask for nothing more."""
    taken = relative_days.take(text, today)
    return taken.on, without_filler(tuple(taken.remaining.split()))


def take_number(text: str) -> tuple[int | None, str]:
    """The number of visits in a text, None where it names none, and the text without it."""
    counted = _VISITS.search(text)
    if not counted:
        return None, text
    return int(counted["number"]), f"{text[: counted.start()]} {text[counted.end() :]}"


def split_at(at: re.Pattern[str], text: str) -> tuple[str, bool, str]:
    """What stands before and behind a word, and whether it stood there."""
    match = at.search(text)
    return (text[: match.start()], True, text[match.end() :]) if match else (text, False, "")


def without_filler(words: tuple[str, ...], filler: frozenset[str] = FILLER) -> tuple[str, ...]:
    """The words, without those that say nothing behind a verb."""
    plain = [word.strip(".,;:!?()") for word in words]
    return tuple(word for word in plain if word and word.casefold() not in filler)


def may_be_alias(word: str) -> bool:
    """Whether a word holds letters and a digit, or letters of no payer's name."""
    return is_foreign(word) or (any(map(str.isdigit, word)) and any(map(str.isalpha, word)))
