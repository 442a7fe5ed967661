"""Which columns of a CSV row make an alias, an authorization, a balance or a session."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date

from bot.cli.records import files
from bot.cli.records.cells import CellReader
from bot.cli.records.files import CsvRow
from bot.cli.records.row_refused import RowRefused, entry_named
from models.period import Period
from models.visits import events
from models.visits.authorization import TOO_LONG, Authorization, is_too_long
from models.visits.balance import Balance
from models.visits.booking import AHEAD
from models.visits.chart import ChartOpening
from models.visits.count_check import CheckOutcome, CountCheck
from models.visits.limit import EVERYTHING, Unit
from models.visits.payer_periods import PayerPeriod, PayerPeriods
from models.visits.plan_of_care import PlanEntry, PlanNoted, PlanStep
from models.visits.session import Discipline, Session
from models.visits.visit_request import RequestState, VisitRequest

_STATUS = re.compile(r"(?P<gone>withdrawn)|replaced by (?P<by>[0-9]{1,3})|")


@dataclass(frozen=True, slots=True)
class AliasRow:
    """What a row of aliases.csv says of an alias."""

    opening: ChartOpening
    plan: str = ""
    closed: date | None = None
    improving: tuple[date, ...] = ()
    episodes: tuple[Period, ...] = ()
    payers: PayerPeriods = ()
    secondary: PayerPeriods = ()


@dataclass(frozen=True, slots=True)
class SessionRow:
    """A row of sessions.csv; `again` says that it is a further session of its day."""

    session: Session
    again: bool


@dataclass(frozen=True, slots=True)
class AuthorizationRow:
    """A row of authorizations.csv: its number in the file, and what became of it; 0 for none."""

    authorization: Authorization
    number: int = 0
    replaced_by: int = 0
    is_withdrawn: bool = False


ImportedRow = (
    AliasRow
    | AuthorizationRow
    | events.BalanceAdded
    | SessionRow
    | events.VisitsBooked
    | events.BookingsCancelled
    | PlanNoted
    | events.VisitsRequested
    | events.CountsCompared
)


def interpret(row: CsvRow, alias: str, cells: CellReader) -> ImportedRow:
    """What a row says of its alias. Raises `RowRefused`."""
    return _READERS[row.file](row, alias, cells)


def _alias_row(row: CsvRow, alias: str, cells: CellReader) -> AliasRow:
    closed = cells.past_day(row, "closed") if row.text("closed") else None
    payer, condition = cells.payer(row), cells.condition(row)
    opening = ChartOpening(alias, payer, condition, cells.month_and_day(row, "year_from"))
    return AliasRow(
        opening,
        cells.plan(row, payer),
        closed,
        tuple(cells.past_day(row, "improving", day) for day in row.listed("improving")),
        tuple(_episodes(row, cells)),
        tuple(_payers(row, cells, "payers")),
        tuple(_payers(row, cells, "secondary")),
    )


def _payers(row: CsvRow, cells: CellReader, column: str) -> Iterator[PayerPeriod]:
    """Several payers by date. The first pays from the start, and each next one later."""
    before: date | None = None
    for text in row.listed(column):
        name, since, day = text.partition(" from ")
        first = cells.day(row, column, day) if since else None
        if before and (first is None or first <= before):
            raise RowRefused(column, "are not in the order of their days.")
        before = first or date.min
        name, _, plan = name.partition(files.PLAN_BEHIND)
        payer = None if name == files.NO_PAYER else cells.payer(row, column, name)
        yield PayerPeriod(payer, first, cells.plan(row, payer, column, plan) if plan else "")


def _episodes(row: CsvRow, cells: CellReader) -> Iterator[Period]:
    for text in row.listed("episodes"):
        first_text, to, last_text = text.partition(" to ")
        first = cells.past_day(row, "episodes", first_text)
        last = cells.past_day(row, "episodes", last_text) if to else None
        if last and last < first:
            raise RowRefused("episodes", "has one that ends before it begins.")
        yield Period(first, last)


def _authorization(row: CsvRow, _alias: str, cells: CellReader) -> AuthorizationRow:
    number, first = cells.number(row, "visits", 1), cells.day(row, "first")
    last = cells.day(row, "last") if row.text("last") else None
    if last and last < first:
        raise RowRefused("last", "lies before the first day.")
    period = Period(first, last)
    if is_too_long(period):
        raise RowRefused("last", f"lies too far ahead. {TOO_LONG}")
    unit = entry_named(Unit, "unit", row.text("unit") or Unit.VISIT.value)
    pool = cells.pool(row)
    parts = [f"{number}", f"{first}", f"{last}"]
    id_ = "/".join(parts if unit is Unit.VISIT else [*parts, unit.value])
    granted_by = cells.payer(row, "granted_by") or ""
    serial = cells.number(row, "number", 1) if row.text("number") else 0
    status = _STATUS.fullmatch(row.text("status").casefold())
    if status is None:
        raise cells.refusal(row, "status", "is neither empty, withdrawn, nor replaced by a number.")
    return AuthorizationRow(
        Authorization(id_, number, period, pool, unit, granted_by=granted_by),
        serial,
        int(status["by"] or 0),
        is_withdrawn=status["gone"] is not None,
    )


def _balance(row: CsvRow, _alias: str, cells: CellReader) -> events.BalanceAdded:
    used, as_of = cells.number(row, "used", 0), cells.past_day(row, "as_of")
    source, includes_ours = cells.source(row).spell(), cells.yes(row, "includes_ours")
    limit, held = cells.limit_key(row), row.text("held_until")
    held_until = cells.past_day(row, "held_until") if limit and held else None
    last_known = cells.number(row, "last_known", 0) if limit and row.text("last_known") else None
    pool = EVERYTHING if limit else cells.pool(row)
    return events.BalanceAdded(
        Balance(used, as_of, source, includes_ours, pool, limit, held_until, last_known)
    )


def _session_row(row: CsvRow, _alias: str, cells: CellReader) -> SessionRow:
    on = cells.past_day(row, "date")
    codes, timed = cells.billed(row)
    name = row.text("discipline")
    discipline = entry_named(Discipline, "discipline", name) if name else None
    usual = sum(timed.values()) if codes else 1
    units = cells.number(row, "units", 0) if row.text("units") else usual
    session = Session(
        1,
        on,
        codes,
        discipline,
        units,
        cells.void_reason(row),
        timed=tuple(timed.items()) if units == usual else (),
        postsurgical=cells.yes(row, "postsurgical"),
        self_pay=cells.yes(row, "self_pay"),
        case=cells.case(row),
    )
    return SessionRow(session, cells.yes(row, "again"))


def _booking(
    row: CsvRow, _alias: str, cells: CellReader
) -> events.VisitsBooked | events.BookingsCancelled:
    on = cells.day(row, "date")
    if on > cells.today + AHEAD:
        raise RowRefused("date", "lies more than a year ahead.")
    return events.BookingsCancelled((on,)) if row.text("status") else events.VisitsBooked((on,))


def _plan_step(row: CsvRow, _alias: str, cells: CellReader) -> PlanNoted:
    on, step = cells.past_day(row, "date"), entry_named(PlanStep, "step", row.text("step"))
    until = cells.day(row, "until") if row.text("until") else None
    if until and until < on:
        raise RowRefused("until", "is before its first day.")
    return PlanNoted(PlanEntry(on, step, until, cells.yes(row, "without_referral")))


def _request(row: CsvRow, _alias: str, cells: CellReader) -> events.VisitsRequested:
    number, sent = cells.number(row, "visits", 1), cells.past_day(row, "sent")
    unit = entry_named(Unit, "unit", row.text("unit") or Unit.VISIT.value)
    serial = cells.number(row, "number", 1) if row.text("number") else 0
    state = entry_named(RequestState, "status", row.text("status") or RequestState.OPEN.value)
    decided = cells.past_day(row, "decided") if row.text("decided") else None
    is_decided = state in {RequestState.GRANTED, RequestState.DENIED}
    if is_decided and (decided is None or decided < sent):
        raise RowRefused("decided", "is no day after the request was sent.")
    granted, as_ = (
        cells.number(row, column, 0) if row.text(column) else 0 for column in ("granted", "as")
    )
    if (state is RequestState.GRANTED) is not bool(granted):
        raise RowRefused("granted", "is a number of visits where a request was granted.")
    kept_day = decided if is_decided else None
    payer = cells.payer(row)
    expedited = cells.past_day(row, "urgent") if row.text("urgent") else None
    if expedited and expedited < sent:
        raise RowRefused("urgent", "is no day after the request was sent.")
    request = VisitRequest(serial, number, sent, payer, unit, state, kept_day, granted, as_)
    whose = cells.disciplines(row)
    return events.VisitsRequested(replace(request, expedited=expedited, disciplines=whose))


def _check(row: CsvRow, _alias: str, cells: CellReader) -> events.CountsCompared:
    limit = cells.limit_key(row)
    if not limit:
        raise RowRefused("limit", "is missing.")
    theirs, ours = cells.number(row, "used", 0), cells.number(row, "ours", 0)
    outcome = entry_named(CheckOutcome, "status", row.text("status"))
    look_on = cells.day(row, "look_on") if row.text("look_on") else None
    source = cells.source(row).spell()
    as_of = cells.past_day(row, "as_of")
    return events.CountsCompared(
        limit, CountCheck(limit, theirs, ours, as_of, source, outcome, look_on)
    )


_READERS: Mapping[str, Callable[[CsvRow, str, CellReader], ImportedRow]] = {
    files.ALIASES: _alias_row,
    files.AUTHORIZATIONS: _authorization,
    files.BALANCES: _balance,
    files.SESSIONS: _session_row,
    files.BOOKINGS: _booking,
    files.CALENDAR: _booking,
    files.PLANS_OF_CARE: _plan_step,
    files.REQUESTS: _request,
    files.CHECKS: _check,
}
