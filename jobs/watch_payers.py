"""Look at payers when facts or a clinic's rules change; note what is another, for the digest.

See `digest_payers.py`.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta

from jobs.job import Job
from models.clinic.clinic import Clinic
from models.clinic.payer_change import PayerChange, concerns
from models.coverage.fact_book import FactBook
from models.coverage.position import Circumstances, find
from models.ports import PayersAsKnown
from models.services import Services
from models.wording.phrases import count

_PAGE = 50
_CODE = "20560"
_PRINT = 12  # characters


async def run(at: datetime, services: Services) -> str:
    """Look at the payers of each clinic whose facts or rules are others since the last time."""
    due = await services.payer_changes.due(services.book.version, _PAGE)
    prints = _prints(services.book) if due else {}
    noted = 0
    for before in due:
        noted += await _of_clinic(before, prints, at, services)
    return f"{count(noted, 'change')} of payers noted." if noted else "Nothing has changed."


async def _of_clinic(
    before: PayersAsKnown, prints: Mapping[str, str], at: datetime, services: Services
) -> int:
    """How many changes of a clinic's payers were noted."""
    clinic = await services.records.clinic(before.clinic_id)
    held = dict(_held(clinic, prints, at, services.book))
    now = PayersAsKnown(clinic.id, services.book.version, clinic.rules.version, held)
    changed = [*_changes(before, now, clinic, at)] if before.facts else []
    if any(change.rule is None for change in changed):
        ours = set(await services.charts.payers(clinic.id)) | clinic.preferences.watched
        changed = [
            change
            for change in changed
            if change.rule or any(concerns(change, payer, services.book) for payer in ours)
        ]
    return len(changed) if await services.payer_changes.note(before, now, changed) else 0


def _prints(book: FactBook) -> dict[str, str]:
    """By payer, a text that changes with anything that the facts say of it."""
    return {
        payer: hashlib.sha256(repr(positions).encode()).hexdigest()[:_PRINT]
        for payer, positions in book.positions.items()
    }


def _held(
    clinic: Clinic, prints: Mapping[str, str], at: datetime, book: FactBook
) -> Iterator[tuple[str, tuple[str, str]]]:
    """Each payer's print, and the verdict that answers the clinic in general."""
    today, by = clinic.today(at), clinic.biller
    asked = Circumstances(today, _CODE, profession=by, state=clinic.state)
    for payer, digest in prints.items():
        yield payer, (digest, find(book.positions[payer], asked).verdict.value)


def _changes(
    before: PayersAsKnown, now: PayersAsKnown, clinic: Clinic, at: datetime
) -> Iterator[PayerChange]:
    """What was entered and taken back since, and of which payers the facts are others."""
    for entry in clinic.rules.entries:
        if entry.number > before.rules:
            rule = clinic.rules.rule_of(entry)
            if rule:
                yield PayerChange(rule.scope.payer, at, entry.number)
    for payer in sorted(before.held.keys() | now.held.keys()):
        (old, was), (new, is_now) = (known.held.get(payer, ("", "")) for known in (before, now))
        if old != new:
            yield PayerChange(payer, at, None, was, is_now)


JOB = Job("watch-payers", timedelta(minutes=1), run)
