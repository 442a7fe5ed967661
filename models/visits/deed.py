"""What a member did with one request, from the audit: its kind, which were undone, LATELY."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import Enum, auto
from itertools import chain

from models.clinic.audit import PART, UNDOES, AuditEntry, AuditEvent
from models.visits.void_reason import VoidReason

LATELY = timedelta(hours=1)
"""What somebody did longer ago than this is no slip that "undo" may take back unasked."""

CAP_SET, CAP_DROPPED, OPENED, SETTINGS = "cap set", "cap dropped", "alias opened", "defaults set"
RULE_ENTERED, RULE_WITHDRAWN = "rule entered", "rule withdrawn"
RULE_CHECKED = "rule checked"


class DeedKind(Enum):
    """How a deed is taken back."""

    CHART = auto()  # by events of one chart
    OPENING = auto()
    CAP = auto()
    SETTINGS = auto()
    RULE = auto()  # of the clinic's own, on a payer
    OUT_OF_REACH = auto()  # shares, alerts, names, roles, and what is forgotten


class DeedState(Enum):
    """What has become of a deed."""

    AS_LEFT = auto()
    CHANGED = auto()  # something else has taken its place since
    GONE = auto()  # taken back already, or nothing of it is left


_OF_CHARTS = (
    *("session logged", "session voided", "session case told"),
    *("visits authorized", "authorization replaced", "authorization withdrawn"),
    *("balance told", "balance withdrawn", "improving noted", "improving withdrawn"),
    *("payer set", "secondary payer set", "condition set", "plan set", "benefit year set"),
    *("visits booked", "bookings cancelled"),
    "counts compared",
    *("plan noted", "plan withdrawn"),
    *("visits requested", "request expedited"),
    *("request granted", "request denied", "request withdrawn", "request opened again"),
    *("alias closed", "alias reopened"),
)
_KINDS = {
    **dict.fromkeys(_OF_CHARTS, DeedKind.CHART),
    OPENED: DeedKind.OPENING,
    CAP_SET: DeedKind.CAP,
    CAP_DROPPED: DeedKind.CAP,
    SETTINGS: DeedKind.SETTINGS,
    RULE_ENTERED: DeedKind.RULE,
    RULE_WITHDRAWN: DeedKind.RULE,
    RULE_CHECKED: DeedKind.RULE,
}


@dataclass(frozen=True, slots=True)
class Deed:
    """What one request did: its entries of the audit, in order."""

    entries: tuple[AuditEntry, ...]

    @property
    def numbers(self) -> tuple[int, ...]:
        """The numbers of its entries."""
        return tuple(entry.number for entry in self.entries)

    @property
    def events(self) -> tuple[AuditEvent, ...]:
        """What each entry says."""
        return tuple(entry.event for entry in self.entries)

    @property
    def subject(self) -> str:
        """The alias or whatever else it is about."""
        return self.entries[0].event.subject

    @property
    def at(self) -> datetime:
        """When it was done."""
        return self.entries[0].event.at

    @property
    def undoes(self) -> tuple[int, ...]:
        """The numbers of the entries that it takes back."""
        of_each = (event.particulars.get(UNDOES, ()) for event in self.events)
        return tuple(dict.fromkeys(chain.from_iterable(of_each)))  # type: ignore[arg-type]

    def of_each(self) -> tuple[Deed, ...]:
        """What was done of each alias, where one request was about several."""
        of_subject: dict[str, list[AuditEntry]] = {}
        for entry in self.entries:
            of_subject.setdefault(entry.event.subject, []).append(entry)
        return tuple(Deed(tuple(entries)) for entries in of_subject.values())

    @property
    def is_undo(self) -> bool:
        """Whether it takes something back, by "undo" or by the button beside a log."""
        event = self.entries[0].event
        is_button = event.particulars.get("reason") == VoidReason.UNDONE
        return bool(self.undoes) or (event.action == "session voided" and is_button)

    @property
    def kind(self) -> DeedKind:
        """How it is taken back."""
        actions = {event.action for event in self.events}
        found = {_KINDS.get(action, DeedKind.OUT_OF_REACH) for action in actions}
        return found.pop() if len(found) == 1 else DeedKind.OUT_OF_REACH


def deeds_of(entries: Iterable[AuditEntry]) -> tuple[Deed, ...]:
    """One member's deeds, the latest first, from entries oldest first; no erased ones."""
    deeds: list[list[AuditEntry]] = []
    for entry in entries:
        if entry.is_erased:
            continue
        begun = _begun(deeds, entry) if PART in entry.event.particulars else None
        if begun is None:
            deeds.append([entry])
        else:
            begun.append(entry)
    return tuple(Deed(tuple(of_one)) for of_one in reversed(deeds))


def _begun(deeds: Sequence[list[AuditEntry]], part: AuditEntry) -> list[AuditEntry] | None:
    """The deed of which an entry is a further part: its entries are of one instant."""
    return next((of_one for of_one in reversed(deeds) if of_one[0].event.at == part.event.at), None)


def undone(deeds: Iterable[Deed]) -> frozenset[int]:
    """The numbers of the entries that were taken back."""
    return frozenset(number for deed in deeds for number in deed.undoes)
