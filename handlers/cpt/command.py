"""What a CPT code or modifier means, which go together, and how many units of one go in a day.

/cpt <codes, modifiers or words>
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from handlers import therapy_amounts
from handlers.command import Command, Request, Services
from handlers.cpt import (
    aspects,
    billing_questions,
    card,
    days_ahead,
    leading_lines,
    mistyped_codes,
    muscles,
    pairs,
    payer_line,
    prices,
    typed_again,
    unknown_codes,
)
from handlers.share.share_button import shareable
from models.coverage.aspect import Aspect
from models.coverage.code import Code, CodeKind
from models.coverage.fact_book import FactBook
from models.reply import Choice, Line, Reply, Section
from models.understanding.codes.billing_questions import CodeMatter
from models.understanding.codes.code_words import EITHER
from models.understanding.question import Question
from models.wording import code_pairs, phrases
from models.wording.code_pairs import Group
from models.wording.sourced import lines, sourced

_EXAMPLES = ("/cpt 20560", "/cpt 20560 with 97140 same day", "/cpt 3 muscles")

# A rate is not a promise: who is paid, and for what, is another question.
_NO_PROMISE = Line(
    "A rate is no promise: Medicare pays for chronic low back pain only, and not when a PT bills.",
    ("cms_ncd_30_3_3", "gawenda_2022_02"),
)
_NO_DIAGNOSES = Line(
    "I hold no list of diagnoses for a code. What a payer pays it for: /coverage, with the payer."
)
_OF_AMOUNTS = frozenset({Aspect.PRICE, Aspect.LIMIT, "amount", "threshold", "cap", "dollar"})


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
    composed = _composed(question, groups, _modifiers(question, book), book)
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
    return [code for group in groups for code in group if _is_known(code, book)]


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
    others = [group for group in in_words if set(group) != timed]
    if billing_questions.is_of_nature(question) and (typed or others):
        in_words = others  # "does it count toward the 8 minute rule"
    in_words = [group for group in in_words if not any({*of} < {*group} for of in in_words)]
    return tuple(dict.fromkeys((*typed, *in_words)))


def _asks_of_either(question: Question) -> bool:
    """Whether the codes of needling are asked about as one: "is that 20560 or 20561"."""
    if Aspect.TOGETHER in question.aspects:
        return False
    of_time = Aspect.DATES in question.aspects or bool(question.years)
    separates = not aspects.SEPARATING.isdisjoint(question.modifiers)
    of_modifier = bool(question.modifiers) and not separates and not question.number
    chooses = CodeMatter.WHICH in question.matters
    return chooses or of_time or of_modifier or CodeMatter.THERAPY_LIST in question.matters


def _is_modifier(code: str, book: FactBook) -> bool:
    return code in book.codes and book.codes[code].kind is CodeKind.MODIFIER


def _is_known(code: str, book: FactBook) -> bool:
    return code in book.codes or (book.edits is not None and code in book.edits.looked_up)


def _taken_for(question: Question) -> tuple[Line, ...]:
    if not question.guessed_from:
        return ()
    names = phrases.either(question.codes)
    return (Line(f"I took “{question.guessed_from}” for {names}."),)


def _composed(
    question: Question, groups: tuple[Group, ...], modifiers: Sequence[Code], book: FactBook
) -> Reply:
    """The card: what is asked comes first, and then what the codes are."""
    known = [group for group in groups if any(_is_known(code, book) for code in group)]
    if not known:
        return _of_modifiers(question, modifiers, book)
    is_pair = len(groups) > 1 and not billing_questions.is_of_nature(question)
    is_pair = is_pair and not billing_questions.is_of_daily_units(question)
    if is_pair and not leading_lines.leads(question, Aspect.PRICE):
        return pairs.say(question, groups, book)
    codes = [code for group in known for code in group]
    led = tuple(leading_lines.lines_of(question, known, book))
    if not led and len(codes) == 1:
        return _plain(codes[0], book)
    if not led:
        return _several(codes, book)
    return _led(question, known, led, book)


def _of_modifiers(question: Question, modifiers: Sequence[Code], book: FactBook) -> Reply:
    """The card of a modifier, led by its amounts where they are asked; or the list of several."""
    if len(modifiers) > 1:
        return card.several(modifiers)
    reply = card.say(modifiers[0], book)
    typed = {word.casefold() for word in question.unused}
    in_dollars = any("$" in said.says for said in modifiers[0].units) and question.described
    strange = tuple(prices.not_held(question, [modifiers[0].code], book))
    amounts = in_dollars or question.year or _OF_AMOUNTS & {*question.aspects, *typed}
    if not amounts and not question.described:
        return replace(reply, lines=(*strange, *reply.lines))
    counting, others = lines(modifiers[0].units), reply.sections
    told = (*counting, *reply.lines) if amounts else (*reply.lines, *counting)
    told = (*strange, *told)
    others = tuple(section for section in others if section.title != card.COUNTING)
    return therapy_amounts.led(replace(reply, lines=told, sections=others), question)


def _plain(code: str, book: FactBook) -> Reply:
    """The card of a code; of one that only the table of edits knows, what that says."""
    if code in book.codes:
        return card.say(book.codes[code], book)
    counted = aspects.units(code, Question(), book)
    only = Line(f"I hold only Medicare's edits and units on {code}.")
    needling = tuple(card.together((code,), book))
    beside = Section("With other codes, one day", needling)
    return Reply(code, lines=(only, *counted), sections=(beside,))


def _several(codes: Sequence[str], book: FactBook) -> Reply:
    """What each of several codes is; of those without a file, what the table of edits knows."""
    reply = card.several([book.codes[code] for code in codes if code in book.codes])
    bare = [code for code in codes if code not in book.codes]
    if not bare:
        return reply
    only = Line(f"I hold only Medicare's edits and units on {code_pairs.spelled(bare, 'and')}.")
    counted = [line for code in bare for line in aspects.units(code, Question(), book)]
    return replace(
        reply,
        headline=code_pairs.spelled(codes, "or"),
        lines=(*reply.lines, only, *counted),
        choices=tuple(Choice(f"What {code} is", f"/cpt {code}") for code in codes[:5]),
    )


def _led(
    question: Question, groups: Sequence[Group], led: tuple[Line, ...], book: FactBook
) -> Reply:
    """A short card: the answer, then what the codes are."""
    codes = [code for group in groups for code in group]
    filed = [book.codes[code] for code in codes if code in book.codes]
    named_too = [book.codes[code] for code in question.modifiers if code in book.codes]
    told = {line.text for line in led}
    what = [card.what(code) for code in (*filed, *named_too)]
    what = [line for line in what if not any(line.text in text for text in told)]
    of_prices = Aspect.PRICE in question.aspects[:1]
    years = [line for code in filed for line in prices.other_years(code, question)]
    title = "What it is" if len(what) == 1 else "What they are"
    sections = [Section(title, tuple(what))] if what else []
    if of_prices and years:
        sections.append(Section("Other years", tuple(years)))
    needling = any(code.kind is CodeKind.DRY_NEEDLING for code in filed)
    named = code_pairs.spelled(codes, "or" if len(groups[0]) > 1 else "and")
    on = f"{phrases.either(question.modifiers, 'and')} on " if question.modifiers else ""
    return Reply(
        headline=f"{on}{named}",
        badge=card.BADGES.get(filed[0].kind) if filed and len(groups) == 1 else None,
        lines=tuple(dict.fromkeys(led)),
        sections=tuple(sections),
        cautions=(_NO_PROMISE,) if of_prices and needling else (),
        choices=(
            *(Choice(f"All on {code.code}", f"/cpt {code.code}") for code in filed[:4]),
            *muscles.on_counting(question, book),
        ),
        small_print=card.OWN_WORDS,
    )


COMMAND = Command("cpt", __doc__, _EXAMPLES, answer, is_public=True, is_searched=True)
