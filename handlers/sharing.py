"""Offers to share an answer, by the command that would share it, and says that it is shared."""

from __future__ import annotations

from dataclasses import replace

from models.reply import Choice, Line, Reply

SHARED = Reply("Shared", lines=(Line("Everyone here sees it now, with your name."),))
ALREADY_SHARED = Reply("That is shared already", lines=(Line("Nothing was posted twice."),))


def shareable(reply: Reply, command: str, *about: str) -> Reply:
    """The reply with the way to share it. `about` names its facts, as "payer/cigna"."""
    share = Choice("Share", f"/share {command.removeprefix('/')}")
    return replace(reply, about=about, choices=(*reply.choices, share))
