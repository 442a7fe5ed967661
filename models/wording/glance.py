"""What of a reply is known at a glance, and what stands one click away: lengths and limits.

A gist has at most twelve lines and 900 characters, the verdict within the first 120. Whatever a
reply has beyond that goes to its details, and nothing is lost.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from models.coverage.fact_book import Authority
from models.reply import Citation, Details, Line, Provenance, Reply, Table
from models.wording import phrases, repeats, sentences

CHARACTERS = 900
"""The most of a gist, the labels of its buttons included."""

_LINES = 3
_LONGEST = 180  # characters of one line
_HEIGHT = 8
_WIDTH = 80  # characters of a line of a card, at the least
_FEWEST_ROWS = 2  # of two plans that one name may mean, both stand in sight
_ROWS = 5  # of a list or a table, whose rows are short
_ROW = 110  # characters of one of a list, on the average
_CAUTIONS = 2
_CAUTION = 90
_NAMES = 2  # sources named in the line of provenance

_OWN_TEXT = phrases.AUTHORITIES[Authority.PAYER]
_NOTHING = Details()


def folded(reply: Reply) -> Reply:
    """The reply in two levels; itself where it is no longer than its gist may be."""
    lines, further = _parted(reply.lines)
    cautions, long_cautions = _warned(reply.cautions)
    tables, further_rows = _first_rows(reply.tables, _ROWS)
    more = further or further_rows or long_cautions
    is_gist = not (more or reply.facts or reply.sections or reply.sources)
    if is_gist and not _is_too_much(reply):
        return reply
    gist = replace(
        reply,
        lines=lines,
        facts=(),
        tables=tables,
        sections=(),
        cautions=cautions,
        sources=(),
        provenance=reply.provenance
        or by_whom(lines, {source.id: source for source in reply.sources}),
    )
    while len(gist.lines) > 1 and _is_too_much(gist):
        if len(gist.cautions) > 1 and len(gist.lines) <= _LINES:
            long_cautions = (gist.cautions[-1], *long_cautions)
            gist = replace(gist, cautions=gist.cautions[:-1])
            continue
        further = (gist.lines[-1], *further)
        gist = replace(gist, lines=gist.lines[:-1])
    while (shown := sum(len(table.rows) for table in gist.tables)) > _FEWEST_ROWS and _is_too_much(
        gist
    ):
        tables, further_rows = _first_rows(reply.tables, shown - 1)
        gist = replace(gist, tables=tables)
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
        return replace(gist, small_print="", details=lambda: repeats.without(own, told))
    return replace(gist, details=_both(own, reply))


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
        caption = f"{table.caption}: {len(first)} of {len(table.rows)}" if rest else table.caption
        shown += [replace(table, caption=caption, rows=first)] if first else []
        further += [replace(table, caption=_continued(table.caption), rows=rest)] if rest else []
        most -= len(first)
    return tuple(shown), tuple(further)


def _continued(caption: str) -> str:
    return f"{caption}, continued"


def _is_too_much(gist: Reply) -> bool:
    return size(gist) > CHARACTERS or _height(gist) > _HEIGHT


def size(reply: Reply) -> int:
    """How many characters of a reply are read, the labels of its buttons included."""
    texts = [line.text for line in (*reply.lines, *reply.cautions)]
    texts += [text for table in reply.tables for text in _texts_of(table)]
    texts += [choice.label for choice in reply.steps]
    texts += [reply.badge.words] if reply.badge else []
    texts += [reply.provenance.text] if reply.provenance else []
    return sum(map(len, (reply.headline, reply.small_print, *texts)))


def _height(reply: Reply) -> int:
    """About how many lines of a card a gist takes, without its headline, verdict and buttons."""
    texts = [line.text for line in (*reply.lines, *reply.cautions)]
    texts += [text for table in reply.tables for text in _texts_of(table)]
    texts += [reply.provenance.text] if reply.provenance else []
    return sum(1 + len(text) // _WIDTH for text in texts)


def _texts_of(table: Table) -> Iterator[str]:
    """The caption, and each row in one line."""
    yield table.caption
    yield from (" · ".join(filter(None, row.cells)) for row in table.rows)


def by_whom(
    lines: Iterable[Line], citations: Mapping[str, Citation], dates: str = "", policy: str = ""
) -> Provenance | None:
    """The line of provenance: the weightiest sources that these lines cite, by name.

    The number of the `policy` stands behind the first of them, where that is the payer's own.
    """
    ids = dict.fromkeys(id_ for line in lines for id_ in line.cites)
    cited = [citations[id_] for id_ in ids if id_ in citations]
    named: dict[str, Citation] = {}
    for source in sorted(cited, key=lambda source: phrases.AUTHORITY_OF[source.authority]):
        named.setdefault(source.name, source)
    first = list(named.values())
    if not first and not dates:
        return None
    shown = first[:_NAMES]
    if shown and policy and shown[0].authority == _OWN_TEXT:
        shown[0] = replace(shown[0], name=f"{shown[0].name} {policy}")
    return Provenance(dates, tuple(shown), len(first) - len(shown))


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
