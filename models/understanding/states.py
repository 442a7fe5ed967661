"""Finds states among the words that someone typed."""

from __future__ import annotations

from models.coverage import state
from models.understanding.names import NameIndex, NameMatch
from models.understanding.remaining_text import RemainingText
from models.words import Word

# Two-letter words that are more often English or a profession than a state, unless "in" stands
# before them or they are typed in capitals.
_ENGLISH = frozenset({"in", "or", "me", "hi", "ok", "oh", "id", "de", "la", "ma", "pa", "md", "al"})

# In a question about states only these stay English.
_ALWAYS_ENGLISH = frozenset({"in", "or", "me", "hi", "ok", "oh"})

# Beside another state these are professions: chiropractor, physician, physician assistant.
_ALSO_PROFESSIONS = frozenset({"dc", "md", "pa"})

# Words that mean nothing in a question, unless a state's name starts with them.
_IN_NAMES = frozenset({"new"})

_IN = frozenset({"in", "state"})


class StateNames:
    """Reads states: by name, by two letters, by older abbreviations, or misspelt."""

    def __init__(self) -> None:
        spellings = {
            code: (name, *state.SYNONYMS.get(code, ())) for code, name in state.NAMES.items()
        }
        self._names = NameIndex(spellings, shortest=4, like_enough=0.75)

    def take(self, text: RemainingText) -> tuple[str, ...]:
        """The states that a question surely names: none, one, or those to choose from."""
        return self._take_named(text, _ENGLISH)

    def take_any(self, text: RemainingText, skip: frozenset[str]) -> tuple[tuple[str, ...], str]:
        """The states of a question about states, and the misspelling that was taken for them.

        "or" may be Oregon here.
        """
        if named := self._take_named(text, _ALWAYS_ENGLISH):
            return named, ""
        guessed, typed = self._guess(text, skip)
        return (guessed, typed) if guessed else (self._take_named(text, frozenset())[:1], "")

    def guess_after_in(self, text: RemainingText) -> tuple[str, ...]:
        """A misspelt state, where "in" says that one stands there."""
        for at, word in enumerate(text.words):
            behind = text.words[at + 1 : at + 3]
            guess = self._names.guess(behind) if word.plain == "in" else None
            if guess and guess.match.start == 0:
                text.drop(guess.words)
                return guess.match.ids
        return ()

    def _take_named(self, text: RemainingText, english: frozenset[str]) -> tuple[str, ...]:
        """States by name and by two letters, of which `english` are words unless in capitals."""
        names = [m for m in self._names.find_apart(text.words) if not _is_short(text, m)]
        codes = [code for match in names for code in match.ids]
        taken = [word for m in names for word in text.words[m.start : m.end]]
        text.drop(taken)
        pairs = [at for at, word in enumerate(text.words) if word.plain.upper() in state.NAMES]
        behind_in = [at for at in pairs if text.before(at) in _IN]
        words = [text.words[at] for at in behind_in or pairs if text.before(at) != "by"]
        if not behind_in:
            words = [w for w in words if w.plain not in english or _is_capital(w)]
        if len(codes) + len(words) > 1:
            words = [w for w in words if w.plain not in _ALSO_PROFESSIONS] or words[: not codes]
        text.drop(words)
        return tuple(dict.fromkeys([*codes, *(word.plain.upper() for word in words)]))

    def _guess(self, text: RemainingText, skip: frozenset[str]) -> tuple[tuple[str, ...], str]:
        guess = self._names.guess(text.words, skip=skip - _IN_NAMES)
        if guess is None:
            return (), ""
        text.drop(guess.words)
        return guess.match.ids, guess.typed


def is_behind_in(text: RemainingText, match: NameMatch) -> bool:
    """Whether a match is two letters of a state behind "in": "VA" is Virginia there, no payer."""
    alone = match.end - match.start == 1
    letters = text.words[match.start].plain.upper()
    return alone and letters in state.NAMES and text.before(match.start) == "in"


def _is_short(text: RemainingText, match: NameMatch) -> bool:
    """Two letters are read apart from names, with more care."""
    return match.end - match.start == 1 and len(text.words[match.start].plain) <= 2  # noqa: PLR2004


def _is_capital(word: Word) -> bool:
    """Whether capitals make a state of a word: not of one that may as well be a profession."""
    return word.typed.isupper() and word.plain not in _ALSO_PROFESSIONS
