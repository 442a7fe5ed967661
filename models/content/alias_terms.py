"""Reads the lists that say what a clinic's own aliases may be made of."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from models.alias_form import Terms

_FOLDER = Path(__file__).parent / "words"


def load_alias_terms(folder: Path = _FOLDER) -> Terms:
    """The neutral words and the refused letters, in capitals.

    Each line of a list is a heading, a colon and words; a heading may stand on several lines.
    """
    words = tuple(word for _, word in _listed(folder / "aliases.txt"))
    letters = {word: reason for reason, word in _listed(folder / "alias_letters.txt")}
    return Terms(words, letters)


def _listed(file: Path) -> Iterator[tuple[str, str]]:
    for line in file.read_text(encoding="utf-8").splitlines():
        heading, colon, words = line.partition(":")
        if colon and not line.startswith("#"):
            yield from ((heading.strip(), word.upper()) for word in words.split())
