"""Everything in the book that makes a statement, sentence by sentence."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields

from models.coverage.code import Code, Price
from models.coverage.dispute import Dispute, Side
from models.coverage.fact_book import FactBook
from models.coverage.position import Position
from models.coverage.state import ScopeRule, State
from models.coverage.statement import Statement
from models.coverage.topic import Topic

Stated = Position | Code | State | ScopeRule | Topic | Dispute

# Fields that a reader sees and that are no sentence with sources of its own.
_SHOWN = ("title", "policy", "question", "settles", "citation")


def things(book: FactBook) -> Iterator[tuple[str, str, Stated]]:
    """Everything in the book that makes a statement, with its file and the path to it there."""
    for payer_id, positions in book.positions.items():
        for position in positions:
            name = position.id.removeprefix(f"{payer_id}/")
            yield f"payers/{payer_id}.yaml", f"positions.{name}.", position
    for code in book.codes.values():
        yield f"codes/{code.code}.yaml", "", code
    for state in book.states.values():
        yield f"states/{state.code}.yaml", "", state
        for rule in state.rules:
            yield f"states/{state.code}.yaml", f"rules.{rule.profession}.", rule
    for topic in book.topics.values():
        yield f"faq/{topic.id}.yaml", "", topic
    for dispute in book.disputes:
        yield f"disputes/{dispute.id}.yaml", "", dispute


def sentences(of: Stated) -> Iterator[tuple[str, Statement]]:
    """Every sentence of one thing, its own first, with the field in which it stands."""
    if isinstance(of, Position | ScopeRule):
        yield "says", Statement(of.says, of.cites)
    for field in fields(of):
        value = getattr(of, field.name)
        for item in value if isinstance(value, tuple) else (value,):
            said = item[-1] if isinstance(item, tuple) else item  # a requirement has a label
            if isinstance(said, Statement):
                yield field.name, said
            elif isinstance(said, Side | Price):
                yield field.name, Statement(said.says, said.cites)


def cited(book: FactBook) -> Iterator[tuple[str, str]]:
    """Every source id that some fact cites, with the file of that fact."""
    for file, _, thing in things(book):
        for _, statement in sentences(thing):
            yield from ((file, id_) for id_ in statement.cites)
    for time in book.decisions:
        yield from (("decisions/", id_) for id_ in time.cites)
    for fact in book.new_year:
        yield from (("rollover/", id_) for id_ in fact.cites)
    for duty in book.duties:
        yield from (("duties/", id_) for id_ in duty.cites)
    for window in book.appeals:
        yield from (("appeals/", id_) for id_ in window.cites)
    if book.edits:
        noted = [edit.note.cites for edit in book.edits.edits.values() if edit.note]
        yield from (("edits/", id_) for cites in (book.edits.cites, *noted) for id_ in cites)


def texts(book: FactBook) -> Iterator[tuple[str, str, str]]:
    """Every text that a reader sees, with its file and field."""
    for file, path, thing in things(book):
        for name in _SHOWN:
            if text := getattr(thing, name, ""):
                yield file, f"{path}{name}", text
        for name, sentence in sentences(thing):
            yield file, f"{path}{name}", sentence.says
    for time in book.decisions:
        yield "decisions/", f"{time.id}.says", time.says
    for fact in book.new_year:
        yield "rollover/", f"{fact.id}.says", fact.says
    for duty in book.duties:
        yield "duties/", f"{duty.id}.says", duty.says
    for window in book.appeals:
        said = " ".join(filter(None, [window.says, window.only, window.besides]))
        yield "appeals/", f"{window.id}.says", said
