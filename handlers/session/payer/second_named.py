"""A second payer that is named without its rank: who pays first is asked, and none dropped."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from handlers.session.find_chart import Again
from models.coverage.payer import LINE_NAMES, LineOfBusiness, Payer
from models.coverage.state import NAMES
from models.errors import NotUnderstood
from models.field_name import FieldName
from models.reply import Choice
from models.understanding.question import Question

_JOINED = re.compile(r"\band\b|\bwith\b|\bthen\b|\bplus\b|[&+/,;]", re.IGNORECASE)
_PROGRAMS = frozenset(
    {
        LineOfBusiness.MEDICARE,
        LineOfBusiness.MEDICAID,
        LineOfBusiness.WORKERS_COMPENSATION,
        LineOfBusiness.AUTO,
    }
)
"""Each pays by itself: none of them is a plan of another program."""

_PAIRS = 4


def refuse_program(
    payer: Payer | None, question: Question, text: str, for_: str, again: Again
) -> None:
    """Raise `NotUnderstood` where a program is named beside a payer that does not run it.

    Medicare and TRICARE have no Medicaid plan; a company's is meant, unless the two are joined.
    """
    line = question.line
    if payer is None or line not in _PROGRAMS or line in payer.lines:
        return
    is_program = set(payer.lines) <= {*_PROGRAMS, LineOfBusiness.FEDERAL, LineOfBusiness.MEDIGAP}
    if not is_program and not _JOINED.search(text):
        return
    other = LINE_NAMES[line]
    if other.casefold() in payer.name.casefold():  # FECA is comp by its own name
        return
    is_federal = line is LineOfBusiness.MEDICARE
    state = "" if is_federal else f"{NAMES.get(question.state or '', '<state>')} "
    with_state = ", and the state" if state == "<state> " else ""
    whole = f"{payer.name} primary {state}{other} secondary"
    ranked = "" if with_state else f"{payer.name}{for_} primary {state}{other} secondary"
    both = [Choice(f"{payer.name} first, {state}{other} second", again(ranked))] if ranked else []
    raise NotUnderstood(
        f"That names two payers: {payer.name} and {other}. Who pays first?",
        f"Nothing was saved. Write both with their ranks{with_state}: {whole}",
        [*both, Choice(f"{payer.name} alone", again(f"{payer.name}{for_}"))],
        field=FieldName.PAYER,
    )


def refuse_apart(question: Question, near: Sequence[Payer], for_: str, again: Again) -> None:
    """Raise where a payer is named beside a name that fits many: none of the two is dropped.

    `near` are those of the clinic's state among the many. No button drops words of the question.
    """
    sure = [group[0] for group in question.payers_apart if len(group) == 1]
    vague = [group for group in question.payers_apart if len(group) > 1]
    if len(sure) != 1 or len(vague) != 1:
        return
    (payer,), (many,) = sure, vague
    line, times = Counter(line for each in many for line in each.lines).most_common(1)[0]
    is_program = line in _PROGRAMS and times > len(many) / 2
    other = LINE_NAMES[line] if is_program else "a name of many"
    whole = f"{payer.name} primary <state> {LINE_NAMES[line] if is_program else 'payer'} secondary"
    pairs = [
        pair
        for each in near
        if each in many
        for pair in ((payer.name, each.name), (each.name, payer.name))
    ]
    both = [
        Choice(
            f"{first} first, {second} second", again(f"{first}{for_} primary {second} secondary")
        )
        for first, second in pairs[:_PAIRS]
    ]
    raise NotUnderstood(
        f"That names two payers: {payer.name} and {other}. Who pays first?",
        f"Nothing was saved. Write both with their ranks, and the state: {whole}",
        [*both, Choice(f"{payer.name} alone", again(f"{payer.name}{for_}"))],
        field=FieldName.PAYER,
    )


def both_ways(payers: Sequence[Payer], text: str, for_: str, again: Again) -> list[Choice]:
    """Of two payers that were joined, each as the first one."""
    if len(payers) != 2 or not _JOINED.search(text):  # noqa: PLR2004 -- a first and a second
        return []
    one, other = (payer.name for payer in payers)
    return [
        Choice(
            f"{first} first, {second} second", again(f"{first}{for_} primary {second} secondary")
        )
        for first, second in ((one, other), (other, one))
    ]
