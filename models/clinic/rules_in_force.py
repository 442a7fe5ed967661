"""Which of a clinic's own rules hold on a day, as they were known on a day; which one leads.

Nothing is overwritten. Of one scope, what was said last takes the place of what was said before by
as good a source, on the days on which it holds, whichever was entered first; of what was said on
one day, the one that was entered last. A rule that is withdrawn was known until then.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from models.clinic.rule import (
    ClinicRule,
    RuleCheck,
    RuleEntry,
    RuleScope,
    RuleWithdrawal,
)
from models.coverage.position import Circumstances


@dataclass(frozen=True, slots=True)
class ClinicRules:
    """Every entry of a clinic's, in the order in which they were made.

    Whoever holds these holds one value: the same entries are equal, and `version` grows with each.
    """

    entries: tuple[RuleEntry, ...] = ()

    def __bool__(self) -> bool:
        """Whether anything was ever entered."""
        return bool(self.entries)

    @property
    def version(self) -> int:
        """The number of the newest entry; 0 where there is none."""
        return self.entries[-1].number if self.entries else 0

    def known(self, as_known: date | None = None) -> tuple[ClinicRule, ...]:
        """The rules that stood at the end of a day, in order; those that stand now for None."""
        entries = [e for e in self.entries if as_known is None or e.known_on <= as_known]
        withdrawn = {e.withdraws for e in entries if isinstance(e, RuleWithdrawal)}
        rules = (e for e in entries if isinstance(e, ClinicRule))
        return tuple(rule for rule in rules if rule.number not in withdrawn)

    def in_force(self, on: date, as_known: date | None = None) -> tuple[ClinicRule, ...]:
        """The rules that hold on a date of service, in the order of their entry.

        Of each scope at most one stands that the payer wrote, and one by a call beside it.
        """
        newest: dict[tuple[RuleScope, bool], ClinicRule] = {}
        for rule in in_rank(self.known(as_known)):
            if rule.in_force.holds(on):
                newest.setdefault((rule.scope, rule.is_written), rule)
        return tuple(sorted(newest.values(), key=lambda rule: rule.number))

    def find(self, payer: str, asked: Circumstances) -> tuple[ClinicRule, ...]:
        """The rules that answer a question about a payer, the one that leads first.

        A rule that does not hold on every day that was asked about answers none of them.
        """
        if not self.entries:
            return ()
        held = self.in_force(asked.on, asked.as_known)
        if asked.until:
            later = self.in_force(asked.until, asked.as_known)
            held = tuple(rule for rule in held if rule in later)
        fitting = (r for r in held if r.scope.payer == payer and r.scope.fits(asked))
        return in_rank(fitting)

    def of_payer(self, payer: str, as_known: date | None = None) -> tuple[ClinicRule, ...]:
        """The rules on a payer that stand, whenever they hold, in order."""
        return tuple(rule for rule in self.known(as_known) if rule.scope.payer == payer)

    def ever(self, payer: str) -> tuple[tuple[ClinicRule, RuleWithdrawal | None], ...]:
        """Every rule on a payer that was ever entered, and by what each was taken back."""
        gone = {e.withdraws: e for e in reversed(self.entries) if isinstance(e, RuleWithdrawal)}
        rules = (e for e in self.entries if isinstance(e, ClinicRule))
        return tuple((r, gone.get(r.number)) for r in rules if r.scope.payer == payer)

    def numbered(self, number: int) -> ClinicRule | None:
        """The rule of a number, whether it stands or not."""
        rules = (e for e in self.entries if isinstance(e, ClinicRule))
        return next((rule for rule in rules if rule.number == number), None)

    def rule_of(self, entry: RuleEntry) -> ClinicRule | None:
        """The rule that an entry is, or takes back; None for a check."""
        if isinstance(entry, RuleWithdrawal):
            return self.numbered(entry.withdraws)
        return entry if isinstance(entry, ClinicRule) else None

    def stands(self, number: int) -> bool:
        """Whether the rule or check of a number was not withdrawn."""
        entries: tuple[RuleEntry, ...] = (*self.known(), *self._checks())
        return any(entry.number == number for entry in entries)

    def checked(self, about: str) -> RuleCheck | None:
        """Who found still true last what answers for a payer; None where nobody has."""
        return next((check for check in reversed(self._checks()) if check.about == about), None)

    def _checks(self) -> list[RuleCheck]:
        gone = {e.withdraws for e in self.entries if isinstance(e, RuleWithdrawal)}
        checks = (e for e in self.entries if isinstance(e, RuleCheck))
        return [check for check in checks if check.number not in gone]

    def entry(self, number: int) -> RuleEntry | None:
        """The entry of a number, of whichever kind."""
        return next((entry for entry in self.entries if entry.number == number), None)


NO_RULES = ClinicRules()


def in_rank(rules: Iterable[ClinicRule]) -> tuple[ClinicRule, ...]:
    """What the payer gave in writing before a call; then what was said last, and entered last.

    Of what was said on one day by one means, the narrower comes first: "covered only for …".
    """
    return tuple(
        sorted(
            rules,
            key=lambda r: (
                not r.is_written,
                -r.said_on.toordinal(),
                -r.scope.bounded,
                -r.number,
            ),
        )
    )
