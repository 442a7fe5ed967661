"""A request for visits: what was asked, what came of it, if it is overdue or asked twice."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from models.visits.limit import Pool, Unit
from models.visits.session import Discipline

SUBJECT = "request"
"""What stands before a request's number where an alert names what it is about."""


class RequestState(StrEnum):
    """How far a request has come."""

    OPEN = "open"  # sent, and nobody has entered a decision
    GRANTED = "granted"  # in whole or in part
    DENIED = "denied"
    WITHDRAWN = "withdrawn"  # entered by mistake, or asked for no more


@dataclass(frozen=True, slots=True)
class VisitRequest:
    """So many visits that a payer was asked to authorize, on the day on which that was sent.

    `serial` is its number, from 1 for each alias and never used twice; 0 until it is entered.
    `payer` is an id. `due` is the last day on which the payer has to decide, None where nobody says
    how long it has; from `ask_on` on an answer is late: both as the last count had them. A decision
    has its day, `granted` visits and the serial of the `authorization` that grants them; 0 for
    none. `expedited` is the day on which the payer was asked to decide at once: the day it was
    sent, or a later one; None where nobody asked that. `disciplines` are whose visits are asked
    for; empty where nobody told.
    """

    serial: int
    number: int
    sent: date
    payer: str | None = None
    unit: Unit = Unit.VISIT
    state: RequestState = RequestState.OPEN
    decided: date | None = None
    granted: int = 0
    authorization: int = 0
    due: date | None = None
    ask_on: date | None = None
    expedited: date | None = None
    disciplines: tuple[Discipline, ...] = ()

    @property
    def is_urgent(self) -> bool:
        """Whether the payer was asked to decide at once."""
        return self.expedited is not None

    @property
    def is_open(self) -> bool:
        """Whether nobody has entered a decision."""
        return self.state is RequestState.OPEN

    @property
    def is_in_part(self) -> bool:
        """Whether fewer were granted than were asked for."""
        return self.state is RequestState.GRANTED and self.granted < self.number

    @property
    def key(self) -> str:
        """What stands for it where an alert names what it is about."""
        return f"{SUBJECT}/{self.serial}"

    def is_late(self, on: date) -> bool:
        """Whether no decision was entered in the time that the payer has, or that is planned."""
        return self.is_open and self.ask_on is not None and self.ask_on <= on

    def asks_the_same(self, other: VisitRequest) -> bool:
        """Whether the other asks for the same visits on the same day, whatever its number.

        The same visits asked for as urgent are no other request.
        """
        mine = (self.number, self.unit, self.sent, self.payer, self.disciplines)
        return mine == (other.number, other.unit, other.sent, other.payer, other.disciplines)

    def may_be_of(self, pool: Pool) -> bool:
        """Whether visits that draw on a pool may be among those asked for."""
        return Pool(disciplines=self.disciplines).overlaps(pool)


def open_requests(requests: Iterable[VisitRequest]) -> tuple[VisitRequest, ...]:
    """Those on which nobody has entered a decision, by number."""
    return tuple(request for request in requests if request.is_open)


def of_serial(requests: Iterable[VisitRequest], serial: int) -> VisitRequest | None:
    """The request of a number."""
    return next((request for request in requests if request.serial == serial), None)


def next_serial(requests: Iterable[VisitRequest]) -> int:
    """The number of the request that is entered next."""
    return max((request.serial for request in requests), default=0) + 1
