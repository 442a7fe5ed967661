"""What `records import` does, in order: check all rows, then take those of each alias."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Sequence

from bot.app import App
from bot.cli.records.alias_events import ChartDraft
from bot.cli.records.cells import CellReader
from bot.cli.records.check import ImportCheck, NewAliases
from bot.cli.records.files import CsvRow
from bot.cli.records.rows import AliasRow, ImportedRow
from bot.cli.records.unread_files import say_unread
from models.clinic.clinic import Clinic
from models.errors import Trouble
from models.privacy import alias_form
from models.visits.chart import Chart, DoneBy, key
from models.visits.events import Event
from models.visits.session import date_of_service

ACTOR = "import"
"""Whoever logged a session is, after an import, this."""


async def import_records(
    app: App, clinic: Clinic, rows: Sequence[CsvRow], options: Namespace
) -> str:
    """Check the rows and take them; what was done, in words. Raises `Trouble` for faulty ones."""
    from bot.cli.records.calendar_file import calendar_rows  # its library takes a while to import

    at = app.clock()
    # What years of records warn of interrupts nobody: the next digest says it.
    by = DoneBy(ACTOR, at, date_of_service(at, clinic.time_zone), quietly=True)
    rows = [*rows, *calendar_rows(options.folder, clinic.time_zone, by.on)]
    check = await _check(app, clinic, rows, by)
    check.unread = say_unread(options.folder)
    if check.faults and not options.skip_refused:
        mend = "Nothing was imported. Mend these rows, or leave them out: --skip-refused"
        raise Trouble(check.preview() if options.dry_run else check.summary(), mend)
    if options.dry_run:
        return check.preview()
    for alias_key, of_alias in check.rows.items():
        if alias_key in check.changed:
            await _write(app, clinic, alias_key, of_alias, by)
    return check.summary(done=True)


async def _check(app: App, clinic: Clinic, rows: Sequence[CsvRow], by: DoneBy) -> ImportCheck:
    services = app.services
    cells = CellReader(services.book, services.identities, by.on, services.lists)
    aliases = await services.charts.aliases(clinic.id)
    charts = {}
    for alias_key in sorted({key(row.text("alias")) for row in rows} & {*map(key, aliases)}):
        chart = await services.charts.find(clinic.id, alias_key)
        if chart:
            charts[alias_key] = chart
    typed = {row.text("alias") for row in rows}
    renamed = await services.charts.given_before(clinic.id, typed)
    forms = alias_form.forms(services.alias_terms, clinic.preferences.patterns)
    check = ImportCheck(cells, clinic, by, charts, NewAliases(forms, aliases, renamed))
    for row in rows:
        check.add(row)
    return check


async def _write(
    app: App, clinic: Clinic, alias_key: str, rows: Sequence[ImportedRow], by: DoneBy
) -> None:
    """Take the rows of one alias, in one change of its chart."""

    def decide(chart: Chart) -> Sequence[Event]:
        draft = ChartDraft(chart, by)
        for row in rows:
            draft.add(row)
        return [*draft.events, *draft.closing]

    charts, first = app.services.charts, rows[0]
    if isinstance(first, AliasRow) and await charts.find(clinic.id, alias_key) is None:
        await charts.start(clinic.id, first.opening, by)
    await charts.amend(clinic.id, alias_key, decide, by)
