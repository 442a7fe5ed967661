"""Knows the commonest payers as they sound: "signa", "medicair", "blew cross", "kieser"."""

from __future__ import annotations

import re
from itertools import pairwise

from models import spelling

# Words of the names that are typed most.
_OFTEN = """aetna ambetter anthem blue caresource centene champ champva cigna cross excellus
    geisinger health healthcare highmark humana kaiser medicaid medicare meridian molina oscar
    premera regence shield tricare united veterans wellcare wellmark""".split()

# Parts of names that alone name nobody.
_NO_PAYERS = frozenset("blue cross health healthcare shield united veterans".split())

# Other words that are heard for them.
_HEARD: dict[str, str] = {"sigma": "cigna", "medicate": "medicaid"}

# Letters that sound alike, in the order in which they are folded.
_ALIKE = tuple(
    (re.compile(letters), sound)
    for letters, sound in (
        ("ph", "f"),
        ("ck|q|c(?![eiyh])", "k"),
        ("c(?=[eiy])|z", "s"),
        ("x", "ks"),
        (r"(.)\1", r"\1"),
        ("a(?:re|ir|ire|yr|er)\\b|eir\\b", "er"),
        ("ew|ue|oo|ou", "u"),
        ("^ea|^ae", "e"),
        ("ei|ie|ai|ay|ey|y", "i"),
        ("(?<=[aeiou])h\\b|(?<=..)e\\b", ""),
    )
)


def sound_of(word: str) -> str:
    """How a word sounds, roughly."""
    for letters, sound in _ALIKE:
        word = letters.sub(sound, word)
    return word


# A word of so many letters without vowels behind its first may be one of them: "crss", "untd".
_SHORTEST_SPARSE = 4
_VOWELS = frozenset("aeiouy")

# A name is suggested, and no more, for a word of so many letters with at most so many slips.
_SHORTEST_FAINT = 6
_SHORTEST_TURNED = 5
_MOST_SLIPS = 2
_MOST_LETTERS = 3  # of one word that are not in the other: "aneteh" for aetna or anthem


def _consonants(word: str) -> str:
    """The first letter of a word and the others without vowels, double ones once."""
    sparse = [word[:1], *(letter for letter in word[1:] if letter not in _VOWELS)]
    return "".join(b for a, b in pairwise(["", *sparse]) if a != b)


_BY_CONSONANTS = {_consonants(word): word for word in _OFTEN}
_BY_FIRST = {
    word[0]: [name for name in _OFTEN if name[0] == word[0] and name not in _NO_PAYERS]
    for word in _OFTEN
}
_BY_LETTERS = {
    letters: [name for name in _OFTEN if "".join(sorted(name)) == letters]
    for letters in ("".join(sorted(word)) for word in _OFTEN)
}
_BY_SOUND = {sound_of(word): word for word in _OFTEN}
_FIRST = frozenset(word[0] for word in (*_OFTEN, *_HEARD)) | frozenset("esk")


def heard(typed: str) -> str:
    """The word of a common payer that a word sounds like; empty for none, and for itself."""
    if typed[:1] not in _FIRST or not typed.isalpha():
        return ""
    word = _HEARD.get(typed) or _BY_SOUND.get(sound_of(typed), "")
    if not word and len(typed) >= _SHORTEST_SPARSE and _VOWELS.isdisjoint(typed[1:]):
        word = _BY_CONSONANTS.get(_consonants(typed), "")
    return "" if word == typed else word


def faintly_heard(typed: str) -> list[str]:
    """The common payers that a word may be with many slips, nearest first: to be asked about."""
    if len(typed) < _SHORTEST_TURNED or not typed.isalpha():
        return []
    if len(typed) < _SHORTEST_FAINT:  # its letters are all there: "ciagn"
        return [word for word in _BY_LETTERS.get("".join(sorted(typed)), ()) if word != typed]
    near = _BY_FIRST.get(typed[0], ())
    slips = {word: spelling.slips_between(typed, word, _MOST_SLIPS) for word in near}
    alike = [word for word in near if slips[word] <= _MOST_SLIPS
             or _consonants(word) == _consonants(typed)
             or _letters_apart(word, typed) <= _MOST_LETTERS]  # fmt: skip
    return sorted(alike, key=slips.__getitem__)


def _letters_apart(word: str, typed: str) -> int:
    """How many letters one of two words has more than the other, wherever they stand."""
    shared = sum([min(word.count(letter), typed.count(letter)) for letter in set(word)])
    return len(word) + len(typed) - 2 * shared
