"""Ask shared answers again when facts or rules have changed; owe an edit to those that differ.

An answer is another one where its verdict or the facts that it names are others. One that is as it
was is only marked as looked at.
"""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from jobs.job import Job
from models.clinic.clinic import Clinic
from models.clinic.next_change import next_change
from models.clinic.receipt import Receipt
from models.clinic.shared_answer import AnswerChange, SharedAnswer
from models.services import Services
from models.wording.phrases import count

_PAGE = 200
_PAGES = 20  # of one pass; the next pass goes on from there

_AGAIN = timedelta(hours=1)
"""One that ran into a bug is asked again so much later."""


async def run(at: datetime, services: Services) -> str:
    """Ask again whatever is due by now."""
    await services.shares.look_after_release(services.book.version, at)
    changed, clinics = 0, dict[int, Clinic]()
    for _ in range(_PAGES):
        due = await services.shares.due(at, _PAGE)
        for shared in due:
            if shared.clinic_id not in clinics:
                clinics[shared.clinic_id] = await services.records.clinic(shared.clinic_id)
            changed += await look(shared, clinics[shared.clinic_id], at, services)
        if len(due) < _PAGE:
            break
    return f"{count(changed, 'shared answer')} changed." if changed else "Nothing has changed."


async def look(shared: SharedAnswer, clinic: Clinic, at: datetime, services: Services) -> bool:
    """Ask one again; whether it is another answer by now."""
    if shared.told is None:
        return False
    today = clinic.today(at)
    try:
        answer = await services.answers.again(shared.told, clinic, at, services)
    except Exception as error:  # noqa: BLE001 - one answer with a bug must not hold up the others
        services.log_bug("recall-shares", error)
        await services.shares.looked_at(shared, shared.told, None, at, at + _AGAIN)
        return False
    now = answer.told if answer else _nothing(shared.told, clinic, today, services)
    change = AnswerChange(today, shared.told.verdict) if is_other(shared.told, now) else None
    turn = next_change(services.book, clinic.rules, today)
    look_at = datetime.combine(turn, time.min, ZoneInfo(clinic.time_zone)) if turn else None
    was_first = await services.shares.looked_at(shared, now, change, at, look_at)
    return was_first and change is not None


def is_other(before: Receipt, now: Receipt) -> bool:
    """Whether an answer says something else: another verdict, or the same by other facts."""
    return (before.verdict, before.about) != (now.verdict, now.about)


def _nothing(told: Receipt, clinic: Clinic, today: date, services: Services) -> Receipt:
    """What is kept where nothing is answered any more: it names no fact."""
    rules, facts = clinic.rules.version, services.book.version
    return Receipt(clinic.id, told.command, today, told.profession, told.state, rules, facts)


JOB = Job("recall-shares", timedelta(minutes=1), run)
