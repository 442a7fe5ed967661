"""The form of a clinic's own rule on a payer: what was said, by what, since when, to what limit."""

from __future__ import annotations

from handlers.forms.caps import BENEFIT_YEAR, WINDOWS, year_begins
from handlers.forms.fields import as_typed, codes_of
from handlers.forms.form import Faults, Field, Filled, Form, FormContext, Kind, Option
from models.clinic.rule import RuleSource
from models.coverage.payer import LINE_NAMES, LineOfBusiness
from models.coverage.profession import NAMES
from models.coverage.state import NAMES as STATES
from models.field_name import FieldName
from models.understanding.commands.rule_commands import VERDICTS
from models.understanding.conditions.conditions import UNGROUPED
from models.wording import clinic_rules, phrases
from models.wording.phrases import sentence

_SOURCES = {
    RuleSource.CALL: "A call",
    RuleSource.PORTAL: "The payer's portal",
    RuleSource.LETTER: "A letter to your clinic",
    RuleSource.CONTRACT: "Your contract",
}
_LINES = [name for line, name in LINE_NAMES.items() if line is not LineOfBusiness.MEDICARE]
"""Original Medicare has payers of its own."""

_NO_OTHER = (Option("Counts no more", "no other limit"),)
_NOTED = (Option("Noted in our own records", "reference noted"),)


def _fields(context: FormContext) -> tuple[Field, ...]:
    return (
        Field(FieldName.PAYER, Kind.PAYER, "Payer", example="Premera", initial=context.payer),
        Field(
            FieldName.VERDICT,
            Kind.ONE_OF,
            "What it says",
            options=tuple(
                Option(phrases.VERDICTS[v].words, clinic_rules.typed_verdict(v)) for v in VERDICTS
            ),
        ),
        codes_of(context, "Empty: 20560 and 20561."),
        Field(
            FieldName.SOURCE,
            Kind.ONE_OF,
            "How you know",
            "by",
            hint="What the payer wrote ranks above a call.",
            options=tuple(Option(label, source.value) for source, label in _SOURCES.items()),
            initial=RuleSource.CALL.value,
        ),
        _day(FieldName.ON, "On which day", "on", context.today.isoformat()),
        Field(
            FieldName.CALLED,
            Kind.PERSON,
            "Who called",
            "called by",
            hint="Of a call. Empty: you did.",
            required=False,
        ),
        *_for_whom(context),
        _day(FieldName.FIRST, "Holds from", "from", hint="Empty: from the day it was said."),
        _day(FieldName.LAST, "Holds until", "until", hint="Empty: until you hear otherwise."),
        _day(FieldName.AGAIN, "Ask again on", "ask again", hint="The answer reminds you then."),
        Field(
            FieldName.REFERENCE,
            Kind.ONE_OF,
            "Reference of the call",
            hint="Its number stays in your own records.",
            options=_NOTED,
            required=False,
        ),
        Field(
            FieldName.VISITS,
            Kind.NUMBER,
            "At most so many visits",
            ",",
            hint="They count for every alias with this payer.",
            example="20",
            required=False,
            least=1,
        ),
        Field(FieldName.WINDOW, Kind.ONE_OF, "Per", "visits per", options=WINDOWS, required=False),
        year_begins("Of a benefit year. Another day than a first: type it."),
        Field(
            FieldName.JOINS,
            Kind.ONE_OF,
            "The limit of an earlier rule",
            ",",
            hint="Where this rule takes its place, and counts another or none.",
            options=_NO_OTHER,
            required=False,
        ),
    )


def _day(name: FieldName, label: str, said: str, initial: str = "", hint: str = "") -> Field:
    required = bool(initial)
    return Field(name, Kind.DAY, label, said, hint=hint, initial=initial, required=required)


def _for_whom(context: FormContext) -> tuple[Field, ...]:
    """Whom it is for, where that is not everybody."""
    held = context.book.conditions.values()
    conditions = [condition.name for condition in held if condition.id not in UNGROUPED]
    professions = tuple(Option(sentence(name), code.value) for code, name in NAMES.items())
    states = tuple(Option(name, name) for name in sorted(STATES.values()))
    return (
        _bound(FieldName.CONDITION, "Only for", as_typed(*conditions), context.condition, "for"),
        _bound(FieldName.PROFESSION, "Only billed by", professions, context.profession, "by"),
        _bound(FieldName.LINE, "Only for plans of the kind", as_typed(*_LINES), context.line),
        _bound(FieldName.STATE, "Only in", states, context.state, "in"),
    )


def _bound(
    name: FieldName, label: str, options: tuple[Option, ...], told: str, said: str = ""
) -> Field:
    """One bound, with what a button told of it where that is offered."""
    initial = told if told in {option.value for option in options} else ""
    return Field(name, Kind.ONE_OF, label, said, options=options, initial=initial, required=False)


def _at_odds(filled: Filled) -> Faults:
    """Who called is told of a call alone."""
    is_paper = filled[FieldName.SOURCE] != RuleSource.CALL
    of_paper = {FieldName.CALLED: "Leave it empty: nobody called."}
    return _half_said(filled) | (of_paper if is_paper and filled[FieldName.CALLED] else {})


def _half_said(filled: Filled) -> Faults:
    """A number of visits and its window are told together, and when a benefit year begins."""
    visits, window = filled[FieldName.VISITS], filled[FieldName.WINDOW]
    is_own_year, begins = window == BENEFIT_YEAR, filled[FieldName.YEAR]
    if visits and is_own_year != bool(begins):
        return {
            FieldName.YEAR: "It is that of a benefit year." if begins else "Say when it begins."
        }
    if bool(visits) == bool(window):
        return {}
    if visits:
        return {FieldName.WINDOW: "Say in which window they count."}
    return {FieldName.VISITS: "Say how many visits."}


RULE = Form(
    name="rule",
    title="A rule of your own",
    submit="Save it",
    opens="/coverage edit",
    fields=_fields,
    offered_by=("coverage edit",),
    check=_at_odds,
    of_payer=True,
    for_managers=True,
)
