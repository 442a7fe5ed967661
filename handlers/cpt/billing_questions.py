"""Words what is asked of codes beside edits and units: swaps, stim, supplies, two therapists."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from handlers import topics
from handlers.cpt import beside_topic, card, valid_days
from handlers.share.share_button import shareable
from models.coverage.aspect import Aspect
from models.coverage.code import Code, CodeKind
from models.coverage.edits import FEW_MUSCLES, MANY_MUSCLES
from models.coverage.fact_book import FactBook
from models.coverage.topic import Topic
from models.reply import Choice, Line, Reply, Section
from models.understanding.canonical_command import OfTopic
from models.understanding.codes.billing_questions import CodeMatter
from models.understanding.question import Question
from models.wording.code_pairs import Group, spelled
from models.wording.sourced import lines, sourced

# Topics that answer alone where all these are asked, whatever codes stand beside.
_TOPICS = {
    frozenset({CodeMatter.TELEHEALTH}): "telehealth",
    frozenset({CodeMatter.SUPPLIES}): "supplies",
    frozenset({CodeMatter.GLOBAL}): "global_surgery",
    frozenset({CodeMatter.SPLIT}): "true_codes",
    frozenset({CodeMatter.PACKAGED}): "opps_status",
    frozenset({CodeMatter.STIM, CodeMatter.THROUGH_NEEDLES}): "estim",
}
_AMOUNT, _TWO, _CASH = "kx_needling", "two_therapists", "cash_pay"
_NEEDLING = frozenset({FEW_MUSCLES, MANY_MUSCLES})
_CHOSEN = {CodeKind.UNLISTED, CodeKind.INJECTION, CodeKind.ACUPUNCTURE}
_NEEDLING_AND_STIM = 2  # groups of codes
_STIM_CODES = frozenset({"97014", "97032", "G0283"})
_UNLISTED = frozenset({"64999", "97039", "97139", "99199"})  # of which no file is held
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
_PATIENT_PAYS = Line(
    "What the payer refuses, the patient may pay where the contract allows it, agreed in writing "
    "before the visit.",
    ("bcbsks_noncovered", "openemr_billing"),
)


def whole(question: Question, groups: Sequence[Group], book: FactBook) -> Reply | None:
    """The card of the matter that answers alone, or None."""
    if topic := _topic(question, groups, book):
        reply = shareable(topics.say(topic, book), OfTopic(topic))
        return beside_topic.with_codes(reply, topic, question, book)
    if CodeMatter.PLACE in question.matters and Aspect.MODIFIER not in question.aspects:
        return Reply("Place of service", lines=(_NO_PLACE,), choices=_needling_choices())
    if CodeMatter.TAPE in question.matters and len(groups) <= 1:
        return Reply("Kinesio tape", lines=(_NO_TAPE,), choices=_needling_choices())
    swapped = _swapped(question, groups, book)
    return sourced(_swap(question, swapped, book), book) if swapped else None


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


def _swapped(question: Question, groups: Sequence[Group], book: FactBook) -> list[str]:
    """The codes that are asked about in place of those of needling."""
    codes = [code for group in groups for code in group]
    others = [code for code in codes if code not in _NEEDLING]
    needled = bool(_NEEDLING & set(codes))
    kinds = {book.codes[code].kind for code in others if code in book.codes}
    told = question.matters
    of_another = question.other_service and not needled
    is_no_swap = CodeMatter.NEEDLING_TIME in told or is_of_nature(question)
    if is_no_swap or question.modifiers or not others or of_another:
        return []
    if {CodeMatter.INSTEAD, CodeMatter.DONE} & told:
        return others if needled or len(groups) == 1 else []
    unlisted = kinds == {CodeKind.UNLISTED} or _UNLISTED.issuperset(others)
    chooses_one = CodeMatter.WHICH in told and CodeMatter.BESIDE not in told
    chooses = (
        (CodeMatter.VERSUS in told and unlisted)
        or (chooses_one and (unlisted or (kinds and kinds <= _CHOSEN)))
        or CodeMatter.CHOOSE in told
    )
    asks_more = {Aspect.TOGETHER, Aspect.PRICE} & {*question.aspects}
    return others if chooses and needled and not asks_more else []


def _swap(question: Question, others: Sequence[str], book: FactBook) -> Reply:
    """No: each service has its own code."""
    filed = [book.codes[code] for code in others if code in book.codes]
    kinds = {code.kind for code in filed}
    needling = spelled((FEW_MUSCLES, MANY_MUSCLES), "or")
    done = CodeMatter.DONE in question.matters
    first = _only_what_was_done(others, filed) if done else for_needling(others, book)
    told = [first]
    if kinds & {CodeKind.INJECTION, CodeKind.UNLISTED, CodeKind.ACUPUNCTURE} and not done:
        told += dict.fromkeys(card.what(code) for code in filed)
    manual = book.topics.get("bill_as_manual")
    if _UNLISTED.issuperset(others):
        told += valid_days.unlisted(book)
    elif manual and not kinds & _CHOSEN and not done:
        told += lines(manual.details)
        told.append(_PATIENT_PAYS)
    ours = [book.codes[FEW_MUSCLES], book.codes[MANY_MUSCLES]]
    what = [code for code in (*ours, *filed) if card.what(code) not in told]
    cash = book.topics.get(_CASH)
    return Reply(
        headline=f"{spelled(others, 'or')} in place of {needling}"
        if not done
        else f"{needling} in place of {spelled(others, 'or')}",
        lines=tuple(told),
        sections=(Section("What they are", tuple(map(card.what, what))),),
        choices=(
            *_needling_choices(),
            *((Choice(cash.question, f"/ask {cash.question}"),) if cash else ()),
        ),
    )


def _only_what_was_done(others: Sequence[str], filed: Sequence[Code]) -> Line:
    return Line(
        f"Bill what was done: 20560 and 20561 are for needling alone, and do "
        f"not stand for {spelled(others, 'or')}.",
        tuple(dict.fromkeys(cite for code in filed for cite in code.says.cites)),
    )


def _needling_choices() -> tuple[Choice, ...]:
    return tuple(Choice(code, f"/cpt {code}") for code in (FEW_MUSCLES, MANY_MUSCLES))


_UNLISTED_IN_WRITING = " Where a payer itself asks for an unlisted code, have that in writing."


def for_needling(codes: Sequence[str], book: FactBook) -> Line:
    """Which codes dry needling has, where another is asked about for it."""
    few, many = book.codes[FEW_MUSCLES], book.codes[MANY_MUSCLES]
    named = spelled(codes, "or")
    return Line(
        f"No, not {named}: dry needling is {few.code} for one or two muscles, {many.code} for "
        "three or more, since Jan 1, 2020."
        + (_UNLISTED_IN_WRITING if _UNLISTED.issuperset(codes) else ""),
        few.says.cites,
    )
