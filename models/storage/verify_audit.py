"""Prove a clinic's audit chain for `doctor --audit`, or say in words what is wrong."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass, field

from models.clinic.audit import FORGOTTEN, SEALED, AuditEntry, ChainHead, fault
from models.clinic.erased_audit import ErasureNote
from models.storage import keyring
from models.storage.audit_heads import HeadLine
from models.storage.audit_log import entry_of
from models.storage.engine.unreachable import reaching
from models.storage.sql import fetch
from models.storage.statements import audit as statements
from models.storage.tables import AuditRow

_PAGE = 500
"""Rows read at a time."""

_NO_LINE = "the file of heads beside the database has no line of it that can be read."
_KEYLESS = "its line in the file of heads has no key behind it."


@dataclass(frozen=True, slots=True)
class AuditProof:
    """How many rows hold, the newest of them, and what is wrong, in words.

    After the first row that does not follow, nothing behind it is proved. `holds` says whether a
    hash that was asked for is that of one of the rows, `behind` which row the second place has
    where newer ones follow it, `lacks_key` that the first row which is not proved was bound with a
    key that is not here: then nobody need have changed anything. `lacks_line` says why the second
    place shows nothing, in words: then the end of the audit may have been cut off, or not.
    """

    rows: int
    newest: ChainHead | None
    faults: tuple[str, ...]
    holds: bool = False
    lacks_key: bool = False
    behind: int | None = None
    lacks_line: str = ""


async def prove_audit(clinic_id: int, wanted: str = "") -> AuditProof:
    """Prove the chain of a clinic. `wanted` is a hash that one of its rows should have."""
    with reaching():
        proof = await _prove(clinic_id, wanted)
        # An alias that is forgotten meanwhile changes rows behind our back, and is no fault.
        is_sound = not (proof.faults or proof.lacks_line)
        return proof if is_sound else await _prove(clinic_id, wanted)


async def heads() -> tuple[ChainHead, ...]:
    """The newest row of every clinic."""
    with reaching():
        return tuple(ChainHead(**row) for row in await fetch(statements.HEADS))


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
    erasures: ErasureNote = field(default_factory=ErasureNote)
    holds: bool = False
    faults: list[str] = field(default_factory=list)

    def pass_by(self, entry: AuditEntry) -> None:
        """Take what a good entry tells."""
        self.newest = entry.head
        if entry.is_erased:
            self.erased.append(entry.number)
        if not entry.is_erased and entry.event.action in {FORGOTTEN, SEALED}:
            self._take_erasure(entry)
        self.holds = self.holds or entry.hash == self.wanted
        if self.known and self.known.number == entry.number:
            self.line_of = entry.head

    def _take_erasure(self, entry: AuditEntry) -> None:
        broken = entry.event.particulars.get("broken")
        self.erasures.take(entry)
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
    row = walk.line_of
    return AuditProof(
        rows=walk.newest.number if walk.newest else 0,
        newest=walk.newest,
        faults=_faults(walk),
        holds=walk.holds,
        lacks_key=walk.lacks_key,
        behind=row.number if row and row != walk.newest else None,
        lacks_line=_lacks_line(walk) if second and walk.newest and not walk.broken else "",
    )


def _faults(walk: _Walk) -> tuple[str, ...]:
    if walk.broken:
        return (*walk.faults, walk.broken)
    if walk.newest is None:
        return ("there is no row, though a clinic begins with one.",)
    unexplained = walk.erasures.faults(walk.newest.clinic_id, walk.erased, keyring.current().keys)
    return (*walk.faults, *_cut_end(walk, walk.newest), *unexplained)


def _cut_end(walk: _Walk, newest: ChainHead) -> Iterator[str]:
    """The row that the second place has, where the audit has another there or none."""
    line, row = walk.known, walk.line_of
    keys = keyring.current().keys
    if line and not (row and (line.is_keyless(row) or line.is_of(row, keys))):
        yield (
            f"it ends with row {newest.number}, but row {line.number} was another or is gone:"
            " the second place has it."
        )


def _lacks_line(walk: _Walk) -> str:
    if walk.known is None:
        return _NO_LINE
    return _KEYLESS if walk.line_of and walk.known.is_keyless(walk.line_of) else ""


async def _entries(clinic_id: int) -> AsyncIterator[AuditEntry]:
    number = 0
    audit = AuditRow.filter(clinic_id=clinic_id).order_by("number").limit(_PAGE)
    while rows := await audit.filter(number__gt=number):
        for row in rows:
            yield entry_of(vars(row))
        number = rows[-1].number
