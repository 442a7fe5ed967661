"""Whatever can be typed is planted into, and what stands where an alias is expected is searched."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest

from handlers import COMMANDS
from models.privacy.alias_slots import alias_slot
from tests.privacy.planting import COMMANDS as PLANTED


def usages() -> Iterator[tuple[str, str]]:
    """Each command, and the words at the front of each line of its usage: "session log <alias>"."""
    for command in COMMANDS:
        for line in command.usage.splitlines():
            if line.startswith(f"/{command.name}"):
                yield command.name, re.sub(r" *(\(|\[).*", "", line).removeprefix("/")


USAGES = sorted(set(usages()))


@pytest.mark.parametrize(("command", "usage"), USAGES, ids=[usage for _, usage in USAGES])
def test_every_line_of_a_usage_is_planted_into(command: str, usage: str) -> None:
    fixed = re.split(r" [<>]| \d| here| none", usage)[0]
    assert [line for line in PLANTED if line.startswith(f"/{fixed}")], fixed
    assert command in usage


@pytest.mark.parametrize(
    ("command", "usage"),
    [(c, u) for c, u in USAGES if c != "share" and re.search(r"^\w+ \w+ <alias>", u)],
)
def test_an_alias_is_expected_wherever_a_usage_has_one(command: str, usage: str) -> None:
    verb = usage.split()[1]
    assert alias_slot(command, f"{verb} jane doe") == len(f"{verb} ")
