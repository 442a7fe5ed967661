"""Queries over many charts: the board, who is due a recount, what ends, recent sessions."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date, datetime, timedelta
from itertools import groupby
from operator import itemgetter
from zoneinfo import ZoneInfo

from tortoise.expressions import F
from tortoise.functions import Count

from models import ports
from models.coverage.plan_kind import PlanKind
from models.storage.engine.unreachable import reaching_records
from models.storage.sql import Row, day, fetch, fetch_at_once, some_day
from models.storage.statements import board
from models.storage.statements import charts as statements
from models.storage.tables import AliasRow, ClinicRow, StandingRow
from models.visits.limit import LimitKind, id_of
from models.visits.rollover import StoredStanding
from models.visits.standing import DAWN

_START = (-ports.NO_LIMIT, "")
_BOARDS = {
    (False, False): board.BOARD,
    (False, True): board.BOARD_OF_PAYER,
    (True, False): board.BOARD_OVER,
    (True, True): board.BOARD_OVER_OF_PAYER,
}

_DAY = timedelta(days=1)


@reaching_records
class ChartQueries:
    """Reads of many charts. Every method raises `RecordsUnreachable`."""

    async def aliases(self, clinic_id: int) -> tuple[str, ...]:
        """Every alias of the clinic, as it is spelled."""
        rows = AliasRow.filter(clinic_id=clinic_id).order_by("key")
        return tuple(map(str, await rows.values_list("text", flat=True)))

    async def logged_between(self, clinic_id: int, first: date, last: date) -> tuple[int, int]:
        """How many sessions of some days are not voided, and of how many aliases."""
        days = {"first": first, "last": last}
        (row,) = await fetch(statements.LOGGED_BETWEEN, clinic_id=clinic_id, **days)
        return row["sessions"], row["aliases"]

    async def board(self, clinic_id: int, on: date, part: ports.Slice) -> ports.BoardPage:
        """One page of the open charts, read by an index in the order in which it is shown."""
        left, after = part.after or _START
        rows = await fetch_at_once(
            _BOARDS[part.over, part.payer is not None],
            clinic_id=clinic_id,
            left=left,
            after=after,
            payer=part.payer,
            on=on,
            limit=part.limit + 1,
            dawn=DAWN,
        )
        page = rows[: part.limit]
        more = (page[-1]["left_now"], page[-1]["key"]) if len(rows) > len(page) else None
        return ports.BoardPage(tuple(_board_row(row, on) for row in page), more)

    async def due(self, clinic_id: int | None, on: date, limit: int) -> tuple[ports.DueChart, ...]:
        """The aliases to count anew, the longest due first; of every clinic where None is named."""
        statement = statements.DUE_IN_CLINIC if clinic_id else statements.DUE_ANYWHERE
        rows = await fetch_at_once(statement, clinic_id=clinic_id, on=on, limit=limit)
        return tuple(ports.DueChart(row["clinic_id"], row["text"]) for row in rows)

    async def timed(self, at: datetime, limit: int) -> tuple[ports.DueChart, ...]:
        """The aliases due by their clinic's own calendar, the longest due first.

        Two dates are today in the United States, three in the world, so that few rows are read
        that are not due.
        """
        zones = await ClinicRow.all().distinct().values_list("time_zone", flat=True)
        days = {str(zone): at.astimezone(ZoneInfo(str(zone))).date() for zone in zones}
        if not days:
            return ()
        statement, values = timed_statement(days)
        rows = await fetch(statement, **values, limit=limit)
        return tuple(ports.DueChart(row["clinic_id"], row["text"]) for row in rows)

    async def ending(
        self, clinic_id: int, between: tuple[date, date], limit: int
    ) -> tuple[ports.EndingAuthorization, ...]:
        """The authorizations of open charts that end between two days, the first to end first."""
        standings = StandingRow.filter(
            clinic_id=clinic_id,
            limit_key__startswith=f"{id_of(LimitKind.AUTHORIZATION)}/",
            window_last__range=between,
            holds=True,
            used__lt=F("allowed"),
            alias__clinic_id=clinic_id,
            alias__is_open=True,
        )
        rows = (
            await standings.order_by("window_last", "alias__key")
            .limit(limit)
            .values_list("alias__text", "window_last", "allowed", "used")
        )
        return tuple(
            ports.EndingAuthorization(alias, last, allowed - used)
            for alias, last, allowed, used in rows
        )

    async def open_aliases(
        self, clinic_id: int, on: date, then: date
    ) -> tuple[ports.OpenAlias, ...]:
        """Every open chart with its standings of windows that are not over. See `Charts`."""
        granted = f"{id_of(LimitKind.AUTHORIZATION)}/"
        days = {"on": on, "day": then, "dawn": DAWN}
        rows = await fetch(board.OPEN_ALIASES, clinic_id=clinic_id, granted=granted, **days)
        return tuple(_open_alias(list(group)) for _, group in groupby(rows, itemgetter("text")))

    async def payers(self, clinic_id: int) -> tuple[str, ...]:
        """The payers that open charts of the clinic have."""
        charts = AliasRow.filter(clinic_id=clinic_id, is_open=True, payer__isnull=False)
        payers = await charts.order_by("payer").distinct().values_list("payer", flat=True)
        return tuple(map(str, payers))

    async def patients_by_payer(self, clinic_id: int) -> Mapping[str, int]:
        """How many open charts have each payer."""
        charts = AliasRow.filter(clinic_id=clinic_id, is_open=True, payer__isnull=False)
        counted = charts.annotate(number=Count("id")).group_by("payer")
        return {
            str(payer): number for payer, number in await counted.values_list("payer", "number")
        }

    async def member_sessions(
        self, clinic_id: int, user: str, limit: int
    ) -> tuple[ports.RecentSession, ...]:
        """The sessions that a member logged last and nobody voided, the latest first."""
        rows = await fetch(statements.LAST_SESSIONS, clinic_id=clinic_id, user=user, limit=limit)
        return tuple(
            ports.RecentSession(row["text"], row["number"], some_day(row["on_date"]))
            for row in rows
        )


def timed_statement(days: dict[str, date]) -> tuple[str, dict[str, object]]:
    """What finds the charts that are due by these time zones' days, and its values."""
    first, last = min(days.values()), max(days.values())
    ahead = sorted({today for today in days.values() if today > first})
    values: dict[str, object] = {"first": first, "last": last}
    for n, today in enumerate(ahead):
        zones = [zone for zone, there in sorted(days.items()) if there == today]
        values |= {f"zones_{n}": zones, f"today_{n}": today}
    clauses = "".join(statements.AHEAD.format(n) for n in range(len(ahead)))
    return statements.TIMED.format(clauses), values


def _open_alias(rows: list[Row]) -> ports.OpenAlias:
    first = rows[0]
    by_date, other = bool(first["has_periods"]), day(first["other_from"])
    return ports.OpenAlias(
        first["text"],
        first["payer"],
        first["second"],
        tuple(_stored(rows, None if by_date else first["payer"])),
        payer_then=first["first_then"] if by_date else first["payer"],
        second_then=first["second_then"],
        since=day(first["first_since"]),
        is_self_pay=first["plan_then" if by_date else "plan"] == PlanKind.SELF_PAY,
        until=other - _DAY if other else None,
    )


def _stored(rows: Iterable[Row], always: str | None) -> Iterable[StoredStanding]:
    """The counts that run, and what is granted to come; `always`: the one payer of all days."""
    for row in rows:
        if row["limit_key"] is not None:  # an alias without any limit has one row, without one
            yield StoredStanding(
                row["limit_key"],
                some_day(row["window_first"]),
                day(row["window_last"]),
                row["used"],
                row["allowed"],
                day(row["resets"]),
                day(row["leaves_on"]),
                row["giver"] or always,
            )


def _board_row(row: Row, on: date) -> ports.BoardRow:
    look = day(row["next_look"])
    shown = ports.BoardRow(
        row["text"],
        row["payer"],
        row["binding_limit"],
        row["used_now"],
        row["allowed_now"],
        row["left_now"],
        day(row["resets_now"]),
        is_due=look is not None and look <= on,
        booked=row["booked"],
        passes_on=day(row["passes_on"]),
        asked_on=day(row["asked_on"]),
        more_from=day(row["more_from"]),
        unpaid=row["unpaid"],
        unauthorized=row["unauthorized"],
        of_former=row["of_former"],
        giver=row["giver"],
        is_self_pay=not row["payer"] and row["plan"] == PlanKind.SELF_PAY,
    )
    return (
        replace(shown, used=None, allowed=None, left=None)
        if shown.left == ports.NO_LIMIT
        else shown
    )
