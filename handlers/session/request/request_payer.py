"""Which payer a request was sent to, where two pay: by its name, or by the button beside it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from handlers.command import Services
from handlers.session.authorization.giver_by_name import does_not_pay, only_a_payer
from handlers.session.payer.payer_dates import name_of
from models.coverage.fact_book import FactBook
from models.reply import Choice
from models.understanding.commands.request_words import TypedRequest
from models.visits.chart import Chart
from models.visits.limit import Unit
from models.visits.second_payer import second_on
from models.visits.visit_request import VisitRequest


def by_name(typed: TypedRequest, chart: Chart, services: Services, today: date) -> TypedRequest:
    """What was typed, with the rank of the payer that its words name: "to NC Medicaid".

    Raises `NotUnderstood` for a payer that pays neither first nor second on the day it was sent.
    """
    question, sent = only_a_payer(typed.unused, services), typed.sent or today
    if question is None or question.guessed_from:  # "cancel" is no CenCal
        return typed
    named = services.book.kept(question.payers[0])
    if named.id == second_on(chart, sent):
        return replace(typed, unused=(), is_secondary=True)
    if named.id == chart.payer_on(sent) and not typed.is_secondary:
        return replace(typed, unused=())
    raise does_not_pay(named, chart, sent, is_secondary=typed.is_secondary)


def to_the_other(chart: Chart, kept: VisitRequest, book: FactBook) -> tuple[Choice, ...]:
    """The button that says that an open request went to who pays second."""
    second = second_on(chart, kept.sent)
    if second is None or kept.payer == second or not kept.is_open:
        return ()
    noun = "units" if kept.unit is Unit.TIMED_UNIT else "visits"
    command = (
        f"/session request {chart.alias} request {kept.serial} {kept.number} {noun} "
        f"sent {kept.sent.isoformat()} secondary instead"
    )
    return (Choice(f"It was sent to {name_of(second, book)}", command),)
