"""The fields of a form in Slack, and what somebody put into them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

Block = dict[str, Any]

_OPTION = 75  # characters of an option, and of its description
_VALUE = 150
_OPTIONS = 100

# type of a control -> where Slack reports what was put in; what is left out reports an option.
_HELD = {
    "conversations_select": "selected_conversation",
    "datepicker": "selected_date",
    "number_input": "value",
    "plain_text_input": "value",
    "timepicker": "selected_time",
}


class FilledForm:
    """What stands in a form when it is submitted, by field. Texts come without blanks around."""

    def __init__(self, values: Mapping[str, Mapping[str, Any]]) -> None:
        self._values = values

    def text(self, field: str) -> str:
        """One value; empty where nothing was put in."""
        held = self._held(field)
        if option := held.get("selected_option"):
            return str(option["value"])
        return str(held.get(_HELD.get(held.get("type", ""), "")) or "").strip()

    def several(self, field: str) -> tuple[str, ...]:
        """The options that were chosen."""
        held = self._held(field)
        return tuple(str(option["value"]) for option in held.get("selected_options") or ())

    def _held(self, field: str) -> Mapping[str, Any]:
        empty: Mapping[str, Any] = {}
        return next(iter(self._values.get(field, {}).values()), empty)


def field(name: str, label: str, control: Block, *, hint: str = "", needed: bool = True) -> Block:
    """One field, whose block and control go by its name."""
    block: Block = {
        "type": "input",
        "block_id": name,
        "label": plain(label),
        "element": {"action_id": name, **control},
        "optional": not needed,
    }
    return {**block, "hint": plain(hint)} if hint else block


def found(placeholder: str, first: Block | None = None) -> Block:
    """A menu whose options are looked up while somebody types; see `bot/slack/options.py`."""
    menu = {"type": "external_select", "min_query_length": 0, "placeholder": plain(placeholder)}
    return {**menu, "initial_option": first} if first else menu


def menu(placeholder: str, options: Sequence[Block], *, several: bool = False) -> Block:
    """A menu with its options."""
    kind = "multi_static_select" if several else "static_select"
    return {"type": kind, "placeholder": plain(placeholder), "options": list(options)[:_OPTIONS]}


def day(first: str = "") -> Block:
    """A calendar; `first` is the day that it begins with, ISO."""
    picker: Block = {"type": "datepicker", "placeholder": plain("Choose a day")}
    return {**picker, "initial_date": first} if first else picker


def ticks(*options: Block) -> Block:
    """Boxes to tick."""
    return {"type": "checkboxes", "options": list(options)}


def option(text: str, value: str, more: str = "") -> Block:
    """One option: what is read, what it stands for, and a second line."""
    shown = {"text": plain(_short(text)), "value": value[:_VALUE]}
    return {**shown, "description": plain(_short(more))} if more else shown


def plain(text: str) -> Block:
    """Text in which nothing is markup."""
    return {"type": "plain_text", "text": text}


def _short(text: str) -> str:
    return text if len(text) <= _OPTION else f"{text[: _OPTION - 1]}…"
