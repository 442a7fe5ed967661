"""The forms that note visits: those a payer authorized, and those used before or elsewhere."""

from __future__ import annotations

from handlers.forms.chart_fields import alias
from handlers.forms.form import Field, Form, FormContext, Kind, Option
from models.field_name import FieldName
from models.visits.balance_source import MENU
from models.wording.phrases import sentence

_SOURCES = tuple(Option(sentence(says), kept) for kept, says in MENU)
_WAYS = (
    Option("In all, sessions logged here among them", "in all"),
    Option("Elsewhere, on top of those logged here", "elsewhere"),
)


def _authorize(context: FormContext) -> tuple[Field, ...]:
    today = context.today.isoformat()
    return (
        alias(context),
        Field(FieldName.VISITS, Kind.NUMBER, "Visits authorized", example="12", least=1),
        Field(FieldName.FIRST, Kind.DAY, "From", "visits from", initial=today),
        Field(FieldName.LAST, Kind.DAY, "Until", "until"),
    )


def _balance(context: FormContext) -> tuple[Field, ...]:
    today = context.today.isoformat()
    return (
        alias(context),
        Field(FieldName.VISITS, Kind.NUMBER, "Visits used", example="5"),
        Field(FieldName.HOW, Kind.ONE_OF, "How they count", options=_WAYS),
        Field(FieldName.ON, Kind.DAY, "As of", "as of", initial=today),
        Field(FieldName.SOURCE, Kind.ONE_OF, "Who says so?", "from", options=_SOURCES),
    )


AUTHORIZE = Form(
    name="authorize",
    title="Authorization",
    submit="Save",
    opens="/session authorize",
    fields=_authorize,
    offered_by=("session", "session authorize"),
    takes_alias=True,
)
BALANCE = Form(
    name="balance",
    title="Visits used before",
    submit="Save",
    opens="/session balance",
    fields=_balance,
    offered_by=("session", "session balance"),
    takes_alias=True,
)
