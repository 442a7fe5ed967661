"""When what answers for a payer is to be checked again: Risk has the intervals, by who says so."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import Enum

from models.clinic.clinic import Clinic
from models.clinic.rule import ClinicRule, RuleScope, RuleSource
from models.clinic.rule_rank import leading
from models.clinic.rules_in_force import ClinicRules
from models.coverage.fact_book import Authority, FactBook
from models.coverage.position import STALE_AFTER_DAYS, Circumstances, Position, Verdict, find
from models.period import first_day, last_day

ANY_NEEDLING = "20560"

_PAID = {Verdict.COVERED, Verdict.COVERED_WITH_CONDITIONS}
_NOBODYS_WORD = {Verdict.UNKNOWN}  # there is nothing to check


class Risk(Enum):
    """How much depends on an answer, and how easily it changes: after so many days it is due."""

    HIGH = 90  # somebody's word by telephone, hearsay, or sources that disagree
    MIDDLE = 180  # claims are paid by it, on the payer's own word
    LOW = 365  # a law or a board, or what is not paid anyway


@dataclass(frozen=True, slots=True)
class Check:
    """What answers for a payer, and when it was found true last.

    `about` names it: "rule/3", or a position's id. `by` is the member who found it still true;
    empty where nobody of the clinic has, and `last` is then the day of its source. `due_on` is None
    where there is nothing to check.
    """

    about: str
    risk: Risk
    last: date | None = None
    by: str = ""
    due_on: date | None = None
    as_of: str = ""  # of the newest source of the facts, which may lack a day or a month

    def is_due(self, today: date) -> bool:
        """Whether the day has come on which to check it again."""
        return self.due_on is not None and self.due_on <= today


@dataclass(frozen=True, slots=True)
class DueCheck:
    """A payer of the clinic's whose answer is to be checked, and how many patients have it.

    `scope` is that of a rule of the clinic's own which does not answer for the payer in general.
    """

    payer: str
    check: Check
    aliases: int
    scope: RuleScope | None = None


def check_of(
    rule: ClinicRule | None, position: Position | None, clinic: Clinic, book: FactBook
) -> Check | None:
    """The check of what leads: a rule of the clinic's own, else a position of the facts."""
    if rule:
        return _of_rule(rule, clinic.rules)
    return _of_position(position, clinic.rules, book) if position else None


def answering(
    payer: str, asked: Circumstances, clinic: Clinic, book: FactBook
) -> tuple[ClinicRule | None, Position | None]:
    """The clinic's own rule that leads for a payer, if one does, and the position of the facts."""
    position = find(book.positions_of(payer), asked).leading
    rules = clinic.rules.find(payer, asked)
    return leading(rules, position, asked, book), position


def due(
    patients: Mapping[str, int], clinic: Clinic, book: FactBook, today: date
) -> tuple[DueCheck, ...]:
    """What is to be checked of the clinic's payers, most used first.

    Those are its patients' payers, and those on which it has a rule of its own.
    """
    ruled = {rule.scope.payer: 0 for rule in clinic.rules.known()}
    used = {**ruled, **patients}
    found = (
        each
        for payer, number in used.items()
        for each in _due(payer, number, clinic, book, today)
        if payer in book.payers
    )
    return in_order(found, book)


def in_order(found: Iterable[DueCheck], book: FactBook) -> tuple[DueCheck, ...]:
    """Most used first; of as many, by name."""
    return tuple(sorted(found, key=lambda each: (-each.aliases, book.payers[each.payer].name)))


def _due(
    payer: str, aliases: int, clinic: Clinic, book: FactBook, today: date
) -> Iterator[DueCheck]:
    """What answers for a payer in general, and each rule of the clinic's own beside it."""
    asked = Circumstances(today, ANY_NEEDLING, profession=clinic.biller, state=clinic.state)
    general, position = answering(payer, asked, clinic, book)
    check = check_of(general, position, clinic, book)
    if check and check.is_due(today):
        yield DueCheck(payer, check, aliases)
    for rule in clinic.rules.of_payer(payer):
        check = _of_rule(rule, clinic.rules)
        first = clinic.rules.find(payer, _asked_of(rule.scope, asked))[:1]
        if rule != general and first == (rule,) and check.is_due(today):
            yield DueCheck(payer, check, aliases, rule.scope)


def _asked_of(scope: RuleScope, asked: Circumstances) -> Circumstances:
    """What somebody asks to whom a rule answers, in this clinic where it sets no bound."""
    return replace(
        asked,
        code=scope.codes[0],
        condition=scope.condition,
        profession=scope.profession or asked.profession,
        state=scope.state or asked.state,
        line=scope.line,
    )


def _of_rule(rule: ClinicRule, rules: ClinicRules) -> Check:
    """A rule is as old as what was said; the day on which to ask again may come before."""
    risk = Risk.MIDDLE if rule.verdict in _PAID else Risk.LOW
    risk = Risk.HIGH if rule.source is RuleSource.CALL else risk
    about = f"rule/{rule.number}"
    done = rules.checked(about)
    last = max(rule.said_on, done.known_on) if done else rule.said_on
    due_on = last + timedelta(days=risk.value)
    if rule.ask_on and rule.ask_on > last:
        due_on = rule.ask_on
    return Check(about, risk, last, done.by if done else "", due_on)


def _of_position(position: Position, rules: ClinicRules, book: FactBook) -> Check:
    """A position that nobody of the clinic has checked is due when its newest source is old."""
    risk, done = _risk(position, book), rules.checked(position.id)
    known = last_day(position.as_of) if position.as_of else None
    if position.verdict in _NOBODYS_WORD:
        return Check(position.id, risk, known, as_of=position.as_of)
    if done and (known is None or done.known_on >= first_day(position.as_of)):
        again = done.known_on + timedelta(days=risk.value)
        return Check(position.id, risk, done.known_on, done.by, again)
    old = timedelta(days=STALE_AFTER_DAYS + 1)
    due_on = first_day(position.as_of) + old if position.as_of else None
    return Check(position.id, risk, known, "", due_on, position.as_of)


def _risk(position: Position, book: FactBook) -> Risk:
    cited = [book.sources[id_].authority for id_ in position.cites if id_ in book.sources]
    best = min(cited, default=Authority.SECOND_HAND)
    if position.verdict is Verdict.DISPUTED or best >= Authority.SECOND_HAND:
        return Risk.HIGH
    is_payers_word = best >= Authority.PAYER
    return Risk.MIDDLE if is_payers_word and position.verdict in _PAID else Risk.LOW
