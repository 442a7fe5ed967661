"""/session authorize … 3 more visits: added to what is authorized or beside it, for which codes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date

from handlers.session.authorization import authorize_questions as questions
from handlers.session.authorization.authorize_questions import Wanted
from models.errors import NotUnderstood
from models.field_name import FieldName
from models.period import Period
from models.reply import Choice
from models.visits.authorization import Authorization
from models.visits.limit import EVERYTHING, Pool, Unit
from models.wording import phrases


def question(wanted: Wanted, overlapping: Sequence[Authorization]) -> NotUnderstood:
    """The question where so many "more" are told: added to one, or by themselves, for which codes.

    What is granted on top of one is hardly ever all that there is.
    """
    new = wanted.authorization
    among = [a for a in overlapping if a.unit is new.unit and new.pool in {EVERYTHING, a.pool}]
    pools = dict.fromkeys(a.pool for a in among)
    if new.pool not in pools:
        pools[new.pool] = None
    noun = "unit" if new.unit is Unit.TIMED_UNIT else "visit"
    more = phrases.count(new.number, f"more {noun}")
    return NotUnderstood(
        f"{more}{_until(new)}: added, or by themselves?",
        f"{' '.join(map(questions.named, overlapping))}{_begins(wanted, among)} "
        "Nothing was saved yet.",
        [
            *(c for a in among for c in _grown(a, wanted, is_one=len(among) == 1)),
            *(_by_themselves(pool, wanted, is_one=len(pools) == 1) for pool in pools),
        ],
        field=FieldName.JOINS,
    )


def _until(authorization: Authorization) -> str:
    last = authorization.period.last
    return f" until {phrases.day(last)}" if last else ""


def _begins(wanted: Wanted, among: Sequence[Authorization]) -> str:
    """Which day was typed as the first, where one that may grow begins on another."""
    first = wanted.request.first
    if first is None or all(a.period.first == first for a in among):
        return ""
    return f" The {wanted.authorization.number} more begin on {phrases.day(first)}."


def _grown(old: Authorization, wanted: Wanted, *, is_one: bool) -> Iterator[Choice]:
    """One that is held, with so many more, until the later of both ends.

    From its own first day, and from an earlier one that was typed: it covers the days between.
    """
    new, told = wanted.authorization, wanted.request
    number = old.number + new.number
    ends = [a.period.last for a in (old, new) if a.period.last]
    last = max(ends) if len(ends) > 1 else None
    firsts = {old.period.first or date.min}
    firsts |= {told.first} if told.first and told.first < min(firsts) else set()
    of = "" if is_one else f"Number {old.serial}: "
    is_as_typed = told.first in {None, old.period.first} and last == new.period.last
    for first in sorted(firsts):
        period = Period(first if old.period.first else None, last)
        grown = replace(wanted, authorization=replace(old, number=number, period=period))
        days = "" if is_as_typed else f", {phrases.period(period)}"
        label = f"{of}{number} in all, {new.number} more{days}"
        yield Choice(label, grown.command(f"instead of {old.serial}"))


def _by_themselves(pool: Pool, wanted: Wanted, *, is_one: bool) -> Choice:
    """The visits beside those that are held, for what one of them is for or for all."""
    alone = replace(wanted, authorization=replace(wanted.authorization, pool=pool))
    told = "" if is_one else f", {questions.what_for(pool)}"
    return Choice(f"By themselves{told}", alone.command(questions.AS_WELL))
