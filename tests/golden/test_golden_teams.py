"""What Teams gets is what was agreed on: a change of looks is a change of these files."""

from __future__ import annotations

import asyncio
import json
from typing import Any

import pytest

from tests.fakes import adaptive_card, shipped
from tests.golden.gallery import written
from tests.golden.teams_gallery import FOLDER, paint

_RENEW = "looks another way: run `make golden`, and read the difference before committing it"

KEPT = sorted(file.stem for file in FOLDER.glob("*.json"))


@pytest.fixture(scope="module")
def paintings() -> dict[str, dict[str, Any]]:
    """Every card as it is now."""
    return asyncio.run(paint(shipped.pack()))


def test_every_card_is_kept_and_no_other(paintings: dict[str, dict[str, Any]]) -> None:
    assert sorted(paintings) == KEPT, f"the set of cards changed; {_RENEW}"


@pytest.mark.parametrize("name", KEPT)
def test_a_card_looks_as_it_was_kept(name: str, paintings: dict[str, dict[str, Any]]) -> None:
    kept = (FOLDER / f"{name}.json").read_text("utf-8")
    assert written(paintings.get(name, {})) == kept, f"{name} {_RENEW}"


@pytest.mark.parametrize("name", KEPT)
def test_teams_takes_what_is_kept(name: str) -> None:
    kept = json.loads((FOLDER / f"{name}.json").read_text("utf-8"))
    if "task" in kept:  # a dialog is read out by its title
        kept = kept["task"]["value"]["card"]["content"] | {"fallbackText": "title"}
    assert adaptive_card.faults(kept) == []
