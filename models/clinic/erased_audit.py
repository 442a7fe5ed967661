"""Which rows of an audit may be empty: those whose marks a forgetting holds (ErasureNote).

A forgetting holds a keyed mark of the number of each row that it erased. Whoever has the key can
say of an empty row whether it was forgotten; whoever has the rows alone cannot say which of them
were about one patient. Older forgettings hold the number of rows and no marks.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from models.clinic.audit import AuditEntry
from models.clinic.audit_key import AuditKey, AuditKeys

ROWS = "rows_erased"
"""Where the marks stand among a forgetting's particulars."""

_LENGTH = 16  # hexadecimal digits of a mark


def row_digests(key: AuditKey, clinic_id: int, numbers: Iterable[int]) -> list[str]:
    """Keyed digests of the numbers of erased rows, sorted so that their order tells nothing."""
    return sorted(_row_digest(key, clinic_id, number) for number in numbers)


def _row_digest(key: AuditKey, clinic_id: int, number: int) -> str:
    return key.digest("erased row", clinic_id, number)[:_LENGTH]


@dataclass(slots=True)
class ErasureNote:
    """Collects what valid entries record about erased rows."""

    row_digests: dict[str, set[str]] = field(default_factory=dict)  # by the id of their key
    count: int = 0  # rows that older entries tell of, without marks
    until: int = 0  # the newest of those entries: it can tell of rows before it alone

    def take(self, entry: AuditEntry) -> None:
        """Take in what a forgetting tells, or the seal behind the rows of an older release."""
        particulars = entry.event.particulars
        rows, erased = particulars.get(ROWS), particulars.get("erased")
        if isinstance(rows, list):
            self.row_digests.setdefault(entry.key_name, set()).update(map(str, rows))
        elif isinstance(erased, int):
            self.count += erased
            self.until = entry.number if erased else self.until

    def faults(self, clinic_id: int, erased: Sequence[int], keys: AuditKeys) -> list[str]:
        """What is wrong, in words, given the numbers of the rows that are empty."""
        known = self._marked(clinic_id, erased, keys)
        unknown = [number for number in erased if number not in known]
        surely = [number for number in unknown if number > self.until or not self.count]
        older = [number for number in unknown if number not in surely]
        faults = [f"{_rows(surely)} erased, and nothing tells of it."] if surely else []
        if len(older) != self.count:
            which = f" They are among these: {_listed(older)}." if older else ""
            faults.append(
                f"{len(older)} rows are erased, but older entries tell of {self.count}.{which}"
            )
        if back := sum(map(len, self.row_digests.values())) - len(known):
            faults.append(f"{back} rows that were erased tell something again.")
        return faults

    def _marked(self, clinic_id: int, erased: Sequence[int], keys: AuditKeys) -> set[int]:
        known = set()
        for name, own_marks in self.row_digests.items():
            if key := keys.named(name):
                known |= {n for n in erased if _row_digest(key, clinic_id, n) in own_marks}
        return known


def _rows(numbers: Sequence[int]) -> str:
    return f"row {numbers[0]} is" if len(numbers) == 1 else f"rows {_listed(numbers)} are"


def _listed(numbers: Sequence[int]) -> str:
    return ", ".join(map(str, numbers))
