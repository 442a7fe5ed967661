"""The examples of the page on counting are typed, line by line, and answered as it says."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.fakes import shipped
from tests.handlers.clinic_desk import ClinicDesk, first_line

PAGE = Path(__file__).parents[2] / "docs" / "how-it-counts.md"
NOON = datetime(2026, 11, 30, 17, tzinfo=UTC)  # in New York
_EXAMPLE = re.compile(
    r"^### (?P<title>\d+\. .+?)$(?:.*?)^```\n(?P<lines>.*?)^```$", re.MULTILINE | re.DOTALL
)

EXAMPLES = {
    match["title"]: match["lines"].splitlines() for match in _EXAMPLE.finditer(PAGE.read_text())
}


def test_the_page_has_twenty_four_examples_and_each_promises_something() -> None:
    assert len(EXAMPLES) == 24
    assert all(any(line.startswith("→ ") for line in lines) for lines in EXAMPLES.values())


@pytest.mark.parametrize("title", EXAMPLES)
async def test_an_example_is_answered_as_the_page_says(title: str) -> None:
    desk = ClinicDesk(shipped.pack())
    desk.now = NOON
    typed = said = ""
    for line in EXAMPLES[title]:
        if line.startswith("→ "):
            assert said.startswith(line.removeprefix("→ ")), f"{typed} is answered: {said}"
            continue
        for command in _commands(line, typed):
            typed, reply = command, await desk.say(command, manager=True)
            said = first_line(reply)


def _commands(line: str, before: str) -> list[str]:
    """The commands of a line: itself, or the one before on further days."""
    if not line.startswith("again on "):
        return [line]
    start, _, _ = before.rpartition(" on ")
    return [f"{start} on {day}" for day in line.removeprefix("again on ").split()]
