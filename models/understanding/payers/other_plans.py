"""Which words beside a payer's name make another plan of it: "aetna kids", "acme medicare"."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterator, Mapping

from models.coverage.payer import LINE_SYNONYMS, LineOfBusiness, Payer
from models.understanding.payers.payer_hints import is_of_state
from models.understanding.payers.payer_misspellings import keys
from models.understanding.payers.plan_words import WordsBeside
from models.understanding.remaining_text import RemainingText
from models.words import Word, split

# Words that any plan's name may hold, and those of lines: what stands behind them is still beside.
_OF_PLANS = frozenset("plan plans insurance health all".split())
_OF_LINES = frozenset(w for names in LINE_SYNONYMS.values() for n in names for w in n.split())

_WORKERS_COMP = LineOfBusiness.WORKERS_COMPENSATION

# "Aetna first visit" is no plan of Aetna's.
_FIRST = "first"
_COUNTED = frozenset("visit visits time session sessions day treatment treatments week".split())

_GOES_ON = frozenset({"then", "and"})

# Words of names that many payers share: before them any other word makes a plan of its own.
GENERIC = frozenset(
    """auto bcbs blue bluecross blueshield blues comp compensation cross insurance mcaid mcd mcr
    medicaid medicare part b shield workers work wc""".split()
)

# All Blue plans are called so: behind the name of one they add nothing.
_OF_BLUES = frozenset("blue blues bluecross blueshield bcbs cross shield".split())
_BLUE = "blue cross"


class OtherPlans:
    """Knows, of the payers with facts, the words that make another plan of their name."""

    def __init__(
        self,
        payers: Mapping[str, Payer],
        plans: Mapping[str, Collection[str]],
        beside: WordsBeside,
        near: Callable[[str], list[str]],
    ) -> None:
        """`plans` are the words of the plans that a payer's facts tell apart, by its `facts`.

        A payer that is not among them has no facts, so that no word beside it can mislead. `near`
        tells of which words of names one may be a misspelling.
        """
        self._payers = payers
        self._plans = plans
        self._words = beside.plans
        self._asks = beside.asks
        self._near = near
        self.cities = frozenset(map(str.casefold, beside.cities))
        self._plain_cities = frozenset(
            city.casefold() for city, is_word in beside.cities.items() if not is_word
        )
        self._holders: defaultdict[str, set[str]] = defaultdict(set)
        for payer in payers.values():
            for name in (payer.name, *payer.names):
                for word in split(name):
                    self._holders[word.plain].add(payer.id)

    def beside(
        self,
        name: Collection[Word],
        payers: Collection[Payer],
        left: RemainingText,
        *,
        is_guess: bool = False,
    ) -> list[Word]:
        """The words without a gap before or behind a name that make another plan of it.

        Before a name that is only guessed any strange word does.
        """
        if not any(self.has_facts(payer) for payer in payers):
            return []
        places = sorted(word.place for word in name)
        is_generic = is_guess or {word.plain for word in name} <= GENERIC
        before = self._run(left.typed[: places[0]][::-1], left, step=-1)
        behind = self._run(left.typed[places[-1] + 1 :], left, step=1)
        strange = [w for w in before if self._is_other(w, name, payers, is_generic=is_generic)]
        return strange + [
            word
            for word in behind
            if self._is_other(word, name, payers, is_generic=is_generic and word.plain in GENERIC)
        ]

    def has_facts(self, payer: Payer) -> bool:
        """Whether something is held on a payer, so that another plan's answer may differ."""
        return (payer.facts or payer.id) in self._plans

    def is_of_names(self, word: str) -> bool:
        """Whether some payer's name holds a word."""
        return word in self._holders

    def _run(self, words: tuple[Word, ...], left: RemainingText, *, step: int) -> Iterator[Word]:
        """The words that nothing took, up to an everyday one or a comma."""
        silent = _OF_PLANS - ({"health"} if step < 0 else set())
        unread = {word.place for word in left.words}
        visits = {word.place for word in left.typed if word.plain in _COUNTED}
        for word in words:
            if (word.place if step > 0 else word.place + 1) in left.begins:
                return
            if word.plain in silent or keys((word,)) == [""]:
                continue
            if word.place not in unread:
                if is_of_state(word.plain) or word.plain in _OF_LINES:
                    continue
                return
            if word.plain == _FIRST and (word.place + 1 in visits or _is_order(word, left, step)):
                return
            if self._words.makes_no_plan(word.plain) and word.plain not in self._words.levels:
                return
            if self._asks(word) and word.plain not in self._words.products:
                return
            yield word

    def _is_other(
        self, word: Word, name: Collection[Word], payers: Collection[Payer], *, is_generic: bool
    ) -> bool:
        if any(word.plain in self._plans.get(p.facts or p.id, ()) for p in payers):
            return False
        if word.plain in _OF_BLUES and all(_BLUE in payer.shared_names for payer in payers):
            return False
        if word.plain == "comp" and all(_WORKERS_COMP in payer.lines for payer in payers):
            return False
        if word.plain in self._words.products or self._is_of_another(word, name, payers):
            return True
        is_known = word.plain in self._words.levels or word.plain in self._plain_cities
        return not is_known and (is_generic or self._is_slip_of_name(word.plain))

    def _is_slip_of_name(self, word: str) -> bool:
        """Whether a word may be a misspelt one of a longer name."""
        silent = self._words.levels | self.cities
        return any(w not in silent and w not in self._words.everyday for w in self._near(word))

    def _is_of_another(self, word: Word, name: Collection[Word], payers: Collection[Payer]) -> bool:
        """Whether a payer with other facts has both this word and one of the name's."""
        if word.plain in self._words.levels or word.plain in self.cities:
            return False
        holders = self._holders.get(word.plain, set())
        own = {payer.facts or payer.id for payer in payers}
        brand = [p.plain for p in name if p.plain not in GENERIC and not is_of_state(p.plain)]
        others = (
            self._payers[id_] for part in brand for id_ in self._holders.get(part, set()) & holders
        )
        return any((other.facts or other.id) not in own for other in others)


def _is_order(first: Word, left: RemainingText, step: int) -> bool:
    """Whether "first" says which plan pays first: "tricare for life, medicare first, by PT"."""
    behind = next((w.plain for w in left.typed[first.place + 1 :]), "")
    is_end = not behind or first.place + 1 in left.begins or behind in _GOES_ON
    return step > 0 and is_end and (bool(left.begins - {0}) or behind in _GOES_ON)
