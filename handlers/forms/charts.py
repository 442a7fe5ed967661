"""The forms about a chart: new alias, who pays, log, void, authorizations, visits used before."""

from __future__ import annotations

from calendar import month_name

from handlers.forms.fields import alias, case, codes_of, excluding
from handlers.forms.form import Faults, Field, Filled, Form, FormContext, Kind, Option
from models.coverage.plan_kind import PlanKind
from models.coverage.plans import plans_of
from models.field_name import FieldName
from models.privacy import allowed_aliases
from models.visits.balance_source import MENU
from models.visits.void_reason import OFFERED
from models.wording.phrases import sentence

_FIRSTS = tuple(Option(f"{month_name[month]} 1", f"{month}/1") for month in range(1, 13))
_SURE = (
    Option("There was another session that day", "again"),
    Option("The day is right, though more than two years ago", "sure"),
)
_SOURCES = tuple(Option(sentence(says), kept) for kept, says in MENU)
_JOINS = (
    Option("Additional: on top of another on these days", "as well"),
    Option("The first day is right, though visits lie before it", "sure"),
)
_UNITS = (Option("Visits", "visits"), Option("Timed units of 15 minutes", "units"))
_RANKS = (Option("Second, for the same visits", "secondary"),)
_WAYS = (
    Option("In all, sessions logged here among them", "in all"),
    Option("Elsewhere, on top of those logged here", "elsewhere"),
    Option("In all, our visits of the last 30 days too", "in all with recent"),
    Option("In all, but for our visits of the last 30 days", "in all without recent"),
    Option("Left, our visits of the last 30 days taken off", "left with recent"),
    Option("Left, our visits of the last 30 days still to come off", "left without recent"),
)
_LIMITS = (
    Option("The plan's", "plan"),
    Option("Your clinic's cap", "cap"),
    Option("The authorization", "authorization"),
)


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
            options=_options(*plans, *PlanKind),
            required=False,
        ),
        Field(
            FieldName.CONDITION,
            Kind.ONE_OF,
            "Treated for",
            "for",
            hint=hint.format("condition"),
            options=_options(*(condition.name for condition in book.conditions.values())),
            required=False,
        ),
    )


def _options(*values: str) -> tuple[Option, ...]:
    """Options that are read as they are typed, but for a capital letter; each value once."""
    return tuple(Option(sentence(value), str(value)) for value in dict.fromkeys(values))


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
    rank = Field(FieldName.RANK, Kind.ONE_OF, "Pays", options=_RANKS, required=False)
    return (alias(context), *_of_payer(context, required=True), rank, since)


def _without_payer(filled: Filled) -> Faults:
    treated, plan = filled[FieldName.CONDITION], filled[FieldName.PLAN]
    if filled[FieldName.PAYER] or not (treated or plan):
        return {}
    what = "condition" if treated else "plan"
    mend = f"The {what} matters for a payer's limits only: name the payer."
    return {FieldName.PAYER: mend}


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
    reasons = _options(*OFFERED)
    return (
        alias(context),
        Field(FieldName.NUMBER, Kind.NUMBER, "Session", hint=hint, example="17", least=1),
        Field(FieldName.REASON, Kind.ONE_OF, "Why is it void?", "because", options=reasons),
    )


def _authorize(context: FormContext) -> tuple[Field, ...]:
    today = context.today.isoformat()
    return (
        alias(context),
        Field(FieldName.VISITS, Kind.NUMBER, "Visits authorized", example="12", least=1),
        Field(FieldName.UNIT, Kind.ONE_OF, "Counted in", options=_UNITS, initial="visits"),
        Field(FieldName.FIRST, Kind.DAY, "From", "from", initial=today),
        Field(FieldName.LAST, Kind.DAY, "Until", "until"),
        codes_of(context, "Where it is for some codes alone.", "of"),
        excluding(),
        case("Where it is for one body region alone."),
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
        Field(FieldName.VISITS, Kind.NUMBER, "Visits asked for", example="12", least=1),
        Field(FieldName.UNIT, Kind.ONE_OF, "Counted in", options=_UNITS, initial="visits"),
        Field(FieldName.ON, Kind.DAY, "Sent on", "sent", initial=today),
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
            required=False,
            least=1,
        ),
        *_authorize(context)[1:5],
    )


def _withdraw(context: FormContext) -> tuple[Field, ...]:
    hint = "Its number in the list of authorizations: /session show"
    return (
        alias(context),
        Field(FieldName.NUMBER, Kind.NUMBER, "Authorization", hint=hint, example="2", least=1),
    )


def _balance(context: FormContext) -> tuple[Field, ...]:
    today = context.today.isoformat()
    return (
        alias(context),
        Field(FieldName.VISITS, Kind.NUMBER, "Number of visits", example="5"),
        Field(FieldName.HOW, Kind.ONE_OF, "How they count", options=_WAYS),
        Field(
            FieldName.LIMIT, Kind.ONE_OF, "Of which limit", "of", options=_LIMITS, required=False
        ),
        Field(FieldName.ON, Kind.DAY, "As of", "as of", initial=today),
        Field(FieldName.SOURCE, Kind.ONE_OF, "Who says so?", "from", options=_SOURCES),
    )


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
AUTHORIZE = Form(
    name="authorize",
    title="Authorization",
    submit="Save",
    opens="/session authorize",
    fields=_authorize,
    offered_by=("session", "session authorize"),
    takes_alias=True,
)
REQUEST = Form(
    name="request",
    title="Request for visits",
    submit="Save",
    opens="/session request",
    fields=_request,
    offered_by=("session request",),
    takes_alias=True,
)
GRANTED = Form(
    name="granted",
    title="Visits granted",
    submit="Save",
    opens="/session granted",
    fields=_granted,
    offered_by=("session granted",),
    takes_alias=True,
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
BALANCE = Form(
    name="balance",
    title="Visits used before",
    submit="Save",
    opens="/session balance",
    fields=_balance,
    offered_by=("session", "session balance"),
    takes_alias=True,
)
