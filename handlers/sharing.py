"""Offers to share an answer, by the command that would share it."""

from __future__ import annotations

from dataclasses import replace

from models.reply import Choice, Reply


def shareable(reply: Reply, command: str, *about: str) -> Reply:
    """The reply with the way to share it. `about` names its facts, as "payer/cigna"."""
    share = Choice("Share", f"/share {command.removeprefix('/')}")
    return replace(reply, about=about, choices=(*reply.choices, share))
