"""Tells your managers that an answer is wrong, by choosing: it joins the facts to check.

/wrong coverage <payer> [code] …   (also cpt, state and ask: the answer that is wrong)
/wrong coverage <payer> [code] … part verdict   (or limit, date, source …: I list those of the card)
/wrong coverage <payer> [code] … part verdict source 2   (its number under the details, or none)
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from handlers.command import Command, Request, Services
from handlers.wrong.card import WrongCard
from models.coverage.fact_report import FactPart, FactReport, ReportedFact
from models.errors import NotUnderstood
from models.reply import Choice, Citation, Line, Reply, Weight
from models.understanding.commands import wrong_words
from models.understanding.commands.wrong_words import NO_SOURCE
from models.wording import fact_reports, phrases

_EXAMPLES = ("/wrong coverage medicare 20560", "/wrong cpt 20560", "/wrong state NC")

_LONGEST_FACT = 255
_LONGEST = 700
"""As long as the longest answer's own command, with a part and a source."""

_SEEN = (
    "Your managers see it in the facts to check. The answer stays until one of them has checked."
)


class WrongAnswers:
    """Answers of other commands, of which a part is called wrong."""

    def __init__(self, commands: Iterable[Command]) -> None:
        self._commands = {command.name: command for command in commands if command.is_public}

    async def answer(self, request: Request, services: Services) -> Reply:
        """Ask for the part, then for the source; keep what was chosen."""
        said = wrong_words.read(request.text)
        if wrong_words.names_none(said.asked):
            raise _of_which_answer()
        card = await self.card(replace(request, text=said.asked), services)
        if said.part is None:
            return _which_part(card)
        if said.part not in card.parts:
            raise NotUnderstood(
                f"That answer tells nothing of it: {fact_reports.PARTS[said.part].lower()}.",
                "Choose what is wrong.",
                _which_part(card).choices,
            )
        source = card.source(said.source)
        if source is None and said.source != NO_SOURCE and card.opened.sources:
            return _which_source(card, said.part)
        report = FactReport(
            card.fact,
            said.part,
            source.id if source else "",
            card.asked,
            request.member.user,
            request.at,
        )
        kept = await services.fact_reports.report(request.clinic.id, report)
        return _receipt(kept, card, said.part, source)

    async def card(self, request: Request, services: Services) -> WrongCard:
        """The answer that a text asks for, by its canonical command.

        Raises `NotUnderstood` where no facts answer, or more of them than one report may name.
        """
        own = await self._answer(request.text, request, services)
        again = await self._answer(own.canonical, request, services) if own.canonical else own
        if not again.canonical or again.canonical != own.canonical or not again.about:
            raise _of_which_answer()
        card = WrongCard(again.canonical, _named(again.canonical)[0], again.opened())
        if len(card.fact) > _LONGEST_FACT:
            raise NotUnderstood(
                "That answer tells too much at once.", "Ask for one part of it, then call it wrong."
            )
        return card

    async def _answer(self, typed: str, request: Request, services: Services) -> Reply:
        name, text = _named(typed)
        if name not in self._commands:
            name, text = "ask", typed
        if name not in self._commands or not text:
            return Reply("")
        inner = replace(request, command=name, text=text)
        return await self._commands[name].answer(inner, services)


def _of_which_answer() -> NotUnderstood:
    return NotUnderstood(
        "I do not know which answer you mean.",
        "Write wrong before the question whose answer is wrong, one payer or state alone; or choose"
        " “This is wrong” under it.",
        [Choice(example, example) for example in _EXAMPLES],
    )


def _named(typed: str) -> tuple[str, str]:
    """A command's name and what stands behind it."""
    name, _, text = typed.strip().removeprefix("/").partition(" ")
    return name.lower(), text.strip()


def _which_part(card: WrongCard) -> Reply:
    return Reply(
        headline="What is wrong?",
        lines=(Line(f"In the answer: {card.title}"),),
        choices=tuple(Choice(label, card.again(part)) for part, label in card.parts.items()),
        small_print=_SEEN,
    )


def _which_source(card: WrongCard, part: FactPart) -> Reply:
    return Reply(
        headline="By which source?",
        lines=(Line(f"{fact_reports.PARTS[part]}, in the answer: {card.title}"),),
        choices=tuple(
            Choice(label, card.again(part, number)) for number, label in card.sources.items()
        ),
        small_print=_SEEN,
    )


def _receipt(
    kept: ReportedFact | None, card: WrongCard, part: FactPart, source: Citation | None
) -> Reply:
    by = f" (source: {source.name or source.publisher})" if source else ""
    what = Line(f"{fact_reports.PARTS[part]}{by}, in the answer: {card.title}")
    more = len(kept.reports) - 1 if kept else 0
    others = f"{phrases.count(more, 'other member')} said so before you."
    return Reply(
        headline="Noted: to be checked" if kept else "You have said so already",
        lines=(what, *((Line(others),) if more else ()), Line(_SEEN)),
        choices=(Choice("Show the answer", card.asked, Weight.PRIMARY),),
    )


def command(commands: Iterable[Command]) -> Command:
    """The command that calls the answers of these wrong."""
    answer = WrongAnswers(commands).answer
    return Command("wrong", __doc__, _EXAMPLES, answer, longest=_LONGEST, changes=("",))
