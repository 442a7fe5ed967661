"""Reads the closed lists: what people say for their entries, and the numbers of codes."""

from __future__ import annotations

import re
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Annotated, TypeVar

from pydantic import BaseModel, PlainValidator, RootModel

from models.content.checks.ids import twice
from models.content.entry import Entry, typed
from models.content.fault import EntryFault, unfit
from models.content.pack_file import read_files, refuse
from models.coverage.plan_kind import PlanKind
from models.errors import FactsFault
from models.visits.balance_source import SourceKind
from models.visits.body_region import BodyRegion
from models.visits.closed_lists import Lists
from models.visits.void_reason import VoidReason
from models.visits.word_list import EntryWords, WordList

B = TypeVar("B", bound=BaseModel)
E = TypeVar("E", bound=StrEnum)

FOLDER = Path(__file__).parent / "lists"

_CODE = re.compile(r"[0-9A-Z][0-9]{4}")


def _code_numbers(value: object) -> list[str]:
    codes = typed(value).split()
    if strange := [code for code in codes if not _CODE.fullmatch(code)]:
        raise unfit(f"“{strange[0]}” is no code.", "Write numbers with spaces between them.")
    return codes


Words = tuple[Annotated[str, PlainValidator(typed)], ...]  # a bare "no" is a word here


class _ListEntry(Entry):
    """What is said for the entries of a list; `weak` ones yield, the other words say nothing."""

    weak: Words = ()
    silent: Words = ()
    idle: Words = ()
    entries: dict[str, Words]


class _CodesEntry(RootModel[dict[str, Annotated[list[str], PlainValidator(_code_numbers)]]]):
    """Numbers of codes in groups."""


@cache
def load_lists(folder: Path = FOLDER) -> Lists:
    """Read every list. Raises `FactsFault` where a file does not fit its list."""
    return Lists(
        voids=_words(folder / "void_reasons.yaml", VoidReason),
        sources=_words(folder / "balance_sources.yaml", SourceKind),
        plans=_words(folder / "plan_kinds.yaml", PlanKind),
        regions=_words(folder / "body_regions.yaml", BodyRegion),
        codes=_codes(folder / "therapy_codes.yaml"),
        untimed=_codes(folder / "untimed_codes.yaml"),
    )


def _words(path: Path, kind: type[E]) -> WordList[E]:
    entry = _read(path, _ListEntry)
    try:
        if unsaid := set(kind) - entry.entries.keys():
            raise ValueError(f"nothing is said for {sorted(unsaid)}")
        weak = set(map(kind, entry.weak))
        said = ((kind(name), words) for name, words in entry.entries.items())
        entries = tuple(EntryWords(member, words, member in weak) for member, words in said)
        return WordList(entries, frozenset(entry.silent), frozenset(entry.idle))
    except ValueError as error:
        what = f"{path.name} does not fit its list: {error}."
        raise FactsFault(what, "Mend the file.") from None


def _codes(path: Path) -> frozenset[str]:
    codes = [code for group in _read(path, _CodesEntry).root.values() for code in group]
    refuse(path.parent, twice(path.name, codes))
    return frozenset(codes)


def _read(path: Path, kind: type[B]) -> B:
    faults: list[EntryFault] = []
    files = read_files([path], path.parent, lambda file, _: kind.model_validate(file), faults)
    refuse(path.parent, faults)
    return files[0]
