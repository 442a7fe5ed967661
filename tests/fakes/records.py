"""Charts and records in memory: what handlers are tested on. They pass the real ones' suites."""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Unpack

from models.clinic import preferences
from models.clinic.audit import (
    FORGOTTEN,
    SYSTEM,
    UNDOES,
    AuditEntry,
    AuditEvent,
    ChainHead,
    as_detail,
)
from models.clinic.audit import chained as placed
from models.clinic.clinic import (
    Clinic,
    LastManager,
    Member,
    Platform,
    Role,
    read_readings,
    spell_readings,
)
from models.clinic.rules_in_force import ClinicRules
from models.ports import (
    NO_LIMIT,
    BoardPage,
    BoardRow,
    BookedRow,
    Defaults,
    DueChart,
    DueCheck,
    EndingAuthorization,
    ErasedClinic,
    OpenAlias,
    OpenRequest,
    OwedDuty,
    RecentSession,
    Slice,
)
from models.privacy.alias import rivals
from models.privacy.alias_text import lookalike
from models.storage.audit_events import cap_deed, deed_of, discarded, opened
from models.storage.chart_writer import kept
from models.visits.apply_events import apply_new
from models.visits.binding import binding
from models.visits.booking import BookedVisit, foreseen, open_days
from models.visits.cap import Cap, CapScope
from models.visits.cap_text import spell_per
from models.visits.chart import (
    AliasTaken,
    AlreadyDone,
    Awaits,
    Chart,
    ChartInUse,
    ChartOpening,
    Clocks,
    Count,
    Decide,
    DoneBy,
    NoSuchAlias,
    key,
)
from models.visits.events import Event, SessionLogged, SessionVoided
from models.visits.limit import LimitKind
from models.visits.next_recount import next_look
from models.visits.payer_periods import is_self_pay
from models.visits.rollover import StoredStanding
from models.visits.session import discipline_of
from models.visits.standing import Standing
from models.visits.visit_request import RequestState, VisitRequest, open_requests
from tests.storage.keys import KEY


class MemoryCharts:
    """The charts of every clinic, by clinic and by the letters and digits of the alias.

    `count` is how they are counted, and `clinic_of` tells a clinic by its id, where one is kept.
    """

    def __init__(
        self,
        count: Count,
        clinic_of: Callable[[int], Clinic | None] = lambda _: None,
        awaits: Awaits = lambda chart: chart.requests,
        clocks: Clocks = lambda _chart, _on: (),
    ) -> None:
        self._count, self._awaits, self._clocks = count, awaits, clocks
        self._clinic_of = clinic_of
        self.audit: Callable[[int, AuditEvent], None] = lambda _id, _deed: None
        self._charts: dict[tuple[int, str], Chart] = {}
        self._forgotten: set[tuple[int, str]] = set()
        self._caps: dict[int, tuple[Cap, ...]] = {}
        self._standings: dict[tuple[int, str], tuple[Standing, ...]] = {}
        self._opened: dict[tuple[int, str], tuple[int, str]] = {}
        self._order: list[tuple[int, str, int]] = []
        self._retired: dict[tuple[int, str], int] = {}
        self._ids = itertools.count(1)

    async def start(self, clinic_id: int, opening: ChartOpening, by: DoneBy) -> Chart:
        """Open a chart; the one that this request opened before, if it did."""
        heard = self._opened.get((clinic_id, opening.request))
        if opening.request and heard:
            return self._charts[heard]
        place = (clinic_id, key(opening.alias))
        if place in self._forgotten:
            raise AliasTaken(opening.alias)
        self._refuse_taken(clinic_id, opening.alias, 0)
        chart = Chart(
            id=next(self._ids),
            clinic_id=clinic_id,
            alias=opening.alias,
            opened=by.on,
            payer=opening.payer,
            condition=opening.condition,
            plan=opening.plan,
            benefit_year=opening.benefit_year,
        )
        self._opened[clinic_id, opening.request] = place
        self.audit(clinic_id, opened(opening, chart.alias, by))
        return self._keep(place, chart, by)

    async def find(self, clinic_id: int, alias: str) -> Chart | None:
        """The chart of an alias."""
        place = self._place(clinic_id, alias)
        chart = self._charts.get(place)
        return self._now(chart) if chart else None

    async def spelled(self, clinic_id: int, alias: str) -> str | None:
        """An alias as the clinic spells it."""
        chart = self._charts.get(self._place(clinic_id, alias))
        return chart.alias if chart else None

    def put(self, chart: Chart) -> None:
        """Keep a chart as it is, whatever made it so."""
        self._charts[chart.clinic_id, key(chart.alias)] = chart

    async def aliases(self, clinic_id: int) -> tuple[str, ...]:
        """Every alias of the clinic, as it is spelled."""
        ordered = sorted(self._charts.items())
        return tuple(chart.alias for (id_, _), chart in ordered if id_ == clinic_id)

    async def amend(self, clinic_id: int, alias: str, decide: Decide, by: DoneBy) -> Chart:
        """Change a chart; without events, count it anew."""
        chart = await self.find(clinic_id, alias)
        if chart is None:
            raise NoSuchAlias(alias)
        changed, news = apply_new(chart, decide(chart), by)
        place = (clinic_id, key(chart.alias))
        self._refuse_done(place, news)
        self._order += [
            (*place, event.session.number) for event in news if isinstance(event, SessionLogged)
        ]
        for number, event in enumerate(news):
            self.audit(clinic_id, deed_of(event, chart, by, number))
        return self._keep(place, changed, by)

    async def discard(self, clinic_id: int, alias: str, by: DoneBy) -> None:
        """Take back the opening of a chart in which nothing is."""
        place = self._place(clinic_id, alias)
        chart = await self.find(clinic_id, alias)
        if chart is None:
            raise NoSuchAlias(alias)
        history = chart.history
        if (
            any((history.sessions, history.authorizations, history.balances, history.improving))
            or chart.booked
            or chart.care_plan
            or chart.requests
            or chart.checks
            or chart.alerts
            or any(cap.scope is CapScope.ALIAS for cap in chart.caps if cap.subject == chart.alias)
        ):
            raise ChartInUse(chart.alias)
        del self._charts[place]
        self._standings.pop(place, None)
        self._opened = {told: at for told, at in self._opened.items() if at != place}
        self.audit(clinic_id, discarded(chart.alias, by))

    async def board(self, clinic_id: int, on: date, part: Slice) -> BoardPage:
        """The open charts, fewest left first, then by alias; those without a limit last."""
        every = [
            self._row(place, chart, on)
            for place, chart in self._charts.items()
            if place[0] == clinic_id and not chart.closed and part.payer in (None, chart.payer)
        ]
        every.sort(key=_rank)
        every = [row for row in every if not part.over or (row.left or 0) < 0 or row.passed]
        rows = [row for row in every if part.after is None or _rank(row) > part.after]
        shown = tuple(rows[: part.limit])
        return BoardPage(shown, _rank(shown[-1]) if len(rows) > part.limit else None)

    async def due(self, clinic_id: int | None, on: date, limit: int) -> tuple[DueChart, ...]:
        """The aliases that time alone has changed, the longest due first."""
        waiting = [
            (chart.next_look, place[0], chart.alias)
            for place, chart in self._charts.items()
            if clinic_id in (None, place[0]) and _is_due(chart, on)
        ]
        waiting.sort(key=lambda each: (each[0] or date.min, each[1], each[2]))
        return tuple(DueChart(id_, alias) for _, id_, alias in waiting[:limit])

    async def forget(self, clinic_id: int, alias: str, by: DoneBy) -> str:
        """Erase everything kept of an alias."""
        place = self._place(clinic_id, alias)
        if place not in self._charts:
            raise NoSuchAlias(alias)
        chart = self._charts.pop(place)
        self._forgotten.add(place)
        self._standings.pop(place, None)
        self._order = [each for each in self._order if each[:2] != place]
        self._opened = {told: at for told, at in self._opened.items() if at != place}
        caps = self._caps.get(clinic_id, ())
        self._caps[clinic_id] = tuple(
            c for c in caps if c.scope is not CapScope.ALIAS or key(c.subject) != place[1]
        )
        self.audit(clinic_id, AuditEvent(by.at, by.actor, FORGOTTEN, "alias"))
        return chart.alias

    async def rename(self, clinic_id: int, alias: str, new: str, by: DoneBy) -> Chart:
        """Give a chart another alias; the old one is not given again."""
        old = self._place(clinic_id, alias)
        if old not in self._charts:
            raise NoSuchAlias(alias)
        chart = self._charts[old]
        self._refuse_taken(clinic_id, new, chart.id)
        self._retired[clinic_id, lookalike(chart.alias)] = chart.id
        detail = as_detail({"from": chart.alias})
        self.audit(clinic_id, AuditEvent(by.at, by.actor, "alias renamed", new, detail))
        place = (clinic_id, key(new))
        self._charts[place] = replace(self._charts.pop(old), alias=new)
        self._standings[place] = self._standings.pop(old)
        self._order = [(*place, each[2]) if each[:2] == old else each for each in self._order]
        self._opened = {told: place if at == old else at for told, at in self._opened.items()}
        self._caps[clinic_id] = tuple(
            replace(c, subject=new) if c.scope is CapScope.ALIAS and c.subject == chart.alias else c
            for c in self._caps.get(clinic_id, ())
        )
        return replace(self._charts[place], caps=self._caps[clinic_id])

    async def given_before(self, clinic_id: int, names: Collection[str]) -> frozenset[str]:
        """Those of these names that a chart of the clinic had before it was renamed."""
        return frozenset(n for n in names if (clinic_id, lookalike(n)) in self._retired)

    async def is_used_up(self, clinic_id: int, name: str) -> bool:
        """Whether a chart of the clinic had this name and it is not given again."""
        is_renamed = (clinic_id, lookalike(name)) in self._retired
        return is_renamed or (clinic_id, key(name)) in self._forgotten

    async def erase(self, clinic_id: int, at: datetime) -> ErasedClinic:
        """Erase the whole clinic."""
        del at
        gone = [chart for (id_, _), chart in self._charts.items() if id_ == clinic_id]
        self._charts = {at: c for at, c in self._charts.items() if at[0] != clinic_id}
        self._caps.pop(clinic_id, None)
        return ErasedClinic(len(gone), sum(len(chart.history.sessions) for chart in gone))

    async def finish_erasing(self, clinic_id: int | None = None) -> int:
        """Nothing is left."""
        del clinic_id
        return 0

    async def timed(self, at: datetime, limit: int) -> tuple[DueChart, ...]:
        """The aliases due today; every clinic here keeps the time of the instant."""
        return await self.due(None, at.date(), limit)

    async def ending(
        self, clinic_id: int, between: tuple[date, date], limit: int
    ) -> tuple[EndingAuthorization, ...]:
        """The authorizations of open charts that end between two days, the first to end first."""
        first, last = between
        found = [
            EndingAuthorization(chart.alias, s.window.last, s.left)
            for place, chart in self._charts.items()
            if place[0] == clinic_id and not chart.closed
            for s in self._standings[place]
            if s.limit.kind is LimitKind.AUTHORIZATION and s.left > 0 and s.window.last
            if not s.former_payer
            if first <= s.window.last <= last
        ]
        return tuple(sorted(found, key=lambda each: (each.last, key(each.alias)))[:limit])

    async def bookings(self, clinic_id: int, first: date, last: date) -> tuple[BookedRow, ...]:
        """The booked visits of open charts between two days on which nothing is logged, by day."""
        found = []
        for place, chart in sorted(self._charts.items()):
            if place[0] == clinic_id and not chart.closed:
                on = chart.counted_on or date.min
                ahead = {visit.on: visit for visit in foreseen(chart, self._count, on)}
                days = (day for day in open_days(chart) if first <= day <= last)
                found += [
                    BookedRow(
                        chart.alias,
                        chart.payer_on(day),
                        ahead.get(day, BookedVisit(day)),
                        chart.condition,
                        is_self_pay(chart.payer_periods, day),
                    )
                    for day in days
                ]
        return tuple(sorted(found, key=lambda row: row.visit.on))

    async def logged_between(self, clinic_id: int, first: date, last: date) -> tuple[int, int]:
        """How many sessions of some days are not voided, and of how many aliases."""
        logged = [
            chart.alias
            for place, chart in self._charts.items()
            if place[0] == clinic_id
            for session in chart.history.sessions
            if first <= session.on <= last and not session.voided
        ]
        return len(logged), len(set(logged))

    async def owed(self, clinic_id: int, on: date, limit: int) -> tuple[OwedDuty, ...]:
        """What is owed of the plans of care of open charts, near a day: the soonest first."""
        found = [
            OwedDuty(chart.alias, clock)
            for place, chart in sorted(self._charts.items())
            if place[0] == clinic_id and not chart.closed
            for clock in chart.clocks
            if clock.near_on and clock.near_on <= on
        ]
        return tuple(sorted(found, key=lambda row: row.clock.owed_by or date.max)[:limit])

    async def requests(self, clinic_id: int, limit: int) -> tuple[OpenRequest, ...]:
        """The requests of open charts without a decision, the longest late first."""
        found = [
            OpenRequest(chart.alias, request)
            for place, chart in sorted(self._charts.items())
            if place[0] == clinic_id and not chart.closed
            for request in open_requests(chart.requests)
        ]
        return tuple(sorted(found, key=lambda row: row.request.ask_on or date.min)[:limit])

    async def decided(self, clinic_id: int, payer: str) -> tuple[VisitRequest, ...]:
        """The requests to a payer that were decided last, the latest first."""
        ends = {RequestState.GRANTED, RequestState.DENIED}
        found = [
            request
            for place, chart in sorted(self._charts.items())
            if place[0] == clinic_id
            for request in chart.requests
            if request.payer == payer and request.state in ends
        ]
        return tuple(sorted(found, key=lambda r: r.decided or date.min, reverse=True))

    async def checks_due(self, clinic_id: int, on: date, limit: int) -> tuple[DueCheck, ...]:
        """The counts of open charts to compare again by a day, the longest due first."""
        found = [
            DueCheck(chart.alias, check)
            for place, chart in sorted(self._charts.items())
            if place[0] == clinic_id and not chart.closed
            for check in chart.checks
            if check.look_on and check.look_on <= on
        ]
        return tuple(sorted(found, key=lambda row: row.check.look_on or date.min)[:limit])

    async def open_aliases(self, clinic_id: int, on: date, then: date) -> tuple[OpenAlias, ...]:
        """Every open chart, by alias, with the standings of windows that are not over on a day."""
        return tuple(
            OpenAlias(
                chart.alias,
                chart.payer,
                chart.secondary_on(on),
                tuple(
                    StoredStanding(limit, first, *written.columns, _giver(chart, limit))  # type: ignore[arg-type]
                    for (limit, first), written in sorted(kept(self._standings[place]).items())
                    if written.window_last is None or written.window_last >= on
                )
                + tuple(
                    StoredStanding(
                        *(a.limit.id, a.period.first, a.period.last, 0, a.number),
                        payer=chart.giver_of(a),
                    )
                    for a in chart.history.authorizations
                    if a.period.first and not a.has_begun(on)
                ),
                payer_then=chart.payer_on(then),
                second_then=chart.secondary_on(then),
                since=next(p.first for p in reversed(chart.payer_periods) if p.begins <= then),
                is_self_pay=is_self_pay(chart.payer_periods, then),
                until=next(
                    (
                        period.begins - timedelta(days=1)
                        for period in chart.payer_periods
                        if period.begins > on and period.payer != chart.payer
                    ),
                    None,
                ),
            )
            for place, chart in sorted(self._charts.items())
            if place[0] == clinic_id and not chart.closed
        )

    async def payers(self, clinic_id: int) -> tuple[str, ...]:
        """The payers that open charts of the clinic have."""
        open_ = [c for (id_, _), c in self._charts.items() if id_ == clinic_id and not c.closed]
        return tuple(sorted({chart.payer for chart in open_ if chart.payer}))

    async def patients_by_payer(self, clinic_id: int) -> Mapping[str, int]:
        """How many open charts have each payer."""
        open_ = [c for (id_, _), c in self._charts.items() if id_ == clinic_id and not c.closed]
        return Counter(chart.payer for chart in open_ if chart.payer)

    async def recall(self, prints: Mapping[str, str]) -> int:
        """Nothing was counted by other facts: what is kept in memory begins with these."""
        del prints
        return 0

    async def set_cap(self, clinic_id: int, cap: Cap, by: DoneBy) -> None:
        """Set a cap of the clinic's own; those whom it holds for become due."""
        if cap.scope is CapScope.ALIAS and (clinic_id, key(cap.subject)) not in self._charts:
            raise NoSuchAlias(cap.subject)
        if cap.scope is CapScope.ALIAS:
            cap = replace(cap, subject=self._charts[clinic_id, key(cap.subject)].alias)
        was = next((c for c in self._caps.get(clinic_id, ()) if cap.is_instead_of(c)), None)
        self.audit(clinic_id, cap_deed(cap, by, is_set=True, was=was))
        kept = [*self._without(clinic_id, cap), cap]
        self._caps[clinic_id] = tuple(sorted(kept, key=_same))
        self._make_due(clinic_id, cap)

    async def drop_cap(self, clinic_id: int, cap: Cap, by: DoneBy) -> None:
        """Take a cap back; those whom it held for become due."""
        self.audit(clinic_id, cap_deed(cap, by, is_set=False))
        self._caps[clinic_id] = tuple(self._without(clinic_id, cap))
        self._make_due(clinic_id, cap)

    async def count_anew(self, clinic_id: int, payer: str) -> None:
        """Make everybody with a payer due."""
        self.make_due(clinic_id, payer)

    def make_due(self, clinic_id: int, payer: str) -> None:
        """The same; everybody of the clinic where no payer is named."""
        for (id_, alias), chart in list(self._charts.items()):
            if id_ == clinic_id and payer in ("", chart.payer):
                self._charts[id_, alias] = replace(chart, next_look=date.min)

    async def caps(self, clinic_id: int) -> tuple[Cap, ...]:
        """The caps that the clinic set itself."""
        return self._caps.get(clinic_id, ())

    async def member_sessions(
        self, clinic_id: int, user: str, limit: int
    ) -> tuple[RecentSession, ...]:
        """The sessions that a member logged last and nobody voided, the latest first."""
        found = []
        for id_, alias, number in reversed(self._order):
            chart = self._charts[id_, alias]
            entry, session = chart.log_of(number), chart.session(number)
            if id_ == clinic_id and entry and entry.by == user and session and not session.voided:
                found.append(RecentSession(chart.alias, number, session.on))
        return tuple(found[:limit])

    def _place(self, clinic_id: int, alias: str) -> tuple[int, str]:
        """Where the alias is, or one that looks like it."""
        exact = (clinic_id, key(alias))
        like = [
            at
            for at, chart in self._charts.items()
            if at[0] == clinic_id and lookalike(chart.alias) == lookalike(alias)
        ]
        return exact if exact in self._charts or not like or exact[1].isdigit() else like[0]

    def _refuse_taken(self, clinic_id: int, text: str, chart_id: int) -> None:
        held = [c for (id_, _), c in self._charts.items() if id_ == clinic_id and c.id != chart_id]
        near = {lookalike(text), *map(lookalike, rivals(text))}
        before = self._retired.get((clinic_id, lookalike(text)), chart_id)
        if before != chart_id or any(lookalike(chart.alias) in near for chart in held):
            raise AliasTaken(text)

    def _keep(self, place: tuple[int, str], chart: Chart, by: DoneBy) -> Chart:
        chart = replace(self._now(chart).as_of(by.on), version=chart.version + 1)
        chart = replace(chart, clocks=self._clocks(chart, by.on))
        chart = replace(chart, requests=self._awaits(chart))
        standings = self._count(chart, by.on)
        current = tuple(standing for standing in standings if standing.on == by.on)
        chart = replace(chart, counted_on=by.on, next_look=next_look(chart, current, by.on))
        self._charts[place], self._standings[place] = chart, current
        return replace(chart, standings=current)

    def _now(self, chart: Chart) -> Chart:
        """The chart with what its clinic has by now."""
        chart = replace(chart, caps=self._caps.get(chart.clinic_id, ()))
        clinic = self._clinic_of(chart.clinic_id)
        if clinic is None:
            return chart
        own = discipline_of(clinic.biller)
        told = {"readings": clinic.readings, "rules": clinic.rules}
        return replace(chart, state=clinic.state, own_discipline=own, **told)

    def _row(self, place: tuple[int, str], chart: Chart, on: date) -> BoardRow:
        tightest = binding(self._standings[place])
        is_due = _is_due(chart, on)
        visits = foreseen(chart, self._count, on)
        passes_on = next((visit.on for visit in visits if visit.asks_for_something), None)
        asked = (r.ask_on for r in open_requests(chart.requests) if r.ask_on)
        ahead = (is_due, len(visits), passes_on, min(asked, default=None))
        firsts = (a.period.first for a in chart.history.authorizations if not a.has_begun(on))
        ahead = (*ahead, min(filter(None, firsts), default=None))
        held = [s for s in self._standings[place] if not s.former_payer]
        over = (-s.left for s in self._standings[place] if s.former_payer and s.left < 0)
        beside = {"is_self_pay": chart.is_self_pay, "of_former": sum(over)}
        if tightest is None:
            bare = BoardRow(chart.alias, chart.payer, "", None, None, None, None, *ahead)
            return replace(bare, **beside)
        granted = tightest.limit.kind is LimitKind.AUTHORIZATION
        beside["giver"] = _giver(chart, tightest.limit.id) if granted else None
        return BoardRow(
            chart.alias,
            chart.payer,
            tightest.limit.id,
            tightest.used,
            tightest.allowed,
            tightest.within_reach,
            tightest.resets,
            *ahead,
            sum(
                -s.left
                for s in held
                if s.limit.kind is LimitKind.AUTHORIZATION and s.left < 0 <= tightest.left
            ),
            max(
                (
                    -s.left
                    for s in held
                    if s.limit.kind is not LimitKind.AUTHORIZATION
                    and s.left < 0 <= tightest.left
                    and (s.limit.window.rolls or not s.window.last or s.window.last >= on)
                ),
                default=0,
            ),
            **beside,
        )

    def _without(self, clinic_id: int, cap: Cap) -> Iterable[Cap]:
        held = self._caps.get(clinic_id, ())
        return [each for each in held if _same(each) != _same(cap)]

    def _refuse_done(self, place: tuple[int, str], news: Iterable[Event]) -> None:
        """Raise `AlreadyDone` where another chart has heard one of the requests."""
        others = [c for at, c in self._charts.items() if at[0] == place[0] and at != place]
        for event in news:
            if isinstance(event, SessionLogged | SessionVoided) and any(
                chart.logged_with(event.request) or chart.voided_with(event.request)
                for chart in others
            ):
                raise AlreadyDone

    def _make_due(self, clinic_id: int, cap: Cap) -> None:
        for place, chart in self._charts.items():
            if place[0] == clinic_id and cap.holds_for(chart.alias, chart.payer):
                self._charts[place] = replace(chart, next_look=date.min)


def _rank(row: BoardRow) -> tuple[int, str]:
    return (NO_LIMIT if row.left is None else row.left, key(row.alias))


def _same(cap: Cap) -> tuple[str, str, str]:
    """Two caps that share this take each other's place."""
    return cap.scope.value, key(cap.subject), spell_per(cap)


def _giver(chart: Chart, limit: str) -> str | None:
    """Who granted an authorization, by its limit; of any other limit who pays."""
    held = chart.history.authorizations
    return next((chart.giver_of(a) for a in held if a.limit.id == limit), chart.payer)


def _is_due(chart: Chart, on: date) -> bool:
    return chart.next_look is not None and chart.next_look <= on


class MemoryRecords:
    """Clinics, their members and their audit, kept in memory."""

    def __init__(self, *clinics: Clinic, charts: MemoryCharts | None = None) -> None:
        self._clinics = {clinic.id: clinic for clinic in clinics}
        self._preferences: dict[int, str | None] = {}
        self._members: list[Member] = []
        self._audits: dict[int, list[AuditEntry]] = {}
        self._in_vain: dict[tuple[int, str], datetime] = {}
        self._heard: set[tuple[int, str]] = set()
        self._charts = charts
        if charts:
            charts.audit = self._say

    async def seat(
        self, platform: Platform, workspace: str, user: str, *, role: Role, at: datetime
    ) -> tuple[Clinic, Member]:
        """Find the clinic and the person in it, or add them; a role once stored stays."""
        if at.tzinfo is None:
            raise ValueError("a time names its zone")
        place = (platform, workspace)
        found = [c for c in self._clinics.values() if (c.platform, c.workspace) == place]
        clinic = found[0] if found else Clinic(len(self._clinics) + 1, *place)
        self._clinics[clinic.id] = clinic
        if not found:
            told = as_detail({"platform": platform.value, "workspace": workspace})
            self._say(clinic.id, AuditEvent(at, SYSTEM, "clinic added", "clinic", told))
        member = self._member(clinic.id, user)
        if member is None:
            member = self._keep(Member(len(self._members) + 1, clinic.id, user, role))
            told = as_detail({"role": role.value})
            self._say(clinic.id, AuditEvent(at, SYSTEM, "member added", user, told))
        return clinic, member

    async def seated(
        self, platform: Platform, workspace: str, user: str
    ) -> tuple[Clinic, Member] | None:
        """Find the clinic and the person in it; None for a newcomer."""
        for clinic in self._clinics.values():
            member = self._member(clinic.id, user)
            if member and (clinic.platform, clinic.workspace) == (platform, workspace):
                return clinic, member
        return None

    async def note_in_vain(
        self, clinic_id: int, user: str, *, at: datetime, request: str = ""
    ) -> None:
        """Write down that what a person typed to change something saved nothing."""
        if request and (clinic_id, request) in self._heard:
            return
        self._heard.add((clinic_id, request))
        self._in_vain[clinic_id, user] = at

    async def was_heard(self, clinic_id: int, request: str) -> bool:
        """Whether a request was refused before; what it changed is not kept here."""
        return (clinic_id, request) in self._heard

    async def last_in_vain(self, clinic_id: int, user: str) -> datetime | None:
        """When that was last; None where it never was."""
        return self._in_vain.get((clinic_id, user))

    async def clinic(self, clinic_id: int) -> Clinic:
        """The clinic as it is now."""
        return self.now(clinic_id)

    def now(self, clinic_id: int) -> Clinic:
        """The same, without waiting."""
        if clinic_id not in self._clinics:
            raise LookupError(f"there is no clinic {clinic_id}")
        return self._clinics[clinic_id]

    def keep_rules(self, clinic_id: int, rules: ClinicRules, deed: AuditEvent) -> None:
        """The clinic with other rules of its own, and what was done."""
        self._clinics[clinic_id] = replace(self.now(clinic_id), rules=rules)
        self._say(clinic_id, deed)

    async def set_defaults(
        self,
        clinic_id: int,
        *,
        actor: str,
        at: datetime,
        request: str = "",
        undoes: tuple[int, ...] = (),
        **defaults: Unpack[Defaults],
    ) -> Clinic:
        """Change the clinic's defaults, whichever request it is."""
        del request
        before = await self.clinic(clinic_id)
        chosen: dict[str, object] = {n: v for n, v in defaults.items() if n != "preferences"}
        pairs = {name: (_kept(before, name), value) for name, value in chosen.items()}
        if "readings" in chosen:
            chosen["readings"] = read_readings(defaults["readings"])
        if "preferences" in defaults:
            text = preferences.merged(self._preferences.get(clinic_id), defaults["preferences"])
            self._preferences[clinic_id] = text
            chosen["preferences"] = preferences.unspell(text)
            self._make_due(clinic_id, defaults["preferences"])
        updated = replace(before, **chosen)  # type: ignore[arg-type]
        self._clinics[clinic_id] = updated
        pairs |= preferences.differences(before.preferences, updated.preferences)
        told: dict[str, object] = {
            name: {"from": a, "to": b} for name, (a, b) in pairs.items() if a != b
        }
        if told:
            told |= {UNDOES: list(undoes)} if undoes else {}
            self._say(clinic_id, AuditEvent(at, actor, "defaults set", "clinic", as_detail(told)))
        return updated

    async def members(self, clinic_id: int) -> tuple[Member, ...]:
        """Everybody whom the clinic knows, the first who came first."""
        return tuple(member for member in self._members if member.clinic_id == clinic_id)

    async def set_role(
        self, clinic_id: int, user: str, role: Role, *, actor: str, at: datetime, request: str = ""
    ) -> Member:
        """Give a person a role, whichever request it is; whoever is not known yet is added."""
        del request
        await self.clinic(clinic_id)
        before = self._member(clinic_id, user)
        if before and before.role is role:
            return before
        managers = [m for m in await self.members(clinic_id) if m.is_manager]
        if managers == [before]:
            raise LastManager
        id_ = before.id if before else len(self._members) + 1
        detail = as_detail({"from": before and before.role.value, "to": role.value})
        self._say(clinic_id, AuditEvent(at, actor, "role set", user, detail))
        return self._keep(Member(id_, clinic_id, user, role))

    async def vouched(self, clinic_id: int, user: str, *, at: datetime) -> None:
        """Write down that the platform says now that a person works here."""
        if member := self._member(clinic_id, user):
            self._keep(replace(member, vouched_at=at, is_gone=False))

    async def refused(self, clinic_id: int, user: str, *, at: datetime) -> None:
        """Write down that the platform says that a person does not work here any more."""
        del at
        if member := self._member(clinic_id, user):
            self._keep(replace(member, is_gone=True))

    async def audit(
        self,
        clinic_id: int,
        *,
        subject: str | None = None,
        last: int | None = None,
        before: int | None = None,
        actor: str | None = None,
    ) -> list[AuditEntry]:
        """The clinic's audit, oldest first."""
        entries = self._audits.get(clinic_id, [])
        of = [entry for entry in entries if subject in (None, entry.event.subject)]
        of = [entry for entry in of if actor in (None, entry.event.actor)]
        of = [entry for entry in of if before is None or entry.number < before]
        return of if last is None else of[-last:]

    async def heads(self) -> tuple[ChainHead, ...]:
        """The newest entry of every clinic's audit."""
        return tuple(entries[-1].head for entries in self._audits.values())

    def _member(self, clinic_id: int, user: str) -> Member | None:
        return next((m for m in self._members if (m.clinic_id, m.user) == (clinic_id, user)), None)

    def _keep(self, member: Member) -> Member:
        others = [each for each in self._members if each.id != member.id]
        self._members = sorted([*others, member], key=lambda each: each.id)
        return member

    def _say(self, clinic_id: int, deed: AuditEvent) -> None:
        entries = self._audits.setdefault(clinic_id, [])
        entries.append(placed(deed, clinic_id, entries[-1].head if entries else None, KEY, "salt"))

    def _make_due(self, clinic_id: int, change: str | None) -> None:
        for payer in preferences.changed_payers(change) if self._charts else ():
            self._charts.make_due(clinic_id, payer)


def _kept(clinic: Clinic, name: str) -> object:
    """A default as its row keeps it."""
    if name != "readings":
        return getattr(clinic, name)
    return spell_readings(dict(clinic.readings)) or None
