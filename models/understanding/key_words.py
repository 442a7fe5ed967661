"""Mends one slip in the few words on which an answer hangs: "medcaid", "carolna", "headahce"."""

from __future__ import annotations

import re
from collections.abc import Collection

from models.understanding.one_slip import by_shorter, one_slip

_WORD = re.compile(r"[a-z]{6,20}", re.IGNORECASE)

# A part of a state's name is too short to be mended by itself.
_PART = re.compile(
    r"\b(?:(sou|sout|soth|souht|suth|soutj)|(nor|nort|noth|norht|noht))(?= (?:carolina|dakota)\b)",
    re.IGNORECASE,
)
_TENSION = re.compile(r"\btention(?= (?:type )?headache)", re.IGNORECASE)

# A claim of workers' compensation, in the desk's short words.
_COMP = re.compile(r"(?<!workers )(?<!work )\bcomp (?=(?:claim|case|patient|pt)\b)", re.IGNORECASE)

# Words or names of their own, one slip from another.
_OWN = frozenset(
    "carolin virginian dakotas virginias medicade medicate medicates medicated sciatic".split()
)


class _Keys:
    """Long words, each one slip from no other word that people type beside it."""

    def __init__(self, keys: Collection[str]) -> None:
        self._index = by_shorter(keys)
        self._keys = frozenset(keys) | _OWN
        self._begin = frozenset(key[:2] for key in keys)
        self._end = frozenset(key[-3:] for key in keys)

    def mended(self, text: str) -> str:
        """The text with the words that it misspells."""
        return _WORD.sub(self._of_word, text)

    def _of_word(self, found: re.Match[str]) -> str:
        typed = found[0].lower()
        may_be_one = typed[:2] in self._begin or typed[-3:] in self._end  # most words are not
        if not may_be_one or typed in self._keys:
            return found[0]
        near = one_slip(typed, self._index)
        return near[0] if len(near) == 1 else found[0]


_WORDS = _Keys(
    """medicaid medicare headache headaches migraine migraines sciatica fibromyalgia myofascial
    epicondylitis tendinitis tendonitis radiculopathy whiplash fasciitis bursitis temporomandibular
    arthritis tendinopathy carolina dakota virginia""".split()
)


def mended(text: str) -> str:
    """The text with payers' lines, conditions and states as they are spelled."""
    text = _COMP.sub("workers comp ", _WORDS.mended(text))
    lower = text.lower()
    if "carolina" in lower or "dakota" in lower:
        text = _PART.sub(lambda found: "south" if found[1] else "north", text)
    return _TENSION.sub("tension", text) if "tention" in lower else text
