"""How `facts show` labels the fields of a fact, and its statements under their titles."""

from __future__ import annotations

from collections.abc import Sequence

from models.coverage.statement import Statement
from models.reply import Fact, Section
from models.wording.sourced import lines


def labelled(*values: tuple[str, str | Sequence[str] | Statement | None]) -> tuple[Fact, ...]:
    """The values, each under its label; an empty one is left out."""
    facts = []
    for label, value in values:
        if isinstance(value, Statement):
            facts.append(Fact(label, value.says, value.cites))
        elif value:
            facts.append(Fact(label, value if isinstance(value, str) else ", ".join(value)))
    return tuple(facts)


def sections(*titled: tuple[str, tuple[Statement, ...]]) -> tuple[Section, ...]:
    """A section for each title that has statements."""
    return tuple(Section(title, lines(statements)) for title, statements in titled if statements)
