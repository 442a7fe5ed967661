"""How misspelt words are recognised: every comparison of spellings, with rapidfuzz.

A slip is a letter too much, too few or wrong, or two neighbours that changed places.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence

from rapidfuzz import fuzz, process
from rapidfuzz.distance import OSA


def slips_between(typed: str, word: str, most: int) -> int:
    """The slips from one word to another; above `most`, at least one more."""
    return OSA.distance(typed, word, score_cutoff=most)


def slipped(typed: str, words: Iterable[str], most: int) -> str | None:
    """The word with the fewest slips, of those with `most` or fewer."""
    near = process.extractOne(typed, list(words), scorer=OSA.distance, score_cutoff=most)
    return near[0] if near else None


def by_slips(typed: str, words: Mapping[str, str], most: int) -> list[tuple[int, str]]:
    """The slips, and the key of each word with `most` or fewer."""
    near = process.extract(typed, words, scorer=OSA.distance, score_cutoff=most, limit=None)
    return [(int(slips), key) for _, slips, key in near]


def agreeing(
    typed: str, words: Collection[str], share: float, most: int = 1
) -> list[tuple[str, float]]:
    """Up to `most` words that agree in a share of their letters, nearest first, with that share."""
    scorer = OSA.normalized_similarity
    near = process.extract(typed, words, scorer=scorer, score_cutoff=share, limit=most)
    return [(word, likeness) for word, likeness, _ in near]


def resembling(typed: str, words: Iterable[str], percent: int) -> str | None:
    """The word, or the text that holds it, that resembles what was typed most; for suggestions."""
    near = process.extractOne(typed, list(words), score_cutoff=percent)
    return near[0] if near else None


def positions_alike(typed: str, words: Sequence[str], percent: int, most: int) -> list[int]:
    """Where up to `most` words stand that share so many letters with it, the nearest first."""
    near = process.extract(typed, words, scorer=fuzz.ratio, score_cutoff=percent, limit=most)
    return [position for _, _, position in near]
