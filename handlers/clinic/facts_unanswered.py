"""/clinic facts unanswered: what staff asked and nothing answers, each drafted as a rule."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from handlers.command import Request, Services
from models.clinic.changed_answer import TOLD_WITHIN
from models.errors import NotUnderstood
from models.reply import Choice, Line, Reply, Row, Section, Table, Weight
from models.understanding.unanswered import Unanswered, Unlisted, unanswered, unlisted
from models.wording import phrases
from models.wording import unanswered as wording

LIST = Choice("Asked without an answer", "/clinic facts unanswered")
_SHOWN = 20
_IN_SIGHT, _OFFERED = 5, 12
"""So many questions have a button in sight, and so many one at all."""
_CALL = "/coverage call"


class Open(NamedTuple):
    """The questions of the last 90 days that have no answer, and those about unknown payers."""

    questions: tuple[Unanswered, ...]
    unlisted: tuple[Unlisted, ...]


async def find(request: Request, services: Services) -> Open:
    """The questions of the last 90 days that have no answer."""
    told = await services.receipts.unknown(request.clinic.id, request.at - TOLD_WITHIN)
    read, book = services.reader.read, services.book
    questions = unanswered(told, read, request.clinic, book, request.today)
    return Open(questions, unlisted(told, read, request.today))


async def answer(request: Request, services: Services, text: str = "") -> Reply:
    """The list: what was recognised and how often, with a button that drafts each answer.

    It is of the payers alone that a text names.
    """
    questions, strange = await find(request, services)
    if text:
        questions, strange = _of_payers(questions, text, request, services), ()
    shown = questions[:_SHOWN]
    none = Line("Every question of the last 90 days that I understood has an answer.")
    hidden = len(questions) - len(shown)
    more = Line(f"{phrases.count(hidden, 'question')} more were asked less often.")
    return Reply(
        headline="Asked without an answer",
        lines=() if shown or strange else (none,),
        tables=(*([_table(shown, services)] if shown else []), *_of_unlisted(strange)),
        sections=_what_to_do(strange),
        cautions=(more,) if hidden else (),
        choices=(
            *(
                Choice(
                    f"Answer {question.payer.name}",
                    wording.draft(question, services.book),
                    _weight(at),
                )
                for at, question in enumerate(shown[:_OFFERED])
            ),
            Choice("Facts to check", "/clinic facts"),
        ),
        small_print="What was recognised, never what was typed nor who asked. What to ask a payer: "
        f"{_CALL} and its name. What a rule of yours answers leaves the list; what was just asked "
        "comes a few seconds later.",
    )


def _of_payers(
    questions: Sequence[Unanswered], text: str, request: Request, services: Services
) -> tuple[Unanswered, ...]:
    """The questions about the payers that a text names. Raises `NotUnderstood` for another text."""
    question = services.reader.read(text, request.today)
    named = {payer.id for payer in question.payers}
    if not named or question.unused:
        raise NotUnderstood(
            "I did not understand of which payer.",
            "Name one, or none for the whole list.",
            [LIST],
        )
    return tuple(each for each in questions if each.payer.id in named)


def _of_unlisted(questions: Sequence[Unlisted]) -> tuple[Table, ...]:
    """Questions about payers that no list has, by what else was recognised."""
    rows = [
        Row((wording.of_unlisted(each), str(each.times), phrases.day(each.last_on)))
        for each in questions[:_SHOWN]
    ]
    if not rows:
        return ()
    return (Table("Of payers that I do not know", ("Question", "Times", "Last"), tuple(rows)),)


def _what_to_do(questions: Sequence[Unlisted]) -> tuple[Section, ...]:
    """Which payers these were nobody can tell but whoever asked."""
    if not questions:
        return ()
    lines = (
        Line("Their names are not kept: ask your team which plans these were."),
        Line("Look for each by the name on its card. One that I do not know can have no rule."),
    )
    return (Section(wording.count_unlisted(questions), lines),)


def _weight(at: int) -> Weight:
    """How a button stands: that of the first leads, and behind some they are folded."""
    if at == 0:
        return Weight.PRIMARY
    return Weight.PLAIN if at < _IN_SIGHT else Weight.MORE


def _table(questions: Sequence[Unanswered], services: Services) -> Table:
    rows = tuple(
        Row(
            (
                wording.asked(question, services.book),
                str(question.times),
                phrases.day(question.last_on),
            ),
            wording.sheet(question),
        )
        for question in questions
    )
    return Table("Most asked first", ("Question", "Times", "Last"), rows)
