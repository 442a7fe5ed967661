"""A sentence about the new year of no payer, without a source, or that hides its hearsay."""

from __future__ import annotations

from pathlib import Path

import pytest

from models.content import load
from tests.models.content.pack import PackFiles
from tests.models.content.test_facts_check import faults

FILE = "rollover/new_year.yaml"
FACTS = """\
facts:
  - id: acme
    part: resets
    payers: [acme]
    says: Acme's limits run by calendar year.
    sources: [acme_policy]
"""


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        pytest.param("[acme]", "[bolt]", 'acme.payers: "bolt" is no payer.', id="no payer"),
        pytest.param("acme_policy", "nowhere", '"nowhere" is no source.', id="no source"),
        pytest.param(
            "acme_policy", "forum", "acme.says: rests on second-hand sources alone.", id="hearsay"
        ),
        pytest.param("facts:\n", FACTS, "acme: stands there 2 times.", id="one id twice"),
    ],
)
def test_a_sentence_that_is_told_wrongly_is_a_fault(
    tmp_path: Path, old: str, new: str, told: str
) -> None:
    files = PackFiles().add(FILE, FACTS).change(FILE, old, new)
    assert any(told in line for line in faults(files, tmp_path))


def test_a_sound_sentence_is_read_as_it_stands(tmp_path: Path) -> None:
    PackFiles().add(FILE, FACTS).write(tmp_path)
    (fact,) = load(tmp_path).new_year
    assert (fact.id, fact.payers, fact.cites, fact.year) == (
        "acme",
        ("acme",),
        ("acme_policy",),
        None,
    )
