"""Evaluations and other care that draw on an authorization, and the way to leave them out."""

from __future__ import annotations

from dataclasses import replace

from handlers.session.authorization.authorize_questions import typed
from handlers.session.card.counted_chart import CountedChart
from models.reply import Choice, Line
from models.visits import evaluations
from models.visits.authorization import Authorization
from models.visits.limit import LimitKind
from models.visits.session import Discipline, Session
from models.wording import phrases
from models.wording.cap_contents import DISCIPLINES


def other_care_that_draws(
    count: CountedChart, session: Session, own: Discipline | None
) -> list[tuple[Line, Choice]]:
    """That a visit of other care than the clinic's draws on an authorization that names none.

    The button says that the authorization is of the clinic's own care.
    """
    authorization = _drawn_on(count, session)
    is_other = own and session.discipline and session.discipline is not own
    if authorization is None or not own or not is_other or authorization.pool.disciplines:
        return []
    care, mine = DISCIPLINES[session.discipline or own], DISCIPLINES[own]
    says = f"A visit of {care}, it counts on number {authorization.serial}, which names no care."
    pool = replace(authorization.pool, disciplines=(own,))
    command = _instead(count, replace(authorization, pool=pool))
    return [(Line(says), Choice(f"Number {authorization.serial} is for {mine} only", command))]


def evaluation_that_draws(count: CountedChart, session: Session) -> list[tuple[Line, Choice]]:
    """The line that it counts unless the payer leaves evaluations out, and the button for that.

    Nothing where the authorization names codes, the evaluation's among them.
    """
    kind = evaluations.kind_of(session.codes)
    authorization = _drawn_on(count, session) if kind else None
    if authorization is None:
        return []
    codes = phrases.either(session.codes, "and")
    says = f"{codes} counts on number {authorization.serial}, unless the payer leaves {kind} out."
    left_out = {*authorization.pool.excluding, *evaluations.BY_NAME[kind]}
    pool = replace(authorization.pool, excluding=tuple(sorted(left_out)))
    command = _instead(count, replace(authorization, pool=pool))
    return [(Line(says), Choice(f"It leaves {kind} out", command))]


def _drawn_on(count: CountedChart, session: Session) -> Authorization | None:
    """The authorization that a session uses, where it names no codes."""
    drawn = [
        standing.limit.serial
        for standing in count.standings
        if standing.limit.kind is LimitKind.AUTHORIZATION
        and not standing.limit.pool.codes
        and standing.counts(session)
    ]
    return count.chart.authorization(drawn[0]) if drawn else None


def _instead(count: CountedChart, authorization: Authorization) -> str:
    """The command that enters it in the place of the one of its number."""
    alias, serial = count.chart.alias, authorization.serial
    return f"/session authorize {alias} {typed(authorization)} instead of {serial}"
