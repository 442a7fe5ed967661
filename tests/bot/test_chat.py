"""The chat in the terminal: one answer a line, completion, and no history that outlives it."""

from __future__ import annotations

import io
from collections.abc import AsyncIterator, Sequence

import pytest
from prompt_toolkit.completion import CompleteEvent
from prompt_toolkit.document import Document

from bot.__main__ import main
from bot.app import App
from bot.cli.chat import chat
from bot.cli.chat_prompt import CommandCompleter
from handlers import COMMANDS
from models.clinic.clinic import Role
from models.reply import Reply
from tests.bot.conftest import Configure


async def typed(lines: Sequence[str]) -> AsyncIterator[str]:
    for line in lines:
        yield line


async def answers(app: App, *lines: str) -> list[Reply]:
    shown: list[Reply] = []
    await chat(app, Role.STAFF, typed(lines), shown.append, here=False)
    return shown


async def test_each_line_gets_its_answer_until_somebody_leaves(app: App) -> None:
    shown = await answers(app, "/session new BLUE-7", "", "does cigna pay", "exit", "/caps")
    assert len(shown) == 2
    assert "BLUE-7" in shown[0].headline
    assert "Cigna" in shown[1].headline


async def test_trouble_ends_no_chat(app: App) -> None:
    refused, answered = await answers(app, "/nonsense", "/cpt 20560")
    assert refused.refused
    assert not answered.refused


@pytest.fixture
def completer() -> CommandCompleter:
    return CommandCompleter(COMMANDS, ["Cigna", "Aetna", "Medicare"])


@pytest.mark.parametrize(
    ("before", "completed"),
    [
        pytest.param("/cov", ["/coverage"], id="a command"),
        pytest.param("/session aut", ["authorize"], id="a verb"),
        pytest.param("/coverage ci", ["Cigna"], id="a payer"),
        pytest.param("/coverage nobody", [], id="nothing"),
    ],
)
def test_tab_completes(completer: CommandCompleter, before: str, completed: list[str]) -> None:
    found = completer.get_completions(Document(before), CompleteEvent())
    assert [completion.text for completion in found] == completed


def test_what_the_last_answer_offers_comes_first(completer: CommandCompleter) -> None:
    completer.offered = ("/coverage cigna details",)
    found = completer.get_completions(Document(""), CompleteEvent())
    assert next(iter(found)).text == "/coverage cigna details"


def test_without_a_terminal_each_line_is_a_command(
    url: str,
    monkeypatch: pytest.MonkeyPatch,
    configure: Configure,
    capsys: pytest.CaptureFixture[str],
) -> None:
    del url, configure
    monkeypatch.setattr("sys.stdin", io.StringIO("/cpt 20560\n/state washington\n"))
    assert main(["chat"]) == 0
    said = capsys.readouterr().out
    assert "20560" in said
    assert "Washington" in said
