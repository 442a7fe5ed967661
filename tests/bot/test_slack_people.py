"""Who may ask in Slack: admins manage, staff ask, guests and strangers get no answer."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.seats import Caller
from bot.slack.people import role_in
from models.clinic import Platform, Role
from models.errors import NotAllowed
from tests.conftest import Served
from tests.fakes.slack_state import Channel, Person
from tests.fakes.slack_workspace import FakeSlack


async def role_of(served: Served, user: str) -> Role:
    """The role that is kept of a person, without asking Slack."""
    served.house.seats.forget()
    seated = await served.house.ledger.seated(Platform.SLACK, "T1", user)
    assert seated
    return seated[1].role


@pytest.mark.parametrize(
    ("user", "role"),
    [
        pytest.param("UAMY", Role.STAFF, id="somebody"),
        pytest.param("UMAX", Role.MANAGER, id="an admin"),
    ],
)
async def test_slack_is_asked_once_who_a_newcomer_is(
    served: Served, slack: FakeSlack, user: str, role: Role
) -> None:
    for _ in range(2):
        await slack.types(user, "/cpt 20560")
        assert await role_of(served, user) is role
    assert len(slack.calls_of("users.info")) == 1


async def test_a_stored_role_is_never_lowered(served: Served, slack: FakeSlack) -> None:
    await slack.types("UMAX", "/cpt 20560")
    slack.people["UMAX"] = replace(slack.people["UMAX"], admin=False)
    served.house.seats.forget()
    await slack.types("UMAX", "/cpt 20560")
    assert await role_of(served, "UMAX") is Role.MANAGER


async def test_a_guest_gets_no_answer_and_no_seat(served: Served, slack: FakeSlack) -> None:
    await slack.types("UAMY", "/session new BLUE-7")
    slack.add_person(Person("UREP", "rep", guest=True))
    slack.channels["CDESK"].members.add("UREP")
    for typed in ("/caps", "/caps BLUE-7"):
        seen = await slack.types("UREP", typed)
        assert "guest" in seen.words
        assert "BLUE-7" not in seen.words
    assert await served.house.ledger.seated(Platform.SLACK, "T1", "UREP") is None
    assert len(slack.calls_of("users.info")) == 2  # one for Amy, one for the guest


async def test_a_person_of_another_workspace_gets_no_answer_to_a_click(
    served: Served, slack: FakeSlack
) -> None:
    """In a channel that two workspaces share, everyone sees the buttons of a shared answer."""
    slack.add_person(Person("UREP", "rep", team="T9"))
    slack.add_channel(Channel("CBOTH", "shared", {"UAMY", "UREP", "UBOT1"}))
    answer = await slack.types("UAMY", "/coverage blue cross 20560", "CBOTH")
    answer.private_to = None  # as if it had been shared
    seen = await slack.clicks(answer.button("BCBS Alabama"), "UREP")
    assert "staff of the clinic" in seen.words
    for workspace in ("T1", "T9"):
        assert await served.house.ledger.seated(Platform.SLACK, workspace, "UREP") is None
    assert len(slack.calls_of("users.info")) == 1


async def test_while_slack_does_not_say_a_newcomer_is_staff(
    served: Served, slack: FakeSlack
) -> None:
    slack.fails_next("users.info", "missing_scope")
    assert "Investigational" in (await slack.types("UMAX", "/coverage bcbsnc 20560")).words
    assert await role_of(served, "UMAX") is Role.STAFF


async def test_what_vouches_is_asked_for_newcomers_alone(served: Served) -> None:
    asked = []

    async def vouch() -> Role:
        asked.append(1)
        return Role.MANAGER

    for _ in range(2):
        served.house.seats.forget()
        seat = await served.house.seats.find(Caller(Platform.SLACK, "T1", "UNEW", vouch=vouch))
        assert seat.member.is_manager
    assert asked == [1]


@pytest.mark.parametrize(
    ("person", "role"),
    [
        pytest.param({"team_id": "T1"}, Role.STAFF, id="staff"),
        pytest.param({"team_id": "T1", "is_admin": True}, Role.MANAGER, id="an admin"),
        pytest.param({"team_id": "T1", "is_owner": True}, Role.MANAGER, id="an owner"),
        pytest.param(
            {"team_id": "T7", "enterprise_user": {"teams": ["T1", "T7"]}}, Role.STAFF,
            id="in two workspaces of an organization",
        ),
        pytest.param(
            {"team_id": "T1", "enterprise_user": {"is_owner": True, "teams": ["T1"]}}, Role.MANAGER,
            id="an owner of the organization",
        ),
        pytest.param({"team_id": "T1", "is_restricted": True}, None, id="a guest"),
        pytest.param({"team_id": "T1", "is_ultra_restricted": True}, None, id="of one channel"),
        pytest.param({"team_id": "T9"}, None, id="of another workspace"),
        pytest.param(
            {"team_id": "T9", "enterprise_user": {"teams": ["T9"]}, "is_admin": True}, None,
            id="an admin of another organization",
        ),
        pytest.param({"team_id": "T1", "is_stranger": True}, None, id="a stranger"),
    ],
)  # fmt: skip
def test_a_role_follows_what_slack_says_of_a_person(
    person: dict[str, object], role: Role | None
) -> None:
    if role:
        assert role_in(person, "T1") is role
    else:
        with pytest.raises(NotAllowed):
            role_in(person, "T1")
