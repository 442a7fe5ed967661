"""The verb `records`: its options, the columns of its files, and which clinic is meant.

    records export --out DIR [--clinic ID]    writes the four files of one clinic
    records import DIR [--clinic ID] [--dry-run] [--skip-refused]

    aliases.csv         alias, payer, condition, plan, year_from, closed, improving, episodes,
                        payers ("aetna; cigna from 2026-11-01", where there were several)
    authorizations.csv  alias, visits, first, last, unit, codes, disciplines, granted_by, excluding,
                        number, status
    balances.csv        alias, used, as_of, source, includes_ours, codes, disciplines,
                        limit, held_until, last_known
    sessions.csv        alias, date, codes, discipline, units, again, voided, postsurgical, self_pay

Any file may be missing, and any column but the first ones that say what a row is. Every row is
checked before the first is taken. A plan, a source and the reason of a void are entries of the
closed lists, or words for one. An authorization is "withdrawn" or "replaced by 2", the number of
another row; a code of a session may carry its timed units: 97140x2. What is refused is told by
file, line and column, never by its text. What the clinic has already is left alone, so importing
twice changes nothing. The clinic's own caps and the audit are not exported; whoever logged a
session is, after an import, "import".
"""

from __future__ import annotations

import asyncio
from argparse import ArgumentParser, Namespace
from pathlib import Path

from bot.app import App
from bot.cli.records.exporting import export_records
from bot.cli.records.files import read_rows
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
    for word in (out, into):
        word.add_argument("--clinic", type=int, metavar="ID", help="which clinic, if several")


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


async def _clinic(app: App, wanted: int | None, *, make: bool) -> Clinic:
    """The clinic that is meant: the only one, or the console's where there is none yet."""
    clinics = await app.records.clinics()
    meant = [clinic for clinic in clinics if wanted in {None, clinic.id}]
    if len(meant) == 1:
        return meant[0]
    if clinics or wanted is not None:
        listed = "\n".join(f"  --clinic {c.id}: {c.platform}, {c.workspace}" for c in clinics)
        what = "Several clinics are here." if meant else f"There is no clinic {wanted} here."
        raise Trouble(what, f"Name one of them:\n{listed}" if clinics else "Leave --clinic out.")
    if not make:
        return Clinic(0, Platform.CONSOLE, WORKSPACE)
    user, at = str(Role.STAFF), app.clock()
    clinic, _ = await app.records.seat(Platform.CONSOLE, WORKSPACE, user, role=Role.STAFF, at=at)
    return clinic


VERB = Verb(
    "records",
    "a clinic's records out to CSV, or in",
    lambda options: asyncio.run(_answer(start_app(), options)),
    _arguments,
)
