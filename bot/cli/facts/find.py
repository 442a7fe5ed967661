"""How `facts show ID` finds what has an id, and which near ids it suggests for a wrong one."""

from __future__ import annotations

from collections.abc import Sequence

from models import spelling
from models.coverage.appeal_window import AppealWindow
from models.coverage.code import Code
from models.coverage.condition import Condition
from models.coverage.decision_time import DecisionTime
from models.coverage.dispute import Dispute
from models.coverage.duty import Duty
from models.coverage.fact_book import FactBook, Source
from models.coverage.new_year import NewYearFact
from models.coverage.payer import Payer
from models.coverage.position import Position
from models.coverage.state import State
from models.coverage.topic import Topic
from models.errors import NotUnderstood

PackFact = (
    Payer
    | Position
    | Code
    | State
    | Topic
    | Dispute
    | DecisionTime
    | Duty
    | NewYearFact
    | AppealWindow
    | Condition
    | Source
)
"""What has an id of its own in a pack."""

_NEAR = 60
"""Ids and names that share so many percent of their letters with what was typed are suggested."""


def find_facts(book: FactBook, wanted: str) -> list[PackFact]:
    """Everything that has an id. Raises `NotUnderstood`, with the nearest ids, for nothing."""
    facts = _facts(book)
    paths = [path for path in facts if wanted in {path, _id(path)}]
    paths = paths or [path for path in facts if wanted.casefold() == _id(path).casefold()]
    if not paths:
        raise _unknown(book, list(facts), wanted)
    return list({id(facts[path]): facts[path] for path in paths}.values())


def _facts(book: FactBook) -> dict[str, PackFact]:
    """Everything that can be shown, by its file without the ending; positions below their payer."""
    positions = [position for of_payer in book.positions.values() for position in of_payer]
    return {
        **{f"payers/{id_}": book.payers[id_] for id_ in book.positions if id_ in book.payers},
        **{f"payers/{position.id}": position for position in positions},
        **{f"codes/{code.code}": code for code in book.codes.values()},
        **{f"states/{state.code}": state for state in book.states.values()},
        **{f"faq/{topic.id}": topic for topic in book.topics.values()},
        **{f"disputes/{dispute.id}": dispute for dispute in book.disputes},
        **{f"decisions/{time.id}": time for time in book.decisions},
        **{f"duties/{duty.id}": duty for duty in book.duties},
        **{f"rollover/{fact.id}": fact for fact in book.new_year},
        **{f"appeals/{window.id}": window for window in book.appeals},
        **{f"conditions/{condition.id}": condition for condition in book.conditions.values()},
        **{f"sources/{source.id}": source for source in book.sources.values()},
        **{f"registry/{payer.id}": payer for payer in book.payers.values()},
    }


def _id(path: str) -> str:
    return path.split("/", maxsplit=1)[1]


def _unknown(book: FactBook, paths: Sequence[str], wanted: str) -> NotUnderstood:
    with_facts = [payer for payer in book.payers.values() if payer.id in book.positions]
    ids = {name: payer.id for payer in with_facts for name in (payer.name, *payer.names)}
    ids |= {state.name: state.code for state in book.states.values()}
    files = [path for path in paths if not path.startswith("registry/")]
    ids |= {_id(path): _id(path) for path in files} | {path: _id(path) for path in files}
    names = list(ids)
    folded = [name.casefold() for name in names]
    near = spelling.positions_alike(wanted.casefold(), folded, _NEAR, 5)
    nearest = ", ".join(dict.fromkeys(ids[names[position]] for position in near))
    mend = f"Nearest: {nearest}." if nearest else "An id is the name of a file, or of a source."
    return NotUnderstood(f"Nothing in the pack has the id “{wanted}”.", mend)
