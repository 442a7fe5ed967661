"""What a payer says of dry needling, with sources and dates.

/coverage <payer> [code] [for <condition>] [by <profession>] [in <state>] [on <date of service>]
/coverage <payer> [code] as known <date>   (what this bot would have told you that day)
/coverage all [code] [for <condition>] [by <profession>] [in <state>] [csv]   (who pays, by verdict)
/coverage history <payer> [code]
/coverage call <payer> [code]   (what to ask it by telephone)
/coverage cash <payer|uninsured> [booked|asked <date>] [for <date>]   (when the patient pays)
/coverage changes [<payer>] [since <date>]   (of your payers, and your rules)
/coverage verify <payer>   (still true, or changed; managers, and who keeps the facts)
/coverage watch [<payer>], or unwatch <payer>   (read in the digest what changes of it)
/coverage receipt <code>   (what your clinic was told then)
/coverage edit <payer> <verdict> [codes] … by call|contract|letter|portal   (your clinic's own rule)
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from functools import partial

from handlers.assumed_year import with_year_taken
from handlers.command import Command, Request, Services
from handlers.coverage import clarify
from handlers.coverage.card import (
    card,
    checked,
    leading_conditions,
    leading_lines,
    mistyped_code,
    other_billers,
    other_lines,
)
from handlers.coverage.card.asked_beside import with_asked_beside
from handlers.coverage.card.card import CoverageCase
from handlers.coverage.charging import cash
from handlers.coverage.over_time import changes, history, verify, watch
from handlers.coverage.own_rule import edit, own_rules
from handlers.coverage.several import (
    plans_of_a_name,
    several_billers,
    several_codes,
    several_payers,
)
from handlers.coverage.several.payer_rows import PayerRows
from handlers.coverage.without_facts import call, carriers, payers_without_facts
from handlers.coverage.without_facts.whose_plan import with_whose_plan
from handlers.share.public_days import with_public_days
from handlers.share.share_button import shareable
from models.coverage.fact_book import FactBook
from models.coverage.plans import plan_in, telling
from models.coverage.position import Circumstances, Finding, Position, find
from models.coverage.profession import Profession
from models.errors import NotUnderstood
from models.reply import Choice, Reply
from models.understanding.conditions.conditions import UNCLEAR
from models.understanding.payers.plan_words import is_disease
from models.understanding.question import Question
from models.understanding.reader import Reader
from models.wording import phrases

_NO_DAY, _A_DAY = timedelta(), timedelta(days=1)
_FORESEEN_DAYS = 366
"""A rule of today is passed on, with a word of care, for days of service up to a year ahead."""


def begins_with_verb(text: str) -> bool:
    """Whether a text asks for something else than the position of one day."""
    return _history(text)[1]


async def answer(request: Request, services: Services) -> Reply:
    """Read the question, find the payer's position or its history, and word it."""
    text, wants_history = _history(request.text)
    question = services.reader.read(text, request.today)
    reply = _past if wants_history else reply_to
    return reply(question, request, services)


def _past(question: Question, request: Request, services: Services) -> Reply:
    """Everything that the payer has said of a code."""
    book = services.book
    if back := clarify.about_payer(question, book, history=True, home=request.clinic.state):
        return back
    payer = question.payers[0]
    code = next(iter(question.codes), None)
    past = history.say(payer, code, book)
    past = own_rules.with_past(past, payer, code, request.clinic.rules, book)
    asked = clarify.understood(question, payer, book, history=True)
    return shareable(past, asked) if _knows(question, book) else past


def reply_to(question: Question, request: Request, services: Services) -> Reply:
    """The answer to a question, with the year that was taken for a day without one."""
    reply = with_year_taken(_reply_to(question, request, services), question)
    reply = with_whose_plan(reply, question, request.text)
    reply = with_asked_beside(reply, question, request, services.book)
    payers = [payer.id for payer in question.payers]
    return with_public_days(reply, question, payers, request.clinic.rules, services.book)


def _reply_to(question: Question, request: Request, services: Services) -> Reply:
    """The payer's position that answers a question, or what is to be asked back."""
    book, home = services.book, request.clinic.state
    answer_alone = partial(_reply_to, request=request, services=services)
    _refuse_far_ahead(question, request.today)
    question = carriers.under_state_rules(question, book)
    if meant := mistyped_code.of_needling(question, book):
        return mistyped_code.asked_back(question, meant, answer_alone)
    rows = PayerRows(book, answer_alone, home, request.clinic.rules)
    if question.payers_apart:
        return several_payers.say(question, rows)
    if plans_of_a_name.are_few(question, book):
        return plans_of_a_name.say_plans(question, rows)
    if back := clarify.about_payer(question, book, history=False, home=home):
        return back
    return _in_table(question, request, book, answer_alone) or _of_payer(
        question, request, services
    )


def _in_table(
    question: Question, request: Request, book: FactBook, answer: Callable[[Question], Reply]
) -> Reply | None:
    """A row for each who may bill, or for each code, where one payer rules them apart."""
    if several_billers.are_asked(question):
        return several_billers.say(question, book, answer)
    are_codes = several_codes.are_asked(question, book, request.clinic.rules)
    return several_codes.say(question, book, answer) if are_codes else None


def _of_payer(question: Question, request: Request, services: Services) -> Reply:
    """What is held on the one payer that was named."""
    payer, book = question.payers[0], services.book
    if book.positions_of(payer.id):
        return _present(question, request, services)
    bare = payers_without_facts.say(payer, question, book, request.today)
    reply = other_lines.beside(bare, question, request.text, book)
    if rules := request.clinic.rules:
        case = _case(question, request)
        reply = own_rules.with_rules(reply, case, None, rules, book)
        reply = payers_without_facts.beside_own_rule(reply, question, book)
        reply = checked.with_check(reply, case, request.clinic, book)
    if not payers_without_facts.may_be_shared(question, book):
        return reply
    asked = clarify.understood(question, payer, book)
    return shareable(reply, asked, is_understood=question.is_understood)


def _refuse_far_ahead(question: Question, today: date) -> None:
    """Refuse a day of service so far ahead that no rule of today answers for it."""
    if question.on is None or (question.on - today).days <= _FORESEEN_DAYS:
        return
    raise NotUnderstood(
        f"{phrases.long_day(question.on)} is too far ahead: no payer's rule is known for it.",
        "Check the year, or leave the date out for today's rule.",
    )


def _present(question: Question, request: Request, services: Services) -> Reply:
    """The position that answers for the day, or a question on which it hangs."""
    payer = question.payers[0]
    plan = plan_in(request.text, payer.id, services.book)
    question = question._replace(
        unused=_without(question.unused, plan), told=_without(question.told, plan)
    )
    case = replace(_case(question, request), plan=plan)
    if changed := _changes(case, services.book):
        return clarify.which_day(question, changed, services.book)
    if _is_unclear(question) and (named := _conditions(case, services.book)):
        return clarify.which_condition(question, named, services.book)
    return _word(case, request, services)


def _without(unused: tuple[str, ...], plan: str) -> tuple[str, ...]:
    """The words that meant nothing, without those that name the plan."""
    return tuple(word for word in unused if word.casefold() not in telling(plan))


def _is_unclear(question: Question) -> bool:
    """Whether a condition was typed of which policies speak in other words."""
    return question.condition == UNCLEAR or (
        question.condition is None and any(map(is_disease, question.unused))
    )


def _conditions(case: CoverageCase, book: FactBook) -> tuple[str, ...]:
    """The conditions on which the answer hangs, where the leading position names any."""
    leading = find(book.positions_of(case.payer.id), case.asked).leading
    return (leading.treating or leading.not_treating) if leading else ()


def _changes(case: CoverageCase, book: FactBook) -> dict[date, Position | None]:
    """A day under each rule, with it, where the answer changed within the days of service."""
    first, last = case.question.on, case.question.until
    if first is None or last is None:
        return {}
    positions = book.positions_of(case.payer.id)
    starts = (day for p in positions for day in (p.in_force.first, p.in_force.last) if day)
    days = sorted({first, last, *(d + later for d in starts for later in (_NO_DAY, _A_DAY))})
    leading = {
        find(positions, replace(case.asked, on=day)).leading: day
        for day in days
        if first <= day <= last
    }
    return {day: rule for rule, day in leading.items()} if len(leading) > 1 else {}


def _history(text: str) -> tuple[str, bool]:
    """The text without the word that asks for history, and whether it stood there."""
    first, _, rest = text.partition(" ")
    return (rest, True) if first.lower() == "history" else (text, False)


def _case(question: Question, request: Request) -> CoverageCase:
    """The question, with the clinic's own settings where it leaves something open."""
    own = None if question.other_profession else request.clinic.biller
    return CoverageCase(
        payer=question.payers[0],
        question=question,
        asked=Circumstances(
            on=question.on or request.today,
            until=question.until,
            code=question.codes[0] if question.codes else card.ANY_NEEDLING,
            condition=None if question.condition == UNCLEAR else question.condition,
            profession=question.profession or own,
            state=question.state or question.payers[0].only_state or request.clinic.state,
            line=question.line,
            as_known=question.as_known,
            other_biller=bool(question.other_profession),
        ),
        today=request.today,
        by_default=question.profession is None and own is not None,
    )


def _word(case: CoverageCase, request: Request, services: Services) -> Reply:
    found = find(services.book.positions_of(case.payer.id), case.asked)
    first = (
        *leading_conditions.of_plan(case.plan, found.leading),
        *leading_conditions.decisive(case.question, found),
        *leading_lines.lead(case.question, found.leading, case.payer, services),
        *leading_conditions.of_manager(case.question, case.payer),
    )
    of_others = (
        *other_billers.of_both_sides(case.asked, found, case.payer, services.book),
        *leading_conditions.of_advantage(case.question, case.payer, found.verdict, services.book),
    )
    reply = card.say(case, found, services.book, first, of_others)
    if choices := _who_bills(case, found, services.book):
        reply = replace(reply, choices=(*choices, *reply.choices))
    if rules := request.clinic.rules:
        reply = own_rules.with_rules(reply, case, found.leading, rules, services.book)
        reply = checked.with_check(reply, case, request.clinic, services.book)
    if case.plan or case.question.other_profession or not _knows(case.question, services.book):
        return reply  # a command made of what was understood would ask something else
    asked = clarify.understood(case.question, case.payer, services.book)
    position = (f"position/{found.leading.id}",) if found.leading else ()
    is_understood = case.question.is_understood
    return shareable(reply, asked, is_understood=is_understood, about=(*reply.about, *position))


def _who_bills(case: CoverageCase, found: Finding, book: FactBook) -> tuple[Choice, ...]:
    """The same for a profession that is not paid, where nobody said which one bills."""

    def again(who: Profession) -> str:
        return clarify.again(case.question._replace(profession=who), case.payer, book)

    return other_billers.steps(case.asked, found, book.positions_of(case.payer.id), again)


def _knows(question: Question, book: FactBook) -> bool:
    """Whether the code that the verdict is for, if one was typed, is one that the book holds."""
    return not question.codes or question.codes[0] in book.codes


COMMAND = Command(
    "coverage",
    __doc__,
    card.EXAMPLES,
    answer,
    read=Reader.read,
    is_public=True,
    is_searched=True,
    changes=("edit", "verify", "watch", *watch.NO_MORE),
    own={
        "edit": edit.answer,
        "call": call.answer,
        "cash": cash.answer,
        "changes": changes.answer,
        "verify": verify.answer,
        "watch": watch.watch,
        **dict.fromkeys(watch.NO_MORE, watch.unwatch),
    },
)
