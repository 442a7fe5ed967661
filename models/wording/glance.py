"""What of a reply is known at a glance, and what stands one click away: lengths and limits.

A gist has at most twelve lines and 900 characters, the verdict within the first 120. Whatever a
reply has beyond that goes to its details, and nothing is lost.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from models.amended import amended
from models.reply import (
    Details,
    Fact,
    Line,
    Reply,
    Section,
    Table,
)
from models.wording import repeats, sentences
from models.wording.glance_size import fits
from models.wording.provenance import by_whom

_LINES = 3
_LONGEST = 180  # characters of one line
_FEWEST_ROWS = 2  # of two plans that one name may mean, both stand in sight
_ROWS = 5  # of a list or a table, whose rows are short
_ROW = 110  # characters of one of a list, on the average
_CAUTIONS = 2
_CAUTION = 90
_NOTHING = Details()


def folded(reply: Reply) -> Reply:
    """The reply in two levels; itself where it is no longer than its gist may be."""
    lines, further = _parted(reply.lines)
    cautions, long_cautions = _warned(reply.cautions)
    tables, further_rows = _first_rows(reply.tables, _ROWS)
    more = further or further_rows or long_cautions
    is_gist = not (more or reply.facts or reply.sections or reply.sources)
    if is_gist and fits(reply):
        return reply
    gist = amended(
        reply,
        lines=lines,
        facts=(),
        tables=tables,
        sections=(),
        cautions=cautions,
        sources=(),
        provenance=reply.provenance or by_whom(lines, {one.id: one for one in reply.sources}),
    )
    while len(gist.lines) > 1 and not fits(gist):
        if len(gist.cautions) > 1 and len(gist.lines) <= _LINES:
            long_cautions = (gist.cautions[-1], *long_cautions)
            gist = amended(gist, cautions=gist.cautions[:-1])
            continue
        further = (gist.lines[-1], *further)
        gist = amended(gist, lines=gist.lines[:-1])
    while (shown := sum(len(table.rows) for table in gist.tables)) > _FEWEST_ROWS and not fits(
        gist
    ):
        tables, further_rows = _first_rows(reply.tables, shown - 1)
        gist = amended(gist, tables=tables)
    if is_gist and not (further or further_rows):
        return reply
    own = Details(
        lines=further,
        facts=reply.facts,
        tables=further_rows,
        sections=reply.sections,
        cautions=long_cautions,
        sources=reply.sources,
    )
    if reply.details is None:
        own = replace(own, small_print=reply.small_print)
        told = (*gist.lines, *gist.cautions)
        return amended(gist, small_print="", details=lambda: repeats.without(own, told))
    return amended(gist, details=_both(own, reply))


def shortened(reply: Reply) -> Reply:
    """The reply with the first of what it lists, and the others one click away.

    It is for what lists settings or ways to ask; itself where that fits but for one line, or where
    it has details.
    """
    if reply.details is not None or fits(reply):
        return reply
    gist = amended(reply, facts=(), sections=(), tables=())
    rows = len([row for table in reply.tables for row in table.rows])
    tables, further_rows = _first_rows(reply.tables, rows)
    while rows > _FEWEST_ROWS and not fits(amended(gist, tables=tables)):
        rows -= 1
        tables, further_rows = _first_rows(reply.tables, rows)
    gist = amended(gist, tables=tables)
    shown: list[Fact] = []
    for fact in reply.facts:
        if not fits(amended(gist, facts=(*shown, fact))):
            break
        shown.append(fact)
    gist = amended(gist, facts=tuple(shown))
    further: list[Section] = []
    for section in reply.sections:
        lines = [] if further else _first_lines(gist, section)
        rest = section.lines[len(lines) :]
        if lines:
            first = replace(section, lines=tuple(lines))
            gist = amended(gist, sections=(*gist.sections, first))
        if rest:
            title = _continued(section.title) if lines else section.title
            further.append(replace(section, title=title, lines=rest))
    facts = reply.facts[len(shown) :]
    more = Details(facts=facts, tables=further_rows, sections=tuple(further))
    hidden = [*facts, *(row for table in further_rows for row in table.rows)]
    hidden += [line for section in further for line in section.lines]
    return amended(gist, details=lambda: more) if len(hidden) > 1 else reply


def _first_lines(gist: Reply, section: Section) -> list[Line]:
    """As many lines of a section as still fit."""
    lines: list[Line] = []
    for line in section.lines:
        longer = replace(section, lines=(*lines, line))
        if not fits(amended(gist, sections=(*gist.sections, longer))):
            break
        lines.append(line)
    return lines


def _both(own: Details, reply: Reply) -> Callable[[], Details]:
    """What a gist had no room for, above the details that are built when they are asked for."""

    def build() -> Details:
        more = reply.details() if reply.details else _NOTHING
        return replace(
            more,
            lines=(*own.lines, *more.lines),
            facts=(*own.facts, *more.facts),
            tables=(*own.tables, *more.tables),
            sections=(*own.sections, *more.sections),
            cautions=(*own.cautions, *more.cautions),
            sources=tuple(dict.fromkeys((*own.sources, *more.sources))),
        )

    return build


def _first_rows(
    tables: tuple[Table, ...], most: int
) -> tuple[tuple[Table, ...], tuple[Table, ...]]:
    """The tables of the gist, and what is left of them where their rows are more than `most`."""
    shown, further = [], []
    for table in tables:
        first, rest = table.rows[:most], table.rows[most:]
        part = f": {len(first)} of {len(table.rows)}"
        caption = f"{table.caption}{part if rest else ''}"
        shown += [replace(table, caption=caption, rows=first)] if first else []
        further += [replace(table, caption=_continued(table.caption), rows=rest)] if rest else []
        most -= len(first)
    return tuple(shown), tuple(further)


def _continued(caption: str) -> str:
    return f"{caption}, continued"


def _parted(lines: Sequence[Line]) -> tuple[tuple[Line, ...], tuple[Line, ...]]:
    """The lines of the gist and the others; of a long line its first sentences stay."""
    most = _ROWS if sum(len(line.text) for line in lines) <= _ROWS * _ROW else _LINES
    kept, further = [], []
    for line in lines[:most]:
        first, rest = sentences.within(line.text, _LONGEST)
        kept.append(line if not rest else replace(line, text=first))
        further += [replace(line, text=rest)] if rest else []
    return tuple(kept), (*further, *lines[most:])


def _warned(cautions: Sequence[Line]) -> tuple[tuple[Line, ...], tuple[Line, ...]]:
    """The cautions that are short enough for the gist, and the others."""
    short = [line for line in cautions if len(line.text) <= _CAUTION][:_CAUTIONS]
    return tuple(short), tuple(line for line in cautions if line not in short)
