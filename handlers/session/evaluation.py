"""An evaluation that draws on an authorization: said once, with the way to leave it out."""

from __future__ import annotations

from dataclasses import replace

from handlers.session.authorize_questions import typed
from handlers.session.card import CountedChart
from models.reply import Choice, Line
from models.visits import evaluations
from models.visits.authorization import is_of_second
from models.visits.limit import LimitKind
from models.visits.session import Session
from models.wording import phrases


def evaluation_that_draws(count: CountedChart, session: Session) -> list[tuple[Line, Choice]]:
    """The line that it counts unless the payer leaves evaluations out, and the button for that.

    Nothing where the authorization names codes, the evaluation's among them.
    """
    kind = evaluations.kind_of(session.codes)
    drawn = [
        standing.limit.serial
        for standing in count.standings
        if standing.limit.kind is LimitKind.AUTHORIZATION
        and not standing.limit.pool.codes
        and any(row.session == session.number and row.counts for row in standing.counted)
    ]
    authorization = count.chart.authorization(drawn[0]) if kind and drawn else None
    if authorization is None:
        return []
    codes = phrases.either(session.codes, "and")
    says = f"{codes} counts on number {authorization.serial}, unless the payer leaves {kind} out."
    left_out = {*authorization.pool.excluding, *evaluations.BY_NAME[kind]}
    pool = replace(authorization.pool, excluding=tuple(sorted(left_out)))
    words = typed(replace(authorization, pool=pool))
    rank = " secondary" if is_of_second(authorization.limit.id) else ""
    number = authorization.serial
    command = f"/session authorize {count.chart.alias} {words}{rank} instead of {number}"
    return [(Line(says), Choice(f"It leaves {kind} out", command))]
