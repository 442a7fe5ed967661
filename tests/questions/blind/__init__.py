"""Sheets by people who saw neither facts nor code: what each question is, and how it was judged."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

FOLDER = Path(__file__).parent
SHEETS = (
    "first",
    "second",
    "third",
    "fourth",
    "fifth",
    "sixth",
    "seventh",
    "eighth",
    "ninth",
    "tenth",
    "eleventh",
    "twelfth",
    "thirteenth",
    "fourteenth",
    "fifteenth",
    "sixteenth",
    "seventeenth",
    "eighteenth",
    "nineteenth",
    "twentieth",
    "twentyfirst",
    "twentysecond",
    "twentythird",
    "twentyfourth",
    "twentyfifth",
    "twentysixth",
)
MARKS = ("right", "badly", "abstained", "wrong", "false")
"""What a judge says of an answer, best first; `docs/answers.md` tells what each word means."""


@dataclass(frozen=True, slots=True)
class BlindQuestion:
    """One question as a stranger typed it, and what its author thought a good answer must do."""

    n: int
    typed: str
    kind: str
    expect: str


def questions(sheet: str) -> list[BlindQuestion]:
    """The questions of a sheet; none where it is not sealed yet."""
    return [BlindQuestion(**entry) for entry in _held(f"{sheet}.yaml")]


def first_marks(sheet: str) -> dict[int, str]:
    """How each first answer was judged, by the question's number; empty before it was."""
    return {entry["n"]: entry["mark"] for entry in _held(f"{sheet}_marks.yaml")}


@cache
def _held(file: str) -> list[dict[str, Any]]:
    """The entries of a file, read once; none where it is not there."""
    path = FOLDER / file
    return yaml.load(path.read_text("utf-8"), yaml.CSafeLoader) if path.exists() else []


def score(sheet: str) -> str:
    """The first score of a sheet in one line, as `docs/answers.md` keeps it."""
    counts = Counter(first_marks(sheet).values())
    total = counts.total()
    if not total:
        return f"| {sheet} | not judged |" + " |" * (len(MARKS) - 1)
    cells = " | ".join(f"{counts[mark]} ({counts[mark] / total:.0%})" for mark in MARKS)
    return f"| {sheet} | {cells} |"
