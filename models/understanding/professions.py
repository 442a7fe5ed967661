"""Finds professions among the words that someone typed."""

from __future__ import annotations

from models.coverage import profession
from models.coverage.profession import Profession
from models.understanding.names import NameIndex, NameMatch
from models.understanding.remaining_text import RemainingText

# Abbreviations that are more often English, unless "by" stands before them or they are typed in
# capitals.
_NEEDS_BY = frozenset({"at", "do", "pa", "pa c"})


class ProfessionNames:
    """Reads professions: by name, by abbreviation, or misspelt."""

    def __init__(self) -> None:
        self._known = NameIndex({p: profession.SYNONYMS[p] for p in Profession})
        self._unresearched = NameIndex({name: (name,) for name in profession.UNRESEARCHED})

    def take(self, text: RemainingText) -> tuple[Profession | None, str]:
        """The profession that a question names; or the words for one without facts."""
        other = self._first(self._unresearched, text)
        known = self._first(self._known, text)
        if other and known is None:  # "atheletic trainer" is no other trainer
            guess = self._known.guess(text.words)
            known = guess.match if guess else None
        if other and not (known and _is_inside(other, known)):
            return None, " ".join(word.typed for word in text.take(other))
        return (self._taken(known, text) if known else None), ""

    def _taken(self, match: NameMatch, text: RemainingText) -> Profession:
        text.take(match)
        return Profession(match.ids[0])

    def guess(self, text: RemainingText, skip: frozenset[str]) -> Profession | None:
        """A misspelt profession."""
        guess = self._known.guess(text.words, skip=skip)
        if guess is None:
            return None
        text.drop(guess.words)
        return Profession(guess.match.ids[0])

    def _first(self, names: NameIndex, text: RemainingText) -> NameMatch | None:
        found = names.find(text.words)
        return next((match for match in found if not _is_english(text, match)), None)


def _is_english(text: RemainingText, match: NameMatch) -> bool:
    words = text.words[match.start : match.end]
    if " ".join(word.plain for word in words) not in _NEEDS_BY:
        return False
    return text.before(match.start) != "by" and not all(word.typed.isupper() for word in words)


def _is_inside(one: NameMatch, other: NameMatch) -> bool:
    """Whether a match is part of a longer one: "trainer" in "athletic trainer"."""
    inside = other.start <= one.start and one.end <= other.end
    return inside and one.end - one.start < other.end - other.start
