"""Which of a clinic's own rules hold on a day, as they were known on a day; which one leads.

Nothing is overwritten. A later entry of the same scope takes the place of an earlier one on the
days on which it holds, and a rule that is withdrawn was known until then.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from models.clinic.rule import (
    ClinicRule,
    RuleCheck,
    RuleEntry,
    RuleScope,
    RuleSource,
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
        """The rules that hold on a date of service: of each scope the one that came last."""
        latest: dict[RuleScope, ClinicRule] = {}
        for rule in self.known(as_known):
            if rule.in_force.holds(on):
                latest[rule.scope] = rule
        return tuple(sorted(latest.values(), key=lambda rule: rule.number))

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

    def instead_of(self, rule: ClinicRule) -> ClinicRule | None:
        """The rule that holds in the place of one on every day of it; None where it holds on any.

        What holds changes only where a rule begins, and on the day behind the last of one.
        """
        same = [other for other in self.known() if other.scope == rule.scope]
        holding = [_last_on(same, day) for day in _turns(same) if rule.in_force.holds(day)]
        return None if rule in holding else next(filter(None, holding), None)

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


def displaced(before: ClinicRules, rule: ClinicRule) -> tuple[ClinicRule, ...]:
    """The rules of the same scope that held on some day on which a new one holds now."""
    others = [other for other in before.known() if other.scope == rule.scope]
    days = (day for day in _turns([rule, *others]) if rule.in_force.holds(day))
    held = filter(None, (_last_on(others, day) for day in days))
    return tuple({other.number: other for other in held}.values())


def _turns(rules: Sequence[ClinicRule]) -> list[date]:
    """The days on which what holds may change: where one begins, and behind the last of one."""
    begins = (rule.in_force.first or date.min for rule in rules)
    ends = (rule.in_force.last for rule in rules)
    return sorted({*begins, *(end + timedelta(days=1) for end in ends if end)})


def _last_on(rules: Sequence[ClinicRule], day: date) -> ClinicRule | None:
    """Of rules of one scope, in the order of their entry, the one that holds on a day."""
    return next((rule for rule in reversed(rules) if rule.in_force.holds(day)), None)


def in_rank(rules: Iterable[ClinicRule]) -> tuple[ClinicRule, ...]:
    """What the payer gave in writing before a call; then what was said last, and entered last.

    Of what was said on one day by one means, the narrower comes first: "covered only for …".
    """
    return tuple(
        sorted(
            rules,
            key=lambda r: (
                r.source is RuleSource.CALL,
                -r.said_on.toordinal(),
                -r.scope.bounded,
                -r.number,
            ),
        )
    )
