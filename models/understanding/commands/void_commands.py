"""What may be typed behind /session void: an alias, a number or a day, a reason of the list."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from models.errors import NotUnderstood
from models.privacy.alias_text import key
from models.understanding.commands.session_commands import may_be_alias, take_alias
from models.understanding.dates import relative_days
from models.understanding.dates.two_days import TwoDays
from models.understanding.dates.whole_dates import normal
from models.understanding.stray_words import telling
from models.understanding.whole_number import ALONE, ENDS
from models.visits.void_reason import VoidReason
from models.visits.word_list import WordList
from models.words import denials

_NUMBERED = re.compile(rf"#?\s*(?P<number>[0-9]{{1,6}})\b(?!-\w){ENDS}", re.IGNORECASE)
_BECAUSE = re.compile(
    r"^\W*+(?:of\b\W*+)?(?:because(?:\s++of)?|reason|since|cause|bc|as)?\b\W*+", re.IGNORECASE
)
_ANOTHER_NUMBER = re.compile(rf"{ALONE}#?(?P<number>[0-9]{{1,6}})(?!\w){ENDS}")
_OF_ANOTHER = re.compile(
    r"\b(?:same|cop(?:y|ied)|dup(?:e|licate)?|double|repeat)\s{1,8}+(?:(?:as|of)\s{0,8}+)?"
    rf"#?[0-9]{{1,6}}\b{ENDS}",
    re.IGNORECASE,
)
_OF_NUMBER = re.compile(r"\s*+(?P<lead>(?:of|for|on)\s++)?(?P<alias>\S++)", re.IGNORECASE)
_REASON = re.compile(r"\b(?:because|reason|since|cause|bc)\b", re.IGNORECASE)
_AROUND_DAYS = frozenset("date day dos of on session that the visit".split())
_SHOULD_BE = frozenset(
    "actually be been correct day date have is it meant on really right should the was".split()
)
"""Said around the day on which a session should have been."""

_LONGEST_DAY = 6
"""So many words the longest day has: "the session of Tue Nov 17, 2026" is asked about."""


@dataclass(frozen=True, slots=True)
class OtherSession:
    """A further session that is named; `alias` is empty where it is of the same one."""

    alias: str
    number: int


@dataclass(frozen=True, slots=True)
class VoidRequest:
    """A session to void, by number or by its day; `alias` is empty where none was typed.

    `reason` is None where none was given, and where the words name none of the list.
    """

    alias: str
    number: int | None
    reason: VoidReason | None = None
    others: tuple[OtherSession, ...] = ()  # further sessions
    is_whole: bool = True  # no word of the reason was left over
    unused: tuple[str, ...] = ()  # words beside the reason that it may not be without
    on: date | None = None  # its day, with its number or without
    day_behind: date | None = None  # a day among the words of the reason: perhaps the right one


def read_voiding(
    text: str, known: Collection[str], voids: WordList[VoidReason], today: date
) -> VoidRequest:
    """What stands behind "void": perhaps an alias, a number or day, a reason of the list."""
    typed, rest = ("", text.strip())
    if not _NUMBERED.match(rest):
        typed, rest = take_alias(text, known)
    rest = re.sub(r"^\W*(?:session|number|no\.?|nr\.?)\s+", "", rest, flags=re.IGNORECASE)
    numbered = _NUMBERED.match(rest)
    left = rest[numbered.end() :] if numbered else rest
    is_number_first = bool(numbered) and not typed
    if is_number_first:
        typed, left = _alias_behind(left, known)
    number = int(numbered["number"]) if numbered else None
    on, left = _take_day(left, today)
    day_behind = _day_behind(left, today)
    reading = voids.find(_BECAUSE.sub("", left))
    strange = () if reading and reading.is_whole else telling(_beside(left))
    strange = strange if reading else denials(left)
    # no date is a further session, nor the one of which this is a copy
    others = (
        ()
        if on and not numbered
        else _others(_beside(left), typed, known, is_number_first=is_number_first)
    )
    return VoidRequest(
        typed,
        number,
        reading.entry if reading else None,
        others,
        reading is None or reading.is_whole or _says_only_day(left, voids, day_behind),
        strange,
        on,
        day_behind,
    )


def _others(
    text: str, own: str, known: Collection[str], *, is_number_first: bool
) -> tuple[OtherSession, ...]:
    """The further sessions that a text names: each number is of the alias that stands before it.

    Behind "1 OAK-6" each is of the alias behind it.
    """
    spelled = {key(alias): "" if key(alias) == key(own) else alias for alias in known}
    words, found, of, at = text.split(), list[OtherSession](), "", 0
    while at < len(words):
        keys = [(n, key("".join(words[at : at + n]))) for n in (2, 1)]
        length, named = next(((n, k) for n, k in keys if k in spelled), (0, ""))
        if length:
            of = spelled[named]
            if is_number_first and found:
                found[-1] = OtherSession(of, found[-1].number)
        elif number := _ANOTHER_NUMBER.match(words[at]):
            found.append(OtherSession(of, int(number["number"])))
        at += length or 1
    return tuple(found)


def _alias_behind(text: str, known: Collection[str]) -> tuple[str, str]:
    """The alias right behind a number: one of the clinic's, or any behind "of"."""
    found = _OF_NUMBER.match(text)
    if found is None:
        return "", text
    spelled = found["alias"].strip(",;:.")
    is_known = key(spelled) in set(map(key, known))
    if is_known or (found["lead"] and may_be_alias(spelled)):
        return spelled, text[found.end() :]
    return "", text


def _take_day(text: str, today: date) -> tuple[date | None, str]:
    """The day that a text begins with: one further behind is of the reason.

    Beside a second day none is taken: it may be of another session, or where it should have been.
    """
    words, day, end = text.split(), None, 0
    if not _has_one_day(_REASON.split(text, maxsplit=1)[0], today):
        return None, text
    for number in range(1, min(len(words), _LONGEST_DAY) + 1):
        try:
            taken = relative_days.take(" ".join(words[:number]), today)
        except TwoDays:
            break
        if taken.on and _AROUND_DAYS.issuperset(_plain(taken.remaining)):
            day, end = taken.on, number
    return day, " ".join(words[end:])


def _day_behind(text: str, today: date) -> date | None:
    """The one day that stands with its month among the words of a reason; no later one."""
    try:
        on = relative_days.take(text, today).on
    except NotUnderstood:
        return None
    is_dated = relative_days.without(text) != normal(text)
    return on if on and is_dated and on <= today else None


def _says_only_day(text: str, voids: WordList[VoidReason], day: date | None) -> bool:
    """Whether a reason stands beside a day, and nothing else does that is not kept."""
    if day is None:
        return False
    plain = relative_days.without(_BECAUSE.sub("", text))
    said = " ".join(word for word in plain.split() if _bare(word) not in _SHOULD_BE)
    reading = voids.find(said)
    return reading is not None and reading.is_whole


def _has_one_day(text: str, today: date) -> bool:
    try:
        return relative_days.take(text, today).on is not None
    except TwoDays:
        return False


def _bare(word: str) -> str:
    return word.strip(",;:.").casefold()


def _plain(text: str) -> list[str]:
    return [plain for word in text.split() if (plain := _bare(word))]


def _beside(text: str) -> str:
    """The words behind a number, without days and without what this session is a copy of."""
    return relative_days.without(_OF_ANOTHER.sub(" ", text))
