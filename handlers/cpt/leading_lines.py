"""Which lines lead the card of a code: what is asked of it, in the order of `_LEADING`."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from handlers.cpt import (
    acupuncture,
    aspects,
    billing_questions,
    card,
    minutes,
    modifier_lines,
    muscles,
    prices,
    swapped_codes,
    valid_days,
)
from models.coverage.aspect import Aspect
from models.coverage.edits import FEW_MUSCLES, needling_code
from models.coverage.fact_book import FactBook
from models.coverage.state import NAMES
from models.reply import Line
from models.understanding.codes.billing_questions import CodeMatter
from models.understanding.question import Question
from models.wording import code_pairs, phrases
from models.wording.code_pairs import Group
from models.wording.sourced import lines

_LEADING = (
    *(Aspect.PRICE, Aspect.TOGETHER, Aspect.UNITS, Aspect.MODIFIER, Aspect.DATES),
    *(Aspect.DOCUMENTATION, Aspect.LIMIT),
)
_MOST = 2  # aspects that one card leads with
_DOCUMENTATION = "docs"  # the topic on what to write down
_OF_AREAS = frozenset("zip zipcode area county locality region city town local here".split())
_BY_PLACE = "fee_area"  # the topic on rates by place; its second statement is Medicare's
_OTHER_PAYERS = frozenset(
    "medicaid workers worker comp wc tricare va bcbs aetna cigna uhc humana commercial".split()
)
_CASH = "cost"  # the topic on what a session costs out of pocket
_OWN_PRICE = frozenset({"cash", "charge", "charges", "selfpay"})


def leads(question: Question, aspect: Aspect) -> bool:
    """Whether an aspect is the first of those that a code can answer."""
    return next((asked for asked in question.aspects if asked in _LEADING), None) is aspect


def lines_of(question: Question, groups: Sequence[Group], book: FactBook) -> Iterable[Line]:
    """The lines that answer what is asked of one code, or of those that words name."""
    codes = [code for group in groups for code in group]
    asked = _asked(question)
    timely = valid_days.is_of_old_codes(question, codes, book)
    if question.for_needling and not timely and CodeMatter.NEEDLING_TIME not in question.matters:
        yield swapped_codes.for_needling(codes, book)
    yield from _on_its_days(question, codes, book)
    yield from acupuncture.needed_time(question, codes, book)
    yield from billing_questions.leading(question, groups, book)
    counts_muscles = bool(question.muscles) and question.minutes_mixed  # of needling alone
    if minutes.are_apart(question) and not counts_muscles:
        yield from minutes.minutes_of_needling(question, codes, book)
    per_muscle = CodeMatter.PER_MUSCLE in question.matters and not question.both_sides
    asks_which = bool(question.muscles) and set(question.codes) >= muscles.BOTH
    makes = needling_code(question.muscles) if question.muscles else ""
    is_of_another = bool(makes) and makes not in codes  # "2 muscles, then 2 more, 20560 x2?"
    leads_units = question.number and question.number > 1 and not (asks_which or is_of_another)
    if question.modifiers and not question.muscles:
        yield from modifier_lines.lines(question, groups, book)
    if not leads_units and not per_muscle:
        yield from muscles.lines_of(question, book)
    if counts_muscles:
        yield Line(
            "Needling is not timed: its minutes do not count.", book.codes[FEW_MUSCLES].says.cites
        )
    if question.modifiers and question.muscles:
        yield from modifier_lines.lines(question, groups, book)
    for aspect in asked:
        yield from _ANSWERS[aspect](question, groups, book)
    if leads_units and not per_muscle:
        yield from muscles.lines_of(question, book)
    elif question.muscles and Aspect.UNITS not in asked:
        yield from _counting(codes, book)


def _on_its_days(question: Question, codes: Sequence[str], book: FactBook) -> Iterable[Line]:
    """Whether codes are valid; a price says that itself, and of a year asks nothing else."""
    is_of_price = leads(question, Aspect.PRICE)
    if question.years and CodeMatter.CHANGED in question.matters and not is_of_price:
        yield from prices.leading(question, codes, book)
        return
    if not is_of_price:
        yield from valid_days.before_first(question, codes, book)
    if question.on or not is_of_price:
        yield from valid_days.asked(question, codes, book)


def _asked(question: Question) -> list[Aspect]:
    """The aspects to lead with; a count asks for units, and a named modifier is answered apart."""
    asked = [aspect for aspect in question.aspects if aspect in _LEADING]
    if question.modifiers:
        asked = [a for a in asked if a not in {Aspect.MODIFIER, Aspect.TOGETHER}]
    if question.muscles:
        asked = [a for a in asked if a is not Aspect.TOGETHER]
    if question.on or question.year:
        asked = [a for a in asked if a is not Aspect.DATES]
    if CodeMatter.TWO_THERAPISTS in question.matters:
        asked = [a for a in asked if a not in {Aspect.TOGETHER, Aspect.UNITS, Aspect.LIMIT}]
    if question.named_muscles or question.both_sides:  # "glute max" asks for no maximum
        asked = [a for a in asked if a is not Aspect.UNITS]
    if minutes.are_apart(question):
        asked = [a for a in asked if a not in {Aspect.UNITS, Aspect.LIMIT}]
    elif question.number or question.minutes or question.needling_minutes:
        asked = [a for a in asked if a not in {Aspect.UNITS, Aspect.TOGETHER}]
        asked = [Aspect.UNITS, *asked]
    if CodeMatter.THERAPY_AMOUNT in question.matters:
        asked = []
    if question.modifiers or len(asked) > 1:  # "per session" asks for no limit of sessions
        asked = [a for a in asked if a is not Aspect.LIMIT]
    return asked[:_MOST]


def _price(question: Question, groups: Sequence[Group], book: FactBook) -> Iterable[Line]:
    if _OWN_PRICE & {word.casefold() for word in question.unused}:
        yield Line("A clinic sets its own cash price.")
        yield from lines(book.topics[_CASH].answer[:1] if _CASH in book.topics else ())
    elif _OTHER_PAYERS & {word.casefold() for word in question.unused}:
        yield Line("I hold Medicare's national amounts only, none of another payer.")
    codes = [code for group in groups for code in group]
    yield from prices.leading(question, codes, book)
    for code in codes:
        yield from prices.price(code, question, book)
    by_place = book.topics.get(_BY_PLACE)
    if where := [NAMES[state] for state in question.states if state in NAMES]:
        yield Line(f"I hold no amount of {phrases.either(where)}: what I hold is national.")
    is_placed = _OF_AREAS & {word.casefold() for word in question.unused}
    if by_place and (question.states or is_placed):
        yield from lines(by_place.answer[1:])


def _units(question: Question, groups: Sequence[Group], book: FactBook) -> Iterable[Line]:
    codes = [code for group in groups for code in group]
    counted = tuple(_counting(codes, book))
    daily = dict.fromkeys(line for group in groups for line in _units_of(group, question, book))
    leads_counting = len(codes) > _MOST and CodeMatter.DAILY not in question.matters
    yield from (*counted, *daily) if leads_counting else (*daily, *counted)


def _units_of(group: Group, question: Question, book: FactBook) -> Iterable[Line]:
    """The units of codes; those that differ in nothing else share a line."""
    known = [book.codes.get(code) for code in group]
    daily = {book.edits.units(code) if book.edits else None for code in group}
    are_alike = len(daily) == 1 and len({code.timed for code in known if code}) == 1
    if are_alike and None not in known:
        return aspects.units(group[0], question, book, code_pairs.spelled(group, "or"))
    return (line for code in group for line in aspects.units(code, question, book))


def _counting(codes: Sequence[str], book: FactBook) -> Iterable[Line]:
    """How the units of codes are counted; what several say alike stands once."""
    said = dict.fromkeys(s for c in codes if c in book.codes for s in book.codes[c].units)
    yield from lines(said)


def _together(_: Question, groups: Sequence[Group], book: FactBook) -> Iterable[Line]:
    for group in groups:
        yield from card.together(group, book)


def _modifiers(question: Question, groups: Sequence[Group], book: FactBook) -> Iterable[Line]:
    return dict.fromkeys(modifier_lines.lines(question, groups, book))


def _dates(_: Question, groups: Sequence[Group], book: FactBook) -> Iterable[Line]:
    for code in (code for group in groups for code in group):
        known = book.codes.get(code)
        if known and known.valid.first:
            days = phrases.period(known.valid)
            end = "" if known.valid.last else "; no last day is held"
            yield Line(f"{code}: dates of service {days}{end}.", known.says.cites)


def _documentation(_: Question, __: Sequence[Group], book: FactBook) -> Iterable[Line]:
    topic = book.topics.get(_DOCUMENTATION)
    return lines(topic.answer) if topic else ()


def _limit(question: Question, groups: Sequence[Group], book: FactBook) -> Iterable[Line]:
    yield Line("How many visits is each payer's own limit: ask /coverage, with the payer.")
    for group in groups:
        yield from _units_of(group, question, book)


_Answer = Callable[[Question, Sequence[Group], FactBook], Iterable[Line]]
_ANSWERS: dict[Aspect, _Answer] = {
    Aspect.PRICE: _price,
    Aspect.TOGETHER: _together,
    Aspect.UNITS: _units,
    Aspect.MODIFIER: _modifiers,
    Aspect.DATES: _dates,
    Aspect.DOCUMENTATION: _documentation,
    Aspect.LIMIT: _limit,
}
