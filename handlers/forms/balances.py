"""The form of visits used before or elsewhere: how they count, of which limit, who says so."""

from __future__ import annotations

from handlers.forms.fields import alias, is_right
from handlers.forms.form import Field, Form, FormContext, Kind, Option
from models.field_name import FieldName
from models.visits.balance_source import MENU
from models.wording.phrases import sentence

_SOURCES = tuple(Option(sentence(says), kept) for kept, says in MENU)
_WAYS = (
    Option("In all, sessions logged here among them", "in all"),
    Option("Elsewhere, on top of those logged here", "elsewhere"),
    Option("In all, our visits of the last 30 days too", "in all with recent"),
    Option("In all, but for our visits of the last 30 days", "in all without recent"),
    Option("Left, our visits of the last 30 days taken off", "left with recent"),
    Option("Left, our visits of the last 30 days still to come off", "left without recent"),
)
_LIMITS = (
    Option("The plan's", "plan"),
    Option("Your clinic's cap", "cap"),
    Option("The authorization", "authorization"),
)


def _balance(context: FormContext) -> tuple[Field, ...]:
    today = context.today.isoformat()
    return (
        alias(context),
        Field(FieldName.VISITS, Kind.NUMBER, "Number of visits", example="5"),
        Field(FieldName.HOW, Kind.ONE_OF, "How they count", options=_WAYS),
        Field(
            FieldName.LIMIT, Kind.ONE_OF, "Of which limit", "of", options=_LIMITS, required=False
        ),
        Field(FieldName.ON, Kind.DAY, "As of", "as of", initial=today),
        Field(FieldName.SOURCE, Kind.ONE_OF, "Who says so?", "from", options=_SOURCES),
        is_right(),
    )


BALANCE = Form(
    name="balance",
    title="Visits used before",
    opens="/session balance",
    fields=_balance,
    offered_by=("session", "session balance"),
    takes_alias=True,
)
