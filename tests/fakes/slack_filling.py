"""What Slack reports of a control that someone filled in, by the control's type.

docs.slack.dev/reference/interaction-payloads/view-interactions-payload, `view.state.values`.
"""

from __future__ import annotations

from tests.fakes.block_kit_parts import Json
from tests.fakes.slack_screens import Control, View

_TYPED = {"email_text_input", "number_input", "plain_text_input", "url_text_input"}

# type -> the key of what was chosen, and of what the app had chosen beforehand
_PICKED = {
    "channels_select": ("selected_channel", "initial_channel"),
    "conversations_select": ("selected_conversation", "initial_conversation"),
    "datepicker": ("selected_date", "initial_date"),
    "datetimepicker": ("selected_date_time", "initial_date_time"),
    "timepicker": ("selected_time", "initial_time"),
    "users_select": ("selected_user", "initial_user"),
}
_SEVERAL_PICKED = {
    "multi_channels_select": ("selected_channels", "initial_channels"),
    "multi_conversations_select": ("selected_conversations", "initial_conversations"),
    "multi_users_select": ("selected_users", "initial_users"),
}
_ONE_OPTION = {"external_select", "overflow", "radio_buttons", "static_select"}
_OPTIONS = {"checkboxes", "multi_external_select", "multi_static_select"}


def filled(control: Control, value: object) -> Json:
    """The state of the control after someone put the value in."""
    kind = control.element["type"]
    if kind in _TYPED:
        return {"type": kind, "value": None if value is None else str(value)}
    if kind in _PICKED:
        return {"type": kind, _PICKED[kind][0]: value}
    if kind in _SEVERAL_PICKED:
        values = list(value) if isinstance(value, (list, tuple)) else [value]
        return {"type": kind, _SEVERAL_PICKED[kind][0]: values}
    if kind in _ONE_OPTION:
        return {"type": kind, "selected_option": None if value is None else _option(control, value)}
    if kind in _OPTIONS:
        values = value if isinstance(value, (list, tuple)) else [value]
        return {"type": kind, "selected_options": [_option(control, one) for one in values]}
    raise AssertionError(f"a {kind} cannot be filled in")


def untouched(control: Control) -> Json:
    """The state of the control as the app prepared it."""
    element = control.element
    kind = element["type"]
    if kind in _ONE_OPTION:
        return {"type": kind, "selected_option": element.get("initial_option")}
    if kind in _OPTIONS:
        return {"type": kind, "selected_options": element.get("initial_options", [])}
    if kind in _PICKED:
        return {"type": kind, _PICKED[kind][0]: element.get(_PICKED[kind][1])}
    if kind in _SEVERAL_PICKED:
        return {"type": kind, _SEVERAL_PICKED[kind][0]: element.get(_SEVERAL_PICKED[kind][1], [])}
    return filled(control, element.get("initial_value"))


def state(view: View, answers: dict[str, object]) -> Json:
    """The state of a whole view, from answers by action id."""
    fields = [control for control in view.controls if control.element["type"] != "button"]
    unknown = answers.keys() - {control.action_id for control in fields}
    assert not unknown, f"no field for {sorted(unknown)} in {view.title!r}"
    values: dict[str, Json] = {}
    for control in fields:
        given = control.action_id in answers
        put = filled(control, answers[control.action_id]) if given else untouched(control)
        values.setdefault(control.block_id, {})[control.action_id] = put
    return {"values": values}


def unanswered(view: View, values: Json) -> list[str]:
    """The action ids of required fields that are still empty: Slack does not let them pass."""
    inputs = {block["block_id"]: block for block in view.blocks if block["type"] == "input"}
    return [
        action_id
        for block_id, states in values.items()
        for action_id, put in states.items()
        if block_id in inputs and not inputs[block_id].get("optional")
        if not any(held for key, held in put.items() if key != "type")
    ]


def _option(control: Control, value: object) -> Json:
    """The option with this value; an external menu takes any option as the app offered it."""
    if isinstance(value, dict):
        return value
    for option in control.options:
        if option.get("value") == value:
            return option
    offered = [option.get("value") for option in control.options]
    raise AssertionError(f"{control.action_id} offers no {value!r}, only {offered}")
