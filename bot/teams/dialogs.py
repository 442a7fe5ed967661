"""Dialogs: a form that says a command which somebody could have typed, with errors at its boxes."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from bot.render.adaptive_card import Element
from models.reply import Choice, Reply

Data = Mapping[str, Any]
Body = dict[str, Any]

MARK = "opened"
"""Under which a dialog carries what tells it from another one with the same words."""

_CARD = "application/vnd.microsoft.card.adaptive"
_MOST = 200  # characters of one box
_WHOLE = ""  # in the place of a box: the form as a whole
_OFFERED = 4


@dataclass(frozen=True, slots=True)
class Field:
    """One box. `blames` tells from a reply's headline that this box is what was wrong."""

    id: str
    label: str
    hint: str = ""
    kind: str = "Input.Text"
    is_needed: bool = False
    blames: str = ""


@dataclass(frozen=True, slots=True)
class Form:
    """One dialog. `pattern` is the command, with each box in braces and what goes before it."""

    id: str
    title: str
    fields: tuple[Field, ...]
    say: Callable[[Mapping[str, str]], str]

    def faults(self, data: Data) -> dict[str, str]:
        """What is wrong with a box before the command is said: nothing there, or no text."""
        return {field.id: fault for field in self.fields if (fault := _fault(field, data))}

    def command(self, data: Data) -> str:
        """The command that the boxes make."""
        typed = {field.id: _typed(data, field.id) for field in self.fields}
        return " ".join(self.say(typed).split())

    def blamed(self, reply: Reply) -> dict[str, str]:
        """The box that a refusal speaks of, or else the form, with what it says; empty for none."""
        if not reply.refused:
            return {}
        words = " ".join([reply.headline, *(line.text for line in reply.lines)])
        for field in self.fields:
            if field.blames and re.search(field.blames, reply.headline):
                return {field.id: words}
        return {_WHOLE: words}


def _say_log(typed: Mapping[str, str]) -> str:
    on = f"on {typed['on']}" if typed["on"] else ""
    return f"/session log {typed['alias']} {typed['codes']} {on}"


def _say_new(typed: Mapping[str, str]) -> str:
    payer = f"payer {typed['payer']}" if typed["payer"] else ""
    condition = f"for {typed['condition']}" if typed["condition"] else ""
    year = f"year from {typed['year']}" if typed["year"] else ""
    return f"/session new {typed['alias']} {payer} {condition} {year}"


def _say_payer(typed: Mapping[str, str]) -> str:
    condition = f"for {typed['condition']}" if typed["condition"] else ""
    return f"/session payer {typed['alias']} {typed['payer']} {condition}"


def _say_authorize(typed: Mapping[str, str]) -> str:
    first = f"from {typed['first']}" if typed["first"] else ""
    number, until = typed["number"], typed["last"]
    return f"/session authorize {typed['alias']} {number} visits {first} until {until}"


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
FORMS = {form.id: form for form in (LOG, NEW, PAYER, AUTHORIZE)}

# Typed bare, these show how to ask; the dialog is offered beside.
_BARE = {
    "session": (LOG, NEW, PAYER, AUTHORIZE),
    "session help": (LOG, NEW, PAYER, AUTHORIZE),
    "session log": (LOG,),
    "session payer": (PAYER,),
    "session authorize": (AUTHORIZE,),
    "session new help": (NEW,),
}


def form_of(id_: object) -> Form:
    """The form that a button or a command of the message extension names."""
    return FORMS.get(id_ if isinstance(id_, str) else "", LOG)


def offered(typed: str) -> tuple[Element, ...]:
    """Buttons that open the dialogs that fit what was typed."""
    forms = _BARE.get(" ".join(typed.lower().lstrip("/").split()), ())
    return tuple(
        {
            "type": "Action.Submit",
            "title": f"{form.title}…",
            "data": {"msteams": {"type": "task/fetch"}, "dialog": form.id},
        }
        for form in forms
    )


def opened(
    form: Form,
    data: Data,
    faults: Mapping[str, str] | None = None,
    choices: Sequence[Choice] = (),
) -> Body:
    """The dialog, with what was typed before and what is wrong with it."""
    faults = faults or {}
    body = [_told(faults[_WHOLE])] if _WHOLE in faults else []
    body += [each for field in form.fields for each in _box(field, data, faults)]
    carried = _carried(form, data)
    save = {"type": "Action.Submit", "title": "Save", "data": carried}
    meant = [_submit(choice, carried) for choice in choices[:_OFFERED]]
    card = {
        "type": "AdaptiveCard",
        "$schema": "http://adaptivecards.io/schemas/adaptive-card.json",
        "version": "1.5",
        "body": body,
        "actions": [save, *meant],
    }
    return _task(form, card)


def answered(form: Form, card: Element, data: Data) -> Body:
    """The dialog shows the reply: private to whoever filled it in."""
    return _task(form, _submitting(card, _carried(form, data)))


def _carried(form: Form, data: Data) -> dict[str, str]:
    return {"dialog": form.id, MARK: _typed(data, MARK)}


def _submit(choice: Choice, carried: Mapping[str, str]) -> Element:
    return {
        "type": "Action.Submit",
        "title": choice.label,
        "data": {"say": choice.command, **carried},
        "associatedInputs": "none",
    }


def _submitting(part: Any, carried: Mapping[str, str]) -> Any:
    """A card whose buttons work in a dialog, where Teams knows no Action.Execute."""
    if isinstance(part, list):
        return [_submitting(each, carried) for each in part]
    if not isinstance(part, dict):
        return part
    whole = {name: _submitting(value, carried) for name, value in part.items()}
    if whole.get("type") == "Action.Execute":
        whole.pop("verb", None)
        whole |= {"type": "Action.Submit", "data": {**whole["data"], **carried}}
    return whole


def _box(field: Field, data: Data, faults: Mapping[str, str]) -> list[Element]:
    box: Element = {"type": field.kind, "id": field.id, "label": field.label}
    if field.hint:
        box["placeholder"] = field.hint
    if field.kind == "Input.Text":
        box["maxLength"] = _MOST
    if field.is_needed:
        box |= {"isRequired": True, "errorMessage": f"{field.label} is needed."}
    if typed := _typed(data, field.id):
        box["value"] = typed
    return [box, _told(faults[field.id])] if field.id in faults else [box]


def _told(fault: str) -> Element:
    run = {"type": "TextRun", "text": fault, "color": "Attention", "weight": "Bolder"}
    return {"type": "RichTextBlock", "inlines": [run]}


def _fault(field: Field, data: Data) -> str:
    typed = data.get(field.id, "")
    if not isinstance(typed, str) or len(typed) > _MOST:
        return "This is no text that I can read. Type it once more."
    return f"{field.label} is needed." if field.is_needed and not typed.strip() else ""


def _typed(data: Data, id_: str) -> str:
    value = data.get(id_, "")
    return " ".join(value.split()) if isinstance(value, str) else ""


def _task(form: Form, card: Element) -> Body:
    shown = {
        "title": form.title,
        "height": "medium",
        "width": "medium",
        "card": {"contentType": _CARD, "content": card},
    }
    return {"task": {"type": "continue", "value": shown}}
