"""The card of codes without a payer: what is asked comes first, and then what the codes are."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from handlers import therapy_amounts
from handlers.cpt import (
    aspects,
    billing_questions,
    card,
    leading_lines,
    muscles,
    pairs,
    prices,
)
from models.coverage.aspect import Aspect
from models.coverage.code import Code, CodeKind
from models.coverage.fact_book import FactBook
from models.reply import Choice, Line, Reply, Section
from models.understanding.question import Question
from models.wording import code_pairs, phrases
from models.wording.code_pairs import Group
from models.wording.sourced import lines

# A rate is not a promise: who is paid, and for what, is another question.
_NO_PROMISE = Line(
    "A rate is no promise: Medicare pays for chronic low back pain only, and not when a PT bills.",
    ("cms_ncd_30_3_3", "gawenda_2022_02"),
)
_OF_AMOUNTS = frozenset({Aspect.PRICE, Aspect.LIMIT, "amount", "threshold", "cap", "dollar"})


def is_known(code: str, book: FactBook) -> bool:
    """Whether the facts hold a code, or the table of edits does."""
    return code in book.codes or (book.edits is not None and code in book.edits.looked_up)


def composed(
    question: Question, groups: tuple[Group, ...], modifiers: Sequence[Code], book: FactBook
) -> Reply:
    """The card: what is asked comes first, and then what the codes are."""
    known = [group for group in groups if any(is_known(code, book) for code in group)]
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
