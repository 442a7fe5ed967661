"""What the digest tells of answers that the clinic got and that have changed, once."""

from __future__ import annotations

from datetime import datetime

from models.clinic.changed_answer import TOLD_WITHIN, ChangedAnswer, by_asker, net
from models.clinic.clinic import Clinic
from models.services import Services
from models.wording import changed_answers

TITLE = "Answers that your clinic got have changed"


async def texts(clinic: Clinic, due: datetime, services: Services, asker: str = "") -> list[str]:
    """A line for each, in the digest of an instant; for one asker, of what they asked."""
    if asker:
        changed = (await askers(clinic, due, services)).get(asker, ())
    else:
        changed = net(await services.answer_changes.to_tell(clinic.id, due))
    return [*dict.fromkeys(changed_answers.in_digest(each, services.book) for each in changed)]


async def askers(
    clinic: Clinic, due: datetime, services: Services
) -> dict[str, tuple[ChangedAnswer, ...]]:
    """Who goes by an answer of before, and what of it has changed."""
    changed = net(await services.answer_changes.to_tell(clinic.id, due))
    if not changed:
        return {}
    told = await services.answer_changes.told(clinic.id, due - TOLD_WITHIN)
    return by_asker(changed, told)
