"""Each clinic's newest hash is written down where the database does not reach."""

from __future__ import annotations

from jobs import audit_heads
from tests.jobs.clinic_day import ClinicDay


async def test_the_newest_hash_of_every_clinic_is_written_down(day: ClinicDay) -> None:
    await ClinicDay(day.book).open("T2")
    assert await day.fire(audit_heads.JOB) == "The newest hash of 2 audits is written down."
    assert [head.clinic_id for head in day.heads] == [1, 2]
    for head in day.heads:
        newest = (await day.records.audit(head.clinic_id))[-1]
        assert (head.number, head.hash) == (newest.number, newest.hash)
