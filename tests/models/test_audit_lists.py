"""The audit tells reasons and sources as entries of their lists, whatever a detail holds."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from models.clinic.audit import AuditEvent, as_detail
from models.wording.audit import describe

NOON = datetime(2026, 12, 1, 17, tzinfo=UTC)


@pytest.mark.parametrize(
    ("reason", "said"),
    [("wrong day", "because wrong day"), ("jane doe called", "because other")],
)
def test_a_reason_is_told_as_an_entry(reason: str, said: str) -> None:
    detail = as_detail({"number": 3, "reason": reason})
    deed = AuditEvent(NOON, "U1", "session voided", "BLUE-7", detail)
    assert describe(deed, "UTC", str).endswith(f"session 3 voided, {said}")


@pytest.mark.parametrize(
    ("source", "said"),
    [
        ("portal", "says the payer's portal"),
        ("another clinic 2", "says another clinic (2)"),
        ("jane doe", "says another source"),
    ],
)
def test_a_source_is_told_as_an_entry(source: str, said: str) -> None:
    told = {"used": 4, "as_of": "2026-11-01", "source": source, "includes_ours": True}
    deed = AuditEvent(NOON, "U1", "balance told", "BLUE-7", as_detail(told))
    assert describe(deed, "UTC", str).endswith(said)


def test_what_was_called_wrong_and_what_a_check_found_is_told() -> None:
    said = {"of": "verdict", "source": "apta_2020_02"}
    deed = AuditEvent(NOON, "U1", "fact reported", "position/medicare/pt", as_detail(said))
    told = "an answer was called wrong: medicare/pt, verdict, source apta_2020_02"
    assert describe(deed, "UTC", str).endswith(told)
    said |= {"check": "still true", "source": ""}
    deed = AuditEvent(NOON, "U1", "fact checked", "/cpt 20560", as_detail(said))
    told = "a fact was checked: /cpt 20560, verdict, still true"
    assert describe(deed, "UTC", str).endswith(told)
