"""`python -m bot erase` erases a clinic when none of its managers is left."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest

from bot.__main__ import main
from tests.bot.test_doctor_counts import _fill


@pytest.fixture
def file(url: str) -> Path:
    """A database with a clinic that has an alias, a session and a member."""
    asyncio.run(_fill(url))
    return Path(url.removeprefix("sqlite://"))


def test_it_lists_the_clinics_by_their_ids(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    del file
    assert main(["erase"]) == 0
    assert capsys.readouterr().out == "console here: 1 alias, 1 session, 1 member\n"


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["clinic", "console", "here"], "Add --sure to erase that for good."),
        (["clinic", "slack", "here", "--sure"], "There is no such clinic here."),
        (["clinic", "console", "her", "--sure"], "There is no such clinic here."),
    ],
)
def test_nothing_goes_unless_it_is_named_and_sure(
    words: list[str], told: str, file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    del file
    assert main(["erase", *words]) == 1
    assert told in capsys.readouterr().err
    assert main(["erase"]) == 0
    assert "1 alias, 1 session" in capsys.readouterr().out


def test_it_goes_to_the_last_byte(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert b"BLUE-47K" in b"".join(each.read_bytes() for each in file.parent.iterdir())
    assert main(["erase", "clinic", "console", "here", "--sure"]) == 0
    assert "Erased to the end: console here: 1 alias, 1 session" in capsys.readouterr().out
    held = b"".join(each.read_bytes() for each in file.parent.iterdir())
    assert b"BLUE" not in held
    assert main(["erase"]) == 0
    assert capsys.readouterr().out == "No clinic is kept here.\n"
    assert main(["doctor", "--audit"]) == 0
