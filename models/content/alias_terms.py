"""Reads the lists that say what a clinic's own aliases may be made of."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path

from models.content.text_list import headed, words
from models.privacy.alias_form import AliasTerms

_FOLDER = Path(__file__).parent / "words"
_NAMES = Path(__file__).parent / "names"
_LONGEST = 4


@cache
def load_alias_terms(folder: Path = _FOLDER) -> AliasTerms:
    """The neutral words and the refused letters, in capitals."""
    neutral = tuple(word for _, text in headed(folder / "aliases.txt") for word in _words(text))
    names = dict.fromkeys(_beginnings(), "begin the name of many people")
    names |= dict.fromkeys(_short_names(), "are a person's name")
    refused = {name: names[name] for name in names.keys() - set(neutral)}
    for reason, text in headed(folder / "alias_letters.txt"):
        refused |= dict.fromkeys(_words(text), reason)
    return AliasTerms(neutral, refused)


def _short_names() -> Iterator[str]:
    """Names of people that are as short as the letters of a pattern."""
    names = _names("united_states.txt", "given_or_word.txt")
    return (name for name in names if len(name) <= _LONGEST)


def _beginnings() -> Iterator[str]:
    """The first three and the first four letters of longer names, for which they stand: SMIT."""
    for name in _names("united_states.txt", "surname_or_word.txt"):
        if len(name) > _LONGEST:
            yield from (name[:length] for length in (_LONGEST - 1, _LONGEST))


def _names(*files: str) -> list[str]:
    return [name.upper() for name in words(*(_NAMES / file for file in files))]


def _words(text: str) -> list[str]:
    return text.upper().split()
