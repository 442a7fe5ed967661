"""Rows of an audit may be empty where a forgetting tells of them, and nowhere else."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from models.clinic.audit import FORGOTTEN, AuditEntry, AuditEvent, ChainHead, as_detail, chained
from models.clinic.audit_key import AuditKeys
from models.clinic.erased_audit import ROWS, ErasureNote, row_digests
from tests.storage.keys import KEY

CLINIC = 7


def forgetting(number: int, **told: object) -> AuditEntry:
    """A row that tells of a forgetting."""
    deed = AuditEvent(
        datetime(2026, 12, 1, tzinfo=UTC), "UAMY", FORGOTTEN, "alias", as_detail(told)
    )
    return chained(deed, CLINIC, ChainHead(CLINIC, number - 1, "0" * 64), KEY, "salt")


def marked(number: int, *rows: int) -> AuditEntry:
    """One that marks its rows."""
    return forgetting(number, erased=len(rows), **{ROWS: row_digests(KEY, CLINIC, rows)})


@pytest.mark.parametrize(
    ("told", "erased", "faults"),
    [
        pytest.param([], [], [], id="nothing is erased"),
        pytest.param([marked(9, 2, 5)], [2, 5], [], id="what was told of"),
        pytest.param([forgetting(9, erased=2)], [2, 5], [], id="what an older one tells of"),
        pytest.param(
            [marked(9, 2, 5)], [2, 5, 6], ["row 6 is erased, and nothing tells of it."], id="more"
        ),
        pytest.param(
            [], [3, 4], ["rows 3, 4 are erased, and nothing tells of it."], id="nobody forgot"
        ),
        pytest.param(
            [forgetting(9, erased=1)],
            [2, 12],
            ["row 12 is erased, and nothing tells of it."],
            id="behind all that older ones can tell of",
        ),
        pytest.param(
            [forgetting(9, erased=1)],
            [2, 5],
            ["2 rows are erased, but older entries tell of 1. They are among these: 2, 5."],
            id="before an older one",
        ),
        pytest.param(
            [marked(9, 2, 5)], [2], ["1 rows that were erased tell something again."], id="less"
        ),
    ],
)
def test_the_rows_that_nothing_tells_of_are_named(
    told: list[AuditEntry], erased: list[int], faults: list[str]
) -> None:
    known = ErasureNote()
    for entry in told:
        known.take(entry)
    assert known.faults(CLINIC, erased, AuditKeys((KEY,))) == faults


def test_marks_say_nothing_without_the_key_and_differ_between_clinics() -> None:
    assert not {*row_digests(KEY, 1, range(50))} & {*row_digests(KEY, 2, range(50))}
