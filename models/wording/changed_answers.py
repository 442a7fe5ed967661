"""Words that a shared answer says something else than when it was shared."""

from __future__ import annotations

from dataclasses import replace

from models.clinic.changed_answer import ChangedAnswer
from models.clinic.shared_answer import AnswerChange, SharedAnswer
from models.coverage.fact_book import FactBook
from models.coverage.position import Verdict
from models.mention import person
from models.ports import AnswerNow
from models.reply import Line, Reply
from models.wording import phrases


def shared_by(member: str, command: str) -> str:
    """Who shared an answer, and from which command."""
    return f"Shared by {person(member)} from /{command}."


def verdict(kept: str) -> str:
    """A verdict as it is kept, inside a sentence: "covered with conditions"."""
    if not kept:
        return "no verdict"
    words = phrases.VERDICTS[Verdict(kept)].words
    return f"{words[:1].lower()}{words[1:]}".replace(":", ",")


def changed(answer: AnswerNow, shared: SharedAnswer, change: AnswerChange) -> Reply:
    """The answer of now, whose first line says since when it is another."""
    by, reply = shared_by(shared.member, shared.command), answer.reply
    return replace(
        reply,
        lines=(Line(_since(answer.told.verdict, change)), *reply.lines),
        small_print=f"{by} {reply.small_print}".strip(),
    )


def gone(shared: SharedAnswer, change: AnswerChange) -> Reply:
    """What stands where an answer was shared to which nothing is answered any more."""
    text = "I hold no answer to it any more: ask again before you rely on it."
    return _out_of_date(text, shared, change)


def withheld(shared: SharedAnswer, change: AnswerChange) -> Reply:
    """What stands where others read along and the clinic's own rules have changed the answer."""
    text = "What holds by now is for whoever asks me: ask again before you rely on it."
    return _out_of_date(text, shared, change)


def _out_of_date(text: str, shared: SharedAnswer, change: AnswerChange) -> Reply:
    return Reply(
        headline="What was shared here is out of date",
        lines=(Line(_before(change)), Line(text)),
        small_print=shared_by(shared.member, shared.command),
    )


def in_digest(change: ChangedAnswer, book: FactBook) -> str:
    """A line of the digest: of which payer and code, before and now; never the day asked for."""
    named = [_name(each, book) for each in change.about]
    subject = ", ".join(filter(None, named)) or "An answer"
    return f"{subject}: before {verdict(change.before)}, now {verdict(change.now)}"


def _name(about: str, book: FactBook) -> str:
    """A fact by its name; empty for one that is no subject of a question."""
    kind, _, id_ = about.partition("/")
    if kind == "payer":
        payer = book.payers.get(id_)
        return payer.name if payer else ""
    return id_ if kind == "code" else ""


def _since(now: str, change: AnswerChange) -> str:
    if now != change.before:
        return _before(change)
    day = phrases.day(change.on)
    return f"Changed on {day}: the verdict is as before, and rests on other facts."


def _before(change: AnswerChange) -> str:
    return f"Changed on {phrases.day(change.on)}: before, it said {verdict(change.before)}."
