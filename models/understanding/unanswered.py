"""Questions to which a clinic got no answer, by what was recognised in them, and how often."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date

from models.clinic.clinic import Clinic
from models.clinic.receipt import UnknownTold
from models.clinic.verification import ANY_NEEDLING, answering
from models.coverage.fact_book import FactBook
from models.coverage.payer import LineOfBusiness, Payer
from models.coverage.position import Circumstances, Verdict
from models.coverage.profession import Profession
from models.understanding.canonical_command import UNLISTED
from models.understanding.conditions.conditions import UNCLEAR
from models.understanding.question import Question

_COVERAGE = "/coverage "
_OTHER = ("all ", "history ", "changes ")  # verbs whose answer has no one payer's verdict


@dataclass(frozen=True, slots=True)
class Unanswered:
    """What was recognised of a question, how often it was asked, and when last; not by whom."""

    payer: Payer
    code: str = ""
    condition: str = ""
    profession: Profession | None = None
    state: str | None = None
    line: LineOfBusiness | None = None
    times: int = 0
    last_on: date = date.min


def unanswered(
    told: Iterable[UnknownTold],
    read: Callable[[str, date], Question],
    clinic: Clinic,
    book: FactBook,
    today: date,
) -> tuple[Unanswered, ...]:
    """Those that have no answer now either, the most asked first.

    Days of service are left out, so that a question about several is one.
    """
    whole: dict[Unanswered, Unanswered] = {}
    for each in told:
        asked = _recognised(each, read, today)
        if asked is None or _is_answered(asked, clinic, book, today):
            continue
        before = whole.get(asked, asked)
        whole[asked] = replace(
            before,
            times=before.times + each.times,
            last_on=max(before.last_on, each.last_on),
        )
    found = whole.values()
    return tuple(sorted(found, key=lambda each: (-each.times, each.payer.name, each.code)))


@dataclass(frozen=True, slots=True)
class Unlisted:
    """Questions about payers that no list has: of which code and state, how often, when last."""

    code: str = ""
    state: str | None = None
    times: int = 0
    last_on: date = date.min


def unlisted(
    told: Iterable[UnknownTold], read: Callable[[str, date], Question], today: date
) -> tuple[Unlisted, ...]:
    """Those of which the payer's name was not known, and is not kept; the most asked first."""
    found = []
    for each in told:
        if each.command.startswith(UNLISTED):
            question = read(each.command.removeprefix(UNLISTED), today)
            code = question.codes[0] if question.codes else ""
            found.append(Unlisted(code, question.state, each.times, each.last_on))
    return tuple(sorted(found, key=lambda each: (-each.times, each.code, each.state or "")))


def _recognised(
    told: UnknownTold, read: Callable[[str, date], Question], today: date
) -> Unanswered | None:
    """What a canonical command asks; None where it is about no one payer's rule."""
    text = told.command.removeprefix(_COVERAGE)
    if not told.command.startswith(_COVERAGE) or text.startswith(_OTHER):
        return None
    question = read(text, today)
    if len(question.payers) != 1 or question.as_known:
        return None
    return Unanswered(
        question.payers[0],
        question.codes[0] if question.codes else "",
        question.condition if question.condition and question.condition != UNCLEAR else "",
        question.profession,
        question.state,
        question.line,
    )


def _is_answered(asked: Unanswered, clinic: Clinic, book: FactBook, today: date) -> bool:
    """Whether the facts or a rule of the clinic's own say something to it by now."""
    home = Profession(clinic.profession) if clinic.profession else None
    circumstances = Circumstances(
        today,
        asked.code or ANY_NEEDLING,
        condition=asked.condition or None,
        profession=asked.profession or home,
        state=asked.state or asked.payer.only_state or clinic.state,
        line=asked.line,
    )
    _, position = answering(asked.payer.id, circumstances, clinic, book)
    if position and position.verdict is not Verdict.UNKNOWN:
        return True
    rules = clinic.rules.find(asked.payer.id, circumstances)
    return any(rule.scope.is_told(circumstances) for rule in rules)
