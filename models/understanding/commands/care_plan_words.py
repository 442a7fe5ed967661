"""What may be typed of a plan of care: begun, certified, sent, reported, referred, ended, when."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta

from models.understanding.commands.session_commands import without_filler
from models.understanding.dates import relative_days
from models.visits.plan_of_care import PlanStep

_FLAGS = re.IGNORECASE
_DIRECT = re.compile(
    r"\b(?:(?:no|without(?:\s+an?)?|w/o)\s+(?:referral|rx|script|prescription|order)"
    r"|(?:by\s+|under\s+)?direct[\s-]+access|self[\s-]+referred|walk[\s-]?in)\b",
    _FLAGS,
)
_ORDERED = re.compile(
    r"\b(?:with|has|w/)\s+(?:an?\s+)?(?:signed\s+)?(?:referral|rx|script|prescription|order)\b",
    _FLAGS,
)
_STEPS: tuple[tuple[PlanStep, re.Pattern[str]], ...] = tuple(
    (step, re.compile(rf"\b(?:{words})\b", _FLAGS))
    for step, words in (
        (PlanStep.RECERTIFIED, r"re-?cert(?:s|ified|ification|ify)?|(?:signed|certified) again"),
        (PlanStep.CERTIFIED, r"cert(?:s|ified|ification|ify)?|signed|signature"),
        (PlanStep.REPORTED, r"progress(?:[\s-]+(?:reports?|notes?))?|report(?:s|ed)?|pn"),
        (PlanStep.SENT, r"sent|faxed|mailed|emailed|transmitted"),
        (PlanStep.REFERRED, r"referral|referred|rx|script|prescription|order(?:ed)?"),
        (PlanStep.ENDED, r"ended|ends?|over|discharged?|finished|done with"),
        (
            PlanStep.BEGUN,
            r"from|begun|began|begins?|start(?:s|ed|ing)?|since|eval(?:uation)?",
        ),
    )
)
_TAKES_BACK = re.compile(
    r"\b(?:take\s+back|taken\s+back|undo|withdraw|remove|delete|not(?:\s+yet)?)\b", _FLAGS
)
_INSTEAD = re.compile(r"\binstead\b", _FLAGS)
_UNTIL = re.compile(r"\b(?:until|till?|through|thru)\b", _FLAGS)
_WEEKS = re.compile(
    r"\bfor\s{1,3}(?P<number>[0-9]{1,3})\s{0,3}(?P<unit>weeks?|wks?|days?)\b", _FLAGS
)
_DATE = re.compile(r"[0-9]{1,4}[/-][0-9]")
_DETAILS = re.compile(r"\bdetails\b", _FLAGS)
_FILLER = frozenset(
    """a an the on of by was is back came come got has been today's plan care poc written wrote
    write done medicare physician doctor md dr noted note pt therapist it""".split()
)


@dataclass(frozen=True, slots=True)
class TypedPlan:
    """What was typed; `step` is None where nothing names one. `is_bare`: nothing was typed at all.

    `is_guessed`: no word names the step. `takes_back`: the step was noted by mistake. `instead`: it
    takes the place of the one before.
    """

    step: PlanStep | None = None
    on: date | None = None
    until: date | None = None
    is_direct: bool = False
    takes_back: bool = False
    instead: bool = False
    is_bare: bool = False
    is_guessed: bool = False
    unused: tuple[str, ...] = ()


def read(text: str, today: date) -> TypedPlan:
    """Read what stands behind the alias. Raises `NotUnderstood` for a day no calendar has."""
    text = _DETAILS.sub(" ", text)
    is_direct = _DIRECT.search(text) is not None
    rest = _ORDERED.sub(" ", _DIRECT.sub(" ", text))
    takes_back, instead = (mark.search(rest) is not None for mark in (_TAKES_BACK, _INSTEAD))
    rest = _INSTEAD.sub(" ", _TAKES_BACK.sub(" ", rest))
    step, rest = _take_step(rest)
    weeks = _WEEKS.search(rest)
    rest = _WEEKS.sub(" ", rest)
    until = _UNTIL.search(rest)
    before, behind = (rest[: until.start()], rest[until.end() :]) if until else (rest, "")
    day = relative_days.take(before, today)
    last = relative_days.take_last(behind, today, day.on or today) if until else None
    if weeks:
        days = int(weeks["number"]) * (1 if weeks["unit"].startswith("d") else 7)
        end: date | None = (day.on or today) + timedelta(days=days - 1)
    else:
        end = last.on if last else None
    left = f"{day.remaining} {last.remaining if last else ''}"
    words = without_filler(tuple(left.split()))
    return TypedPlan(
        step or (PlanStep.BEGUN if day.on or is_direct or end else None),
        day.on,
        end,
        is_direct,
        takes_back,
        instead,
        is_bare=not text.strip(),
        is_guessed=step is None,
        unused=tuple(word for word in words if word.casefold() not in _FILLER),
    )


def is_meant(text: str) -> bool:
    """Whether what stands behind "plan" and an alias is of a plan of care: no payer's plan is."""
    plain = text.strip()
    first = plain.split(" ", 1)[0]
    marks = (_DATE, _DIRECT, _TAKES_BACK)
    return (
        not first
        or any(words.match(first) for _, words in _STEPS)
        or any(mark.match(plain) for mark in marks)
    )


def _take_step(text: str) -> tuple[PlanStep | None, str]:
    for step, words in _STEPS:
        if found := words.search(text):
            return step, f"{text[: found.start()]} {text[found.end() :]}"
    return None, text
