"""/coverage verify: whether what answers for a payer is still true, noted with who and when.

/coverage verify <payer> [code] [by <profession>] [in <state>]   (then: still true, or changed)
"""

from __future__ import annotations

from dataclasses import replace

from handlers.clinic import facts_owner
from handlers.clinic.change_setting import is_plain
from handlers.command import Request, Services
from handlers.coverage.one_payer import one_payer
from handlers.coverage.over_time import check_card
from handlers.coverage.over_time.check_card import OFFERED, VERIFY
from handlers.coverage.own_rule import edit
from handlers.coverage.own_rule.rule_draft import EDIT
from handlers.coverage.without_facts.call import circumstances
from handlers.session.find_chart import by
from models.clinic import verification
from models.clinic.rule import RuleSource
from models.clinic.verification import Check, answering, check_of
from models.coverage.payer import Payer
from models.coverage.position import Verdict
from models.errors import NotUnderstood
from models.field_name import FieldName
from models.reply import Choice, Line, Reply, Weight
from models.understanding import stray_words
from models.understanding.commands import rule_commands, verify_words
from models.understanding.commands.rule_commands import RuleSetting
from models.understanding.commands.verify_words import Found
from models.understanding.question import Question
from models.wording import checks, clinic_rules, phrases, quoting


async def answer(request: Request, services: Services) -> Reply:
    """Show what is to be checked, note that it is still true, or enter what is so now."""
    said = verify_words.read(request.text)
    is_true = said.found is Found.TRUE
    me, plain = request.member.user, is_plain(request)
    setting = rule_commands.read(said.about, request.today, me, plain=plain)
    question = services.reader.read(said.about, request.today)

    def again(other: Payer) -> str:
        behind = " still true" if is_true else ""
        return f"{VERIFY} {check_card.payer_and_claims(other, question, services.book)}{behind}"

    if not (question.payers or question.unknown_payer):
        raise await _of_which_payer(request, services)
    payer = one_payer(question, services, again, request.clinic.state)
    named = check_card.payer_and_claims(payer, question, services.book)
    if said.found is Found.CHANGED:
        now = _now(said.about, named, question, setting)
        return await edit.answer(replace(request, text=now), services)
    asked = circumstances(payer, question, request)
    rule, position = answering(payer.id, asked, request.clinic, services.book)
    check = check_of(rule, position, request.clinic, services.book)
    if is_true and check and check.due_on is not None:
        verdict = rule.verdict if rule else position.verdict if position else None
        _refuse_another_day(named, question, setting, verdict, request)
        _refuse_unread(named, question, setting, services)
        noted = await _note(payer, question, check, request, services)
        return replace(noted, lines=(*noted.lines, *_how_told(setting)))
    return check_card.shown(payer, question, (rule, position, check), request, services.book)


async def _of_which_payer(request: Request, services: Services) -> NotUnderstood:
    """No payer was named: those that are due for a check."""
    patients = await services.charts.patients_by_payer(request.clinic.id)
    due = verification.due(patients, request.clinic, services.book, request.today)
    return NotUnderstood(
        "For which payer?",
        f"Name it as your team does: {VERIFY} premera"
        if due
        else f"No payer of yours is due for a check. Name any: {VERIFY} premera",
        [
            Choice(
                checks.named(each, services.book), f"{VERIFY} {checks.typed(each, services.book)}"
            )
            for each in due[:OFFERED]
        ],
        field=FieldName.PAYER,
    )


def _now(about: str, named: str, question: Question, setting: RuleSetting) -> str:
    """What is so now, as it goes on behind /coverage edit."""
    if rule_commands.has_verdict(about):
        return about if setting.source else f"{about} by call"
    first = setting.first or (question.on if question.on != setting.said_on else None)
    parts = [named, f"from {first}" if first else ""]
    parts += [f"by {setting.source or RuleSource.CALL}"]
    parts += [f"on {setting.said_on}" if setting.said_on else ""]
    parts += [clinic_rules.caller(setting.caller)]
    return " ".join(filter(None, parts))


def _refuse_another_day(
    named: str,
    question: Question,
    setting: RuleSetting,
    verdict: Verdict | None,
    request: Request,
) -> None:
    """Raise where a day is told on which it was found true: a check is of the day it is noted."""
    day = setting.said_on or setting.first or question.on
    if day is None or day == request.today:
        return
    of_today = Choice("Still true today", f"{VERIFY} {named} still true", Weight.PRIMARY)
    source = setting.source or RuleSource.CALL
    choices = [of_today]
    if verdict in rule_commands.VERDICTS and day < request.today:
        typed = f"{clinic_rules.typed_verdict(verdict)} by {source} on {day}"
        label = f"Enter: {phrases.VERDICTS[verdict].words.lower()}, {source} of {phrases.day(day)}"
        choices.append(Choice(label, f"{EDIT} {named} {typed}"))
    raise NotUnderstood(
        f"A check is noted for the day on which it is entered, not for {phrases.day(day)}.",
        "Nothing was noted. What a payer said on another day is entered as a rule of your own.",
        choices,
        field=FieldName.ON,
    )


def _refuse_unread(
    named: str, question: Question, setting: RuleSetting, services: Services
) -> None:
    """Raise for words beside "still true" that nobody understood: "maybe", "for knees only"."""
    words = services.reader.read(setting.about).unused if setting.source else question.unused
    if not words or stray_words.may_be_dropped(words):
        return
    raise NotUnderstood(
        f"I did not understand {quoting.of_all(words)} beside “still true”, so nothing was noted.",
        "Is all of it still true?",
        [
            Choice("Still true", f"{VERIFY} {named} still true"),
            Choice("Changed", f"{EDIT} {named} by call"),
        ],
    )


def _how_told(setting: RuleSetting) -> tuple[Line, ...]:
    """That a check keeps neither source nor caller, where one was typed."""
    told = Line(
        "How you were told is not kept with a check, nor who called: only who noted it, and when."
    )
    return (told,) if setting.source else ()


async def _note(
    payer: Payer,
    question: Question,
    check: Check,
    request: Request,
    services: Services,
) -> Reply:
    await facts_owner.refuse_others(request, services, "Noting a check")
    if check.last == request.today and check.by:
        said = f"It was {checks.last(check)} already."
    else:
        rules = await services.rules.confirm(request.clinic.id, payer.id, check.about, by(request))
        services.forget()
        request = replace(request, clinic=replace(request.clinic, rules=rules))
        said = "Noted: still true."
    asked = circumstances(payer, question, request)
    rule, position = answering(payer.id, asked, request.clinic, services.book)
    now = check_of(rule, position, request.clinic, services.book)
    shown = check_card.shown(payer, question, (rule, position, now), request, services.book)
    return replace(
        shown,
        lines=(Line(said), *shown.lines),
        choices=(
            Choice("Facts to check", "/clinic facts", Weight.PRIMARY),
            Choice(
                "The answer now",
                f"/coverage {check_card.payer_and_claims(payer, question, services.book)}",
            ),
            Choice("Undo", "/session undo"),
        ),
    )
