"""What is told of a rule that was entered: which rule leads by now (EnteredRule), and why.

Nothing leads, or ceases to count, in silence: an older statement never takes the place of a newer
one, and the facts may lead a rule.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from itertools import product

from handlers.coverage.own_rule.own_rules import contrary
from handlers.coverage.own_rule.rule_draft import EDIT
from handlers.coverage.own_rule.rule_limit_refusals import counts_the_same, dropped
from models.clinic.clinic import Clinic
from models.clinic.rule import ClinicRule
from models.clinic.rule_leads import Lead, ahead, are_all, displaced, replaced
from models.clinic.rule_rank import is_outranked, leads
from models.clinic.rules_in_force import ClinicRules
from models.coverage.fact_book import FactBook
from models.coverage.payer import Payer
from models.coverage.position import SAYS_NOTHING, Circumstances, find
from models.coverage.profession import NAMES, Profession
from models.reply import Choice, Line
from models.wording import clinic_rules, phrases


@dataclass(frozen=True, slots=True)
class EnteredRule:
    """A rule that was just kept, all that the clinic holds by now, and what it says of itself.

    `profession` and `state` are the clinic's own: by them its questions are answered.
    """

    rule: ClinicRule
    payer: Payer
    rules: ClinicRules
    book: FactBook
    profession: Profession | None = None
    state: str | None = None

    @property
    def leads_all(self) -> bool:
        """Whether no other rule of the same claims leads it on any day, and no fact does."""
        return not ahead(self.rules, self.rule) and not self._held()

    def lines(self) -> Iterator[Line]:
        """Which rules lead it and which it leads, each with why; what counts no more by it."""
        before = ClinicRules(tuple(e for e in self.rules.entries if e.number < self.rule.number))
        led = [lead for lead in displaced(before, self.rule) if not self._is_as_good(lead.rule)]
        instead = replaced(before, self.rule)
        yield from (Line(self._ahead(lead)) for lead in ahead(self.rules, self.rule))
        yield from self._uncounted()
        yield from (Line(self._led(lead)) for lead in (*instead, *led))
        for older in dropped(self.rule, dict.fromkeys(lead.rule for lead in instead)):
            if older.limit:
                yield Line(f"Its limit ({clinic_rules.limit(older.limit)}) counts no more then.")
        if found := self._other():
            other, is_ahead = found
            yield Line(self._of_other_claims(other, is_ahead=is_ahead))
        if held := self._held():
            yield Line(held)

    def choices(self) -> tuple[Choice, ...]:
        """What takes back each rule that leads it and says something else, or disagrees."""
        said = (self.rule.verdict, self.rule.limit)
        leading = (lead.rule for lead in ahead(self.rules, self.rule))
        others = [other for other in leading if (other.verdict, other.limit) != said]
        found = self._other()
        others += [found[0]] if found else []
        numbers = dict.fromkeys(other.number for other in others)
        return tuple(
            Choice(f"Take rule {number} back", f"{EDIT} {self.payer.name} withdraw {number}")
            for number in numbers
        )

    @property
    def counts(self) -> bool:
        """Whether its limit counts on some day."""
        return not are_all(self._instead_of_limit(), self.rule)

    def _instead_of_limit(self) -> list[Lead]:
        """The rules that lead it and in the place of whose limit its own does not count."""
        return [
            lead
            for lead in ahead(self.rules, self.rule)
            if self._is_as_good(lead.rule) or counts_the_same(self.rule, lead.rule)
        ]

    def _uncounted(self) -> Iterator[Line]:
        """That its limit does not count where another rule leads."""
        limit = self.rule.limit
        if limit and (leading := self._instead_of_limit()):
            numbers = phrases.either([str(lead.rule.number) for lead in leading], "and")
            yield Line(f"Where rule {numbers} leads, {clinic_rules.limit(limit)} do not count.")

    def _is_as_good(self, other: ClinicRule) -> bool:
        return other.is_written == self.rule.is_written

    def _ahead(self, lead: Lead) -> str:
        other, why = lead.rule, phrases.sentence(self._why(lead.rule))
        return f"Rule {other.number} leads{_when(lead, self.rule)}: {_says(other)}. {why}."

    def _led(self, lead: Lead) -> str:
        other, when = lead.rule, _when(lead, self.rule)
        if self._is_as_good(other):
            on = f"{phrases.sentence(when.strip(', '))} it" if when else "It"
            return f"{on} takes the place of rule {other.number}: {_says(other)}."
        return (
            f"It leads rule {other.number}{when}: {_says(other)}. What the payer wrote comes before"
            " a call."
        )

    def _asked(self, code: str = "", on: date | None = None) -> Circumstances:
        """The question that the rule answers, of its first code and on its first day if none."""
        scope = self.rule.scope
        return Circumstances(
            on=on or self.rule.in_force.first or self.rule.said_on,
            code=code or scope.codes[0],
            condition=scope.condition,
            profession=scope.profession,
            state=scope.state or self.payer.only_state,
            line=scope.line,
        )

    def _as_the_clinic_asks(self) -> Circumstances:
        """The same question with what the rule leaves open and the clinic has told of itself."""
        asked = self._asked()
        who, where = asked.profession or self.profession, asked.state or self.state
        return replace(asked, profession=who, state=where)

    def _other(self) -> tuple[ClinicRule, bool] | None:
        """The first rule for more or other claims that says the opposite, and whether it leads.

        None where another of the same claims holds in the place of this one.
        """
        held = self.rule.in_force
        begins = (rule.in_force.first for rule in self.rules.of_payer(self.payer.id))
        days = sorted({day for day in begins if day and held.holds(day)})
        for on, code in product(days, self.rule.scope.codes):
            asked = self._asked(code, on)
            found = self.rules.find(self.payer.id, asked)
            others = tuple(rule for rule in found if rule.scope != self.rule.scope)
            other = contrary(others, self.rule, asked) if self.rule in found else None
            if other:
                return other, found.index(other) < found.index(self.rule)
        return None

    def _of_other_claims(self, other: ClinicRule, *, is_ahead: bool) -> str:
        which = f"rule {other.number}" if is_ahead else "this one"
        said = clinic_rules.said(other, self.book)
        told = clinic_rules.by(other.source, other.said_on)
        return (
            f"Rule {other.number} disagrees: {said}, {told}. Where both hold, {which} leads:"
            f" {self._why(other)}."
        )

    def _why(self, other: ClinicRule) -> str:
        rule = self.rule
        if other.is_written != rule.is_written:
            return "what the payer wrote comes before a call"
        if other.said_on != rule.said_on:
            return "it was said later"
        if other.scope.bounded != rule.scope.bounded:
            return "it is for fewer claims"
        return "it was entered last"

    def _held(self) -> str:
        """That the facts lead it, and why; empty where they do not."""
        rule, asked = self.rule, self._as_the_clinic_asks()
        position = find(self.book.positions_of(self.payer.id), asked).leading
        if position is None or position.verdict in SAYS_NOTHING or rule.verdict in SAYS_NOTHING:
            return ""
        if leads(rule, position, asked, self.book):
            return ""
        why = "their newest source is as new"
        if is_outranked(rule, position, self.book):
            why = "a call leads nothing that is held"
            why = why if not rule.is_written else "a law or a board ranks above it"
        verdict = phrases.VERDICTS[position.verdict].words.lower().replace(":", ",")
        whom = ""
        if position.billed_by and asked.profession and not rule.scope.profession:
            whom = f" when {phrases.an(NAMES[asked.profession])} bills it, as at your clinic"
        return (
            f"The facts that I hold still lead: {verdict}{whom}; {why}. Yours stands beside them."
        )


def entered_at(
    clinic: Clinic, rule: ClinicRule, payer: Payer, rules: ClinicRules, book: FactBook
) -> EnteredRule:
    """A rule that a clinic has just kept, beside all its rules by now."""
    return EnteredRule(rule, payer, rules, book, clinic.biller, clinic.state)


def leading_again(rules: ClinicRules, gone: ClinicRule) -> Iterator[Line]:
    """The rules of the same claims that lead again, now that one is taken back."""
    for lead in displaced(rules, gone):
        other = lead.rule
        yield Line(f"Rule {other.number} leads again{_when(lead, gone)}: {_says(other)}.")
        if other.limit and gone.limit != other.limit and gone.is_written == other.is_written:
            yield Line(f"Its limit ({clinic_rules.limit(other.limit)}) counts again.")


def _when(lead: Lead, of: ClinicRule) -> str:
    """The days, where those of the other rule are more."""
    if lead.days == of.in_force:
        return ""
    first, last = lead.days.first, lead.days.last
    if first and first == last:
        return f" on {phrases.day(first)}"
    comma = "," if first and last else ""
    return f"{comma} {phrases.period(lead.days)}"


def _says(rule: ClinicRule) -> str:
    return f"{clinic_rules.verdict(rule)}, {clinic_rules.by(rule.source, rule.said_on)}"
