"""Where sources disagree: the sides, the answer that may be given, and what would settle it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from models.coverage.profession import Profession
from models.coverage.statement import Statement


class DisputeState(StrEnum):
    """Whether a disagreement is open, about to be decided, or settled."""

    OPEN = "open"  # nothing read so far decides it
    PENDING = "pending"  # something under way will decide it: a bill, a rule, an appeal
    SETTLED = "settled"  # one side holds; the other is shown because people still meet it


@dataclass(frozen=True, slots=True)
class Side:
    """What some sources say. `holds` marks the side that answers, where one does.

    `reports` is the authority of the text that second-hand sources report, in the words of a card.
    """

    says: str
    cites: tuple[str, ...]
    holds: bool = False
    reports: str = ""


@dataclass(frozen=True, slots=True)
class Dispute:
    """One question on which sources disagree.

    The bounds say on which cards it belongs: with any payer, state, code or topic named. A state
    dispute with professions named belongs with those only.
    """

    id: str
    question: str
    state: DisputeState
    sides: tuple[Side, ...]
    answer: Statement
    settles: str
    payers: tuple[str, ...] = ()
    states: tuple[str, ...] = ()
    professions: tuple[Profession, ...] = ()
    codes: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    about: str = ""  # what it is about, in about six words: "the ABN and its modifier"
