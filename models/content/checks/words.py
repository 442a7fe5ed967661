"""Whether the texts of the pack speak as a clinic does: no jargon, no addresses."""

from __future__ import annotations

import re
from collections.abc import Iterator

from models.content.checks.statements import texts
from models.content.fault import EntryFault
from models.coverage.fact_book import FactBook

# Words of the people and files that made the pack. A word with "_" is an id of some file.
_JARGON = re.compile(r"\b(?:\w+_\w+|seed|aggregators?|unconfirmed)\b", re.IGNORECASE)
_URL = re.compile(
    r"https?://\S+|\bwww\.\S+|\b[\w-]{1,63}\.(?:com|org|gov|net|edu)\b", re.IGNORECASE
)


def check_words(book: FactBook) -> Iterator[EntryFault]:
    """Words of the research, and addresses outside sources/."""
    for file, field, text in texts(book):
        if word := _JARGON.search(text):
            what = f'"{word.group()}" is a word of these files, not of a clinic.'
            yield EntryFault(file, 0, field, what, "Say it in plain words.")
        if address := _URL.search(text):
            what = f'"{address.group()}" is an address.'
            yield EntryFault(file, 0, field, what, "Put it in sources/ and cite that.")
