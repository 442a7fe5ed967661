"""Of which line of business a topic speaks: a commercial plan's form is no answer for Medicare."""

from __future__ import annotations

from collections.abc import Sequence

from models.coverage.payer import LineOfBusiness, Payer
from models.coverage.topic import Topic

_SPOKEN = {
    "commercial": LineOfBusiness.COMMERCIAL,
    "medicare advantage": LineOfBusiness.MEDICARE_ADVANTAGE,
    "medicaid": LineOfBusiness.MEDICAID,
    "workers' comp": LineOfBusiness.WORKERS_COMPENSATION,
}
"""What a topic's own question says of the line of which alone it speaks."""

_ORIGINAL = "medicare"
"""The payer under whose id topics speak of original Medicare, whoever runs it."""


def is_of_another_line(
    topic: Topic, payers: Sequence[Payer], line: LineOfBusiness | None = None
) -> bool:
    """Whether a topic speaks of one line of business alone, and none of the payers is of it.

    The `line` that a text names settles which one is meant. A payer without a line is of any.
    """
    title = topic.question.casefold()
    spoken = {named for words, named in _SPOKEN.items() if words in title}
    if not spoken or not payers or not all(payer.lines for payer in payers):
        return False
    held = {line} if line else {own for payer in payers for own in payer.lines}
    return spoken.isdisjoint(held)


def ids_of(payers: Sequence[Payer]) -> set[str]:
    """The ids under which topics speak of the payers: of original Medicare there is one."""
    ids = {payer.id for payer in payers}
    is_original = any(payer.lines == (LineOfBusiness.MEDICARE,) for payer in payers)
    return ids | {_ORIGINAL} if is_original else ids
