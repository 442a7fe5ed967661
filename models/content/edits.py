"""Reads a file of edits/: Medicare's pairs of codes and units a day, as of one quarter."""

from __future__ import annotations

from typing import Annotated

from pydantic import AfterValidator, BeforeValidator

from models.content.entry import Day, Entry, Flag, Sentence, SourcedEntry, Text, Texts, typed
from models.content.fault import unfit
from models.coverage.edits import DailyUnits, Edit, EditTable


def _codes(text: str) -> tuple[str, ...]:
    return tuple(text.split())


def _whole(value: object) -> int:
    text = typed(value)
    if not text.isdigit():
        raise unfit(f'"{text}" is no whole number.', "Write 0, 1, 2 or the like.")
    return int(text)


_Codes = Annotated[Text, AfterValidator(_codes)]
_Count = Annotated[int, BeforeValidator(_whole)]


class _Row(Entry):
    """A code that is paid, and the codes that are denied beside it."""

    pays: Text
    never: _Codes = ()  # type: ignore[assignment]  # read as a text, kept as codes
    with_modifier: _Codes = ()  # type: ignore[assignment]
    note: Sentence | None = None

    def edits(self) -> list[Edit]:
        """One edit for each code that is denied."""
        kinds = ((self.never, False), (self.with_modifier, True))
        return [Edit(self.pays, code, may, self.note) for codes, may in kinds for code in codes]


class _Deleted(Entry):
    codes: _Codes
    on: Day


class _Units(Entry):
    most: _Count
    fixed: Flag
    codes: _Codes


class _Named(Entry):
    codes: _Codes
    words: Texts


class _File(SourcedEntry):
    as_of: Day
    looked_up: _Codes
    names: tuple[_Named, ...] = ()
    pairs: tuple[_Row, ...]
    deleted: tuple[_Deleted, ...]
    units: tuple[_Units, ...]


def read_edits(value: object, _: str) -> EditTable:
    """A whole file."""
    file = _File.model_validate(value)
    edits = [edit for row in file.pairs for edit in row.edits()]
    return EditTable(
        as_of=file.as_of,
        cites=file.cites,
        looked_up=frozenset(file.looked_up),
        edits={frozenset((edit.column_one, edit.column_two)): edit for edit in edits},
        deleted={frozenset(row.codes): row.on for row in file.deleted},
        names={code: row.words for row in file.names for code in row.codes},
        daily={code: DailyUnits(row.most, row.fixed) for row in file.units for code in row.codes},
    )
