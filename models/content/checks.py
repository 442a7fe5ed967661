"""What must hold across the whole pack: ids that exist, names that are clear, days that tile.

`check` tells faults: a pack that has one is not loaded. `remarks` tells what a keeper of the pack
should know and may leave as it is: days for which nothing is known, texts that a card cuts.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import fields
from datetime import date, timedelta
from itertools import combinations, pairwise

from models.content.entry import EntryFault
from models.coverage import state
from models.coverage.code import Code
from models.coverage.dispute import Dispute, DisputeState, Side
from models.coverage.fact_book import Authority, FactBook
from models.coverage.period import Period
from models.coverage.position import Position, Verdict
from models.coverage.state import Permission, ScopeRule
from models.coverage.statement import Statement
from models.coverage.topic import Topic
from models.wording.phrases import day
from models.words import key_of

Told = Position | Code | ScopeRule | Topic | Dispute

# Fields that a reader sees and that are no sentence with sources of its own.
_SHOWN = ("title", "policy", "question", "settles", "citation")

# Verdicts and permissions that claim nothing: their own sentence may say what was not read.
_CLAIMS_NOTHING = {Verdict.UNKNOWN, Verdict.SILENT}
_ALLOWS_OR_FORBIDS = {
    Permission.BY_LAW,
    Permission.BY_BOARD,
    Permission.RULES_PENDING,
    Permission.PROHIBITED,
}

# Words by which a caution owns that nobody read the text itself.
_SAYS_SO = re.compile(
    r"second-hand|\bcop(?:y|ies)\b|\bnot read\b|\bno\b.+\b(?:read|found)\b|\bonly source\b",
    re.IGNORECASE,
)

# Words of the people and files that made the pack. A word with "_" is an id of some file.
_JARGON = re.compile(r"\b(?:\w+_\w+|seed|aggregators?|unconfirmed)\b", re.IGNORECASE)
_URL = re.compile(
    r"https?://\S+|\bwww\.\S+|\b[\w-]{1,63}\.(?:com|org|gov|net|edu)\b", re.IGNORECASE
)

# A sentence longer than this is no longer read on a telephone.
_LONGEST = 300


def check(book: FactBook) -> list[EntryFault]:
    """Every fault that no single file can show."""
    return [
        *_unknown_sources(book),
        *_uncited_sources(book),
        *_unknown_ids(book),
        *_unclear_names(book),
        *_same_positions(book),
        *_overlaps(book),
        *_disordered_dates(book),
        *_bare_claims(book),
        *_unsettled(book),
        *_unfit_texts(book),
    ]


def remarks(book: FactBook) -> list[str]:
    """What is no fault, and worth knowing: one sentence each."""
    return [*_gaps(book), *_late_sources(book), *_long_texts(book)]


def things(book: FactBook) -> Iterator[tuple[str, str, Told]]:
    """Everything in the book that makes a statement, with its file and the path to it there."""
    for payer_id, positions in book.positions.items():
        for position in positions:
            name = position.id.removeprefix(f"{payer_id}/")
            yield f"payers/{payer_id}.yaml", f"positions.{name}.", position
    for code in book.codes.values():
        yield f"codes/{code.code}.yaml", "", code
    for each in book.states.values():
        for rule in each.rules:
            yield f"states/{each.code}.yaml", f"rules.{rule.profession}.", rule
    for topic in book.topics.values():
        yield f"faq/{topic.id}.yaml", "", topic
    for dispute in book.disputes:
        yield f"disputes/{dispute.id}.yaml", "", dispute


def sentences(of: Told) -> Iterator[tuple[str, Statement]]:
    """Every sentence of one thing, its own first, with the field in which it stands."""
    if isinstance(of, Position | ScopeRule):
        yield "says", Statement(of.says, of.cites)
    for field in fields(of):
        value = getattr(of, field.name)
        for each in value if isinstance(value, tuple) else (value,):
            told = each[-1] if isinstance(each, tuple) else each
            if isinstance(told, Statement):
                yield field.name, told
            elif isinstance(told, Side):
                yield field.name, Statement(told.says, told.cites)


def cited(book: FactBook) -> Iterator[tuple[str, str]]:
    """Every source id that some fact cites, with the file of that fact."""
    for file, _, thing in things(book):
        for _, statement in sentences(thing):
            yield from ((file, id_) for id_ in statement.cites)


def _unknown_sources(book: FactBook) -> Iterator[EntryFault]:
    for file, id_ in dict.fromkeys(cited(book)):
        if id_ not in book.sources:
            yield EntryFault(
                file, 0, "sources", f'"{id_}" is no source.', "Add it to a file of sources/."
            )


def _uncited_sources(book: FactBook) -> Iterator[EntryFault]:
    used = {id_ for _, id_ in cited(book)}
    for id_ in sorted(book.sources.keys() - used):
        yield EntryFault("sources/", 0, id_, "is cited by no fact.", "Take it out, or cite it.")


def _unknown_ids(book: FactBook) -> Iterator[EntryFault]:
    for payer_id, positions in book.positions.items():
        file = f"payers/{payer_id}.yaml"
        for position in positions:
            for code in sorted(set(position.codes) - book.codes.keys()):
                yield EntryFault(
                    file, 0, "codes", f'"{code}" is no code of codes/.', "Add its file."
                )
            treated = {*position.treating, *position.not_treating}
            for id_ in sorted(treated - book.conditions.keys()):
                yield EntryFault(file, 0, "treating", f'"{id_}" is no condition.', "Add it.")
            yield from _unknown_states(file, "in_states", position.in_states)
        yield from _unknown_states(file, "states", book.payers[payer_id].states)
    for owner in book.codes.values():
        for code in sorted(set(owner.see_also) - book.codes.keys()):
            file, what = f"codes/{owner.code}.yaml", f'"{code}" is no code of codes/.'
            yield EntryFault(file, 0, "see_also", what, "Name one that has a file.")
    for dispute in book.disputes:
        yield from _unknown_bounds(book, dispute)
    for code in sorted(book.states.keys() - state.NAMES.keys()):
        yield EntryFault(f"states/{code}.yaml", 0, "code", "is no state.", "Write two capitals.")


def _unknown_states(file: str, field: str, codes: Iterable[str]) -> Iterator[EntryFault]:
    for code in sorted(set(codes) - state.NAMES.keys()):
        yield EntryFault(file, 0, field, f'"{code}" is no state.', "Write two capitals.")


def _unknown_bounds(book: FactBook, dispute: Dispute) -> Iterator[EntryFault]:
    bounds = {
        "payers": set(dispute.payers) - book.payers.keys(),
        "states": set(dispute.states) - book.states.keys(),
        "codes": set(dispute.codes) - book.codes.keys(),
        "topics": set(dispute.topics) - book.topics.keys(),
    }
    for field, unknown in bounds.items():
        for id_ in sorted(unknown):
            yield EntryFault(
                f"disputes/{dispute.id}.yaml",
                0,
                field,
                f'"{id_}" has no file.',
                "Name one that has.",
            )


def _unclear_names(book: FactBook) -> Iterator[EntryFault]:
    """A name of one payer must not be a name of another; shared names are declared as such."""
    owner: dict[str, str] = {}
    for payer in book.payers.values():
        for name in (payer.name, *payer.names):
            other = owner.setdefault(key_of(name), payer.id)
            if other != payer.id:
                what = f'"{name}" also means {other}.'
                yield EntryFault(
                    f"payers/{payer.id}.yaml",
                    0,
                    "names",
                    what,
                    "Put it under shared_names in both.",
                )


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
    for each in book.states.values():
        for rule, next_ in combinations(each.rules, 2):
            if rule.profession is next_.profession and rule.in_force.overlaps(next_.in_force):
                what = f"two rules for {rule.profession} are in force on the same days."
                yield EntryFault(f"states/{each.code}.yaml", 0, "rules", what, "End the older one.")


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


def _disordered_dates(book: FactBook) -> Iterator[EntryFault]:
    """A source is published before it is reviewed, and both before a position records them."""
    for source in book.sources.values():
        if _is_later(source.published, source.reviewed):
            what = "was reviewed before it was published."
            yield EntryFault("sources/", 0, f"{source.id}.reviewed", what, "Look the two dates up.")
    for file, path, thing in things(book):
        if not isinstance(thing, Position) or thing.recorded.first in {None, date.min}:
            continue
        recorded = str(thing.recorded.first)
        if _is_later(thing.as_of, recorded):
            what = f"{thing.as_of} lies after {recorded}, when the position was recorded."
            yield EntryFault(file, 0, f"{path}as_of", what, "Correct one of the two.")
        for id_ in dict.fromkeys(id_ for _, told in sentences(thing) for id_ in told.cites):
            for dated in _dates(book, id_):
                if _is_later(dated, recorded):
                    what = f'"{id_}" is dated {dated}, and the position was recorded on {recorded}.'
                    mend = "Correct one of the two, or give a newer copy an id of its own."
                    yield EntryFault(file, 0, f"{path}recorded", what, mend)


def _dates(book: FactBook, source: str) -> tuple[str, ...]:
    found = book.sources.get(source)
    return (found.published, found.reviewed) if found else ()


def _is_later(one: str, other: str) -> bool:
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
        if isinstance(thing, Position) and thing.verdict in _CLAIMS_NOTHING:
            owned.append(thing.says)
        if not any(map(_SAYS_SO.search, owned)):
            what = "rests on second-hand sources alone, and no caution says so."
            mend = "Add one: “This comes second-hand; the text itself was not read.”"
            yield EntryFault(file, 0, f"{path}cautions", what, mend)


def _is_second_hand(book: FactBook, cites: Iterable[str]) -> bool:
    said = [book.sources[id_].authority for id_ in cites if id_ in book.sources]
    return bool(said) and min(said) >= Authority.SECOND_HAND


def _unsettled(book: FactBook) -> Iterator[EntryFault]:
    for dispute in book.disputes:
        if dispute.state is DisputeState.SETTLED and not any(s.holds for s in dispute.sides):
            what, mend = "is settled, and no side holds.", "Write `holds: yes` at that side."
            yield EntryFault(f"disputes/{dispute.id}.yaml", 0, "state", what, mend)


def _unfit_texts(book: FactBook) -> Iterator[EntryFault]:
    """Texts speak as the clinic does: no words of the research, no address outside sources/."""
    for file, field, text in _texts(book):
        if word := _JARGON.search(text):
            what = f'"{word.group()}" is a word of these files, not of a clinic.'
            yield EntryFault(file, 0, field, what, "Say it in plain words.")
        if address := _URL.search(text):
            what = f'"{address.group()}" is an address.'
            yield EntryFault(file, 0, field, what, "Put it in sources/ and cite that.")


def _texts(book: FactBook) -> Iterator[tuple[str, str, str]]:
    """Every text that a reader sees, with its file and field."""
    for file, path, thing in things(book):
        for name in _SHOWN:
            if text := getattr(thing, name, ""):
                yield file, f"{path}{name}", text
        for name, told in sentences(thing):
            yield file, f"{path}{name}", told.says


def _long_texts(book: FactBook) -> Iterator[str]:
    for file, field, text in _texts(book):
        if len(text) > _LONGEST:
            yield f"{file}, {field}: {len(text)} characters in one text; {_LONGEST} read well."


def _late_sources(book: FactBook) -> Iterator[str]:
    """A date later than any recording may be a slip: codes, states and topics record no day."""
    recorded = [p.recorded.first for held in book.positions.values() for p in held]
    newest = str(max(filter(None, recorded), default=date.max))
    for source in book.sources.values():
        for dated in _dates(book, source.id):
            if _is_later(dated, newest):
                yield f"sources/, {source.id}: {dated} lies after the last recording, {newest}."


def _gaps(book: FactBook) -> Iterator[str]:
    """Days between two positions, or two rules, for which nothing is known."""
    for payer_id, positions in book.positions.items():
        held: dict[object, list[Period]] = defaultdict(list)
        for position in positions:
            held[_claims(position)].append(position.in_force)
        for days in _between(held.values()):
            yield f"payers/{payer_id}.yaml: nothing is known for dates of service {days}."
    for each in book.states.values():
        ruled: dict[object, list[Period]] = defaultdict(list)
        for rule in each.rules:
            ruled[rule.profession].append(rule.in_force)
        for days in _between(ruled.values()):
            yield f"states/{each.code}.yaml: nothing is known for dates of service {days}."


def _between(groups: Iterable[Sequence[Period]]) -> Iterator[str]:
    for group in groups:
        for one, other in pairwise(sorted(group, key=lambda p: p.first or date.min)):
            if one.last and other.first and one.last + timedelta(days=1) < other.first:
                first, last = one.last + timedelta(days=1), other.first - timedelta(days=1)
                yield f"{day(first)} to {day(last)}"
