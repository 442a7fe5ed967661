"""What holds of every button and list under a reply, whatever was asked."""

from __future__ import annotations

from models.reply import Reply


def check_choices(reply: Reply) -> None:
    """The label is what people read, the command what a click types for them."""
    for choice in (*reply.choices, *reply.picks):
        assert choice.command.startswith("/"), choice
        assert choice.label, choice
