"""Takes back that a rule of the clinic's own was entered, or that it was withdrawn."""

from __future__ import annotations

from handlers.clinic import change_setting, facts_owner
from handlers.command import Request, Services
from handlers.coverage.own_rule import rule_entered
from handlers.session.correction.take_back_setting import doer
from models.clinic.rule import ClinicRule
from models.clinic.rules_in_force import ClinicRules
from models.reply import Choice, Line, Reply
from models.visits.deed import RULE_CHECKED, RULE_ENTERED, Deed, DeedState
from models.visits.rule_limits import counted_as


def is_check(deed: Deed) -> bool:
    """Whether it noted that something is still true, which whoever keeps the facts may do."""
    return deed.events[0].action == RULE_CHECKED


def state_of(rules: ClinicRules, deed: Deed) -> DeedState:
    """What has become of a rule that was entered, or withdrawn."""
    if is_check(deed):
        return DeedState.AS_LEFT if rules.stands(_number(deed)) else DeedState.GONE
    rule = _rule_of(rules, deed)
    stands = rule is not None and any(other.bare == rule.bare for other in rules.known())
    is_gone = stands != (deed.events[0].action == RULE_ENTERED)
    return DeedState.GONE if rule is None or is_gone else DeedState.AS_LEFT


async def rule(request: Request, services: Services, deed: Deed, name: str) -> Reply:
    """Withdraw the rule that was entered, or enter the one that was withdrawn once more."""
    if is_check(deed):
        return await _check(request, services, deed, name)
    await change_setting.refuse_staff(request.member, services, "A rule of your clinic's own")
    known, who = _rule_of(request.clinic.rules, deed), doer(request, deed)
    payer = services.book.payers.get(deed.subject)
    by_now: list[Line] = []
    if deed.events[0].action == RULE_ENTERED:
        rules = await services.rules.withdraw(request.clinic.id, _number(deed), who)
        by_now.append(Line("It counts and answers no more. What it was then stays known."))
        by_now += rule_entered.leading_again(rules, known) if known else ()
    elif known:
        kept = counted_as(known.scope.payer, services.book)
        rules = await services.rules.enter(request.clinic.id, known, kept, who)
        numbered = f"as rule {rules.version}: entries are numbered as they are made"
        by_now.append(Line(f"It holds again, {numbered}."))
        entered = rules.numbered(rules.version)
        if payer and entered:
            now = rule_entered.entered_at(request.clinic, entered, payer, rules, services.book)
            by_now += now.lines()
    services.forget()
    shown = Choice("Its rules", f"/coverage edit {payer.name}") if payer else None
    return Reply(
        headline=f"Taken back: {name}.",
        lines=tuple(by_now),
        choices=(shown,) if shown else (),
    )


async def _check(request: Request, services: Services, deed: Deed, name: str) -> Reply:
    """Take back that something was found still true."""
    await facts_owner.refuse_others(request, services, "Taking a check back")
    await services.rules.withdraw(request.clinic.id, _number(deed), doer(request, deed))
    services.forget()
    payer = services.book.payers.get(deed.subject)
    again = (Choice("See it", f"/coverage verify {payer.name}"),) if payer else ()
    return Reply(
        headline=f"Taken back: {name}.",
        lines=(Line("It is as it was checked before."),),
        choices=again,
    )


def _number(deed: Deed) -> int:
    return int(str(deed.events[0].particulars["rule"]))


def _rule_of(rules: ClinicRules, deed: Deed) -> ClinicRule | None:
    return rules.numbered(_number(deed))
