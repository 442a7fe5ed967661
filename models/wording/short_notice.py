"""What is posted where a platform takes no whole card: its headline, and where the rest is."""

from __future__ import annotations

from models.reply import Line, Reply

_REST = "The rest could not be shown here. Type /clinic alerts, or /caps, to see it."


def in_short(reply: Reply) -> Reply:
    """The reply in plain words, with nothing in it that a platform could refuse."""
    return Reply(
        headline=reply.headline,
        lines=(Line(_REST),),
        cautions=reply.cautions,
        small_print=reply.small_print,
    )
