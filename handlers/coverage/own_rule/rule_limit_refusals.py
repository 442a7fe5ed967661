"""Limits of a clinic's own rule that are asked back: two at once, of units, or one dropped.

An earlier rule's limit is never dropped in silence (of_dropped).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace

from handlers.coverage.own_rule.rule_refusals import NOT_SAVED, Typed
from handlers.coverage.own_rule.rule_typing import no_other_limit
from models.clinic.rule import ClinicRule
from models.coverage.fact_book import FactBook
from models.coverage.position import Verdict
from models.errors import NotUnderstood
from models.field_name import FieldName
from models.reply import Choice
from models.understanding.commands.rule_commands import RuleSetting
from models.visits.limit import MOST_VISITS
from models.wording import clinic_rules, phrases

_PAYS_NOTHING = {Verdict.NOT_COVERED, Verdict.INVESTIGATIONAL}
Entered = Callable[[ClinicRule], str]
"""The command that enters a rule."""


def of_two_limits(setting: RuleSetting, payer: str, typed: Typed) -> NotUnderstood:
    """Which limit is the rule's? The other may count as a cap of the clinic's own."""
    limits = setting.limits
    caps = " or ".join(f"/caps set {payer} {limit.words}" for limit in limits)
    return NotUnderstood(
        f"One rule holds one limit, and that names {phrases.count(len(limits), 'limit')}.",
        f"{NOT_SAVED} Enter one with the rule, and set the other as a cap of your own: {caps}",
        [
            Choice(f"With {limit.words}", typed(replace(setting, limits=(limit,))))
            for limit in limits
        ],
        field=FieldName.VISITS,
    )


def of_one_visit(setting: RuleSetting, typed: Typed) -> NotUnderstood:
    """A limit of what is billed at one visit, which no window holds."""
    limit = setting.limits[0]
    per_day = replace(limit, per="day")
    if limit.is_of_untold_units:
        per_day = replace(per_day, counts=phrases.count(limit.number, "timed unit"))
    return NotUnderstood(
        f"A rule holds no limit for one visit ({limit.words}). {NOT_SAVED}",
        "A limit is so many visits or units per year, month, week or day.",
        [
            Choice("Without the limit", typed(replace(setting, limits=()))),
            Choice(per_day.words, typed(replace(setting, limits=(per_day,)))),
        ],
        field=FieldName.VISITS,
    )


def of_untold_units(rule: ClinicRule, setting: RuleSetting, typed: Typed) -> NotUnderstood:
    """Units of codes that have no timed ones: whether visits are meant, nobody said."""
    limit = setting.limits[0]
    as_visits = replace(limit, counts=phrases.count(limit.number, "visit"))
    as_timed = replace(limit, counts=phrases.count(limit.number, "timed unit"))
    verb = "have" if len(rule.scope.codes) > 1 else "has"
    return NotUnderstood(
        f"What does {limit.words} count? {phrases.either(rule.scope.codes, 'and')} {verb} no timed"
        " units.",
        f"{NOT_SAVED} A limit counts visits, or the timed units of other codes.",
        [
            *(
                Choice(each.words, typed(replace(setting, limits=(each,))))
                for each in (as_visits, as_timed)
            ),
            Choice("Without the limit", typed(replace(setting, limits=()))),
        ],
        field=FieldName.VISITS,
    )


def uncounted(rule: ClinicRule, entered: Entered) -> NotUnderstood | None:
    """For a limit that no chart could count rightly; None for one that can be."""
    if rule.limit is None:
        return None
    if rule.limit.number > MOST_VISITS:
        return NotUnderstood("That is more than any limit.", NOT_SAVED, field=FieldName.VISITS)
    if rule.scope.line or rule.scope.profession:
        return NotUnderstood(
            "I cannot count a limit of one kind of plan or one profession alone.",
            f"{NOT_SAVED} Leave the limit out, and set it as a cap where it holds: /caps set",
            [Choice("Without the limit", entered(replace(rule, limit=None)))],
            field=FieldName.VISITS,
        )
    return None


def dropped(rule: ClinicRule, replaced: Iterable[ClinicRule]) -> Iterator[ClinicRule]:
    """Of the rules whose place a new one takes, those whose limit counts no more by it."""
    for older in replaced:
        if older.limit and not counts_the_same(rule, older):
            yield older


def counts_the_same(rule: ClinicRule, other: ClinicRule) -> bool:
    """Whether two rules say how many visits, or units, hold in the same window."""
    one, two = rule.limit, other.limit
    return one is not None and two is not None and (one.window, one.unit) == (two.window, two.unit)


def of_dropped(
    rule: ClinicRule, older: ClinicRule, entered: Entered, payer: str
) -> NotUnderstood | None:
    """Whether the limit of an earlier rule still holds; None where nothing is paid any more."""
    if older.limit is None or rule.verdict in _PAYS_NOTHING:
        return None
    was = clinic_rules.limit(older.limit)
    kept = Choice(f"It holds: {was}", entered(replace(rule, limit=older.limit)))
    told = clinic_rules.limit(rule.limit) if rule.limit else ""
    alone = f"{told} alone" if told else "It holds no more"
    command = f"{entered(rule)}{no_other_limit(is_told=bool(told))}"
    cap = f" If both hold, set one as a cap of your own: /caps set {payer} {was}" if told else ""
    return NotUnderstood(
        f"Rule {older.number} counts {was}, and this one takes its place. Does that limit still"
        " hold?",
        f"{NOT_SAVED} One rule holds one limit.{cap}",
        [kept, Choice(phrases.sentence(alone), command)],
        field=FieldName.JOINS,
    )


def are_timed(rule: ClinicRule, book: FactBook) -> bool:
    """Whether some code of a rule has timed units."""
    held = (book.codes.get(code) for code in rule.scope.codes)
    return any(code is not None and code.timed for code in held)
