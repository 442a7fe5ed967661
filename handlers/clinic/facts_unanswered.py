"""/clinic facts unanswered: what staff asked and nothing answers, each drafted as a rule."""

from __future__ import annotations

from collections.abc import Sequence

from handlers.command import Request, Services
from models.clinic.changed_answer import TOLD_WITHIN
from models.reply import Choice, Line, Reply, Row, Table, Weight
from models.understanding.unanswered import Unanswered, unanswered
from models.wording import phrases
from models.wording import unanswered as wording

LIST = Choice("Asked without an answer", "/clinic facts unanswered")
_SHOWN = 20
_IN_SIGHT, _OFFERED = 5, 12
"""So many questions have a button in sight, and so many one at all."""
_CALL = "/coverage call"


async def find(request: Request, services: Services) -> tuple[Unanswered, ...]:
    """The questions of the last 90 days that have no answer."""
    told = await services.receipts.unknown(request.clinic.id, request.at - TOLD_WITHIN)
    return unanswered(told, services.reader.read, request.clinic, services.book, request.today)


async def answer(request: Request, services: Services) -> Reply:
    """The list: what was recognised and how often, with a button that drafts each answer."""
    questions = await find(request, services)
    shown = questions[:_SHOWN]
    none = Line("Every question of the last 90 days that I understood has an answer.")
    hidden = len(questions) - len(shown)
    more = Line(f"{phrases.count(hidden, 'question')} more were asked less often.")
    return Reply(
        headline="Asked without an answer",
        lines=() if shown else (none,),
        tables=(_table(shown, services),) if shown else (),
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
