"""What a reply loses first where it is too long for one message, and how that is said."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TypeVar

from models.reply import Citation, Fact, Line, Reply, Row, Table
from models.wording.phrases import count

Dressed = TypeVar("Dressed")

_TITLES = 300  # characters of the titles that are said to be left out


def fitting(
    reply: Reply, dress: Callable[[Reply], Dressed], fits: Callable[[Dressed], bool], row: int
) -> Dressed:
    """The reply dressed; where that does not fit, without its end. Choices go a `row` at a time."""
    dressed, lighter = dress(reply), reply
    while not fits(dressed) and (less := _lighter(lighter, row)) is not lighter:
        lighter = less
        left_out = _left_out(reply, lighter)
        dressed = dress(replace(lighter, cautions=(*lighter.cautions, left_out)))
    return dressed


def _left_out(whole: Reply, lighter: Reply) -> Line:
    if whole.copied != lighter.copied:
        rows = len(whole.copied.splitlines()) - len(lighter.copied.splitlines())
        return Line(f"Too long for one message. Left out: {count(rows, 'row')} at the end.")
    titles = "; ".join(section.title for section in whole.sections[len(lighter.sections) :])
    more = lighter.sections == () and whole != replace(lighter, sections=whole.sections)
    return Line(f"Too long for one message. Left out: {titles[:_TITLES]}{', and more' * more}.")


def _lighter(reply: Reply, row: int) -> Reply:
    """The reply without what comes last in it; the same reply where nothing can go."""
    if reply.sections:
        lighter = replace(reply, sections=reply.sections[:-1])
    elif reply.tables:
        lighter = replace(reply, tables=_shorter(reply.tables))
    elif reply.copied:
        lighter = replace(reply, copied="\n".join(reply.copied.splitlines()[:-1]))
    elif len(reply.choices) > row:
        lighter = replace(reply, choices=reply.choices[:-row])
    elif reply.cautions:
        lighter = replace(reply, cautions=reply.cautions[:-1])
    elif reply.facts:
        lighter = replace(reply, facts=reply.facts[:-1])
    elif len(reply.lines) > 1:
        lighter = replace(reply, lines=reply.lines[:-1])
    elif reply.sources:
        lighter = replace(reply, sources=reply.sources[:-1])
    else:
        return reply
    return replace(lighter, sources=_still_cited(lighter)) if lighter.sources else lighter


def _shorter(tables: tuple[Table, ...]) -> tuple[Table, ...]:
    """The tables without the last row of the last of them."""
    *others, last = tables
    rows = last.rows[:-1]
    return (*others, replace(last, rows=rows)) if rows else tuple(others)


def _still_cited(reply: Reply) -> tuple[Citation, ...]:
    citing: list[Line | Fact | Row] = [*reply.lines, *reply.facts, *reply.cautions]
    citing += [row for table in reply.tables for row in table.rows]
    citing += [line for section in reply.sections for line in section.lines]
    cited = {id_ for part in citing for id_ in part.cites}
    return tuple(s for s in reply.sources if s.id in cited) if cited else reply.sources
