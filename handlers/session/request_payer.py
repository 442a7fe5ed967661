"""Which payer a request was sent to, where two pay: by its name, or by the button beside it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from handlers.command import Services
from handlers.session.payer_dates import name_of
from models.coverage.fact_book import FactBook
from models.errors import NotUnderstood
from models.field_name import FieldName
from models.reply import Choice
from models.understanding.commands.request_words import TypedRequest
from models.visits.chart import Chart
from models.visits.limit import Unit
from models.visits.second_payer import second_on
from models.visits.visit_request import VisitRequest
from models.wording import phrases


def by_name(typed: TypedRequest, chart: Chart, services: Services, today: date) -> TypedRequest:
    """What was typed, with the rank of the payer that its words name: "to NC Medicaid".

    Raises `NotUnderstood` for a payer that pays neither first nor second on the day it was sent.
    """
    question = services.reader.read(" ".join(typed.unused)) if typed.unused else None
    if question is None or len(question.payers) != 1:
        return typed
    is_guessed = question.unknown_payer or question.guessed_from  # "cancel" is no CenCal
    if is_guessed or question.unused or question.codes:
        return typed
    named, sent = services.book.kept(question.payers[0]), typed.sent or today
    if named.id == second_on(chart, sent):
        return replace(typed, unused=(), is_secondary=True)
    if named.id == chart.payer_on(sent) and not typed.is_secondary:
        return replace(typed, unused=())
    raise NotUnderstood(
        f"{named.name} does not pay for {chart.alias} on {phrases.day(sent)}"
        f"{' as the second payer' if typed.is_secondary else ''}, so nothing was saved.",
        f"Set the payer first: /session payer {chart.alias} {named.name} from {sent}",
        field=FieldName.PAYER,
    )


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
