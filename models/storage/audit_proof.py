"""Proves a clinic's audit from its rows and from the second place, or says what is wrong."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass, field

from models.clinic.audit import FORGOTTEN, SEALED, AuditEntry, ChainHead, fault
from models.clinic.erased_audit import ErasureNote
from models.storage import keyring
from models.storage.audit_heads import HeadLine
from models.storage.audit_log import COLUMNS, entry_of, head_of
from models.storage.sql import fetch
from models.storage.unreachable import reaching

_PAGE = 500
"""Rows read at a time."""

_AFTER = f"SELECT {COLUMNS} FROM audit WHERE clinic_id = ? AND number > ? ORDER BY number LIMIT ?"  # noqa: S608 -- a constant
_RENEW = "Compare with a copy, then write it anew: python -m bot migrate."
_NO_LINE = f"the file of heads beside the database has no line of it that can be read. {_RENEW}"
_KEYLESS = f"its line in the file of heads has no key behind it. {_RENEW}"
HEADS = """
    SELECT a.clinic_id, a.number, a.hash FROM clinic c JOIN audit a ON a.clinic_id = c.id
    WHERE a.number = (SELECT max(number) FROM audit WHERE clinic_id = c.id)"""


@dataclass(frozen=True, slots=True)
class AuditProof:
    """How many rows hold, the newest of them, and what is wrong, in words.

    After the first row that does not follow, nothing behind it is proved. `holds` says whether a
    hash that was asked for is that of one of the rows, `behind` which row the second place has
    where newer ones follow it, `lacks_key` that the first row which is not proved was bound with a
    key that is not here: then nobody need have changed anything.
    """

    rows: int
    newest: ChainHead | None
    faults: tuple[str, ...]
    holds: bool = False
    lacks_key: bool = False
    behind: int | None = None


async def prove_audit(clinic_id: int, wanted: str = "") -> AuditProof:
    """Prove the chain of a clinic. `wanted` is a hash that one of its rows should have."""
    with reaching():
        proof = await _prove(clinic_id, wanted)
        # An alias that is forgotten meanwhile changes rows behind our back, and is no fault.
        return await _prove(clinic_id, wanted) if proof.faults else proof


async def heads() -> tuple[ChainHead, ...]:
    """The newest row of every clinic."""
    with reaching():
        return tuple(head_of(row) for row in await fetch(HEADS))


@dataclass(slots=True)
class _Walk:
    """What was seen on the way along a chain."""

    wanted: str
    known: HeadLine | None
    newest: ChainHead | None = None
    line_of: ChainHead | None = None  # the row that the line in the second place names
    broken: str = ""
    lacks_key: bool = False
    erased: list[int] = field(default_factory=list)
    told: ErasureNote = field(default_factory=ErasureNote)
    holds: bool = False
    faults: list[str] = field(default_factory=list)

    def pass_by(self, entry: AuditEntry) -> None:
        """Take what a good entry tells."""
        self.newest = entry.head
        if entry.is_erased:
            self.erased.append(entry.number)
        if not entry.is_erased and entry.event.action in {FORGOTTEN, SEALED}:
            self._take_told(entry)
        self.holds = self.holds or entry.hash == self.wanted
        if self.known and self.known.number == entry.number:
            self.line_of = entry.head

    def _take_told(self, entry: AuditEntry) -> None:
        told = entry.event.particulars
        self.told.take(entry)
        broken = told.get("broken")
        if entry.event.action == SEALED and broken:
            self.faults.append(
                f"rows 1 to {entry.number - 1} are of an older release, whose chain was broken at "
                f"row {broken} when they were sealed."
            )


async def _prove(clinic_id: int, wanted: str) -> AuditProof:
    second = keyring.current().heads
    walk = _Walk(wanted, second.of(clinic_id) if second else None)
    keys = keyring.current().keys
    async for entry in _entries(clinic_id):
        walk.broken = fault(entry, walk.newest, keys)
        if walk.broken:
            walk.lacks_key = not walk.faults and keys.named(entry.key_name) is None
            break
        walk.pass_by(entry)
    rows = walk.newest.number if walk.newest else 0
    line = walk.line_of
    behind = line.number if line and line != walk.newest else None
    return AuditProof(rows, walk.newest, _faults(walk), walk.holds, walk.lacks_key, behind)


def _faults(walk: _Walk) -> tuple[str, ...]:
    if walk.broken:
        return (*walk.faults, walk.broken)
    if walk.newest is None:
        return ("there is no row, though a clinic begins with one.",)
    unexplained = walk.told.faults(walk.newest.clinic_id, walk.erased, keyring.current().keys)
    return (*walk.faults, *_second_place(walk.known, walk.line_of, walk.newest), *unexplained)


def _second_place(line: HeadLine | None, row: ChainHead | None, newest: ChainHead) -> Iterator[str]:
    """What is wrong with the line of the clinic in the second place; `row` is the one it names."""
    if keyring.current().heads is None:
        return
    if line is None:
        yield _NO_LINE
    elif row is None or not (line.is_keyless(row) or line.is_of(row, keyring.current().keys)):
        yield (
            f"it ends with row {newest.number}, but row {line.number} was another or is gone:"
            " the second place has it."
        )
    elif line.is_keyless(row):
        yield _KEYLESS


async def _entries(clinic_id: int) -> AsyncIterator[AuditEntry]:
    number = 0
    while rows := await fetch(_AFTER, [clinic_id, number, _PAGE]):
        for row in rows:
            yield entry_of(row)
        number = rows[-1]["number"]
