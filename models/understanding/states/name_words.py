"""When a word that could be a state's name is none: letters, verbs, schools; and misspellings."""

from __future__ import annotations

from collections.abc import Iterable

from models.coverage import state
from models.understanding.names import NameMatch
from models.understanding.remaining_text import RemainingText
from models.understanding.states.two_letters import stands_among_names

_LONG_ENOUGH = 9  # letters of an abbreviation that may be misspelt: "n carolina"
_SCHOOLS = frozenset("school schools student students superintendent teacher teachers".split())

_WHO_MISSES = frozenset(
    "we i they you u he she who patient patients pt pts to not never dont cant wont".split()
)


def is_short(text: RemainingText, match: NameMatch) -> bool:
    """Two letters are read apart from names, with more care."""
    return match.end - match.start == 1 and len(text.words[match.start].plain) <= 2  # noqa: PLR2004


def is_joined(text: RemainingText, match: NameMatch) -> bool:
    """Whether letters of two states would be one's abbreviation: "ok and la" is no Okla."""
    typed = [word.plain for word in text.words[match.start : match.end]]
    return "and" in typed[1:-1] and all(len(word) <= len("and") for word in typed)


def is_of_schools(text: RemainingText, match: NameMatch) -> bool:
    """Whether a district is one of schools, and not that of Columbia."""
    typed = [word.plain for word in text.words[match.start : match.end]]
    return typed[-1:] == ["district"] and not _SCHOOLS.isdisjoint(w.plain for w in text.typed)


def is_verb(text: RemainingText, match: NameMatch) -> bool:
    """Whether an abbreviation is a word beside a payer: "did we miss"."""
    word = text.words[match.start]
    alone = match.end - match.start == 1 and word.plain in {"miss", "cal", "mont"}
    is_place = word.typed.istitle() or text.before(match.start) == "in"
    return alone and not (is_place or stands_among_names(text, match.start))


def is_missed(text: RemainingText, match: NameMatch) -> bool:
    """Whether somebody misses something, wherever that stands: "did we miss timely filing"."""
    word = text.words[match.start]
    alone = match.end - match.start == 1 and word.plain == "miss"
    before = text.typed[word.place - 1].plain if word.place else ""
    return alone and before in _WHO_MISSES


def in_full(names: Iterable[str]) -> tuple[str, ...]:
    """The names that may be misspelt: of an abbreviation each slip makes another word."""
    return tuple(
        name
        for name in names
        if name in state.NAMES.values() or (" " in name and len(name) >= _LONG_ENOUGH)
    )
