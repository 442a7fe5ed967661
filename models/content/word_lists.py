"""Reads the closed lists: what people say for their entries, and the numbers of codes."""

from __future__ import annotations

from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Any, TypeVar

import yaml

from models.coverage.plan_kind import PlanKind
from models.errors import FactsFault
from models.visits.balance_source import SourceKind
from models.visits.closed_lists import Lists
from models.visits.void_reason import VoidReason
from models.visits.word_list import EntryWords, WordList

E = TypeVar("E", bound=StrEnum)

FOLDER = Path(__file__).parent / "lists"


@cache
def load_lists(folder: Path = FOLDER) -> Lists:
    """Read every list. Raises `FactsFault` where a file does not fit its list."""
    return Lists(
        voids=_words(folder / "void_reasons.yaml", VoidReason),
        sources=_words(folder / "balance_sources.yaml", SourceKind),
        plans=_words(folder / "plan_kinds.yaml", PlanKind),
        codes=_codes(folder / "therapy_codes.yaml"),
    )


def _words(path: Path, kind: type[E]) -> WordList[E]:
    told = _read(path)
    try:
        entries = {kind(name): said for name, said in told["entries"].items()}
        silent, idle = (frozenset(told.get(name, ())) for name in ("silent", "idle"))
        weak = set(map(kind, told.get("weak", ())))
        if missing := set(kind) - set(entries):
            raise ValueError(f"nothing is said for {sorted(missing)}")
        return WordList(
            tuple(EntryWords(each, tuple(said), each in weak) for each, said in entries.items()),
            silent,
            idle,
        )
    except (KeyError, TypeError, AttributeError, ValueError) as error:
        raise FactsFault(f"{path.name} does not fit its list: {error}.", "Mend the file.") from None


def _codes(path: Path) -> frozenset[str]:
    groups = _read(path)
    codes = [code for group in groups.values() for code in group.split()]
    if len(set(codes)) != len(codes) or not all(_is_code(code) for code in codes):
        raise FactsFault(f"{path.name} holds what is no code, or one twice.", "Mend the file.")
    return frozenset(codes)


def _is_code(code: str) -> bool:
    return len(code) == len("97110") and code.isalnum() and code.isascii() and code[1:].isdigit()


def _read(path: Path) -> dict[str, Any]:
    try:
        told = yaml.load(path.read_text(encoding="utf-8"), yaml.BaseLoader)  # noqa: S506 - text only
    except (OSError, yaml.YAMLError):
        raise FactsFault(f"{path.name} cannot be read.", "Install the program anew.") from None
    return told if isinstance(told, dict) else {}
