"""Keep which answers that a clinic got have changed, and in which digest that was told."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from tortoise.expressions import Q
from tortoise.transactions import in_transaction

from models.clinic.changed_answer import ChangedAnswer, Question, question_of
from models.clinic.receipt import ToldReceipt
from models.ports import AskedBy
from models.storage.engine.unreachable import reaching_records
from models.storage.receipts import receipt_of
from models.storage.sql import fetch
from models.storage.statements import answer_changes
from models.storage.tables import AnswerChangeRow, ReceiptRow


@reaching_records
class AnswerChangeStore:
    """See `models.ports.AnswerChanges`."""

    async def due(self, facts: str, settled: datetime, limit: int) -> tuple[AskedBy, ...]:
        """Whose answers are to be asked again."""
        rows = await fetch(answer_changes.DUE, facts=facts, settled=settled, limit=limit)
        return tuple(AskedBy(row["id"], row["facts"], row["rules"]) for row in rows)

    async def told(self, clinic_id: int, since: datetime) -> tuple[ToldReceipt, ...]:
        """The last answer that each member got to each question."""
        last: dict[tuple[Question, str], ToldReceipt] = {}
        for row in await ReceiptRow.filter(clinic_id=clinic_id, told_at__gte=since).order_by("id"):
            receipt = receipt_of(row)
            told = ToldReceipt(receipt, row.code, row.member, row.told_at)
            last[question_of(receipt), row.member] = told
        return tuple(last.values())

    async def noted(self, clinic_id: int, since: datetime) -> tuple[ChangedAnswer, ...]:
        """What was noted, the oldest first."""
        rows = AnswerChangeRow.filter(clinic_id=clinic_id, noted_at__gte=since)
        return tuple(map(_change, await rows.order_by("id")))

    async def note(self, before: AskedBy, now: AskedBy, changed: Sequence[ChangedAnswer]) -> bool:
        """Keep what has changed, by whoever is first."""
        old = {"old_facts": before.facts, "old_rules": before.rules}
        new = {"clinic_id": now.clinic_id, "facts": now.facts, "rules": now.rules}
        async with in_transaction():
            if not await fetch(answer_changes.MARK, **old, **new):
                return False
            await AnswerChangeRow.bulk_create([_row(now.clinic_id, each) for each in changed])
            return True

    async def to_tell(self, clinic_id: int, due: datetime) -> tuple[ChangedAnswer, ...]:
        """What the digest of an instant tells."""
        untold = Q(told_in__isnull=True, noted_at__lte=due) | Q(told_in=due)
        rows = await AnswerChangeRow.filter(untold, clinic_id=clinic_id).order_by("id")
        return tuple(map(_change, rows))


def _row(clinic_id: int, change: ChangedAnswer) -> AnswerChangeRow:
    command, profession, state = change.question
    return AnswerChangeRow(
        clinic_id=clinic_id,
        command=command,
        profession=profession or "",
        state=state or "",
        about=" ".join(change.about),
        before=change.before,
        verdict=change.now,
        changed_on=change.on,
        noted_at=change.noted_at,
    )


def _change(row: AnswerChangeRow) -> ChangedAnswer:
    question = (row.command, row.profession or None, row.state or None)
    about = tuple(row.about.split())
    return ChangedAnswer(question, about, row.before, row.verdict, row.changed_on, row.noted_at)
