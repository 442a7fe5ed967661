"""Write each event of a chart to its columns, and refuse words of no closed list."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Any

from models.storage.checks import write_check
from models.storage.plans import write_plan
from models.storage.requests import write_request
from models.storage.sql import execute
from models.storage.statements import charts
from models.storage.tables import (
    AuthorizationRow,
    BalanceRow,
    BookingRow,
    EpisodeRow,
    ImprovingRow,
    LimitBalanceRow,
    PayerPeriodRow,
    SecondaryPayerRow,
    SessionRow,
)
from models.visits.authorization import Authorization
from models.visits.balance import PLAN_LIMITS, Balance
from models.visits.balance_source import unspell
from models.visits.body_region import BodyRegion, region_of
from models.visits.chart import Chart, DoneBy
from models.visits.events import (
    AuthorizationAdded,
    AuthorizationRestored,
    AuthorizationWithdrawn,
    BalanceAdded,
    BalanceWithdrawn,
    BookingsCancelled,
    ChartClosed,
    ChartReopened,
    CountsCompared,
    EpisodeOpened,
    Event,
    ImprovementNoted,
    ImprovementWithdrawn,
    PayerSet,
    PayersRestored,
    RequestDenied,
    RequestExpedited,
    RequestGranted,
    RequestReopened,
    RequestWithdrawn,
    SecondaryRestored,
    SecondarySet,
    SessionLogged,
    SessionRestored,
    SessionVoided,
    VisitsBooked,
    VisitsRequested,
)
from models.visits.limit import Pool
from models.visits.plan_of_care import PlanNoted, PlanWithdrawn
from models.visits.void_reason import VoidReason
from models.visits.word_list import canonical

_CODE = re.compile(r"[A-Z0-9]{5}")


async def write_events(chart: Chart, events: Iterable[Event], by: DoneBy) -> None:
    """Write each event; `chart` is as it is after them."""
    for event in events:
        await _write(event, chart, by)


def _pool(pool: Pool) -> dict[str, Any]:
    return {"codes": _codes(pool.codes), "disciplines": " ".join(pool.disciplines)}


def _codes(codes: Sequence[str]) -> str:
    """The codes as they are kept. Raises ValueError for what cannot be one."""
    if not all(map(_CODE.fullmatch, codes)):
        raise ValueError("a code has five letters and digits")
    return " ".join(codes)


async def _write(event: Event, chart: Chart, by: DoneBy) -> None:  # noqa: C901 -- a case an event
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
        case BalanceAdded(balance):
            await _write_balance(balance, here, by_whom)
        case PayerSet() | PayersRestored():
            await _write_payers(chart, here)
        case SecondarySet() | SecondaryRestored():
            await _write_secondary(chart, here)
        case ImprovementNoted(on):
            row = ImprovingRow(**here, on_date=on, noted_by=by.actor, noted_at=by.at)
            await row.save()
        case EpisodeOpened() | ChartClosed() | ChartReopened():
            await EpisodeRow.filter(**here).delete()
            for episode in chart.history.episodes:
                await EpisodeRow.create(**here, first_on=episode.first, last_on=episode.last)
        case VisitsBooked(days):
            rows = [BookingRow(**here, on_date=day, **by_whom) for day in days]
            await BookingRow.bulk_create(rows, ignore_conflicts=True)
        case (
            VisitsRequested()
            | RequestExpedited()
            | RequestGranted()
            | RequestDenied()
            | RequestWithdrawn()
            | RequestReopened()
        ):
            await write_request(event, chart, by)
        case _:
            await _write_back(event, here, by)


async def _write_back(event: Event, here: dict[str, Any], by: DoneBy) -> None:
    """Write what takes something back, or is of a plan of care; the audit says what was there."""
    match event:
        case SessionRestored(number, ordinal):
            stands = {"voided": "", "voided_by": None, "voided_at": None, "ordinal": ordinal}
            await SessionRow.filter(**here, number=number).update(**stands)
        case AuthorizationWithdrawn(serial):
            withdrawn = {"withdrawn_by": by.actor, "withdrawn_at": by.at}
            await AuthorizationRow.filter(**here, serial=serial).update(**withdrawn)
            await AuthorizationRow.filter(**here, replaced_by=serial).update(replaced_by=None)
        case AuthorizationRestored(serial, replaces):
            counts: dict[str, Any] = {"withdrawn_by": None, "withdrawn_at": None}
            await AuthorizationRow.filter(**here, serial=serial).update(**counts)
            replaced = AuthorizationRow.filter(**here, serial__in=replaces)
            await replaced.update(replaced_by=serial)
        case BalanceWithdrawn(balance):
            rows = LimitBalanceRow if balance.limit else BalanceRow
            values = _limit_balance(balance) if balance.limit else _balance(balance)
            known = {name: value for name, value in values.items() if value is not None}
            await rows.filter(**here, **known).delete()
        case CountsCompared():
            await write_check(event, here, by)
        case BookingsCancelled(days):
            await BookingRow.filter(**here, on_date__in=days).delete()
        case PlanNoted() | PlanWithdrawn():
            await write_plan(event, here, by)
        case ImprovementWithdrawn(on):
            await ImprovingRow.filter(**here, on_date=on).delete()


async def _write_balance(balance: Balance, here: dict[str, Any], by_whom: dict[str, Any]) -> None:
    """One that is of a limit takes the place of the same source's word of that day."""
    if not balance.limit:
        await BalanceRow.create(**here, **_balance(balance), **by_whom)
        return
    row = _limit_balance(balance)
    same = {name: row[name] for name in ("limit_key", "as_of", "source", "includes_ours")}
    await LimitBalanceRow.filter(**here, **same).delete()
    await LimitBalanceRow.create(**here, **row, **by_whom)


async def _write_secondary(chart: Chart, here: dict[str, Any]) -> None:
    """Everyone who pays second, by date."""
    await SecondaryPayerRow.filter(**here).delete()
    for period in chart.secondary:
        await SecondaryPayerRow.create(**here, payer=period.payer, first_on=period.first)


async def _write_payers(chart: Chart, here: dict[str, Any]) -> None:
    """Every payer of the chart by date, and the authorizations that stay with another one."""
    await PayerPeriodRow.filter(**here).delete()
    for period in chart.payers:
        await PayerPeriodRow.create(**here, payer=period.payer, first_on=period.first)
    granted = AuthorizationRow.filter(**here, granted_by__isnull=False)
    known = {row.key: row.granted_by for row in await granted}
    retired = (gone.authorization for gone in chart.retired_authorizations)
    for authorization in (*chart.history.authorizations, *retired):
        if authorization.granted_by != (known.get(authorization.id) or ""):
            row = AuthorizationRow.filter(**here, key=authorization.id)
            await row.update(granted_by=authorization.granted_by or None)
    await _write_told_of(chart, here)


async def _write_told_of(chart: Chart, here: dict[str, Any]) -> None:
    """The balances of a plan, each with the payer that it was told of where that is another."""
    keys = {_key_of(b): b.limit for b in chart.history.balances if b.is_of_plan}
    for row in await LimitBalanceRow.filter(**here, limit_key__startswith=PLAN_LIMITS):
        told = Balance(row.used, row.as_of, row.source, row.includes_ours, limit=row.limit_key)
        kept = keys.get(_key_of(told))
        if told.is_of_plan and kept and kept != row.limit_key:
            await LimitBalanceRow.filter(**here, id=row.id).update(limit_key=kept)


def _key_of(balance: Balance) -> tuple[object, ...]:
    return balance.used, balance.as_of, balance.source, balance.includes_ours


def _logged(event: SessionLogged, by: DoneBy) -> dict[str, object]:
    session = event.session
    return {
        "number": session.number,
        "on_date": session.on,
        "ordinal": event.ordinal,
        "codes": _codes(session.codes),
        "discipline": session.discipline.value if session.discipline else None,
        "units": session.units,
        "self_pay": session.self_pay or None,
        "timed": " ".join(f"{_codes([code])}x{units}" for code, units in session.timed) or None,
        "postsurgical": session.postsurgical or None,
        "region": _region(session.case),
        "logged_by": by.actor,
        "logged_at": by.at,
        "request": event.request or None,
    }


def _region(case: BodyRegion | None) -> str | None:
    """A case as it is kept. Raises ValueError for one of no list: none such is ever kept."""
    if case is not None and region_of(case) is None:
        raise ValueError("a case is a region of the list")
    return case.value if case else None


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
        "region": _region(added.pool.case),
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
