"""The forms that there are, and which of them fit what was typed."""

from __future__ import annotations

from bot.teams.form import FormField, TeamsForm, Typed
from bot.teams.settings_form import SETTINGS
from models.coverage.plan_kind import PlanKind
from models.visits.balance_source import MENU
from models.visits.void_reason import OFFERED
from models.wording.phrases import sentence


def _say_log(typed: Typed) -> tuple[str, ...]:
    on = f"on {typed['on']}" if typed["on"] else ""
    return (f"/session log {typed['alias']} {typed['codes']} {on}",)


def _say_new(typed: Typed) -> tuple[str, ...]:
    payer = f"payer {typed['payer']} {_plan(typed)}" if typed["payer"] else ""
    condition = f"for {typed['condition']}" if typed["condition"] else ""
    year = f"year from {typed['year']}" if typed["year"] else ""
    return (f"/session new {typed['alias']} {payer} {condition} {year}",)


def _say_payer(typed: Typed) -> tuple[str, ...]:
    condition = f"for {typed['condition']}" if typed["condition"] else ""
    return (f"/session payer {typed['alias']} {typed['payer']} {_plan(typed)} {condition}",)


def _plan(typed: Typed) -> str:
    return f"plan {typed['plan']}" if typed["plan"] else ""


def _say_void(typed: Typed) -> tuple[str, ...]:
    return (f"/session void {typed['alias']} {typed['number']} because {typed['reason']}",)


def _say_balance(typed: Typed) -> tuple[str, ...]:
    what = f"{typed['alias']} {typed['number']} {typed['how']}"
    return (f"/session balance {what} as of {typed['on']} from {typed['source']}",)


def _say_authorize(typed: Typed) -> tuple[str, ...]:
    first = f"from {typed['first']}" if typed["first"] else ""
    number, until = typed["number"], typed["last"]
    return (f"/session authorize {typed['alias']} {number} visits {first} until {until}",)


_NO_ALIAS = r"(?i)\balias\b|slip|did you mean|is closed|in use here|stands for"
_ALIAS = FormField("alias", "Alias", "BLUE-47K", is_needed=True, blames=_NO_ALIAS)
_CONDITION = FormField(
    "condition", "Condition treated", "chronic low back pain", blames=r"(?i)condition"
)
_PLAN = FormField(
    "plan",
    "Plan, if it matters",
    kind="Input.ChoiceSet",
    blames=r"(?i)which plan is it",
    choices=tuple((sentence(plan), plan.value) for plan in PlanKind),
)
_NO_PAYER = r"(?i)payer|plan do you mean"
_DAY = r"still to come|two years ago|(?i:no date|which day|a day\b|date)"

LOG = TeamsForm(
    "log",
    "Log a session",
    (
        _ALIAS,
        FormField(
            "codes", "Codes, if you bill them", "20560", blames="is not a code|are not codes"
        ),
        FormField("on", "Date of service; today if empty", kind="Input.Date", blames=_DAY),
    ),
    _say_log,
)
NEW = TeamsForm(
    "new",
    "New alias",
    (
        FormField("payer", "Payer", "medicare", blames=_NO_PAYER),
        _PLAN,
        _CONDITION,
        FormField("year", "First day of the plan's year, if not 1 January", "July 1"),
        FormField("alias", "Your own alias; empty for one of mine", blames=_NO_ALIAS),
    ),
    _say_new,
)
PAYER = TeamsForm(
    "payer",
    "Who pays",
    (
        _ALIAS,
        FormField(
            "payer",
            "Payer",
            "medicare",
            is_needed=True,
            blames=rf"{_NO_PAYER}|did not understand",
        ),
        _PLAN,
        _CONDITION,
    ),
    _say_payer,
)
AUTHORIZE = TeamsForm(
    "authorize",
    "Authorization",
    (
        _ALIAS,
        FormField("number", "Visits", "12", is_needed=True, blames="How many visits"),
        FormField("first", "From; today if empty", kind="Input.Date"),
        FormField(
            "last",
            "Until",
            kind="Input.Date",
            is_needed=True,
            blames="Until when|would end on",
        ),
    ),
    _say_authorize,
)
VOID = TeamsForm(
    "void",
    "Void a session",
    (
        _ALIAS,
        FormField(
            "number",
            "Number of the session",
            "17",
            is_needed=True,
            blames="has no session|Which session",
        ),
        FormField(
            "reason",
            "Why is it void?",
            kind="Input.ChoiceSet",
            is_needed=True,
            blames="^Why is",
            choices=tuple((sentence(reason), reason.value) for reason in OFFERED),
        ),
    ),
    _say_void,
)
BALANCE = TeamsForm(
    "balance",
    "Visits used before",
    (
        _ALIAS,
        FormField("number", "Visits used", "5", is_needed=True, blames="How many visits"),
        FormField(
            "how",
            "How they count",
            kind="Input.ChoiceSet",
            is_needed=True,
            choices=(
                ("In all, sessions logged here among them", "in all"),
                ("Elsewhere, on top of those logged here", "elsewhere"),
            ),
        ),
        FormField("on", "As of", kind="Input.Date", is_needed=True, blames=_DAY),
        FormField(
            "source",
            "Who says so?",
            kind="Input.ChoiceSet",
            is_needed=True,
            blames="Who says so|same one as before",
            choices=tuple((sentence(says), kept) for kept, says in MENU),
        ),
    ),
    _say_balance,
)
FORMS = {form.id: form for form in (LOG, NEW, PAYER, AUTHORIZE, VOID, BALANCE, SETTINGS)}

# Typed bare, these show how to ask; the dialog is offered beside.
_BARE = {
    "session": (LOG, NEW, PAYER, AUTHORIZE, BALANCE),
    "session help": (LOG, NEW, PAYER, AUTHORIZE, BALANCE),
    "session log": (LOG,),
    "session payer": (PAYER,),
    "session authorize": (AUTHORIZE,),
    "session void": (VOID,),
    "session balance": (BALANCE,),
    "session new help": (NEW,),
    "clinic": (SETTINGS,),
    "clinic help": (SETTINGS,),
    "clinic settings": (SETTINGS,),
}


def form_of(id_: object) -> TeamsForm:
    """The form that a button or a command of the message extension names."""
    return FORMS.get(id_ if isinstance(id_, str) else "", LOG)


def fitting(text: str) -> tuple[TeamsForm, ...]:
    """The forms that would have asked for what a bare command leaves out."""
    return _BARE.get(" ".join(text.lower().lstrip("/").split()), ())
