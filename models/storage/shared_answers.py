"""Keep which answers were shared in which channel, each act once, and when to ask each again."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime, timedelta

from tortoise.expressions import Q
from tortoise.queryset import QuerySet
from tortoise.transactions import in_transaction

from models.alerts.delivery import Purpose
from models.clinic.receipt import Receipt
from models.clinic.shared_answer import AnswerChange, SharedAnswer
from models.mention import channel
from models.storage import alias_mentions
from models.storage.engine.unreachable import reaching_records
from models.storage.sql import Row, execute
from models.storage.statements.outbox import ENQUEUE_EDIT
from models.storage.tables import SharedAnswerRow

_SETTLED = timedelta(minutes=2)
"""By then every process answers by the rules that the clinic had when this was shared."""


@reaching_records
class SharedAnswers:
    """What was shared; also `models.ports.Shares`.

    Every method raises `RecordsUnreachable` when the database is silent.
    """

    async def claim(self, shared: SharedAnswer) -> bool:
        """Write it down before it is posted; False where the same act is written down already."""
        told = _told(shared.told) if shared.told else {}
        _, is_new = await SharedAnswerRow.get_or_create(
            clinic_id=shared.clinic_id,
            request=shared.request,
            defaults={
                "member": shared.member,
                "command": shared.command,
                "place": shared.channel,
                "message": shared.message,
                "about": " ".join(shared.about),
                "shared_at": shared.at,
                **told,
                "look_at": shared.at + _SETTLED if told else None,
            },
        )
        return is_new

    async def posted(
        self, shared: SharedAnswer, message: str, words: Collection[str] = (), edited_as: str = ""
    ) -> None:
        """Write down under which id the platform keeps it, and which aliases its words name.

        `edited_as` is the id that a messenger edits it by, where that is another. What cannot be
        edited is not asked again.
        """
        posted = (channel(shared.channel), edited_as or message)
        last: Row = {} if posted[1] else {"look_at": None, "facts": None}
        async with in_transaction():
            await _row(shared).update(message=message, edited_as=posted[1], **last)
            await alias_mentions.keep(shared.clinic_id, posted, words, shared.at)

    async def withdraw(self, shared: SharedAnswer) -> None:
        """It was not posted after all: the same act may share again."""
        await _row(shared).delete()

    async def of_clinic(self, clinic_id: int) -> tuple[SharedAnswer, ...]:
        """Everything that a clinic shared, the oldest first."""
        rows = await SharedAnswerRow.filter(clinic_id=clinic_id).order_by("id")
        return tuple(map(_shared, rows))

    async def look_after_release(self, facts: str, at: datetime) -> int:
        """Make due what rests on other facts. See `models.ports.Shares`."""
        others = SharedAnswerRow.filter(Q(facts__lt=facts) | Q(facts__gt=facts))
        return await others.filter(Q(look_at__isnull=True) | Q(look_at__gt=at)).update(look_at=at)

    async def due(self, at: datetime, limit: int) -> tuple[SharedAnswer, ...]:
        """What is to be asked again by now. See `models.ports.Shares`."""
        posted = SharedAnswerRow.filter(look_at__lte=at, edited_as__not="")
        return tuple(map(_shared, await posted.order_by("look_at", "id").limit(limit)))

    async def looked_at(
        self,
        shared: SharedAnswer,
        told: Receipt,
        change: AnswerChange | None,
        at: datetime,
        look_at: datetime | None,
    ) -> bool:
        """Write down what is answered now. See `models.ports.Shares`."""
        here = SharedAnswerRow.filter(
            clinic_id=shared.clinic_id, id=shared.id, look_at=shared.look_at
        )
        changed: Row = {"before": change.before, "changed_on": change.on} if change else {}
        now = {**_told(told), "about": " ".join(told.about), "look_at": look_at, **changed}
        async with in_transaction():
            if not await here.update(**now):
                return False
            if change:
                await _owe_edit(shared, at)
            return True

    async def numbered(self, clinic_id: int, number: int) -> SharedAnswer | None:
        """The answer of a number that still stands. See `models.ports.Shares`."""
        row = await SharedAnswerRow.get_or_none(clinic_id=clinic_id, id=number)
        shared = _shared(row) if row else None
        if shared is None or await alias_mentions.is_taken_down(clinic_id, _message(shared)):
            return None
        return shared


async def look_again(clinic_id: int, at: datetime) -> None:
    """Make due what a clinic shared, whose rules are others now, in their transaction."""
    shared = SharedAnswerRow.filter(clinic_id=clinic_id, facts__isnull=False)
    await shared.update(look_at=at)


async def _owe_edit(shared: SharedAnswer, at: datetime) -> None:
    place, message = _message(shared)
    await execute(
        ENQUEUE_EDIT,
        clinic_id=shared.clinic_id,
        purpose=Purpose.RECALL.value,
        key=f"{Purpose.RECALL.value}/{shared.id}",
        channel=place,
        message=message,
        at=at,
    )


def _message(shared: SharedAnswer) -> alias_mentions.Message:
    return channel(shared.channel), shared.edited_as


def _row(shared: SharedAnswer) -> QuerySet[SharedAnswerRow]:
    return SharedAnswerRow.filter(clinic_id=shared.clinic_id, request=shared.request)


def _told(told: Receipt) -> Row:
    return {
        "canonical": told.command,
        "told_on": told.on,
        "profession": told.profession,
        "state": told.state,
        "rules": told.rules,
        "facts": told.facts,
        "verdict": told.verdict,
    }


def _shared(row: SharedAnswerRow) -> SharedAnswer:
    about = tuple(row.about.split())
    return SharedAnswer(
        clinic_id=row.clinic_id,
        request=row.request,
        member=row.member,
        command=row.command,
        channel=row.place,
        at=row.shared_at,
        about=about,
        message=row.message,
        told=_receipt(row, about),
        id=row.id,
        edited_as=row.edited_as or "",
        look_at=row.look_at,
        change=AnswerChange(row.changed_on, row.before or "") if row.changed_on else None,
    )


def _receipt(row: SharedAnswerRow, about: tuple[str, ...]) -> Receipt | None:
    if not (row.canonical and row.told_on):
        return None
    return Receipt(
        row.clinic_id,
        row.canonical,
        row.told_on,
        row.profession,
        row.state,
        row.rules or 0,
        row.facts or "",
        about,
        row.verdict or "",
    )
