"""Finds payers among the words that someone typed: by name, misspelt, or by a name they share."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import pairwise

from models.coverage import state
from models.coverage.payer import LINE_SYNONYMS, LineOfBusiness, Payer, PayerKind
from models.understanding.everyday_words import METALS, is_of_products, makes_no_plan
from models.understanding.names import NameIndex
from models.understanding.payer_hints import has_hint, is_of_state
from models.understanding.payer_index import PayerIndex, keys
from models.understanding.remaining_text import FILLER, RemainingText
from models.understanding.two_letters import is_behind_in
from models.words import Word, key_of

# Payers whose bare name, beside another payer's, means a plan of that one.
_LINES_OF_NAMES = {
    "medicare": LineOfBusiness.MEDICARE_ADVANTAGE,
    "medigap_generic": LineOfBusiness.MEDIGAP,
}

# How the names of plans say their line of business, behind the payer's own.
_LINE_WORDS: dict[LineOfBusiness, tuple[tuple[str, ...], ...]] = {
    LineOfBusiness.COMMERCIAL: (("commercial",),),
    LineOfBusiness.MEDICARE_ADVANTAGE: (("medicare", "advantage"), ("medicare",), ("ma",)),
    LineOfBusiness.MEDICAID: (("medicaid",),),
    LineOfBusiness.WORKERS_COMPENSATION: (("workers", "comp"), ("wc",)),
    LineOfBusiness.AUTO: (("pip",), ("no", "fault"), ("auto",)),
    LineOfBusiness.MEDIGAP: (("medigap",), ("medicare", "supplement")),
    LineOfBusiness.STUDENT: (("student",), ("student", "health")),
}

# Words that any plan's name may hold, and those of lines: what stands behind them is still beside.
_OF_PLANS = frozenset("plan plans insurance health".split())
_OF_LINES = frozenset(w for names in LINE_SYNONYMS.values() for n in names for w in n.split())

# "PIP outside Florida" is not Florida's.
_NOT_THERE = frozenset({"outside", "except", "excluding"})

# "Aetna first visit" is no plan of Aetna's.
_FIRST = "first"
_COUNTED = frozenset("visit visits time session sessions day treatment treatments week".split())

# So many names of a text are read.
_MOST_NAMES = 30

# With more payers of a state than this, its own program stands for them.
_FEW = 3


@dataclass(frozen=True, slots=True)
class PayerName:
    """A name in the text: the payers that it may mean, and its words."""

    ids: tuple[str, ...]
    words: tuple[Word, ...]
    parts: tuple[str, ...] = ()  # the words as the name is written, slips mended
    slips: int = 0


@dataclass(frozen=True, slots=True)
class NamedPayers:
    """The payers that a text names, the words that did, and what those words add."""

    payers: tuple[Payer, ...]
    words: tuple[Word, ...] = ()
    guessed_from: str = ""
    unknown: str = ""
    line: LineOfBusiness | None = None
    apart: tuple[tuple[Payer, ...], ...] = ()


class PayerNames:
    """Reads payers, in two steps: what stands in the text, then, last of all, what is meant."""

    def __init__(
        self,
        payers: Mapping[str, Payer],
        plans: Mapping[str, Collection[str]],
        asks: Callable[[Word], bool],
    ) -> None:
        """`plans` are the words of the plans that a payer's facts tell apart, by their id.

        `asks` tells a word that asks for something; beside a payer's name it makes no other plan.
        """
        self._payers = payers
        self._plans = plans
        self._asks = asks
        self._names = PayerIndex(payers)
        self._lines = NameIndex(LINE_SYNONYMS)

    def take(self, left: RemainingText, *, has_code: bool = False) -> list[PayerName]:
        """The payers' names that stand in the text as the book writes them.

        A payer's own name outweighs a name that it shares ("aetna medicare advantage" is Aetna's),
        and the shared name stays in the text to be read as a line of business. A name that is also
        a word counts where something hints at a payer.
        """
        found = [m for m in self._names.find_apart(left.words) if not is_behind_in(left, m)]
        named = [PayerName(m.ids, left.words[m.start : m.end]) for m in found[:_MOST_NAMES]]
        sure = {name.words[0].place for name in named if not self._is_common(name)}
        names = [
            name
            for name in named
            if name.words[0].place in sure
            or has_hint(
                name.words,
                [self._payers[id_] for id_ in name.ids],
                left,
                has_code=has_code,
                beside_others=bool(sure),
            )
        ]
        names = _without_virginia(names)
        own = {name.ids[0] for name in names if len(name.ids) == 1}
        kept = [n for n in names if len(n.ids) == 1 or not own or not self._line_in(n.words)]
        left.drop(word for name in kept for word in name.words)
        return kept

    def settle(
        self,
        exact: list[PayerName],
        left: RemainingText,
        where: str | None,
        line: LineOfBusiness | None,
    ) -> NamedPayers:
        """The payers that are meant, once everything else has been taken from the text."""
        names, guessed_from = self._corrected(exact, left)
        if not names:
            return NamedPayers((), unknown=_unread(left))
        named = replace(self._joined(names, line, where), guessed_from=guessed_from)
        strange = self._strange_beside(named, left)
        if where:
            strange += [w for w in left.words if w.plain in _NOT_THERE and w not in strange]
        if strange:
            return _doubted(named, strange, left)
        if guessed_from and names[-1].slips > 1 and _is_federal(named.payers):
            return replace(named, guessed_from="", unknown=guessed_from)
        if len(named.payers) < 2 or named.apart:  # noqa: PLR2004 - there is no choice
            return named
        return _narrowed(named, where, named.line or line)

    def _strange_beside(self, named: NamedPayers, left: RemainingText) -> list[Word]:
        """Words without a gap before or behind a name that may make another plan of it."""
        before = left.typed[: named.words[0].place][::-1]
        behind = left.typed[named.words[-1].place + 1 :]
        unread = {word.place for word in left.words if self._is_strange(word, named.payers[0])}
        visits = {word.place for word in left.typed if word.plain in _COUNTED}
        unread_at_all = {word.place for word in left.words}
        strange = []
        for beside, silent in ((before, _OF_PLANS - {"health"}), (behind, _OF_PLANS)):
            for word in beside:
                is_taken = word.place not in unread_at_all
                if word.plain in silent or word.plain in METALS or keys((word,)) == [""]:
                    continue
                if word.plain == _FIRST and word.place + 1 in visits:
                    break
                if is_taken and (is_of_state(word.plain) or word.plain in _OF_LINES):
                    continue
                if word.place not in unread:
                    break
                strange.append(word)
        return strange

    def _is_strange(self, word: Word, payer: Payer) -> bool:
        """Whether a word may belong to a name: it is no everyday word, and asks for nothing."""
        if word.plain in self._plans.get(payer.facts or payer.id, ()) or makes_no_plan(word.plain):
            return False
        return is_of_products(word.plain) or not self._asks(word)

    def take_line(self, left: RemainingText) -> LineOfBusiness | None:
        """The line of business that the text names, if it names one."""
        match = next(self._lines.find(left.words), None)
        if match is None:
            return None
        left.take(match)
        return LineOfBusiness(match.ids[0])

    def line_of(self, names: list[PayerName]) -> LineOfBusiness | None:
        """The line of business that a shared name of payers also is: "medicare advantage"."""
        found = (self._line_in(name.words) for name in names if len(name.ids) > 1)
        return next(filter(None, found), None)

    def _line_in(self, words: tuple[Word, ...]) -> LineOfBusiness | None:
        match = next(self._lines.find(words), None)
        return LineOfBusiness(match.ids[0]) if match else None

    def _is_common(self, name: PayerName) -> bool:
        return self._names.is_common("".join(keys(name.words)))

    def _joined(
        self, names: list[PayerName], line: LineOfBusiness | None, where: str | None
    ) -> NamedPayers:
        """The payers that several names mean together; "aetna medicare" is Aetna's plan."""
        words = tuple(word for name in names for word in name.words)
        said = [name for name in names if set(name.ids) <= _LINES_OF_NAMES.keys()]
        others = [name for name in names if name not in said]
        own_line = None
        if any(_is_beside(one, other) for one in said for other in others):
            names, own_line = others, _LINES_OF_NAMES[said[0].ids[0]]
        names = _settled_by_own(names)
        own = dict.fromkeys(name.ids[0] for name in names if len(name.ids) == 1)
        if len(own) > 1 or any(not _is_beside(a, b) for a, b in pairwise(names)):
            return self._apart(names, words, where)
        ids = list(own) or _in_common([name.ids for name in names])
        exact = self._more_exact(names[0], own_line or line, where) if len(names) == 1 else ()
        payers = tuple(self._payers[id_] for id_ in exact or ids)
        return NamedPayers(payers, words, line=own_line)

    def _apart(
        self, names: list[PayerName], words: tuple[Word, ...], where: str | None
    ) -> NamedPayers:
        """Several payers, each asked about: "aetna or bcbs". Each has those it may mean."""
        groups: dict[tuple[Payer, ...], None] = {}
        for name in names:
            ids = self._more_exact(name, None, where) or name.ids
            payers = tuple(self._payers[id_] for id_ in ids)
            one = _narrowed(NamedPayers(payers, name.words), where, None) if len(ids) > 1 else None
            groups[(one.payers if one else None) or payers] = None
        every = dict.fromkeys(payer for payers in groups for payer in payers)
        apart = tuple(groups) if len(groups) > 1 else ()
        return NamedPayers(tuple(every), words, apart=apart)

    def _more_exact(
        self, name: PayerName, line: LineOfBusiness | None, where: str | None
    ) -> tuple[str, ...]:
        """The payers whose name is this one with the line of business or the state beside it.

        "anthem in ohio" is Anthem Ohio, "medicaid in texas" Texas Medicaid.
        """
        parts = name.parts or tuple(filter(None, keys(name.words)))
        is_line = self._line_in(name.words) is line
        lines = _LINE_WORDS.get(line, ()) if line and not is_line else ()
        places = ((where.casefold(),), (key_of(state.NAMES[where]),)) if where else ()
        full = tuple(w.casefold() for w in state.NAMES[where].split()) if where else ()
        places = (*places, full) if full else ()
        for written in _with(parts, lines, places):
            if ids := self._names.ids_of(written):
                return ids
        return ()

    def _corrected(
        self, exact: list[PayerName], left: RemainingText
    ) -> tuple[list[PayerName], str]:
        """The names, with a misspelt or longer one guessed from words that nothing else wanted.

        "railrod medicare" holds "medicare" and means another payer. Beside a name that stands in
        the text no other is guessed.
        """
        over = {w.place for w in left.words if w.plain not in FILLER and not _is_plain(w)}
        if not over:
            return exact, ""
        held = {word for name in exact for word in name.words} | set(left.words)
        words = tuple(w for w in left.typed if w in held or is_of_state(w.plain))
        guess = self._names.slipped(words, over)
        if guess is None:
            return exact, ""
        guessed = PayerName(guess.ids, guess.words, self._names.written(guess.key), guess.slips)
        kept = [name for name in exact if not set(name.words) & set(guessed.words)]
        inside = [name for name in exact if name not in kept]
        is_whole = all(set(name.words) <= set(guessed.words) for name in inside)
        if (exact and not inside) or not is_whole:
            return exact, ""
        left.drop(guessed.words)
        return [*kept, guessed], " ".join(word.typed for word in guess.words)


def _with(
    parts: tuple[str, ...],
    lines: Iterable[tuple[str, ...]],
    places: Iterable[tuple[str, ...]],
) -> Iterator[tuple[str, ...]]:
    """A name's words with those of a line and a state around them, the most exact first."""
    lines, places = list(lines), list(places)
    for line in lines:
        for where in places:
            yield from ((*parts, *line, *where), (*parts, *where, *line), (*where, *parts, *line))
    for more in (*lines, *places):
        yield from ((*parts, *more), (*more, *parts))


def _is_plain(word: Word) -> bool:
    return makes_no_plan(word.plain)


def _is_federal(payers: tuple[Payer, ...]) -> bool:
    """Whether a bold guess would end at a federal program, whose rules are its own."""
    return all(payer.kind is PayerKind.FEDERAL for payer in payers)


def _is_beside(one: PayerName, other: PayerName) -> bool:
    """Whether one name ends where the other begins."""
    return one.words[-1].place + 1 == other.words[0].place or (
        other.words[-1].place + 1 == one.words[0].place
    )


def _unread(left: RemainingText) -> str:
    """What nothing has taken, with an "of" between: "Mutual of Fennimore"."""
    meant = left.meaning()
    if not meant:
        return ""
    places = {word.place for word in meant}
    within = (w for w in left.words if meant[0].place <= w.place <= meant[-1].place)
    return " ".join(w.typed for w in within if w.place in places or w.plain == "of")


def _doubted(named: NamedPayers, strange: list[Word], left: RemainingText) -> NamedPayers:
    """No payer for sure: "wellcare medicare" is not Medicare, "aetna kids" not Aetna."""
    typed = sorted({*strange, *named.words}, key=lambda word: word.place)
    left.drop(strange)
    unknown = " ".join(word.typed for word in typed)
    few = named.payers if len(named.payers) <= _FEW else ()
    return replace(named, payers=few, guessed_from="", unknown=unknown, apart=())


def _without_virginia(names: list[PayerName]) -> list[PayerName]:
    """The names without "VA" beside a payer's name: there it is the state."""
    short = [name for name in names if [word.plain for word in name.words] == ["va"]]
    states = [va for va in short if any(_is_beside(va, other) for other in names if other != va)]
    return [name for name in names if name not in states]


def _settled_by_own(names: list[PayerName]) -> list[PayerName]:
    """The names without those shared ones that a payer's own name settles: "carefirst bcbs"."""
    own = {name.ids[0] for name in names if len(name.ids) == 1}
    return [name for name in names if len(name.ids) == 1 or own.isdisjoint(name.ids)]


def _narrowed(named: NamedPayers, where: str | None, line: LineOfBusiness | None) -> NamedPayers:
    """Among several payers, those of the state and line of business that were named."""
    payers, place = named.payers, ""
    if line and (of_line := tuple(p for p in payers if line in p.lines)):
        payers = of_line
    if where:
        tied = tuple(p for p in payers if where in p.states)
        payers = tied or tuple(p for p in payers if not p.states)
        joined = "" if named.words and named.words[-1].plain == "of" else "in "
        place = f" {joined}{state.NAMES[where]}"
    if (len(payers) > _FEW or line) and (programs := [p for p in payers if _is_program(p, where)]):
        payers = tuple(programs)
    if where and len(payers) > 1:
        payers = _without_wider(payers)
    typed = " ".join(word.typed for word in named.words) + place
    if not payers:
        return NamedPayers((), unknown=typed)
    guessed_from = typed if len(payers) == 1 else named.guessed_from
    return replace(named, payers=payers, guessed_from=guessed_from)


def _without_wider(payers: tuple[Payer, ...]) -> tuple[Payer, ...]:
    """Of the payers for whom the same facts answer, those of the fewest states."""
    fewest: dict[str, int] = {}
    for payer in payers:
        fewest[payer.facts] = min(_width(payer), fewest.get(payer.facts, _width(payer)))
    return tuple(p for p in payers if not p.facts or _width(p) == fewest[p.facts])


def _width(payer: Payer) -> int:
    return len(payer.states) or len(state.NAMES)


def _is_program(payer: Payer, where: str | None) -> bool:
    """Whether a payer is the state's own program, whose plans are many."""
    return payer.part_of == "state" and where in payer.states


def _in_common(shared: list[tuple[str, ...]]) -> list[str]:
    every = dict.fromkeys(id_ for ids in shared for id_ in ids)
    common = set(every).intersection(*shared)
    return [id_ for id_ in every if id_ in common] or list(every)
