"""Words that a payer does not pay this clinic for needling: short beside a count, or in full."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from models.clinic.clinic import Clinic
from models.coverage.fact_book import FactBook
from models.coverage.position import Circumstances, Position, Verdict, find
from models.coverage.profession import NAMES, Profession
from models.reply import Line
from models.wording import phrases

_ANY_NEEDLING = "20560"
_NOT_PAID = {Verdict.NOT_COVERED, Verdict.INVESTIGATIONAL}


@dataclass(frozen=True, slots=True)
class PayerRefusal:
    """The position by which a payer does not pay, and for whom and what it was looked up."""

    payer: str
    position: Position
    profession: Profession
    is_sure: bool

    @property
    def in_short(self) -> str:
        """One short line: "Cigna does not pay for needling: agree with the patient who pays."."""
        if self.position.billed_by:
            who = phrases.an(NAMES[self.profession])
            return f"{self.payer} {self._does_not} pay {who} for needling: check who bills."
        why = " (investigational)" if self.position.verdict is Verdict.INVESTIGATIONAL else ""
        then = "agree with the patient who pays."
        return f"{self.payer} {self._does_not} pay for needling{why}: {then}"

    @property
    def in_full(self) -> Line:
        """What the payer says, with its sources."""
        verdict = phrases.VERDICTS[self.position.verdict].words.lower()
        said = f"{self.payer}, for your profession: {verdict}. {self.position.says}"
        return Line(said, self.position.cites)

    @property
    def _does_not(self) -> str:
        return "does not" if self.is_sure else "may not"


def may_refuse(payer: str | None, book: FactBook) -> bool:
    """Whether a payer refuses anybody anything, so that it is worth a look for whom."""
    return any(p.verdict in _NOT_PAID for p in book.positions.get(payer or "", ()))


def find_refusal(
    payer: str | None, condition: str | None, clinic: Clinic, book: FactBook, on: date
) -> PayerRefusal | None:
    """Whether the payer of somebody treated for a condition does not pay this clinic on a day.

    It is not sure where the position holds for some conditions or states, and nobody told which.
    """
    if not payer or payer not in book.payers or not clinic.profession:
        return None
    profession = Profession(clinic.profession)
    asked = Circumstances(
        on,
        code=_ANY_NEEDLING,
        condition=condition,
        profession=profession,
        state=clinic.state,
    )
    leading = find(book.positions.get(payer, ()), asked).leading
    if leading is None or leading.verdict not in _NOT_PAID:
        return None
    is_open = (condition is None and bool(leading.treating or leading.not_treating)) or (
        clinic.state is None and bool(leading.in_states)
    )
    return PayerRefusal(book.payers[payer].name, leading, profession, is_sure=not is_open)
