"""The page on importing names the columns of the code."""

from __future__ import annotations

import re

import pytest

from bot.cli.records.files import _REQUIRED, COLUMNS
from tests.deploy.dockerfile import ROOT

PAGE = (ROOT / "docs/records.md").read_text()


@pytest.mark.parametrize("file", COLUMNS)
def test_the_page_names_every_column_of_a_file_and_which_are_needed(file: str) -> None:
    (told,) = re.findall(rf"^\| `{re.escape(file)}` \| (.*) \|$", PAGE, re.MULTILINE)
    columns = told.split(", ")
    assert tuple(column.strip("*") for column in columns) == COLUMNS[file]
    needed = [column.strip("*") for column in columns if column.startswith("**")]
    assert needed == list(COLUMNS[file][: _REQUIRED[file]])
