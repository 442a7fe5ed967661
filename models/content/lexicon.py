"""Reads the lists of names and words by which people are told from payers, places and things."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from models.content.alias_terms import load_alias_terms
from models.content.loader import PACK
from models.content.places import read_places
from models.content.text_list import headed, lines, words
from models.coverage.state import NAMES as STATES
from models.privacy import alias_words
from models.privacy.lexicon import Lexicon, RoleWords, WordsBesideNames, keys

# Names of other countries that are also words of the field or of English count for no person alone.
_UNITED_STATES = "united_states.txt"
_COUNTRIES = (
    "africa.txt", "arabia.txt", "east_asia.txt", "europe.txt", "india.txt", "mexico.txt",
    "russia.txt", "turkey.txt",
)  # fmt: skip
_WORDS = ("ordinary_words.txt", "field_words.txt")
_NOT_PERSONS = ("not_persons.txt", "acupuncture.txt", "firms.txt")
_SHORTEST = 5  # a shorter one is also a word or initials in some language
_NO_MUSCLES = frozenset("add max min post int part muscle group one two three".split())
_ADDRESS = re.compile(r"https?://\S+")  # its parts are no words
_WORD = re.compile(r"[a-z]+")


@cache
def load_lexicon(root: Path = PACK) -> Lexicon:
    """The lists under a pack's `names/`, with every word that the pack itself uses as ordinary."""
    folder = root / "names"

    def listed(*files: str) -> list[str]:
        return words(*(folder / file for file in files))

    muscles = frozenset(_muscles(root))
    ordinary = muscles | {*listed(*_WORDS), *(word.lower() for word in alias_words.WORDS)}
    ordinary |= {word.lower() for word in load_alias_terms().words}
    used = _used(root) | {word for name in STATES.values() for word in name.lower().split()}
    abroad = set(map(_plain, listed(*_COUNTRIES)))
    cities = keys(lines(folder / "cities.txt"))
    placed = (name for place in read_places(root) for name in [place.name] if name.isalpha())
    towns = frozenset({*listed("towns.txt"), *map(str.lower, placed)}) - cities
    american = frozenset(listed(_UNITED_STATES))
    given = frozenset(listed("given_or_word.txt"))
    surnames = frozenset(listed("surname_or_word.txt"))
    vague = {
        name
        for name in abroad - american
        if len(name) < _SHORTEST
        or name in ordinary or name in used or name in given or name in surnames or name in cities
    }  # fmt: skip
    names = american | (abroad - vague)
    beside = WordsBesideNames(**_headed(folder / "beside_names.txt"))
    return Lexicon(
        names=names,
        given=given | vague,
        surnames=surnames | vague,
        words=frozenset(ordinary | (used - american)),
        cities=cities,
        towns=towns,
        not_persons=keys(name for file in _NOT_PERSONS for name in lines(folder / file)),
        clans=frozenset(listed("east_asia_surnames.txt")),
        syllables=frozenset(listed("east_asia_syllables.txt")),
        word_names=given.union(listed("given_by_sentence.txt")) - beside.unspoken,
        eponyms=frozenset(listed("eponyms.txt")),
        muscles=muscles,
        other_scripts=frozenset(listed("other_scripts.txt")),
        file_hosts=frozenset(lines(folder / "file_hosts.txt")),
        beside=beside,
        roles=RoleWords(**_headed(folder / "roles.txt")),
    )


def _headed(path: Path) -> dict[str, frozenset[str]]:
    """The lists of a file, by their headings."""
    lists: dict[str, frozenset[str]] = {}
    for heading, text in headed(path):
        lists[heading] = lists.get(heading, frozenset()) | frozenset(text.split())
    return lists


def _used(root: Path) -> set[str]:
    """Every word of the pack's facts."""
    used: set[str] = set()
    for path in root.glob("*/*.yaml"):
        if path.parent.name != "registry":
            text = path.read_text(encoding="utf-8")
            used.update(_WORD.findall(_ADDRESS.sub("", text).lower()))
    return used


def _muscles(root: Path) -> Iterator[str]:
    """Every word that muscles are called by, but those that are words of all days."""
    for _, text in headed(root / "words" / "muscles.txt"):
        yield from (
            word for word in _WORD.findall(text) if len(word) > 1 and word not in _NO_MUSCLES
        )


def _plain(word: str) -> str:
    return word.translate({ord("ç"): "c", ord("ã"): "a"})
