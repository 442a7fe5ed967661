"""Reads the sheets of questions. A key that no sheet may hold is a fault, and so is a double."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import yaml

from models.coverage.profession import Profession
from models.coverage.state import NAMES

FOLDER = Path(__file__).parent
SPELLINGS = "spellings"  # names and their misspellings, not questions
TODAY = date(2026, 11, 23)

# What a sheet writes where no badge may be shown.
NO_BADGE = "none"

_KEYS = frozenset(
    {
        "ask",
        "clinic",
        "today",
        "verdict",
        "has",
        "lacks",
        "asks_back",
        "topic",
        "held_out",
        "missed",
    }
)


class SheetFault(Exception):
    """A sheet holds something that it may not hold."""


@dataclass(frozen=True, slots=True)
class Question:
    """One question, and what its answer must be.

    `verdicts` are the badges that are right, of which one must be shown; empty leaves it open.
    `topic` is the id of the topic that must answer, which only /ask has. `held_out` questions are
    those that nobody looked at while mending the bot. `missed` ones are answered wrongly today: one
    more is a fault, and so is one that is answered rightly again.
    """

    sheet: str
    request: str
    profession: str | None = None
    state: str | None = None
    today: date = TODAY
    verdicts: tuple[str, ...] = ()
    has: tuple[str, ...] = ()
    lacks: tuple[str, ...] = ()
    asks_back: bool = False
    topic: str = ""
    held_out: bool = False
    missed: bool = False


def sheets() -> dict[str, list[Question]]:
    """Every sheet of the folder, by the name of its command."""
    names = sorted(path.stem for path in FOLDER.glob("*.yaml") if path.stem != SPELLINGS)
    return {name: questions(name, (FOLDER / f"{name}.yaml").read_text("utf-8")) for name in names}


def questions(sheet: str, text: str) -> list[Question]:
    """The questions of one sheet. Raises `SheetFault`."""
    entries = yaml.load(text, yaml.CSafeLoader)
    if not isinstance(entries, list):
        raise SheetFault(f"{sheet}.yaml is not a list.")
    asked = [_question(sheet, entry) for entry in entries]
    seen: set[tuple[object, ...]] = set()
    for each in asked:
        circumstances = (each.request, each.profession, each.state, each.today)
        if circumstances in seen:
            raise SheetFault(f"{sheet}.yaml asks twice: {each.request!r}")
        seen.add(circumstances)
    return asked


def _question(sheet: str, entry: object) -> Question:
    if not isinstance(entry, dict) or "ask" not in entry:
        raise SheetFault(f"{sheet}.yaml: every entry needs `ask`, this has none: {entry!r}")
    if faults := list(_faults(entry)):
        raise SheetFault(f"{sheet}.yaml, {entry['ask']!r}: {'; '.join(faults)}")
    clinic = entry.get("clinic", {})
    return Question(
        sheet=sheet,
        request=entry["ask"],
        profession=clinic.get("profession"),
        state=clinic.get("state"),
        today=entry.get("today", TODAY),
        verdicts=_texts(entry.get("verdict", [])),
        has=_texts(entry.get("has", [])),
        lacks=_texts(entry.get("lacks", [])),
        asks_back="asks_back" in entry,
        topic=entry.get("topic", ""),
        held_out="held_out" in entry,
        missed="missed" in entry,
    )


def _faults(entry: dict[str, Any]) -> Iterator[str]:
    if unknown := entry.keys() - _KEYS:
        yield f"unknown keys {sorted(unknown)}"
    yield from (f"{key} is no text" for key in ("ask", "topic") if not _is_text(entry.get(key, "")))
    yield from (
        f"{key} is neither a text nor a list of texts"
        for key in ("verdict", "has", "lacks")
        if not all(_is_text(each) and each for each in _listed(entry.get(key, [])))
    )
    flags = [key for key in ("asks_back", "held_out", "missed") if key in entry]
    yield from (f"{key} may only be yes" for key in flags if entry[key] is not True)
    if "asks_back" in entry and "verdict" in entry:
        yield "a question back has no verdict"
    if not isinstance(entry.get("today", TODAY), date):
        yield "today is no date"
    clinic = entry.get("clinic", {})
    if clinic.keys() - {"profession", "state"}:
        yield "a clinic has a profession and a state"
    if clinic.get("profession", "PT") not in set(Profession):
        yield f"no profession {clinic['profession']}"
    if clinic.get("state", "NC") not in NAMES:
        yield f"no state {clinic['state']}"


def _listed(value: object) -> list[object]:
    return value if isinstance(value, list) else [value]


def _is_text(value: object) -> bool:
    return isinstance(value, str)


def _texts(value: object) -> tuple[str, ...]:
    return tuple(str(each) for each in _listed(value))
