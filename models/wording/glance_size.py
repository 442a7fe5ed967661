"""How much of a reply is read at a glance: its characters, and its lines."""

from __future__ import annotations

from collections.abc import Iterator

from models.reply import (
    Reply,
    Table,
    Weight,
)

CHARACTERS = 900
"""The most of a gist, the labels of its buttons included."""

_HEIGHT = 8  # lines
_TABLE, _FEW_ROWS = 10, 5  # lines, of so many rows and nothing else
_BUTTONS = 5  # more are a menu
_WIDTH = 80  # characters of a line of a card, at the least


def fits(gist: Reply) -> bool:
    """Whether it is known at a glance; a few rows alone may take a verdict's room too."""
    is_table = gist.tables and not (gist.lines or gist.badge or gist.provenance)
    is_short = is_table and sum(len(table.rows) for table in gist.tables) <= _FEW_ROWS
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
