"""The pages for contributors: their files and names exist, and real work goes the way they say."""

from __future__ import annotations

import re

import pytest

from tests.conftest import Served
from tests.docs import code_index
from tests.docs.tracing import ROOT, files_entered
from tests.fakes.slack_workspace import FakeSlack

PAGE = (ROOT / "docs/architecture.md").read_text()
RECIPES = code_index.PAGE.read_text().partition(code_index.HEADING)[0]
CHANGES = re.findall(r"^\| (.+) \| `(.+?\.py)` \| `(\w+)` \|$", RECIPES, re.MULTILINE)


def section(title: str) -> str:
    """What stands under a heading of the page."""
    return PAGE.partition(f"\n## {title}\n")[2].partition("\n## ")[0]


def steps(title: str) -> list[list[str]]:
    """The files that each numbered step under a heading names."""
    lines = re.findall(r"^\d+\. (.+)$", section(title), re.MULTILINE)
    return [re.findall(r"`([\w/]+\.py)`", line) for line in lines]


@pytest.mark.parametrize("path", sorted(set(re.findall(r"`([\w/]+/[\w/]+\.py)`", PAGE + RECIPES))))
def test_every_file_that_a_page_names_exists(path: str) -> None:
    assert (ROOT / path).is_file()


@pytest.mark.parametrize(("file", "name"), [pytest.param(f, n, id=c) for c, f, n in CHANGES])
def test_what_is_to_be_changed_is_defined_in_the_file_that_is_named(file: str, name: str) -> None:
    defined = rf"^(?:(?:async )?def |class ){name}\b|^{name}\b[^=\n]*="
    assert re.search(defined, (ROOT / file).read_text(), re.MULTILINE)


def test_the_places_of_thirty_changes_are_told() -> None:
    assert len(CHANGES) >= 30


async def test_a_request_goes_the_way_that_the_page_says(served: Served, slack: FakeSlack) -> None:
    await slack.types("UAMY", "/coverage bcbsnc 20560")  # who she is is known from here on
    with files_entered() as files:
        await slack.types("UAMY", "/coverage medicare 20560")
    outside = [file for file in files if file.startswith(("bot/", "handlers/"))]
    assert outside == [file for step in steps("The way of a request") for file in step]


async def test_an_alert_goes_the_way_that_the_page_says(served: Served, slack: FakeSlack) -> None:
    for typed in ("/session new BLUE-7", "/caps set BLUE-7 1 visit per calendar year"):
        await slack.types("UAMY", typed)
    with files_entered() as files:
        await slack.types("UAMY", "/session log BLUE-7")
    noted = [file for step in steps("The way of an alert")[:4] for file in step]
    assert [file for file in files if file in noted] == noted
