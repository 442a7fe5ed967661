"""Buttons, menus and pickers in Slack: what stands out, folds away or asks; MOST_BUTTONS.

Limits: docs.slack.dev/reference/block-kit/composition-objects/option-object and the elements
beside it. What has no room in an option stays a button.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from models.mention import spoken
from models.reply import DETAILS, Choice, Pick, Picked, Weight

Element = dict[str, Any]

MOST_BUTTONS = 5
"""More choices than these are a menu."""

OPENS = "say:details"
"""The action id of the button that shows the details: its answer may replace the gist."""

ROW = 25
"""Buttons in one block."""

_LABEL = 48  # of the 75 that Slack takes: a telephone shows no more in one line
_SPOKEN = 75
_COMMAND = 2_000  # a command that is longer is on no button: cut off, it would be another one
_ACTION = 255
_PLACEHOLDER = 150
_OPTION = 75
_VALUE = 150
_OPTIONS = 100
_IN_OVERFLOW = 5
_ASKED = 300
_ANSWER = 30

_SELECTS = {Picked.PERSON: "users_select", Picked.CHANNEL: "conversations_select"}


def blocks(choices: Sequence[Choice], picks: Sequence[Pick]) -> list[Element]:
    """The controls of a reply: buttons, then a menu of many equals, then what folds away."""
    choices = [choice for choice in choices if len(choice.command) <= _COMMAND]
    options = [choice for choice in choices if _may_be_option(choice)]
    equals = [choice for choice in options if choice.weight is Weight.PLAIN]
    listed = equals if len(equals) > MOST_BUTTONS else []
    folded = [choice for choice in options if choice.weight is Weight.MORE]
    apart = {id(choice) for choice in (*listed, *folded)}
    shown = [choice for choice in choices if id(choice) not in apart]
    elements = [*_buttons(shown), *_menus(listed, "Choose…", "menu"), *_overflow(folded)]
    rows = [elements[at : at + ROW] for at in range(0, len(elements), ROW)]
    rows += [[_pick(pick) for pick in picks]] if picks else []
    return [{"type": "actions", "elements": row} for row in rows]


def _may_be_option(choice: Choice) -> bool:
    """Whether a menu may hold it: of one that asks whether it is meant the whole menu would ask."""
    return not choice.confirm and len(choice.command) <= _VALUE


def _buttons(choices: Sequence[Choice]) -> list[Element]:
    labels = [_shown(choice) for choice in choices]
    return [button(n, choice, labels.count(labels[n])) for n, choice in enumerate(choices)]


def button(number: int, choice: Choice, times: int = 1) -> Element:
    """One button. Where its words are cut, or do not tell it from another, more is spoken."""
    shown = _shown(choice)
    drawn: Element = {
        "type": "button",
        "action_id": OPENS if choice.label == DETAILS else f"say:{number}",
        "text": _plain(shown),
        "value": choice.command,
    }
    if times > 1 or not any(letter.isalnum() for letter in shown):
        drawn["accessibility_label"] = f"{shown}, choice {number + 1}"
    elif shown != choice.label:
        drawn["accessibility_label"] = choice.label[:_SPOKEN]
    if choice.confirm:
        return drawn | {"style": "danger", "confirm": _confirm(shown, choice.confirm)}
    return drawn | ({"style": "primary"} if choice.weight is Weight.PRIMARY else {})


def _confirm(label: str, asked: str) -> Element:
    """What Slack asks before the click counts."""
    return {
        "title": _plain("Are you sure?"),
        "text": _plain(spoken(asked)[:_ASKED]),
        "confirm": _plain(label if len(label) <= _ANSWER else "Yes"),
        "deny": _plain("No"),
        "style": "danger",
    }


def _menus(choices: Sequence[Choice], placeholder: str, name: str) -> list[Element]:
    """Lists to choose from, of as many options as one holds."""
    lists = [choices[at : at + _OPTIONS] for at in range(0, len(choices), _OPTIONS)]
    return [
        {
            "type": "static_select",
            "action_id": f"say:{name}:{n}",
            "placeholder": _plain(placeholder),
            "options": [_option(choice) for choice in listed],
        }
        for n, listed in enumerate(lists)
    ]


def _overflow(choices: Sequence[Choice]) -> list[Element]:
    """What most people do not need, behind three dots; a list where those hold too little."""
    if len(choices) > _IN_OVERFLOW:
        return _menus(choices, "More…", "more")
    options = [_option(choice) for choice in choices]
    return [{"type": "overflow", "action_id": "say:more", "options": options}] if options else []


def _option(choice: Choice) -> Element:
    return {"text": _plain(_cut(spoken(choice.label), _OPTION)), "value": choice.command}


def _pick(pick: Pick) -> Element:
    """A list of people or channels; the command to complete stands in the action's id."""
    return {
        "type": _SELECTS[pick.of],
        "action_id": f"pick:{pick.command}"[:_ACTION],
        "placeholder": _plain(pick.label[:_PLACEHOLDER]),
    }


def _shown(choice: Choice) -> str:
    return _cut(spoken(choice.label), _LABEL)


def _cut(text: str, most: int) -> str:
    return text if len(text) <= most else f"{text[: most - 1]}…"


def _plain(text: str) -> Element:
    return {"type": "plain_text", "text": text}
