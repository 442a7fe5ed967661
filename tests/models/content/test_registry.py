"""The registry of payers known by name is read, and says what is unclear in it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from models.content import load
from models.content.checks.registry import check_registry
from models.coverage.known_payer import KnownPayer, PayerKind
from models.errors import FactsFault
from tests.models.content.pack import PackFiles

ACME = KnownPayer(
    "acme", "Acme", PayerKind.COMMERCIAL, ("NC",), ("acme",), ("blue",), (), "", "acme"
)
OTHER = KnownPayer("other", "Other", PayerKind.TPA, ("US",), ("other",), ("blue",))


def test_the_shipped_registry_holds_more_than_nine_hundred_payers(pack):
    assert len(pack.registry) > 900
    assert sum(len((*row.names, *row.shared_names)) for row in pack.registry) > 4_000


def test_a_sound_registry_has_no_fault():
    assert list(check_registry([ACME, OTHER], {"acme"})) == []


@pytest.mark.parametrize(
    ("rows", "says"),
    [
        ([ACME, replace(OTHER, names=("The Acme",))], "is also one of other"),
        ([ACME, replace(OTHER, shared_names=())], "stands in no other row"),
        ([ACME, replace(OTHER, id="acme")], "stands there twice"),
        ([ACME, replace(OTHER, states=("ZZ",))], "is no state"),
        ([ACME, replace(OTHER, facts="nobody")], "has no file"),
        ([ACME, replace(OTHER, common_names=("ghost",))], "not among its names"),
    ],
)
def test_what_is_unclear_is_a_fault(rows, says):
    assert any(says in str(fault) for fault in check_registry(rows, {"acme"}))


def test_a_row_that_does_not_fit_is_told_with_its_line(tmp_path: Path) -> None:
    row = "payers:\n  - id: acme\n    name: Acme\n    kind: comercial\n"
    files = PackFiles().add("registry/payers.yaml", row)
    told = r"registry/payers.yaml, line 4, payers\[1\].kind: .* Write commercial."
    with pytest.raises(FactsFault, match=told):
        load(files.write(tmp_path))
