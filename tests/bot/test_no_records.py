"""While the records do not answer: what staff read, what is answered all the same, the log."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path

import pytest

from bot.app import App
from bot.membership import Caller
from handlers.outcome import in_words
from models.clinic.clinic import Platform, Role
from models.errors import NotAllowed, NotVouched, RecordsBusy, RecordsUnreachable, Trouble
from models.storage.engine import unreachable

AMY = Caller(Platform.CONSOLE, "here", "amy", role=Role.STAFF)
INSIDES = ("DATABASE_URL", "python -m bot", "password", "migrate", "disk", "sslmode", "server")


@pytest.fixture
async def broken(app: App, tmp_path: Path) -> AsyncIterator[App]:
    """The app, whose records are gone."""
    await app.database.close()
    for file in tmp_path.glob("records.sqlite3*"):
        file.unlink()
    await app.database.open()
    yield app


@pytest.mark.parametrize(
    "sentences",
    [
        pytest.param(getattr(unreachable, name), id=name)
        for name in vars(unreachable)
        if name.isupper() and not name.startswith("_") and name != "BUSY"
    ],
)
def test_staff_read_whom_to_tell_and_nothing_of_the_server(sentences: tuple[str, str]) -> None:
    reply = in_words(RecordsUnreachable(*sentences))
    told = reply.sentences
    assert "tell whoever runs this bot" in told
    assert not [word for word in INSIDES if word in told]


def test_records_that_are_busy_ask_to_wait_and_nothing_else() -> None:
    assert "busy" in in_words(RecordsBusy(*unreachable.BUSY)).headline


async def test_coverage_is_answered_from_facts_and_says_that_own_rules_were_not_read(
    broken: App,
) -> None:
    reply = await broken.answer(AMY, "/coverage bcbsnc 20560")
    assert not reply.refused
    assert reply.badge
    told = reply.sentences
    assert "no rule of your own is looked at" in told
    assert "tell whoever runs this bot" in told
    assert not [choice for choice in reply.choices if choice.command.startswith("/share")]


def told_by(word: Role | Trouble) -> Caller:
    """Amy, of whom the platform says this."""

    async def vouch() -> Role:
        if isinstance(word, Trouble):
            raise word
        return word

    return replace(AMY, vouch=vouch)


async def test_whom_the_platform_refuses_is_answered_nothing_either(broken: App) -> None:
    refusal = NotAllowed("You are a guest here.", "Ask a manager.")
    reply = await broken.answer(told_by(refusal), "/coverage bcbsnc 20560")
    assert reply.refused
    assert reply.headline == "You are a guest here."


@pytest.mark.parametrize(
    "word",
    [pytest.param(Role.STAFF, id="known"), pytest.param(NotVouched("No word.", ""), id="silent")],
)
async def test_facts_are_for_those_whom_the_platform_knows_or_does_not_tell_of(
    broken: App, word: Role | Trouble
) -> None:
    reply = await broken.answer(told_by(word), "/coverage bcbsnc 20560")
    assert not reply.refused
    assert "no rule of your own is looked at" in reply.sentences


@pytest.mark.parametrize("typed", ["/caps", "/session log BLUE-47K 20561", "/clinic"])
async def test_what_needs_the_clinics_rows_is_refused(broken: App, typed: str) -> None:
    reply = await broken.answer(AMY, typed)
    assert reply.refused
    assert "do not answer" in reply.headline


async def test_somebody_who_gets_no_answer_is_counted_as_any_other(broken: App) -> None:
    await broken.answer(AMY, "/caps")
    counted = broken.request_log.exposition().decode()
    assert 'needlepoint_asks_total{command="caps",ending="trouble"} 1.0' in counted


@pytest.mark.parametrize(
    "typed", ["/session log BLUE-47K, OAK-12 20561", "/caps book BLUE-47K 12/1"]
)
async def test_a_seat_of_before_reads_nothing_of_the_server_either(
    app: App, tmp_path: Path, typed: str
) -> None:
    """The row of the clinic is known, and what is to be read and written is not there."""
    await app.answer(AMY, "/session new BLUE-47K")
    await app.answer(AMY, "/session new OAK-12")
    await app.database.close()
    for file in tmp_path.glob("records.sqlite3*"):
        file.unlink()
    await app.database.open()
    told = (await app.answer(AMY, typed)).opened().sentences
    assert not [word for word in INSIDES if word in told]
    assert "do not answer" in told
