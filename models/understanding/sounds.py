"""Knows the commonest payers as they sound: "signa", "medicair", "blew cross", "kieser"."""

from __future__ import annotations

import re

# Words of the names that are typed most.
_OFTEN = """aetna ambetter anthem blue caresource centene cigna cross geisinger health healthcare
    highmark humana kaiser medicaid medicare meridian molina oscar premera regence shield tricare
    united veterans wellcare wellmark""".split()

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


_BY_SOUND = {sound_of(word): word for word in _OFTEN}
_FIRST = frozenset(word[0] for word in (*_OFTEN, *_HEARD)) | frozenset("esk")


def heard(typed: str) -> str:
    """The word of a common payer that a word sounds like; empty for none, and for itself."""
    if typed[:1] not in _FIRST or not typed.isalpha():
        return ""
    word = _HEARD.get(typed) or _BY_SOUND.get(sound_of(typed), "")
    return "" if word == typed else word
