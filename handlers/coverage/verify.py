"""/coverage verify: whether what answers for a payer is still true, noted with who and when.

/coverage verify <payer> [code] [by <profession>] [in <state>]   (then: still true, or changed)
"""

from __future__ import annotations

import re
from dataclasses import replace

from handlers.clinic import facts_owner
from handlers.command import Request, Services
from handlers.coverage import edit
from handlers.coverage.call import circumstances
from handlers.coverage.one_payer import one_payer
from handlers.session.find_chart import by
from models.clinic.rule import ClinicRule
from models.clinic.verification import Check, answering, check_of
from models.coverage.fact_book import FactBook
from models.coverage.payer import Payer
from models.coverage.position import Position
from models.coverage.profession import Profession
from models.coverage.state import NAMES
from models.reply import Choice, Line, Reply, Weight
from models.understanding.commands import rule_commands
from models.understanding.question import Question
from models.wording import checks, clinic_rules, phrases

VERIFY = "/coverage verify"
_TRUE = re.compile(
    r"\bst[il]{1,3} (?:true|the same|right|ok)\b|\b(?:unchanged|no change)\b"
    r"|\b(?:true|same|ok|right|confirmed)\Z",
    re.IGNORECASE,
)
_CHANGED = re.compile(
    r"\bchanged(?: to)?\b|\b(?:not|no longer) (?:true|the same|right|ok)\b", re.IGNORECASE
)
"""What says so behind the payer's name; a bare word only where it stands last."""


async def answer(request: Request, services: Services) -> Reply:
    """Show what is to be checked, note that it is still true, or enter what is so now."""
    text = request.text.strip(" .!")
    is_changed = bool(_CHANGED.search(text))
    is_true = not is_changed and bool(_TRUE.search(text))
    about = (_CHANGED if is_changed else _TRUE).sub(" ", text).strip(" ,.!")
    question = services.reader.read(about, request.today)

    def again(other: Payer) -> str:
        behind = " still true" if is_true else ""
        return f"{_typed(other, question)}{behind}"

    payer = one_payer(question, services, again, request.clinic.state)
    if is_changed:
        said = about if rule_commands.has_verdict(about) else payer.name
        return await edit.answer(replace(request, text=f"{said} by call"), services)
    asked = circumstances(payer, question, request)
    rule, position = answering(payer.id, asked, request.clinic, services.book)
    check = check_of(rule, position, request.clinic, services.book)
    if is_true and check and check.due_on is not None:
        return await _note(payer, question, check, request, services)
    return _shown(payer, question, (rule, position, check), request, services.book)


async def _note(
    payer: Payer, question: Question, check: Check, request: Request, services: Services
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
    shown = _shown(payer, question, (rule, position, now), request, services.book)
    return replace(
        shown,
        lines=(Line(said), *shown.lines),
        choices=(
            Choice("Facts to check", "/clinic facts", Weight.PRIMARY),
            Choice("The answer now", f"/coverage {payer.name}"),
            Choice("Undo", "/session undo"),
        ),
    )


def _shown(
    payer: Payer,
    question: Question,
    found: tuple[ClinicRule | None, Position | None, Check | None],
    request: Request,
    book: FactBook,
) -> Reply:
    """What answers now, when it was checked, and the two buttons."""
    rule, position, check = found
    owner = facts_owner.line(request.clinic)
    if check is None or check.due_on is None:
        return _nothing_to_check(payer, position, owner)
    verdict = rule.verdict if rule else position.verdict if position else None
    says = clinic_rules.line(rule, book) if rule else _said(position)
    return Reply(
        headline=f"{payer.name} · is it still true?",
        badge=phrases.VERDICTS[verdict] if verdict else None,
        lines=(
            says,
            Line(f"{phrases.sentence(checks.last(check))}; {checks.when(check, request.today)}."),
            Line(f"To be checked {checks.interval(check)}."),
            *owner,
        ),
        choices=(
            Choice("Still true", f"{_typed(payer, question)} still true", Weight.PRIMARY),
            Choice("Changed", f"/coverage edit {payer.name} by call"),
            Choice("What to ask", f"/coverage call {payer.name}"),
            Choice("The answer now", f"/coverage {payer.name}"),
        ),
        small_print="Still true is noted with your name and the day. Managers, and whoever keeps "
        "the facts, may note it.",
    )


def _said(position: Position | None) -> Line:
    return Line(position.says, position.cites) if position else Line("")


def _nothing_to_check(payer: Payer, position: Position | None, owner: tuple[Line, ...]) -> Reply:
    """Unknown is not verified, it is asked."""
    why = "What I hold says nothing on it" if position else "I hold nothing on it"
    return Reply(
        headline=f"{payer.name} · nothing to verify",
        lines=(Line(f"{why}, so nothing can be still true. Ask the payer."), *owner),
        choices=(
            Choice("What to ask", f"/coverage call {payer.name}", Weight.PRIMARY),
            Choice("Enter what they said", f"/coverage edit {payer.name} by call"),
        ),
    )


def _typed(payer: Payer, question: Question) -> str:
    """The command, with what bounds the answer."""
    who: Profession | None = question.profession
    told = [f"by {who.value}"] if who else []
    told += [f"in {NAMES[question.state]}"] if question.state in NAMES else []
    return " ".join([VERIFY, payer.name, *question.codes[:1], *told])
