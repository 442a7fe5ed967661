"""The form of a plan of care: which step is noted, of which day, until when it was signed."""

from __future__ import annotations

from handlers.forms.fields import alias
from handlers.forms.form import Faults, Field, Filled, Form, FormContext, Kind, Option
from models.field_name import FieldName

_BEGUN = "from"
_STEPS = (
    Option("First treatment day", _BEGUN),
    Option("Certified: signed", "certified"),
    Option("Sent to who referred", "sent"),
    Option("Progress report written", "report"),
    Option("Recertified", "recertified"),
    Option("Referral came", "referral"),
    Option("Care ended", "ended"),
)
_UNTIL = {_BEGUN, "certified", "recertified"}
_NO_REFERRAL = (Option("Without a referral (direct access)", "no referral"),)


def _plan(context: FormContext) -> tuple[Field, ...]:
    today = context.today.isoformat()
    return (
        alias(context),
        Field(FieldName.STEP, Kind.ONE_OF, "What is noted", options=_STEPS),
        Field(FieldName.ON, Kind.DAY, "On which day", initial=today),
        Field(
            FieldName.LAST,
            Kind.DAY,
            "Signed until",
            "until",
            hint="Of a plan or its certification. Empty: the 90 days of the rule.",
            required=False,
        ),
        Field(
            FieldName.REFERRAL,
            Kind.ONE_OF,
            "How it began",
            hint="With the first treatment day.",
            options=_NO_REFERRAL,
            required=False,
        ),
    )


def _fits(filled: Filled) -> Faults:
    """What is said of one step alone stands with that step."""
    step, faults = filled[FieldName.STEP], {}
    if filled[FieldName.LAST] and step not in _UNTIL:
        faults[FieldName.LAST.value] = "Only a plan or its certification has a last day."
    if filled[FieldName.REFERRAL] and step != _BEGUN:
        faults[FieldName.REFERRAL.value] = "That is said with the first treatment day."
    return faults


PLAN = Form(
    name="plan",
    title="Plan of care",
    submit="Note it",
    opens="/session plan-of-care note",
    fields=_plan,
    offered_by=("session plan-of-care", "session plan", "session plan-of-care note"),
    check=_fits,
    takes_alias=True,
)
