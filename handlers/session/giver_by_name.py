"""The payer that is named behind an authorization: whether the first or the second granted it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from handlers.command import Services
from models.errors import NotUnderstood
from models.field_name import FieldName
from models.understanding.commands.authorization_commands import AuthorizationRequest
from models.visits.chart import Chart
from models.visits.second_payer import second_on
from models.wording import phrases


def by_name(
    typed: AuthorizationRequest, chart: Chart, services: Services, today: date
) -> AuthorizationRequest:
    """What was typed, with the rank of the payer whose name was left over among its words.

    Raises `NotUnderstood` for a payer that pays neither first nor second on the first day.
    """
    question = services.reader.read(" ".join(typed.unused)) if typed.unused else None
    if question is None or len(question.payers) != 1:
        return typed
    if question.unknown_payer or question.unused or question.codes:
        return typed
    named, first = services.book.kept(question.payers[0]), typed.first or today
    if named.id == second_on(chart, first):
        return replace(typed, unused=(), is_secondary=True)
    if named.id == chart.payer_on(first) and not typed.is_secondary:
        return replace(typed, unused=())
    raise NotUnderstood(
        f"{named.name} does not pay for {chart.alias} on {phrases.day(first)}"
        f"{' as the second payer' if typed.is_secondary else ''}, so nothing was saved.",
        f"Set the payer first: /session payer {chart.alias} {named.name} from {first}",
        field=FieldName.PAYER,
    )
