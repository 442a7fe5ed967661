"""Finds payers among the words that someone typed: by name, misspelt, or by a name they share."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from models.coverage import state
from models.coverage.payer import LINE_SYNONYMS, LineOfBusiness, Payer
from models.understanding.names import NameGuess, NameIndex
from models.understanding.remaining_text import FILLER, RemainingText
from models.understanding.states import is_behind_in
from models.words import Word, key

# The payer whose bare name, beside another payer's, means that payer's Medicare Advantage plan.
_MEDICARE = "medicare"

# A guess this near may settle what a shared name leaves open.
_SURE = 0.9


@dataclass(frozen=True, slots=True)
class PayerName:
    """A name in the text: the payers that it may mean, and its words."""

    ids: tuple[str, ...]
    words: tuple[Word, ...]


@dataclass(frozen=True, slots=True)
class NamedPayers:
    """The payers that a text names, the words that did, and what those words add."""

    payers: tuple[Payer, ...]
    words: tuple[Word, ...] = ()
    guessed_from: str = ""
    unknown: str = ""
    line: LineOfBusiness | None = None


class PayerNames:
    """Reads payers, in two steps: what stands in the text, then, last of all, what is meant."""

    def __init__(self, payers: Mapping[str, Payer]) -> None:
        self._payers = payers
        self._names = NameIndex(
            {p.id: (p.name, *p.names, *p.shared_names) for p in payers.values()}
        )
        self._lines = NameIndex(LINE_SYNONYMS)

    def take(self, left: RemainingText) -> list[PayerName]:
        """The payers' names that stand in the text as the book writes them.

        A payer's own name outweighs a name that it shares ("aetna medicare advantage" is Aetna's),
        and the shared name stays in the text to be read as a line of business.
        """
        found = [m for m in self._names.find_apart(left.words) if not is_behind_in(left, m)]
        own = [m for m in found if len(m.ids) == 1]
        names = [PayerName(m.ids, left.words[m.start : m.end]) for m in own or found]
        left.drop(word for name in names for word in name.words)
        return names

    def settle(
        self,
        exact: list[PayerName],
        left: RemainingText,
        where: str | None,
        line: LineOfBusiness | None,
    ) -> NamedPayers:
        """The payers that are meant, once everything else has been taken from the text."""
        named = self._corrected(exact, left) if left.meaningful() else self._joined(exact)
        if not named.payers:
            return NamedPayers((), unknown=" ".join(left.meaningful()))
        if named.payers[0].id == _MEDICARE and len(named.payers) == 1:
            return _doubted(named, left)
        return _narrowed(named, where, named.line or line) if len(named.payers) > 1 else named

    def take_line(self, left: RemainingText) -> LineOfBusiness | None:
        """The line of business that the text names, if it names one."""
        match = next(self._lines.find(left.words), None)
        if match is None:
            return None
        left.take(match)
        return LineOfBusiness(match.ids[0])

    def line_of(self, names: list[PayerName]) -> LineOfBusiness | None:
        """The line of business that a shared name of payers also is: "medicare advantage"."""
        found = (next(self._lines.find(name.words), None) for name in names if len(name.ids) > 1)
        return next((LineOfBusiness(match.ids[0]) for match in found if match), None)

    def _joined(self, names: list[PayerName], guessed_from: str = "") -> NamedPayers:
        """The payers that several names mean together; "aetna medicare" is Aetna's plan."""
        line = None
        words = tuple(word for name in names for word in name.words)
        medicare = [name for name in names if name.ids == (_MEDICARE,)]
        others = [name for name in names if name.ids != (_MEDICARE,)]
        if any(_is_beside(one, other) for one in medicare for other in others):
            names, line = others, LineOfBusiness.MEDICARE_ADVANTAGE
        own = [name.ids[0] for name in names if len(name.ids) == 1]
        ids = own or _in_common([name.ids for name in names])
        payers = tuple(self._payers[id_] for id_ in dict.fromkeys(ids))
        return NamedPayers(payers, words, guessed_from=guessed_from, line=line)

    def _corrected(self, exact: list[PayerName], left: RemainingText) -> NamedPayers:
        """The payers, with a misspelt or longer name guessed from words that nothing else wanted.

        "railrod medicare" holds "medicare" and means another payer; "kiaser medicare" names two.
        """
        over = {w.place for w in left.words if w.plain not in FILLER}
        held = [word for name in exact for word in name.words]
        words = tuple(sorted((*left.words, *held), key=lambda word: word.place))
        guess = self._names.guess(words, skip=FILLER, must=over)
        if guess is None:
            return self._joined(exact)
        guessed = PayerName(guess.match.ids, guess.words)
        kept = [name for name in exact if not set(name.words) & set(guessed.words)]
        if any(_is_better(name, guess) for name in exact if name not in kept):
            return self._joined(exact)
        left.drop(guessed.words)
        return self._joined([*kept, guessed], guess.typed)


def _is_beside(one: PayerName, other: PayerName) -> bool:
    """Whether one name ends where the other begins."""
    return one.words[-1].place + 1 == other.words[0].place or (
        other.words[-1].place + 1 == one.words[0].place
    )


def _is_better(name: PayerName, guess: NameGuess) -> bool:
    """Whether a name as the book writes it says more than a guess from more words around it."""
    exact, guessed = set(name.ids), set(guess.match.ids)
    if key(name.words) == guess.name or exact < guessed:
        return True
    return guessed < exact and guess.likeness < _SURE


def _doubted(named: NamedPayers, left: RemainingText) -> NamedPayers:
    """Medicare, unless words beside its name may make it another plan: "wellcare medicare"."""
    beside = {named.words[0].place - 1, named.words[-1].place + 1}
    strange = [w for w in left.words if w.place in beside and w.plain not in FILLER]
    if not strange or named.guessed_from:
        return named
    typed = sorted((*strange, *named.words), key=lambda word: word.place)
    left.drop(strange)
    return NamedPayers(named.payers, unknown=" ".join(word.typed for word in typed))


def _narrowed(named: NamedPayers, where: str | None, line: LineOfBusiness | None) -> NamedPayers:
    """Among several payers, those of the state and line of business that were named."""
    payers, place = named.payers, ""
    if line and (of_line := tuple(p for p in payers if line in p.lines)):
        payers = of_line
    if where:
        payers = tuple(p for p in payers if not p.states or where in p.states)
        joined = "" if named.words and named.words[-1].plain == "of" else "in "
        place = f" {joined}{state.NAMES[where]}"
    typed = " ".join(word.typed for word in named.words) + place
    if not payers:
        return NamedPayers((), unknown=typed)
    return NamedPayers(payers, named.words, typed if len(payers) == 1 else named.guessed_from)


def _in_common(shared: list[tuple[str, ...]]) -> list[str]:
    every = list(dict.fromkeys(id_ for ids in shared for id_ in ids))
    return [id_ for id_ in every if all(id_ in ids for ids in shared)] or every
