"""What has become of a deed, and the events that take back what is left of it (Inverse)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from models.visits.deed import DeedState
from models.visits.events import Event

Particulars = Mapping[str, Any]
"""What an entry of the audit holds beside its action and subject."""


@dataclass(frozen=True, slots=True)
class Inverse:
    """What has become of a deed, and the events that take back what is left of it."""

    state: DeedState
    events: tuple[Event, ...] = ()


GONE = Inverse(DeedState.GONE)


@dataclass(frozen=True, slots=True)
class Undo:
    """The day and the request of an undo, and when the deed was done that it takes back."""

    today: date
    request: str
    done_at: datetime
