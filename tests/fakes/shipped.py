"""The facts that ship, and what is built over facts: once a process, for all tests.

None of it ever changes, and to read it takes longer than most tests.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

from bot.slack.options import PayerIndex
from models.content import (
    PACK,
    load,
    load_aspects,
    load_lexicon,
    load_plan_words,
    load_topic_weights,
    load_vocabulary,
)
from models.coverage.fact_book import FactBook
from models.privacy.identity_finder import IdentityFinder
from models.privacy.lexicon import Lexicon
from models.understanding.reader import Reader
from models.understanding.topics.topics import Topics


@cache
def pack() -> FactBook:
    """The facts that ship."""
    return load()


def load_once(root: Path = PACK) -> FactBook:
    """What `load` returns, but that the pack that ships is read once."""
    return pack() if root == PACK else load(root)


@cache
def lexicon() -> Lexicon:
    """The lists of names that ship."""
    return load_lexicon()


class _Built:
    """What is built over one book. It holds the book, so that its id stays its own."""

    def __init__(self, book: FactBook) -> None:
        self.book = book
        self.reader = Reader(book, load_aspects(), load_plan_words())
        self.topics = Topics(book.topics, load_vocabulary(), load_topic_weights())
        self.finder = IdentityFinder(lexicon(), book.names())
        self.payer_index = PayerIndex(book)


_BUILT: dict[int, _Built] = {}  # by the id of the book: a book is no key of a dictionary


def _over(book: FactBook) -> _Built:
    if id(book) not in _BUILT:
        _BUILT[id(book)] = _Built(book)
    return _BUILT[id(book)]


def reader(book: FactBook) -> Reader:
    """What reads a text by a book."""
    return _over(book).reader


def topics(book: FactBook) -> Topics:
    """What finds a topic of a book."""
    return _over(book).topics


def finder(book: FactBook) -> IdentityFinder:
    """The search for identities that knows the names of a book."""
    return _over(book).finder


def payer_index(book: FactBook) -> PayerIndex:
    """The payers of a book as Slack's menu looks them up."""
    return _over(book).payer_index
