"""The words of a count: used and left, its bar, limit and window, when it resets."""

from __future__ import annotations

import re
from datetime import date

from models.calendar_words import SHORT_WEEKDAYS
from models.reply import Count, Tone
from models.visits.limit import Limit, LimitKind, Needs, Stage, Unit
from models.visits.standing import Standing
from models.wording import cap_contents, phrases, window_words
from models.wording.sentences import first_sentence

_NOUNS = {
    Unit.VISIT: "visit",
    Unit.DISCIPLINE_VISIT: "visit",
    Unit.TREATMENT: "treatment",
    Unit.TIMED_UNIT: "timed unit",
}


def noun(unit: Unit) -> str:
    """What a unit is called: "visit", "treatment"."""
    return _NOUNS[unit]


NEAR = 3
"""With so few left, the next visits are planned around the limit."""

_NUMBER = re.compile(r"[0-9]+")

_OPENED = {Needs.IMPROVING: "as the patient improves", Needs.AUTHORIZED: "as authorized"}
_OPENS = {
    Needs.IMPROVING: "once the therapist notes that the patient improves",
    Needs.AUTHORIZED: "once the payer authorizes them",
}


def weekday(on: date) -> str:
    """A day with its weekday, by which a slip shows: "Thu May 14, 2026"."""
    return f"{SHORT_WEEKDAYS[on.weekday()]} {phrases.day(on)}"


def amount(number: int, limit: Limit) -> str:
    """A number in the limit's unit: "1 visit", "20 visits"."""
    return phrases.count(number, _NOUNS[limit.unit])


def used(standing: Standing) -> str:
    """How many are used: "17 of 20 visits used"."""
    return f"{standing.used} of {amount(standing.allowed, standing.limit)} used"


def used_and_left(standing: Standing) -> str:
    """How many are used and left: "17 of 20 visits used, 3 left", "1 of 8 used; 7 lapsed on …"."""
    of = used(standing)
    if standing.lapsed:
        return (
            f"{of}; {standing.lapsed} lapsed on {window_words.last_day(standing)}{later(standing)}"
        )
    is_besides = standing.elsewhere and standing.left >= 0  # nothing else pays what is beyond
    more = f", {standing.elsewhere} more authorized besides" if is_besides else ""
    return f"{of}, {number_left(standing.left)}{more}{later(standing)}"


def later(standing: Standing) -> str:
    """What is authorized from a later day: ", 10 more from Dec 1, 2026"; empty for nothing."""
    return "".join(
        f", {other.left} more from {phrases.day(other.period.first)}"
        for other in standing.later
        if other.period.first
    )


def used_of(used: int | None, allowed: int | None, besides: int) -> str:
    """A count in a row of the board: "5 of 6 used, 10 more besides"."""
    more = f", {besides} more besides" if besides else ""
    return f"{used} of {allowed} used{more}"


def number_left(number: int, lapsed: int = 0) -> str:
    """The number of visits left, in words: "3 left", "none left", "over by 2", "4 lapsed"."""
    if number < 0:
        return f"over by {-number}"
    if number:
        return f"{number} left"
    return f"{lapsed} lapsed" if lapsed else "none left"


def left(standing: Standing) -> str:
    """The same of a standing, which ended before all its visits were used where some lapsed."""
    return number_left(standing.left, standing.lapsed)


def count(standing: Standing) -> Count:
    """A standing as a count with its bar, coloured by how near its end is."""
    tone = tone_of(standing.used, standing.left)
    return Count(standing.used, standing.allowed, used_and_left(standing), tone)


def tone_of(used: int, left: int) -> Tone:
    """How near the end of a limit a count is, as the colour of its bar."""
    if left < 0:
        return Tone.BAD
    return Tone.CAUTION if left <= NEAR and used else Tone.NEUTRAL


def in_short(standing: Standing, payer: str) -> str:
    """A standing in one line: the count, the limit, the reset. `payer` is the payer's name."""
    return f"{used_and_left(standing)}. {rule(standing, payer)}"


def rule(standing: Standing, payer: str) -> str:
    """Who sets a limit, what it says in a sentence, and when it begins again."""
    limit = standing.limit
    said = f"{owner(limit, payer)}: {said_now(standing)}"
    if standing.lapsed or limit.kind is LimitKind.AUTHORIZATION:  # its end is said already
        return said
    return f"{said} {phrases.sentence(window_words.reset(standing))}."


def said_now(standing: Standing) -> str:
    """What a limit says in a sentence, and what makes of its number the one that is open now."""
    limit = standing.limit
    said = first_sentence(statement(limit))
    is_as_said = not limit.stages and standing.allowed == limit.number  # "up to three"
    if limit.kind is LimitKind.AUTHORIZATION or is_as_said:
        return said
    if str(standing.allowed) in _NUMBER.findall(said):
        return said
    if limit.kind is LimitKind.CAP and limit.stages:  # it names its steps itself
        return f"{said.removesuffix('.')}: {standing.allowed} of them open now."
    opened = standing.opened_stages
    more = [f"{stage.more} more {_OPENED[stage.needs]}" for stage in opened]
    more += [f"{standing.added} more authorized"] if standing.added else []
    now = f"and {phrases.either(more, 'and')}" if more else f"{standing.allowed} of them open now"
    return f"{said.removesuffix('.')}, {now}."


def statement(limit: Limit) -> str:
    """What a limit says; of a clinic's own cap or rule what was set."""
    if limit.kind is not LimitKind.CAP and not limit.own_rule:
        return limit.says
    number = f"{amount(limit.number, limit)} per {window_words.window(limit.window)}"
    return f"{', '.join([number, *cap_contents.behind(limit)])}."


def owner(limit: Limit, payer: str) -> str:
    """Who sets a limit: the payer by its name, where one is known."""
    second = f"{limit.second_payer} (secondary)" if limit.second_payer else limit.former_payer
    if limit.kind is LimitKind.AUTHORIZATION:
        number = f"Authorization number {limit.serial}" if limit.serial else "Authorization"
        return f"{number} of {second}" if second else number
    if limit.kind is LimitKind.CAP:
        return f"Your clinic's cap for {second}" if second else "Your clinic's cap"
    name = second or payer or "Payer"
    return f"{name}, by your clinic's rule" if limit.own_rule else name


def stage(of: Stage) -> str:
    """How many more visits a closed stage would allow, and what opens it."""
    return f"{phrases.count(of.more, 'more visit')} open {_OPENS[of.needs]}."


def opening(of: Standing) -> str:
    """That more opens on a day that is known, as it is authorized; empty where nothing is."""
    first = next(iter(of.to_open), None)
    day = first.period.first if first else None
    if first is None or day is None:
        return ""
    granted = f"{first.left} {'is' if first.left == 1 else 'are'} authorized from then"
    return f"More visits open on {phrases.day(day)}: {granted}."


def stages(of: Standing) -> tuple[str, ...]:
    """What opens more than is open now: each stage, or the authorization that is there for it."""
    told = (stage(one) for one in of.closed)
    known = opening(of)
    if not known:
        return tuple(told)
    others = (stage(one) for one in of.closed if one.needs is not Needs.AUTHORIZED)
    return (*others, known)
