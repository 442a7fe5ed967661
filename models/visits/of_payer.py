"""What of a chart belongs to the payer of a day: its sessions, authorizations and balances."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import replace
from datetime import date

from models.visits.balance import PLAN_LIMITS
from models.visits.chart import Chart
from models.visits.counted import Counted, Reason
from models.visits.history import History
from models.visits.limit import Limit, LimitKind, kind_of_id
from models.visits.standing import Standing


def history_on(chart: Chart, on: date) -> History:
    """What is known of the days on which the payer of a day pays."""
    history, payer = chart.history, chart.payer_on(on)
    if len(chart.payer_periods) == 1 and not any(a.granted_by for a in history.authorizations):
        return history
    return replace(
        history,
        sessions=tuple(s for s in history.sessions if chart.payer_on(s.on) == payer),
        authorizations=tuple(a for a in history.authorizations if chart.giver_of(a) == payer),
        balances=tuple(b for b in history.balances if chart.payer_on(b.as_of) == payer),
    )


def without_lost_limits(
    history: History, limits: Iterable[Limit], kinds: Collection[LimitKind]
) -> History:
    """The history with each balance of a limit that holds no more told of the plan as a whole.

    A cap that was set anew in another window, or a limit that the facts have corrected, would else
    let go of visits that are used.
    """
    lost = {b.limit for b in history.balances if b.limit and kind_of_id(b.limit) in kinds}
    lost -= {PLAN_LIMITS, *(limit.id for limit in limits)}
    if not lost:
        return history
    balances = (replace(b, limit=PLAN_LIMITS) if b.limit in lost else b for b in history.balances)
    return replace(history, balances=tuple(balances))


def with_successors(history: History, chart: Chart) -> History:
    """The history with each balance of a replaced authorization told of the one in its place."""
    retired = {gone.authorization.limit.id: gone for gone in chart.retired_authorizations}
    if not any(b.limit in retired for b in history.balances):
        return history
    live = {a.serial: a.limit.id for a in history.authorizations}
    by_serial = {gone.authorization.serial: gone for gone in chart.retired_authorizations}

    def now(limit: str) -> str:
        gone = retired.get(limit)
        while gone and gone.replaced_by not in live:
            gone = by_serial.get(gone.replaced_by)
        return live[gone.replaced_by] if gone else limit

    balances = tuple(replace(b, limit=now(b.limit)) for b in history.balances)
    return replace(history, balances=balances)


def with_other_days(standing: Standing, chart: Chart, of_payer: History) -> Standing:
    """The standing with a row for each session of a day on which another payer paid."""
    counted = {session.number for session in of_payer.sessions}
    others = [
        Counted(s.number, s.on, 0, Reason.VOIDED if s.voided else Reason.OTHER_PAYER)
        for s in chart.history.sessions
        if s.number not in counted
    ]
    rows = sorted([*standing.counted, *others], key=lambda row: (row.on, row.session))
    return replace(standing, counted=tuple(rows))
