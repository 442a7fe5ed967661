"""How a reply carries its sources: beside each statement, and as a list under them all."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from models.amended import amended
from models.coverage.fact_book import FactBook
from models.coverage.statement import Statement
from models.reply import Details, Fact, Line, Reply, Row


def lines(statements: Iterable[Statement]) -> tuple[Line, ...]:
    """Statements as lines of a reply, each with its sources."""
    return tuple(Line(statement.says, statement.cites) for statement in statements)


def sourced(reply: Reply, book: FactBook) -> Reply:
    """The same reply with every source that it cites, each once, in the order of citing."""
    sources = tuple([book.citations[id_] for id_ in dict.fromkeys(_cites(reply))])
    return reply if sources == reply.sources else amended(reply, sources=sources)


def sourced_details(details: Details, gist: Iterable[Line], book: FactBook) -> Details:
    """The details with every source that they and the lines of their gist cite, in that order."""
    first = [id_ for line in gist for id_ in line.cites]
    ids = dict.fromkeys((*first, *_cites(details)))
    return replace(details, sources=tuple([book.citations[id_] for id_ in ids]))


def _cites(reply: Reply | Details) -> Iterator[str]:
    in_sections = [line for section in reply.sections for line in section.lines]
    in_rows = [row for table in reply.tables for row in table.rows]
    cited: list[Line | Fact | Row] = [*reply.lines, *reply.facts, *in_rows, *in_sections]
    cited += reply.cautions
    for part in cited:
        yield from part.cites
