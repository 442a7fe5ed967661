"""What answers of each payer (Leading), its position or the clinic's own rule; by verdict."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from handlers.command import Request
from handlers.coverage.card import card
from handlers.coverage.own_rule import own_rules
from handlers.coverage.several.who_pays_sheet import PaidRow
from models.clinic import rule_rank
from models.clinic.rule import NEEDLING, ClinicRule
from models.clinic.rules_in_force import ClinicRules
from models.coverage.fact_book import FactBook
from models.coverage.payer import Payer
from models.coverage.position import Circumstances, Position, Verdict, find
from models.understanding.question import Question
from models.wording import clinic_rules, phrases
from models.wording.verdict_rows import VerdictRow

_ORDER = (
    Verdict.COVERED,
    Verdict.COVERED_WITH_CONDITIONS,
    Verdict.DISPUTED,
    Verdict.INVESTIGATIONAL,
    Verdict.NOT_COVERED,
)
_REFUSED = (Verdict.NOT_COVERED, Verdict.INVESTIGATIONAL)


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


def by_verdict(  # noqa: PLR0913 -- what is asked, and what is left out of it
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
