"""A program in a list of payers: behind a comma Medicare or work comp is a further payer.

Beside a payer's name, without a mark between, it says which plan of that payer is meant.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate, pairwise

from models.coverage.payer import LineOfBusiness, Payer, PayerKind
from models.understanding.names import NameMatch
from models.understanding.payers.named_payers import PayerName
from models.understanding.payers.networks import OF_CLAIMS
from models.understanding.payers.payer_hints import COMPARES, LISTS, is_of_state
from models.understanding.payers.payer_index import PayerIndex
from models.understanding.payers.payer_lines import line_in
from models.understanding.payers.state_programs import LINES, StatePrograms
from models.understanding.remaining_text import FILLER, RemainingText
from models.words import Word, plain_words, split

_MARKS = re.compile(r"[;!?\n+&]|,(?![0-9])|\.(?=\s)|(?<!\bw)/", re.IGNORECASE)
_JOINS = LISTS | COMPARES | {"nor", "but", "then"}

_MEDICARE = ("medicare",)
_OF_INJURY = {LineOfBusiness.AUTO}
_KINDS = {
    PayerKind.FEDERAL, PayerKind.MEDICAID, PayerKind.MEDICARE_CONTRACTOR, PayerKind.WORKERS_COMP,
}  # fmt: skip

# Behind a program's name they make it the plan of a payer: "aetna, medicare ppo".
_OF_PLANS = frozenset(
    """adv advantage hmo line lines option options plan plans ppo product products replacement supp
    supplement""".split()
)

# Behind a comma they speak of the payer before it: "aetna, is it medicare".
_BACK = frozenset("it its that they this which".split())


def find_in_lists(
    left: RemainingText, known: PayerIndex, payers: Mapping[str, Payer]
) -> list[NameMatch]:
    """The names in a text, longest first; none goes on over a mark to the next payer of a list.

    "bcbsnc, medicare" names two, and so does "fep and blue cross nc".
    """
    words = left.words
    found = known.find_apart(words)
    if not any(match.end - match.start > 1 for match in found):
        return found
    marks = _marks(left)
    across = [m for m in found if any(_first(words, m) < at <= _last(words, m) for at in marks)]
    if not across:
        return found
    ends = [at for at, word in enumerate(words) if at and _is_marked(words, at, marks)]
    within = list(_within(words, ends, known))
    listed = _Listed(payers, left)
    divided = sorted(
        {at for match in across for at in _divided(match, ends, within, words, listed)}
    )
    if not divided:
        return found
    again = list(_within(words, divided, known))
    return sorted(again, key=lambda match: match.start - match.end)


def _divided(
    match: NameMatch,
    ends: Sequence[int],
    within: Sequence[NameMatch],
    words: tuple[Word, ...],
    listed: _Listed,
) -> Iterator[int]:
    """Where marks within a name make two names of it."""
    if listed.is_in_full(PayerName(match.ids, words[match.start : match.end])):
        return
    for end in ends:
        if not match.start < end < match.end:
            continue
        behind = next((m for m in within if m.start == end), None)
        before = next((m for m in within if match.start < m.end <= end), None)
        if behind is None:
            continue
        second = PayerName(behind.ids, words[behind.start : behind.end])
        first = PayerName(before.ids, words[before.start : before.end]) if before else None
        silent = (is_of_state(w.plain) or w.plain in _JOINS for w in words[match.start : end])
        is_state = all(silent)
        if (first and listed.are_two(first, second)) or (is_state and listed.is_program(second)):
            yield end


def _within(
    words: tuple[Word, ...], ends: Collection[int], known: PayerIndex
) -> Iterator[NameMatch]:
    """The names in each phrase, at their places in all the words."""
    for start, end in pairwise((0, *ends, len(words))):
        for match in known.find_apart(words[start:end]):
            yield NameMatch(match.start + start, match.end + start, match.ids)


def _first(words: Sequence[Word], match: NameMatch) -> int:
    return words[match.start].place


def _last(words: Sequence[Word], match: NameMatch) -> int:
    return words[match.end - 1].place


def _is_marked(words: Sequence[Word], at: int, marks: Collection[int]) -> bool:
    """Whether a mark stands between a word and the one before it."""
    return any(words[at - 1].place < mark <= words[at].place for mark in marks)


def _marks(left: RemainingText) -> frozenset[int]:
    """The places of words that begin behind a mark of a list, or behind "and" and the like."""
    phrases = _MARKS.split(left.text)
    counted = accumulate(len(split(phrase)) for phrase in phrases[:-1])
    return frozenset((*counted, *(w.place + 1 for w in left.typed if w.plain in _JOINS)))


def _phrases(left: RemainingText, marks: Collection[int]) -> list[tuple[Word, ...]]:
    """The words between marks, without those that join phrases."""
    ends = sorted({0, len(left.typed), *marks})
    return [
        tuple(w for w in left.typed[start:end] if w.plain not in _JOINS)
        for start, end in pairwise(ends)
    ]


def with_listed(
    names: Sequence[PayerName], left: RemainingText, known: PayerIndex, payers: Mapping[str, Payer]
) -> list[PayerName]:
    """The names, those told that begin another payer of a list, with the state of a program.

    Of "cigna, medicaid nc" the second is NC Medicaid, and no plan of Cigna's.
    """
    listed = _Listed(payers, left)
    if len(names) == 1 or not any(map(listed.is_program, names)):
        return list(names)
    marks = _marks(left)
    in_order = sorted(names, key=lambda name: name.words[0].place)
    if not marks:
        return list(names)
    phrases = _phrases(left, marks)
    programs = StatePrograms(known, payers, {word for name in names for word in name.words})
    placed = _apart_from_states([each for name in in_order for each in programs.of(name, phrases)])
    apart = [
        replace(later, is_apart=later.is_apart or listed.is_apart(first, later, marks))
        for first, later in pairwise(placed)
    ]
    return [placed[0], *apart] if any(name.is_apart for name in apart) else list(names)


def without_lines(names: list[PayerName]) -> list[PayerName]:
    """The names without those shared ones that are a line of business of a payer beside them."""
    if all(len(name.ids) > 1 for name in names):
        return names
    return [name for name in names if len(name.ids) == 1 or not line_in(name.words)]


def _apart_from_states(names: Sequence[PayerName]) -> list[PayerName]:
    """The names without those that are the state of a program: "medicaid in nc, va, medicare"."""
    states = {word for name in names if name.where for word in name.words}
    return [name for name in names if name.where or not states.issuperset(name.words)]


@dataclass(frozen=True, slots=True)
class _Listed:
    """Whether two names of one text are two payers of a list."""

    payers: Mapping[str, Payer]
    left: RemainingText

    def is_program(self, name: PayerName) -> bool:
        """Whether a name is that of Medicare, of a state's program or of work comp."""
        if name.ids == _MEDICARE or line_in(name.words) in LINES | _OF_INJURY:
            return not self._is_plan(name)
        return len(name.ids) == 1 and self.payers[name.ids[0]].kind in _KINDS

    def _is_plan(self, name: PayerName) -> bool:
        """Whether the words at the end of a name, or behind it, make it somebody's plan."""
        behind = self.left.typed[name.words[-1].place + 1 :][:1]
        return not _OF_PLANS.isdisjoint(w.plain for w in (name.words[-1], *behind))

    def is_in_full(self, name: PayerName) -> bool:
        """Whether a name is the whole one of a payer, which may hold a comma or "and"."""
        typed = [word.plain for word in name.words]
        return any(plain_words(self.payers[id_].name) == typed for id_ in name.ids)

    def are_two(self, first: PayerName, second: PayerName) -> bool:
        """Whether names on both sides of a mark are of two payers, one of them a program."""
        pair = first, second
        if not any(map(self.is_program, pair)) or first.ids == second.ids:
            return False
        kinds = [{self.payers[id_].kind for id_ in name.ids} for name in pair]
        if any(of_one == {PayerKind.FEDERAL} for of_one in kinds):  # "bcbs, fep" is one plan
            are_known = (len(name.ids) == 1 or self.is_program(name) for name in pair)
            return kinds[0] != kinds[1] and all(are_known)
        return not any(self._is_of(*two) for two in (pair, pair[::-1]))

    def _is_of(self, plan: PayerName, program: PayerName) -> bool:
        """Whether one name is a plan or an insurer of the program that the other one names."""
        plans, others = ([self.payers[id_] for id_ in name.ids] for name in (plan, program))
        line = line_in(program.words) if len(program.ids) > 1 else None
        if line and len(plans) == 1:
            is_insurer = plans[0].kind in OF_CLAIMS & {other.kind for other in others}
            return is_insurer or plans[0].lines == (line,)
        return all(payer.kind is PayerKind.MEDICAID_MANAGED for payer in plans) and any(
            other.kind is PayerKind.MEDICAID and other.only_state in payer.states
            for other in others
            for payer in plans
        )

    def is_apart(self, first: PayerName, second: PayerName, marks: Collection[int]) -> bool:
        """Whether the second name is another payer of a list in which the first one stands."""
        place = second.words[0].place
        mark = max((at for at in marks if first.words[-1].place < at <= place), default=None)
        if mark is None or not self.are_two(first, second):
            return False
        between = {word.plain for word in self.left.typed[mark:place]}
        if line_in(second.words) in _OF_INJURY and between:
            return False  # "and was in an auto accident"
        silent = {word for word in between if word in FILLER or is_of_state(word)}
        return between <= silent | _JOINS and between.isdisjoint(_BACK)
