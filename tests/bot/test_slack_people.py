"""Who may ask in Slack: admins manage, staff ask, guests and strangers get no answer."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.membership import Caller
from bot.slack.people import role_in
from models.clinic.clinic import Platform, Role
from models.clinic.recipient_faults import PersonFault
from tests.conftest import Served
from tests.fakes.fixtures import Clock
from tests.fakes.slack_state import Channel, Person
from tests.fakes.slack_workspace import FakeSlack


async def role_of(served: Served, user: str) -> Role:
    """The role that is kept of a person, without asking Slack."""
    served.app.memberships.forget()
    seated = await served.app.records.seated(Platform.SLACK, "T1", user)
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
    served.app.memberships.forget()
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
    assert await served.app.records.seated(Platform.SLACK, "T1", "UREP") is None
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
        assert await served.app.records.seated(Platform.SLACK, workspace, "UREP") is None
    assert len(slack.calls_of("users.info")) == 1


async def test_what_vouches_is_asked_for_newcomers_alone(served: Served) -> None:
    asked = []

    async def vouch() -> Role:
        asked.append(1)
        return Role.MANAGER

    for _ in range(2):
        served.app.memberships.forget()
        seat = await served.app.memberships.find(Caller(Platform.SLACK, "T1", "UNEW", vouch=vouch))
        assert seat.member.is_manager
    assert asked == [1]


OUTSIDERS = [
    pytest.param(Person("UX", guest=True), "to make you a full member", id="a guest"),
    pytest.param(Person("UX", one_channel=True), "a guest", id="a guest of one channel"),
    pytest.param(Person("UX", bot=True), "an app", id="an app"),
    pytest.param(Person("UX", workflow=True), "an app", id="a workflow"),
    pytest.param(Person("USLACKBOT"), "an app", id="Slack's own bot"),
    pytest.param(Person("UX", deleted=True), "deactivated", id="who was deactivated"),
    pytest.param(Person("UX", team="T9"), "shares this channel", id="of another workspace"),
    pytest.param(Person("UX", stranger=True), "shares this channel", id="a stranger"),
    pytest.param(Person("UX", hidden=True), "nobody whom it shows", id="who is not visible"),
]


@pytest.mark.parametrize(("person", "says"), OUTSIDERS)
async def test_whom_slack_calls_no_staff_gets_no_answer_and_no_seat(
    served: Served, slack: FakeSlack, person: Person, says: str
) -> None:
    await slack.types("UAMY", "/session new BLUE-7")
    slack.add_person(person)
    for typed in ("/coverage bcbsnc 20560", "/caps", "/session show BLUE-7", "/help"):
        seen = await slack.types(person.id, typed, "CDESK")
        assert says in seen.words
        assert "BLUE-7" not in seen.words
    assert await served.app.records.seated(Platform.SLACK, "T1", person.id) is None
    assert len(slack.calls_of("users.info")) == 2


@pytest.mark.parametrize("word", ["user_not_found", "users_not_found", "user_not_visible"])
async def test_whom_slack_does_not_find_gets_no_seat(
    served: Served, slack: FakeSlack, word: str
) -> None:
    slack.fails_next("users.info", word)
    assert "nobody whom it shows" in (await slack.types("UAMY", "/caps")).words
    assert await served.app.records.seated(Platform.SLACK, "T1", "UAMY") is None


@pytest.mark.parametrize(("person", "says"), OUTSIDERS[:6])
async def test_who_becomes_one_loses_the_seat_within_a_day(
    served: Served, slack: FakeSlack, clock: Clock, person: Person, says: str
) -> None:
    slack.add_person(Person(person.id, admin=True))
    if person.id == "USLACKBOT":
        return  # was never anybody else
    await slack.types(person.id, "/session new BLUE-7")
    slack.add_person(person)
    clock.passes(minutes=23 * 60)
    assert "BLUE-7" in (await slack.types(person.id, "/caps", "CDESK")).words
    clock.passes(minutes=61)
    assert says in (await slack.types(person.id, "/caps", "CDESK")).words
    [member] = await served.app.records.members(1)
    assert member.is_gone
    assert not member.is_manager


async def test_who_comes_back_has_the_seat_and_the_role_of_before(
    served: Served, slack: FakeSlack, clock: Clock
) -> None:
    await slack.types("UMAX", "/help")
    for guest in (True, False):
        slack.people["UMAX"] = replace(slack.people["UMAX"], admin=False, guest=guest)
        clock.passes(days=2)
        seen = await slack.types("UMAX", "/clinic quiet off")
    assert "Saved" in seen.words
    assert await role_of(served, "UMAX") is Role.MANAGER
    audit = await served.app.records.audit(1, subject="UMAX")
    assert [each.event.action for each in audit] == [
        "member added",
        "member is gone",
        "member is back",
    ]
    assert (await served.app.records.prove_audit(1)).faults == ()


async def test_an_admin_who_was_seated_as_staff_stays_so_where_somebody_manages(
    served: Served, slack: FakeSlack, clock: Clock
) -> None:
    for user in ("UMAX", "UAMY"):
        await slack.types(user, "/help")
    slack.people["UAMY"] = replace(slack.people["UAMY"], admin=True)
    clock.passes(days=2)
    await slack.types("UAMY", "/help")
    assert await role_of(served, "UAMY") is Role.STAFF


async def test_an_admin_manages_where_every_manager_is_gone(
    served: Served, slack: FakeSlack, clock: Clock
) -> None:
    for user in ("UMAX", "UAMY"):
        await slack.types(user, "/help")
    slack.people["UMAX"] = replace(slack.people["UMAX"], deleted=True)
    slack.people["UAMY"] = replace(slack.people["UAMY"], admin=True)
    clock.passes(days=2)
    await slack.types("UMAX", "/help")
    await slack.types("UAMY", "/help")
    assert await role_of(served, "UAMY") is Role.MANAGER


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
        pytest.param({"team_id": "T1", "is_app_user": True}, Role.STAFF, id="who uses apps"),
        pytest.param({}, PersonFault.STRANGER, id="of no workspace"),
        pytest.param({"team_id": None}, PersonFault.STRANGER, id="of a workspace that is not told"),
        pytest.param({"team_id": "T1", "is_restricted": True}, PersonFault.GUEST, id="a guest"),
        pytest.param(
            {"team_id": "T1", "is_ultra_restricted": True}, PersonFault.GUEST, id="of one channel"
        ),
        pytest.param(
            {"team_id": "T1", "is_admin": True, "deleted": True}, PersonFault.LEFT,
            id="an admin who left",
        ),
        pytest.param({"team_id": "T1", "is_bot": True}, PersonFault.BOT, id="an app"),
        pytest.param({"team_id": "T1", "is_workflow_bot": True}, PersonFault.BOT, id="a workflow"),
        pytest.param({"team_id": "T1", "id": "USLACKBOT"}, PersonFault.BOT, id="Slack's own"),
        pytest.param({"team_id": "T9"}, PersonFault.STRANGER, id="of another workspace"),
        pytest.param(
            {"team_id": "T9", "enterprise_user": {"teams": ["T9"]}, "is_admin": True},
            PersonFault.STRANGER,
            id="an admin of another organization",
        ),
        pytest.param(
            {"team_id": "T1", "is_stranger": True}, PersonFault.STRANGER, id="a stranger"
        ),
    ],
)  # fmt: skip
def test_a_role_follows_what_slack_says_of_a_person(
    person: dict[str, object], role: Role | PersonFault
) -> None:
    assert role_in(person, "T1") is role
