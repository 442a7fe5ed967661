"""/coverage receipt <code>: what the clinic was told then, by the facts and the rules of then."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import UTC, datetime, time
from zoneinfo import ZoneInfo

from handlers.answer_tier import verdict_of
from handlers.command import Command, Request, Services
from models.clinic.clinic import Clinic
from models.clinic.receipt import Receipt, code_in
from models.clinic.rules_in_force import ClinicRules
from models.coverage.fact_book import FactBook
from models.coverage.position import Verdict
from models.errors import NotUnderstood, Trouble
from models.reply import Choice, Line, Reply, Weight
from models.wording import phrases


class ToldAgain:
    """Answers of these commands, as the clinic was told them."""

    def __init__(self, commands: Iterable[Command]) -> None:
        self._commands = {command.name: command for command in commands}

    async def answer(self, request: Request, services: Services) -> Reply:
        """Find the receipt, and answer again as of its day."""
        code = code_in(request.text)
        if code is None:
            raise NotUnderstood(
                "That is no receipt.", "It stands at the end of an answer's details: R-7K3QFMW4."
            )
        receipt = await services.receipts.find(request.clinic.id, code)
        if receipt is None or not receipt.about:  # what is counted alone has none
            raise NotUnderstood(
                f"Your clinic has no receipt {code}.",
                "Check each letter. One of this very minute may be kept only in the next.",
            )
        now = await self._answer(request, receipt.command, services)
        then = await self._then(request, receipt, services)
        if then is None:
            return _lost(code, receipt, now)
        renewed = receipt.facts != services.book.version
        return _again(code, receipt, then, now, is_renewed=renewed)

    async def _then(self, request: Request, receipt: Receipt, services: Services) -> Reply | None:
        """The same answer as it was told; None where the facts hold it no more."""
        for command in _commands_of_then(receipt, services.book):
            then = await self._answer(_of_then(request, receipt), command, services)
            if then and _named(then) == (receipt.about, receipt.verdict):
                return then
        return None

    async def _answer(self, request: Request, command: str, services: Services) -> Reply | None:
        """The answer to a canonical command; None where it is understood no more."""
        asked = request.instead(command)
        try:
            return await self._commands[asked.command].answer(asked, services)
        except Trouble:
            return None


def _of_then(request: Request, receipt: Receipt) -> Request:
    """The same member asks at noon of that day, in the clinic as it was set up."""
    clinic = request.clinic
    entries = (e for e in clinic.rules.entries if e.number <= receipt.rules)
    rules = ClinicRules(tuple(entries))
    then = replace(clinic, profession=receipt.profession, state=receipt.state, rules=rules)
    return replace(request, clinic=then, at=_noon(receipt, clinic))


def _noon(receipt: Receipt, clinic: Clinic) -> datetime:
    zone = ZoneInfo(clinic.time_zone) if clinic.time_zone else UTC
    return datetime.combine(receipt.on, time(12), zone)


def _commands_of_then(receipt: Receipt, book: FactBook) -> Iterator[str]:
    """The command; where the facts are others now, of a payer's those that were known then.

    A release may hold that it knew better on a day on which it was not there yet: then it is the
    last day of which it holds what was told.
    """
    is_dated = receipt.command.startswith("/coverage ") and " as known " not in receipt.command
    if receipt.facts == book.version or not is_dated:
        yield receipt.command
        return
    yield f"{receipt.command} as known {receipt.on.isoformat()}"
    told = {each.removeprefix("position/") for each in receipt.about}
    held = (p for positions in book.positions.values() for p in positions if p.id in told)
    ended = (position.recorded.last for position in held)
    yield from (f"{receipt.command} as known {day}" for day in ended if day and day < receipt.on)


def _named(reply: Reply) -> tuple[tuple[str, ...], str]:
    """What an answer told: the names of its facts, and its verdict."""
    return reply.about, verdict_of(reply)


def _again(
    code: str, receipt: Receipt, then: Reply, now: Reply | None, *, is_renewed: bool
) -> Reply:
    """The answer of then, with what to know of it.

    Facts that `is_renewed` says of are known by their names alone: their words may be others.
    """
    day = phrases.day(receipt.on)
    told = f"Receipt {code}: what your clinic was told on {day}, in today's words."
    is_other = now is None or _named(now) != _named(then)
    changed = [Line("Today's answer is another one.")] if is_other else []
    changed += [Line("The facts were renewed since: wording and sources may differ.")] * is_renewed
    return replace(
        then,
        lines=(Line(told), *then.lines),
        cautions=(*changed, *then.cautions),
        choices=(Choice("Ask again today", receipt.command, Weight.PRIMARY),),
        canonical="",
        details_command=f"/coverage receipt {code} details",
        is_understood=False,
    )


def _lost(code: str, receipt: Receipt, now: Reply | None) -> Reply:
    """What is known of an answer whose facts are held no more as they were."""
    verdict = phrases.VERDICTS[Verdict(receipt.verdict)] if receipt.verdict else None
    lines = [
        Line(f"Your clinic was told this on {phrases.day(receipt.on)}, when it asked"),
        Line(f"{receipt.command}"),
        Line("The facts were renewed since, and I hold no longer what the rest of it said."),
    ]
    if now and verdict_of(now) != receipt.verdict:
        lines.append(Line("Today's answer is another one."))
    return Reply(
        headline=f"Receipt {code}",
        badge=verdict,
        lines=tuple(lines),
        choices=(Choice("Ask again today", receipt.command, Weight.PRIMARY),),
    )
