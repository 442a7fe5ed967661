"""Words that a payer does not pay this clinic for needling: short beside a count, or in full.

Each code of needling is looked up by itself: a rule on one of them says nothing of the other.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from models.clinic.clinic import Clinic
from models.clinic.rule import NEEDLING, ClinicRule
from models.clinic.rule_rank import leading
from models.coverage.fact_book import FactBook
from models.coverage.position import Circumstances, Position, Verdict, find
from models.coverage.profession import NAMES, Profession
from models.reply import Line
from models.wording import clinic_rules, phrases

_WHAT = "needling"
_THEN = "agree with the patient who pays."
_NOT_PAID = {Verdict.NOT_COVERED, Verdict.INVESTIGATIONAL}


@dataclass(frozen=True, slots=True)
class PayerRefusal:
    """The position by which a payer does not pay, and for whom and what it was looked up.

    `only` is the code that it is of, where the other code of needling is answered otherwise.
    """

    payer: str
    position: Position
    profession: Profession | None  # None where the clinic told none, and nobody is paid
    is_sure: bool
    only: str = ""

    @property
    def in_short(self) -> str:
        """One short line: "Cigna does not pay for needling: agree with the patient who pays."."""
        what = self.only or _WHAT
        if self.position.billed_by and self.profession:
            who = phrases.an(NAMES[self.profession])
            return f"{self.payer} {self._does_not} pay {who} for {what}: check who bills."
        why = " (investigational)" if self.position.verdict is Verdict.INVESTIGATIONAL else ""
        return f"{self.payer} {self._does_not} pay for {what}{why}: {_THEN}"

    @property
    def in_full(self) -> Line:
        """What the payer says, with its sources."""
        verdict = phrases.VERDICTS[self.position.verdict].words.lower()
        whom = ", for your profession" if self.profession else ""
        said = f"{self.payer}{whom}: {verdict}. {self.position.says}"
        return Line(said, self.position.cites)

    @property
    def _does_not(self) -> str:
        return "does not" if self.is_sure else "may not"


@dataclass(frozen=True, slots=True)
class OwnRefusal:
    """The clinic's own rule, which leads, by which a payer does not pay."""

    payer: str
    rule: ClinicRule
    in_full: Line
    is_sure: bool = True
    only: str = ""

    @property
    def in_short(self) -> str:
        """One short line, which says whose word it is."""
        why = " (investigational)" if self.rule.verdict is Verdict.INVESTIGATIONAL else ""
        what = self.only or _WHAT
        return f"By your clinic's rule {self.payer} does not pay for {what}{why}: {_THEN}"


@dataclass(frozen=True, slots=True)
class RefusalOfEach:
    """That neither code of needling is paid, each for its own reason."""

    each: tuple[PayerRefusal | OwnRefusal, ...]
    only: str = ""

    @property
    def in_short(self) -> str:
        """A line on each code, which says once what to do."""
        *first, last = (refusal.in_short for refusal in self.each)
        return " ".join([*(line.replace(f": {_THEN}", ".") for line in first), last])

    @property
    def in_full(self) -> Line:
        """What is said of each code, with its sources."""
        lines = [refusal.in_full for refusal in self.each]
        cites = dict.fromkeys(cited for line in lines for cited in line.cites)
        return Line(" ".join(line.text for line in lines), tuple(cites))

    @property
    def is_sure(self) -> bool:
        """Whether both are surely not paid."""
        return all(refusal.is_sure for refusal in self.each)


Refusal = PayerRefusal | OwnRefusal | RefusalOfEach


def may_refuse(payer: str | None, clinic: Clinic, book: FactBook) -> bool:
    """Whether a payer refuses anybody anything, so that it is worth a look for whom."""
    held = (position.verdict for position in book.positions.get(payer or "", ()))
    own = (rule.verdict for rule in clinic.rules.of_payer(payer or ""))
    return not _NOT_PAID.isdisjoint((*held, *own))


def find_refusal(
    payer: str | None, condition: str | None, clinic: Clinic, book: FactBook, on: date
) -> Refusal | None:
    """Whether the payer of somebody treated for a condition does not pay this clinic on a day.

    What one code of needling alone is refused by names that code.
    """
    if not payer or payer not in book.payers or not may_refuse(payer, clinic, book):
        return None
    by, state = clinic.biller, clinic.state
    asked = Circumstances(on, condition=condition, profession=by, state=state)
    found = {code: _of_code(payer, replace(asked, code=code), clinic, book) for code in NEEDLING}
    first, *others = found.values()
    if all(other == first for other in others):
        return first
    each = [replace(refusal, only=code) for code, refusal in found.items() if refusal]
    return RefusalOfEach(tuple(each)) if len(each) > 1 else each[0]


def _of_code(
    payer: str, asked: Circumstances, clinic: Clinic, book: FactBook
) -> PayerRefusal | OwnRefusal | None:
    """Whether a payer does not pay a code.

    A rule of the clinic's own answers where it leads; without a profession, what holds for any.
    What the facts hold is not sure where the position holds for some conditions, states or
    professions, and nobody told which.
    """
    profession, condition = asked.profession, asked.condition
    position = find(book.positions.get(payer, ()), asked).leading
    own = clinic.rules.find(payer, asked)
    if rule := leading(own, position, asked, book):
        told = OwnRefusal(book.payers[payer].name, rule, clinic_rules.line(rule, book))
        return told if rule.verdict in _NOT_PAID else None
    if position is None or position.verdict not in _NOT_PAID:
        return None
    is_open = (
        (profession is None and bool(position.billed_by))
        or (condition is None and bool(position.treating or position.not_treating))
        or (clinic.state is None and bool(position.in_states))
    )
    return PayerRefusal(book.payers[payer].name, position, profession, is_sure=not is_open)
