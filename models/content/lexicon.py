"""Reads the lists of names and words by which people are told from payers, places and things."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from models.content.alias_terms import load_alias_terms
from models.content.loader import PACK
from models.coverage.state import NAMES as STATES
from models.privacy import alias
from models.privacy.lexicon import Lexicon, keys

# Names of other countries that are also words of the field or of English count for no person alone.
_UNITED_STATES = "united_states.txt"
_COUNTRIES = (
    "africa.txt", "arabia.txt", "east_asia.txt", "europe.txt", "india.txt", "mexico.txt",
    "russia.txt", "turkey.txt",
)  # fmt: skip
_WORDS = ("ordinary_words.txt", "field_words.txt")
_NOT_PERSONS = ("not_persons.txt", "acupuncture.txt", "firms.txt")
_SHORTEST = 5  # a shorter one is also a word or initials in some language
_WORD = re.compile(r"[a-z]+")


@cache
def load_lexicon(root: Path = PACK) -> Lexicon:
    """The lists under a pack's `names/`, with every word that the pack itself uses as ordinary."""
    folder = root / "names"
    ordinary = {word for file in _WORDS for word in _words(folder / file)}
    ordinary |= {word.lower() for word in (*alias.WORDS, *load_alias_terms().words)}
    used = set(_used(root)) | {word for name in STATES.values() for word in name.lower().split()}
    abroad = {_plain(word) for file in _COUNTRIES for word in _words(folder / file)}
    cities = keys(_lines(folder / "cities.txt"))
    american = frozenset(_words(folder / _UNITED_STATES))
    given = frozenset(_words(folder / "given_or_word.txt"))
    surnames = frozenset(_words(folder / "surname_or_word.txt"))
    vague = {
        name
        for name in abroad - american
        if len(name) < _SHORTEST
        or name in ordinary or name in used or name in given or name in surnames or name in cities
    }  # fmt: skip
    names = american | (abroad - vague)
    return Lexicon(
        names=names,
        given=given | vague,
        surnames=surnames | vague,
        words=frozenset(ordinary | (used - american)),
        cities=cities,
        not_persons=keys(name for file in _NOT_PERSONS for name in _lines(folder / file)),
        clans=frozenset(_words(folder / "east_asia_surnames.txt")),
        syllables=frozenset(_words(folder / "east_asia_syllables.txt")),
    )


def _used(root: Path) -> Iterator[str]:
    """Every word of the pack's facts."""
    for path in root.glob("*/*.yaml"):
        if path.parent.name != "registry":
            yield from _WORD.findall(path.read_text(encoding="utf-8").lower())


def _words(path: Path) -> list[str]:
    return [word for line in _lines(path) for word in line.split()]


def _lines(path: Path) -> list[str]:
    lines = (line.strip() for line in path.read_text(encoding="utf-8").splitlines())
    return [line for line in lines if line and not line.startswith("#")]


def _plain(word: str) -> str:
    return word.translate({ord("ç"): "c", ord("ã"): "a"})
