"""Words the answers to several questions of one text as one card: how much of each stands there."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from models.errors import Trouble
from models.reply import Choice, Line, Reply, Section
from models.wording import verdict_rows

_NOTHING = Line("I hold nothing on it. Ask it alone, with the payer, state or code.")
_MOST_LINES = 2  # of each answer


def each_in_one(texts: Sequence[str], answer: Callable[[str], Reply | None]) -> Reply:
    """One card for questions that the asker numbers; of one that nothing answers, that is said."""
    told = []
    for number, text in enumerate(texts, 1):
        try:
            reply = answer(text)
        except Trouble as trouble:
            reply = Reply(f"Question {number}", lines=(Line(str(trouble)),))
        told.append(reply or unanswered(number))
    return in_one(told)


def unanswered(number: int) -> Reply:
    """What stands on the card for a question that nothing answers."""
    return Reply(f"Question {number}", lines=(_NOTHING,))


def in_one(replies: Sequence[Reply]) -> Reply:
    """One card of several answers: a line of each, its next ones below, a button to the whole."""
    number = len(replies)
    return Reply(
        headline=f"{number} questions, {number} answers",
        lines=tuple(map(_in_line, replies)),
        sections=tuple(_short(reply) for reply in replies if _says_more(reply)),
        choices=tuple(Choice(r.headline, r.canonical) for r in replies if r.canonical),
    )


def _in_line(reply: Reply) -> Line:
    """The answer as one line of several: what it is of, its verdict, its leading sentence."""
    rows = verdict_rows.in_short(reply.tables)
    leading = f"{rows}." if rows else reply.lines[0].text if reply.lines else ""
    title = reply.headline if rows else _titled(reply)
    ends = "" if title.endswith(("?", ".")) else "."
    return Line(f"{title}{ends} {leading}".strip())


def _says_more(reply: Reply) -> bool:
    """Whether the answer has lines besides what stands of it in one line."""
    return len(reply.lines) > (0 if verdict_rows.in_short(reply.tables) else 1)


def _short(reply: Reply) -> Section:
    """The answer with its next lines, where there is room for them."""
    return Section(_titled(reply), tuple(Line(line.text) for line in reply.lines[:_MOST_LINES]))


def _titled(reply: Reply) -> str:
    return f"{reply.headline}: {reply.badge.words}" if reply.badge else reply.headline
