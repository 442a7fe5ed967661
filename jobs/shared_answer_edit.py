"""What a shared answer says that has changed since it was shared, when its edit goes out."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from models.alerts.delivery import Delivery
from models.clinic.clinic import Clinic
from models.clinic.receipt import Receipt
from models.clinic.recipient_faults import ChannelFault
from models.clinic.rules_in_force import NO_RULES
from models.ports import AnswerNow
from models.reply import Reply
from models.services import Services
from models.wording import changed_answers


async def worded(
    delivery: Delivery, clinic: Clinic, at: datetime, services: Services
) -> Reply | None:
    """The answer as of now, and that it has changed; None where it stands there no more.

    Nobody has chosen to show a rule of the clinic's own where another company reads along.
    """
    _, _, number = delivery.key.partition("/")
    shared = await services.shares.numbered(clinic.id, int(number))
    if shared is None or shared.told is None or shared.change is None:
        return None
    answer = await services.answers.again(shared.told, clinic, at, services)
    if answer is None or not shared.told.about:
        return changed_answers.gone(shared, shared.change)
    if clinic.rules and await _is_among_strangers(shared.channel, clinic, services):
        answer = await _of_facts_alone(answer, shared.told, clinic, at, services)
        if answer is None:
            return changed_answers.withheld(shared, shared.change)
    return changed_answers.changed(answer, shared, shared.change)


async def _is_among_strangers(channel: str, clinic: Clinic, services: Services) -> bool:
    return await services.directory.fault_of_channel(clinic, channel) is ChannelFault.SHARED


async def _of_facts_alone(
    answer: AnswerNow, told: Receipt, clinic: Clinic, at: datetime, services: Services
) -> AnswerNow | None:
    """The same answer without the clinic's own rules; None where it is another one by them."""
    without = replace(clinic, rules=NO_RULES)
    by_facts = await services.answers.again(told, without, at, services)
    if by_facts is None or by_facts.told.verdict != answer.told.verdict:
        return None
    return by_facts
