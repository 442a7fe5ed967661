"""What the Slack app does without: what goes wrong with it elsewhere cannot go wrong here."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.slack.scopes import SCOPES

BOT = Path(__file__).parent.parent.parent / "bot"


def found(pattern: str) -> list[str]:
    """The files of the bot whose code holds a pattern."""
    files = sorted(BOT.rglob("*.py"))
    return [file.name for file in files if re.search(pattern, file.read_text())]


@pytest.mark.parametrize(
    "pattern",
    [
        pytest.param(r"\blazy\s*=", id="no listener that goes on after its request"),
        pytest.param(r"scheduleMessage|scheduled_message", id="no message that Slack keeps back"),
        pytest.param(r"\bmetadata\s*=|[\"']metadata[\"']", id="nothing hidden in a message"),
        pytest.param(r"verification_token|VERIFICATION_TOKEN", id="no verification token"),
        pytest.param(r"user_scope|user_token", id="nothing in a person's name"),
        pytest.param(r"installation_store|state_store|FileInstallation", id="no store of Bolt's"),
        pytest.param(r"link_names|[\"']parse[\"']|\bparse\s*=", id="no text that Slack interprets"),
        pytest.param(r"(?:conversations|channels)[._](?:history|replies)", id="no reading along"),
    ],
)
def test_the_bot_does_without(pattern: str) -> None:
    assert found(pattern) == []


def test_a_pattern_is_found_where_it_stands() -> None:
    assert "web_client.py" in found(r"chat\.|users\.info")


def test_every_scope_is_the_bots_and_none_reads_what_people_write() -> None:
    reading = {"channels:read", "groups:read", "users:read"}
    assert set(SCOPES) <= {"chat:write", "commands", "im:write", *reading}


def sessions() -> Iterator[tuple[str, list[str]]]:
    """Every session that the bot opens to the outside, and the timeout that it is given."""
    for file in sorted(BOT.rglob("*.py")):
        for node in ast.walk(ast.parse(file.read_text())):
            if isinstance(node, ast.Call) and ast.unparse(node.func).endswith("ClientSession"):
                given = [ast.unparse(k.value) for k in node.keywords if k.arg == "timeout"]
                yield file.name, given


def test_every_session_has_our_own_time_limit() -> None:
    """The SDK's own limit is not for a session that it is handed, and aiohttp's is five minutes."""
    opened = list(sessions())
    assert opened
    ours = (["OUTGOING"], ["WITHIN"], ["_WITHIN"])
    assert [file for file, given in opened if given not in ours] == []
