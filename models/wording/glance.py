"""What of a reply is known at a glance, and what stands one click away: lengths and limits.

A gist has at most twelve lines and 900 characters, the verdict within the first 120. Whatever a
reply has beyond that goes to its details, and nothing is lost.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from models.amended import amended
from models.coverage.fact_book import Authority
from models.reply import (
    Citation,
    Details,
    Fact,
    Line,
    Provenance,
    Reply,
    Section,
    Table,
    Weight,
)
from models.wording import phrases, repeats, sentences

CHARACTERS = 900
"""The most of a gist, the labels of its buttons included."""

_LINES = 3
_LONGEST = 180  # characters of one line
_HEIGHT = 8
_TABLE, _ROWS = 10, 4
_BUTTONS = 5  # more are a menu
_WIDTH = 80  # characters of a line of a card, at the least
_FEWEST_ROWS = 2  # of two plans that one name may mean, both stand in sight
_ROWS = 5  # of a list or a table, whose rows are short
_ROW = 110  # characters of one of a list, on the average
_CAUTIONS = 2
_CAUTION = 90
_NAMES = 2  # sources named in the line of provenance

_NUMBER = 24  # characters of a policy's number, which is longer where it is a title

_OWN_TEXT = phrases.AUTHORITIES[Authority.PAYER]
_LAWS = {phrases.AUTHORITIES[Authority.STATUTE], phrases.AUTHORITIES[Authority.REGULATION]}
_COMMON = frozenset(
    "a advantage and bcbs blue care community cross health medicaid medicare of plan shield "
    "the".split()
)
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
        provenance=reply.provenance
        or by_whom(lines, {source.id: source for source in reply.sources}),
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


def fits(gist: Reply) -> bool:
    """Whether it is known at a glance; a few rows alone may take a verdict's room too."""
    is_table = gist.tables and not (gist.lines or gist.badge or gist.provenance)
    is_short = is_table and sum(len(table.rows) for table in gist.tables) <= _ROWS
    return size(gist) <= CHARACTERS and _height(gist) <= (_TABLE if is_short else _HEIGHT)


def size(reply: Reply) -> int:
    """How many characters of a reply are read, the labels of its buttons included.

    More equal choices than stand side by side are a menu, which is closed.
    """
    equals = [choice for choice in reply.steps if choice.weight is Weight.PLAIN]
    shown = reply.steps if len(equals) <= _BUTTONS else ()
    texts = [*_texts(reply), *(choice.label for choice in shown)]
    texts += [reply.badge.words] if reply.badge else []
    texts += [reply.count.words] if reply.count else []
    return sum(map(len, (reply.headline, reply.small_print, *texts)))


def _height(reply: Reply) -> int:
    """About how many lines of a card a gist takes, without its headline, verdict and buttons."""
    return sum(1 + len(text) // _WIDTH for text in _texts(reply))


def _texts(reply: Reply) -> Iterator[str]:
    """What is read of a reply between its headline and its buttons, a text for each line."""
    yield from (line.text for line in (*reply.lines, *reply.cautions))
    yield from (f"{fact.label}: {fact.value}" for fact in reply.facts)
    yield from (text for table in reply.tables for text in _texts_of(table))
    for section in reply.sections:
        yield from (section.title, *(line.text for line in section.lines))
    yield from [reply.provenance.text] if reply.provenance else []


def _texts_of(table: Table) -> Iterator[str]:
    """The caption, and each row in one line."""
    yield table.caption
    yield from (" · ".join(filter(None, row.cells)) for row in table.rows)


def by_whom(
    lines: Iterable[Line],
    citations: Mapping[str, Citation],
    dates: str = "",
    policy: str = "",
    whose: Iterable[str] = (),
) -> Provenance | None:
    """The line of provenance: the weightiest sources that these lines cite, by name.

    The first of them is told with the number of the `policy` where it is that policy's text: a law,
    or one that shares a word with `whose` it is. Another payer's text that speaks of it is not.
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
    if shown and policy:
        shown[0] = replace(shown[0], name=_with_policy(shown[0], policy, whose))
    return Provenance(dates, tuple(shown), len(first) - len(shown))


def _with_policy(source: Citation, policy: str, whose: Iterable[str]) -> str:
    """A source by the policy or the law that it prints, and who prints it where that is not plain.

    "CMS NCD 30.3.3", "Ohio Adm. Code 5160-8-32", "28 TAC 134.600 (Texas Administrative Code)".
    """
    names, in_policy = _words_of(source.name), _words_of(policy)
    beside = policy if names & in_policy else f"{policy} ({source.name})"
    if source.authority in _LAWS:
        return beside
    if source.authority != _OWN_TEXT:
        return source.name
    owners = frozenset[str]().union(*map(_words_of, whose))
    if names & owners:
        return f"{source.name} {policy}" if len(policy) <= _NUMBER else beside
    return beside if owners & in_policy else source.name


def _words_of(name: str) -> frozenset[str]:
    """The words by which a name is known again."""
    words = re.findall(r"[a-z0-9]+", name.casefold())
    return frozenset(words) - _COMMON


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
