"""/session authorize … 3 more visits: added to what is authorized or beside it, for which codes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from handlers.session import authorize_questions as questions
from handlers.session.authorize_questions import Wanted
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
        f"{' '.join(map(questions.named, overlapping))} Nothing was saved yet.",
        [
            *(_grown(a, wanted, is_one=len(among) == 1) for a in among),
            *(_by_themselves(pool, wanted, is_one=len(pools) == 1) for pool in pools),
        ],
        field=FieldName.JOINS,
    )


def _until(authorization: Authorization) -> str:
    last = authorization.period.last
    return f" until {phrases.day(last)}" if last else ""


def _grown(old: Authorization, wanted: Wanted, *, is_one: bool) -> Choice:
    """One that is held, with so many more, until the later of both ends."""
    new = wanted.authorization
    number = old.number + new.number
    ends = [a.period.last for a in (old, new) if a.period.last]
    period = Period(old.period.first, max(ends) if len(ends) > 1 else None)
    grown = replace(wanted, authorization=replace(old, number=number, period=period))
    of = "" if is_one else f"Number {old.serial}: "
    label = f"{of}{number} in all, {new.number} more"
    return Choice(label, grown.command(f"instead of {old.serial}"))


def _by_themselves(pool: Pool, wanted: Wanted, *, is_one: bool) -> Choice:
    """The visits beside those that are held, for what one of them is for or for all."""
    alone = replace(wanted, authorization=replace(wanted.authorization, pool=pool))
    told = "" if is_one else f", {questions.what_for(pool)}"
    return Choice(f"By themselves{told}", alone.command(questions.AS_WELL))
