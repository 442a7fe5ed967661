"""What the digest tells of answers that the clinic got and that have changed, once."""

from __future__ import annotations

from datetime import datetime

from models.clinic.changed_answer import net
from models.clinic.clinic import Clinic
from models.services import Services
from models.wording import changed_answers

TITLE = "Answers that your clinic got have changed"


async def texts(clinic: Clinic, due: datetime, services: Services) -> list[str]:
    """A line for each, in the digest of an instant."""
    noted = await services.answer_changes.to_tell(clinic.id, due)
    return [*dict.fromkeys(changed_answers.in_digest(each, services.book) for each in net(noted))]
