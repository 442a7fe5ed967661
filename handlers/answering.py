"""Answers what people ask of the facts: finds who answers a text, and puts answers together.

/coverage, /cpt, /state and /ask all come here, so that a question gets its answer whichever of them
it was typed to. Each card is worded by its command.
"""

from __future__ import annotations

from dataclasses import replace
from functools import partial

from handlers import (
    asked_in_vain,
    clinical_questions,
    counted_days,
    ended_diagnoses,
    fitting_topics,
    handed_over,
    held_limits,
    left_out,
    passed_over,
    several_answers,
    topic_card,
    topics,
)
from handlers.command import LONG, Command, Request, Services
from handlers.coverage import command as coverage
from handlers.coverage import verb_behind
from handlers.coverage.card import beside_dental, beside_modifiers
from handlers.coverage.charging import estimate_asked
from handlers.coverage.denial import denial_beside_payer, several_denials
from handlers.coverage.several import all_but, who_pays, who_pays_sheet
from handlers.coverage.without_facts import employer_named
from handlers.cpt import command as cpt
from handlers.cpt import days_ahead, valid_days
from handlers.question_route import is_free, readings_of, route_of
from handlers.state import command as state
from handlers.state import in_general, other_techniques
from models.coverage.aspect import Aspect
from models.coverage.fact_book import FactBook
from models.coverage.topic import TopicKind
from models.reply import Line, Reply
from models.understanding import asked_text, linked_questions, numbered_questions, sheet_word
from models.understanding.claim_routes import may_be_late, of_claims
from models.understanding.codes.acupuncture_or_needling import of_acupuncture_or_needling
from models.understanding.payers import strange_payers
from models.understanding.payers.payer_routes import OF_AMOUNT, asks_of_payer, names_nothing
from models.understanding.payers.strange_payers import surely_named
from models.understanding.payers.who_pays_routes import OF_REFUSERS
from models.understanding.question import Question
from models.understanding.reading import Answerer, Reading, Readings, Route, names_payer
from models.understanding.several_questions import apart_from_place, denials_apart, split_questions
from models.understanding.states.license_questions import asks_of_license, is_only_placed
from models.understanding.topics.clinical_questions import Advice, Care
from models.wording import glance

_IN_ENGLISH = "I read Spanish and answer in English."


def handing_over(command: Command) -> Command:
    """The command, which hands over what another one knows and takes a text as long as any."""
    return replace(command, answer=answer, longest=LONG)


async def answer(request: Request, services: Services) -> Reply:
    """The answer to a text; of who pays as rows for a spreadsheet, where those are asked for."""
    text, wants_sheet = sheet_word.take(request.text)
    if wants_sheet and request.command in _OF_PAYERS:
        listed = await _told(replace(request, text=text or "all"), services)
        if sheet := who_pays_sheet.told(listed):
            return sheet
    return await _told(request, services)


async def _told(request: Request, services: Services) -> Reply:
    """The answer to a text, or one for each of its questions."""
    mended = asked_text.mended(request.text)
    request = request if mended == request.text else replace(request, text=mended)
    request = verb_behind.turned(request, services) or request
    readings = readings_of(request, services)
    request = employer_named.turned(request, readings)
    if estimate := estimate_asked.of(request, services):
        on_topic = replace(request, command="ask", text=estimate.topic)
        return glance.folded(estimate.with_days(await _answer(on_topic, readings, services)))
    english = services.spanish.in_english(request.text)
    if not english.was_spanish:
        listed = all_but.answer(request, services) if request.command in _OF_PAYERS else None
        return glance.folded(
            listed or counted_days.before(await _answer(request, readings, services), request)
        )
    reply = await _answer(replace(request, text=english.text), readings, services)
    return glance.folded(replace(reply, lines=(*reply.lines, Line(_IN_ENGLISH))))


async def _answer(request: Request, readings: Readings, services: Services) -> Reply:
    if request.command == Answerer.COVERAGE and coverage.begins_with_verb(request.text):
        return await coverage.answer(request, services)
    whole = readings.of(request.text)
    alone = partial(_answer_one, services=services)
    if len(apart := denials_apart(request.text)) > 1 and len(whole.question.payers) == 1:
        of_each = [alone(readings.of(one), request) for one in apart]
        if together := several_denials.in_one(of_each):
            return together
    if each := numbered_questions.told_in(request.text):
        return several_answers.of_each(each, readings, request, alone)
    return _in_parts(whole, readings, request, services)


def _in_parts(whole: Reading, readings: Readings, request: Request, services: Services) -> Reply:
    """The answer to a text of one question, or of several that stand by themselves."""
    alone = partial(_answer_one, services=services)
    parts = linked_questions.listed_by_payer(whole, readings) or split_questions(request.text)
    if len(parts) == 1 and (placeless := _apart_from_place(readings, request)):
        return alone(placeless, replace(request, text=placeless.text))
    is_one = len(parts) == 1 or _cannot_wait(whole, request) or may_be_late(whole)
    of_parts = [readings.of(part) for part in parts]
    is_one = is_one or (
        whole.topic.is_certain
        and not linked_questions.are_of_two_notices(of_parts)
        and (whole.topic.is_its_own or not any(map(names_payer, of_parts[1:])))
    )
    if is_one or several_answers.asks_for_order(whole):
        return alone(whole, request)
    return (
        several_answers.beside_harm(parts, readings, request, alone)
        or several_answers.together(parts, readings, request, services, alone)
        or alone(whole, request)
    )


def _apart_from_place(readings: Readings, request: Request) -> Reading | None:
    """The question beside a place, where a topic answers it wherever it is asked.

    What is said beside it has to be a place: "in hospice" and "in Ohio Medicaid" are more.
    """
    whole = readings.of(request.text)
    asked = apart_from_place(request.text) if is_free(request) else ""
    reading = readings.of(asked) if asked and is_only_placed(whole) else None
    is_of_topic = reading and route_of(reading, request).answerer in _OF_TOPICS
    return reading if is_of_topic else None


def _cannot_wait(reading: Reading, request: Request) -> bool:
    """Whether it tells of what cannot wait, or of one patient alone: nothing stands beside it."""
    care = reading.care if is_free(request) else None
    if care is None or care.care is Care.GENERAL:
        return False
    return care.care is Care.ALARM or bool(care.topic and names_nothing(reading))


def _answer_one(reading: Reading, request: Request, services: Services) -> Reply:
    """The answer to one question, with a line where another command gives it."""
    book = services.book
    animals = topics.of_animals(reading, book)
    care = None if animals else _care_of(reading, request)
    is_of_somebody = care is not None and care.care is not Care.GENERAL
    if care and is_of_somebody and not reading.topic.is_its_own:
        return clinical_questions.for_clinician(care, reading, book)
    if dispute := topics.dispute_of(request.text, book):
        return topics.say_dispute(dispute, book)
    found = animals or topics.outright(reading, book) or route_of(reading, request)
    found = _by_facts(_by_health(found, reading, request, care, book), reading, book)
    reply = _worded(found, reading, request, services)
    if care and found.answerer in _OF_TOPICS and not reading.topic.is_its_own:
        reply = clinical_questions.with_further(reply, found.topics[0], care, book)
    reply = ended_diagnoses.with_ended(reply, reading, request.today, book)
    reply = asked_in_vain.said_first(reply, found, reading)
    reply = passed_over.with_hints(left_out.told(reply, found, reading, book), found, reading)
    return handed_over.told(reply, found, reading, request, services)


def _care_of(reading: Reading, request: Request) -> Advice | None:
    """What of the text only a clinician decides; nothing where billing or a license is asked of."""
    care = reading.care if is_free(request) or names_nothing(reading) else None
    is_of_patient = care is not None and care.care is Care.ONE_PATIENT
    return None if is_of_patient and _is_of_the_desk(reading) else care


def _by_health(
    found: Route, reading: Reading, request: Request, care: Advice | None, book: FactBook
) -> Route:
    """The route where somebody's health is spoken of, or nobody's: then no alarm answers."""
    is_unsure = found.answerer in _UNSURE or any(map(clinical_questions.is_alarm, found.topics[:1]))
    if care and care.topic and is_unsure and names_nothing(reading):
        is_of_codes = request.command == Answerer.CODES and reading.codes.codes
        return found if is_of_codes else fitting_topics.of_health(care.topic, reading, book)
    if care is None and found.topics and not reading.topic.is_certain:
        return fitting_topics.without_alarms(found, reading)
    return found


def _by_facts(found: Route, reading: Reading, book: FactBook) -> Route:
    """The route, by what is held of the payers, denial codes and limits that are named."""
    if found.answerer is not Answerer.TOPIC and strange_payers.is_asked_to_pay(reading):
        found = Route(Answerer.COVERAGE, "a payer that is not known is asked about")
    if reading.question.denials:
        found = denial_beside_payer.of_held_remarks(found, reading, book)
    if not found.topics:
        return found
    found = denial_beside_payer.of_strange_reason(found, reading, book)
    found = fitting_topics.of_payers(found, reading, surely_named(reading), book)
    return held_limits.route(found, reading, book)


def _is_of_the_desk(reading: Reading) -> bool:
    """Whether a payer, a license or a count is asked of, and of the patient nothing."""
    sure = reading.topic.sure
    is_of_count = bool(sure and sure.kind is TopicKind.BILLING and reading.codes.muscles)
    is_of_code = is_of_count or of_acupuncture_or_needling(reading, None) is not None
    is_of_code = is_of_code or of_claims(reading, None) is not None
    return asks_of_payer(reading) or asks_of_license(reading) or is_of_code


def _worded(found: Route, reading: Reading, request: Request, services: Services) -> Reply:
    match found.answerer:
        case Answerer.TOPIC | Answerer.NEAR:
            return topic_card.say(found, reading, request, services)
        case Answerer.NOTHING:
            return topics.unknown(reading.topic)
        case Answerer.CODES:
            return cpt.reply_to(_codes_asked(found, reading, request), request, services)
        case Answerer.STATE:
            asked = reading.state
            if handed_over.is_of_place_alone(found, request) and not asked.aspects:
                asked = asked._replace(aspects=(Aspect.MANDATE,))
            card = state.reply_to(asked, request, services)
            return in_general.told(other_techniques.told(card, reading), reading)
        case Answerer.WHO_PAYS:
            of_refusers = found.why == OF_REFUSERS
            question = who_pays.as_asked(reading)
            listed = who_pays.reply_to(question, request, services, refusers=of_refusers)
            return valid_days.led_by_validity(listed, reading, services.book)
    return _of_coverage(found, reading, request, services)


def _codes_asked(found: Route, reading: Reading, request: Request) -> Question:
    """What is asked of codes, for the day that is named; a price for the state, as rates differ."""
    codes = days_ahead.dated(reading.codes, reading.question, request.today)
    if found.why == OF_AMOUNT and Aspect.PRICE not in codes.aspects:
        codes = codes._replace(aspects=(Aspect.PRICE, *codes.aspects))
    is_of_price = Aspect.PRICE in codes.aspects
    return codes._replace(states=reading.question.states) if is_of_price else codes


def _of_coverage(found: Route, reading: Reading, request: Request, services: Services) -> Reply:
    question = reading.question
    question = held_limits.asked(question) if found.why == held_limits.OF_LIMIT else question
    reply = coverage.reply_to(question, request, services)
    if is_free(request):
        if _is_asked_back(reply) and (charged := _of_charges(reading)):
            return topic_card.say(charged, reading, request, services)
        reply = clinical_questions.beside_payer(reply, reading)
    if beside_dental.WORDS & reading.words:
        reply = beside_dental.with_dental(reply, reading, services.book)
    return beside_modifiers.with_modifiers(reply, reading, services.book)


def _is_asked_back(reply: Reply) -> bool:
    """Whether a reply only asks which plan or state is meant."""
    return reply.headline.endswith("?") and not (reply.badge or reply.tables)


def _of_charges(reading: Reading) -> Route | None:
    """The topic on when a patient may be charged: it says so of each kind of plan."""
    match = reading.general
    topic = match.sure or (match.near[0] if match.near and match.is_of_most else None)
    return (
        Route(Answerer.TOPIC, "asks when to charge", (topic,)) if topic and topic.charges else None
    )


# Nothing of these stands surely where a text speaks of somebody's health.
_UNSURE = {Answerer.CODES, Answerer.NEAR, Answerer.NOTHING, Answerer.WHO_PAYS, Answerer.COVERAGE}

_OF_PAYERS = frozenset({Answerer.COVERAGE.value, "ask"})  # commands that may list who pays
_OF_TOPICS = frozenset({Answerer.TOPIC, Answerer.NEAR})
