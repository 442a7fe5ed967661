"""What a denial code means, whether the payer's policy explains it, and what comes next.

/denial <payer> [code] <CARC or RARC> [on <date of service>] [denied|received <date>]
/denial <CARC or RARC>
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date

from handlers import answering
from handlers.command import LONG, Command, Request, Services
from handlers.coverage.card import mistyped_code
from handlers.coverage.clarify import again
from handlers.question_route import readings_of
from models.coverage.aspect import Aspect
from models.coverage.fact_book import FactBook
from models.coverage.topic import Topic
from models.errors import NotUnderstood
from models.reply import Choice, Line, Reply
from models.understanding import asked_text, decision_days, denials
from models.understanding.canonical_command import OfDenial, typed_decision
from models.understanding.denial_kinds import told_apart
from models.understanding.question import Question
from models.understanding.reading import Reading
from models.understanding.topics.clinical_questions import Care

_OF_CODES = "denial_codes"  # the topic on denial codes as such
_INVESTIGATIONAL = "investigational"  # the topic on that ground, which needs no code
_OF_TIME = "appeal_deadlines"
_COMMON = ("CO-50", "CO-197", "PR-204")
_SAID_FOR = (
    ({"experimental", "investigational", "unproven", "necessary", "necessity"}, "CO-50"),
    ({"auth", "authorization", "authorized", "preauth", "precert", "precertification"}, "CO-197"),
    ({"noncovered", "uncovered", "covered", "benefit", "benefits", "excluded"}, "PR-204"),
    ({"bundled", "bundle", "bundling", "inclusive"}, "CO-97"),
    ({"late", "timely", "filing"}, "CO-29"),
    ({"duplicate"}, "CO-18"),
    ({"maximum", "max", "exceeded"}, "CO-119"),
)
"""Which code is most often meant by a reason that is told in words: it is offered, never taken."""

_NO_CODE = "You typed /denial without a denial code; /coverage answers this."
_NO_DENIAL = "You typed /denial without a denial code; /ask answers this."
_OF_PAYER = "For the payer's own policy and the days to appeal, choose its code below."
_SEND_CORRECTED = Line(
    "A code that was typed wrong is no case for an appeal: send the claim corrected, by what the "
    "note says. This is our reading."
)
_WORD = re.compile(r"[a-z]+")
_OR_NOT = re.compile(r"\b(?:if|or|whether) not\b")  # tells of no refusal
_BARE_DAY = re.compile(r"(?<![\w/.-])[0-9]{1,2}/[0-9]{1,2}(?![\w/.-])")
_EXAMPLES = ("/denial cigna 20560 CO-50", "/denial PR-204", "/denial medicare N386")


async def answer(request: Request, services: Services) -> Reply:
    """The answer to the same question in free text, which it hands over; a code has to be named."""

    def read(text: str) -> Question:
        return services.reader.read(text, request.today)

    if _cannot_wait(request, services):
        return await answering.answer(replace(request, command="ask"), services)
    if told_apart(of_kinds := f"denial {request.text}"):
        return await answering.answer(replace(request, command="ask", text=of_kinds), services)
    asked = _with_cue(asked_text.mended_denial(request.text), request.today, read)
    question = read(asked)
    if not question.denials and _asks_of_coverage(read(request.text), request.text):
        reply = await answering.answer(replace(request, command="coverage"), services)
        return replace(reply, lines=(*reply.lines, Line(_NO_CODE)))
    if not question.denials and (ground := _of_ground(request, services)):
        reply = await answering.answer(replace(request, command="ask", text=ground), services)
        by_code = _choices(request.text, question, services.book)
        of_payer = (Line(_OF_PAYER),) if by_code else ()
        return replace(reply, lines=(*reply.lines, *of_payer), choices=(*by_code, *reply.choices))
    if not question.denials and (else_asked := await _of_another(request, services)):
        return else_asked
    if not question.denials:
        raise NotUnderstood(
            "Which denial code?",
            "Type it as it stands on the remittance: CO-50, PR 204, N130.",
            _choices(request.text, question, services.book)
            or [Choice(example, example) for example in _EXAMPLES],
        )
    return await answering.answer(replace(request, command="ask", text=asked), services)


def _cannot_wait(request: Request, services: Services) -> bool:
    """Whether it tells of a sign that cannot wait, and of no denial: "patient is dizzy"."""
    reading = readings_of(request, services).of(request.text)
    care = None if reading.question.denials else reading.care
    return care is not None and care.care is Care.ALARM


def _of_ground(request: Request, services: Services) -> str:
    """The question of the topic on a ground that is told in words, and in no code."""
    reading = readings_of(request, services).of(request.text)
    is_of_ground = any(t and t.id == _INVESTIGATIONAL for t in _closest(reading))
    held = services.book.topics.get(_INVESTIGATIONAL) if is_of_ground else None
    return held.question if held else ""


async def _of_another(request: Request, services: Services) -> Reply | None:
    """The answer to a question of no denial that was typed here: of a state, or a pair of codes.

    A code that was denied because it was typed wrong is asked about too.
    """
    reading = readings_of(request, services).of(request.text)
    question = reading.question
    if mistyped_code.of_needling(question, services.book):
        reply = await answering.answer(replace(request, command="coverage"), services)
        return replace(reply, lines=(*reply.lines[:1], _SEND_CORRECTED, *reply.lines[1:]))
    is_of_else = bool(reading.state.states or len(question.codes) > 1) and not question.payers
    is_put = reading.is_asked or (reading.state.states and not reading.state.unused)
    is_of_else = is_of_else and bool(is_put) and not _is_denied(request.text)
    is_of_time = _asks_of_time(reading)
    if not (is_of_else or is_of_time):
        return None
    text = f"denial {request.text}" if is_of_time else request.text  # "/denial date 6/12/25, aetna"
    reply = await answering.answer(replace(request, command="ask", text=text), services)
    return replace(reply, lines=(*reply.lines, Line(_NO_DENIAL)))


def _asks_of_time(reading: Reading) -> bool:
    """Whether it is asked how long a decision can be appealed, whatever code it had."""
    return any(topic and topic.id == _OF_TIME for topic in _closest(reading))


def _closest(reading: Reading) -> tuple[Topic | None, ...]:
    return (reading.topic.closest, reading.general.closest, *reading.of_paperwork[:1])


def _is_denied(text: str) -> bool:
    """Whether a refusal is told of, or a reason of one: "came back experimental"."""
    lower = _OR_NOT.sub(" ", f" {text.lower()} ")
    reasons = set().union(*(words - {"covered", "benefit"} for words, _ in _SAID_FOR))
    is_told = any(word in lower for word in ("den", "reject", " not ", "appeal"))
    return is_told or not reasons.isdisjoint(_WORD.findall(lower))


def _asks_of_coverage(question: Question, text: str) -> bool:
    """Whether only coverage by a payer is asked, of no denial: "20560 covered by oscar?"."""
    is_named = question.payers and not (question.guessed_from or question.unknown_payer)
    return bool(is_named) and question.aspects == (Aspect.COVERED,) and not _is_denied(text)


def _with_cue(text: str, today: date, read: Callable[[str], Question]) -> str:
    """The text as one of a denial; the decision's day at its end, a bare "11/20" of the service."""
    taken = decision_days.take(text, today, is_of_denial=True)
    asked = denials.with_cue(taken.remaining.strip(), read)
    found = _BARE_DAY.findall(asked)
    if len(found) == 1 and read(asked).on is None:
        asked = _BARE_DAY.sub(r"on \g<0>", asked)
    return f"{asked} {typed_decision(taken.days)}" if taken.days else asked


def _choices(text: str, question: Question, book: FactBook) -> list[Choice]:
    """The payer and the codes that were named, with the denial codes that the words may mean."""
    if len(question.payers) != 1 or question.guessed_from or question.unknown_payer:
        return []
    payer, topic = question.payers[0], book.topics[_OF_CODES]
    codes = tuple(book.codes[code] for code in question.codes if code in book.codes)
    said = set(_WORD.findall(text.casefold()))
    likely = [denial for words, denial in _SAID_FOR if not said.isdisjoint(words)]
    asked = (OfDenial(topic, payer, codes, (denial,), question.on) for denial in likely or _COMMON)
    named = " · ".join((payer.name, *(code.code for code in codes)))
    policy = again(question._replace(payers=(payer,)), payer, book)
    return [
        *(Choice(f"{one.denials[0]} · {named}", one.command) for one in asked),
        Choice("The payer's policy", policy),
    ]


COMMAND = Command("denial", __doc__, _EXAMPLES, answer, is_public=True, longest=LONG)
