"""Writes what changed in a chart: its events, and how it stands after them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import singledispatch

from models.ports import NO_LIMIT
from models.storage.sql import execute
from models.visits.balance_source import unspell
from models.visits.cap import CapScope
from models.visits.chart import Chart, DoneBy, key
from models.visits.events import (
    AuthorizationAdded,
    BalanceAdded,
    ChartClosed,
    ChartReopened,
    EpisodeOpened,
    Event,
    ImprovementNoted,
    SessionLogged,
    SessionVoided,
)
from models.visits.limit import Pool
from models.visits.next_look import next_look
from models.visits.standing import DAWN, Standing, binding
from models.visits.void_reason import VoidReason
from models.visits.word_list import canonical

_SESSION = """
    INSERT INTO session (clinic_id, alias_id, number, on_date, ordinal, codes, discipline, units,
        logged_by, logged_at, request, voided)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, '')"""
_VOID = """
    UPDATE session SET voided = ?, voided_by = ?, voided_at = ?, void_request = ?, ordinal = NULL
    WHERE clinic_id = ? AND alias_id = ? AND number = ?"""
_AUTHORIZATION = """
    INSERT INTO "authorization" (clinic_id, alias_id, key, number, first_on, last_on, codes,
        disciplines, unit, told_by, told_at)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"""
_BALANCE = """
    INSERT INTO balance (clinic_id, alias_id, used, as_of, source, includes_ours, codes,
        disciplines, told_by, told_at)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"""
_IMPROVING = """
    INSERT INTO improving (clinic_id, alias_id, on_date, noted_by, noted_at)
    VALUES (?, ?, ?, ?, ?)"""
_NO_EPISODES = "DELETE FROM episode WHERE clinic_id = ? AND alias_id = ?"
_EPISODE = "INSERT INTO episode (clinic_id, alias_id, first_on, last_on) VALUES (?, ?, ?, ?)"

_ALIAS = """
    UPDATE alias SET payer = ?, condition = ?, plan = ?, benefit_month = ?, benefit_day = ?,
        closed_on = ?, is_open = ?, version = ?, counted_on = ?, next_look = ?,
        binding_limit = ?, used_now = ?, allowed_now = ?, left_now = ?, resets_now = ?
    WHERE clinic_id = ? AND id = ?"""
_STANDINGS = """
    INSERT INTO standing (clinic_id, alias_id, limit_key, window_first, window_last, used, allowed,
        resets, leaves_on, holds, version)
    VALUES {}
    ON CONFLICT (clinic_id, alias_id, limit_key, window_first) DO UPDATE SET
        window_last = excluded.window_last, used = excluded.used, allowed = excluded.allowed,
        resets = excluded.resets, leaves_on = excluded.leaves_on, holds = excluded.holds,
        version = excluded.version"""
_NOT_COUNTED = """
    UPDATE standing SET used = 0, holds = FALSE, version = ?
    WHERE clinic_id = ? AND alias_id = ? AND version < ? AND holds = TRUE"""

# Locked in one order, or two who change many at once would deadlock.
_COUNT_ANEW = """
    UPDATE alias SET next_look = ? WHERE clinic_id = ? AND id IN (
        SELECT id FROM alias WHERE clinic_id = ?{} ORDER BY id FOR NO KEY UPDATE)"""
_CODE = re.compile(r"[A-Z0-9]{5}")
_WHOSE = {CapScope.CLINIC: "", CapScope.PAYER: " AND payer = ?", CapScope.ALIAS: " AND key = ?"}


@dataclass(frozen=True, slots=True)
class WrittenChart:
    """What is kept of a standing, beside the limit and the first day of the window."""

    window_last: date | None
    used: int
    allowed: int
    resets: date | None
    leaves_on: date | None


def kept(standings: Iterable[Standing]) -> dict[tuple[str, date], WrittenChart]:
    """The standings as they are kept, by limit and first day of the window.

    A stretch that the first visit has yet to open is no window, and moves with the day.
    """
    return {
        (each.limit.id, each.opened): WrittenChart(
            None if each.limit.window.rolls else each.window.last,
            each.used,
            each.allowed,
            each.resets,
            each.leaves_on,
        )
        for each in standings
        if each.used or not each.limit.window.waits
    }


def tightest(standings: Iterable[Standing], on: date) -> Standing | None:
    """The one that binds on the day, which is what the board shows."""
    return binding(each for each in standings if each.on == on)


async def write_events(chart: Chart, events: Iterable[Event], by: DoneBy) -> None:
    """Write each event; `chart` is as it is after them."""
    for event in events:
        await _write(event, chart, by)


async def write_count(chart: Chart, standings: Sequence[Standing], on: date) -> date | None:
    """Write how a chart stands: the alias row, the standings, and those that no longer hold.

    Returns the next day to look.
    """
    look = next_look(chart, [s for s in standings if s.on == on], on)
    bound = tightest(standings, on)
    month, day = chart.benefit_year or (None, None)
    values: list[object] = [chart.payer, chart.condition, chart.plan, month, day]
    values += [chart.closed, chart.closed is None, chart.version, on, look]
    await execute(_ALIAS, [*values, *_bound(bound), chart.clinic_id, chart.id])
    here = (chart.clinic_id, chart.id)
    rows = [
        (*here, limit, first, k.window_last, k.used, k.allowed, k.resets, k.leaves_on)
        for (limit, first), k in kept(standings).items()
    ]
    if rows:
        places = ", ".join([f"(?, ?, ?, ?, ?, ?, ?, ?, ?, TRUE, {chart.version:d})"] * len(rows))
        await execute(_STANDINGS.format(places), [value for row in rows for value in row])
    await execute(_NOT_COUNTED, [chart.version, *here, chart.version])
    return look


async def count_anew(clinic_id: int, scope: CapScope = CapScope.CLINIC, subject: str = "") -> None:
    """Make due those whose limits have changed. The alias rows are locked until the end."""
    whose = [key(subject) if scope is CapScope.ALIAS else subject] if subject else []
    await execute(_COUNT_ANEW.format(_WHOSE[scope]), [DAWN, clinic_id, clinic_id, *whose])


def _bound(bound: Standing | None) -> list[object]:
    if bound is None:
        return ["", 0, 0, NO_LIMIT, None]
    return [bound.limit.id, bound.used, bound.allowed, bound.left, bound.resets]


def _pool(pool: Pool) -> list[str]:
    return [_codes(pool.codes), " ".join(pool.disciplines)]


def _codes(codes: Sequence[str]) -> str:
    """The codes as they are kept. Raises ValueError for what cannot be one."""
    if not all(map(_CODE.fullmatch, codes)):
        raise ValueError("a code has five letters and digits")
    return " ".join(codes)


@singledispatch
async def _write(_event: object, _chart: Chart, _by: DoneBy) -> None:
    """Nothing but the alias row keeps this event, and that is written with the count."""


@_write.register
async def _(event: SessionLogged, chart: Chart, by: DoneBy) -> None:
    s = event.session
    values: list[object] = [
        chart.clinic_id,
        chart.id,
        s.number,
        s.on,
        event.ordinal,
        _codes(s.codes),
    ]
    values += [s.discipline.value if s.discipline else None, s.units]
    await execute(_SESSION, [*values, by.actor, by.at, event.request or None])


@_write.register
async def _(event: SessionVoided, chart: Chart, by: DoneBy) -> None:
    reason = canonical(VoidReason, event.reason)
    if reason is None:  # what is on no list is never kept
        raise ValueError("a session is void for a reason of the list")
    values = [reason.value, by.actor, by.at, event.request or None]
    await execute(_VOID, [*values, chart.clinic_id, chart.id, event.number])


@_write.register
async def _(event: AuthorizationAdded, chart: Chart, by: DoneBy) -> None:
    a = event.authorization
    values = [chart.clinic_id, chart.id, a.id, a.number, a.period.first, a.period.last]
    await execute(_AUTHORIZATION, [*values, *_pool(a.pool), a.unit.value, by.actor, by.at])


@_write.register
async def _(event: BalanceAdded, chart: Chart, by: DoneBy) -> None:
    b = event.balance
    if unspell(b.source) is None:  # what is on no list is never kept
        raise ValueError("a balance comes from a source of the list")
    values = [chart.clinic_id, chart.id, b.used, b.as_of, b.source, b.includes_ours]
    await execute(_BALANCE, [*values, *_pool(b.pool), by.actor, by.at])


@_write.register
async def _(event: ImprovementNoted, chart: Chart, by: DoneBy) -> None:
    await execute(_IMPROVING, [chart.clinic_id, chart.id, event.on, by.actor, by.at])


@_write.register(EpisodeOpened)
@_write.register(ChartClosed)
@_write.register(ChartReopened)
async def _(_event: object, chart: Chart, _by: DoneBy) -> None:
    await execute(_NO_EPISODES, [chart.clinic_id, chart.id])
    for each in chart.history.episodes:
        await execute(_EPISODE, [chart.clinic_id, chart.id, each.first, each.last])
