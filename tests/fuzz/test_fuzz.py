"""A share of `make fuzz`: no hostile input ends with a ticket, and none is kept or told others."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Awaitable, Callable
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
import structlog

from bot import logs
from handlers import COMMANDS as ALL
from handlers import identity_refusal
from handlers.command import Request
from handlers.dispatcher import Dispatcher
from handlers.outcome import Outcome, RequestOutcome
from models.reply import Audience, Reply
from tests.fuzz import hearing, serving
from tests.fuzz.figures import Figures
from tests.fuzz.texts import Texts

Play = Callable[[Path, str, int, Figures], Awaitable[None]]


@pytest.fixture(params=["text", "json"])
def form(configure: Callable[[str], None], request: pytest.FixtureRequest) -> str:
    """How the log is written; everything is put back afterwards."""
    logs.configure("DEBUG", request.param)
    return str(request.param)


@pytest.fixture
def template(migrated: Path, tmp_path: Path, no_outside_settings: None) -> Path:
    """A migrated file of the test's own, of which each round makes a copy."""
    return Path(shutil.copy(migrated, tmp_path / "template.sqlite3"))


@pytest.mark.sheet
@pytest.mark.parametrize(
    ("play", "many"),
    [
        pytest.param(hearing.hear_all, 500, id="heard"),
        pytest.param(serving.serve_all, 150, id="served"),
    ],
)
async def test_hostile_inputs_find_no_fault(
    play: Play, many: int, form: str, template: Path
) -> None:
    figures = Figures()
    await play(template, f"suite.{form}", many, figures)
    assert sum(figures.asked.values()) == many
    assert not figures.kinds, "\n".join(figures.lines())


# -- the fuzz itself -----------------------------------------------------------------------------


async def _logs(desk: Dispatcher, ask: Request, reply: Reply, file: Path) -> Reply:
    structlog.get_logger("needlepoint").info("asked", text=ask.text)
    return reply


async def _counts(desk: Dispatcher, ask: Request, reply: Reply, file: Path) -> Reply:
    desk._notice(RequestOutcome(ask.text, Outcome.ANSWERED, 0.0))  # noqa: SLF001 - a bug that may come
    return reply


async def _shares(desk: Dispatcher, ask: Request, reply: Reply, file: Path) -> Reply:
    return replace(reply, headline=ask.text, audience=Audience.CHANNEL)


async def _keeps(desk: Dispatcher, ask: Request, reply: Reply, file: Path) -> Reply:
    with closing(sqlite3.connect(file)) as database, database:
        database.execute("UPDATE alias SET payer = coalesce(payer, '') || ?", (ask.text,))
    return reply


async def _fails(desk: Dispatcher, ask: Request, reply: Reply, file: Path) -> Reply:
    raise ValueError(ask.text)


BUGS = [
    pytest.param(_logs, "planted identity in the log", id="writes a text into the log"),
    pytest.param(_counts, "planted identity in the metrics", id="counts by a text"),
    pytest.param(_shares, "planted identity in a channel", id="shares a text"),
    pytest.param(_keeps, "planted identity in a row", id="keeps a text"),
    pytest.param(_fails, "no answer: ValueError", id="fails"),
]


@pytest.mark.parametrize(("bug", "kind"), BUGS)
async def test_a_bug_is_found(
    bug: Callable[[Dispatcher, Request, Reply, Path], Awaitable[Reply]],
    kind: str,
    form: str,
    template: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    answer = Dispatcher.answer

    async def wrong(desk: Dispatcher, ask: Request) -> Reply:
        reply = await answer(desk, ask)
        begun = ask.text and "BLUE-47K" not in ask.text and ask.command == "coverage"
        return await bug(desk, ask, reply, template.with_name("heard.sqlite3")) if begun else reply

    monkeypatch.setattr(Dispatcher, "answer", wrong)
    figures = Figures()
    await hearing.hear_all(template, "suite", 100, figures)
    assert any(each.startswith(kind) for each in figures.kinds), figures.kinds


async def test_a_ticket_is_found(
    form: str, template: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(ask: Request, *_: object) -> None:
        if ask.command == "cpt":
            raise ValueError(ask.text)

    monkeypatch.setattr(identity_refusal, "refuse", fail)
    figures = Figures()
    await hearing.hear_all(template, "suite", 400, figures)
    assert any(each.startswith("ticket: ValueError") for each in figures.kinds), figures.kinds


def test_every_command_is_among_the_texts() -> None:
    supply = Texts("all")
    asked = {supply.command().typed.split(" ")[0] for _ in range(2_000)}
    assert {f"/{command.name}" for command in ALL} <= asked


def test_the_same_seed_makes_the_same_texts() -> None:
    first, second = Texts("1"), Texts("1")
    assert [first.command() for _ in range(50)] == [second.command() for _ in range(50)]
