"""Write a chart's events and standings to their columns, and refuse unlisted words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import astuple, dataclass
from datetime import date
from typing import Any

from models.ports import NO_LIMIT
from models.storage.sql import execute
from models.storage.statements import charts
from models.storage.tables import (
    AuthorizationRow,
    BalanceRow,
    EpisodeRow,
    ImprovingRow,
    LimitBalanceRow,
    PayerPeriodRow,
    SessionRow,
)
from models.visits.authorization import Authorization
from models.visits.balance import Balance
from models.visits.balance_source import unspell
from models.visits.cap import CapScope
from models.visits.chart import Chart, DoneBy, key
from models.visits.events import (
    AuthorizationAdded,
    AuthorizationWithdrawn,
    BalanceAdded,
    ChartClosed,
    ChartReopened,
    EpisodeOpened,
    Event,
    ImprovementNoted,
    PayerSet,
    SessionLogged,
    SessionVoided,
)
from models.visits.limit import Pool
from models.visits.next_look import next_look
from models.visits.standing import DAWN, Standing, binding
from models.visits.void_reason import VoidReason
from models.visits.word_list import canonical

_CODE = re.compile(r"[A-Z0-9]{5}")
_COUNT_ANEW = {
    CapScope.CLINIC: charts.COUNT_ANEW.format(""),
    CapScope.PAYER: charts.COUNT_ANEW.format(" AND payer = :subject"),
    CapScope.ALIAS: charts.COUNT_ANEW.format(" AND key = :subject"),
}


@dataclass(frozen=True, slots=True)
class WrittenStanding:
    """What is kept of a standing, beside the limit and the first day of the window."""

    window_last: date | None
    used: int
    allowed: int
    resets: date | None
    leaves_on: date | None


def kept(standings: Iterable[Standing]) -> dict[tuple[str, date], WrittenStanding]:
    """The standings as they are kept, by limit and first day of the window.

    A stretch that the first visit has yet to open is no window, and moves with the day.
    """
    return {
        (standing.limit.id, standing.opened): WrittenStanding(
            None if standing.limit.window.rolls else standing.window.last,
            standing.used,
            standing.allowed,
            standing.resets,
            standing.leaves_on,
        )
        for standing in standings
        if standing.used or not standing.limit.window.waits
    }


def tightest(standings: Iterable[Standing], on: date) -> Standing | None:
    """The one that binds on the day, which is what the board shows."""
    return binding(standing for standing in standings if standing.on == on)


async def write_events(chart: Chart, events: Iterable[Event], by: DoneBy) -> None:
    """Write each event; `chart` is as it is after them."""
    for event in events:
        await _write(event, chart, by)


async def write_count(
    chart: Chart, standings: Sequence[Standing], on: date, begins: date | None
) -> date | None:
    """Write how a chart stands: the alias row, the standings, and those that no longer hold.

    `begins` is the next day on which its payer says something else. Returns the next day to look.
    """
    look = next_look(chart, [s for s in standings if s.on == on], on, begins)
    month, day = chart.benefit_year or (None, None)
    await execute(
        charts.COUNTED,
        payer=chart.payer,
        condition=chart.condition,
        plan=chart.plan,
        benefit_month=month,
        benefit_day=day,
        closed_on=chart.closed,
        is_open=chart.closed is None,
        version=chart.version,
        counted_on=on,
        next_look=look,
        **_shown(tightest(standings, on)),
        clinic_id=chart.clinic_id,
        id=chart.id,
    )
    await _write_standings(chart, standings)
    return look


async def _write_standings(chart: Chart, standings: Sequence[Standing]) -> None:
    here = (chart.clinic_id, chart.id)
    rows = [
        (*here, limit, first, *astuple(counted), True, chart.version)
        for (limit, first), counted in kept(standings).items()
    ]
    if rows:
        await execute(charts.STANDINGS, rows=rows)
    await execute(charts.NOT_COUNTED, version=chart.version, clinic_id=here[0], alias_id=here[1])


async def count_anew(clinic_id: int, scope: CapScope = CapScope.CLINIC, subject: str = "") -> None:
    """Make due those whose limits have changed. The alias rows are locked until the end."""
    whose = key(subject) if scope is CapScope.ALIAS else subject
    await execute(_COUNT_ANEW[scope], dawn=DAWN, clinic_id=clinic_id, subject=whose)


def _shown(bound: Standing | None) -> dict[str, object]:
    """What the board shows of the limit that binds."""
    if bound is None:
        limit, used, allowed, left, resets = "", 0, 0, NO_LIMIT, None
    else:
        limit, used, allowed = bound.limit.id, bound.used, bound.allowed
        left, resets = bound.left, bound.resets
    return {
        "binding_limit": limit,
        "used_now": used,
        "allowed_now": allowed,
        "left_now": left,
        "resets_now": resets,
    }


def _pool(pool: Pool) -> dict[str, Any]:
    return {"codes": _codes(pool.codes), "disciplines": " ".join(pool.disciplines)}


def _codes(codes: Sequence[str]) -> str:
    """The codes as they are kept. Raises ValueError for what cannot be one."""
    if not all(map(_CODE.fullmatch, codes)):
        raise ValueError("a code has five letters and digits")
    return " ".join(codes)


async def _write(event: Event, chart: Chart, by: DoneBy) -> None:
    """Write an event, unless nothing but the alias row keeps it: that is written with the count."""
    here: dict[str, Any] = {"clinic_id": chart.clinic_id, "alias_id": chart.id}
    by_whom: dict[str, Any] = {"told_by": by.actor, "told_at": by.at}
    match event:
        case SessionLogged():
            await execute(charts.LOG_SESSION, **here, **_logged(event, by))
        case SessionVoided():
            await SessionRow.filter(**here, number=event.number).update(**_voided(event, by))
        case AuthorizationAdded(added, replaces):
            await AuthorizationRow.create(**here, **_authorized(added), **by_whom)
            replaced = AuthorizationRow.filter(**here, serial__in=replaces)
            await replaced.update(replaced_by=added.serial)
        case AuthorizationWithdrawn(serial):
            withdrawn = {"withdrawn_by": by.actor, "withdrawn_at": by.at}
            await AuthorizationRow.filter(**here, serial=serial).update(**withdrawn)
            await AuthorizationRow.filter(**here, replaced_by=serial).update(replaced_by=None)
        case BalanceAdded(balance):
            await _write_balance(balance, here, by_whom)
        case PayerSet():
            await _write_payers(chart, here)
        case ImprovementNoted(on):
            row = ImprovingRow(**here, on_date=on, noted_by=by.actor, noted_at=by.at)
            await row.save()
        case EpisodeOpened() | ChartClosed() | ChartReopened():
            await EpisodeRow.filter(**here).delete()
            for episode in chart.history.episodes:
                await EpisodeRow.create(**here, first_on=episode.first, last_on=episode.last)


async def _write_balance(balance: Balance, here: dict[str, Any], by_whom: dict[str, Any]) -> None:
    """One that is of a limit takes the place of the same source's word of that day."""
    if not balance.limit:
        await BalanceRow.create(**here, **_balance(balance), **by_whom)
        return
    row = _limit_balance(balance)
    same = {name: row[name] for name in ("limit_key", "as_of", "source", "includes_ours")}
    await LimitBalanceRow.filter(**here, **same).delete()
    await LimitBalanceRow.create(**here, **row, **by_whom)


async def _write_payers(chart: Chart, here: dict[str, Any]) -> None:
    """Every payer of the chart by date, and the authorizations that stay with another one."""
    await PayerPeriodRow.filter(**here).delete()
    for period in chart.payers:
        await PayerPeriodRow.create(**here, payer=period.payer, first_on=period.first)
    retired = (gone.authorization for gone in chart.retired_authorizations)
    for authorization in (*chart.history.authorizations, *retired):
        if authorization.granted_by:
            row = AuthorizationRow.filter(**here, key=authorization.id)
            await row.update(granted_by=authorization.granted_by)


def _logged(event: SessionLogged, by: DoneBy) -> dict[str, object]:
    session = event.session
    return {
        "number": session.number,
        "on_date": session.on,
        "ordinal": event.ordinal,
        "codes": _codes(session.codes),
        "discipline": session.discipline.value if session.discipline else None,
        "units": session.units,
        "timed": " ".join(f"{_codes([code])}x{units}" for code, units in session.timed) or None,
        "postsurgical": session.postsurgical or None,
        "logged_by": by.actor,
        "logged_at": by.at,
        "request": event.request or None,
    }


def _voided(event: SessionVoided, by: DoneBy) -> dict[str, object]:
    """Raises ValueError for a reason that is on no list: none such is ever kept."""
    reason = canonical(VoidReason, event.reason)
    if reason is None:
        raise ValueError("a session is void for a reason of the list")
    return {
        "voided": reason.value,
        "voided_by": by.actor,
        "voided_at": by.at,
        "void_request": event.request or None,
        "ordinal": None,
    }


def _authorized(added: Authorization) -> dict[str, Any]:
    return {
        "key": added.id,
        "number": added.number,
        "first_on": added.period.first,
        "last_on": added.period.last,
        "unit": added.unit.value,
        "serial": added.serial,
        "excluding": _codes(added.pool.excluding) or None,
        "granted_by": added.granted_by or None,
        **_pool(added.pool),
    }


def _balance(balance: Balance) -> dict[str, Any]:
    return {**_word(balance), **_pool(balance.pool)}


def _limit_balance(balance: Balance) -> dict[str, Any]:
    held = {"held_until": balance.held_until, "last_known": balance.last_known}
    return {"limit_key": balance.limit, **_word(balance), **held}


def _word(balance: Balance) -> dict[str, Any]:
    """Raises ValueError for a source that is on no list: none such is ever kept."""
    if unspell(balance.source) is None:
        raise ValueError("a balance comes from a source of the list")
    return {
        "used": balance.used,
        "as_of": balance.as_of,
        "source": balance.source,
        "includes_ours": balance.includes_ours,
    }
