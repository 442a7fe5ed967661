"""A duty of no payer, without a source, with another number than it counts, or hidden hearsay."""

from __future__ import annotations

from pathlib import Path

import pytest

from models.content import load
from tests.models.content.pack import PackFiles
from tests.models.content.test_facts_check import faults

FILE = "duties/cash.yaml"
DUTIES = """\
duties:
  - id: acme
    part: estimate
    payers: [acme]
    days: 3
    ahead: 10
    says: Booked 10 days ahead it is due within 3 days.
    sources: [acme_policy]
"""


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        pytest.param("[acme]", "[bolt]", 'acme.payers: "bolt" is no payer.', id="no payer"),
        pytest.param(
            "[acme]", "[acme]\n    states: [NX]", 'acme.states: "NX" is no state.', id="no state"
        ),
        pytest.param("acme_policy", "nowhere", '"nowhere" is no source.', id="no source"),
        pytest.param("days: 3", "days: 4", "acme.says: does not name the 4", id="other days"),
        pytest.param("ahead: 10", "ahead: 9", "acme.says: does not name the 9", id="other ahead"),
        pytest.param(
            "acme_policy", "forum", "acme.says: rests on second-hand sources alone.", id="hearsay"
        ),
        pytest.param("duties:\n", DUTIES, "acme: stands there 2 times.", id="one id twice"),
    ],
)
def test_a_duty_that_is_told_wrongly_is_a_fault(
    tmp_path: Path, old: str, new: str, told: str
) -> None:
    files = PackFiles().add(FILE, DUTIES).change(FILE, old, new)
    assert any(told in line for line in faults(files, tmp_path))


def test_a_sound_duty_is_read_as_it_stands(tmp_path: Path) -> None:
    PackFiles().add(FILE, DUTIES).write(tmp_path)
    (duty,) = load(tmp_path).duties
    assert (duty.id, duty.payers, duty.days, duty.ahead) == ("acme", ("acme",), 3, 10)
