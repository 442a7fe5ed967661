"""The forms that log a session and take one back."""

from __future__ import annotations

from handlers.forms.chart_fields import alias, options
from handlers.forms.form import Field, Form, FormContext, Kind, Option
from models.coverage.code import CodeKind
from models.field_name import FieldName
from models.visits.void_reason import OFFERED

_SURE = (
    Option("There was another session that day", "again"),
    Option("The day is right, though more than two years ago", "sure"),
)


def _log(context: FormContext) -> tuple[Field, ...]:
    codes = [code for code in context.book.codes.values() if code.kind is not CodeKind.MODIFIER]
    codes.sort(key=lambda code: (code.kind is not CodeKind.DRY_NEEDLING, code.code))
    today = context.today.isoformat()
    return (
        alias(context),
        Field(FieldName.ON, Kind.DAY, "Date of service", "on", initial=today),
        Field(
            FieldName.CODES,
            Kind.CODES,
            "Codes",
            hint="Without one it counts as needling.",
            example="20560, 20561 …",
            options=tuple(Option(f"{code.code} · {code.says.says}", code.code) for code in codes),
            required=False,
        ),
        Field(FieldName.SURE, Kind.CONFIRMATION, "Only if I ask", options=_SURE, required=False),
    )


def _void(context: FormContext) -> tuple[Field, ...]:
    hint = "Its number in the list of sessions: /session show"
    reasons = options(*OFFERED)
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
