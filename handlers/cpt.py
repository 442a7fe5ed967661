"""What a CPT code or modifier means, and what billers get wrong with it.

/cpt <code, modifier or words>
"""

from __future__ import annotations

from dataclasses import replace

from handlers.command import Command, Request, Services
from handlers.coverage import disputes as sides
from handlers.share.offer import shareable
from models.coverage.code import Code, CodeKind
from models.coverage.fact_book import FactBook
from models.reply import Badge, Choice, Fact, Line, Reply, Section, Tone
from models.understanding.canonical import OfCodes
from models.understanding.question import Question
from models.wording import phrases
from models.wording.sourced import lines, sourced

_EXAMPLES = ("/cpt 20560", "/cpt 3 muscles", "/cpt trigger point injection")

_KINDS: dict[CodeKind, Badge] = {
    CodeKind.DRY_NEEDLING: Badge("Dry needling", Tone.NEUTRAL),
    CodeKind.INJECTION: Badge("Injection, not dry needling", Tone.CAUTION),
    CodeKind.THERAPY: Badge("Therapy", Tone.NEUTRAL),
    CodeKind.ACUPUNCTURE: Badge("Acupuncture", Tone.NEUTRAL),
    CodeKind.UNLISTED: Badge("Unlisted procedure", Tone.CAUTION),
    CodeKind.MODIFIER: Badge("Modifier", Tone.NEUTRAL),
}


async def answer(request: Request, services: Services) -> Reply:
    """Find the codes that the text names or describes, and word them."""
    return reply_to(services.reader.read_codes(request.text), services)


def reply_to(question: Question, services: Services) -> Reply:
    """The answer to a question that is read already."""
    known = [services.book.codes[code] for code in question.codes if code in services.book.codes]
    if not known:
        return _unknown(question, services.book)
    reply = say(known[0], services.book) if len(known) == 1 else _several(known, services.book)
    reply = shareable(reply, OfCodes(tuple(known)))
    return replace(
        reply, lines=(*_taken_for(question, known), *reply.lines, *_unused(question, known))
    )


def _taken_for(question: Question, known: list[Code]) -> tuple[Line, ...]:
    if not question.guessed_from:
        return ()
    names = phrases.either([code.code for code in known])
    return (Line(f"I took “{question.guessed_from}” for {names}."),)


def _unused(question: Question, known: list[Code]) -> tuple[Line, ...]:
    """What was typed and meant nothing here, so that nothing typed is lost."""
    codes = {code.code for code in known}
    left = [*(code for code in question.codes if code not in codes), *question.unused]
    if not left:
        return ()
    words = phrases.either([f"“{word}”" for word in left], "and")
    return (Line(f"I have no facts on {words}."),)


def say(code: Code, book: FactBook) -> Reply:
    """Word one code."""
    facts = [] if code.kind is CodeKind.MODIFIER else [_timing(code)]
    if code.valid.first or code.valid.last:
        facts.append(Fact("Dates of service", phrases.period(code.valid), code.says.cites))
    groups = (
        ("Counting", code.units),
        ("Not together with", code.not_with),
        ("Payment", code.values),
        ("Common mistakes", code.mistakes),
    )
    disputes = [d for d in book.disputes if code.code in d.codes]
    reply = Reply(
        headline=code.code,
        badge=_KINDS[code.kind],
        lines=(Line(code.says.says, code.says.cites),),
        facts=tuple(facts),
        sections=(
            *(Section(title, lines(told)) for title, told in groups if told),
            *sides.sections(disputes, book),
        ),
        cautions=lines(code.cautions),
        choices=(
            *(Choice(other, f"/cpt {other}") for other in code.see_also),
            *sides.choices(disputes),
        ),
        small_print="Our own words; the official descriptors are the AMA's.",
    )
    return sourced(reply, book)


def _timing(code: Code) -> Fact:
    return Fact("Billed", "by time" if code.timed else "once, not by time", code.says.cites)


def _several(codes: list[Code], book: FactBook) -> Reply:
    reply = Reply(
        headline=phrases.either([code.code for code in codes]),
        lines=tuple(Line(f"{code.code}: {code.says.says}", code.says.cites) for code in codes),
        choices=tuple(Choice(code.code, f"/cpt {code.code}") for code in codes),
    )
    return sourced(reply, book)


def _unknown(question: Question, book: FactBook) -> Reply:
    named = " ".join([*question.codes, *question.unused])
    needling = [c for c in book.codes.values() if c.kind is CodeKind.DRY_NEEDLING]
    return Reply(
        headline=f"I have no facts on “{named}”" if named else "Which code?",
        lines=(Line("I know the codes and modifiers that clinics use around dry needling."),),
        choices=tuple(Choice(code.code, f"/cpt {code.code}") for code in needling),
    )


COMMAND = Command("cpt", __doc__, _EXAMPLES, answer, is_public=True, is_searched=True)
