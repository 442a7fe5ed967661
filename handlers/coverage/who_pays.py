"""Who pays: every payer that states a position, by verdict, for a code, condition and day."""

from __future__ import annotations

from collections import defaultdict

from handlers.command import Request, Services
from handlers.coverage import card
from handlers.share.offer import shareable
from models.coverage import profession
from models.coverage.fact_book import FactBook
from models.coverage.payer import Payer
from models.coverage.position import Circumstances, Verdict, find
from models.reply import Choice, Line, Reply
from models.understanding.canonical import OfAllPayers
from models.understanding.conditions.conditions import UNCLEAR
from models.understanding.question import Question
from models.wording import phrases

_ORDER = (
    Verdict.COVERED,
    Verdict.COVERED_WITH_CONDITIONS,
    Verdict.DISPUTED,
    Verdict.INVESTIGATIONAL,
    Verdict.NOT_COVERED,
)
_MOST_CHOICES = 4


def reply_to(question: Question, request: Request, services: Services) -> Reply:
    """Every payer's verdict in one line each verdict, and the payers to ask further."""
    asked = _circumstances(question, request)
    by_verdict: dict[Verdict, list[Payer]] = defaultdict(list)
    for id_ in services.book.positions:  # payers with a file of their own; others only share it
        payer = services.book.payers[id_]
        if question.state and payer.states and question.state not in payer.states:
            continue
        by_verdict[find(services.book.positions_of(payer.id), asked).verdict].append(payer)
    told = [verdict for verdict in _ORDER if by_verdict[verdict]]
    first = [payer for verdict in told for payer in by_verdict[verdict]][:_MOST_CHOICES]
    codes = " ".join(question.codes)
    reply = Reply(
        headline=f"{codes or 'Dry needling'}: it depends on the payer",
        lines=(
            *(_line(verdict, by_verdict[verdict]) for verdict in told),
            Line(_bounds(question, asked)),
            Line("Name the payer for its conditions, dates and sources."),
        ),
        choices=tuple(Choice(p.name, f"/coverage {p.name} {codes}".strip()) for p in first),
        small_print=phrases.NOT_A_GUARANTEE,
    )
    return shareable(reply, _canonical(question, asked, services.book))


def _canonical(question: Question, asked: Circumstances, book: FactBook) -> OfAllPayers:
    code = question.codes[0] if question.codes else ""
    return OfAllPayers(
        code=book.codes.get(code),
        condition=book.conditions[asked.condition] if asked.condition else None,
        profession=asked.profession,
        state=asked.state,
        on=question.on,
    )


def _circumstances(question: Question, request: Request) -> Circumstances:
    return Circumstances(
        on=question.on or request.today,
        until=question.until,
        code=question.codes[0] if question.codes else card.ANY_NEEDLING,
        condition=None if question.condition == UNCLEAR else question.condition,
        profession=question.profession,
        state=question.state,
        line=question.line,
    )


def _line(verdict: Verdict, payers: list[Payer]) -> Line:
    names = ", ".join(sorted(payer.name for payer in payers))
    return Line(f"{phrases.VERDICTS[verdict].words} ({len(payers)}): {names}.")


def _bounds(question: Question, asked: Circumstances) -> str:
    """For what the list holds, so that nobody reads more into it."""
    parts = [phrases.day(asked.on)]
    if question.condition:
        parts.append(question.condition.replace("_", " "))
    if asked.profession:
        parts.append(f"billed by {phrases.an(profession.NAMES[asked.profession])}")
    return f"For {', '.join(parts)}; of other payers I hold no position."
