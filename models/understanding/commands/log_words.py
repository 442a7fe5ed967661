"""Words of a log that are no code: no-show, cancelled, self-pay, an evaluation, a discipline."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeVar

from models.visits.session import Discipline


class Missed(StrEnum):
    """Why a visit did not take place: nothing is logged of it."""

    NO_SHOW = "no-show"
    CANCELLED = "cancelled"


class Evaluation(StrEnum):
    """Which evaluation is named, where its code is not."""

    INITIAL = "eval"
    AGAIN = "re-eval"


_Entry = TypeVar("_Entry", Missed, Evaluation)

_MISSED: tuple[tuple[re.Pattern[str], Missed], ...] = (
    (
        re.compile(
            r"\b(?:no[\s–-]?show(?:ed|s)?|did(?:n['’]?t|\s+not)\s+(?:come|show)(?:\s+up)?)\b",
            re.IGNORECASE,
        ),
        Missed.NO_SHOW,
    ),
    (
        re.compile(r"\b(?:late[\s-]+)?cancel(?:led|ed|lation|ation|s)?\b", re.IGNORECASE),
        Missed.CANCELLED,
    ),
)
_SELF_PAY = re.compile(
    r"\b(?:self[\s–-]?pa(?:y|id|ying)|private[\s-]pay|(?:paid\s+)?(?:in\s+)?cash(?:[\s-]pa(?:y|id))?"
    r"|out[\s-]of[\s-]pocket)\b",
    re.IGNORECASE,
)
_EVALUATIONS: tuple[tuple[re.Pattern[str], Evaluation], ...] = (
    (re.compile(r"\bre[\s–-]?eval(?:uation|uated?|s)?\b", re.IGNORECASE), Evaluation.AGAIN),
    (
        re.compile(r"\b(?:(?:initial|first|new|pt)\s+)?eval(?:uation|uated?|s)?\b", re.IGNORECASE),
        Evaluation.INITIAL,
    ),
)
_BY = r"(?:(?:with|by|of)\s+(?:(?:the|our|a|an)\s+)?)?"
_DISCIPLINES: tuple[tuple[re.Pattern[str], Discipline], ...] = (
    (
        re.compile(rf"\b{_BY}(?:ot|occupational(?:\s+therap(?:y|ist))?)\b", re.IGNORECASE),
        Discipline.OT,
    ),
    (
        re.compile(rf"\b{_BY}(?:slp|speech(?:\s+therap(?:y|ist))?)\b", re.IGNORECASE),
        Discipline.ST,
    ),
    (
        re.compile(
            rf"\b{_BY}physical\s+therap(?:y|ist)\b|\b(?:with|by)\s+(?:(?:the|our|a)\s+)?pta?\b"
            r"|(?<=[0-9]\s)pt\b(?!-)|\b(?-i:PT)\b(?!-)",
            re.IGNORECASE,
        ),
        Discipline.PT,
    ),
    (
        re.compile(
            rf"\b{_BY}(?:chiro(?:practor|practic)?|dc)\b(?!-)(?:\s+(?:care|therapy|treatment)\b)?",
            re.IGNORECASE,
        ),
        Discipline.DC,
    ),
    (
        re.compile(rf"\b{_BY}(?:acupuncture|acupuncturist|acu|lac)\b", re.IGNORECASE),
        Discipline.ACUPUNCTURE,
    ),
)
SAID: dict[Discipline, str] = {
    Discipline.PT: "physical therapy",
    Discipline.OT: "ot",
    Discipline.ST: "speech",
    Discipline.DC: "chiropractic",
    Discipline.ACUPUNCTURE: "acupuncture",
}
"""How each may be typed."""

FOR_BILL = re.compile(r"\bBill\b|\b(?i:(?:for|with|by|of)\s{1,8}+bill)\b")
"""Bill is somebody's name: in capitals, or where a person is named; "bill 20560" is none."""

_OF_MISSED = re.compile(
    r"\s{0,8}(?:(?:late\s{1,8})?(?P<how>no[\s-]?shows?|cancell?ed)|late[\s-]{1,8}cancel(?:lation|ation|s)?)\b"
    r"(?:\s{1,8}(?:of|for))?(?=\s+\S)",
    re.IGNORECASE,
)
"""Said at the front of who did not come: "no-show OAK-12"."""


@dataclass(frozen=True, slots=True)
class LogWords:
    """What such words say, and the text without them. Two disciplines stay in the text."""

    remaining: str
    missed: Missed | None = None
    is_self_pay: bool = False
    evaluation: Evaluation | None = None
    discipline: Discipline | None = None


def take(text: str) -> LogWords:
    """Take such words out of a text."""
    missed, text = _first(_MISSED, text)
    paid = _SELF_PAY.search(text) is not None
    text = _SELF_PAY.sub(" ", text)
    evaluation, text = _first(_EVALUATIONS, text)
    named = [(at, discipline) for at, discipline in _DISCIPLINES if at.search(text)]
    discipline = named[0][1] if len(named) == 1 else None
    if discipline:
        text = named[0][0].sub(" ", text)
    return LogWords(text, missed, paid, evaluation, discipline)


def of_one_visit(text: str) -> tuple[str, str]:
    """What is said of one visit alone, in a word or two, and the text without it; "" for nothing.

    Who does not come, who pays and who is evaluated is rarely told of several at once.
    """
    said = take(text)
    names = [said.missed, "self-pay" if said.is_self_pay else None, said.evaluation]
    _, text = _first(_MISSED, text)
    _, text = _first(_EVALUATIONS, _SELF_PAY.sub(" ", text))
    return ", ".join(name for name in names if name), " ".join(text.split())


def _first(
    patterns: tuple[tuple[re.Pattern[str], _Entry], ...], text: str
) -> tuple[_Entry | None, str]:
    """The first entry whose words stand in a text, and the text without them."""
    for at, entry in patterns:
        if at.search(text):
            return entry, at.sub(" ", text)
    return None, text


def of_missed(text: str) -> str:
    """What is said of somebody who did not come, "no-show OAK-12", as a log; empty for others."""
    missed = _OF_MISSED.match(text)
    if missed is None:
        return ""
    return f"{text[missed.end() :].strip()} {missed['how'] or Missed.CANCELLED}"
