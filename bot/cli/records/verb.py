"""The verb `records`: its options, the columns of its files, and which clinic is meant.

    records export --out DIR [--clinic ID]    writes the files of one clinic
    records import DIR [--clinic ID | console] [--dry-run] [--skip-refused]

    aliases.csv         alias, payer, condition, plan, year_from, closed, improving, episodes,
                        payers ("aetna; cigna from 2026-11-01", where there were several)
    authorizations.csv  alias, visits, first, last, unit, codes, disciplines, granted_by, excluding,
                        number, status
    balances.csv        alias, used, as_of, source, includes_ours, codes, disciplines,
                        limit, held_until, last_known
    sessions.csv        alias, date, codes, discipline, units, again, voided, postsurgical, self_pay
    bookings.csv        alias, date
    bookings.ics        a schedule, only read: an appointment whose title is an alias is booked on
                        its days, one that is cancelled is not; nothing else of it is read
    facts_to_check.csv  what staff call wrong of the facts: written only, not read in

Any file may be missing, and any column but the first ones that say what a row is. Every row is
checked before the first is taken. A plan, a source and the reason of a void are entries of the
closed lists, or words for one. An authorization is "withdrawn" or "replaced by 2", the number of
another row; a code of a session may carry its timed units: 97140x2. What is refused is told by
file, line and column, never by its text; a dry run names every row and what would become of it.
Files are read as spreadsheets save them: commas, semicolons or tabs, UTF-8, UTF-16 or
Windows-1252, "sep=;", empty columns, serial numbers and times for days. A file in which one day
stands before its month is refused whole, since its other days may be misread. What the clinic has
already is left alone, so importing twice changes nothing. The clinic's own caps and the audit are
not exported; whoever logged a session is, after an import, "import".
"""

from __future__ import annotations

import asyncio
from argparse import ArgumentParser, Namespace
from collections.abc import Sequence
from pathlib import Path

from bot.app import App
from bot.cli.records.exporting import export_records
from bot.cli.records.files import COLUMNS, read_rows
from bot.cli.records.importing import import_records
from bot.cli.say import WORKSPACE
from bot.cli.start import Verb, prepare_database, start_app
from models.clinic.clinic import Clinic, Platform, Role
from models.errors import Trouble


def _arguments(parser: ArgumentParser) -> None:
    words = parser.add_subparsers(dest="word", required=True, metavar="export | import")
    out = words.add_parser("export", help="write a clinic's records as CSV")
    out.add_argument("--out", required=True, type=Path, metavar="DIR", help="the folder to write")
    into = words.add_parser("import", help="check CSV files and take their rows")
    into.add_argument("folder", type=Path, metavar="DIR", help="the folder with the files")
    into.add_argument("--dry-run", action="store_true", help="only say what would be done")
    into.add_argument("--skip-refused", action="store_true", help="take the rows that are sound")
    which = "which clinic, if several; console for the one of this terminal"
    for word in (out, into):
        word.add_argument("--clinic", type=_clinic_named, metavar="ID", help=which)
    into.epilog = "columns: " + "; ".join(f"{f}: {', '.join(c)}" for f, c in COLUMNS.items())


def _clinic_named(text: str) -> int | Platform:
    """The number of a clinic, or "console". Raises `ValueError` for anything else."""
    return Platform.CONSOLE if text.casefold() == Platform.CONSOLE else int(text)


async def _answer(app: App, options: Namespace) -> str:
    is_import = options.word == "import"
    rows = list(read_rows(options.folder)) if is_import else []
    async with app.database:
        await prepare_database(app)
        is_writing = is_import and not options.dry_run
        clinic = await _clinic(app, options.clinic, make=is_writing)
        if is_import:
            return await import_records(app, clinic, rows, options)
        return await export_records(app, clinic, options.out)


async def _clinic(app: App, wanted: int | Platform | None, *, make: bool) -> Clinic:
    """The clinic that is meant: the only one, or the one named. Raises `Trouble` if unclear."""
    if wanted is Platform.CONSOLE:
        return await _of_terminal(app, make=make)
    clinics = await app.records.clinics()
    meant = [clinic for clinic in clinics if wanted in {None, clinic.id}]
    if len(meant) != 1:
        raise _unclear(clinics, wanted, is_one=bool(meant))
    return meant[0]


async def _of_terminal(app: App, *, make: bool) -> Clinic:
    """The clinic in which `say` speaks; one that is not there yet is made only for a change."""
    for clinic in await app.records.clinics():
        if (clinic.platform, clinic.workspace) == (Platform.CONSOLE, WORKSPACE):
            return clinic
    if not make:
        return Clinic(0, Platform.CONSOLE, WORKSPACE)
    user, at = str(Role.STAFF), app.clock()
    clinic, _ = await app.records.seat(Platform.CONSOLE, WORKSPACE, user, role=Role.STAFF, at=at)
    return clinic


def _unclear(clinics: Sequence[Clinic], wanted: object, *, is_one: bool) -> Trouble:
    if not clinics:
        return Trouble(
            "No clinic is here yet: its first command in Slack or Teams makes it.",
            "Type one there first, or say --clinic console for the clinic of this terminal.",
        )
    listed = "\n".join(f"  --clinic {c.id}: {c.platform}, {c.workspace}" for c in clinics)
    what = "Several clinics are here." if is_one else f"There is no clinic {wanted} here."
    return Trouble(what, f"Name one of them:\n{listed}")


VERB = Verb(
    "records",
    "a clinic's records out to CSV, or in",
    lambda options: asyncio.run(_answer(start_app(), options)),
    _arguments,
)
