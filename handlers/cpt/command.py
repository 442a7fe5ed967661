"""What a CPT code or modifier means, which go together, and how many units of one go in a day.

/cpt <codes, modifiers or words>
"""

from __future__ import annotations

from dataclasses import replace

from handlers.command import Command, Request, Services
from handlers.cpt import (
    aspects,
    billing_questions,
    code_cards,
    days_ahead,
    mistyped_codes,
    modifier_lines,
    payer_line,
    typed_again,
    unknown_codes,
)
from handlers.share.share_button import shareable
from models.coverage.aspect import Aspect
from models.coverage.code import Code, CodeKind
from models.coverage.fact_book import FactBook
from models.reply import Choice, Line, Reply
from models.understanding.codes.billing_questions import CodeMatter
from models.understanding.codes.code_words import EITHER
from models.understanding.question import Question
from models.wording import phrases
from models.wording.code_pairs import Group
from models.wording.sourced import lines, sourced

_EXAMPLES = ("/cpt 20560", "/cpt 20560 with 97140 same day", "/cpt 3 muscles")
_NO_DIAGNOSES = Line(
    "I hold no list of diagnoses for a code. What a payer pays it for: /coverage, with the payer."
)


async def answer(request: Request, services: Services) -> Reply:
    """Find the codes that the text names or describes, and answer what is asked of them."""
    return reply_to(services.reader.read_codes(request.text, request.today), request, services)


def reply_to(question: Question, request: Request, services: Services) -> Reply:
    """Answer a question that is already read."""
    book = services.book
    if CodeMatter.SAME_MINUTES in question.matters and question.muscles:
        question = question._replace(minutes=None)
    if mistyped := mistyped_codes.mistyped(question, services):
        unused = tuple(word for word in question.unused if word != mistyped.typed)
        meant = question._replace(codes=mistyped.codes, unused=unused)
        if_meant = reply_to(meant, request, services)
        return mistyped_codes.asked_back(mistyped, if_meant, book)
    groups = _groups(question, book)
    known, modifiers = _known(groups, book), _modifiers(question, book)
    of_payer, buttons = payer_line.of_payer(question, request, services)
    if whole := billing_questions.whole(question, groups, book):
        return replace(whole, lines=(*whole.lines, *of_payer), choices=(*whole.choices, *buttons))
    if not known and not modifiers:
        return _timed(question, book) or unknown_codes.unknown(question, services)
    composed = alone = _by_itself(question, groups, request, book)
    if len(groups) > 1 or (groups and question.modifiers):
        composed = replace(
            composed,
            lines=(*composed.lines[:1], *of_payer, *composed.lines[1:]),
            choices=(*buttons, *composed.choices),
        )
    reply = _with_what_is_unclear(sourced(composed, book), question, services)
    asked = typed_again.canonical(question, known, modifiers, book)
    if _is_told_again(asked.command, alone, request, services):
        return shareable(reply, asked)
    return replace(reply, about=asked.about, details_command=f"/cpt {request.text} details")


def _by_itself(
    question: Question, groups: tuple[Group, ...], request: Request, book: FactBook
) -> Reply:
    """The card of codes without a payer, led by what is known of a day to come."""
    composed = code_cards.composed(question, groups, _modifiers(question, book), book)
    return days_ahead.led(composed, question, _known(groups, book), request.today, book)


def _with_what_is_unclear(reply: Reply, question: Question, services: Services) -> Reply:
    """The card, led by what words were taken for, and ended by what is not known."""
    beside = tuple(unknown_codes.first(question, services.book))
    is_of_diagnoses = question.for_diagnosis and not question.diagnoses
    told = (
        *([_NO_DIAGNOSES] if is_of_diagnoses else []),
        *_taken_for(question),
        *unknown_codes.diagnoses(question),
        *beside,
        *reply.lines,
        *unknown_codes.not_known(question, services),
    )
    reply = replace(reply, lines=told)
    return sourced(reply, services.book) if any(line.cites for line in beside) else reply


def _is_told_again(command: str, told: Reply, request: Request, services: Services) -> bool:
    """Whether the command of what was understood gives the same answer to whoever presses it."""
    typed = command.removeprefix("/cpt ")
    if typed == request.text:
        return True
    book = services.book
    question = services.reader.read_codes(typed, request.today)
    again = _by_itself(question, _groups(question, book), request, book)
    return (again.headline, again.lines) == (told.headline, told.lines)


def _known(groups: tuple[Group, ...], book: FactBook) -> list[str]:
    return [code for group in groups for code in group if code_cards.is_known(code, book)]


def _modifiers(question: Question, book: FactBook) -> list[Code]:
    in_words = (code for group in question.described for code in group)
    named = dict.fromkeys((*question.modifiers, *in_words))
    return [book.codes[code] for code in named if _is_modifier(code, book)]


def _timed(question: Question, book: FactBook) -> Reply | None:
    """Minutes or units without a code: what the 8-minute rule makes of them."""
    timed = aspects.timed_therapy(book)
    if question.codes or not timed or not (question.minutes or question.number):
        return None
    counted = [aspects.all_minutes(question.minutes, timed)] if question.minutes else []
    reply = Reply(
        "Timed codes",
        lines=(*counted, *lines(timed[0].units)),
        choices=tuple(Choice(f"What {code.code} is", f"/cpt {code.code}") for code in timed),
    )
    return sourced(reply, book)


def _groups(question: Question, book: FactBook) -> tuple[Group, ...]:
    """The procedure codes: each that is typed, and together those that words do not tell apart."""
    in_words = [
        group for group in question.described if not all(_is_modifier(code, book) for code in group)
    ]
    described = {code for group in question.described for code in group}
    typed: list[Group] = [
        (code,) for code in question.codes if code not in described and not _is_modifier(code, book)
    ]
    either: list[Group] = [(code,) for code in EITHER]
    if _asks_of_either(question) and all(code in typed for code in either):
        typed = [EITHER, *(group for group in typed if group not in either)]
        in_words = [g for g in in_words if Aspect.DATES not in question.aspects or g == EITHER]
    timed = {code.code for code in aspects.timed_therapy(book)}
    others = [group for group in in_words if not timed.issuperset(group)]
    if billing_questions.is_of_nature(question) and (typed or others):
        in_words = others  # "does it count toward the 8 minute rule"
    in_words = [group for group in in_words if not any({*of} < {*group} for of in in_words)]
    return tuple(dict.fromkeys((*typed, *in_words)))


def _asks_of_either(question: Question) -> bool:
    """Whether the codes of needling are asked about as one: "is that 20560 or 20561"."""
    if Aspect.TOGETHER in question.aspects:
        return False
    of_time = Aspect.DATES in question.aspects or bool(question.years)
    separates = not modifier_lines.SEPARATING.isdisjoint(question.modifiers)
    of_modifier = bool(question.modifiers) and not separates and not question.number
    chooses = CodeMatter.WHICH in question.matters
    return chooses or of_time or of_modifier or CodeMatter.THERAPY_LIST in question.matters


def _is_modifier(code: str, book: FactBook) -> bool:
    return code in book.codes and book.codes[code].kind is CodeKind.MODIFIER


def _taken_for(question: Question) -> tuple[Line, ...]:
    if not question.guessed_from:
        return ()
    names = phrases.either(question.codes)
    return (Line(f"I took “{question.guessed_from}” for {names}."),)


COMMAND = Command("cpt", __doc__, _EXAMPLES, answer, is_public=True, is_searched=True)
