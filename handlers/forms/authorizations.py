"""The forms of authorizations: one that was granted, asked for, or entered by mistake."""

from __future__ import annotations

from handlers.forms.fields import alias, case, codes_of, excluding, is_right
from handlers.forms.form import Field, Form, FormContext, Kind, Option
from models.field_name import FieldName
from models.understanding.commands.as_typed import AS_TYPED

_JOINS = (
    Option("Additional: on top of another on these days", "as well"),
    Option("The first day is right, though visits lie before it", "sure"),
    Option("The number and the days are right as they are typed", AS_TYPED),
)
_UNITS = (Option("Visits", "visits"), Option("Timed units of 15 minutes", "units"))
_SOON = (
    Option("Urgent: to be decided at once", "urgent"),
    Option("In the usual time", "not urgent"),
)
_UNIT = Field(FieldName.UNIT, Kind.ONE_OF, "Counted in", options=_UNITS, initial="visits")


def _visits(label: str) -> Field:
    return Field(FieldName.VISITS, Kind.NUMBER, label, example="12", least=1)


def _authorized(context: FormContext) -> tuple[Field, ...]:
    """How many visits are authorized, and for which days."""
    today = context.today.isoformat()
    return (
        _visits("Visits authorized"),
        _UNIT,
        Field(FieldName.FIRST, Kind.DAY, "From", "from", initial=today),
        Field(FieldName.LAST, Kind.DAY, "Until", "until"),
    )


def _authorize(context: FormContext) -> tuple[Field, ...]:
    return (
        alias(context),
        *_authorized(context),
        codes_of(context, "Where it is for some codes only.", "of"),
        excluding(),
        case("Where it is for one body region only."),
        Field(
            FieldName.NUMBER,
            Kind.NUMBER,
            "Instead of number",
            "instead of",
            hint="Where it corrects or extends an authorization: that one's number.",
            required=False,
            least=1,
        ),
        Field(FieldName.JOINS, Kind.CONFIRMATION, "Only if I ask", options=_JOINS, required=False),
    )


def _request(context: FormContext) -> tuple[Field, ...]:
    today = context.today.isoformat()
    return (
        alias(context),
        _visits("Visits asked for"),
        _UNIT,
        Field(FieldName.ON, Kind.DAY, "Sent on", "sent", initial=today),
        Field(
            FieldName.URGENCY,
            Kind.ONE_OF,
            "How soon",
            hint="Urgent only where the payer is asked for an expedited decision.",
            options=_SOON,
            required=False,
        ),
        is_right(),
    )


def _granted(context: FormContext) -> tuple[Field, ...]:
    return (
        alias(context),
        Field(
            FieldName.NUMBER,
            Kind.NUMBER,
            "Request",
            "request",
            hint="Its number, where several are open: /session show",
            initial=context.request,
            required=False,
            least=1,
        ),
        *_authorized(context),
        Field(
            FieldName.DECIDED,
            Kind.DAY,
            "Decided on",
            "decided",
            hint="Empty: today.",
            required=False,
        ),
        is_right(),
    )


def _withdraw(context: FormContext) -> tuple[Field, ...]:
    hint = "Its number in the list of authorizations: /session show"
    return (
        alias(context),
        Field(FieldName.NUMBER, Kind.NUMBER, "Authorization", hint=hint, example="2", least=1),
    )


AUTHORIZE = Form(
    name="authorize",
    title="Authorization",
    opens="/session authorize",
    fields=_authorize,
    offered_by=("session", "session authorize"),
    takes_alias=True,
)
REQUEST = Form(
    name="request",
    title="Request for visits",
    opens="/session request",
    fields=_request,
    offered_by=("session request",),
    takes_alias=True,
)
GRANTED = Form(
    name="granted",
    title="Visits granted",
    opens="/session granted",
    fields=_granted,
    offered_by=("session granted",),
    takes_alias=True,
    takes_request=True,
)
WITHDRAW = Form(
    name="withdraw",
    title="Withdraw authorization",
    submit="Withdraw it",
    opens="/session withdraw",
    fields=_withdraw,
    offered_by=("session withdraw",),
    takes_alias=True,
)
