"""Which words of a reply may name an alias, so that its message is found and edited later."""

from __future__ import annotations

import re
from collections.abc import Iterator

from models.reply import Reply

_LIKE_AN_ALIAS = re.compile(r"[A-Z0-9]+(?:-[A-Z0-9]+)*")
_MOST = 24
"""No alias is longer; that it has a letter and a digit is asked besides."""


def possible_aliases(reply: Reply) -> frozenset[str]:
    """The words that have the form of an alias: in every text, its details', and in commands."""
    words = {word for text in _texts(reply.opened()) for word in _LIKE_AN_ALIAS.findall(text)}
    return frozenset(
        word
        for word in words
        if len(word) <= _MOST and any(map(str.isdigit, word)) and any(map(str.isalpha, word))
    )


def _texts(reply: Reply) -> Iterator[str]:
    yield from reply.texts
    yield from (row.command for table in reply.tables for row in table.rows)
    yield from (text for choice in reply.choices for text in (choice.label, choice.command))
    yield from (text for pick in reply.picks for text in (pick.label, pick.command))
