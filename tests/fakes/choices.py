"""What holds of every button and list under a reply, whatever was asked."""

from __future__ import annotations

from models.reply import Choice, Reply

HOW_TO_ASK = "How to ask"
"""The button of an error that has no step of its own."""


def check_choices(reply: Reply) -> None:
    """The label is what people read, the command what a click types for them."""
    for choice in (*reply.choices, *reply.picks):
        assert choice.command.startswith("/"), choice
        assert choice.label, choice


def own_choices(reply: Reply) -> tuple[Choice, ...]:
    """The choices that a reply makes of what was typed: without the one that shows how to ask."""
    return tuple(choice for choice in reply.choices if choice.label != HOW_TO_ASK)
