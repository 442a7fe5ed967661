"""Open, change, rename and forget a chart: what one transaction does, and in which order.

One transaction changes a chart: it locks the alias row, reads the chart, asks what is to happen,
writes that, and writes how the chart then stands, counted anew from its sessions. So a standing
never disagrees with its sessions, whoever is killed in the middle. The audit comes last: see
`models/storage/audit_log.py`.

To log a session takes seven statements between BEGIN and COMMIT, however long the history: two
read (the alias row under its lock, which SQLite does without; the chart, with the audit's newest
row), five write (the session; the alias row; every standing, in one; those that no longer hold;
the audit). Alerts are further statements, where there are any to write. The rules that count are
Python's, so the sessions must be read before the standings can be written; and SQLite has no
statement that writes to several tables.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from datetime import date

from tortoise.exceptions import IntegrityError
from tortoise.expressions import Q

from models.alerts.revision import revise
from models.amended import amended
from models.clinic.audit import AuditEvent, ChainHead, as_detail
from models.ports import NO_LIMIT
from models.privacy.alias_text import lookalike
from models.storage import (
    alias_names,
    audit_log,
    discard_chart,
    forget_alias,
    forgotten_aliases,
    seen_events,
)
from models.storage.alert_rows import write_alerts
from models.storage.audit_events import deed_of, discarded, opened
from models.storage.bookings import BookingQueries, write_foreseen
from models.storage.caps import CapStore
from models.storage.chart_queries import ChartQueries
from models.storage.chart_reader import (
    hold_chart,
    locked_chart,
    read_chart,
    read_session,
    spelled,
)
from models.storage.chart_writer import write_count
from models.storage.checks import CheckQueries
from models.storage.engine.unreachable import reaching_records
from models.storage.erase_clinic import ErasingStore
from models.storage.event_writer import write_events
from models.storage.plans import PlanQueries, write_clocks
from models.storage.requests import RequestQueries, write_days
from models.storage.sql import fetch, shred
from models.storage.statements import charts
from models.storage.tables import AliasRow, SessionRow
from models.visits.apply_events import apply_new
from models.visits.booking import foreseen
from models.visits.chart import (
    AliasTaken,
    AlreadyDone,
    Awaits,
    Begins,
    Chart,
    ChartOpening,
    Clocks,
    Count,
    Decide,
    DoneBy,
    NoSuchAlias,
    key,
)
from models.visits.events import Event, SessionLogged, SessionVoided
from models.visits.plan_of_care import PlanWithdrawn
from models.visits.standing import Standing


@reaching_records
class ChartStore(
    ChartQueries,
    BookingQueries,
    RequestQueries,
    CheckQueries,
    PlanQueries,
    CapStore,
    ErasingStore,
):
    """The charts, and how they are counted. Every method raises `RecordsUnreachable`."""

    def __init__(
        self,
        count: Count,
        begins: Begins = lambda _chart, _on: None,
        awaits: Awaits = lambda chart: chart.requests,
        clocks: Clocks = lambda _chart, _on: (),
    ) -> None:
        self._count, self._begins, self._awaits, self._clocks = count, begins, awaits, clocks

    async def start(self, clinic_id: int, opening: ChartOpening, by: DoneBy) -> Chart:
        """Open a chart, or return the one that the same request opened before."""
        async with audit_log.transaction():
            if not await _add(clinic_id, opening, by):
                return await _opened_before(clinic_id, opening)
            if await forgotten_aliases.are_forgotten(clinic_id, [opening.alias]):
                raise AliasTaken(opening.alias)
            await seen_events.claim(clinic_id, opening.request, by.at, "alias opened")
            chart, newest = await _held(clinic_id, opening.alias)
            await alias_names.refuse_taken(clinic_id, opening.alias, chart.id)
            chart = await self._counted(chart, chart, by, ())
            await audit_log.append(clinic_id, [opened(opening, chart.alias, by)], newest)
            return chart

    async def find(self, clinic_id: int, alias: str) -> Chart | None:
        """The chart of an alias. It waits for nobody: what is shown may be older than a moment."""
        return await read_chart(clinic_id, alias)

    async def spelled(self, clinic_id: int, alias: str) -> str | None:
        """An alias as the clinic spells it; None where it has no such one."""
        return await spelled(clinic_id, alias)

    async def amend(self, clinic_id: int, alias: str, decide: Decide, by: DoneBy) -> Chart:
        """Change a chart. See `models.ports.Charts`."""
        wanted: list[Event] = []
        try:
            async with audit_log.transaction():
                held, newest = await _held(clinic_id, alias)
                before = held.as_of(by.on)
                wanted += decide(before)
                chart, news = apply_new(before, wanted, by)
                await _claim(chart, news, by)
                await write_events(chart, news, by)
                chart = await self._counted(held, chart, by, news)
                deeds = [deed_of(event, before, by, n) for n, event in enumerate(news)]
                await audit_log.append(clinic_id, deeds, newest)
                return chart
        except IntegrityError:
            # Charts are locked one by one: only a request heard on another can get here.
            if await _is_done(clinic_id, wanted):
                raise AlreadyDone from None
            raise

    async def discard(self, clinic_id: int, alias: str, by: DoneBy) -> None:
        """Take back the opening of a chart in which nothing is. See `models.ports.Charts`."""
        async with audit_log.transaction():
            chart, newest = await _held(clinic_id, alias)
            await seen_events.claim_undo(clinic_id, by)
            await discard_chart.discard(chart)
            await audit_log.append(clinic_id, [discarded(chart.alias, by)], newest)

    async def forget(self, clinic_id: int, alias: str, by: DoneBy) -> str:
        """Erase everything kept of an alias. See `models.ports.Charts`."""
        async with audit_log.transaction():
            chart = await locked_chart(clinic_id, alias)
            await seen_events.first_heard(clinic_id, by.request, by.at)
            await forget_alias.forget(chart, by)
        read_session.cache_clear()
        await shred()
        return chart.alias

    async def rename(self, clinic_id: int, alias: str, new: str, by: DoneBy) -> Chart:
        """Give a chart another alias. See `models.ports.Charts`."""
        try:
            async with audit_log.transaction():
                chart = await locked_chart(clinic_id, alias)
                if chart.alias != new:
                    await seen_events.claim(clinic_id, by.request, by.at, "renamed", chart.id)
                    await alias_names.rename(chart, new, by)
                    detail = as_detail({"from": chart.alias})
                    deed = AuditEvent(by.at, by.actor, alias_names.RENAMED, new, detail)
                    await audit_log.append(clinic_id, [deed])
                return await locked_chart(clinic_id, new)
        except IntegrityError:
            raise AliasTaken(new) from None

    async def given_before(self, clinic_id: int, names: Collection[str]) -> frozenset[str]:
        """Those of these names that a chart of the clinic had before it was renamed."""
        return await alias_names.given_before(clinic_id, names)

    async def is_used_up(self, clinic_id: int, name: str) -> bool:
        """Whether a chart of the clinic had this name and it is not given again."""
        renamed = await alias_names.given_before(clinic_id, {name})
        return bool(renamed) or await forgotten_aliases.are_forgotten(clinic_id, [name])

    async def _counted(self, held: Chart, chart: Chart, by: DoneBy, news: Sequence[Event]) -> Chart:
        """Count the chart anew, write that and what it warns of, and return it as it stands.

        `held` is the chart as its rows were read: its payer is that of the last count.
        """
        counted = amended(chart.as_of(by.on), version=chart.version + 1, counted_on=by.on)
        if chart.care_plan or any(isinstance(event, PlanWithdrawn) for event in news):
            counted = amended(counted, clocks=self._clocks(counted, by.on))
            await write_clocks(counted)
        if chart.requests:
            counted = amended(counted, requests=self._awaits(counted))
            await write_days(chart, counted)
        standings = self._count(counted, by.on)
        look = await write_count(held, counted, standings, by.on, self._begins(counted, by.on))
        current = tuple(standing for standing in standings if standing.on == by.on)
        if counted.booked:
            await write_foreseen(counted, foreseen(counted, self._count, by.on), by)
        revision = revise(counted, current, news, by, lambda day: self._stood(counted, day))
        await write_alerts(counted, revision, by.at)
        is_new = any(alert.interrupts for alert in revision.new)
        return amended(counted, next_look=look, standings=current, has_new_alert=is_new)

    def _stood(self, chart: Chart, day: date) -> tuple[Standing, ...]:
        """How a chart stood on a day that is past."""
        return tuple(standing for standing in self._count(chart, day) if standing.on == day)


async def _add(clinic_id: int, opening: ChartOpening, by: DoneBy) -> bool:
    """Add the alias row; False if the alias or the request has one."""
    month, first = opening.benefit_year or (None, None)
    added = await fetch(
        charts.OPEN,
        clinic_id=clinic_id,
        key=key(opening.alias),
        text=opening.alias,
        lookalike=lookalike(opening.alias),
        payer=opening.payer,
        condition=opening.condition,
        plan=opening.plan,
        benefit_month=month,
        benefit_day=first,
        opened_on=by.on,
        opened_by=by.actor,
        opened_at=by.at,
        request=opening.request or None,
        left_now=NO_LIMIT,
    )
    return bool(added)


async def _opened_before(clinic_id: int, opening: ChartOpening) -> Chart:
    row = None
    if opening.request:
        row = await AliasRow.get_or_none(clinic_id=clinic_id, request=opening.request)
    if row is None:
        raise AliasTaken(opening.alias)
    return await locked_chart(clinic_id, row.text)


async def _held(clinic_id: int, alias: str) -> tuple[Chart, ChainHead | None]:
    """The chart under its lock, and the clinic's newest audit row."""
    held = await hold_chart(clinic_id, alias)
    if held is None:
        raise NoSuchAlias(alias)
    return held


async def _claim(chart: Chart, news: Sequence[Event], by: DoneBy) -> None:
    """Raise `AlreadyDone` where the request made this happen before, and it was undone since."""
    if news:
        await seen_events.claim_undo(chart.clinic_id, by)
    news = [event for event in news if not isinstance(event, SessionLogged | SessionVoided)]
    if news:
        await seen_events.claim(chart.clinic_id, by.request, by.at, chart.id, *news)


async def _is_done(clinic_id: int, wanted: Iterable[Event]) -> bool:
    """Whether one of the requests was carried out, on whatever chart."""
    asked = [e.request for e in wanted if isinstance(e, SessionLogged | SessionVoided)]
    keys = [request for request in asked if request]
    done = Q(request__in=keys) | Q(void_request__in=keys)
    return bool(keys) and await SessionRow.filter(done, clinic_id=clinic_id).exists()
