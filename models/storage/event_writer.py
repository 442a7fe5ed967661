"""Write each event of a chart to its columns, and refuse words of no closed list."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from models.storage import tables
from models.storage.balances import withdraw_balance, write_balance, write_told_of
from models.storage.checks import write_check
from models.storage.plans import write_plan
from models.storage.pools import codes_column, pool_columns, region_column
from models.storage.requests import write_request
from models.storage.sql import execute
from models.storage.statements import charts
from models.visits import events
from models.visits.authorization import Authorization
from models.visits.chart import Chart, DoneBy
from models.visits.events import Event
from models.visits.plan_of_care import PlanNoted, PlanWithdrawn
from models.visits.session_case import CaseTold
from models.visits.void_reason import VoidReason
from models.visits.word_list import canonical


async def write_events(chart: Chart, events: Iterable[Event], by: DoneBy) -> None:
    """Write each event; `chart` is as it is after them."""
    for event in events:
        await _write(event, chart, by)


async def _write(event: Event, chart: Chart, by: DoneBy) -> None:  # noqa: C901 -- a case an event
    """Write an event, unless nothing but the alias row keeps it: that is written with the count."""
    here: dict[str, Any] = {"clinic_id": chart.clinic_id, "alias_id": chart.id}
    by_whom: dict[str, Any] = {"told_by": by.actor, "told_at": by.at}
    if isinstance(event, events.RequestEvent):
        await write_request(event, chart, by)
        return
    match event:
        case events.SessionLogged():
            await execute(charts.LOG_SESSION, **here, **_logged(event, by))
        case events.SessionVoided():
            await tables.SessionRow.filter(**here, number=event.number).update(**_voided(event, by))
        case events.AuthorizationAdded(added, replaces):
            await tables.AuthorizationRow.create(**here, **_authorized(added), **by_whom)
            replaced = tables.AuthorizationRow.filter(**here, serial__in=replaces)
            await replaced.update(replaced_by=added.serial)
        case events.BalanceAdded(balance):
            await write_balance(balance, here, by_whom)
        case events.PayerSet() | events.PayersRestored() | events.PlanSet():
            await _write_payers(chart, here)
        case events.SecondarySet() | events.SecondaryRestored():
            await _write_secondary(chart, here)
        case events.ImprovementNoted(on):
            row = tables.ImprovingRow(**here, on_date=on, noted_by=by.actor, noted_at=by.at)
            await row.save()
        case events.EpisodeOpened() | events.ChartClosed() | events.ChartReopened():
            await tables.EpisodeRow.filter(**here).delete()
            for episode in chart.history.episodes:
                await tables.EpisodeRow.create(**here, first_on=episode.first, last_on=episode.last)
        case events.VisitsBooked(days):
            rows = [tables.BookingRow(**here, on_date=day, **by_whom) for day in days]
            await tables.BookingRow.bulk_create(rows, ignore_conflicts=True)
        case _:
            await _write_back(event, here, by)


async def _write_back(event: Event, here: dict[str, Any], by: DoneBy) -> None:
    """Write what takes something back, or is of a plan of care; the audit says what was there."""
    match event:
        case events.SessionRestored(number, ordinal):
            stands = {"voided": "", "voided_by": None, "voided_at": None, "ordinal": ordinal}
            await tables.SessionRow.filter(**here, number=number).update(**stands)
        case CaseTold(number, case):
            of_number = tables.SessionRow.filter(**here, number=number)
            await of_number.update(region=region_column(case))
        case events.AuthorizationWithdrawn(serial):
            withdrawn = {"withdrawn_by": by.actor, "withdrawn_at": by.at}
            await tables.AuthorizationRow.filter(**here, serial=serial).update(**withdrawn)
            await tables.AuthorizationRow.filter(**here, replaced_by=serial).update(
                replaced_by=None
            )
        case events.AuthorizationRestored(serial, replaces):
            counts: dict[str, Any] = {"withdrawn_by": None, "withdrawn_at": None}
            await tables.AuthorizationRow.filter(**here, serial=serial).update(**counts)
            replaced = tables.AuthorizationRow.filter(**here, serial__in=replaces)
            await replaced.update(replaced_by=serial)
        case events.BalanceWithdrawn(balance):
            await withdraw_balance(balance, here)
        case events.CountsCompared():
            await write_check(event, here, by)
        case events.BookingsCancelled(days):
            await tables.BookingRow.filter(**here, on_date__in=days).delete()
        case PlanNoted() | PlanWithdrawn():
            await write_plan(event, here, by)
        case events.ImprovementWithdrawn(on):
            await tables.ImprovingRow.filter(**here, on_date=on).delete()


async def _write_secondary(chart: Chart, here: dict[str, Any]) -> None:
    """Everyone who pays second, by date."""
    await tables.SecondaryPayerRow.filter(**here).delete()
    for period in chart.secondary:
        await tables.SecondaryPayerRow.create(**here, payer=period.payer, first_on=period.first)


async def _write_payers(chart: Chart, here: dict[str, Any]) -> None:
    """Every payer of the chart by date, and the authorizations that stay with another one."""
    await tables.PayerPeriodRow.filter(**here).delete()
    for period in chart.payers:
        await tables.PayerPeriodRow.create(
            **here, payer=period.payer, first_on=period.first, plan=period.plan or None
        )
    granted = tables.AuthorizationRow.filter(**here, granted_by__isnull=False)
    known = {row.key: row.granted_by for row in await granted}
    retired = (gone.authorization for gone in chart.retired_authorizations)
    for authorization in (*chart.history.authorizations, *retired):
        if authorization.granted_by != (known.get(authorization.id) or ""):
            row = tables.AuthorizationRow.filter(**here, key=authorization.id)
            await row.update(granted_by=authorization.granted_by or None)
    await write_told_of(chart, here)


def _logged(event: events.SessionLogged, by: DoneBy) -> dict[str, object]:
    session = event.session
    timed = [f"{codes_column([code])}x{units}" for code, units in session.timed]
    return {
        "number": session.number,
        "on_date": session.on,
        "ordinal": event.ordinal,
        "codes": codes_column(session.codes),
        "discipline": session.discipline.value if session.discipline else None,
        "units": session.units,
        "self_pay": session.self_pay or None,
        "timed": " ".join(timed) or None,
        "postsurgical": session.postsurgical or None,
        "region": region_column(session.case),
        "logged_by": by.actor,
        "logged_at": by.at,
        "request": event.request or None,
    }


def _voided(event: events.SessionVoided, by: DoneBy) -> dict[str, object]:
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
        "excluding": codes_column(added.pool.excluding) or None,
        "granted_by": added.granted_by or None,
        "region": region_column(added.pool.case),
        **pool_columns(added.pool),
    }
