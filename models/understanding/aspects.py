"""What a text asks of that which it names: coverage, a limit, a modifier, hours of training."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from models.coverage.aspect import Aspect
from models.understanding.vocabulary import Vocabulary, stem
from models.words import Word, split


class AspectReader:
    """Reads aspects by the phrases in which people ask them."""

    def __init__(self, phrases: Collection[tuple[str, str]]) -> None:
        self._phrases = Vocabulary((), [(_term(aspect), phrase) for aspect, phrase in phrases])
        self._aspects = {_term(aspect): aspect for aspect in Aspect}
        self._stems = frozenset(stem(word.plain) for _, phrase in phrases for word in split(phrase))

    def read(self, words: Iterable[Word]) -> tuple[Aspect, ...]:
        """The aspects, each once, in the order of the text; coverage, which any may ask, last."""
        terms = self._phrases.terms([word.plain for word in words])
        asked = dict.fromkeys(self._aspects[term] for term in terms if term in self._aspects)
        return tuple(sorted(asked, key=lambda aspect: aspect is Aspect.COVERED))

    def means(self, word: Word) -> bool:
        """Whether a word may ask for something: then it is not one that nobody understood."""
        return stem(word.plain) in self._stems


def _term(aspect: str) -> str:
    return f"aspect/{aspect}"
