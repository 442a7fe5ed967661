"""What Slack gets is what was agreed on: a change of looks is a change of these files."""

from __future__ import annotations

import asyncio
import json
import re

import pytest

from tests.fakes import block_kit, shipped
from tests.golden.gallery import FOLDER, paint, written
from tests.pictures.__main__ import CHOSEN

_RENEW = "looks another way: run `make golden`, and read the difference before committing it"


@pytest.fixture(scope="module")
def paintings() -> dict[str, dict[str, object]]:
    """Every card as it is now."""
    return asyncio.run(paint(shipped.pack()))


KEPT = sorted(file.stem for file in FOLDER.glob("*.json"))


def test_every_card_is_kept_and_no_other(paintings: dict[str, dict[str, object]]) -> None:
    assert sorted(paintings) == KEPT, f"the set of cards changed; {_RENEW}"


@pytest.mark.parametrize("name", KEPT)
def test_a_card_looks_as_it_was_kept(name: str, paintings: dict[str, dict[str, object]]) -> None:
    kept = (FOLDER / f"{name}.json").read_text("utf-8")
    assert written(paintings.get(name, {})) == kept, f"{name} {_RENEW}"


@pytest.mark.parametrize("name", KEPT)
def test_slack_takes_what_is_kept(name: str) -> None:
    assert block_kit.faults(json.loads((FOLDER / f"{name}.json").read_text("utf-8"))) == []


def test_the_readme_shows_every_chosen_picture_and_no_other() -> None:
    """They are drawn from golden files, so each has one; the demo's own page is a photograph."""
    root = FOLDER.parent.parent.parent
    readme = (root / "README.md").read_text("utf-8")
    shown = set(re.findall(r"docs/pictures/([\w-]+)\.png", readme))
    kept = {picture.stem for picture in (root / "docs" / "pictures").glob("*.png")}
    drawn = {each.partition("/")[2] for each in CHOSEN}
    assert shown == kept == drawn | {"demo"}
    assert drawn <= set(KEPT)
