"""Who pays: every payer that states a position, by verdict, for a code, condition and day."""

from __future__ import annotations

from collections.abc import Sequence

from handlers.command import Request, Services
from handlers.coverage import clarify
from handlers.coverage.card import card, cautions
from handlers.coverage.several import payers_by_verdict, who_pays_sheet
from handlers.coverage.several.payers_by_verdict import Leading
from handlers.share.public_days import with_public_days
from handlers.share.share_button import shareable
from models.coverage import profession
from models.coverage.aspect import Aspect
from models.coverage.fact_book import FactBook
from models.coverage.payer import Payer
from models.coverage.position import Circumstances, Verdict
from models.coverage.profession import AIDE, Profession
from models.reply import Choice, Details, Line, Reply
from models.understanding.canonical_command import OfAllPayers
from models.understanding.conditions.conditions import OTHER, UNCLEAR
from models.understanding.question import Question
from models.understanding.reading import Reading
from models.wording import phrases, verdict_rows

_MOST_CHOICES = 4
_MANY, _MOST_NAMES = 3, 3
"""Of more verdicts than so many, each names so few payers in short: else the last would go."""


def reply_to(
    question: Question,
    request: Request,
    services: Services,
    without: Sequence[Payer] = (),
    *,
    refusers: bool = False,
) -> Reply:
    """Every payer's verdict in one line each verdict, and the payers to ask further.

    Those that refuse lead where `refusers` are asked for.
    """
    if refusers:  # no notice of a denial is asked about
        aspects = tuple(aspect for aspect in question.aspects if aspect is not Aspect.DENIAL)
        question = question._replace(aspects=aspects)
    book, asked = services.book, _circumstances(question, request)
    by_verdict = payers_by_verdict.by_verdict(
        question, asked, request, book, without, refusers=refusers
    )
    held = [each for payers in by_verdict.values() for each in payers]
    most = _MOST_NAMES if len(by_verdict) > _MANY else len(held)
    canonical = _canonical(question, asked, without, book)
    codes = " ".join(question.codes)
    subject = filter(None, (codes or "Dry needling", _by_whom(question, asked)))
    reply = Reply(
        headline=f"{', '.join(subject)}: it depends on the payer",
        lines=(
            *_not_named(question, book),
            *_of_other(question),
            *(_line(verdict, payers, most) for verdict, payers in by_verdict.items()),
            Line(f"{_left_out(without)}{_bounds(question, asked)}"),
        ),
        cautions=cautions.of_biller(question),
        choices=tuple(_choice(each.payer, question, book) for each in held[:_MOST_CHOICES]),
        small_print=phrases.NOT_A_GUARANTEE,
        details=lambda: _details(held, canonical.command, book),
        sheet=lambda: who_pays_sheet.text_of([each.paid(codes) for each in held], asked, book),
    )
    reply = shareable(reply, canonical)
    ruled = (rule.scope.payer for rule in request.clinic.rules.known())
    payers = tuple(dict.fromkeys((*book.positions, *ruled)))
    return with_public_days(reply, question, payers, request.clinic.rules, book)


def as_asked(reading: Reading) -> Question:
    """The question, with the profession without facts that stands anywhere in it."""
    question, other = reading.question, reading.state.other_profession
    if question.professions or question.other_profession or other in {"", AIDE}:
        return question
    return question._replace(other_profession=other)


def _of_other(question: Question) -> tuple[Line, ...]:
    """That what follows is of others than the profession without facts that was asked about."""
    if not question.other_profession:
        return ()
    who = phrases.an(question.other_profession)
    return (Line(f"I hold no payer's text on {who} who bills. What follows is of others."),)


def _not_named(question: Question, book: FactBook) -> tuple[Line, ...]:
    """That no payer's text names a condition: what follows holds for all that none names."""
    name = question.condition_name
    if question.condition != OTHER or not name:
        return ()
    texts = (p.says for positions in book.positions.values() for p in positions)
    if any(name.casefold() in text.casefold() for text in texts):
        return ()
    return (Line(f"No payer's position that I hold names {phrases.quoted(name)}: ask it."),)


def _details(held: list[Leading], canonical: str, book: FactBook) -> Details:
    """Every position in a row, with its dates and its source, the verdicts one below another."""
    rows = [each.row for each in held]
    cited = dict.fromkeys(cite for row in rows for cite in row.cites)
    return Details(
        tables=(verdict_rows.tabled("Every payer with a position", "Payer", rows, book),),
        sources=tuple(book.citations[id_] for id_ in cited),
        choices=(Choice("As CSV", f"{canonical} csv"),),
    )


def _left_out(without: Sequence[Payer]) -> str:
    names = phrases.either([payer.name for payer in without], "and")
    return f"Left out: {names}. " if without else ""


def _canonical(
    question: Question, asked: Circumstances, without: Sequence[Payer], book: FactBook
) -> OfAllPayers:
    code = question.codes[0] if question.codes else ""
    return OfAllPayers(
        code=book.codes.get(code),
        condition=book.conditions[asked.condition] if asked.condition else None,
        profession=asked.profession,
        state=asked.state,
        on=question.on,
        without=tuple(without),
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
    own = None if question.other_profession else request.clinic.biller
    return question.profession or own


def _line(verdict: Verdict, held: list[Leading], most: int) -> Line:
    names = sorted(each.name for each in held)
    more = f" and {len(names) - most} more" if len(names) > most + 1 else ""
    told = ", ".join(names[:most] if more else names)
    return Line(f"{phrases.VERDICTS[verdict].words} ({len(held)}): {told}{more}.")


def _choice(payer: Payer, question: Question, book: FactBook) -> Choice:
    """The same question of one payer: for the same day, condition and biller."""
    known = None if question.condition == UNCLEAR else question.condition
    return Choice(payer.name, clarify.again(question._replace(condition=known), payer, book))


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
