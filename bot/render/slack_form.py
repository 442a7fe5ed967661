"""How a form looks in Slack: the control of each kind of field, and how it is read back."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from handlers.forms.form import MOST, Field, Filled, Form, FormContext, Kind
from models.field_name import FieldName
from models.mention import MENTION, channel, person
from models.reply import Reply

Block = dict[str, Any]

CALLBACK = "form:"
"""Begins the callback id of every form, before its name."""

_OPTION = 75  # characters of an option, and of its description
_VALUE = 150
_OPTIONS = 100

_LOOKED_UP = {"type": "external_select", "min_query_length": 0}
_CONTROLS: Mapping[Kind, Block] = {
    Kind.ALIAS: _LOOKED_UP,
    Kind.ALIASES: {"type": "multi_static_select"},
    Kind.NEW_ALIAS: {"type": "plain_text_input", "max_length": 20},
    Kind.PAYER: _LOOKED_UP,
    Kind.CODES: {"type": "multi_static_select"},
    Kind.NUMBER: {"type": "number_input", "is_decimal_allowed": False, "max_value": str(MOST)},
    Kind.NUMBERS: {"type": "plain_text_input", "max_length": 40},
    Kind.DAY: {"type": "datepicker"},
    Kind.TIME: {"type": "timepicker"},
    Kind.ONE_OF: {"type": "static_select"},
    Kind.SEVERAL_OF: {"type": "checkboxes"},
    Kind.CONFIRMATION: {"type": "checkboxes"},
    Kind.PERSON: {"type": "users_select"},
    Kind.CHANNEL: {  # of this company alone; Slack itself leaves the others out
        "type": "conversations_select",
        "filter": {"include": ["public", "private"], "exclude_external_shared_channels": True},
    },
}
_PLACEHOLDERS = {
    Kind.CHANNEL: "Choose a channel",
    Kind.DAY: "Choose a day",
    Kind.ONE_OF: "Choose one",
    Kind.PERSON: "Choose a colleague",
    Kind.TIME: "Choose a time",
}

# Type of a control -> what begins with something in it, and where Slack reports what was put in.
_SLOTS = {
    "checkboxes": ("initial_options", "selected_options"),
    "conversations_select": ("initial_conversation", "selected_conversation"),
    "datepicker": ("initial_date", "selected_date"),
    "external_select": ("initial_option", "selected_option"),
    "multi_static_select": ("initial_options", "selected_options"),
    "number_input": ("initial_value", "value"),
    "plain_text_input": ("initial_value", "value"),
    "static_select": ("initial_option", "selected_option"),
    "timepicker": ("initial_time", "selected_time"),
    "users_select": ("initial_user", "selected_user"),
}


def view(form: Form, context: FormContext) -> dict[str, Any]:
    """A form, as it opens."""
    fields = form.fields(context)
    carried = next((field.initial for field in fields if field.kind is Kind.CARRIED), "")
    return {
        "type": "modal",
        "callback_id": f"{CALLBACK}{form.name}",
        "title": plain(form.title),
        "submit": plain(form.submit),
        "close": plain("Cancel"),
        "blocks": [_input(field) for field in fields if field.kind is not Kind.CARRIED],
        **({"private_metadata": carried} if carried else {}),
    }


def read(
    fields: Iterable[Field], values: Mapping[str, Mapping[str, Any]], carried: str = ""
) -> Filled:
    """What stands in a form when it is submitted; `carried` stood in no box."""
    return {
        field.name: carried
        if field.kind is Kind.CARRIED
        else _value(field, values.get(field.name, {}))
        for field in fields
    }


def field_of(fields: Iterable[Field], refusal: Reply) -> FieldName:
    """Where a refusal is shown: at the field that it is about, or else at the first."""
    names = [field.name for field in fields if field.kind is not Kind.CARRIED]
    return refusal.field if refusal.field in names else names[0]


def option(text: str, value: str, more: str = "") -> Block:
    """One option: what is read, what it stands for, and a second line."""
    shown = {"text": plain(_short(text)), "value": value[:_VALUE]}
    return {**shown, "description": plain(_short(more))} if more else shown


def plain(text: str) -> Block:
    """Text in which nothing is markup."""
    return {"type": "plain_text", "text": text}


def _input(field: Field) -> Block:
    block: Block = {
        "type": "input",
        "block_id": field.name.value,
        "label": plain(field.label),
        "element": {"action_id": field.name.value, **_control(field)},
        "optional": not field.required,
    }
    return {**block, "hint": plain(field.hint)} if field.hint else block


def _control(field: Field) -> Block:
    control = dict(_CONTROLS[field.kind])
    if placeholder := field.example or _PLACEHOLDERS.get(field.kind):
        control["placeholder"] = plain(placeholder)
    if field.kind is Kind.NUMBER:
        control["min_value"] = str(field.least)
    options = [option(*offered) for offered in field.options][:_OPTIONS]
    if options:
        control["options"] = options
    initial, _ = _SLOTS[control["type"]]
    if first := _initial(field, initial, options):
        control[initial] = first
    return control


def _initial(field: Field, slot: str, options: list[Block]) -> Any:
    """What stands in a control at first, in the shape that its slot takes."""
    if slot == "initial_options":
        return [shown for shown in options if shown["value"] in field.initial.split()]
    if slot == "initial_option":
        offered = (shown for shown in options if shown["value"] == field.initial)
        named = option(field.initial, field.initial) if field.initial else None
        return next(offered, named)
    if slot == "initial_conversation":
        known = MENTION.fullmatch(field.initial)
        return known["id"] if known else None
    return field.initial


def _value(field: Field, controls: Mapping[str, Mapping[str, Any]]) -> str:
    empty: Mapping[str, Any] = {}
    held = next(iter(controls.values()), empty)
    _, slot = _SLOTS.get(held.get("type", ""), ("", ""))
    value = held.get(slot)
    if slot == "selected_options":
        return " ".join(str(chosen["value"]) for chosen in value or ())
    if slot == "selected_option":
        return str(value["value"]) if value else ""
    if field.kind is Kind.CHANNEL:
        return channel(str(value)) if value else "none"
    if field.kind is Kind.PERSON:
        return person(str(value)) if value else ""
    return " ".join(str(value or "").split())


def _short(text: str) -> str:
    return text if len(text) <= _OPTION else f"{text[: _OPTION - 1]}…"
