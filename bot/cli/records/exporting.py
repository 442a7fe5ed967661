"""What `records export` writes of a clinic into each file, and its line in the audit."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from pathlib import Path

from bot.app import App
from bot.cli.records import files
from bot.cli.records.private_files import private_file, private_folder
from models.clinic.audit import OPERATOR, AuditEvent, as_detail
from models.clinic.clinic import Clinic
from models.clinic.rule import RuleCheck, RuleEntry, RuleWithdrawal
from models.visits import evaluations
from models.visits.cap import Cap, CapScope
from models.visits.chart import Chart
from models.visits.limit import Pool
from models.visits.payer_periods import PayerPeriod
from models.visits.window_text import spell
from models.wording import cap_words
from models.wording.phrases import count

_Cells = tuple[object, ...]

FACTS = "facts_to_check.csv"
"""What staff call wrong: written for whoever leaves, and never read in."""

RULES = "rules.csv"
"""The clinic's own rules, every entry: written for whoever leaves, and never read in."""

CAPS = "caps.csv"
"""The clinic's own caps, as they are typed behind /caps set: never read in."""

WRITTEN_ONLY = (FACTS, RULES, CAPS)

_RULE_COLUMNS = (
    "number payer codes condition profession line state verdict source said_on from until"
    " limit unit window ask_again reference withdraws known_on entered_by called_by still_true"
)
_COLUMNS = {
    **files.COLUMNS,
    FACTS: ("answer", "part", "source", "member", "reported_at"),
    RULES: tuple(_RULE_COLUMNS.split()),
    CAPS: ("alias", "payer", "cap", "set_by", "set_on"),
}


async def export_records(app: App, clinic: Clinic, folder: Path) -> str:
    """Write the files of a clinic, and say how many rows are in each."""
    names = await app.services.charts.aliases(clinic.id)
    charts = [await app.services.charts.find(clinic.id, name) for name in names]
    tables = {
        file: [row for chart in charts if chart for row in rows(chart)]
        for file, rows in _ROWS.items()
    }
    tables[FACTS] = [
        (report.command, report.part, report.source, report.by, report.at.isoformat())
        for entry in await app.services.fact_reports.reported(clinic.id)
        for report in entry.reports
    ]
    tables[RULES] = [_rule_cells(entry) for entry in clinic.rules.entries]
    caps = await app.services.charts.caps(clinic.id)
    tables[CAPS] = [_cap_cells(cap) for cap in caps]
    private_folder(folder)
    for file, rows in tables.items():
        texts = ([files.escape("" if cell is None else str(cell)) for cell in row] for row in rows)
        with private_file(folder / file) as out:
            csv.writer(out).writerows([_COLUMNS[file], *texts])
    if clinic.id:  # else nobody has used this database yet
        numbers = {"aliases": len(tables[files.ALIASES]), "sessions": len(tables[files.SESSIONS])}
        detail = as_detail(numbers)
        event = AuditEvent(app.clock(), OPERATOR, "records exported", "clinic", detail)
        await app.records.tell(clinic.id, event)
    counts = [f"{count(len(rows), 'row')} in {file}" for file, rows in tables.items()]
    return f"Written to {folder}: {', '.join(counts)}."


def _rule_cells(entry: RuleEntry) -> _Cells:
    """An entry in the order of its columns; of a withdrawal what it withdraws, when and by whom."""
    if isinstance(entry, RuleWithdrawal):
        empty = ("",) * (len(_COLUMNS[RULES]) - 6)
        return entry.number, *empty, entry.withdraws, entry.known_on, entry.by, "", ""
    if isinstance(entry, RuleCheck):
        empty = ("",) * (len(_COLUMNS[RULES]) - 6)
        return entry.number, entry.payer, *empty, entry.known_on, entry.by, "", entry.about
    scope, limit = entry.scope, entry.limit
    bounds = (scope.condition, scope.profession, scope.line, scope.state)
    counts = (limit.number, limit.unit.value, spell(limit.window)) if limit else (None, None, None)
    return (
        entry.number,
        scope.payer,
        " ".join(scope.codes),
        *bounds,
        entry.verdict.value,
        entry.source.value,
        entry.said_on,
        entry.in_force.first,
        entry.in_force.last,
        *counts,
        entry.ask_on,
        "yes" if entry.has_reference else "",
        None,
        entry.known_on,
        entry.by,
        entry.called_by,
        None,
    )


def _cap_cells(cap: Cap) -> _Cells:
    """A cap in the order of its columns: its alias or payer, or neither for the whole clinic."""
    alias = cap.subject if cap.scope is CapScope.ALIAS else ""
    payer = cap.subject if cap.scope is CapScope.PAYER else ""
    return alias, payer, cap_words.typed(cap), cap.set_by, cap.set_on


def _alias_rows(chart: Chart) -> Iterator[_Cells]:
    year = "/".join(map(str, chart.benefit_year or ()))
    improving = "; ".join(map(str, chart.history.improving))
    spans = [filter(None, (e.first, e.last)) for e in chart.history.episodes]
    episodes = "; ".join(" to ".join(map(str, span)) for span in spans)
    known = (chart.alias, chart.payer, chart.condition, chart.plan, year, chart.closed)
    ranks = ("; ".join(map(_payer, periods)) for periods in (chart.payers, chart.secondary))
    yield (*known, improving, episodes, *ranks)


def _payer(period: PayerPeriod) -> str:
    """A payer, its plan, and from which day it pays: "cigna plan PPO from 2026-11-01"."""
    plan = f"{files.PLAN_BEHIND}{period.plan}" if period.plan else ""
    first = f" from {period.first}" if period.first else ""
    return f"{period.payer or files.NO_PAYER}{plan}{first}"


def _authorization_rows(chart: Chart) -> Iterator[_Cells]:
    how = {
        retired.authorization.serial: f"replaced by {retired.replaced_by}"
        if retired.replaced_by
        else "withdrawn"
        for retired in chart.retired_authorizations
    }
    gone = (retired.authorization for retired in chart.retired_authorizations)
    for a in sorted((*chart.history.authorizations, *gone), key=lambda a: a.serial):
        granted = (chart.alias, a.number, a.period.first, a.period.last, a.unit.value)
        excluding = "; ".join(evaluations.names(a.pool.excluding))
        yield (
            *granted,
            *_pool(a.pool),
            a.granted_by,
            excluding,
            a.serial,
            how.get(a.serial),
            a.pool.case,
        )


def _balance_rows(chart: Chart) -> Iterator[_Cells]:
    for b in chart.history.balances:
        includes_ours = "yes" if b.includes_ours else "no"
        kept = (b.used, b.as_of, b.source, includes_ours, *_pool(b.pool))
        yield chart.alias, *kept, b.limit, b.held_until, b.last_known


def _session_rows(chart: Chart) -> Iterator[_Cells]:
    days: set[date] = set()
    for s in sorted(chart.history.sessions, key=lambda session: session.number):
        again = "yes" if s.on in days and not s.voided else ""
        if not s.voided:
            days.add(s.on)
        by_code = dict(s.timed)
        codes = " ".join(f"{c}x{by_code[c]}" if by_code.get(c, 1) != 1 else c for c in s.codes)
        marks = ["yes" if mark else "" for mark in (s.postsurgical, s.self_pay)]
        yield (chart.alias, s.on, codes, s.discipline, s.units, again, s.voided, *marks, s.case)


def _booking_rows(chart: Chart) -> Iterator[_Cells]:
    yield from ((chart.alias, day) for day in chart.booked)


def _plan_rows(chart: Chart) -> Iterator[_Cells]:
    for entry in chart.care_plan:
        direct = "yes" if entry.is_direct else ""
        yield chart.alias, entry.on, entry.step.value, entry.until, direct


def _request_rows(chart: Chart) -> Iterator[_Cells]:
    for r in chart.requests:
        ends = (r.granted or None, r.authorization or None)
        status = None if r.is_open else r.state.value
        asked = (chart.alias, r.number, r.sent, r.unit.value, r.payer, r.serial)
        yield (*asked, status, r.decided, *ends, r.expedited, " ".join(r.disciplines))


def _check_rows(chart: Chart) -> Iterator[_Cells]:
    for c in chart.checks:
        told = (chart.alias, c.limit, c.theirs, c.as_of, c.source, c.ours)
        yield (*told, c.outcome.value, c.look_on)


def _pool(pool: Pool) -> tuple[str, str]:
    return " ".join(pool.codes), " ".join(pool.disciplines)


_ROWS: Mapping[str, Callable[[Chart], Iterator[_Cells]]] = {
    files.ALIASES: _alias_rows,
    files.AUTHORIZATIONS: _authorization_rows,
    files.BALANCES: _balance_rows,
    files.SESSIONS: _session_rows,
    files.BOOKINGS: _booking_rows,
    files.PLANS_OF_CARE: _plan_rows,
    files.REQUESTS: _request_rows,
    files.CHECKS: _check_rows,
}
