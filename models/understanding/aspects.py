"""What a text asks of that which it names: coverage, a limit, a modifier, hours of training."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from models.coverage.aspect import Aspect
from models.understanding.aspect_slips import AspectSlips
from models.understanding.vocabulary import Vocabulary, stem
from models.words import Word, plain_words

# In a text of more words these ask for something only beside words that count or want.
_LONG = 6
_WEAK = frozenset(
    """visit visits session sessions both note notes min mins minute minutes class classes sign
    prior still approval charge charges records minor minors plus rx experience pair""".split()
)
_COUNTS = frozenset(
    """how many number max maximum same extra more additional unlimited annual yearly need needs
    require required per which what total""".split()
)
_COUNTED = frozenset(
    """limit limits max maximum auth authorization cap left allowed remaining per a year
    needed""".split()
)


_WITH = frozenset({"w", "with", "wth"})
_VISITS = frozenset("visit visits session sessions appointment appt".split())
_WAS = frozenset("was were happened took".split())


class AspectReader:
    """Reads aspects by the phrases in which people ask them."""

    def __init__(self, phrases: Collection[tuple[str, str]], english: Collection[str] = ()) -> None:
        self._phrases = Vocabulary((), [(_term(aspect), phrase) for aspect, phrase in phrases])
        self._slips = AspectSlips((phrase for _, phrase in phrases), english)
        self._aspects = {_term(aspect): aspect for aspect in Aspect}
        self._plain = frozenset(word for _, phrase in phrases for word in plain_words(phrase))
        self._stems = frozenset(map(stem, self._plain))

    def read(self, words: Iterable[Word]) -> tuple[Aspect, ...]:
        """The aspects, each once, in the order of the text; coverage, which any may ask, last."""
        plain = _without_past([self._slips.mended(word.plain) for word in words])
        terms = self._phrases.terms(_without_weak(plain) if len(plain) > _LONG else plain)
        asked = dict.fromkeys(self._aspects[term] for term in terms if term in self._aspects)
        return tuple(sorted(asked, key=lambda aspect: aspect is Aspect.COVERED))

    def means(self, word: Word) -> bool:
        """Whether a word may ask for something: then it is not one that nobody understood."""
        return word.plain in self._plain or stem(self._slips.mended(word.plain)) in self._stems


def _without_past(plain: list[str]) -> list[str]:
    """The words without what only tells: "referred with neck pain", "the visit was monday"."""
    return [word for at, word in enumerate(plain) if not _only_tells(plain, at)]


def _only_tells(plain: list[str], at: int) -> bool:
    behind = plain[at + 1 : at + 2]
    if plain[at] == "referred":
        return not _WITH.isdisjoint(behind)
    is_of_a_visit = plain[at] in _VISITS and not _WAS.isdisjoint(behind)
    return is_of_a_visit and _COUNTS.isdisjoint(plain[max(0, at - 3) : at])


def _without_weak(plain: list[str]) -> list[str]:
    """The words of a long text without those that only tell: "so the visit was last tuesday"."""
    return [
        word
        for at, word in enumerate(plain)
        if word not in _WEAK
        or not _COUNTS.isdisjoint(plain[max(0, at - 3) : at])
        or any(map(str.isdigit, plain[max(0, at - 1) : at]))
        or not _COUNTED.isdisjoint(plain[at + 1 : at + 3])
    ]


def _term(aspect: str) -> str:
    return f"aspect/{aspect}"
