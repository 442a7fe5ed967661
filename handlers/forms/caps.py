"""The form of a cap: what a payer's letter says, field by field; windows that are offered."""

from __future__ import annotations

from handlers.forms.fields import alias, codes_of, excluding
from handlers.forms.form import Faults, Field, Filled, Form, FormContext, Kind, Option
from models import calendar_words
from models.field_name import FieldName
from models.understanding.commands.as_typed import AS_TYPED
from models.wording.phrases import sentence

BENEFIT_YEAR = "benefit year"
WINDOWS = tuple(
    Option(sentence(window), window)
    for window in (
        *("calendar year", BENEFIT_YEAR, "calendar month", "rolling 90 days"),
        *("rolling 365 days", "rolling 12 months", "365 days from the first visit"),
        *("episode of care", "injury", "lifetime"),
    )
)
_CARE = tuple(
    Option(sentence(care), care)
    for care in (
        *("PT only", "OT only", "speech only", "PT and OT combined"),
        *("PT, OT and speech combined", "all therapies combined"),
    )
)
_OPENS = (
    Option("With authorization", "more with authorization"),
    Option("If the patient improves", "more if improving"),
)

_SURE = (
    Option("It counts beside the other caps", "as well"),
    Option("The number is right as it is typed", AS_TYPED),
)


def _cap(context: FormContext) -> tuple[Field, ...]:
    return (
        alias(context),
        Field(FieldName.VISITS, Kind.NUMBER, "Visits", example="20", least=1),
        Field(FieldName.WINDOW, Kind.ONE_OF, "Per", "visits per", options=WINDOWS),
        year_begins("Of a benefit year, where the alias does not say it."),
        Field(
            FieldName.DISCIPLINE, Kind.ONE_OF, "Of which care", ",", options=_CARE, required=False
        ),
        codes_of(context, "Where only some codes count.", ", of"),
        excluding(),
        Field(
            FieldName.MORE,
            Kind.NUMBER,
            "Then this many more",
            ", then",
            example="10",
            required=False,
            least=1,
        ),
        Field(
            FieldName.OPENS,
            Kind.ONE_OF,
            "What opens them",
            options=_OPENS,
            required=False,
            said=" ",
        ),
        Field(FieldName.SURE, Kind.CONFIRMATION, "Only if I ask", options=_SURE, required=False),
    )


def year_begins(hint: str) -> Field:
    """The first of the month with which a benefit year begins."""
    months = tuple(Option(f"{month} 1", f"{month} 1") for month in calendar_words.MONTHS)
    return Field(
        FieldName.YEAR,
        Kind.ONE_OF,
        "That year begins",
        "from",
        hint=hint,
        options=months,
        required=False,
    )


def _half_said(filled: Filled) -> Faults:
    """Further visits and what opens them are told together."""
    more, opens = filled[FieldName.MORE], filled[FieldName.OPENS]
    if filled[FieldName.YEAR] and filled[FieldName.WINDOW] != BENEFIT_YEAR:
        return {FieldName.YEAR: "It is that of a benefit year."}
    if bool(more) == bool(opens):
        return {}
    if more:
        return {FieldName.OPENS: "Say what opens them."}
    return {FieldName.MORE: "Say how many more."}


CAP = Form(
    name="cap",
    title="A cap of your own",
    submit="Set it",
    opens="/caps set",
    fields=_cap,
    offered_by=("caps set",),
    check=_half_said,
    takes_alias=True,
)
