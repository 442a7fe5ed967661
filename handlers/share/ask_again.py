"""Asks again what was shared or told, without whoever asked: what everybody reads of it now."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime

from handlers import receipt_codes
from handlers.command import Command, Request, Services
from handlers.share.command import in_channel
from models.clinic.clinic import Clinic, Member
from models.clinic.receipt import Receipt
from models.errors import Trouble
from models.ports import AnswerNow


class AskedAgain:
    """See `models.services.Answers`."""

    def __init__(self, commands: Iterable[Command]) -> None:
        self._commands = {command.name: command for command in commands if command.is_public}

    async def again(
        self, told: Receipt, clinic: Clinic, at: datetime, services: Services
    ) -> AnswerNow | None:
        """The answer to its command, as the clinic was set up when it was told."""
        as_then = replace(clinic, profession=told.profession, state=told.state)
        request = Request(as_then, Member(0, clinic.id, ""), "", "", "", at).instead(told.command)
        command = self._commands.get(request.command)
        if command is None or not command.tells_facts(request.text):
            return None
        try:
            reply = await command.answer(request, services)
        except Trouble:
            return None
        if not reply.canonical:
            return None
        facts = services.book.version
        now = receipt_codes.of_answer(reply, told.command, as_then, request.today, facts)
        return AnswerNow(now, in_channel(reply)) if _is_of_payers(told, now) else None


def _is_of_payers(told: Receipt, now: Receipt) -> bool:
    """Whether an answer that named payers speaks of one of them still: else it answers another."""
    payers = {about for about in told.about if about.startswith("payer/")}
    return not payers or not payers.isdisjoint(now.about)
