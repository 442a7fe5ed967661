"""The forms that make an alias and say who pays for a patient."""

from __future__ import annotations

from calendar import month_name

from handlers.forms.chart_fields import alias, of_payer
from handlers.forms.form import Faults, Field, Filled, Form, FormContext, Kind, Option
from models.field_name import FieldName
from models.privacy import allowed_aliases

_FIRSTS = tuple(Option(f"{month_name[month]} 1", f"{month}/1") for month in range(1, 13))


def _new(context: FormContext) -> tuple[Field, ...]:
    own = allowed_aliases.hint(context.preferences.patterns)
    no_names = "Never a name, birthday or chart number."
    return (
        Field(
            FieldName.ALIAS,
            Kind.NEW_ALIAS,
            "Alias",
            hint=f"Leave it empty, and I issue one. {own} {no_names}",
            example="BLUE-7",
            required=False,
        ),
        *of_payer(context, required=False),
        Field(
            FieldName.YEAR,
            Kind.ONE_OF,
            "Benefit year begins",
            "year from",
            hint="Where the plan's year does not begin in January.",
            example=_FIRSTS[0].label,
            options=_FIRSTS,
            required=False,
        ),
    )


def _payer(context: FormContext) -> tuple[Field, ...]:
    return (alias(context), *of_payer(context, required=True))


def _without_payer(filled: Filled) -> Faults:
    treated, plan = filled[FieldName.CONDITION], filled[FieldName.PLAN]
    if filled[FieldName.PAYER] or not (treated or plan):
        return {}
    what = "condition" if treated else "plan"
    mend = f"The {what} matters for a payer's limits only: name the payer."
    return {FieldName.PAYER: mend}


NEW = Form(
    name="new",
    title="New alias",
    submit="Make it",
    opens="/session new",
    fields=_new,
    offered_by=("session", "session new help"),
    check=_without_payer,
)
PAYER = Form(
    name="payer",
    title="Who pays",
    submit="Save",
    opens="/session payer",
    fields=_payer,
    offered_by=("session", "session payer"),
    takes_alias=True,
)
