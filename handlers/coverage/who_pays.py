"""Who pays: every payer that states a position, by verdict, for a code, condition and day."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from handlers.command import Request, Services
from handlers.coverage import card, cautions, clarify, own_rules, who_pays_sheet
from handlers.coverage.who_pays_sheet import PaidRow
from handlers.share.public_days import with_public_days
from handlers.share.share_button import shareable
from models.clinic import rule_rank
from models.clinic.rule import NEEDLING, ClinicRule
from models.clinic.rules_in_force import ClinicRules
from models.coverage import profession
from models.coverage.aspect import Aspect
from models.coverage.fact_book import FactBook
from models.coverage.payer import Payer
from models.coverage.position import Circumstances, Position, Verdict, find
from models.coverage.profession import AIDE, Profession
from models.reply import Choice, Details, Line, Reply
from models.understanding.canonical_command import OfAllPayers
from models.understanding.conditions.conditions import OTHER, UNCLEAR
from models.understanding.question import Question
from models.understanding.reading import Reading
from models.wording import clinic_rules, phrases, verdict_rows
from models.wording.verdict_rows import VerdictRow

_ORDER = (
    Verdict.COVERED,
    Verdict.COVERED_WITH_CONDITIONS,
    Verdict.DISPUTED,
    Verdict.INVESTIGATIONAL,
    Verdict.NOT_COVERED,
)
_REFUSED = (Verdict.NOT_COVERED, Verdict.INVESTIGATIONAL)
_MOST_CHOICES = 4
_MANY, _MOST_NAMES = 3, 3
"""Of more verdicts than so many, each names so few payers in short: else the last would go."""


@dataclass(frozen=True, slots=True)
class Leading:
    """A payer, and what of it answers: its position, or a rule of the clinic's own."""

    payer: Payer
    by: Position | ClinicRule
    code: str = ""  # that it is for alone, where nobody asked for one

    @property
    def is_own(self) -> bool:
        """Whether the clinic's own rule answers."""
        return isinstance(self.by, ClinicRule)

    @property
    def name(self) -> str:
        """The payer's name, which says where the verdict is the clinic's own."""
        return f"{self._of_code} ({clinic_rules.WHOSE})" if self.is_own else self._of_code

    @property
    def _of_code(self) -> str:
        return f"{self.payer.name} {self.code}".strip()

    def paid(self, codes: str) -> PaidRow:
        """The payer in a row of a spreadsheet."""
        return PaidRow(self.payer.name, self.code or codes, self.by)

    @property
    def row(self) -> VerdictRow:
        """The payer in a row, with its dates and whose word it is."""
        verdict = phrases.VERDICTS[self.by.verdict].words
        if isinstance(self.by, ClinicRule):
            said = clinic_rules.by(self.by.source, self.by.said_on)
            dates = ", ".join(filter(None, (phrases.since(self.by.in_force), said)))
            return VerdictRow(self._of_code, verdict, dates, whose=clinic_rules.WHOSE)
        dates = card.dates(self.by).replace(" · ", ", ")
        return VerdictRow(self._of_code, verdict, dates, cites=self.by.cites)


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
    by_verdict = _by_verdict(question, asked, request, book, without, refusers=refusers)
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


def _by_verdict(  # noqa: PLR0913 -- what is asked, and what is left out of it
    question: Question,
    asked: Circumstances,
    request: Request,
    book: FactBook,
    without: Sequence[Payer],
    *,
    refusers: bool,
) -> dict[Verdict, list[Leading]]:
    """The payers of each verdict that some have, in the order in which the verdicts are told."""
    by_verdict: dict[Verdict, list[Leading]] = defaultdict(list)
    for leading in _leading(asked, request.clinic.rules, book, is_open=not question.codes):
        states = leading.payer.states
        is_met = not (question.state and states) or question.state in states
        if is_met and leading.payer not in without:
            by_verdict[leading.by.verdict].append(leading)
    order = dict.fromkeys((*(_REFUSED if refusers else ()), *_ORDER))
    return {verdict: by_verdict[verdict] for verdict in order if verdict in by_verdict}


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


def _leading(
    asked: Circumstances, rules: ClinicRules, book: FactBook, *, is_open: bool
) -> Iterator[Leading]:
    """What answers of each payer: those with a file of their own, and those with a rule.

    Others that only share a file are left out. Where the code `is_open`, own rules on one code make
    two answers of a payer.
    """
    ruled = dict.fromkeys(rule.scope.payer for rule in rules.known())
    for id_ in dict.fromkeys((*book.positions, *ruled)):
        payer = book.payers.get(id_)
        if payer is None:  # a rule on one that this release knows no more
            continue
        of_one = _answering(payer, asked, rules, book)
        if is_open and own_rules.are_apart(rules, id_):
            by_code = {c: _answering(payer, replace(asked, code=c), rules, book) for c in NEEDLING}
            if len({(type(by), by and by.verdict) for by in by_code.values()}) > 1:
                yield from (Leading(payer, by, code) for code, by in by_code.items() if by)
                continue
        if of_one:
            yield Leading(payer, of_one)


def _answering(
    payer: Payer, asked: Circumstances, rules: ClinicRules, book: FactBook
) -> Position | ClinicRule | None:
    """The rule of the clinic's own that leads of a payer, else its position."""
    position = find(book.positions_of(payer.id), asked).leading
    return rule_rank.leading(rules.find(payer.id, asked), position, asked, book) or position


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
