"""Reads the questions of the call sheet: lists/call_questions.yaml, in the order of the call."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from pathlib import Path
from string import Formatter
from typing import Annotated

from pydantic import AfterValidator

from models.content.entry import Entry
from models.content.fault import EntryFault, unfit
from models.content.pack_file import read_files, refuse
from models.coverage.call_question import CallPart, CallQuestion, Fills

FOLDER = Path(__file__).parent / "lists"

_PLACES = frozenset({"codes", "whom"})


def _fillable(says: str) -> str:
    strange = {name for _, name, _, _ in Formatter().parse(says) if name is not None} - _PLACES
    if strange:
        raise unfit(f"{{{min(strange)}}} is filled by nothing.", "Known are {codes} and {whom}.")
    return says


class _Question(Entry):
    when: CallPart
    says: Annotated[str, AfterValidator(_fillable)]
    fills: Fills | None = None


class _Questions(Entry):
    questions: tuple[_Question, ...]


@cache
def load_call_questions(folder: Path = FOLDER) -> tuple[CallQuestion, ...]:
    """Every question in order. Raises `FactsFault` where the file does not fit."""
    faults: list[EntryFault] = []
    path = folder / "call_questions.yaml"
    files = read_files(
        [path], folder, lambda file, _: _Questions.model_validate(file, strict=False), faults
    )
    refuse(folder, faults)
    return tuple(_values(files[0].questions))


def _values(questions: Iterable[_Question]) -> Iterable[CallQuestion]:
    return (CallQuestion(question.when, question.says, question.fills) for question in questions)
