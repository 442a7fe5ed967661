"""What looks like a patient's identity is kept nowhere: not in the database, not in the log."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import yaml

from bot import settings
from bot.app import App, build
from bot.membership import Caller
from models.clinic.clinic import Platform, Role
from tests.bot.conftest import Configure

REFUSED = yaml.load(
    (Path(__file__).parent.parent / "identities/refused.yaml").read_text(), yaml.CSafeLoader
)
TYPED = [text for kind in REFUSED.values() for half in kind.values() for text in half]
AMY = Caller(Platform.SLACK, "T1", "UAMY", role=Role.MANAGER)

# Words of our own commands and of the clinic's everyday may well stand in the database.
OURS = re.compile(
    r"[a-z]{1,3}|\d{1,4}|session|cover|coverage|payer|caps|blue|medicare|clinic|state"
)


# What may hold any digits by chance: the microseconds of a time of day, and a hash of the audit.
CHANCE = re.compile(r"\.\d{6}|[0-9a-f]{12,}")  # a hash may be cut by the end of a page


def canaries(text: str) -> set[str]:
    """The words of a refused text that nothing else would write."""
    words = re.findall(r"[^\W_]{5,}", text.casefold())
    return {word for word in words if not OURS.fullmatch(word)}


@pytest.fixture
async def app(environment: dict[str, str]) -> AsyncIterator[App]:
    """The app, open, for more asks at once than a member has."""
    built = build(settings.read(environment | {"RATE_LIMIT": "off"}))
    async with built.database:
        yield built


async def test_no_refused_text_reaches_the_database_or_the_log(
    app: App, tmp_path: Path, capsys: pytest.CaptureFixture[str], configure: Configure
) -> None:
    configure("json")
    await app.answer(AMY, "/session new BLUE-7")
    before = await kept(app, tmp_path) + logged(capsys)
    rare = set()
    for typed in TYPED:
        reply = await app.answer(AMY, typed)
        told = " ".join([reply.headline, *(line.text for line in reply.lines)])
        if "None of it was stored" in told:
            rare |= {word for word in canaries(typed) if word not in before}
    assert len(rare) > 150
    after = await kept(app, tmp_path) + logged(capsys)
    assert "blue-7" in after
    assert "asked" in after
    assert not [word for word in rare if word in after]


async def test_a_first_message_that_is_refused_stores_who_wrote_and_none_of_it(
    app: App, tmp_path: Path
) -> None:
    """Whoever writes gets a seat: what stays of the message is told, and is nothing."""
    reply = await app.answer(AMY, "/session log John Smithson 3/14/57")
    told = " ".join(line.text for line in reply.lines)
    assert "None of it was stored." in told
    assert "Nothing was stored" not in told
    assert [entry.event.action for entry in await app.records.audit(1)] == [
        "clinic added",
        "member added",
    ]
    after = await kept(app, tmp_path)
    assert not [word for word in ("john", "smithson", "3/14", "1957") if word in after]


def logged(capsys: pytest.CaptureFixture[str]) -> str:
    """Everything that was logged since the last look."""
    return CHANCE.sub(" ", capsys.readouterr().err.casefold())


async def kept(app: App, folder: Path) -> str:
    """Everything that stands in the database's files."""
    await app.database.close()
    raw = b"".join(file.read_bytes() for file in folder.glob("records.sqlite3*"))
    await app.database.open()
    return CHANCE.sub(" ", raw.decode("utf-8", "ignore").casefold())


async def test_an_identity_at_any_entry_of_any_command_is_refused(app: App) -> None:
    await app.answer(AMY, "/session new BLUE-7 payer medicare")
    for typed in (
        "/session new jane doe",
        "/session log john smith",
        "/session void BLUE-7 1 because jane doe called",
        "/session balance BLUE-7 3 as of 1/5/2026 from jane doe",
        "/session payer BLUE-7 aetna for john smith",
        "/caps jane doe",
        "/caps set john smith 20 visits per calendar year",
        "/coverage aetna for jane doe dob 3/4/1971",
        "/cpt 20560 for jane.doe@example.com",
        "/state NC mrn 8812345",
        "/ask may jane doe be needled",
        "call 919-555-0134 about bcbsnc",
        "/unknown ssn 123-45-6789",
    ):
        reply = await app.answer(AMY, typed)
        told = " ".join([reply.headline, *(line.text for line in reply.lines)])
        assert "None of it was stored" in told, typed
        shown = " ".join([told, *(f"{c.label} {c.command}" for c in reply.choices)]).casefold()
        for word in ("jane", "smith", "1971", "8812345", "0134", "6789", "example.com"):
            assert word not in shown, typed
