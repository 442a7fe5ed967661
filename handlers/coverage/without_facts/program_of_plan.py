"""The state's Medicaid program whose plan a payer is, and what of it may hold for the plan too."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from handlers.coverage.card.card import ANY_NEEDLING
from models.coverage.fact_book import FactBook
from models.coverage.payer import Payer
from models.coverage.position import Circumstances, Verdict, find
from models.reply import Line
from models.understanding.question import Question
from models.wording import phrases


def programs(payer: Payer, question: Question, book: FactBook) -> tuple[Payer, ...]:
    """The Medicaid program of the state whose plan it is, where something is held on it."""
    where = payer.states if len(payer.states) == 1 else question.states
    return book.medicaid_programs.get(where, ()) if len(where) == 1 else ()


def sections(
    programs: Sequence[Payer], question: Question, book: FactBook, today: date
) -> tuple[Line, ...]:
    """What is held of the state's program whose plan it is, which may hold for the plan too.

    A position that does not speak of all the codes, the condition or the profession is none.
    """
    program = next(iter(programs), None)
    held = book.positions_of(program.id) if program else ()
    if program is None or len(held) != 1 or held[0].in_force.last:
        return ()
    asked = Circumstances(
        on=question.on or today,
        condition=question.condition,
        profession=question.profession,
        other_biller=bool(question.other_profession),
    )
    codes = question.codes or (ANY_NEEDLING,)
    if not all(find(held, replace(asked, code=code)).leading for code in codes):
        return ()
    if held[0].verdict is Verdict.UNKNOWN:
        return ()
    verdict = phrases.VERDICTS[held[0].verdict].words.lower()
    return (
        Line(
            "It is a Medicaid plan: it may have a policy of its own, and the state's may hold for "
            f"it too. Of {program.name} I hold: {verdict}.",
            held[0].cites,
        ),
    )
