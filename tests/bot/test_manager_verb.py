"""`python -m bot manager` names a manager where a clinic has none left."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from datetime import UTC, datetime

import pytest

from bot import settings
from bot.__main__ import main
from bot.app import App, build
from models.clinic.audit import OPERATOR
from models.clinic.clinic import Member, Platform, Role

AT = datetime(2026, 11, 23, 17, tzinfo=UTC)
ENTRA = "6f9619ff-8b86-4d01-b42d-00cf4fc964ff"


@pytest.fixture
def two_clinics(url: str) -> str:
    """A clinic in Slack and one in Teams, whose one manager does not work there any more."""

    async def fill(app: App) -> None:
        async with app.database:
            for platform, workspace, user in (
                (Platform.SLACK, "T1", "UAMY"),
                (Platform.TEAMS, "t", "x"),
            ):
                clinic, _ = await app.records.seat(
                    platform, workspace, user, role=Role.MANAGER, at=AT
                )
                await app.records.refused(clinic.id, user, at=AT)

    asyncio.run(fill(build(settings.read({"DATABASE_URL": url}))))
    return url


@pytest.fixture
def kept(two_clinics: str) -> Callable[[str], tuple[list[Member], list[str]]]:
    """The members of a workspace's clinic, and who did what there, newest last."""

    async def look(workspace: str) -> tuple[list[Member], list[str]]:
        app = build(settings.read({"DATABASE_URL": two_clinics}))
        async with app.database:
            (clinic,) = [c for c in await app.records.clinics() if c.workspace == workspace]
            audit = await app.records.audit(clinic.id)
            members = list(await app.records.members(clinic.id))
            return members, [f"{e.event.actor}: {e.event.action}, {e.event.subject}" for e in audit]

    return lambda workspace: asyncio.run(look(workspace))


@pytest.mark.parametrize(
    ("platform", "workspace", "user"), [("slack", "T1", "UNEW"), ("teams", "t", ENTRA)]
)
def test_it_names_one_as_the_operators_deed(
    platform: str,
    workspace: str,
    user: str,
    kept: Callable[[str], tuple[list[Member], list[str]]],
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main(["manager", platform, workspace, user]) == 0
    assert f"{user} is a manager now" in capsys.readouterr().out
    members, audit = kept(workspace)
    named = next(each for each in members if each.user == user)
    assert named.is_manager
    assert not named.vouched_at, "the platform is asked about them before they do anything"
    assert audit[-1] == f"{OPERATOR}: role set, {user}"
    assert main(["manager", platform, workspace, user]) == 0
    assert "nothing was changed" in capsys.readouterr().out
    assert kept(workspace)[1] == audit


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (["slack", "T2", "UNEW"], "There is no such clinic here."),
        (["teams", "T1", ENTRA], "There is no such clinic here."),
        (["slack", "T1", "Maria Garcia"], "That is no id of a person there."),
        (["slack", "T1", "U" * 200], "That is no id of a person there."),
        (["teams", "t", "maria@example.org"], "That is no id of a person there."),
    ],
)
def test_whatever_is_no_clinic_or_no_id_changes_nothing(
    words: list[str], says: str, two_clinics: str, capsys: pytest.CaptureFixture[str]
) -> None:
    del two_clinics
    assert main(["manager", *words]) == 1
    said = capsys.readouterr().err
    assert says in said
    assert "aria" not in said


def test_a_terminal_is_told_how_to_speak_as_a_manager(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["manager", "terminal", "local", "me"])
    told = capsys.readouterr().err
    assert "write slack or teams" in told
    assert "say --as manager" in told
