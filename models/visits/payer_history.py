"""What of a chart belongs to the payer of a day: its sessions, authorizations and balances."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import replace
from datetime import date

from models.visits.balance import PLAN_LIMITS, Balance
from models.visits.chart import Chart
from models.visits.count_reasons import Counted, Reason
from models.visits.history import History
from models.visits.limit import Limit, LimitKind, kind_of_id
from models.visits.standing import Standing


def history_on(chart: Chart, on: date) -> History:
    """What is known of the days on which the payer of a day pays."""
    is_one = len(chart.payer_periods) == 1
    is_given = any(a.granted_by for a in chart.history.authorizations)
    payer = chart.payer_on(on)
    is_given = is_given or any(b.told_of not in {"", payer} for b in chart.history.balances)
    if is_one and not is_given:
        return chart.history
    return history_of(chart, payer)


def history_of(chart: Chart, payer: str | None) -> History:
    """What is known of the days on which somebody pays, first or second."""
    history = chart.history
    return replace(
        history,
        sessions=tuple(s for s in history.sessions if chart.is_paid_by(payer, s.on)),
        authorizations=tuple(a for a in history.authorizations if chart.giver_of(a) == payer),
        balances=tuple(b for b in history.balances if _is_of(b, chart, payer)),
    )


def _is_of(balance: Balance, chart: Chart, payer: str | None) -> bool:
    """Whether it is what a payer counts: the one that it was told of, else who pays on its day.

    One that was told of a payer who pays on no day, as that was a mistake, is that of its day.
    """
    payers = {period.payer for period in (*chart.payer_periods, *chart.secondary)}
    if balance.told_of in payers:
        return balance.told_of == payer
    return chart.is_paid_by(payer, balance.as_of)


def without_lost_limits(
    history: History, limits: Iterable[Limit], kinds: Collection[LimitKind]
) -> History:
    """The history with each balance of a limit that holds no more told of the plan as a whole.

    A cap that was set anew in another window, or a limit that the facts have corrected, would else
    let go of visits that are used.
    """
    lost = {b.limit for b in history.balances if b.limit and kind_of_id(b.limit) in kinds}
    lost -= {limit.id for limit in limits}
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
