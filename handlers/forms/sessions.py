"""The forms of a session: log one, or make one void."""

from __future__ import annotations

from handlers.forms.fields import alias, as_typed, case, codes_of
from handlers.forms.form import Field, Form, FormContext, Kind, Option
from models.field_name import FieldName
from models.understanding.commands.as_typed import AS_TYPED
from models.visits.void_reason import OFFERED

_SURE = (
    Option("There was another session that day", "again"),
    Option("The day is right, though more than two years ago", "sure"),
    Option("The number of units is right", AS_TYPED),
)


def _log(context: FormContext) -> tuple[Field, ...]:
    today = context.today.isoformat()
    return (
        alias(context),
        Field(FieldName.ON, Kind.DAY, "Date of service", "on", initial=today),
        codes_of(context, "Without one it counts as needling."),
        Field(
            FieldName.UNITS,
            Kind.NUMBER,
            "Timed units",
            "x",
            hint="Of the timed codes together, where there are several.",
            example="4",
            required=False,
            least=1,
        ),
        case("Where each body region has an authorization of its own."),
        Field(FieldName.SURE, Kind.CONFIRMATION, "Only if I ask", options=_SURE, required=False),
    )


def _void(context: FormContext) -> tuple[Field, ...]:
    hint = "Its number in the list of sessions: /session show"
    reasons = as_typed(*OFFERED)
    return (
        alias(context),
        Field(FieldName.NUMBER, Kind.NUMBER, "Session", hint=hint, example="17", least=1),
        Field(FieldName.REASON, Kind.ONE_OF, "Why is it void?", "because", options=reasons),
    )


LOG = Form(
    name="log",
    title="Log a session",
    submit="Log it",
    opens="/session log",
    fields=_log,
    offered_by=("session", "session log"),
)
VOID = Form(
    name="void",
    title="Void a session",
    submit="Void it",
    opens="/session void",
    fields=_void,
    offered_by=("session void",),
    takes_alias=True,
)
