"""What may be typed behind /clinic alerts: verbs, states, snoozes and the longest (_LONGEST)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from models import spelling
from models.alerts.alert_state import WAITING, AlertState
from models.calendar_words import MONTH
from models.errors import NotUnderstood
from models.mention import MENTION
from models.reply import Choice
from models.understanding.dates import relative_days
from models.understanding.whole_number import ALONE
from models.words import denials


class AlertVerb(StrEnum):
    """What is to be done."""

    SHOW = "show"
    ACKNOWLEDGE = "ack"
    SNOOZE = "snooze"
    WAKE = "wake"
    HAND_OVER = "hand"
    RETRY = "retry"


_VERBS = {
    **{verb.value: verb for verb in AlertVerb},
    **dict.fromkeys(["acknowledge", "acknowledged", "take", "mine", "ok"], AlertVerb.ACKNOWLEDGE),
    **dict.fromkeys(["sleep", "later", "remind"], AlertVerb.SNOOZE),
    **dict.fromkeys(["unsnooze", "waken", "awake", "unsleep"], AlertVerb.WAKE),
    **dict.fromkeys(["handover", "assign", "give", "pass"], AlertVerb.HAND_OVER),
    **dict.fromkeys(["resend", "send", "again"], AlertVerb.RETRY),
}
OF_ONE = frozenset({AlertVerb.ACKNOWLEDGE, AlertVerb.WAKE, AlertVerb.RETRY})
"""Verbs behind whose number nothing stands."""

_GIVES_BACK = frozenset("unack unacknowledge untake release unassign reopen return undo".split())

_OPEN = (
    *sorted(WAITING),
    AlertState.FAILED,
    AlertState.NOTED,
    AlertState.SNOOZED,
    AlertState.ACKNOWLEDGED,
)
_NOT_SENT = (AlertState.NOTED,)
_FILTERS: dict[str, tuple[AlertState, ...]] = {
    "open": _OPEN,
    **dict.fromkeys(("waiting", "unacknowledged"), (AlertState.NOTED, *sorted(WAITING))),
    **dict.fromkeys(("sent", "sent nobody has it", "nobody has it"), tuple(sorted(WAITING))),
    **dict.fromkeys(("new", "noted", "held", "unsent", "not sent", "not sent yet"), _NOT_SENT),
    **dict.fromkeys(("uncertain", "sent perhaps twice nobody has it"), (AlertState.UNCERTAIN,)),
    **dict.fromkeys(("failed", "undelivered", "not delivered"), (AlertState.FAILED,)),
    **dict.fromkeys(("acknowledged", "taken"), (AlertState.ACKNOWLEDGED,)),
    "snoozed": (AlertState.SNOOZED,),
    **dict.fromkeys(("handed", "handed over"), (AlertState.HANDED_OVER,)),
    "resolved": (AlertState.RESOLVED,),
    **dict.fromkeys(("withdrawn", "withdrawn before it was sent"), (AlertState.WITHDRAWN,)),
    **dict.fromkeys(("over", "done"), (AlertState.RESOLVED, AlertState.WITHDRAWN)),
    "all": tuple(AlertState),
}
_OF_ONE = frozenset("alert alerts for it me mine now please thank thanks that the this".split())
_UNIT = r"(?P<unit>hour|day|week)s?\b"
_NUMBER = re.compile(
    rf"(?:^|\s)#?(?P<number>[0-9]{{1,15}})(?:-(?P<mark>[0-9a-f]{{4}}))?\b(?!\s*{_UNIT})",
    re.IGNORECASE,
)
_ALIAS = re.compile(r"[A-Za-z]{2,}-?[0-9]+[A-Za-z]?")
_FOR = re.compile(
    rf"(?:\b(?P<word>an?|one|two|three)|{ALONE}(?P<number>[0-9]{{1,3}}))\s*{_UNIT}",
    re.IGNORECASE,
)
_UNTIL = re.compile(r"\b(?:until|till?)\s", re.IGNORECASE)
_OF_DAY = re.compile(rf"[0-9][/-][0-9]|\b{MONTH}\b", re.IGNORECASE)
"""Behind "until" and before this stand numbers of a day, and none of an alert."""

_MONTH = re.compile(rf"{MONTH}\b", re.IGNORECASE)
_VISIT = re.compile(r"\bvisit\b", re.IGNORECASE)
_TOMORROW = re.compile(r"\btomorrow\b", re.IGNORECASE)
_NAMED = {"a": 1, "an": 1, "one": 1, "two": 2, "three": 3}
_UNITS = {"hour": timedelta(hours=1), "day": timedelta(days=1), "week": timedelta(weeks=1)}
_LONGEST = timedelta(days=60)


@dataclass(frozen=True, slots=True)
class AlertRequest:
    """What somebody wants of the alerts. `remaining` stands behind the verb and the number.

    With `whole`, the others are meant as well that the message of the alert tells of. A button
    carries what its alert is about: its `alias`, and its `mark` behind the number.
    """

    verb: AlertVerb
    number: int | None
    remaining: str
    whole: bool = False
    alias: str = ""
    mark: str = ""


def read(text: str) -> AlertRequest:
    """The verb, the number and the rest; without a verb it is to be shown."""
    first, _, rest = text.strip().partition(" ")
    verb = _verb(first)
    if verb is None or (not rest and first.casefold() in _FILTERS):  # "acknowledged" is a state too
        rest, verb = text, AlertVerb.SHOW
    numbered = _NUMBER.search(rest, 0, _end_of_numbers(verb, rest))
    if numbered is None:
        return AlertRequest(verb, None, rest.strip())
    more = rest[numbered.end() :].strip()
    is_whole = verb is AlertVerb.ACKNOWLEDGE and more.casefold() == "all"
    _refuse_more(verb, "" if is_whole else more)
    before = rest[: numbered.start()].split()
    alias = next((word for word in before if _ALIAS.fullmatch(word)), "")
    if verb is AlertVerb.SHOW and _GIVES_BACK.intersection(map(str.casefold, before)):
        raise _not_given_back(numbered[0].strip().lstrip("#"))
    mark = (numbered["mark"] or "").lower()
    return AlertRequest(verb, int(numbered["number"]), more, is_whole, alias, mark)


def _not_given_back(named: str) -> NotUnderstood:
    """The refusal to give a taken alert back to everybody, and what tells it again."""
    return NotUnderstood(
        "An alert that was taken is not given back to everybody, so nothing was done.",
        "Hand it to a colleague, or let it sleep: then it is told again. "
        f"/clinic alerts hand {named} to @colleague",
        [Choice("Let it sleep for a day", f"/clinic alerts snooze {named} 1 day")],
    )


def _end_of_numbers(verb: AlertVerb, rest: str) -> int:
    """Where an alert's number can stand no more: at "until 12/4" begins a day."""
    until = _UNTIL.search(rest) if verb is AlertVerb.SNOOZE else None
    return until.start() if until and _OF_DAY.search(rest, until.end()) else len(rest)


def _refuse_more(verb: AlertVerb, more: str) -> None:
    """Raise `NotUnderstood` for words behind the number that no verb may drop."""
    words = [word.strip(".,;:!?()").casefold() for word in more.split()]
    is_of_one = verb in OF_ONE
    strange = [w for w in words if w and w not in _OF_ONE] if is_of_one else denials(more)
    if strange and verb is not AlertVerb.SHOW:
        raise NotUnderstood(
            "I did not understand what stands behind the alert's number, so nothing was done.",
            f"One alert at a time, and nothing that is not so: /clinic alerts {verb} 12",
        )


def state_named(text: str) -> str | None:
    """The words for states that are meant, misspelt ones too; "open" for none."""
    plain = " ".join(re.findall(r"\w+", text.casefold()))
    return spelling.slipped(plain, _FILTERS, 1) if plain else "open"


def beside_alias(text: str) -> tuple[str, str]:
    """An alias and the word for states before or behind it: "open BLUE-7"; none is empty."""
    first, _, behind = text.strip().partition(" ")
    before, _, last = text.strip().rpartition(" ")
    if behind and first.casefold() in _FILTERS:
        return behind, first
    return (before, last) if before and last.casefold() in _FILTERS else (text, "")


def states(text: str) -> tuple[AlertState, ...] | None:
    """The states that a text asks for; None where it asks for none of them."""
    named = state_named(text)
    return _FILTERS[named] if named else None


def has_alias(text: str) -> bool:
    """Whether a word of a text has the form of an alias, and is no day as "dec-4" is."""
    words = (word.strip(".,;:!?") for word in text.split() if "-" in word)
    return any(_ALIAS.fullmatch(word) and not _MONTH.match(word) for word in words)


def until(text: str, at: datetime) -> datetime | None:
    """When a snooze ends: "1 day", "2 weeks", "tomorrow"; None where nothing is understood.

    `at_next_visit` asks for the other kind of snooze first.
    """
    duration = _FOR.search(text)
    if duration is None:
        return at + timedelta(days=1) if _TOMORROW.search(text) else None
    if any(map(str.isdigit, text[: duration.start()] + text[duration.end() :])):
        return None  # "1 week 2 days", "1.5 days"
    number = _NAMED[duration["word"].lower()] if duration["word"] else int(duration["number"])
    length = number * _UNITS[duration["unit"].lower()]
    return at + length if timedelta() < length <= _LONGEST else None


def until_day(text: str, today: date) -> date | None:
    """The day to come on which a snooze ends: "until Monday", "until 12/4"; None for none.

    Raises `NotUnderstood` for a day that no calendar has.
    """
    named = relative_days.take_last(relative_days.UNTIL.sub(" ", text), today, today)
    words = (word.strip(".,;:!?") for word in named.remaining.casefold().split())
    is_whole = _OF_ONE.issuperset(filter(None, words))
    is_ahead = named.on and timedelta() < named.on - today <= _LONGEST
    return named.on if is_whole and is_ahead else None


def at_next_visit(text: str) -> bool:
    """Whether a snooze is to last until the next visit."""
    return bool(_VISIT.search(text))


def whom(text: str) -> str:
    """The person named in a text, as a mention; empty for none. A bare "@amy" is one as well."""
    mention = MENTION.search(text)
    if mention and mention["kind"] == "@":
        return mention[0]
    bare = re.search(r"(?:^|\s)@(?P<id>[\w.-]+)", text)
    return f"@‹{bare['id']}›" if bare else ""


def _verb(word: str) -> AlertVerb | None:
    if word.casefold() in _VERBS:
        return _VERBS[word.casefold()]
    if not word.isalpha() or states(word):
        return None
    near = spelling.slipped(word.casefold(), _VERBS, 1)
    return _VERBS[near] if near else None
