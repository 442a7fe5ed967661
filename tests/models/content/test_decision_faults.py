"""A decision time that binds nobody, names another number than it counts, or hides its hearsay."""

from __future__ import annotations

from pathlib import Path

import pytest

from models.content import load
from tests.models.content.pack import PackFiles
from tests.models.content.test_facts_check import faults

FILE = "decisions/times.yaml"
TIMES = """\
times:
  - id: acme
    lines: [commercial]
    states: [NC]
    days: 7
    says: Acme has 7 days to decide
    sources: [acme_policy]
"""


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        pytest.param("    lines: [commercial]\n", "", "acme.lines: binds nobody.", id="nobody"),
        pytest.param(
            "days: 7", "days: 9", "acme.says: does not name the 9 calendar days", id="a number"
        ),
        pytest.param(
            "days: 7", "days: 7\n    clock: working",
            "acme.says: does not name the 7 working days", id="working days or not",
        ),
        pytest.param(
            "days: 7", "days: 7\n    urgent: yes",
            "acme.says: says of an urgent request what is of others", id="urgent without the word",
        ),
        pytest.param(
            "decide\n", "decide on an urgent request\n",
            "acme.says: says of an urgent request what is of others", id="urgent in words alone",
        ),
        pytest.param("decide\n", "decide.\n", "acme.says: ends in a full stop.", id="a full stop"),
        pytest.param(
            "acme_policy", "forum", "acme.note: rests on second-hand sources alone.", id="hearsay"
        ),
        pytest.param("acme_policy", "nowhere", 'sources: "nowhere" is no source.', id="no source"),
        pytest.param(
            "    states: [NC]\n", "    state_holidays: yes\n",
            "acme.state_holidays: are those of no one state.", id="holidays of no state",
        ),
        pytest.param("[NC]", "[NX]", 'acme.states: "NX" is no state.', id="no state"),
        pytest.param(
            "lines: [commercial]", "payers: [acme, bolt]", 'acme.payers: "bolt" is no payer.',
            id="no payer",
        ),
        pytest.param(
            "times:\n", TIMES, "decisions/, acme: stands there 2 times.", id="one id twice"
        ),
    ],
)  # fmt: skip
def test_a_time_that_is_told_wrongly_is_a_fault(
    tmp_path: Path, old: str, new: str, told: str
) -> None:
    files = PackFiles().add(FILE, TIMES).change(FILE, old, new)
    assert any(told in line for line in faults(files, tmp_path))


def test_hours_are_days_of_twenty_four(tmp_path: Path) -> None:
    hours = TIMES.replace("days: 7", "days: 3").replace("7 days", "72 hours")
    (time,) = load(PackFiles().add(FILE, hours).write(tmp_path)).decisions
    assert time.days == 3
