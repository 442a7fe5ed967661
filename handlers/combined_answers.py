"""Words the answers to several questions of one text as one card: how much of each stands there."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from models.coverage.aspect import Aspect
from models.reply import Choice, Line, Reply, Section
from models.wording import phrases, sentences, verdict_rows

_NOTHING = Line("I hold nothing on it. Ask it alone, with the payer, state or code.")
_NONE_OF = "I hold nothing of "
_MOST_LINES = 2  # of each answer
_ASKED = tuple(f"{phrases.sentence(a.value)}: " for a in (Aspect.AUTHORIZATION, Aspect.REFERRAL))


def unanswered(number: int, why: Line = _NOTHING) -> Reply:
    """What stands on the card for a question that has no answer."""
    return Reply(f"Question {number}", lines=(why,), refused=True)


def in_one(replies: Sequence[Reply]) -> Reply:
    """One card of several answers: a line of each, its next ones below, a button to the whole."""
    answers = sum(not reply.refused for reply in replies)
    replies = [_without_place(reply, replies) for reply in replies]
    return Reply(
        headline=f"{len(replies)} questions, {phrases.count(answers, 'answer')}",
        lines=tuple(map(_in_line, replies)),
        sections=tuple(_short(reply) for reply in replies if _says_more(reply)),
        choices=tuple(Choice(r.headline, r.canonical) for r in replies if r.canonical),
    )


def _without_place(reply: Reply, replies: Sequence[Reply]) -> Reply:
    """The answer without the state in its headline, where another one is headed by that state."""
    headed = {other.headline.partition(" · ")[0] for other in replies if other is not reply}
    parts = reply.headline.split(" · ")
    kept = [part for part in parts if part.removeprefix("in ") not in headed or part in headed]
    return replace(reply, headline=" · ".join(kept))


def _in_line(reply: Reply) -> Line:
    """The answer as one line of several: what it is of, its verdict, its leading sentence."""
    rows = verdict_rows.in_short(reply.tables)
    leading = f"{_asked_of_rows(reply)}{rows}." if rows else _leading(reply)
    title = reply.headline if rows else _titled(reply)
    ends = "" if title.endswith(("?", ".")) else "."
    return Line(f"{title}{ends} {leading}".strip())


def _asked_of_rows(reply: Reply) -> str:
    """What leads a table: the authorization or the referral that was asked of its payers."""
    asked = (line.text for line in reply.lines if any(name in line.text for name in _ASKED))
    return next((f"{text} " for text in asked), "")


def _leading(reply: Reply) -> str:
    """The leading line; behind one that nothing is held of a payer, what holds in general."""
    if not reply.lines:
        return ""
    first, *others = reply.lines
    if not (others and _is_heading(first)):
        return first.text
    return f"{sentences.split(first.text)[-1]} {others[0].text}"


def _is_heading(line: Line) -> bool:
    return line.text.startswith(_NONE_OF) and line.text.endswith(":")


def _says_more(reply: Reply) -> bool:
    """Whether the answer has lines besides what stands of it in one line."""
    is_headed = bool(reply.lines) and _is_heading(reply.lines[0])
    return is_headed or len(reply.lines) > (0 if verdict_rows.in_short(reply.tables) else 1)


def _short(reply: Reply) -> Section:
    """The answer with its next lines, where there is room for them."""
    return Section(_titled(reply), tuple(Line(line.text) for line in reply.lines[:_MOST_LINES]))


def _titled(reply: Reply) -> str:
    headline = reply.headline
    if reply.is_closest:  # a line of several answers has little room
        headline = f"Closest: {headline.partition(': ')[2] or headline}"
    return f"{headline}: {reply.badge.words}" if reply.badge else headline
