"""Whether codes go together on one day: the verdicts, modifiers, units and minutes beside them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from handlers.cpt import (
    acupuncture,
    aspects,
    beside_topic,
    billing_questions,
    card,
    minutes,
    muscles,
    valid_days,
)
from models.coverage.aspect import Aspect
from models.coverage.edits import FEW_MUSCLES, MANY_MUSCLES, Together
from models.coverage.fact_book import FactBook
from models.reply import Choice, Line, Reply, Section
from models.understanding.codes.billing_questions import CodeMatter
from models.understanding.question import Question
from models.wording import code_pairs, phrases
from models.wording.code_pairs import Group
from models.wording.sourced import lines

_OF_MEDICARE = Line("That is Medicare's table: which of them another payer takes, I do not hold.")
_NEEDLING = frozenset({FEW_MUSCLES, MANY_MUSCLES})
_SEPARATING = {"25", *aspects.SEPARATING}
_COMPARED = frozenset(
    "vs versus difference differences diff diffrence differ differs compare btwn".split()
)

_PLACES = frozenset("region regions area areas body site sites spot spots part parts".split())


def say(question: Question, groups: tuple[Group, ...], book: FactBook) -> Reply:
    """Whether codes go together on one day."""
    if book.edits is None:
        return card.several([book.codes[c] for group in groups for c in group if c in book.codes])
    told = code_pairs.verdicts(groups, book.edits)
    separate = tuple(aspects.modifiers(question, groups, book)) if question.modifiers else ()
    many = len(groups) > 2  # noqa: PLR2004 - more than one pair
    has_visit = any(verdict.edit and verdict.edit.modifier == "25" for verdict in told)
    if aspects.is_for_same_muscle(question) or (
        has_visit and many and question.modifiers == ("25",)
    ):
        separate = ()  # no modifier makes that true, or the pairs say where it goes
    starts = (*question.modifiers, *(f"No {code}" for code in question.modifiers), "No:", "Yes")
    aside = [line for line in separate if not line.text.startswith(starts)]
    is_all_free = all(verdict.together is Together.NO_EDIT for verdict in told)
    pairs = aspects.by_muscle(question, code_pairs.lines(groups, book.edits))
    named = [code for group in groups for code in group]
    included = tuple(acupuncture.included_stim(named, book))
    needed = tuple(acupuncture.needed_time(question, named, book))
    stims = billing_questions.is_stim_through_needles(question) or bool(included)
    through = is_all_free and stims
    if through:  # "not bundled" would read as leave to bill both
        by = f"{phrases.sentence(code_pairs.table_name(book.edits))} pair none of them"
        pairs = (
            Line(f"{by}, and do not say how stim through the needles is billed.", book.edits.cites),
        )
    told_minutes = question.minutes or question.needling_minutes
    counted = tuple(_counted(question, groups, book)) if question.number or told_minutes else ()
    by_two = billing_questions.of_two_therapists(question, named, book)
    told_lines = (
        *included,
        *needed,
        *(by_two if _NEEDLING.issuperset(named) else ()),
        *valid_days.before_first(question, named, book),
        *valid_days.of_table(question, book),
        *_without_units(named, book),
        *billing_questions.leading(question, groups, book),
        *muscles.lines_of(question, book),
        *(counted if told_minutes else ()),
        *sorted(
            (line for line in separate if line not in aside),
            key=lambda line: not line.text.startswith(("No", "Yes")),
        ),
        *(pairs[1:] if is_all_free and _SEPARATING & set(question.modifiers) else pairs),
        *((beside_topic.LATER,) if CodeMatter.CHANGED in question.matters else ()),
        *aside,
        *by_two,
        *counted,
    )
    codes = [code for group in groups for code in group if code in book.codes]
    what = tuple(card.what(book.codes[code]) for code in codes)
    typed = {word.casefold() for word in question.unused}
    bare = [code for code in named if code not in book.codes]
    chooses = CodeMatter.WHICH in question.matters and Aspect.TOGETHER not in question.aspects
    chooses = chooses and CodeMatter.BESIDE not in question.matters
    of_places = "diff" in typed and not _PLACES.isdisjoint(typed)  # "diff body regions"
    compares = bool(_COMPARED & typed and not by_two and not of_places) or (
        chooses and len(bare) > 1
    )
    compared = what if compares else ()
    if compares and bare:
        compared = tuple(line for c in bare for line in aspects.units(c, Question(), book))
        compared = (*compared, _OF_MEDICARE) if len(bare) > 1 else (*what, *compared)
    if (
        "without" in typed and CodeMatter.NEEDS_EVAL not in question.matters
    ):  # of an add-on: it says what it goes with
        compared = (*lines(s for code in codes for s in book.codes[code].units), *what)
    elif acupuncture.are_all(codes, book) and not question.number:
        compared = (*what, *acupuncture.of_first_sets(codes, book))
    is_barred = any(verdict.together is Together.NEVER for verdict in told)
    if is_barred and acupuncture.are_all(codes, book):  # that leads what each code is
        compared = (*pairs, *compared)
    if question.minutes and acupuncture.are_all(named, book):
        compared = (*acupuncture.of_contact(question.minutes, named, book), *compared)
    names = [code_pairs.spelled(group, "or") for group in groups]
    first, rest = names[0], phrases.either(names[1:], "and")
    return Reply(
        headline=f"{first} with {rest}, same day",
        badge=None if chooses or through else aspects.badge_of(question, code_pairs.badge(told)),
        lines=tuple(
            dict.fromkeys((*told_lines, *compared) if stims or needed else (*compared, *told_lines))
        ),
        sections=(Section("What they are", what),) if what and what[0] not in compared else (),
        cautions=(Line(code_pairs.OTHER_PAYERS, book.edits.cites),),
        choices=tuple(Choice(f"What {code} is", f"/cpt {code}") for code in codes[:4]),
    )


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
