"""Whether what the pack claims fits together: days that tile, dates in order, cautions owned."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import combinations

from models.content.checks.statements import sentences, things
from models.content.fault import EntryFault
from models.coverage.dispute import DisputeState
from models.coverage.fact_book import Authority, FactBook
from models.coverage.position import SAYS_NOTHING, Position
from models.coverage.state import Permission, ScopeRule

_NO_DAY = "9999"  # later than any

# Verdicts and permissions that claim nothing: their own sentence may say what was not read.
_ALLOWS_OR_FORBIDS = {
    Permission.BY_LAW,
    Permission.BY_COURT,
    Permission.BY_BOARD,
    Permission.RULES_PENDING,
    Permission.PROHIBITED,
}

# Words by which a caution owns that nobody read the text itself.
_SAYS_SO = re.compile(
    r"second-hand|\bcop(?:y|ies)\b|\bnot read\b|\bno\b.+\b(?:read|found)\b|\bonly source\b",
    re.IGNORECASE,
)


def check_claims(book: FactBook) -> Iterator[EntryFault]:
    """What stands twice, overlaps, is dated out of order, or lacks its caution."""
    yield from _same_positions(book)
    yield from _overlaps(book)
    yield from _disordered_dates(book)
    yield from _bare_claims(book)
    yield from _unsettled(book)


def _same_positions(book: FactBook) -> Iterator[EntryFault]:
    for payer_id, positions in book.positions.items():
        for id_, times in Counter(position.id for position in positions).items():
            if times > 1:
                name = id_.removeprefix(f"{payer_id}/")
                what = f'"{name}" names {times} positions.'
                yield EntryFault(
                    f"payers/{payer_id}.yaml", 0, "positions", what, "Give each an id of its own."
                )


def _overlaps(book: FactBook) -> Iterator[EntryFault]:
    """What speaks of the same claims, or of one profession, may not hold on the same day."""
    for payer_id, positions in book.positions.items():
        for one, other in combinations(positions, 2):
            if _same_claims(one, other) and one.in_force.overlaps(other.in_force):
                what = f"{one.id} and {other.id} speak of the same claims on the same days."
                yield EntryFault(
                    f"payers/{payer_id}.yaml", 0, "positions", what, "End the older one."
                )
    for state in book.states.values():
        for rule, other_rule in combinations(state.rules, 2):
            is_same = rule.profession is other_rule.profession
            if is_same and rule.in_force.overlaps(other_rule.in_force):
                file, what = f"states/{state.code}.yaml", f"two rules for {rule.profession}"
                what += " are in force on the same days."
                yield EntryFault(file, 0, "rules", what, "End the older one.")


def _same_claims(one: Position, other: Position) -> bool:
    return claims(one) == claims(other) and one.recorded.overlaps(other.recorded)


def claims(position: Position) -> tuple[frozenset[str], ...]:
    """The claims that a position speaks of, whatever the order in which it names them."""
    return (
        frozenset(position.lines),
        frozenset(position.codes),
        frozenset(position.treating),
        frozenset(position.not_treating),
        frozenset(position.billed_by),
        frozenset(position.in_states),
    )


def _disordered_dates(book: FactBook) -> Iterator[EntryFault]:
    """A source is published before it is reviewed, and both before a position records them."""
    for source in book.sources.values():
        if is_later(source.published, source.reviewed):
            what = "was reviewed before it was published."
            yield EntryFault("sources/", 0, f"{source.id}.reviewed", what, "Look the two dates up.")
    for file, path, position in things(book):
        if isinstance(position, Position):
            yield from _unlike_recorded(book, position, file, path)


def _unlike_recorded(
    book: FactBook, position: Position, file: str, path: str
) -> Iterator[EntryFault]:
    recorded = str(position.recorded.first)
    if is_later(position.as_of, recorded):
        what = f"{position.as_of} lies after {recorded}, when the position was recorded."
        yield EntryFault(file, 0, f"{path}as_of", what, "Correct one of the two.")
    yield from _newer_than_its_sources(book, position, file, path)
    cites = (id_ for _, sentence in sentences(position) for id_ in sentence.cites)
    for id_ in dict.fromkeys(cites):
        for dated in dates(book, id_):
            if is_later(dated, recorded):
                what = f'"{id_}" is dated {dated}, and the position was recorded on {recorded}.'
                mend = "Correct one of the two, or give a newer copy an id of its own."
                yield EntryFault(file, 0, f"{path}recorded", what, mend)


def _newer_than_its_sources(
    book: FactBook, position: Position, file: str, path: str
) -> Iterator[EntryFault]:
    """Who is cited for something beside the verdict has not said the verdict again."""
    each = [_newest(book, id_) for id_ in position.cites if id_ in book.sources]
    if position.as_of and each and all(is_later(position.as_of, newest) for newest in each):
        what = f"{position.as_of} lies after {max(each)}, the newest source of the verdict."
        mend = "Take that day, or cite for the verdict who said it later."
        yield EntryFault(file, 0, f"{path}as_of", what, mend)


def _newest(book: FactBook, source_id: str) -> str:
    """The last day that a source bears; one without any may be of any day."""
    source = book.sources[source_id]
    return max(source.published, source.reviewed, source.effective) or _NO_DAY


def dates(book: FactBook, source_id: str) -> tuple[str, ...]:
    """When a source was published and reviewed, as far as it is in the book."""
    source = book.sources.get(source_id)
    return (source.published, source.reviewed) if source else ()


def is_later(one: str, other: str) -> bool:
    """Whether a partial date lies after another, as far as both are known; an empty one never."""
    known = min(len(one), len(other))
    return one[:known] > other[:known]


def _bare_claims(book: FactBook) -> Iterator[EntryFault]:
    """What only second-hand sources say must own it in a caution."""
    for file, path, thing in things(book):
        if not isinstance(thing, Position | ScopeRule) or not _is_second_hand(book, thing.cites):
            continue
        if isinstance(thing, ScopeRule) and thing.permission not in _ALLOWS_OR_FORBIDS:
            continue
        owned = [caution.says for caution in thing.cautions]
        if isinstance(thing, Position) and thing.verdict in SAYS_NOTHING:
            owned.append(thing.says)
        if not any(map(_SAYS_SO.search, owned)):
            what = "rests on second-hand sources alone, and no caution says so."
            mend = "Add one: “This comes second-hand; the text itself was not read.”"
            yield EntryFault(file, 0, f"{path}cautions", what, mend)


def _is_second_hand(book: FactBook, cites: Iterable[str]) -> bool:
    authorities = [book.sources[id_].authority for id_ in cites if id_ in book.sources]
    return bool(authorities) and min(authorities) >= Authority.SECOND_HAND


def _unsettled(book: FactBook) -> Iterator[EntryFault]:
    for dispute in book.disputes:
        if dispute.state is DisputeState.SETTLED and not any(s.holds for s in dispute.sides):
            what, mend = "is settled, and no side holds.", "Write `holds: yes` at that side."
            yield EntryFault(f"disputes/{dispute.id}.yaml", 0, "state", what, mend)
