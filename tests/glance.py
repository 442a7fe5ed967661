"""How long a reply's first level is, as people meet it, and which sentences of a card repeat."""

from __future__ import annotations

import json
import textwrap
from collections.abc import Iterator

from bot.render import block_kit
from models.reply import Reply
from models.wording import glance_size, repeats, sentences

MOST_LINES = 12
MOST_BYTES = 5_000
VERDICT_WITHIN = 120
"""Characters from the start of a reply within which its verdict stands."""

_WIDTH = 90  # characters of one line of a card on a desk


def lines_of(reply: Reply) -> int:
    """The lines that a reply takes on a desk, its buttons being one."""
    texts = [reply.headline, *([reply.badge.words] if reply.badge else [])]
    texts += [line.text for line in reply.lines]
    texts += [f"{fact.label}: {fact.value}" for fact in reply.facts]
    for table in reply.tables:
        texts += [table.caption, *(" · ".join(filter(None, row.cells)) for row in table.rows)]
    texts += [reply.provenance.text] if reply.provenance else []
    for section in reply.sections:
        texts += [section.title, *(line.text for line in section.lines)]
    texts += [line.text for line in reply.cautions]
    texts += [reply.small_print] if reply.small_print else []
    return sum(map(_wrapped, texts)) + bool(reply.steps)


def _wrapped(text: str) -> int:
    """The lines that a text takes; most take one, and need not be wrapped to see it."""
    return len(textwrap.wrap(text, _WIDTH)) if len(text) > _WIDTH else bool(text.strip())


def faults(reply: Reply) -> Iterator[str]:
    """What makes a reply more than a glance."""
    if (lines := lines_of(reply)) > MOST_LINES:
        yield f"{lines} lines"
    if (size := glance_size.size(reply)) > glance_size.CHARACTERS:
        yield f"{size} characters"
    if (weight := len(json.dumps(block_kit.dress(reply)))) > MOST_BYTES:
        yield f"{weight} bytes"
    if reply.badge and len(f"{reply.headline} {reply.badge.words}") > VERDICT_WITHIN:
        yield "its verdict stands too late"
    if reply.details and not reply.details_command:
        yield "no command shows its details"


def repeated(opened: Reply) -> Iterator[tuple[str, str]]:
    """Sentences of an opened card that say the same in another part of it.

    Rows of one list may be worded alike, as limits that are counted; what differs in a number is a
    fact of its own.
    """
    told: list[tuple[str, str, frozenset[str]]] = []
    for part, text in _parts(opened):
        for sentence in sentences.split(text):
            words, own = repeats.content(sentence), repeats.numbers_of(sentence)
            for before, said, others in told:
                alike = own == repeats.numbers_of(said) and repeats.are_alike(words, others)
                if before != part and alike:
                    yield said, sentence
            told.append((part, sentence, words))


def _parts(reply: Reply) -> Iterator[tuple[str, str]]:
    yield from (("lines", line.text) for line in reply.lines)
    yield from ((fact.label, fact.value) for fact in reply.facts)
    for section in reply.sections:
        part = "limits" if section.count else section.title
        for line in section.lines:
            yield part, repeats.apart(line.text)[1]
    yield from (("cautions", line.text) for line in reply.cautions)
