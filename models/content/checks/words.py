"""Whether the pack's names are clear, and its texts speak as a clinic does."""

from __future__ import annotations

import re
from collections.abc import Iterator

from models.content.checks.statements import texts
from models.content.fault import EntryFault
from models.coverage.fact_book import FactBook
from models.words import key_of

# Words of the people and files that made the pack. A word with "_" is an id of some file.
_JARGON = re.compile(r"\b(?:\w+_\w+|seed|aggregators?|unconfirmed)\b", re.IGNORECASE)
_URL = re.compile(
    r"https?://\S+|\bwww\.\S+|\b[\w-]{1,63}\.(?:com|org|gov|net|edu)\b", re.IGNORECASE
)


def check_words(book: FactBook) -> Iterator[EntryFault]:
    """Names that mean two payers, words of the research, addresses outside sources/."""
    yield from _unclear_names(book)
    for file, field, text in texts(book):
        if word := _JARGON.search(text):
            what = f'"{word.group()}" is a word of these files, not of a clinic.'
            yield EntryFault(file, 0, field, what, "Say it in plain words.")
        if address := _URL.search(text):
            what = f'"{address.group()}" is an address.'
            yield EntryFault(file, 0, field, what, "Put it in sources/ and cite that.")


def _unclear_names(book: FactBook) -> Iterator[EntryFault]:
    """A name of one payer must not be a name of another; shared names are declared as such."""
    owner: dict[str, str] = {}
    for payer in book.payers.values():
        file, mend = f"payers/{payer.id}.yaml", "Put it under shared_names in both."
        for name in (payer.name, *payer.names):
            other = owner.setdefault(key_of(name), payer.id)
            if other != payer.id:
                yield EntryFault(file, 0, "names", f'"{name}" also means {other}.', mend)
