"""Ask again what clinics were told lately when facts or rules change; note what is another.

The digest tells it once: see `digest_changes.py`.
"""

from __future__ import annotations

import asyncio
from datetime import datetime, timedelta

from jobs.job import Job
from models.clinic.changed_answer import TOLD_WITHIN, Question, changes, question_of
from models.clinic.clinic import Clinic
from models.clinic.receipt import Receipt, ToldReceipt
from models.ports import AskedBy
from models.services import Services
from models.wording.phrases import count

_PAGE = 50

_SETTLED = timedelta(minutes=2)
"""By then every process answers by a rule that was entered, and what it told before is kept."""


async def run(at: datetime, services: Services) -> str:
    """Ask again for each clinic whose facts or rules are others since the last time."""
    noted = 0
    due = await services.answer_changes.due(services.book.version, at - _SETTLED, _PAGE)
    for asked_by in due:
        noted += await _of_clinic(asked_by, at, services)
    return f"{count(noted, 'answer')} changed." if noted else "Nothing has changed."


async def _of_clinic(before: AskedBy, at: datetime, services: Services) -> int:
    """How many answers of a clinic have changed."""
    clinic, since = await services.records.clinic(before.clinic_id), at - TOLD_WITHIN
    told = await services.answer_changes.told(clinic.id, since)
    noted = await services.answer_changes.noted(clinic.id, since)
    now = await _now(told, clinic, at, services)
    changed = [*changes(told, noted, now, clinic.today(at), at)]
    after = AskedBy(clinic.id, services.book.version, clinic.rules.version)
    return len(changed) if await services.answer_changes.note(before, after, changed) else 0


async def _now(
    told: tuple[ToldReceipt, ...], clinic: Clinic, at: datetime, services: Services
) -> dict[Question, Receipt]:
    """What is answered now to each question that is still understood."""
    now: dict[Question, Receipt] = {}
    for question, receipt in {question_of(each.receipt): each.receipt for each in told}.items():
        try:
            answer = await services.answers.again(receipt, clinic, at, services)
        except Exception as error:  # noqa: BLE001 - one answer with a bug must not hold up the others
            services.log_bug("recall-told", error)
            continue
        if answer:
            now[question] = answer.told
        await asyncio.sleep(0)  # others have their turn between two
    return now


JOB = Job("recall-told", timedelta(minutes=1), run)
