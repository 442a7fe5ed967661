"""What changed between two packs of facts, in sentences."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import fields, replace
from enum import Enum
from typing import Any, TypeVar

from models.coverage.appeal_window import AppealWindow
from models.coverage.decision_time import DecisionTime
from models.coverage.dispute import Side
from models.coverage.duty import Duty
from models.coverage.fact_book import Authority, FactBook, Source
from models.coverage.new_year import NewYearFact
from models.coverage.payer import LINE_NAMES, LineOfBusiness, Payer
from models.coverage.position import Position
from models.coverage.state import ScopeRule, State
from models.coverage.statement import Statement
from models.period import Period, is_partial
from models.wording.phrases import AUTHORITIES, count, partial, period, sentence

T = TypeVar("T")
_Sentences = Iterable[DecisionTime | Duty | NewYearFact | AppealWindow]

_TOLD_BY_SOURCES = "known_from"  # the sources and the day of a position say it

# What one item of a field is called. Any other field goes by its own name.
_LABELS = {
    "also": "other wording",
    "billed_by": "biller",
    "cautions": "caution",
    "cites": "source",
    "codes": "code",
    "commands": "next command",
    "conditions": "condition of payment",
    "details": "detail",
    "in_states": "state",
    "limits": "limit",
    "lines": "line of business",
    "mistakes": "mistake",
    "names": "name",
    "not_treating": "excluded condition",
    "payers": "payer",
    "professions": "profession",
    "requirements": "requirement",
    "shared_names": "shared name",
    "sides": "side",
    "states": "state",
    "topics": "topic",
    "treating": "condition treated",
    "units": "unit rule",
    "values": "value",
}


def difference(old: FactBook, new: FactBook) -> list[str]:
    """One sentence for each thing that came, went or changed; none for equal books.

    Payers come first, each followed by its positions, then codes, states, topics, disagreements,
    conditions and sources; by id within each.
    """
    tell = _Teller({**old.sources, **new.sources})
    return [
        *_payers(old, new, tell),
        *tell.each("code", old.codes, new.codes, lambda code: code.code),
        *_states(old, new, tell),
        *tell.each(
            "topic", old.topics, new.topics, lambda topic: f"“{topic.question}” ({topic.id})"
        ),
        *tell.each(
            "disagreement",
            {dispute.id: dispute for dispute in old.disputes},
            {dispute.id: dispute for dispute in new.disputes},
            lambda dispute: f"“{dispute.question}” ({dispute.id})",
        ),
        *_sentences("decision time", old.decisions, new.decisions, tell),
        *_sentences("duty", old.duties, new.duties, tell),
        *_sentences("fact of a new year", old.new_year, new.new_year, tell),
        *_sentences("appeal window", old.appeals, new.appeals, tell),
        *tell.each("condition", old.conditions, new.conditions, lambda told: told.name),
        *tell.each("source", old.sources, new.sources, lambda told: _quoted(told.title, told.id)),
    ]


def _sentences(kind: str, old: _Sentences, new: _Sentences, tell: _Teller) -> Iterator[str]:
    """What changed of facts that are a sentence each, by their ids."""
    before, after = ({said.id: said for said in held} for held in (old, new))
    return tell.each(kind, before, after, lambda said: _quoted(said.says, said.id))


def _payers(old: FactBook, new: FactBook, tell: _Teller) -> Iterator[str]:
    for id_ in sorted(old.payers.keys() | new.payers.keys()):
        before, after = _at(id_, old.payers), _at(id_, new.payers)
        held, holds = old.positions.get(id_, ()), new.positions.get(id_, ())
        if before and after:
            yield from tell.each("payer", before, after, _payer_name)
            yield from _positions(before[id_], held, holds, tell)
        else:
            name = _with_positions(held or holds)
            yield from tell.each("payer", before, after, name)


def _payer_name(payer: Payer) -> str:
    return f"{payer.name} ({payer.id})"


def _with_positions(held: Sequence[Position]) -> Callable[[Payer], str]:
    """A payer that comes or goes is named with all that it says."""
    told = "; ".join(f"“{position.title}”{_what(position)}" for position in held)
    return lambda payer: f"{_payer_name(payer)}, with {told or 'no position'}"


def _positions(
    payer: Payer, old: Sequence[Position], new: Sequence[Position], tell: _Teller
) -> Iterator[str]:
    before, after = {p.id: p for p in old}, {p.id: p for p in new}
    yield from tell.each("position", before, after, lambda p: f"{payer.name}, “{p.title}” ({p.id})")
    if [id_ for id_ in before if id_ in after] != [id_ for id_ in after if id_ in before]:
        yield f"{payer.name}: its positions are asked in another order."


def _states(old: FactBook, new: FactBook, tell: _Teller) -> Iterator[str]:
    for code in sorted(old.states.keys() | new.states.keys()):
        before, after = _at(code, old.states), _at(code, new.states)
        if not (before and after):
            yield from tell.each("state", before, after, _in_short)
        elif before != after:
            yield from _rules(before[code], after[code], tell)


def _rules(old: State, new: State, tell: _Teller) -> Iterator[str]:
    told = [
        line
        for one, other in _pairs(old.rules, new.rules)
        for line in tell.one("rule", one, other, lambda rule: f"{old.name}, {rule.profession}")
    ]
    if old.direct_access != new.direct_access:
        bare = replace(old, rules=()), replace(new, rules=())
        told += tell.one("state", *bare, lambda state: state.name)
    yield from told or [f"{old.name}: its rules stand in another order."]


def _pairs(
    old: Sequence[ScopeRule], new: Sequence[ScopeRule]
) -> Iterator[tuple[ScopeRule | None, ScopeRule | None]]:
    """Rules have no id: each is paired with the one that it most likely was, or with None."""
    likeness: tuple[Callable[[ScopeRule], object], ...] = (
        lambda rule: rule,
        lambda rule: (rule.profession, rule.in_force.first),
        lambda rule: rule.profession,
        lambda rule: rule.says,
    )
    before, after = list(old), list(new)
    for like in likeness:
        for one in tuple(before):
            other = next((rule for rule in after if like(rule) == like(one)), None)
            if other is not None:
                before.remove(one)
                after.remove(other)
                yield one, other
    yield from ((one, None) for one in before)
    yield from ((None, other) for other in after)


class _Teller:
    """Words changes, naming sources by their titles."""

    def __init__(self, sources: Mapping[str, Source]) -> None:
        self._sources = sources

    def each(
        self, noun: str, old: Mapping[str, T], new: Mapping[str, T], name: Callable[[T], str]
    ) -> Iterator[str]:
        """A sentence for every id under which something came, went or changed."""
        for id_ in sorted(old.keys() | new.keys()):
            yield from self.one(noun, old.get(id_), new.get(id_), name)

    def one(
        self, noun: str, before: T | None, after: T | None, name: Callable[[T], str]
    ) -> Iterator[str]:
        """A sentence, where the two differ. None means that the thing is not in the book."""
        if before is after:
            return
        if before is None and after is not None:
            yield f"New {noun}: {name(after)}{_what(after)}."
        elif after is None and before is not None:
            yield f"{sentence(noun)} taken out: {name(before)}{_what(before)}."
        elif before is not None and (changes := "; ".join(self._changes(before, after))):
            yield f"{name(before)}: {changes}."

    def _changes(self, before: Any, after: Any) -> Iterator[str]:
        for field in fields(before):
            old, new = getattr(before, field.name), getattr(after, field.name)
            if old != new and field.name != _TOLD_BY_SOURCES:
                label = _LABELS.get(field.name, field.name.replace("_", " "))
                yield from self._field(label, old, new)

    def _field(self, label: str, old: Any, new: Any) -> Iterator[str]:
        if isinstance(old, Period):
            yield f"{_days(label, new)} (before: {period(old)})"
        elif isinstance(old, tuple):
            yield from self._items(label, old, new)
        elif isinstance(old, Statement | None) and isinstance(new, Statement | None):
            yield from self._items(label, (old,) if old else (), (new,) if new else ())
        elif old and new and label == "says":
            yield f"says now {_quoted(new)} instead of {_quoted(old)}"
        elif "" in {old, new}:
            yield _came(label, _word(new)) if new else _went(label, _word(old))
        else:
            yield f"{label} changed from {_word(old)} to {_word(new)}"

    def _items(self, label: str, old: Sequence[Any], new: Sequence[Any]) -> Iterator[str]:
        before, after = [self._text(label, i) for i in old], [self._text(label, i) for i in new]
        went = list((Counter(before) - Counter(after)).elements())
        came = list((Counter(after) - Counter(before)).elements())
        if len(went) == len(came) == 1:
            yield f"{label} {came[0]} instead of {went[0]}"
        else:
            yield from (_came(label, text) for text in came)
            yield from (_went(label, text) for text in went)
        within = list(
            self._within(dict(zip(before, old, strict=True)), zip(after, new, strict=True))
        )
        yield from within
        if not (went or came or within):
            yield f"the {label}s stand in another order"

    def _within(self, old: Mapping[str, Any], new: Iterator[tuple[str, Any]]) -> Iterator[str]:
        """What changed about sentences that still say the same: their sources, or who is right."""
        for text, item in new:
            before, after = _told(old.get(text)), _told(item)
            if before is None or after is None or before == after:
                continue
            yield f"of {text}: {', '.join(self._changes(before, after))}"

    def _text(self, label: str, item: Any) -> str:
        if label == "source":
            return _quoted(self._sources[item].title, item) if item in self._sources else item
        if isinstance(item, tuple):
            return f"{item[0]}: {_quoted(item[1].says)}"
        if isinstance(item, Statement | Side):
            return _quoted(item.says)
        return _word(item)


def _at(id_: str, things: Mapping[str, T]) -> dict[str, T]:
    return {id_: things[id_]} if id_ in things else {}


def _told(item: Any) -> Any:
    """The sentence of an item that has one: a requirement is a label and its sentence."""
    item = item[-1] if isinstance(item, tuple) else item
    return item if isinstance(item, Statement | Side) else None


def _in_short(state: State) -> str:
    return f"{state.name}, with {count(len(state.rules), 'rule')}"


def _what(thing: object) -> str:
    """The gist of a position or rule, after its name."""
    if isinstance(thing, Position):
        return f": {_word(thing.verdict)}, {_days('in force', thing.in_force)}"
    if isinstance(thing, ScopeRule):
        return f": {_word(thing.permission)}, {_days('in force', thing.in_force)}"
    return ""


def _days(label: str, of: Period) -> str:
    return f"{label} {period(of)}" if of.first or of.last else f"{label}: {period(of)}"


def _came(label: str, text: str) -> str:
    return f"new {label} {text}"


def _went(label: str, text: str) -> str:
    return f"{label} {text} taken out"


def _quoted(text: str, id_: str = "") -> str:
    words = f"“{text.removesuffix('.')}”"
    return f"{words} ({id_})" if id_ else words


def _word(value: object) -> str:
    if isinstance(value, Authority):
        return AUTHORITIES[value]
    if isinstance(value, LineOfBusiness):
        return LINE_NAMES[value]
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, Enum):
        return str(value.value).replace("_", " ")
    text = str(value)
    return partial(text) if is_partial(text) else _quoted(text)
