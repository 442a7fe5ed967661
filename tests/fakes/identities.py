"""The search for identities, with the lists of names that ship: read once for all tests."""

from __future__ import annotations

from functools import cache

from models.content import load_lexicon
from models.coverage.fact_book import FactBook
from models.privacy.finder import IdentityFinder
from models.privacy.lexicon import Lexicon


@cache
def lexicon() -> Lexicon:
    """The lists that ship."""
    return load_lexicon()


def finder(book: FactBook) -> IdentityFinder:
    """The search over a book."""
    return IdentityFinder(lexicon(), book.names())
