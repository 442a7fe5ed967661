"""Who pays: every payer that states a position, by verdict, for a code, condition and day."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from handlers.command import Request, Services
from handlers.coverage import card
from handlers.share.offer import shareable
from models.coverage import profession
from models.coverage.fact_book import FactBook
from models.coverage.payer import Payer
from models.coverage.position import Circumstances, Position, Verdict, find
from models.coverage.profession import Profession
from models.reply import Choice, Details, Line, Reply
from models.understanding.canonical import OfAllPayers
from models.understanding.conditions.conditions import UNCLEAR
from models.understanding.question import Question
from models.wording import phrases, verdict_rows
from models.wording.verdict_rows import VerdictRow

_ORDER = (
    Verdict.COVERED,
    Verdict.COVERED_WITH_CONDITIONS,
    Verdict.DISPUTED,
    Verdict.INVESTIGATIONAL,
    Verdict.NOT_COVERED,
)
_MOST_CHOICES = 4


@dataclass(frozen=True, slots=True)
class Leading:
    """A payer, and the position of it that answers."""

    payer: Payer
    position: Position


def reply_to(question: Question, request: Request, services: Services) -> Reply:
    """Every payer's verdict in one line each verdict, and the payers to ask further."""
    book, asked = services.book, _circumstances(question, request)
    by_verdict: dict[Verdict, list[Leading]] = defaultdict(list)
    for id_ in book.positions:  # payers with a file of their own; others only share it
        payer = book.payers[id_]
        if question.state and payer.states and question.state not in payer.states:
            continue
        if leading := find(book.positions_of(payer.id), asked).leading:
            by_verdict[leading.verdict].append(Leading(payer, leading))
    told = [verdict for verdict in _ORDER if by_verdict[verdict]]
    held = [each for verdict in told for each in by_verdict[verdict]]
    codes = " ".join(question.codes)
    subject = filter(None, (codes or "Dry needling", _by_whom(question, asked)))
    reply = Reply(
        headline=f"{', '.join(subject)}: it depends on the payer",
        lines=(
            *(_line(verdict, by_verdict[verdict]) for verdict in told),
            Line(_bounds(question, asked)),
        ),
        choices=tuple(_choice(each.payer, question) for each in held[:_MOST_CHOICES]),
        small_print=phrases.NOT_A_GUARANTEE,
        details=lambda: _details(held, book),
    )
    return shareable(reply, _canonical(question, asked, book))


def _details(held: list[Leading], book: FactBook) -> Details:
    """Every position in a row, with its dates and its source, the verdicts one below another."""
    rows = [
        VerdictRow(
            each.payer.name,
            phrases.VERDICTS[each.position.verdict].words,
            card.dates(each.position).replace(" · ", ", "),
            cites=each.position.cites,
        )
        for each in held
    ]
    cited = dict.fromkeys(cite for row in rows for cite in row.cites)
    return Details(
        tables=(verdict_rows.tabled("Every payer with a position", "Payer", rows, book),),
        sources=tuple(book.citations[id_] for id_ in cited),
    )


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
        profession=_biller(question, request),
        state=question.state,
        line=question.line,
    )


def _biller(question: Question, request: Request) -> Profession | None:
    """Who bills: as it was typed, else as the clinic does."""
    own = request.clinic.profession
    if question.profession or question.other_profession or not own:
        return question.profession
    return Profession(own)


def _line(verdict: Verdict, held: list[Leading]) -> Line:
    names = ", ".join(sorted(each.payer.name for each in held))
    return Line(f"{phrases.VERDICTS[verdict].words} ({len(held)}): {names}.")


def _choice(payer: Payer, question: Question) -> Choice:
    by = ("by", question.profession.value) if question.profession else ()
    return Choice(payer.name, " ".join(("/coverage", payer.name, *question.codes, *by)))


def _by_whom(question: Question, asked: Circumstances) -> str:
    """Who bills, and whether that is the clinic's own profession, which nobody typed."""
    if not asked.profession:
        return ""
    own = "" if question.profession else ", as at your clinic"
    return f"billed by {phrases.an(profession.NAMES[asked.profession])}{own}"


def _bounds(question: Question, asked: Circumstances) -> str:
    """For what the list holds, so that nobody reads more into it."""
    treated = question.condition.replace("_", " ") if question.condition else ""
    parts = filter(None, (phrases.day(asked.on), treated))
    return f"For {', '.join(parts)}; of other payers I hold no position."
