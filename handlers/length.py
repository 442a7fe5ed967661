"""How long a text may be. Whoever pastes more is told so; nothing is cut off in silence."""

from __future__ import annotations

from dataclasses import replace

from handlers.command import SHORT, Command, Request
from models.errors import NotUnderstood


def measured(request: Request, command: Command | None) -> Request:
    """The ask with its blanks in order: one between two words, lines kept where they count.

    Raises `NotUnderstood` for a text that is longer than its command takes.
    """
    lines = (" ".join(line.split()) for line in request.text.splitlines())
    text = "\n".join(filter(None, lines))
    longest = command.longest_of(text) if command else SHORT
    if len(request.command) + len(text) > longest:
        raise NotUnderstood(
            f"That is too long: I read up to {longest:,} characters here.",
            "Nothing was done. Ask in fewer words, or in several commands.",
        )
    keeps_lines = command is not None and command.keeps_lines(text)
    return replace(request, text=text if keeps_lines else " ".join(text.split()))
