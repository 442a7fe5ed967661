"""What must hold across the whole pack: ids that exist, names that are clear, days that tile."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import combinations

from models import state
from models.content.entry import Fault
from models.coverage import Position
from models.dispute import Dispute
from models.facts import FactBook
from models.state import ScopeRule
from models.statement import Statement
from models.words import key_of


def check(book: FactBook) -> list[Fault]:
    """Every fault that no single file can show."""
    return [
        *_unknown_sources(book),
        *_uncited_sources(book),
        *_unknown_ids(book),
        *_unclear_names(book),
        *_overlaps(book),
    ]


def cited(book: FactBook) -> Iterator[tuple[str, str]]:
    """Every source id that some fact cites, with the file of that fact."""
    for payer_id, positions in book.positions.items():
        for position in positions:
            yield from ((f"payers/{payer_id}.yaml", id_) for id_ in _of_position(position))
    for code in book.codes.values():
        told = [code.says, *code.units, *code.not_with, *code.values, *code.mistakes]
        yield from ((f"codes/{code.code}.yaml", id_) for id_ in _of([*told, *code.cautions]))
    for each in book.states.values():
        for rule in each.rules:
            yield from ((f"states/{each.code}.yaml", id_) for id_ in _of_rule(rule))
    for topic in book.topics.values():
        told = [*topic.answer, *topic.details, *topic.cautions]
        yield from ((f"faq/{topic.id}.yaml", id_) for id_ in _of(told))
    for dispute in book.disputes:
        ids = [*dispute.answer.cites, *(id_ for side in dispute.sides for id_ in side.cites)]
        yield from ((f"disputes/{dispute.id}.yaml", id_) for id_ in ids)


def _of_position(position: Position) -> list[str]:
    told = [*position.conditions, *position.limits, *position.billing, *position.documentation]
    told += [*position.cautions, *filter(None, (position.authorization, position.referral))]
    return [*position.cites, *_of(told)]


def _of_rule(rule: ScopeRule) -> list[str]:
    return [*rule.cites, *_of([*(told for _, told in rule.requirements), *rule.cautions])]


def _of(statements: Iterable[Statement]) -> list[str]:
    return [id_ for statement in statements for id_ in statement.cites]


def _unknown_sources(book: FactBook) -> Iterator[Fault]:
    for file, id_ in dict.fromkeys(cited(book)):
        if id_ not in book.sources:
            yield Fault(
                file, 0, "sources", f'"{id_}" is no source.', "Add it to a file of sources/."
            )


def _uncited_sources(book: FactBook) -> Iterator[Fault]:
    used = {id_ for _, id_ in cited(book)}
    for id_ in book.sources.keys() - used:
        yield Fault("sources/", 0, id_, "is cited by no fact.", "Take it out, or cite it.")


def _unknown_ids(book: FactBook) -> Iterator[Fault]:
    for payer_id, positions in book.positions.items():
        file = f"payers/{payer_id}.yaml"
        for position in positions:
            for code in sorted(set(position.codes) - book.codes.keys()):
                yield Fault(file, 0, "codes", f'"{code}" is no code of codes/.', "Add its file.")
            treated = {*position.treating, *position.not_treating}
            for id_ in sorted(treated - book.conditions.keys()):
                yield Fault(file, 0, "treating", f'"{id_}" is no condition.', "Add it.")
        for code in sorted({*book.payers[payer_id].states} - state.NAMES.keys()):
            yield Fault(file, 0, "states", f'"{code}" is no state.', "Write two capitals.")
    for dispute in book.disputes:
        yield from _unknown_bounds(book, dispute)
    for code in sorted(book.states.keys() - state.NAMES.keys()):
        yield Fault(f"states/{code}.yaml", 0, "code", "is no state.", "Write two capitals.")


def _unknown_bounds(book: FactBook, dispute: Dispute) -> Iterator[Fault]:
    bounds = {
        "payers": set(dispute.payers) - book.payers.keys(),
        "states": set(dispute.states) - book.states.keys(),
        "codes": set(dispute.codes) - book.codes.keys(),
        "topics": set(dispute.topics) - book.topics.keys(),
    }
    for field, unknown in bounds.items():
        for id_ in sorted(unknown):
            yield Fault(
                f"disputes/{dispute.id}.yaml",
                0,
                field,
                f'"{id_}" has no file.',
                "Name one that has.",
            )


def _unclear_names(book: FactBook) -> Iterator[Fault]:
    """A name of one payer must not be a name of another; shared names are declared as such."""
    owner: dict[str, str] = {}
    for payer in book.payers.values():
        for name in (payer.name, *payer.names):
            other = owner.setdefault(key_of(name), payer.id)
            if other != payer.id:
                what = f'"{name}" also means {other}.'
                yield Fault(
                    f"payers/{payer.id}.yaml",
                    0,
                    "names",
                    what,
                    "Put it under shared_names in both.",
                )


def _overlaps(book: FactBook) -> Iterator[Fault]:
    """Two positions that speak of the same claims may not be in force on the same day."""
    for payer_id, positions in book.positions.items():
        for one, other in combinations(positions, 2):
            if _same_claims(one, other) and one.in_force.overlaps(other.in_force):
                what = f"{one.id} and {other.id} speak of the same claims on the same days."
                yield Fault(f"payers/{payer_id}.yaml", 0, "positions", what, "End the older one.")


def _same_claims(one: Position, other: Position) -> bool:
    return _claims(one) == _claims(other) and one.recorded.overlaps(other.recorded)


def _claims(position: Position) -> tuple[frozenset[str], ...]:
    return (
        frozenset(position.lines),
        frozenset(position.codes),
        frozenset(position.treating),
        frozenset(position.not_treating),
        frozenset(position.billed_by),
        frozenset(position.in_states),
    )
