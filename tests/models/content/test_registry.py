"""The registry of payers known by name is read, and says what is unclear in it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from models.content import load
from models.content.checks.registry import check_registry
from models.content.payers import RegistryRow
from models.coverage.payer import LineOfBusiness, PayerKind
from models.errors import FactsFault
from tests.models.content.pack import PackFiles

ACME = RegistryRow(
    "acme", "Acme", PayerKind.COMMERCIAL, ("NC",), ("acme",), ("blue",), facts="acme"
)
OTHER = RegistryRow("other", "Other", PayerKind.TPA, ("US",), ("other",), ("blue",))


def test_the_shipped_registry_holds_every_payer_with_facts_and_900_without(pack):
    assert len(pack.payers) > 920
    assert sum(len((*p.names, *p.shared_names)) for p in pack.payers.values()) > 4_000
    assert all(pack.payers[id_].facts == id_ for id_ in pack.positions)


def test_what_a_payers_file_says_and_what_its_row_says_are_joined(pack):
    ohio, anthem = pack.payers["anthem_oh"], pack.payers["anthem"]
    assert pack.positions_of("anthem_oh") == pack.positions_of("anthem")
    assert pack.kept(ohio) is anthem
    assert (ohio.states, ohio.lines) == (("OH",), (LineOfBusiness.COMMERCIAL,))
    assert LineOfBusiness.MEDICAID in anthem.lines
    assert pack.positions_of("allstate") == ()
    assert pack.kept(pack.payers["allstate"]).id == "allstate"
    assert pack.payers["aetna"].states == ()


def test_a_sound_registry_has_no_fault():
    assert list(check_registry([ACME, OTHER], {"acme"})) == []


@pytest.mark.parametrize(
    ("rows", "says"),
    [
        ([ACME, replace(OTHER, names=("The Acme",))], "is also one of other"),
        ([ACME, replace(OTHER, shared_names=())], "stands in no other row"),
        ([ACME, replace(OTHER, id="acme")], "stands there twice"),
        ([ACME, replace(OTHER, name="AcMe")], "is also one of other"),
        ([replace(ACME, id="acmes"), OTHER], "has no row"),
        ([ACME, replace(OTHER, states=("ZZ",))], "is no state"),
        ([ACME, replace(OTHER, facts="nobody")], "has no file"),
        ([ACME, replace(OTHER, common_names=("ghost",))], "not among its names"),
    ],
)
def test_what_is_unclear_is_a_fault(rows, says):
    assert any(says in str(fault) for fault in check_registry(rows, {"acme"}))


@pytest.mark.parametrize("name", ["Acme", "the Acme", "Acme-Care", "Acme Health"])
def test_a_name_of_two_payers_is_told_to_be_shared(tmp_path: Path, name: str) -> None:
    files = PackFiles().change("registry/payers.yaml", "[bluefield plan]", f"[{name}]")
    with pytest.raises(FactsFault, match="Move it to `shared_names` of each"):
        load(files.write(tmp_path))


def test_names_in_a_payers_file_are_told_to_be_out_of_place(tmp_path: Path) -> None:
    files = PackFiles().change("payers/acme.yaml", "lines:", "names: [Acme]\nlines:")
    with pytest.raises(FactsFault, match=r"payers/acme\.yaml, line 2, names"):
        load(files.write(tmp_path))


def test_a_row_that_does_not_fit_is_told_with_its_line(tmp_path: Path) -> None:
    row = "payers:\n  - id: acme\n    name: Acme\n    kind: comercial\n"
    files = PackFiles().add("registry/payers.yaml", row)
    told = r"registry/payers.yaml, line 4, payers\[1\].kind: .* Write commercial."
    with pytest.raises(FactsFault, match=told):
        load(files.write(tmp_path))
