"""How a reply looks in the terminal, and in one line for notifications and screen readers."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import zip_longest

from models.mention import spoken
from models.reply import Citation, Count, Fact, Line, Reply, Table
from models.wording import verdict_rows

# What a terminal obeys instead of showing it: control characters but the line's end, and marks that
# turn the direction of what follows.
_OBEYED = dict.fromkeys(
    {*range(32), *range(0x7F, 0xA0), *range(0x202A, 0x202F), *range(0x2066, 0x206A)} - {ord("\n")}
)

_ENDS = ("?", "!", ".")
_MOST_STEPS = 5  # that stand in a line each


def dress(reply: Reply) -> str:
    """The whole reply as text. Numbers in brackets point at the list of sources."""
    whole = "\n\n".join("\n".join(part) for part in _parts(reply) if part)
    return spoken(whole).translate(_OBEYED)


def in_short(reply: Reply) -> str:
    """The reply in one line, for notifications and screen readers."""
    badge = f"{reply.badge.words}. " if reply.badge else ""
    counted = f"{reply.count.words}. " if reply.count else ""
    first = reply.lines[0].text if reply.lines else verdict_rows.in_short(reply.tables)
    joined = " " if reply.headline.endswith((".", "?", "!")) else ": "
    return f"{reply.headline}{joined}{badge}{counted}{first}".rstrip(": ")


def _parts(reply: Reply) -> Iterator[list[str]]:
    counted = [_bar(reply.count)] if reply.count else []
    yield [reply.headline, *counted, *([f"[{reply.badge.words}]"] if reply.badge else [])]
    yield [_cited(reply, line) for line in reply.lines]
    yield [f"{fact.label}: {_cited(reply, fact)}" for fact in reply.facts]
    for table in reply.tables:
        yield [table.caption, *_aligned(reply, table)]
    yield reply.copied.splitlines()
    if reply.provenance:
        yield [reply.provenance.text]
    for section in reply.sections:
        counted = [_bar(section.count)] if section.count else []
        yield [section.title, *counted, *_list(reply, section.lines)]
    if reply.has_short_cautions:
        yield [f"Take care: {_cited(reply, line)}" for line in reply.cautions]
    elif reply.cautions:
        yield ["Take care", *_list(reply, reply.cautions)]
    if reply.sources:
        yield ["Sources", *(_source(n, s) for n, s in enumerate(reply.sources, start=1))]
    if reply.steps or reply.picks:
        picks = (f"- {pick.command} <{pick.of}>" for pick in reply.picks)
        yield ["Next", *_steps(reply), *picks]
    yield [reply.small_print] if reply.small_print else []


def _steps(reply: Reply) -> Iterator[str]:
    """The next steps: a few a line each, those of a question with what tells them apart; others."""
    asks, steps = reply.headline.endswith("?") and not reply.provenance, reply.steps
    for choice in steps if asks else steps[:_MOST_STEPS]:
        is_told = choice.label.casefold() in choice.command.casefold()
        named = f"{choice.label}: " if asks and not is_told else ""
        yield f"- {named}{choice.command}"
    if not asks and (others := steps[_MOST_STEPS:]):
        yield f"- and {', '.join(choice.command for choice in others)}"


def _bar(count: Count) -> str:
    """A count with a bar of plain characters, which needs no colour: "18 of 20 used  [####-]"."""
    full = count.filled(count.marks)
    return f"{count.words}  [{'#' * full}{'-' * (count.marks - full)}]"


def _aligned(reply: Reply, table: Table) -> list[str]:
    """A table in columns, with the numbers of each row's sources behind it."""
    rows = [(*row.cells[:-1], _numbered(reply, row.cells[-1], row.cites)) for row in table.rows]
    rows = [table.header, *rows] if table.header else rows
    widths = [max(map(len, column)) for column in zip_longest(*rows, fillvalue="")]
    return ["  ".join(map(str.ljust, row, widths)).rstrip() for row in rows]


def _list(reply: Reply, lines: Iterable[Line]) -> list[str]:
    return [f"- {_cited(reply, line)}" for line in lines]


def _cited(reply: Reply, part: Line | Fact) -> str:
    return _numbered(reply, part.value if isinstance(part, Fact) else part.text, part.cites)


def _numbered(reply: Reply, text: str, cites: tuple[str, ...]) -> str:
    numbers = "".join(f"[{n}]" for n in reply.numbers(cites))
    return f"{text} {numbers}".rstrip()


def _source(number: int, source: Citation) -> str:
    address = f"\n    {source.address}" if source.address else ""
    title = source.title if source.title.endswith(_ENDS) else f"{source.title}."
    origin = f"{title} {source.publisher} ({source.authority}; {source.dates})"
    return f"[{number}] {origin}{address}"
