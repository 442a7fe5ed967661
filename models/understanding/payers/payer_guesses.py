"""Guesses misspelt payers' names: what one may overlap or stand beside, and what stays unread."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace

from models.coverage import state
from models.coverage.payer import LINE_SYNONYMS, LineOfBusiness, Payer
from models.understanding.payers.joined_payers import FEW
from models.understanding.payers.named_payers import NamedPayers, PayerName
from models.understanding.payers.networks import UNNAMED_PLAN
from models.understanding.payers.payer_hints import is_of_state
from models.understanding.payers.payer_index import PayerIndex
from models.understanding.payers.plan_words import PlanWords, is_disease
from models.understanding.remaining_text import FILLER, RemainingText
from models.words import Word

# Between the words of a name they belong to it: "Mutual of Fennimore", "Heritage Provider Network".
_WITHIN_NAMES = frozenset("of and the for service services care health provider patient".split())

_MEDICAID = frozenset({*LINE_SYNONYMS[LineOfBusiness.MEDICAID], "medicad", "medicade"})

# A misspelt name beside another one has so many letters: "optm".
_SURELY = 4
_OF_A_NAME = 6  # plans of one name, after whom somebody may be asked
_LONG = 6  # letters of one that may stand a word apart


class PayerGuesses:
    """Guesses misspelt or longer names, beside those that stand in the text."""

    def __init__(
        self,
        payers: Mapping[str, Payer],
        names: PayerIndex,
        words: PlanWords,
        cities: Collection[str] = (),
    ) -> None:
        self._cities = cities
        self._payers = payers
        self._names = names
        self._words = words

    def perhaps(self, left: RemainingText) -> tuple[Payer, ...]:
        """The few payers after whom somebody may be asked who typed an unknown name."""
        strange = (word for word in left.meaning() if self._words.is_strange(word.plain))
        ids = self._names.perhaps(strange)
        return tuple(self._payers[id_] for id_ in ids) if len(ids) <= _OF_A_NAME else ()

    def corrected(self, exact: list[PayerName], left: RemainingText) -> tuple[list[PayerName], str]:
        """The names, with misspelt ones; beside a self-funded plan, of who may run it too."""
        names, guessed_from = self.with_guess(exact, left)
        unnamed = [name for name in names if UNNAMED_PLAN in name.ids]
        if not unnamed:
            return names, guessed_from
        others, _ = self.with_guess([name for name in names if name not in unnamed], left)
        return [*unnamed, *others], "" if others else guessed_from

    def with_guess(
        self, exact: list[PayerName], left: RemainingText
    ) -> tuple[list[PayerName], str]:
        """The names, with a misspelt or longer one guessed from words that nothing else wanted.

        "railrod medicare" holds "medicare" and means another payer. Beside a name that stands in
        the text no other is guessed.
        """
        over = {
            w.place for w in left.words if w.plain not in FILLER and not self._is_silent(w.plain)
        }
        if not over:
            return exact, ""
        held = {word for name in exact for word in name.words} | set(left.words)
        words = tuple(w for w in left.typed if w in held or is_of_state(w.plain))
        guess = self._names.slipped(words, over)
        if guess is None or all(word.plain in self._cities for word in guess.words):
            return exact, ""
        guessed = PayerName(guess.ids, guess.words, self._names.written(guess.key), guess.slips)
        kept = [name for name in exact if not set(name.words) & set(guessed.words)]
        inside = [name for name in exact if name not in kept]
        if _misspells_state(guessed):  # it is read as the state
            apart = inside
        else:
            apart = [name for name in inside if name.ids != guessed.ids]
        is_whole = all(_is_of_state_beside(set(name.words) - set(guessed.words)) for name in apart)
        if (exact and not inside and not _is_beside_one(guessed, exact)) or not is_whole:
            return exact, ""
        left.drop(guessed.words)
        return [*kept, guessed], " ".join(word.typed for word in guess.words)

    def _is_silent(self, word: str) -> bool:
        """Whether a word is of no name; one that only ends as a disease does may: "caritis"."""
        may_be_name = is_disease(word) and bool(self._names.near(word))
        return self._words.makes_no_plan(word) and not may_be_name


def _is_of_state_beside(words: Collection[Word]) -> bool:
    """Whether of a name that a guess overlaps only the state or Medicaid is left over."""
    return all(is_of_state(word.plain) or word.plain in _MEDICAID for word in words)


def _misspells_state(guessed: PayerName) -> bool:
    """Whether a name holds a state that was typed with a slip: "premera blue cross washingon"."""
    typed = {word.plain for word in guessed.words}
    return any(is_of_state(word) for word in guessed.parts if word not in typed)


def _is_beside_one(guessed: PayerName, exact: list[PayerName]) -> bool:
    """Whether a long name, with no more than a slip a word, stands beside the only name."""
    first, last = guessed.words[0], guessed.words[-1]
    is_sure = guessed.slips <= len(guessed.words) and len(first.plain) >= _SURELY
    steps = (1, 2) if len(first.plain) >= _LONG else (1,)  # "ambeter from sunshine"
    ends = {end + step * far for name in exact for end, step in _ends(name) for far in steps}
    return is_sure and len(exact) == 1 and not ends.isdisjoint((first.place, last.place))


def _ends(name: PayerName) -> tuple[tuple[int, int], ...]:
    return (name.words[0].place, -1), (name.words[-1].place, 1)


def state_apart(exact: list[PayerName], names: list[PayerName]) -> str | None:
    """The state whose letters an exact name had and a longer guess has not: "highmrk bcbs pa"."""
    kept = {word for name in names for word in name.words}
    apart = [w.plain.upper() for name in exact for w in name.words if w not in kept]
    return apart[0] if len(apart) == 1 and apart[0] in state.NAMES else None


def unread(left: RemainingText, words: PlanWords) -> str:
    """What nothing has taken, as it was typed: "Mutual of Fennimore"; no everyday words.

    Capitals beside it are of the name, though they mean something else: "MO Care".
    """
    meant = left.meaning()
    if all(w.plain not in words.levels and words.makes_no_plan(w.plain) for w in meant):
        return ""
    first, last = meant[0].place, meant[-1].place
    places, typed = {word.place for word in meant}, left.typed
    if typed[first].typed[0].isupper() and first and _is_capital(typed[first - 1]):
        first -= 1
    if typed[last].typed[0].isupper() and last + 1 < len(typed) and _is_capital(typed[last + 1]):
        last += 1
    ends = {first, last}
    within = typed[first : last + 1]
    return " ".join(
        w.typed
        for w in within
        if w.place in places | ends or _is_of_name(w) or _is_behind_of(w, typed)
    )


def _is_capital(word: Word) -> bool:
    """Whether a word that was read as something else may belong to the name beside it."""
    return word.typed[0].isupper() and word.plain not in FILLER


def _is_of_name(word: Word) -> bool:
    return word.plain in _WITHIN_NAMES


def _is_behind_of(word: Word, typed: Sequence[Word]) -> bool:
    """Whether "of" joins a word to the name before it, be it a city's: "Mutual of Enumclaw"."""
    return word.place > 1 and typed[word.place - 1].plain == "of"


def _with_of(named: set[Word], typed: Sequence[Word]) -> list[Word]:
    """The words of a name in order, with "of" and the word behind it where they stand within."""
    last = max(word.place for word in named)
    places = {word.place for word in named}
    of = {w.place for w in typed[:last] if w.plain == "of" and w.place - 1 in places}
    return [w for w in typed if w.place in places | of | {at + 1 for at in of}]


def doubted(named: NamedPayers, strange: list[Word], left: RemainingText) -> NamedPayers:
    """No payer for sure: "wellcare medicare" is not Medicare, "aetna kids" not Aetna."""
    typed = _with_of({*strange, *named.words}, left.typed)
    left.drop(strange)
    unknown = " ".join(word.typed for word in typed)
    few = named.payers if len(named.payers) <= FEW else ()
    return replace(named, payers=few, guessed_from="", unknown=unknown, apart=())
