"""Fields that several forms about a patient's chart share."""

from __future__ import annotations

from handlers.forms.form import Field, FormContext, Kind, Option
from models.coverage.plan_kind import PlanKind
from models.coverage.plans import plans_of
from models.field_name import FieldName
from models.wording.phrases import sentence


def alias(context: FormContext) -> Field:
    """One of the clinic's aliases."""
    initial = context.alias
    return Field(FieldName.ALIAS, Kind.ALIAS, "Alias", example="BLUE-47K", initial=initial)


def of_payer(context: FormContext, *, required: bool) -> tuple[Field, ...]:
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
            options=options(*plans, *PlanKind),
            required=False,
        ),
        Field(
            FieldName.CONDITION,
            Kind.ONE_OF,
            "Treated for",
            "for",
            hint=hint.format("condition"),
            options=options(*(condition.name for condition in book.conditions.values())),
            required=False,
        ),
    )


def options(*values: str) -> tuple[Option, ...]:
    """Options that are read as they are typed, but for a capital letter; each value once."""
    return tuple(Option(sentence(value), str(value)) for value in dict.fromkeys(values))
