"""Puts several short answers on one card: "2 questions, 2 answers"."""

from __future__ import annotations

from collections.abc import Sequence

from models.reply import Choice, Line, Reply, Section

# The lines of each of two answers that stand in one.
_MOST_LINES = 2


def in_one(replies: Sequence[Reply]) -> Reply | None:
    """One card of several answers; None where two of them are the same."""
    if len({reply.headline for reply in replies}) < len(replies):
        return None
    return Reply(
        headline=f"{len(replies)} questions, {len(replies)} answers",
        lines=tuple(map(_in_line, replies)),
        sections=tuple(_short(reply) for reply in replies if len(reply.lines) > 1),
        choices=tuple(Choice(r.headline, r.canonical) for r in replies if r.canonical),
    )


def _in_line(reply: Reply) -> Line:
    """The answer as one line of several: what it is of, its verdict, its leading sentence."""
    leading = reply.lines[0].text if reply.lines else ""
    title = _titled(reply)
    ends = "" if title.endswith(("?", ".")) else "."
    return Line(f"{title}{ends} {leading}".strip())


def _short(reply: Reply) -> Section:
    """The answer with its next lines, where there is room for them."""
    return Section(_titled(reply), tuple(Line(line.text) for line in reply.lines[:_MOST_LINES]))


def _titled(reply: Reply) -> str:
    return f"{reply.headline}: {reply.badge.words}" if reply.badge else reply.headline
