"""What every count of an alias is made from: sessions, authorizations, balances, episodes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from models.period import Period
from models.visits.authorization import Authorization
from models.visits.balance import Balance
from models.visits.session import Session


@dataclass(frozen=True, slots=True)
class History:
    """All that is known of one alias.

    `improving` are the days on which a therapist noted that the patient improves.
    """

    sessions: tuple[Session, ...] = ()
    authorizations: tuple[Authorization, ...] = ()
    balances: tuple[Balance, ...] = ()
    improving: tuple[date, ...] = ()
    episodes: tuple[Period, ...] = ()
