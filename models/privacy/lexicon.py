"""Lexicon: the lists of names and words of the pack, as the search for people uses them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from models.words import key_of


@dataclass(frozen=True, slots=True)
class WordsBesideNames:
    """What tells beside a name whose it is; `names/beside_names.txt` says what each list is for."""

    places: frozenset[str] = frozenset()
    things: frozenset[str] = frozenset()
    before_city: frozenset[str] = frozenset()
    plans: frozenset[str] = frozenset()
    works: frozenset[str] = frozenset()
    literature: frozenset[str] = frozenset()
    of_patients: frozenset[str] = frozenset()
    belongings: frozenset[str] = frozenset()
    people: frozenset[str] = frozenset()
    kin: frozenset[str] = frozenset()
    speaking: frozenset[str] = frozenset()
    institutions: frozenset[str] = frozenset()
    lettered: frozenset[str] = frozenset()
    no_runs: frozenset[str] = frozenset()
    titles: frozenset[str] = frozenset()
    foreign_titles: frozenset[str] = frozenset()
    deeds: frozenset[str] = frozenset()
    speech: frozenset[str] = frozenset()
    attendance: frozenset[str] = frozenset()
    ails: frozenset[str] = frozenset()
    body: frozenset[str] = frozenset()
    attending: frozenset[str] = frozenset()
    asking: frozenset[str] = frozenset()
    needing: frozenset[str] = frozenset()
    bystanders: frozenset[str] = frozenset()
    nouns: frozenset[str] = frozenset()
    findings: frozenset[str] = frozenset()
    behind_city: frozenset[str] = frozenset()
    unspoken: frozenset[str] = frozenset()
    sides: frozenset[str] = frozenset()
    ills: frozenset[str] = frozenset()
    elders: frozenset[str] = frozenset()
    nicknaming: frozenset[str] = frozenset()
    insured: frozenset[str] = frozenset()
    software: frozenset[str] = frozenset()
    tasks: frozenset[str] = frozenset()
    papers: frozenset[str] = frozenset()
    drugs: frozenset[str] = frozenset()
    families: frozenset[str] = frozenset()
    of_persons: frozenset[str] = frozenset()
    for_persons: frozenset[str] = frozenset()
    done_by_patients: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class RoleWords:
    """What tells that one person alone does some work; `names/roles.txt` says what each list is for."""

    offices: frozenset[str] = frozenset()
    lawmakers: frozenset[str] = frozenset()
    heads: frozenset[str] = frozenset()
    posts: frozenset[str] = frozenset()
    leaders: frozenset[str] = frozenset()
    patients: frozenset[str] = frozenset()
    doing: frozenset[str] = frozenset()
    ours: frozenset[str] = frozenset()
    clinics: frozenset[str] = frozenset()
    local: frozenset[str] = frozenset()
    numbered: frozenset[str] = frozenset()
    prizes: frozenset[str] = frozenset()
    winners: frozenset[str] = frozenset()
    staff: frozenset[str] = frozenset()
    neighbors: frozenset[str] = frozenset()
    posted: frozenset[str] = frozenset()
    known_places: frozenset[str] = frozenset()
    schools: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Words are plain lower case, without marks: "O'Brien" stands as "obrien".

    `names` are hardly ever anything but a person's. `given` and `surnames` are also words, places
    or payers: alone they say nothing. `words` are ordinary ones. `cities` and `not_persons` are keys
    (see `models.words.key_of`): the first count where their place is plain, the second everywhere;
    `towns` are called like many people, and count behind "in" or "near" and before a state only.
    `clans` are surnames that make a name with one of `syllables` beside them: "li na", "park min-seo".
    `word_names` are given names that are words or places: their sentence tells ("Will came in").
    `file_hosts` are sites on which people put photos and files.
    `muscles` are single words that muscles are called by.
    `other_scripts` are words in other alphabets that name nobody.
    `eponyms` are findings and methods that are called like people; beside each other they are nobody.
    """

    names: frozenset[str] = frozenset()
    given: frozenset[str] = frozenset()
    surnames: frozenset[str] = frozenset()
    words: frozenset[str] = frozenset()
    cities: frozenset[str] = frozenset()
    towns: frozenset[str] = frozenset()
    not_persons: frozenset[str] = frozenset()
    clans: frozenset[str] = frozenset()
    syllables: frozenset[str] = frozenset()
    word_names: frozenset[str] = frozenset()
    eponyms: frozenset[str] = frozenset()
    file_hosts: frozenset[str] = frozenset()
    muscles: frozenset[str] = frozenset()
    other_scripts: frozenset[str] = frozenset()
    beside: WordsBesideNames = field(default_factory=WordsBesideNames)
    roles: RoleWords = field(default_factory=RoleWords)


def keys(names: Iterable[str]) -> frozenset[str]:
    """The keys by which names of payers, places and the like are looked up."""
    return frozenset(map(key_of, names))
