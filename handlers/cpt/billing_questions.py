"""Words what is asked of codes beside edits and units: stim, supplies, nature, two therapists."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from handlers import topics
from handlers.cpt import beside_topic, swapped_codes
from handlers.share.share_button import shareable
from models.coverage.aspect import Aspect
from models.coverage.code import CodeKind
from models.coverage.edits import FEW_MUSCLES, MANY_MUSCLES
from models.coverage.fact_book import FactBook
from models.coverage.topic import Topic
from models.reply import Line, Reply
from models.understanding.canonical_command import OfTopic
from models.understanding.codes.billing_questions import CodeMatter
from models.understanding.question import Question
from models.wording.code_pairs import Group, spelled
from models.wording.sourced import lines

# Topics that answer alone where all these are asked, whatever codes stand beside.
_TOPICS = {
    frozenset({CodeMatter.TELEHEALTH}): "telehealth",
    frozenset({CodeMatter.SUPPLIES}): "supplies",
    frozenset({CodeMatter.GLOBAL}): "global_surgery",
    frozenset({CodeMatter.SPLIT}): "true_codes",
    frozenset({CodeMatter.PACKAGED}): "opps_status",
    frozenset({CodeMatter.STIM, CodeMatter.THROUGH_NEEDLES}): "estim",
}
_AMOUNT, _TWO = "kx_needling", "two_therapists"
_NEEDLING = frozenset({FEW_MUSCLES, MANY_MUSCLES})
_NEEDLING_AND_STIM = 2  # groups of codes
_STIM_CODES = frozenset({"97014", "97032", "G0283"})
_STIM = Line(
    "For stim through the needles I hold no source that gives a code: ask the payer before you "
    "bill a second code."
)
_NO_TIME = Line(
    "No: needling is not timed, and its minutes are not added to timed codes.", ("apta_2020_02",)
)
_UNTIMED = Line("Needling is not timed, and no timed code gets its minutes.", _NO_TIME.cites)
_NO_ADD_ON = Line(
    "No add-on code, it stands by itself: Medicare's files of 2020 to 2024 mark 20560 and 20561 "
    "XXX, where an add-on has ZZZ. This is our reading.",
    ("arkrvu_pprrvu",),
)
_NO_TAPE = Line("I hold nothing on kinesio tape: neither a code nor an edit.")
_NO_PLACE = Line("I hold nothing on codes of the place of service: ask the payer.")


def whole(question: Question, groups: Sequence[Group], book: FactBook) -> Reply | None:
    """The card of the matter that answers alone, or None."""
    if topic := _topic(question, groups, book):
        reply = shareable(topics.say(topic, book), OfTopic(topic))
        return beside_topic.with_codes(reply, topic, question, book)
    if CodeMatter.PLACE in question.matters and Aspect.MODIFIER not in question.aspects:
        return Reply(
            "Place of service", lines=(_NO_PLACE,), choices=swapped_codes.needling_choices()
        )
    if CodeMatter.TAPE in question.matters and len(groups) <= 1:
        return Reply("Kinesio tape", lines=(_NO_TAPE,), choices=swapped_codes.needling_choices())
    return None if is_of_nature(question) else swapped_codes.say(question, groups, book)


def _topic(question: Question, groups: Sequence[Group], book: FactBook) -> Topic | None:
    """The topic that answers alone, whatever codes stand beside it."""
    is_needling = any(_NEEDLING.intersection(group) for group in groups)
    if CodeMatter.THERAPY_AMOUNT in question.matters and is_needling:
        return book.topics.get(_AMOUNT)
    is_free = not (question.modifiers or _of_acupuncture(question, book))
    typed = set(question.codes).difference(*question.described)
    is_free = is_free and typed.isdisjoint(_STIM_CODES)  # the edits speak of them
    is_free = is_free and len(groups) <= _NEEDLING_AND_STIM  # and of what stands beside
    ids = (id_ for matters, id_ in _TOPICS.items() if matters <= question.matters)
    return next(filter(None, map(book.topics.get, ids)), None) if is_free else None


def _of_acupuncture(question: Question, book: FactBook) -> bool:
    """Whether a code of acupuncture is typed, of which more is known than of stim."""
    known = (book.codes.get(code) for code in question.codes)
    return any(code and code.kind is CodeKind.ACUPUNCTURE for code in known)


def is_stim_through_needles(question: Question) -> bool:
    """Whether current through the needles is asked about, which no edit speaks of."""
    return {CodeMatter.STIM, CodeMatter.THROUGH_NEEDLES} <= question.matters


def leading(question: Question, groups: Sequence[Group], book: FactBook) -> Iterator[Line]:
    """The lines that stand before edits and units."""
    codes = {code for group in groups for code in group}
    if CodeMatter.OTHER_DAYS in question.matters and len(groups) > 1 and book.edits:
        yield Line(
            "Medicare's edits hold for one day: on other days they pair nothing.", book.edits.cites
        )
    if len(groups) <= 1:
        yield from of_two_therapists(question, codes, book)
    asked = {CodeMatter.NEEDLING_TIME, CodeMatter.SAME_MINUTES} & question.matters
    if asked and not question.minutes:
        of_rule = {CodeMatter.TIMED, CodeMatter.SAME_MINUTES} & question.matters
        yield _NO_TIME if of_rule else _UNTIMED
    through = CodeMatter.THROUGH_NEEDLES in question.matters
    described = {code for group in question.described for code in group}
    needled = through or codes & _NEEDLING or question.for_needling
    is_counted = question.number or question.minutes or CodeMatter.TIMED in question.matters
    is_worded = _STIM_CODES.isdisjoint(set(question.codes) - described)
    if (
        CodeMatter.STIM in question.matters
        and needled
        and (through or (is_worded and not is_counted))
    ):
        yield _STIM
    if CodeMatter.TAPE in question.matters:
        yield _NO_TAPE
    if CodeMatter.PLACE in question.matters:
        yield _NO_PLACE
    yield from _of_nature(question, codes, book)
    if codes & _NEEDLING:
        yield from _of_counting(question, book)
    reduced = book.topics.get("mppr")
    if CodeMatter.THERAPY_LIST in question.matters and codes & _NEEDLING and reduced:
        told = book.topics["gp"].details if "gp" in book.topics else ()
        yield from lines(s for s in told if "therapy code list" in s.says)  # sources disagree
        yield from lines(s for s in reduced.answer if FEW_MUSCLES in s.says)
    if CodeMatter.REDUCED in question.matters and codes & _NEEDLING and reduced:
        yield from lines(sorted(reduced.answer, key=lambda said: FEW_MUSCLES not in said.says))


def _of_counting(question: Question, book: FactBook) -> Iterator[Line]:
    """That needles and groups are not counted, and that a session is one unit."""
    counted, asked = book.codes[FEW_MUSCLES].units[0], question.matters
    if question.muscle_group:
        yield Line(
            f"“{question.muscle_group}” names several muscles: count those that were needled, "
            f"and write down each. One or two make {FEW_MUSCLES}, three or more {MANY_MUSCLES}.",
            counted.cites,
        )
    if one_unit := _one_unit(question):
        yield Line(one_unit, counted.cites)
    if CodeMatter.HOW_MANY in asked and not (question.muscles or question.muscle_group):
        yield Line(
            f"{FEW_MUSCLES} is one or two muscles, {MANY_MUSCLES} three or more.", counted.cites
        )
    if CodeMatter.NEEDLES in asked:
        yield Line(counted.says, counted.cites)


def _one_unit(question: Question) -> str:
    """That a session is one unit, where it is asked by muscles, regions or sides."""
    per_muscle = CodeMatter.PER_MUSCLE in question.matters and not question.both_sides
    per_region = CodeMatter.PER_REGION in question.matters
    per_region = per_region and not (question.muscles or question.both_sides)
    if per_muscle and per_region:
        return "Neither: one unit for the session. The total of muscles only chooses the code."
    if per_muscle:
        return "No: one unit for the session, however many muscles."
    if per_region:
        return "No: one unit for the session, however many regions, sides or trigger points."
    return ""


def is_of_nature(question: Question) -> bool:
    """Whether it is asked what a code is like, and not what goes with it or how many."""
    told = question.minutes or question.needling_minutes or question.number
    asked = {CodeMatter.TIMED, CodeMatter.PER_REGION, CodeMatter.ADD_ON} & question.matters
    return bool(asked) and not told and Aspect.TOGETHER not in question.aspects


def is_of_daily_units(question: Question) -> bool:
    """Whether the most units a day of each code are asked, and no pair: "MUE for 20560 n 20561"."""
    told = question.minutes or question.needling_minutes or question.number
    is_of_pair = Aspect.TOGETHER in question.aspects or CodeMatter.BESIDE in question.matters
    return CodeMatter.DAILY in question.matters and not (told or is_of_pair)


def _told_of_add_on(codes: Collection[str], book: FactBook) -> Iterator[Line]:
    """What a code of acupuncture is added to, where its file says so."""
    for code in sorted(_NEEDLING ^ _NEEDLING.union(codes)):
        held = book.codes[code].units if code in book.codes else ()
        yield from (Line(f"{code}: {s.says}", s.cites) for s in held if "add-on" in s.says)


def _of_nature(question: Question, codes: Collection[str], book: FactBook) -> Iterator[Line]:
    """Whether codes are timed, and whether an evaluation has to stand beside them."""
    named = [code for code in sorted(_NEEDLING.intersection(codes)) if code in book.codes]
    if CodeMatter.ADD_ON in question.matters:
        yield from _told_of_add_on(codes, book)
    if not named:
        return
    names, is_ = spelled(named, "and"), "is" if len(named) == 1 else "are"
    if CodeMatter.ADD_ON in question.matters:
        yield _NO_ADD_ON
    if CodeMatter.TIMED in question.matters and not (question.minutes or question.needling_minutes):
        yield Line(
            f"{names} {is_} not timed: one unit a day, however long it takes. Its minutes do not "
            "count toward the 8-minute rule.",
            _NO_TIME.cites,
        )
    if CodeMatter.NEEDS_EVAL in question.matters:
        yield Line(
            f"I hold no rule that asks for an evaluation code beside {names}. Bill one only when "
            "an evaluation was done; this is our reading."
        )


def of_two_therapists(
    question: Question, codes: Collection[str], book: FactBook
) -> tuple[Line, ...]:
    """That muscles of two therapists are not added up."""
    two = book.topics.get(_TWO)
    asked = CodeMatter.TWO_THERAPISTS in question.matters and not _NEEDLING.isdisjoint(codes)
    return lines(two.answer) if two and asked else ()
