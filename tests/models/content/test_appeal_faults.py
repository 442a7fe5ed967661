"""An appeal window of nobody, or that names another number than it counts."""

from __future__ import annotations

from pathlib import Path

import pytest

from models.content import load
from tests.models.content.pack import PackFiles
from tests.models.content.test_facts_check import faults

FILE = "appeals/appeals.yaml"
WINDOWS = """\
windows:
  - id: acme
    payers: [acme]
    states: [NC]
    only: an HMO
    count: 90
    says: 90 days from its decision
    sources: [acme_policy]
"""


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        pytest.param("    payers: [acme]\n", "", "acme.payers: are to be named", id="nobody"),
        pytest.param("[acme]", "[bolt]", 'acme.payers: "bolt" is no payer.', id="no payer"),
        pytest.param("[NC]", "[XX]", 'acme.states: "XX" is no state.', id="no state"),
        pytest.param("count: 90", "count: 9", "acme.says: does not begin with the 9", id="number"),
        pytest.param("decision\n", "decision.\n", "acme.says: ends in a full stop", id="full stop"),
        pytest.param("    states: [NC]\n", "", "acme.only: is told of a state's", id="no state"),
        pytest.param("acme_policy", "nowhere", '"nowhere" is no source.', id="no source"),
        pytest.param(
            "count: 90", "of: claim\n    count: 90", "acme.counted_from: is no service", id="clock"
        ),
        pytest.param(
            "count: 90", "is_final: yes\n    count: 90", "acme.is_final: is told of no", id="final"
        ),
        pytest.param("windows:\n", WINDOWS, "acme: stands there 2 times.", id="one id twice"),
    ],
)
def test_a_window_that_is_told_wrongly_is_a_fault(
    tmp_path: Path, old: str, new: str, told: str
) -> None:
    files = PackFiles().add(FILE, WINDOWS).change(FILE, old, new)
    assert any(told in line for line in faults(files, tmp_path))


def test_a_sound_window_is_read_as_it_stands(tmp_path: Path) -> None:
    PackFiles().add(FILE, WINDOWS).write(tmp_path)
    (window,) = load(tmp_path).appeals
    assert (window.id, window.payers, window.states, window.count, window.only) == (
        "acme",
        ("acme",),
        ("NC",),
        90,
        "an HMO",
    )
