"""Whether Medicare pays who bills for needling at all, before a topic on how it pays."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from handlers.command import Request
from handlers.coverage.card import medicare_year
from models.coverage.aspect import Aspect
from models.coverage.edits import FEW_MUSCLES, MANY_MUSCLES
from models.coverage.fact_book import FactBook
from models.coverage.position import Circumstances, Verdict, find
from models.coverage.profession import NAMES, Profession
from models.coverage.topic import Topic
from models.reply import Line, Reply
from models.understanding.payers.told_of_change import STARTED_TO_PAY
from models.understanding.reading import Reading
from models.wording import phrases
from models.wording.payer_refusals import find_refusal

_MEDICARE = "medicare"
_CHANGE = "medicare_2026"  # the disagreement on what changed
_THERAPISTS = {Profession.PT, Profession.PTA, Profession.OT, Profession.OTA}
_SPOKEN = frozenset("pt pts dpt dpts therapist therapists".split())
_NEEDLING = frozenset({FEW_MUSCLES, MANY_MUSCLES})
_WHETHER = {Aspect.COVERED, Aspect.LIMIT}
_HOW_IT_PAYS = {Aspect.PRICE, Aspect.MODIFIER}


def led(reply: Reply, topic: Topic, reading: Reading, request: Request, book: FactBook) -> Reply:
    """The card of a topic on Medicare, led by what it makes of who bills and of the days told."""
    reply = _before(reply, topic, reading, request.today, book)
    reply = _at_own_clinic(reply, topic, reading, request, book)
    reply = _of_change(reply, topic, reading, book)
    return medicare_year.before(reply, topic, reading, request)


def _of_change(reply: Reply, topic: Topic, reading: Reading, book: FactBook) -> Reply:
    """The card of whether Medicare pays, led by that no such change is held that was heard of."""
    dispute = next((d for d in book.disputes if d.id == _CHANGE), None)
    if topic.id != _MEDICARE or dispute is None or not STARTED_TO_PAY.is_asked(reading):
        return reply
    of_therapists = reading.words & _SPOKEN
    as_held = " Medicare pays no physical therapist for needling." if of_therapists else ""
    line = Line(
        f"I hold no such change.{as_held} A site names one from May 15, 2026, and not what it is: "
        "check the current NCD 30.3.3.",
        dispute.answer.cites,
    )
    return replace(reply, lines=(line, *reply.lines))


def _before(reply: Reply, topic: Topic, reading: Reading, today: date, book: FactBook) -> Reply:
    """The topic's card, led by that Medicare does not pay the therapist who is named."""
    question = reading.question
    is_of_therapists = not _THERAPISTS.isdisjoint(question.professions)
    is_of_medicare = {payer.id for payer in question.payers} == {_MEDICARE}
    is_how = topic.payers == (_MEDICARE,) and set(topic.aspects) >= _HOW_IT_PAYS
    if not (is_of_therapists and is_of_medicare and is_how):
        return reply
    if _NEEDLING.isdisjoint(reading.codes.all_codes):
        return reply
    asked = Circumstances(on=question.on or today, code=FEW_MUSCLES, profession=Profession.PT)
    found = find(book.positions_of(_MEDICARE), asked)
    if found.leading is None or found.verdict is not Verdict.NOT_COVERED:
        return reply
    line = Line(f"Not for needling: {found.leading.says}", found.leading.cites)
    return replace(reply, lines=(line, *reply.lines))


def _at_own_clinic(
    reply: Reply, topic: Topic, reading: Reading, request: Request, book: FactBook
) -> Reply:
    """The card of whether a payer pays, led by that it does not pay who is named or bills here."""
    question, clinic = reading.question, request.clinic
    bills = question.profession or clinic.profession
    is_whether = len(topic.payers) == 1 and set(topic.aspects) >= _WHETHER
    are_several = len(question.professions) > 1 and bills not in _THERAPISTS
    if not (is_whether and bills) or question.other_profession or are_several:
        return reply
    on, of_biller = question.on or request.today, replace(clinic, profession=bills)
    refusal = find_refusal(topic.payers[0], question.condition, of_biller, book, on)
    if refusal is None:
        return reply
    own = f"Not when {phrases.an(NAMES[Profession(bills)])} bills it."
    first, *others = (line for line in reply.lines if line.text != own)
    said = f"By others: {first.text[:1].lower()}{first.text[1:]}"
    led = Line(refusal.in_short, refusal.in_full.cites)
    return replace(reply, lines=(led, replace(first, text=said), *others))
