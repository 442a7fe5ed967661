"""/coverage edit: the clinic's own rule on a payer, entered or taken back by a manager.

/coverage edit <payer> <verdict> [codes] [for <condition>] [by <profession>] [in <state>]
    [from <date>] [until <date>] by call|contract|letter|portal [on <date>] [called by <person>]
    [, <n> visits per …]
/coverage edit <payer>   (its rules)      /coverage edit <payer> withdraw <number>
"""

from __future__ import annotations

import re
from dataclasses import replace

from handlers.clinic.change_setting import is_plain, refuse_staff
from handlers.command import Request, Services
from handlers.coverage.one_payer import Again, one_payer
from handlers.coverage.own_rule import own_rule_list, rule_limit_refusals
from handlers.coverage.own_rule.own_rule_list import SHOWN
from handlers.coverage.own_rule.rule_caller import with_caller
from handlers.coverage.own_rule.rule_draft import EDIT, RuleDraft
from handlers.coverage.own_rule.rule_entered import leading_again
from handlers.coverage.own_rule.rule_exceptions import of_exception
from handlers.session.find_chart import by
from models.clinic.rule import ClinicRule
from models.clinic.rule_leads import is_replaced, replaced
from models.clinic.rules_in_force import ClinicRules
from models.coverage.fact_book import FactBook
from models.coverage.payer import Payer
from models.errors import NotUnderstood
from models.field_name import FieldName
from models.reply import Choice, Line, Reply
from models.understanding.commands import rule_commands, rule_exceptions, rule_phrases
from models.understanding.commands.rule_commands import RuleSetting
from models.understanding.conditions.conditions import UNGROUPED
from models.understanding.question import Question
from models.visits.rule_limits import counted_as
from models.wording import clinic_rules

_SEVERAL = re.compile(r"\b(?:and|or|plus)\b|[,;/&+]", re.IGNORECASE)
_NUMBER = re.compile(r"\b[0-9]{1,6}\b")
_OFFERED = 5


async def answer(request: Request, services: Services) -> Reply:
    """Enter a rule or take one back; show those of the payer where nothing is said of one."""
    me, plain = request.member.user, is_plain(request)
    setting = rule_commands.read(request.text, request.today, me, plain=plain)
    exception = rule_exceptions.take(setting.about, services.reader.read)
    question = exception.rest if exception else services.reader.read(setting.about)
    conditions = () if exception else _conditions(question, setting, services)
    words = exception.words if exception else ""

    def draft(of: Payer) -> RuleDraft:
        return RuleDraft(of, question, setting, request, services.book, conditions, words)

    def again(other: Payer) -> str:
        return draft(other).again

    if not question.payers and not question.unknown_payer:
        raise _of_which_payer(request, services, again)
    if setting.verdict and rule_phrases.asks(request.text):
        raise _asks(question, setting)
    payer = one_payer(question, services, again, request.clinic.state)
    if setting.withdraws_some:
        raise _which_rule(payer, request.clinic.rules, services.book)
    if setting == RuleSetting(setting.about):
        listed = own_rule_list.of_payer(payer, request.clinic.rules, services.book)
        return own_rule_list.with_unread(listed, question)
    await refuse_staff(request.member, services, "A rule of your clinic's own")
    if setting.withdraws is not None:
        _refuse_more(setting, payer)
        return await _withdraw(payer, setting.withdraws, request, services)
    if exception:
        raise of_exception(exception, draft(payer))
    rule = draft(payer).rule()
    if known := _known(rule, request.clinic.rules):
        return own_rule_list.with_nothing_added(known, payer, request.clinic.rules, services.book)
    _refuse_dropped(rule, draft(payer), request.clinic.rules)
    rule = await with_caller(rule, request, services)
    kept = counted_as(payer.id, services.book)
    rules = await services.rules.enter(request.clinic.id, rule, kept, by(request))
    services.forget()
    return own_rule_list.with_entered(payer, setting, rules, request.clinic, services.book)


def _asks(question: Question, setting: RuleSetting) -> NotUnderstood:
    """A question is no rule: it is asked elsewhere."""
    payers = question.payers if not question.unknown_payer else ()
    named = payers[0].name if len(payers) == 1 else setting.about
    asked = " ".join([named, *question.codes]) if len(payers) == 1 else named
    return NotUnderstood(
        "That asks whether it is paid, so nothing was saved.",
        f"To enter what they said: {EDIT} {named} not covered by call",
        [Choice("The answer now", f"/coverage {asked}")],
        field=FieldName.VERDICT,
    )


def _which_rule(payer: Payer, rules: ClinicRules, book: FactBook) -> NotUnderstood:
    """A rule is to be taken back, and no number says which."""
    stands = rules.of_payer(payer.id)[-SHOWN:]
    if not stands:
        none = f"Your clinic has no rule of its own on {payer.name}. Nothing was changed."
        return NotUnderstood(none, f"Its history: /coverage history {payer.name}")
    return NotUnderstood(
        "Which rule is taken back? Nothing was changed.",
        f"One is taken back at a time, by its number: {EDIT} {payer.name} withdraw"
        f" {stands[-1].number}",
        [
            Choice(
                f"Rule {rule.number}: {clinic_rules.said(rule, book)}",
                f"{EDIT} {payer.name} withdraw {rule.number}",
            )
            for rule in stands
        ],
    )


def _known(rule: ClinicRule, rules: ClinicRules) -> ClinicRule | None:
    """The rule that says the same already, of the same call, and that no other has replaced."""
    same = (other for other in rules.of_payer(rule.scope.payer) if other.bare == rule.bare)
    of_call = (other for other in same if rule.called_by in {"", other.called_by})
    return next((other for other in of_call if not is_replaced(rules, other)), None)


def _refuse_dropped(rule: ClinicRule, draft: RuleDraft, rules: ClinicRules) -> None:
    """Raise where the limit of an earlier rule would count no more, and nobody said so."""
    if draft.setting.drops_limit:
        return
    kept = replace(rule, number=rules.version + 1)
    led = dict.fromkeys(lead.rule for lead in replaced(rules, kept))
    for older in rule_limit_refusals.dropped(rule, led):
        refusal = rule_limit_refusals.of_dropped(rule, older, draft.command, draft.payer.name)
        if refusal:
            raise refusal


def _of_which_payer(request: Request, services: Services, again: Again) -> NotUnderstood:
    """No payer was named: those on which there are rules, with what was typed."""
    rules = request.clinic.rules.known()
    ids = dict.fromkeys(rule.scope.payer for rule in reversed(rules))
    payers = [services.book.payers[id_] for id_ in ids if id_ in services.book.payers]
    return NotUnderstood(
        "For which payer?",
        f"Name it as your team does: {EDIT} premera not covered 20560 by call",
        [Choice(payer.name, again(payer)) for payer in payers[:_OFFERED]],
        field=FieldName.PAYER,
    )


def _conditions(question: Question, setting: RuleSetting, services: Services) -> tuple[str, ...]:
    """The names of the conditions, where a text names several: "low back pain and neck pain"."""
    if question.condition is None:
        return ()
    parts = map(services.reader.read, _SEVERAL.split(setting.about))
    named = dict.fromkeys(part.condition for part in parts)
    book = services.book.conditions
    return tuple(book[id_].name for id_ in named if id_ and id_ not in UNGROUPED)


def _refuse_more(setting: RuleSetting, payer: Payer) -> None:
    """Raise where more is typed than one number: nothing of it is done by halves."""
    if _NUMBER.search(setting.about) and not _NUMBER.search(payer.name):
        raise NotUnderstood(
            "One rule is taken back at a time, so nothing was changed.",
            f"Send one number: {EDIT} {payer.name} withdraw {setting.withdraws}",
            [Choice(f"Take rule {setting.withdraws} back alone",
                    f"{EDIT} {payer.name} withdraw {setting.withdraws}")],
        )  # fmt: skip


async def _withdraw(payer: Payer, number: int, request: Request, services: Services) -> Reply:
    rules = request.clinic.rules
    rule = rules.numbered(number)
    if rule is None or rule.scope.payer != payer.id or not rules.stands(number):
        raise NotUnderstood(
            f"Your clinic has no rule {number} on {payer.name} that stands.",
            "Choose one of those that do.",
            [Choice("Its rules", f"{EDIT} {payer.name}")],
        )
    kept = await services.rules.withdraw(request.clinic.id, number, by(request))
    services.forget()
    lines = [Line(f"Taken back: {clinic_rules.said(rule, services.book)}.")]
    lines += leading_again(kept, rule)
    lines += [Line("What it was then stays known: ask with “as known” and a day.")]
    return replace(own_rule_list.of_payer(payer, kept, services.book), lines=tuple(lines))
