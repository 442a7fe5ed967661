"""Which code a log means that names an evaluation or a discipline in words (_EVALUATIONS)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from handlers.command import Request
from models.errors import NotUnderstood
from models.field_name import FieldName
from models.reply import Choice
from models.understanding.commands.log_words import Evaluation
from models.understanding.commands.session_commands import LogRequest
from models.visits.session import NEEDLING, Discipline, discipline_of

Again = Callable[[Sequence[str]], str]
"""The same log with these codes."""

_EVALUATIONS: dict[Discipline, tuple[tuple[str, ...], str]] = {
    Discipline.PT: (("97161", "97162", "97163"), "97164"),
    Discipline.OT: (("97165", "97166", "97167"), "97168"),
}
"""The evaluations of low, moderate and high complexity, and the re-evaluation."""

_COMPLEXITY = ("low complexity", "moderate complexity", "high complexity")
_OF_DISCIPLINE: dict[Discipline, tuple[tuple[str, str], ...]] = {
    Discipline.PT: (
        *(("20560", "needling of 1 or 2 muscles"), ("20561", "needling of 3 or more muscles")),
        *(("97110", "exercise"), ("97140", "manual therapy")),
    ),
    Discipline.OT: (
        *(("97530", "activities"), ("97110", "exercise"), ("97140", "manual therapy")),
        ("20560", "needling of 1 or 2 muscles"),
    ),
    Discipline.ST: (("92507", "treatment of speech"),),
    Discipline.DC: (
        *(("98940", "1 or 2 regions"), ("98941", "3 or 4 regions"), ("98942", "5 regions")),
        ("20560", "needling of 1 or 2 muscles"),
    ),
    Discipline.ACUPUNCTURE: (
        ("97810", "without stimulation"),
        ("97813", "with electrical stimulation"),
    ),
}


def settled(log: LogRequest, request: Request, again: Again) -> LogRequest:
    """The log with its codes. Raises `NotUnderstood` where its words may mean several, or none."""
    if log.evaluation:
        return _evaluated(log, request, again)
    if not NEEDLING.issuperset(log.which):
        raise _which([Choice(code, again((*log.codes, code))) for code in log.which])
    if log.discipline and not log.codes:
        known = _OF_DISCIPLINE.get(log.discipline, ())
        raise _which([Choice(f"{code}, {says}", again((code,))) for code, says in known])
    return log


def _evaluated(log: LogRequest, request: Request, again: Again) -> LogRequest:
    own = discipline_of(request.clinic.biller)
    initial, later = _EVALUATIONS.get(log.discipline or own or Discipline.PT, ((), ""))
    every = {code for codes, second in _EVALUATIONS.values() for code in (*codes, second)}
    if every.intersection(log.codes):
        return replace(log, evaluation=None)
    if log.evaluation is Evaluation.AGAIN and later:
        return replace(log, evaluation=None, codes=(*log.codes, later))
    raise _which(
        [
            Choice(f"{code}, {says}", again((*log.codes, code)))
            for code, says in zip(initial, _COMPLEXITY, strict=False)
        ]
    )


def _which(choices: Sequence[Choice]) -> NotUnderstood:
    return NotUnderstood(
        "Which code was it?",
        "A log without a code is taken for needling, so nothing was logged yet. Choose one, or "
        "write the code in its place.",
        choices,
        field=FieldName.CODES,
    )
