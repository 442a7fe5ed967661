"""The words that topics are asked and answered in, and which of them a misspelling meant."""

from __future__ import annotations

from collections.abc import Iterable

from models import spelling
from models.understanding.names import by_length
from models.understanding.topics.topic_texts import SHORTEST_MISSPELT
from models.understanding.vocabulary import Vocabulary, words

# The share of letters in which a misspelling must agree with a word of the topics.
_LIKE_ENOUGH = 0.81


class TopicSpelling:
    """Mends misspellings by the words of all topics."""

    def __init__(self, spelt: Iterable[str], vocabulary: Vocabulary) -> None:
        self._vocabulary = vocabulary
        self._spelt = frozenset(spelt)
        self._by_length = by_length(sorted(self._spelt), _LIKE_ENOUGH)

    def knows(self, text: str) -> bool:
        """Whether every word of a text is one of the topics or of the field."""
        return all(word in self._spelt or self._vocabulary.knows(word) for word in words(text))

    def terms(self, typed: list[str]) -> list[str]:
        """The terms of words as they were typed, slips mended."""
        spelled = {word: self._spell(word) for word in dict.fromkeys(typed)}
        return self._vocabulary.terms([spelled[word] for word in typed])

    def _spell(self, word: str) -> str:
        """The word of the topics that a misspelling was meant to be, or the word as it is."""
        if len(word) < SHORTEST_MISSPELT or not word.isalpha():
            return word
        if word in self._spelt or self._vocabulary.knows(word):
            return word
        near = spelling.agreeing(word, self._by_length.get(len(word), ()), _LIKE_ENOUGH)
        return near[0][0] if near else word
