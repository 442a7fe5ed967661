"""Reads the lists that say what a clinic's own aliases may be made of."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path

from models.privacy.alias_form import AliasTerms

_FOLDER = Path(__file__).parent / "words"
_NAMES = Path(__file__).parent / "names"
_LONGEST = 4


@cache
def load_alias_terms(folder: Path = _FOLDER) -> AliasTerms:
    """The neutral words and the refused letters, in capitals.

    Each line of a list is a heading, a colon and words; a heading may stand on several lines.
    """
    words = tuple(word for _, word in _listed(folder / "aliases.txt"))
    names = dict.fromkeys(_beginnings(), "begin the name of many people")
    names |= dict.fromkeys(_short_names(), "are a person's name")
    letters = {word: reason for reason, word in _listed(folder / "alias_letters.txt")}
    return AliasTerms(words, {name: names[name] for name in names.keys() - set(words)} | letters)


def _short_names() -> Iterator[str]:
    """Names of people that are as short as the letters of a pattern."""
    names = _names("united_states.txt", "given_or_word.txt")
    return (name for name in names if len(name) <= _LONGEST)


def _beginnings() -> Iterator[str]:
    """The first three and the first four letters of longer names, for which they stand: SMIT."""
    for name in _names("united_states.txt", "surname_or_word.txt"):
        if len(name) > _LONGEST:
            yield from (name[:length] for length in (_LONGEST - 1, _LONGEST))


def _names(*files: str) -> Iterator[str]:
    for file in files:
        for line in (_NAMES / file).read_text(encoding="utf-8").splitlines():
            if not line.startswith("#"):
                yield from line.upper().split()


def _listed(file: Path) -> Iterator[tuple[str, str]]:
    for line in file.read_text(encoding="utf-8").splitlines():
        heading, colon, words = line.partition(":")
        if colon and not line.startswith("#"):
            yield from ((heading.strip(), word.upper()) for word in words.split())
