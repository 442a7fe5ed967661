"""Which words are one letter away from a typed one, by an index of words without a letter."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

from models import spelling

# A longer text is no name with a slip.
_LONGEST = 40


def by_shorter(words: Iterable[str]) -> dict[str, list[str]]:
    """The words by themselves and by everything that they are without one letter."""
    shorter: defaultdict[str, list[str]] = defaultdict(list)
    for word in sorted(words):
        for form in {word, *(word[:at] + word[at + 1 :] for at in range(len(word)))}:
            shorter[form].append(word)
    return dict(shorter)


def one_slip(typed: str, index: Mapping[str, list[str]]) -> list[str]:
    """The words that are one slip away: they share a form that lacks at most one letter."""
    if len(typed) > _LONGEST:
        return []
    forms = {typed, *[typed[:at] + typed[at + 1 :] for at in range(len(typed))]}
    near = {word for form in index.keys() & forms for word in index[form]}
    return [word for word in sorted(near) if spelling.slips_between(typed, word, 1) == 1]
