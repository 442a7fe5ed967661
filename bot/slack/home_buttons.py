"""Buttons of the Home tab: in a row, or beside a line; each stands for a command."""

from __future__ import annotations

from collections.abc import Iterable

from bot.render.slack_form import Block, plain

Step = tuple[str, str]
"""A button's words and the command that it stands for."""


def actions(steps: Iterable[Step]) -> Block:
    """Buttons in a row."""
    buttons = [
        {**button(label, command), "action_id": f"say:{n}"}
        for n, (label, command) in enumerate(steps)
    ]
    return {"type": "actions", "elements": buttons}


def button(label: str, command: str, spoken: str = "") -> Block:
    """A button beside a line, and what is read aloud of it."""
    shown: Block = {
        "type": "button",
        "action_id": "say:0",
        "text": plain(label),
        "value": command,
    }
    return {**shown, "accessibility_label": spoken} if spoken else shown
