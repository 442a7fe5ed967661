"""The registry of payers known by name is read, and says what is unclear in it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from models.content.registry import check_registry
from models.coverage.known_payer import KnownPayer, PayerKind

ACME = KnownPayer(
    "acme", "Acme", PayerKind.COMMERCIAL, ("NC",), ("acme",), ("blue",), (), "", "acme"
)
OTHER = KnownPayer("other", "Other", PayerKind.TPA, ("US",), ("other",), ("blue",))


def test_the_shipped_registry_holds_920_payers(pack):
    assert len(pack.registry) == 920
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
