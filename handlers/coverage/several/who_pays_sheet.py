"""Who pays, as a spreadsheet reads it: comma-separated rows, to be copied into a file.

/coverage all [code] [by <profession>] [in <state>] csv
"""

from __future__ import annotations

import csv
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from io import StringIO

from models.clinic.rule import ClinicRule
from models.coverage.fact_book import FactBook
from models.coverage.payer import LINE_NAMES
from models.coverage.position import Circumstances, Position
from models.coverage.state import NAMES as STATES
from models.period import Period
from models.reply import Choice, Line, Reply, Weight
from models.wording import clinic_rules, phrases

_COLUMNS = (
    "Payer",
    "Code",
    "Verdict",
    "Date of service",
    "Asked for",
    "In force from",
    "In force until",
    "As of",
    "Kind of source",
    "Sources",
    "Address",
)
_HOW = "Copy it into a file whose name ends in .csv, which a spreadsheet opens."


@dataclass(frozen=True, slots=True)
class PaidRow:
    """A payer by name, the code if one alone is meant, and what of it answers."""

    payer: str
    code: str
    by: Position | ClinicRule


def text_of(rows: Sequence[PaidRow], asked: Circumstances, book: FactBook) -> str:
    """The rows under their columns; days as 2026-11-23, whole and in part."""
    out = StringIO()
    write = csv.writer(out, lineterminator="\n")
    write.writerow(_COLUMNS)
    asked_for = ", ".join(_bounds(asked, book))
    for row in rows:
        verdict = phrases.VERDICTS[row.by.verdict].words
        claims = (row.payer, row.code, verdict, asked.on.isoformat(), asked_for)
        write.writerow((*claims, *_of_source(row.by, book)))
    return out.getvalue()


def _bounds(asked: Circumstances, book: FactBook) -> Iterator[str]:
    """For which claims it was asked, beside code and day: a row is read without its headline."""
    if asked.condition:
        yield f"for {book.conditions[asked.condition].name}"
    if asked.profession:
        yield f"by {asked.profession.value}"
    if asked.line:
        yield LINE_NAMES[asked.line]
    if asked.state:
        yield f"in {STATES.get(asked.state, asked.state)}"


def _of_source(by: Position | ClinicRule, book: FactBook) -> Iterator[str]:
    """The days, and who says so: the weightiest kind, all by name, the first that is online."""
    yield from _days(by.in_force)
    if isinstance(by, ClinicRule):
        own = clinic_rules.citation(by)
        yield from (by.said_on.isoformat(), own.authority, own.title, "")
        return
    sources = sorted((book.sources[id_] for id_ in by.cites), key=lambda source: source.authority)
    cited = [book.citations[source.id] for source in sources]
    yield str(by.as_of or "")
    yield cited[0].authority if cited else ""
    yield "; ".join(dict.fromkeys(source.title for source in cited))
    yield next((source.address for source in cited if source.address), "")


def _days(of: Period) -> Iterator[str]:
    def iso(day: date | None) -> str:
        return day.isoformat() if day else ""

    yield from (iso(of.first), iso(of.last))


def told(reply: Reply) -> Reply | None:
    """The list as a text to be copied; None of what is no list of who pays."""
    if reply.sheet is None:
        return None
    text = reply.sheet()
    number = sum(1 for _ in csv.reader(StringIO(text))) - 1
    shares = tuple(c for c in reply.choices if c.command.startswith("/share "))
    return replace(
        reply,
        lines=(Line(f"{phrases.count(number, 'row')}. {_HOW}"), reply.lines[-1]),
        copied=text,
        sheet=None,
        details=None,
        details_command="",
        choices=(Choice("The list", reply.canonical, Weight.PRIMARY), *shares),
    )
