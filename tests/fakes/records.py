"""Charts kept in memory: what handlers are tested on. It passes the suite of the real ones."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date, datetime
from typing import Unpack

from models.audit import AuditEntry
from models.chart import (
    AliasTaken,
    AlreadyDone,
    By,
    Cap,
    Chart,
    Count,
    Decide,
    Event,
    NoSuchAlias,
    Opening,
    Scope,
    SessionLogged,
    SessionVoided,
    after,
    key,
    next_look,
    spell,
)
from models.clinic import Clinic, Member, Platform, Role, read_readings
from models.ports import NO_LIMIT, BoardPage, BoardRow, Defaults, Due, Ending, Slice
from models.standing import Standing, binding


class MemoryCharts:
    """The charts of every clinic, by clinic and by the letters and digits of the alias."""

    def __init__(self) -> None:
        self._charts: dict[tuple[int, str], Chart] = {}
        self._caps: dict[int, tuple[Cap, ...]] = {}
        self._standings: dict[tuple[int, str], tuple[Standing, ...]] = {}
        self._opened: dict[tuple[int, str], tuple[int, str]] = {}
        self._order: list[tuple[int, str, int]] = []

    async def start(self, clinic_id: int, opening: Opening, count: Count, by: By) -> Chart:
        """Open a chart; the one that this request opened before, if it did."""
        heard = self._opened.get((clinic_id, opening.request))
        if opening.request and heard:
            return self._charts[heard]
        place = (clinic_id, key(opening.alias))
        if place in self._charts:
            raise AliasTaken(opening.alias)
        chart = Chart(
            id=len(self._charts) + 1,
            clinic_id=clinic_id,
            alias=opening.alias,
            opened=by.on,
            payer=opening.payer,
            condition=opening.condition,
            benefit_year=opening.benefit_year,
        )
        self._opened[clinic_id, opening.request] = place
        return self._keep(place, chart, count, by)

    async def find(self, clinic_id: int, alias: str) -> Chart | None:
        """The chart of an alias."""
        chart = self._charts.get((clinic_id, key(alias)))
        return replace(chart, caps=self._caps.get(clinic_id, ())) if chart else None

    async def aliases(self, clinic_id: int) -> tuple[str, ...]:
        """Every alias of the clinic, as it is spelled."""
        ordered = sorted(self._charts.items())
        return tuple(chart.alias for (id_, _), chart in ordered if id_ == clinic_id)

    async def amend(
        self, clinic_id: int, alias: str, decide: Decide, count: Count, by: By
    ) -> Chart:
        """Change a chart; without events, count it anew."""
        chart = await self.find(clinic_id, alias)
        if chart is None:
            raise NoSuchAlias(alias)
        changed, news = after(chart, decide(chart), by)
        place = (clinic_id, key(alias))
        self._refuse_done(place, news)
        self._order += [
            (*place, event.session.number) for event in news if isinstance(event, SessionLogged)
        ]
        return self._keep(place, changed, count, by)

    async def board(self, clinic_id: int, on: date, part: Slice) -> BoardPage:
        """The open charts, fewest left first, then by alias; those without a limit last."""
        every = [
            self._row(place, chart, on)
            for place, chart in self._charts.items()
            if place[0] == clinic_id and not chart.closed and part.payer in (None, chart.payer)
        ]
        every.sort(key=_rank)
        rows = [row for row in every if part.after is None or _rank(row) > part.after]
        shown = tuple(rows[: part.limit])
        return BoardPage(shown, _rank(shown[-1]) if len(rows) > part.limit else None)

    async def due(self, clinic_id: int | None, on: date, limit: int) -> tuple[Due, ...]:
        """The aliases that time alone has changed, the longest due first."""
        waiting = [
            (chart.next_look, place[0], chart.alias)
            for place, chart in self._charts.items()
            if clinic_id in (None, place[0]) and _is_due(chart, on)
        ]
        waiting.sort(key=lambda each: (each[0] or date.min, each[1], each[2]))
        return tuple(Due(id_, alias) for _, id_, alias in waiting[:limit])

    async def timed(self, at: datetime, limit: int) -> tuple[Due, ...]:
        """The aliases due today; every clinic here keeps the time of the instant."""
        return await self.due(None, at.date(), limit)

    async def ending(
        self, clinic_id: int, between: tuple[date, date], limit: int
    ) -> tuple[Ending, ...]:
        """The authorizations of open charts that end between two days, the first to end first."""
        first, last = between
        found = [
            Ending(chart.alias, s.window.last, s.left)
            for place, chart in self._charts.items()
            if place[0] == clinic_id and not chart.closed
            for s in self._standings[place]
            if s.limit.id.startswith("authorization/") and s.left > 0 and s.window.last
            if first <= s.window.last <= last
        ]
        return tuple(sorted(found, key=lambda each: (each.last, key(each.alias)))[:limit])

    async def payers(self, clinic_id: int) -> tuple[str, ...]:
        """The payers that open charts of the clinic have."""
        open_ = [c for (id_, _), c in self._charts.items() if id_ == clinic_id and not c.closed]
        return tuple(sorted({chart.payer for chart in open_ if chart.payer}))

    async def recall(self, prints: Mapping[str, str]) -> int:
        """Nothing was counted by other facts: what is kept in memory begins with these."""
        del prints
        return 0

    async def set_cap(self, clinic_id: int, cap: Cap, by: By) -> None:  # noqa: ARG002 - no audit here
        """Set a cap of the clinic's own; those whom it holds for become due."""
        if cap.scope is Scope.ALIAS and (clinic_id, key(cap.subject)) not in self._charts:
            raise NoSuchAlias(cap.subject)
        if cap.scope is Scope.ALIAS:
            cap = replace(cap, subject=self._charts[clinic_id, key(cap.subject)].alias)
        kept = [*self._without(clinic_id, cap), cap]
        self._caps[clinic_id] = tuple(sorted(kept, key=_same))
        self._make_due(clinic_id, cap)

    async def drop_cap(self, clinic_id: int, cap: Cap, by: By) -> None:  # noqa: ARG002 - the same
        """Take a cap back; those whom it held for become due."""
        self._caps[clinic_id] = tuple(self._without(clinic_id, cap))
        self._make_due(clinic_id, cap)

    async def count_anew(self, clinic_id: int, payer: str) -> None:
        """Make everybody with a payer due."""
        for (id_, alias), chart in list(self._charts.items()):
            if id_ == clinic_id and chart.payer == payer:
                self._charts[id_, alias] = replace(chart, next_look=date.min)

    async def caps(self, clinic_id: int) -> tuple[Cap, ...]:
        """The caps that the clinic set itself."""
        return self._caps.get(clinic_id, ())

    async def member_last_session(self, clinic_id: int, user: str) -> tuple[str, int] | None:
        """The alias and number of the session that a member logged last and nobody voided."""
        for id_, alias, number in reversed(self._order):
            chart = self._charts[id_, alias]
            entry, session = chart.log_of(number), chart.session(number)
            if id_ == clinic_id and entry and entry.by == user and session and not session.voided:
                return chart.alias, number
        return None

    def _keep(self, place: tuple[int, str], chart: Chart, count: Count, by: By) -> Chart:
        caps = self._caps.get(place[0], ())
        chart = replace(chart, caps=caps, version=chart.version + 1)
        current = tuple(each for each in count(chart, by.on) if each.on == by.on)
        chart = replace(chart, counted_on=by.on, next_look=next_look(chart, current, by.on))
        self._charts[place], self._standings[place] = chart, current
        return chart

    def _row(self, place: tuple[int, str], chart: Chart, on: date) -> BoardRow:
        tightest = binding(self._standings[place])
        is_due = _is_due(chart, on)
        if tightest is None:
            return BoardRow(chart.alias, chart.payer, "", None, None, None, None, is_due)
        return BoardRow(
            chart.alias,
            chart.payer,
            tightest.limit.id,
            tightest.used,
            tightest.allowed,
            tightest.left,
            tightest.resets,
            is_due,
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
            if place[0] == clinic_id and cap.holds_for(chart):
                self._charts[place] = replace(chart, next_look=date.min)


def _rank(row: BoardRow) -> tuple[int, str]:
    return (NO_LIMIT if row.left is None else row.left, key(row.alias))


def _same(cap: Cap) -> tuple[str, str, str]:
    """Two caps that share this take each other's place."""
    return cap.scope.value, key(cap.subject), spell(cap.window)


def _is_due(chart: Chart, on: date) -> bool:
    return chart.next_look is not None and chart.next_look <= on


class MemoryRecords:
    """What a clinic has set, kept in memory: no more of the records than handlers change."""

    def __init__(self) -> None:
        self._set: dict[str, str | None] = {}

    async def seat(
        self, platform: Platform, workspace: str, user: str, *, role: Role, at: datetime
    ) -> tuple[Clinic, Member]:
        """Nobody sits down here: tests bring their clinic and member."""
        raise NotImplementedError

    async def clinic(self, clinic_id: int) -> Clinic:
        """The clinic with what was set."""
        return self.as_set(Clinic(clinic_id, Platform.CONSOLE, "clinic"))

    async def set_defaults(
        self,
        clinic_id: int,
        *,
        actor: str,  # noqa: ARG002 - the port names it
        at: datetime,  # noqa: ARG002 - the same
        **defaults: Unpack[Defaults],
    ) -> Clinic:
        """Change the clinic's defaults."""
        self._set |= dict(defaults)  # type: ignore[arg-type]
        return self.as_set(Clinic(clinic_id, Platform.CONSOLE, "clinic"))

    async def audit(self, clinic_id: int) -> list[AuditEntry]:  # noqa: ARG002 - the same
        """Nothing is written down."""
        return []

    def as_set(self, clinic: Clinic) -> Clinic:
        """The clinic with what was set."""
        return replace(clinic, readings=read_readings(self._set.get("readings")))
