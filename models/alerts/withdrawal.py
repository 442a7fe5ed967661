"""Why the cause of an alert is gone (WithdrawalReason), by what happened (reason_of)."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum

from models.visits import events as chart_events
from models.visits.events import Event
from models.visits.plan_of_care import PlanNoted, PlanWithdrawn
from models.visits.session_case import CaseTold


class WithdrawalReason(StrEnum):
    """Why the cause of an alert no longer holds."""

    FOLLOWED = "followed"  # a tighter warning took its place
    VOIDED = "voided"
    AUTHORIZED = "authorized"
    REQUESTED = "requested"  # what it asks for was asked of the payer
    DONE = "done"  # what was owed of a plan of care was noted as done
    DECIDED = "decided"  # the payer's decision was entered
    TAKEN_BACK = "taken_back"  # what was entered by mistake
    BALANCE = "balance"
    IMPROVING = "improving"
    CASE = "case"  # a session is of another case
    EPISODE = "episode"
    PAYER = "payer"  # another payer, plan or condition
    BOOKED = "booked"  # other visits are booked
    CLOSED = "closed"
    RULES = "rules"  # the clinic's settings, its caps or the facts changed
    TIME = "time"


_OF_PAYER: tuple[type, ...] = (
    *(chart_events.PayerSet, chart_events.PayersRestored, chart_events.ConditionSet),
    *(chart_events.SecondarySet, chart_events.SecondaryRestored),
    *(chart_events.PlanSet, chart_events.BenefitYearSet),
)
_REASONS: tuple[tuple[type, WithdrawalReason], ...] = (
    (chart_events.ChartClosed, WithdrawalReason.CLOSED),
    (chart_events.SessionVoided, WithdrawalReason.VOIDED),
    (CaseTold, WithdrawalReason.CASE),
    (chart_events.AuthorizationWithdrawn, WithdrawalReason.TAKEN_BACK),
    (chart_events.AuthorizationAdded, WithdrawalReason.AUTHORIZED),
    (chart_events.BalanceAdded, WithdrawalReason.BALANCE),
    (chart_events.ImprovementNoted, WithdrawalReason.IMPROVING),
    (chart_events.EpisodeOpened, WithdrawalReason.EPISODE),
    (chart_events.SessionRestored, WithdrawalReason.TAKEN_BACK),
    (chart_events.AuthorizationRestored, WithdrawalReason.TAKEN_BACK),
    (chart_events.BalanceWithdrawn, WithdrawalReason.TAKEN_BACK),
    (chart_events.ImprovementWithdrawn, WithdrawalReason.TAKEN_BACK),
    *((kind, WithdrawalReason.PAYER) for kind in _OF_PAYER),
    (chart_events.VisitsBooked, WithdrawalReason.BOOKED),
    (chart_events.BookingsCancelled, WithdrawalReason.BOOKED),
)
"""Why alerts about limits end, by what happened; nothing else changes what is left or needed."""

_OF_PLAN: tuple[tuple[type, WithdrawalReason], ...] = (
    (PlanWithdrawn, WithdrawalReason.TAKEN_BACK),
    (PlanNoted, WithdrawalReason.DONE),
)


def reason_of(
    events: Sequence[Event], *, is_marked: bool, of_plan: bool = False
) -> WithdrawalReason:
    """Why alerts end after these events: of a plan of care, or of limits.

    `is_marked`: the alias was marked to be counted anew.
    """
    for kind, reason in (*_OF_PLAN, *_REASONS) if of_plan else _REASONS:
        if any(isinstance(event, kind) for event in events):
            return reason
    return WithdrawalReason.RULES if is_marked else WithdrawalReason.TIME
