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
    checks.csv          alias, limit, used, as_of, source, ours, status, look_on
    plans_of_care.csv   alias, date, step, until, without_referral
    requests.csv        alias, visits, sent, unit, payer, number, status, decided, granted, as,
                        urgent, disciplines
    bookings.ics        a schedule, only read: an appointment whose title is an alias is booked on
                        its days, one that is cancelled is not; nothing else of it is read
    facts_to_check.csv  what staff call wrong of the facts: written only, not read in
    rules.csv           the clinic's own rules on payers: the same (see `facts export`)

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
from pathlib import Path

from bot.app import App
from bot.cli.records.exporting import export_records
from bot.cli.records.files import COLUMNS, read_rows
from bot.cli.records.importing import import_records
from bot.cli.startup import Verb, prepare_database, start_app
from bot.cli.which_clinic import clinic_meant, clinic_typed


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
        word.add_argument("--clinic", type=clinic_typed, metavar="ID", help=which)
    into.epilog = "columns: " + "; ".join(f"{f}: {', '.join(c)}" for f, c in COLUMNS.items())


async def _answer(app: App, options: Namespace) -> str:
    is_import = options.word == "import"
    rows = list(read_rows(options.folder)) if is_import else []
    async with app.database:
        await prepare_database(app)
        is_writing = is_import and not options.dry_run
        clinic = await clinic_meant(app, options.clinic, make=is_writing)
        if is_import:
            return await import_records(app, clinic, rows, options)
        return await export_records(app, clinic, options.out)


VERB = Verb(
    "records",
    "a clinic's records out to CSV, or in",
    lambda options: asyncio.run(_answer(start_app(), options)),
    _arguments,
)
