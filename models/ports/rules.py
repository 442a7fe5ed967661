"""What may be asked of a clinic's own rules; they are read with the clinic, see `Clinic.rules`."""

from __future__ import annotations

from typing import Protocol

from models.clinic.rule import ClinicRule
from models.clinic.rules_in_force import ClinicRules
from models.visits.chart import DoneBy


class Rules(Protocol):
    """The rules by clinic, never overwritten. Every method may raise `RecordsUnreachable`."""

    async def enter(
        self, clinic_id: int, rule: ClinicRule, counted_as: str, by: DoneBy
    ) -> ClinicRules:
        """Keep a rule; all rules of the clinic as they are then, those of others among them.

        `counted_as` is the payer under which charts are kept that its limit holds for: they become
        due where it, or one before it, has one. Raises `models.visits.chart.AlreadyDone` for a
        request heard before.
        """
        ...

    async def withdraw(self, clinic_id: int, number: int, by: DoneBy) -> ClinicRules:
        """Take a rule or a check back; nothing happens where it stands no more."""
        ...

    async def confirm(self, clinic_id: int, payer: str, about: str, by: DoneBy) -> ClinicRules:
        """Keep that what answers for a payer, "rule/3" or a position's id, was found still true.

        Raises `models.visits.chart.AlreadyDone` for a request heard before.
        """
        ...
