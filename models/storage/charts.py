"""The cabinet: the charts of every clinic, in the database that is open.

One transaction changes a chart: it locks the alias row, reads the chart, asks what is to happen,
writes that, and writes how the chart then stands, counted anew from its sessions. So a standing
never disagrees with its sessions, whoever is killed in the middle. The audit comes last: see
`models/storage/audit_log.py`.

To log a session takes eight statements between BEGIN and COMMIT, however long the history: three
read (the alias row under its lock; the sessions; all else that is told, in one, with the audit's
newest row), five write (the session; the alias row; every standing, in one; those that no longer
hold; the audit). Notes of alerts are
further statements, where there are any to write. The rules that count are Python's, so the sessions
must be read before the standings can be written; and SQLite has no statement that writes to several
tables.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from zoneinfo import ZoneInfo

from tortoise.exceptions import IntegrityError
from tortoise.transactions import in_transaction

from models.alerts.revision import revise
from models.clinic.audit import AuditEvent, ChainHead, as_detail
from models.ports import (
    NO_LIMIT,
    BoardPage,
    BoardRow,
    DueChart,
    EndingAuthorization,
    ErasedClinic,
    RecentSession,
    Slice,
)
from models.privacy.alias_text import lookalike
from models.storage import alias_names, audit_log, erasing, forgetting, forgotten
from models.storage import handled_requests as requests
from models.storage.alerts import write_notes
from models.storage.chart_reader import cap_of, hold_chart, read_chart
from models.storage.chart_writer import count_anew, write_count, write_events
from models.storage.deeds import cap_deed, deed_of, opened
from models.storage.sql import Row, day, execute, fetch, shred
from models.storage.unreachable import reaching
from models.visits import chart as charts
from models.visits.cap import Cap, CapScope
from models.visits.changes import apply_new
from models.visits.chart import (
    AliasTaken,
    AlreadyDone,
    Chart,
    ChartOpening,
    Count,
    Decide,
    DoneBy,
    NoSuchAlias,
)
from models.visits.events import Event, SessionLogged, SessionVoided
from models.visits.window_text import spell

_OPENED_BY = "SELECT text FROM alias WHERE clinic_id = ? AND request = ?"
_OPEN = """
    INSERT INTO alias (clinic_id, key, text, lookalike, payer, condition, plan, benefit_month,
        benefit_day, opened_on, opened_by, opened_at, request, is_open, version, binding_limit,
        used_now, allowed_now, left_now)
    VALUES (?, ?, ?, ?, ?, ?, '', ?, ?, ?, ?, ?, ?, TRUE, 0, '', 0, 0, ?)
    ON CONFLICT DO NOTHING RETURNING id"""
_ALIASES = "SELECT text FROM alias WHERE clinic_id = ? ORDER BY key"
_DONE = """
    SELECT 1 FROM session WHERE clinic_id = ? AND request = ?
    UNION ALL SELECT 1 FROM session WHERE clinic_id = ? AND void_request = ?"""
_BOARD = """
    SELECT text, key, payer, binding_limit, used_now, allowed_now, left_now, resets_now, next_look
    FROM alias WHERE clinic_id = ? AND is_open = TRUE AND (left_now, key) > (?, ?){}
    ORDER BY left_now, key LIMIT ?"""
_START = (-NO_LIMIT, "")
_DUE = """
    SELECT clinic_id, text FROM alias WHERE {}next_look <= ? ORDER BY next_look LIMIT ?"""
_ZONES = "SELECT DISTINCT time_zone FROM clinic"
_TIMED = """
    SELECT a.clinic_id, a.text FROM alias a JOIN clinic c ON c.id = a.clinic_id
    WHERE a.next_look <= ? AND (a.next_look <= ?{})
    ORDER BY a.next_look LIMIT ?"""
_ENDING = """
    SELECT a.text, s.window_last, s.allowed - s.used AS left_there FROM standing s
    JOIN alias a ON a.clinic_id = s.clinic_id AND a.id = s.alias_id
    WHERE s.clinic_id = ? AND s.window_last BETWEEN ? AND ? AND s.holds = TRUE
        AND s.used < s.allowed AND s.limit_key LIKE 'authorization/%' AND a.is_open = TRUE
    ORDER BY s.window_last, a.key LIMIT ?"""
_PAYERS = """
    SELECT DISTINCT payer FROM alias
    WHERE clinic_id = ? AND is_open = TRUE AND payer IS NOT NULL ORDER BY payer"""
_COUNTED_BY_OTHERS = """
    SELECT id, counted_by FROM clinic WHERE counted_by IS NULL OR counted_by <> ? ORDER BY id"""
_COUNTED_BY = "UPDATE clinic SET counted_by = ? WHERE id = ?"
_LAST = """
    SELECT a.text, s.number, s.on_date FROM session s
    JOIN alias a ON a.clinic_id = s.clinic_id AND a.id = s.alias_id
    WHERE s.clinic_id = ? AND s.logged_by = ? AND s.voided = '' ORDER BY s.id DESC LIMIT ?"""
_CAPS = """
    SELECT subject AS name, number, set_on AS first_on, scope AS codes, per AS disciplines,
        set_by AS unit
    FROM cap WHERE clinic_id = ? ORDER BY scope, subject, per"""
_SET_CAP = """
    INSERT INTO cap (clinic_id, scope, subject, number, per, set_by, set_on, set_at)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?)
    ON CONFLICT (clinic_id, scope, subject, per) DO UPDATE SET number = excluded.number,
        set_by = excluded.set_by, set_on = excluded.set_on, set_at = excluded.set_at"""
_DROP_CAP = "DELETE FROM cap WHERE clinic_id = ? AND scope = ? AND subject = ? AND per = ?"


class ChartStore:
    """The charts. Every method raises `RecordsUnreachable` when the database does not answer."""

    async def start(self, clinic_id: int, opening: ChartOpening, count: Count, by: DoneBy) -> Chart:
        """Open a chart, or return the one that the same request opened before."""
        with reaching():
            async with audit_log.transaction():
                if not await _add(clinic_id, opening, by):
                    return await _opened_before(clinic_id, opening)
                if await forgotten.is_forgotten(clinic_id, opening.alias):
                    raise AliasTaken(opening.alias)
                await requests.claim(clinic_id, opening.request, by.at, "alias opened")
                chart, newest = await _held(clinic_id, opening.alias)
                await alias_names.refuse_taken(clinic_id, opening.alias, chart.id)
                chart = await _counted(chart, count, by, ())
                await audit_log.append(clinic_id, [opened(opening, chart.alias, by)], newest)
                return chart

    async def find(self, clinic_id: int, alias: str) -> Chart | None:
        """The chart of an alias. It waits for nobody: what is shown may be older than a moment."""
        with reaching():
            return await read_chart(clinic_id, alias)

    async def aliases(self, clinic_id: int) -> tuple[str, ...]:
        """Every alias of the clinic, as it is spelled."""
        with reaching():
            return tuple(row["text"] for row in await fetch(_ALIASES, [clinic_id]))

    async def amend(
        self, clinic_id: int, alias: str, decide: Decide, count: Count, by: DoneBy
    ) -> Chart:
        """Change a chart. See `models.ports.Charts`."""
        wanted: list[Event] = []
        with reaching():
            try:
                async with audit_log.transaction():
                    before, newest = await _held(clinic_id, alias)
                    wanted += decide(before)
                    chart, news = apply_new(before, wanted, by)
                    await _claim(chart, news, by)
                    await write_events(chart, news, by)
                    chart = await _counted(chart, count, by, news)
                    deeds = [deed_of(event, before, by) for event in news]
                    await audit_log.append(clinic_id, deeds, newest)
                    return chart
            except IntegrityError:
                # Charts are locked one by one: only a request heard on another can get here.
                if await _is_done(clinic_id, wanted):
                    raise AlreadyDone from None
                raise

    async def board(self, clinic_id: int, on: date, part: Slice) -> BoardPage:
        """One page of the open charts, read by an index in the order in which it is shown."""
        statement = _BOARD.format(" AND payer = ?" if part.payer else "")
        whose = [part.payer] if part.payer else []
        place = part.after or _START
        with reaching():
            rows = await fetch(statement, [clinic_id, *place, *whose, part.limit + 1])
        page = rows[: part.limit]
        more = (page[-1]["left_now"], page[-1]["key"]) if len(rows) > len(page) else None
        return BoardPage(tuple(_board_row(row, on) for row in page), more)

    async def due(self, clinic_id: int | None, on: date, limit: int) -> tuple[DueChart, ...]:
        """The aliases to count anew, the longest due first."""
        where, whose = ("clinic_id = ? AND ", [clinic_id]) if clinic_id else ("", [])
        with reaching():
            rows = await fetch(_DUE.format(where), [*whose, on, limit])
        return tuple(DueChart(row["clinic_id"], row["text"]) for row in rows)

    async def forget(self, clinic_id: int, alias: str, by: DoneBy) -> str:
        """Erase everything kept of an alias. See `models.ports.Charts`."""
        with reaching():
            async with audit_log.transaction():
                chart = await _locked(clinic_id, alias)
                await forgetting.forget(chart, by)
            await shred()
        return chart.alias

    async def erase(self, clinic_id: int, at: datetime) -> ErasedClinic:
        """Erase a whole clinic. See `models/storage/erasing.py`."""
        with reaching():
            return await erasing.begin(clinic_id, at)

    async def finish_erasing(self, clinic_id: int | None = None) -> int:
        """Remove what is left of erased clinics. See `models.ports.Charts`."""
        with reaching():
            return await erasing.finish(clinic_id)

    async def rename(self, clinic_id: int, alias: str, new: str, by: DoneBy) -> Chart:
        """Give a chart another alias. See `models.ports.Charts`."""
        with reaching():
            try:
                async with audit_log.transaction():
                    chart = await _locked(clinic_id, alias)
                    if chart.alias != new:
                        await requests.claim(clinic_id, by.request, by.at, "renamed", chart.id)
                        await alias_names.rename(chart, new, by)
                        detail = as_detail({"from": chart.alias})
                        deed = AuditEvent(by.at, by.actor, alias_names.RENAMED, new, detail)
                        await audit_log.append(clinic_id, [deed])
                    return await _locked(clinic_id, new)
            except IntegrityError:
                raise AliasTaken(new) from None

    async def given_before(self, clinic_id: int, names: Collection[str]) -> frozenset[str]:
        """Those of these names that a chart of the clinic had before it was renamed."""
        with reaching():
            return await alias_names.given_before(clinic_id, names)

    async def is_used_up(self, clinic_id: int, name: str) -> bool:
        """Whether a chart of the clinic had this name and it is not given again."""
        with reaching():
            renamed = await alias_names.given_before(clinic_id, {name})
            return bool(renamed) or await forgotten.is_forgotten(clinic_id, name)

    async def timed(self, at: datetime, limit: int) -> tuple[DueChart, ...]:
        """The aliases due by their clinic's own calendar.

        Two dates are today in the United States, three in the world, so that few rows are read
        that are not due.
        """
        with reaching():
            zones = [row["time_zone"] for row in await fetch(_ZONES)]
            days = {zone: at.astimezone(ZoneInfo(zone)).date() for zone in zones}
            if not days:
                return ()
            first, last = min(days.values()), max(days.values())
            ahead = [(zone, today) for zone, today in sorted(days.items()) if today > first]
            statement = _TIMED.format(" OR (c.time_zone = ? AND a.next_look <= ?)" * len(ahead))
            values = [value for pair in ahead for value in pair]
            rows = await fetch(statement, [last, first, *values, limit])
        return tuple(DueChart(row["clinic_id"], row["text"]) for row in rows)

    async def ending(
        self, clinic_id: int, between: tuple[date, date], limit: int
    ) -> tuple[EndingAuthorization, ...]:
        """The authorizations of open charts that end between two days, the first to end first."""
        with reaching():
            rows = await fetch(_ENDING, [clinic_id, *between, limit])
        return tuple(
            EndingAuthorization(
                row["text"], day(row["window_last"]) or between[1], row["left_there"]
            )
            for row in rows
        )

    async def payers(self, clinic_id: int) -> tuple[str, ...]:
        """The payers that open charts of the clinic have."""
        with reaching():
            return tuple(row["payer"] for row in await fetch(_PAYERS, [clinic_id]))

    async def recall(self, prints: Mapping[str, str]) -> int:
        """Make everybody due whose payer's limits are not those counted by."""
        now = json.dumps(prints, sort_keys=True, separators=(",", ":"))
        with reaching():
            clinics = await fetch(_COUNTED_BY_OTHERS, [now])
            for row in clinics:
                changed = _changed(row["counted_by"], prints)
                async with in_transaction():
                    for payer in changed:
                        await count_anew(
                            row["id"], CapScope.PAYER if payer else CapScope.CLINIC, payer
                        )
                    await execute(_COUNTED_BY, [now, row["id"]])
        return len(clinics)

    async def set_cap(self, clinic_id: int, cap: Cap, by: DoneBy) -> None:
        """Set a cap; those whom it holds for become due."""
        with reaching():
            async with audit_log.transaction():
                cap = await _spelled_as_here(clinic_id, cap)
                await requests.claim(clinic_id, by.request, by.at, "cap set", cap.id, cap.number)
                row = [clinic_id, cap.scope.value, cap.subject, cap.number]
                await execute(_SET_CAP, [*row, spell(cap.window), cap.set_by, cap.set_on, by.at])
                await count_anew(clinic_id, cap.scope, cap.subject)
                await audit_log.append(clinic_id, [cap_deed(cap, by, is_set=True)])

    async def drop_cap(self, clinic_id: int, cap: Cap, by: DoneBy) -> None:
        """Take a cap back; those whom it held for become due."""
        with reaching():
            async with audit_log.transaction():
                cap = await _spelled_as_here(clinic_id, cap)
                await requests.claim(clinic_id, by.request, by.at, "cap dropped", cap.id)
                row = [clinic_id, cap.scope.value, cap.subject]
                await execute(_DROP_CAP, [*row, spell(cap.window)])
                await count_anew(clinic_id, cap.scope, cap.subject)
                await audit_log.append(clinic_id, [cap_deed(cap, by, is_set=False)])

    async def count_anew(self, clinic_id: int, payer: str) -> None:
        """Make everybody with a payer due."""
        with reaching():
            async with in_transaction():
                await count_anew(clinic_id, CapScope.PAYER, payer)

    async def caps(self, clinic_id: int) -> tuple[Cap, ...]:
        """The caps that the clinic set itself."""
        with reaching():
            return tuple(cap_of(row) for row in await fetch(_CAPS, [clinic_id]))

    async def member_sessions(
        self, clinic_id: int, user: str, limit: int
    ) -> tuple[RecentSession, ...]:
        """The sessions that a member logged last and nobody voided, the latest first."""
        with reaching():
            rows = await fetch(_LAST, [clinic_id, user, limit])
        return tuple(
            RecentSession(row["text"], row["number"], day(row["on_date"]) or date.min)
            for row in rows
        )


async def _add(clinic_id: int, opening: ChartOpening, by: DoneBy) -> bool:
    """Add the alias row; False if the alias or the request has one."""
    month, first = opening.benefit_year or (None, None)
    values: list[object] = [clinic_id, charts.key(opening.alias), opening.alias]
    values += [lookalike(opening.alias), opening.payer, opening.condition, month, first]
    values += [by.on, by.actor, by.at, opening.request or None, NO_LIMIT]
    return bool(await fetch(_OPEN, values))


async def _opened_before(clinic_id: int, opening: ChartOpening) -> Chart:
    rows = await fetch(_OPENED_BY, [clinic_id, opening.request]) if opening.request else []
    if not rows:
        raise AliasTaken(opening.alias)
    return await _locked(clinic_id, rows[0]["text"])


async def _locked(clinic_id: int, alias: str) -> Chart:
    return (await _held(clinic_id, alias))[0]


async def _held(clinic_id: int, alias: str) -> tuple[Chart, ChainHead | None]:
    """The chart under its lock, and the clinic's newest deed."""
    held = await hold_chart(clinic_id, alias)
    if held is None:
        raise NoSuchAlias(alias)
    return held


async def _counted(chart: Chart, count: Count, by: DoneBy, news: Sequence[Event]) -> Chart:
    """Count the chart anew, write that and what it warns of, and return it with the day of it."""
    counted = replace(chart, version=chart.version + 1, counted_on=by.on)
    standings = count(counted, by.on)
    look = await write_count(counted, standings, by.on)
    current = [each for each in standings if each.on == by.on]
    await write_notes(counted, revise(counted, current, news, by), by.at)
    return replace(counted, next_look=look)


async def _claim(chart: Chart, news: Sequence[Event], by: DoneBy) -> None:
    """Raise `AlreadyDone` where the request made this happen before, and it was undone since."""
    news = [each for each in news if not isinstance(each, SessionLogged | SessionVoided)]
    if news:
        await requests.claim(chart.clinic_id, by.request, by.at, chart.id, *news)


async def _is_done(clinic_id: int, wanted: Iterable[Event]) -> bool:
    """Whether one of the requests was carried out, on whatever chart."""
    requests = [e.request for e in wanted if isinstance(e, SessionLogged | SessionVoided)]
    for request in filter(None, requests):
        if await fetch(_DONE, [clinic_id, request] * 2):
            return True
    return False


def _changed(counted_by: str | None, prints: Mapping[str, str]) -> list[str]:
    """The payers whose limits have changed; empty text, for all, where nobody knows."""
    if counted_by is None:
        return [""]
    before = json.loads(counted_by)
    return sorted(payer for payer, text in prints.items() if before.get(payer) != text)


async def _spelled_as_here(clinic_id: int, cap: Cap) -> Cap:
    """The cap with its alias as the clinic spells it."""
    if cap.scope is not CapScope.ALIAS:
        return cap
    return replace(cap, subject=(await _locked(clinic_id, cap.subject)).alias)


def _board_row(row: Row, on: date) -> BoardRow:
    look = day(row["next_look"])
    found = BoardRow(
        row["text"],
        row["payer"],
        row["binding_limit"],
        row["used_now"],
        row["allowed_now"],
        row["left_now"],
        day(row["resets_now"]),
        is_due=look is not None and look <= on,
    )
    if found.left == NO_LIMIT:
        return replace(found, used=None, allowed=None, left=None)
    return found
