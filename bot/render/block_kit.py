"""How a reply looks in Slack: blocks, lengths of texts, labels of buttons, badge marks.

Limits: docs.slack.dev/reference/block-kit. A message as a whole fails near 13,200 characters
though each block is fine (bolt-js issue 2509), so a long reply loses its end and says so.
"""

from __future__ import annotations

import html
import json
import re
from collections.abc import Callable, Iterable
from typing import Any

from bot.render import plain_text, slack_buttons
from bot.render.truncation import fitting
from models.mention import rewritten, spoken
from models.reply import Choice, Citation, Count, Line, Provenance, Reply, Row, Table, Tone

Block = dict[str, Any]
Cited = Callable[[str, tuple[str, ...]], str]
"""Puts the numbers of the sources behind a text."""

_BLOCKS = 50
_MESSAGE = 12_000  # characters of a message's blocks, as JSON
_TEXT = 2_900  # of one section, which Slack cuts off at 3,000
_HEADER = 150
_FIELD = 1_900
_FIELDS = 10
_TITLE = 300  # characters of a source's title; Slack sets no limit of its own

# What may stand inside Slack's <address|title>.
_LINKABLE = re.compile(r"https?://[^\s<>|]+")

# The words of a badge carry its meaning; the mark only repeats it.
MARKS = {Tone.GOOD: "🟢", Tone.CAUTION: "🟡", Tone.BAD: "🔴", Tone.NEUTRAL: "⚪"}

_JSON = json.JSONEncoder(ensure_ascii=False)


def dress(reply: Reply) -> dict[str, Any]:
    """The reply as `text` (the fallback for notifications and screen readers) and `blocks`."""
    text, (blocks, _) = _drawn(reply)
    return {"text": text, "blocks": blocks}


def as_json(reply: Reply) -> str:
    """The private answer to a command, whose blocks are written once: measured, and sent so."""
    text, (_, written) = _drawn(reply)
    return f'{{"response_type": "ephemeral", "text": {_JSON.encode(text)}, "blocks": {written}}}'


def _drawn(reply: Reply) -> tuple[str, tuple[list[Block], str]]:
    """The text, and as many blocks as one message holds, as values and as JSON."""
    if reply.details and not reply.details_command:  # nothing else could show them
        reply = reply.opened()
    drawn = fitting(reply, _blocks_and_json, _fits, slack_buttons.ROW)
    return escape(plain_text.in_short(reply)), drawn


def escape(text: str) -> str:
    """A text in which Slack reads no link or command, and no mention but our own."""
    return rewritten(html.escape(text, quote=False), r"<\g<kind>\g<id>>")


def header(text: str) -> Block:
    """A title, in which nothing is markup."""
    return {"type": "header", "text": {"type": "plain_text", "text": spoken(text)[:_HEADER]}}


def section(text: str) -> Block:
    """A paragraph."""
    return {"type": "section", "text": {"type": "mrkdwn", "text": text}}


def context(text: str) -> Block:
    """Small print."""
    return {"type": "context", "elements": [{"type": "mrkdwn", "text": text}]}


def _blocks_and_json(reply: Reply) -> tuple[list[Block], str]:
    blocks = _blocks(reply)
    return blocks, _JSON.encode(blocks)


def _fits(drawn: tuple[list[Block], str]) -> bool:
    blocks, written = drawn
    return len(blocks) <= _BLOCKS and len(written) <= _MESSAGE


def _blocks(reply: Reply) -> list[Block]:
    """The blocks of a reply, whose sources are numbered once."""
    numbers = {source.id: n for n, source in enumerate(reply.sources, start=1)}

    def cited(text: str, cites: tuple[str, ...]) -> str:
        known = sorted(numbers[id_] for id_ in cites if id_ in numbers)
        return escape(text) + "".join([f" [{n}]" for n in known])

    def listed(lines: Iterable[Line]) -> list[str]:
        return [f"• {cited(line.text, line.cites)}" for line in lines]

    words = [reply.headline, *([reply.count.words] if reply.count else [])]
    blocks: list[Block] = [header(" · ".join(words))]
    badge = reply.badge
    marked = [_bar(reply.count)] if reply.count else []
    marked += [f"{MARKS[badge.tone]} *{escape(badge.words)}*"] if badge else []
    blocks += _texts([*marked, *(cited(line.text, line.cites) for line in reply.lines)])
    facts = (f"*{escape(fact.label)}*\n{cited(fact.value, fact.cites)}" for fact in reply.facts)
    blocks += _fields([*facts])
    for table in reply.tables:
        blocks += _table(table, cited)
    copied = [html.escape(line, quote=False) for line in reply.copied.splitlines()]
    blocks += [section(f"```{chunk}```") for chunk in _chunks(copied)]
    if reply.provenance:
        blocks.append(context(_cut(_provenance(reply.provenance))))
    for part in reply.sections:
        counted = [f"{_bar(part.count)}  {escape(part.count.words)}"] if part.count else []
        blocks += _texts([f"*{escape(part.title)}*", *counted, *listed(part.lines)])
    if reply.has_short_cautions:
        blocks += [context(f"⚠ {cited(line.text, line.cites)}") for line in reply.cautions]
    elif reply.cautions:
        blocks += _texts(["*Take care*", *listed(reply.cautions)])
    blocks += slack_buttons.blocks(reply.steps, reply.picks)
    blocks += _sources(reply.sources)
    if reply.small_print:
        blocks.append(context(_cut(escape(reply.small_print))))
    return blocks


def _fields(texts: list[str]) -> list[Block]:
    fields = [{"type": "mrkdwn", "text": _cut(text, _FIELD)} for text in texts]
    groups = (fields[at : at + _FIELDS] for at in range(0, len(fields), _FIELDS))
    return [{"type": "section", "fields": group} for group in groups]


def _texts(lines: list[str]) -> list[Block]:
    return [section(chunk) for chunk in _chunks(lines)]


def _bar(count: Count) -> str:
    """A bar for the eye: its words stand beside it, and alone in what is read out."""
    full = count.filled(count.marks)
    return f"{MARKS[count.tone]} {'▰' * full}{'▱' * (count.marks - full)}"


def _table(table: Table, cited: Cited) -> list[Block]:
    """A row as a paragraph: columns would break in a narrow window, and cells say what they are."""
    blocks = [context(escape(table.caption))]
    if any(row.command for row in table.rows):
        return [*blocks, *(_row(n, row, cited) for n, row in enumerate(table.rows))]
    return [*blocks, *_texts([_cells(row, cited) for row in table.rows])]


def _row(number: int, row: Row, cited: Cited) -> Block:
    shown = section(_cut(_cells(row, cited)))
    if not row.command:
        return shown
    button = slack_buttons.button(number, Choice("Show", row.command))
    return shown | {"accessory": button | {"accessibility_label": f"Show {row.cells[0]}"[:75]}}


def _cells(row: Row, cited: Cited) -> str:
    """What names the row, then its other cells, and the numbers of its sources."""
    first, *others = [escape(cell) for cell in row.cells if cell]
    told = "  ".join([f"*{first}*", " · ".join(others)]).rstrip()
    return told + cited("", row.cites)


def _sources(sources: tuple[Citation, ...]) -> list[Block]:
    if not sources:
        return []
    lines = ["*Sources*", *(_source(n, s) for n, s in enumerate(sources, start=1))]
    return [context(chunk) for chunk in _chunks(lines)]


def _source(number: int, source: Citation) -> str:
    about = escape(f"{source.publisher} · {source.authority} · {source.dates}")
    return f"[{number}] {_linked(source.title[:_TITLE], source)}, {about}"


def _provenance(of: Provenance) -> str:
    """Since when, and who says so: each by name, linked to its text."""
    names = ", ".join(_linked(source.name, source) for source in of.sources)
    more = f" and {of.others} more" if of.others else ""
    return " · ".join(filter(None, [escape(of.dates), f"{names}{more}"]))


def _linked(text: str, source: Citation) -> str:
    """A text that leads to a source; a bar would end the link's address."""
    shown = escape(text)
    if not _LINKABLE.fullmatch(source.address):
        return shown
    return f"<{source.address.replace('&', '&amp;')}|{shown.replace('|', '/')}>"


def _chunks(lines: list[str]) -> list[str]:
    """Lines joined into texts that one block can hold."""
    chunks: list[str] = []
    for line in lines:
        piece = _cut(line)
        if chunks and len(chunks[-1]) + len(piece) < _TEXT:
            chunks[-1] += f"\n{piece}"
        else:
            chunks.append(piece)
    return chunks


def _cut(line: str, most: int = _TEXT) -> str:
    """A line that one block can hold, without half an entity or half a link at its end."""
    if len(line) <= most:
        return line
    cut = line[: most - 1]
    for opens, closes in (("&", ";"), ("<", ">")):
        at = cut.rfind(opens)
        if at > cut.rfind(closes):
            cut = cut[:at]
    return f"{cut}…"
