"""The file `.audit-heads` beside SQLite: one bound line a clinic, its newest audit row.

One line for each clinic, of one length, so that a deed writes one line in its place: the clinic's
id, the number of its newest row, and a keyed hash of both and of that row's hash. So nobody writes
a line for another row without the key. It is written behind the commit. A process that dies in
between leaves a line that is behind, and never one that is ahead.
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from models.clinic.audit import ChainHead
from models.clinic.audit_key import AuditKey, AuditKeys

_LINE = "{:>10} {:>12} {}\n"
_LENGTH = len(_LINE.format(0, 0, "0" * 64))
PRIVATE = 0o600


@dataclass(frozen=True, slots=True)
class HeadLine:
    """A line of the file: which row of a clinic was the newest, and what binds the line to it."""

    clinic_id: int
    number: int
    bound: str

    def is_of(self, row: ChainHead, keys: AuditKeys) -> bool:
        """Whether the line is of a row, and was written with one of the keys."""
        return any(self.bound == _bound(row, key) for key in keys.keys)

    def is_keyless(self, row: ChainHead) -> bool:
        """Whether the line is of a row and has no key behind it, as an older program wrote it."""
        return (self.number, self.bound) == (row.number, row.hash)


@lru_cache(maxsize=256)
def _bound(row: ChainHead, key: AuditKey) -> str:
    """What binds a line to its row; what was noted last is looked up with the next deed."""
    return key.digest("head", row.clinic_id, row.number, row.hash)


class HeadsFile:
    """The file at a path; it need not be there."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def note(self, head: ChainHead, key: AuditKey) -> None:
        """Write down the newest row of a clinic."""
        line = _LINE.format(head.clinic_id, head.number, _bound(head, key))
        self._write(head.clinic_id, line)

    def of(self, clinic_id: int) -> HeadLine | None:
        """What is written of a clinic."""
        try:
            file = os.open(self._path, os.O_RDONLY)
        except FileNotFoundError:
            return None
        try:
            line = _read(os.pread(file, _LENGTH, _at(clinic_id)))
        finally:
            os.close(file)
        return line if line and line.clinic_id == clinic_id else None

    def all(self) -> dict[int, HeadLine]:
        """What is written, by clinic."""
        try:
            text = self._path.read_bytes()
        except FileNotFoundError:
            return {}
        lines = (text[at : at + _LENGTH] for at in range(0, len(text), _LENGTH))
        return {head.clinic_id: head for head in map(_read, lines) if head}

    def drop(self, clinic_id: int) -> None:
        """Write nothing of a clinic any more: it is erased."""
        if self.of(clinic_id):
            self._write(clinic_id, " " * (_LENGTH - 1) + "\n")

    def _write(self, clinic_id: int, line: str) -> None:
        file = os.open(self._path, os.O_WRONLY | os.O_CREAT, PRIVATE)
        try:
            os.pwrite(file, line.encode(), _at(clinic_id))
        finally:
            os.close(file)


def _at(clinic_id: int) -> int:
    return (clinic_id - 1) * _LENGTH


def _read(line: bytes) -> HeadLine | None:
    """A line; None where nothing is written, or half of it."""
    parts = line.decode(errors="replace").replace("\0", " ").split()
    if len(parts) != 3 or not (parts[0].isdigit() and parts[1].isdigit()):  # noqa: PLR2004 -- three
        return None
    return HeadLine(int(parts[0]), int(parts[1]), parts[2])
