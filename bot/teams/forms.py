"""The forms that there are, and which of them fit what was typed."""

from __future__ import annotations

from bot.teams.form import Field, Form, Typed
from bot.teams.settings_form import SETTINGS


def _say_log(typed: Typed) -> tuple[str, ...]:
    on = f"on {typed['on']}" if typed["on"] else ""
    return (f"/session log {typed['alias']} {typed['codes']} {on}",)


def _say_new(typed: Typed) -> tuple[str, ...]:
    payer = f"payer {typed['payer']}" if typed["payer"] else ""
    condition = f"for {typed['condition']}" if typed["condition"] else ""
    year = f"year from {typed['year']}" if typed["year"] else ""
    return (f"/session new {typed['alias']} {payer} {condition} {year}",)


def _say_payer(typed: Typed) -> tuple[str, ...]:
    condition = f"for {typed['condition']}" if typed["condition"] else ""
    return (f"/session payer {typed['alias']} {typed['payer']} {condition}",)


def _say_authorize(typed: Typed) -> tuple[str, ...]:
    first = f"from {typed['first']}" if typed["first"] else ""
    number, until = typed["number"], typed["last"]
    return (f"/session authorize {typed['alias']} {number} visits {first} until {until}",)


_NO_ALIAS = r"(?i)\balias\b|slip|did you mean|is closed|in use here|stands for"
_ALIAS = Field("alias", "Alias", "BLUE-47K", is_needed=True, blames=_NO_ALIAS)
_CONDITION = Field(
    "condition", "Condition treated", "chronic low back pain", blames=r"(?i)condition"
)
_NO_PAYER = r"(?i)payer|plan do you mean|which plan"
_DAY = r"still to come|two years ago|(?i:no date|which day|a day\b|date)"

LOG = Form(
    "log",
    "Log a session",
    (
        _ALIAS,
        Field("codes", "Codes, if you bill them", "20560", blames="is not a code|are not codes"),
        Field("on", "Date of service; today if empty", kind="Input.Date", blames=_DAY),
    ),
    _say_log,
)
NEW = Form(
    "new",
    "New alias",
    (
        Field("payer", "Payer", "medicare", blames=_NO_PAYER),
        _CONDITION,
        Field("year", "First day of the plan's year, if not 1 January", "July 1"),
        Field("alias", "Your own alias; empty for one of mine", blames=_NO_ALIAS),
    ),
    _say_new,
)
PAYER = Form(
    "payer",
    "Who pays",
    (
        _ALIAS,
        Field(
            "payer",
            "Payer, with the plan if it matters",
            "medicare",
            is_needed=True,
            blames=rf"{_NO_PAYER}|did not understand",
        ),
        _CONDITION,
    ),
    _say_payer,
)
AUTHORIZE = Form(
    "authorize",
    "Authorization",
    (
        _ALIAS,
        Field("number", "Visits", "12", is_needed=True, blames="How many visits"),
        Field("first", "From; today if empty", kind="Input.Date"),
        Field(
            "last",
            "Until",
            kind="Input.Date",
            is_needed=True,
            blames="Until when|would end on",
        ),
    ),
    _say_authorize,
)
FORMS = {form.id: form for form in (LOG, NEW, PAYER, AUTHORIZE, SETTINGS)}

# Typed bare, these show how to ask; the dialog is offered beside.
_BARE = {
    "session": (LOG, NEW, PAYER, AUTHORIZE),
    "session help": (LOG, NEW, PAYER, AUTHORIZE),
    "session log": (LOG,),
    "session payer": (PAYER,),
    "session authorize": (AUTHORIZE,),
    "session new help": (NEW,),
    "clinic": (SETTINGS,),
    "clinic help": (SETTINGS,),
    "clinic settings": (SETTINGS,),
}


def form_of(id_: object) -> Form:
    """The form that a button or a command of the message extension names."""
    return FORMS.get(id_ if isinstance(id_, str) else "", LOG)


def fitting(text: str) -> tuple[Form, ...]:
    """The forms that would have asked for what a bare command leaves out."""
    return _BARE.get(" ".join(text.lower().lstrip("/").split()), ())
