"""Fields that several forms have: the alias, codes, evaluations left out (_LEFT_OUT), the case."""

from __future__ import annotations

from handlers.forms.form import Field, FormContext, Kind, Option
from models.coverage.code import CodeKind
from models.field_name import FieldName
from models.understanding.commands.as_typed import AS_TYPED
from models.visits.body_region import BodyRegion
from models.wording.phrases import sentence

_LEFT_OUT = (
    Option("Initial evaluations", "evaluations"),
    Option("Evaluations and re-evaluations", "evaluations and re-evaluations"),
)


def alias(context: FormContext) -> Field:
    """One of the clinic's aliases."""
    initial = context.alias
    return Field(FieldName.ALIAS, Kind.ALIAS, "Alias", example="BLUE-47K", initial=initial)


def codes_of(context: FormContext, hint: str, said: str = "") -> Field:
    """The codes that were billed, or that visits are of: needling first."""
    codes = [code for code in context.book.codes.values() if code.kind is not CodeKind.MODIFIER]
    codes.sort(key=lambda code: (code.kind is not CodeKind.DRY_NEEDLING, code.code))
    return Field(
        FieldName.CODES,
        Kind.CODES,
        "Codes",
        said,
        hint=hint,
        example="20560, 20561 …",
        options=tuple(Option(f"{code.code} · {code.says.says}", code.code) for code in codes),
        initial=context.codes,
        required=False,
    )


def is_right() -> Field:
    """What is said only when a number is asked about."""
    options = (Option("The number is right as it is typed", AS_TYPED),)
    return Field(
        FieldName.SURE, Kind.CONFIRMATION, "Only if I ask", options=options, required=False
    )


def excluding() -> Field:
    """The evaluations that the payer leaves out."""
    label = "Left out"
    hint = "Evaluations that the payer does not count."
    name = FieldName.EXCLUDING
    return Field(
        name, Kind.ONE_OF, label, "excluding", hint=hint, options=_LEFT_OUT, required=False
    )


def case(hint: str) -> Field:
    """The case that a visit or an authorization is of."""
    regions = tuple(Option(sentence(region), region.value) for region in BodyRegion)
    return Field(
        FieldName.CASE, Kind.ONE_OF, "Case", "for", hint=hint, options=regions, required=False
    )


def as_typed(*values: str) -> tuple[Option, ...]:
    """Options that are read as they are typed, but for a capital letter; each value once."""
    return tuple(Option(sentence(value), str(value)) for value in dict.fromkeys(values))
