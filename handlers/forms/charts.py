"""The forms of a chart: a new alias, and who pays."""

from __future__ import annotations

from calendar import month_name

from handlers.forms.fields import alias, as_typed
from handlers.forms.form import Faults, Field, Filled, Form, FormContext, Kind, Option
from models.coverage.plan_kind import KINDS_OF_PAYERS
from models.coverage.plans import plans_of
from models.field_name import FieldName
from models.privacy import allowed_aliases

_FIRSTS = tuple(Option(f"{month_name[month]} 1", f"{month}/1") for month in range(1, 13))
_RANKS = (Option("Second, for the same visits", "secondary"),)


def _of_payer(context: FormContext, *, required: bool) -> tuple[Field, ...]:
    """The payer, and what its limits depend on: the plan, and what the patient is treated for."""
    book = context.book
    plans = [plan for payer in book.payers for plan in plans_of(payer, book)]
    hint = "Some limits hold for one {} only."
    return (
        Field(
            FieldName.PAYER,
            Kind.PAYER,
            "Payer",
            "payer",
            example="Type a name or nickname",
            required=required,
        ),
        Field(
            FieldName.PLAN,
            Kind.ONE_OF,
            "Plan",
            "plan",
            hint=hint.format("plan"),
            options=as_typed(*plans, *KINDS_OF_PAYERS),
            required=False,
        ),
        Field(
            FieldName.CONDITION,
            Kind.ONE_OF,
            "Treated for",
            "for",
            hint=hint.format("condition"),
            options=as_typed(*(condition.name for condition in book.conditions.values())),
            required=False,
        ),
    )


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
        *_of_payer(context, required=False),
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
    since = Field(
        FieldName.FIRST,
        Kind.DAY,
        "Pays from",
        "from",
        hint="Where another payer paid before: its visits stay with it.",
        required=False,
    )
    rank = Field(
        FieldName.RANK, Kind.ONE_OF, "Pays first or second", options=_RANKS, required=False
    )
    return (alias(context), *_of_payer(context, required=True), rank, since)


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
    opens="/session payer",
    fields=_payer,
    offered_by=("session", "session payer"),
    takes_alias=True,
)
