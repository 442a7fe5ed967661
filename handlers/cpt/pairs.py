"""Whether codes go together on one day: the verdicts, modifiers, units and minutes beside them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from handlers.cpt import (
    acupuncture,
    aspects,
    beside_topic,
    billing_questions,
    card,
    minutes,
    modifier_lines,
    muscles,
    valid_days,
)
from handlers.cpt.one_day import OneDay
from models.coverage.edits import (
    FEW_MUSCLES,
    MANY_MUSCLES,
    Together,
)
from models.coverage.fact_book import FactBook
from models.reply import Choice, Line, Reply, Section
from models.understanding.codes.billing_questions import CodeMatter
from models.understanding.question import Question
from models.wording import code_pairs, phrases
from models.wording.code_pairs import Group
from models.wording.sourced import lines

_OF_MEDICARE = Line("That is Medicare's table: which of them another payer takes, I do not hold.")
_NEEDLING = frozenset({FEW_MUSCLES, MANY_MUSCLES})
_SEPARATING = {"25", *modifier_lines.SEPARATING}
_COMPARED = frozenset(
    "vs versus difference differences diff diffrence differ differs compare btwn".split()
)

_PLACES = frozenset("region regions area areas body site sites spot spots part parts".split())


def say(question: Question, groups: tuple[Group, ...], book: FactBook) -> Reply:
    """Whether codes go together on one day."""
    if book.edits is None:
        return card.several([book.codes[c] for group in groups for c in group if c in book.codes])
    day = OneDay(question, groups, book, book.edits)
    compared, told = _compared(day), _told(day)
    lines = (*told, *compared) if day.is_of_stim or day.needed else (*compared, *told)
    first, *others = (code_pairs.spelled(group, "or") for group in groups)
    badge = aspects.badge_of(question, code_pairs.badge(day.verdicts))
    what = day.what
    return Reply(
        headline=f"{first} with {phrases.either(others, 'and')}, same day",
        badge=None if day.is_chosen_from or day.is_free_stim else badge,
        lines=tuple(dict.fromkeys(lines)),
        sections=(Section("What they are", what),) if what and what[0] not in compared else (),
        cautions=(Line(code_pairs.OTHER_PAYERS, day.table.cites),),
        choices=tuple(Choice(f"What {code} is", f"/cpt {code}") for code in day.held[:4]),
    )


def _told(day: OneDay) -> Iterator[Line]:
    """What is asked of the day: whether they go together, the modifiers, units and minutes."""
    question, book = day.question, day.book
    of_modifiers, aside = _of_modifiers(day)
    told_minutes = question.minutes or question.needling_minutes
    is_counted = question.number or told_minutes
    counted = tuple(_counted(question, day.groups, book)) if is_counted else ()
    if _is_barred(day):  # "up to one unit a day" of each would read as leave to bill both
        counted = tuple(line for line in counted if not line.text.startswith("Yes"))
    yield from (*day.included, *day.needed)
    yield from day.by_two if _NEEDLING.issuperset(day.named) else ()
    yield from valid_days.before_first(question, day.named, book)
    yield from valid_days.of_table(question, book)
    yield from _without_units(day.named, book)
    yield from billing_questions.leading(question, day.groups, book)
    yield from muscles.lines_of(question, book)
    yield from counted if told_minutes else ()
    yield from sorted(of_modifiers, key=lambda line: not line.text.startswith(("No", "Yes")))
    yield from _pairs(day)
    yield from [beside_topic.LATER] if CodeMatter.CHANGED in question.matters else []
    yield from (*aside, *day.by_two, *counted)


def _is_barred(day: OneDay) -> bool:
    """Whether two of the codes never go together."""
    return any(verdict.together is Together.NEVER for verdict in day.verdicts)


def _of_modifiers(day: OneDay) -> tuple[list[Line], list[Line]]:
    """What the modifiers that are typed do here, and what is said of them beside."""
    question = day.question
    has_visit = any(verdict.edit and verdict.edit.modifier == "25" for verdict in day.verdicts)
    many = len(day.groups) > 2  # noqa: PLR2004 -- more than one pair
    where_it_goes = has_visit and many and question.modifiers == ("25",)  # the pairs say that
    if not question.modifiers or where_it_goes or aspects.is_for_same_muscle(question):
        return [], []
    starts = (*question.modifiers, *(f"No {code}" for code in question.modifiers), "No:", "Yes")
    told = list(modifier_lines.lines(question, day.groups, day.book))
    here = [line for line in told if line.text.startswith(starts)]
    return here, [line for line in told if line not in here]


def _pairs(day: OneDay) -> tuple[Line, ...]:
    """What the table says of the pairs; of stim through the needles "not bundled" is no leave."""
    pairs = tuple(aspects.by_muscle(day.question, code_pairs.lines(day.groups, day.table)))
    if day.is_free_stim:
        by = f"{phrases.sentence(code_pairs.table_name(day.table))} pair none of them"
        told = f"{by}, and do not say how stim through the needles is billed."
        pairs = (Line(told, day.table.cites),)
    is_separated = day.is_all_free and _SEPARATING & set(day.question.modifiers)
    return pairs[1:] if is_separated else pairs


def _compared(day: OneDay) -> tuple[Line, ...]:
    """What each code is, where they are compared, chosen from, or nothing but acupuncture."""
    question, book = day.question, day.book
    compared = _what_differs(day)
    is_of_add_on = "without" in day.typed and CodeMatter.NEEDS_EVAL not in question.matters
    if is_of_add_on:  # it says what it goes with
        compared = (*lines(s for code in day.held for s in book.codes[code].units), *day.what)
    elif acupuncture.are_all(day.held, book) and not question.number:
        compared = (*day.what, *acupuncture.of_first_sets(day.held, book))
    if _is_barred(day) and acupuncture.are_all(day.held, book):  # that leads what each code is
        compared = (*_pairs(day), *compared)
    if question.minutes and acupuncture.are_all(day.named, book):
        compared = (*acupuncture.of_contact(question.minutes, day.named, book), *compared)
    return compared


def _what_differs(day: OneDay) -> tuple[Line, ...]:
    """What the codes are, where that is asked; of those without facts how many units go."""
    bare = [code for code in day.named if code not in day.book.codes]
    of_places = "diff" in day.typed and not _PLACES.isdisjoint(day.typed)  # "diff body regions"
    is_asked = bool(_COMPARED & day.typed) and not day.by_two and not of_places
    if not is_asked and not (day.is_chosen_from and len(bare) > 1):
        return ()
    if not bare:
        return day.what
    units = tuple(line for code in bare for line in aspects.units(code, Question(), day.book))
    return (*units, _OF_MEDICARE) if len(bare) > 1 else (*day.what, *units)


def _without_units(codes: Sequence[str], book: FactBook) -> Iterable[Line]:
    """That Medicare takes no unit of a code, as of 97014."""
    table = book.edits
    for code in codes if table else ():
        daily = table.units(code) if table else None
        if daily is not None and not daily.most:
            yield from aspects.units(code, Question(), book)


def _counted(question: Question, groups: Iterable[Group], book: FactBook) -> Iterable[Line]:
    codes = [book.codes[code] for group in groups for code in group if code in book.codes]
    timed = [code for code in codes if code in aspects.timed_therapy(book)]
    untimed = [code for code in codes if code not in timed]
    told = question.minutes or question.needling_minutes
    if told and timed and (untimed or len(timed) > 1):
        yield from minutes.minutes_apart(question, timed, untimed)
        return
    own = dict(question.units_of)
    few = {code.code for code in timed} if len(timed) < len(codes) else set()
    for code in (code for group in groups for code in group):
        number = own.get(code) if own else question.number
        if not own and few and code not in few:  # "2 units of manual with needling"
            number = None
        if number or not (own or few):
            yield from aspects.units(code, question._replace(number=number), book)
