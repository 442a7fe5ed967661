"""What may be typed of a plan of care: begun, certified, sent, reported, referred, ended, when."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta

from models import spelling
from models.understanding import instead_word
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
_UNTIL = re.compile(r"\b(?:until|till?|through|thru)\b", _FLAGS)
_ON = re.compile(r"\bon\b", _FLAGS)
_WEEKS = re.compile(
    r"\bfor\s{1,3}(?P<number>[0-9]{1,3})\s{0,3}(?P<unit>weeks?|wks?|days?)\b", _FLAGS
)
_DATE = re.compile(r"[0-9]{1,4}[/-][0-9]")
_DETAILS = re.compile(r"\bdetails\b", _FLAGS)
_SHOWS = frozenset(
    "what whats what's is are due dues owed owing still when status show view and of the it".split()
)
"""Alone these ask what is owed, and note nothing."""

_SPELLED = {
    "recertified": PlanStep.RECERTIFIED,
    "recertification": PlanStep.RECERTIFIED,
    "recert": PlanStep.RECERTIFIED,
    "certified": PlanStep.CERTIFIED,
    "certification": PlanStep.CERTIFIED,
    "certify": PlanStep.CERTIFIED,
    "signed": PlanStep.CERTIFIED,
    "report": PlanStep.REPORTED,
    "progress": PlanStep.REPORTED,
    "faxed": PlanStep.SENT,
    "mailed": PlanStep.SENT,
    "referral": PlanStep.REFERRED,
    "referred": PlanStep.REFERRED,
    "prescription": PlanStep.REFERRED,
    "ended": PlanStep.ENDED,
    "discharged": PlanStep.ENDED,
    "started": PlanStep.BEGUN,
    "evaluation": PlanStep.BEGUN,
}
"""What a misspelt word is compared with."""

_SHORTEST = 5
_LONG = 8
"""In a word of so many letters two slips are likely one word; in shorter ones one slip is."""
_FILLER = frozenset(
    """a an the on of by was is back came come got has been today's plan care poc note written wrote
    write done file medicare physician doctor md dr noted note pt therapist it""".split()
)


_LIST = re.compile(
    r"(?:(?:show|list|all|the|our|my|me|what|which|open|due|medicare(?:'s)?)\s)*"
    r"(?:plans(?:[\s-]of[\s-](?:care|treatment))?|care\splans|pocs|duties|(?:re)?certifications"
    r"|progress\sreports)(?:\s(?:are|is|due|near|owed|open|soon|now|late|overdue))*\??",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class TypedPlan:
    """What was typed; `step` is None where nothing names one. `is_bare`: nothing was typed at all.

    `is_guessed`: no word names the step; `misspelt` is the one that likely does. `takes_back`: the
    step was noted by mistake. `instead`: it takes the place of the one before. `is_ordered`: a
    referral is told to be on file besides.
    """

    step: PlanStep | None = None
    on: date | None = None
    until: date | None = None
    is_direct: bool = False
    takes_back: bool = False
    instead: bool = False
    is_ordered: bool = False
    is_bare: bool = False
    is_guessed: bool = False
    misspelt: str = ""
    unused: tuple[str, ...] = ()


def read(text: str, today: date) -> TypedPlan:
    """Read what stands behind the alias. Raises `NotUnderstood` for a day no calendar has."""
    text = _DETAILS.sub(" ", text)
    is_direct = _DIRECT.search(text) is not None
    without = _DIRECT.sub(" ", text)
    rest = _ORDERED.sub(" ", without)
    is_ordered = rest != without
    takes_back = _TAKES_BACK.search(rest) is not None
    instead, rest = instead_word.take(_TAKES_BACK.sub(" ", rest))
    step, rest = _take_step(_in_order(rest))
    misspelt = _misspelt(rest) if step is None else ""
    rest = rest.replace(misspelt, " ", 1) if misspelt else rest
    step = _SPELLED[_spelled(misspelt)] if misspelt else step
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
        is_ordered,
        is_bare=_SHOWS.issuperset(text.casefold().strip(" ?").split()),
        is_guessed=step is None or bool(misspelt),
        misspelt=misspelt,
        unused=tuple(
            word
            for word in words
            if word.casefold() not in _FILLER and (_SPELLED.get(_spelled(word)) or "") != step
        ),
    )


def asks_for_list(text: str) -> bool:
    """Whether a text asks what all plans of care owe: "plans", "duties", "certifications due"."""
    return _LIST.fullmatch(" ".join(text.split())) is not None


def is_meant(text: str) -> bool:
    """Whether what stands behind "plan" and an alias is of a plan of care: no payer's plan is."""
    plain = text.strip()
    first = plain.split(" ", 1)[0].strip("?.,")
    marks = (_DATE, _DIRECT, _TAKES_BACK, _UNTIL, _DETAILS)
    return (
        not first
        or first.casefold() in _SHOWS | {"note"}
        or any(words.match(first) for _, words in _STEPS)
        or any(mark.match(plain) for mark in marks)
        or bool(_spelled(first))
    )


def _take_step(text: str) -> tuple[PlanStep | None, str]:
    for step, words in _STEPS:
        if found := words.search(text):
            return step, f"{text[: found.start()]} {text[found.end() :]}"
    return None, text


def _in_order(text: str) -> str:
    """A text whose last day stands behind its first: "until 1/15 from 11/20" turned round."""
    until = _UNTIL.search(text)
    if until is None:
        return text
    behind = text[until.end() :]
    starts = [found.start() for words in _BEGINS if (found := words.search(behind))]
    at = min(starts, default=0)
    if not behind[:at].strip():
        return text
    return f"{text[: until.start()]} {behind[at:]} {until[0]} {behind[:at]}"


_BEGINS = (*(words for _, words in _STEPS), _ON)


def _misspelt(text: str) -> str:
    """The first word that is likely a step, misspelt; empty where none is."""
    return next((word for word in text.split() if _spelled(word)), "")


def _spelled(word: str) -> str:
    """How a misspelt step is likely spelled; empty where the word is like none."""
    plain = word.casefold()
    if len(plain) < _SHORTEST or not plain.isalpha():
        return ""
    return spelling.slipped(plain, _SPELLED, 2 if len(plain) >= _LONG else 1) or ""


def steps_with_days(text: str, today: date) -> tuple[str, ...]:
    """Each step of a text by itself, where every one has a day of its own; else none."""
    spans = [found.span() for _, step in _STEPS for found in step.finditer(text)]
    begins = sorted(a for a, b in spans if not any(c < a < d for c, d in spans))  # "re-cert"
    if not begins or text[: begins[0]].strip():
        return ()
    ends = [*begins[1:], len(text)]
    each = tuple(text[a:b].strip(" ,;") for a, b in zip(begins, ends, strict=True))
    return each if all(relative_days.take(one, today).on for one in each) else ()
