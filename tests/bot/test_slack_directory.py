"""Alerts, managers and channels: only people and channels for whom Slack vouches at that moment."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.clock import opened
from bot.slack.people import fault_in
from jobs import send_alerts
from models.alerts.alert_state import AlertState
from models.clinic.clinic import Platform
from models.clinic.recipient_faults import ChannelFault
from models.mention import channel
from models.reply import Reply
from tests.conftest import Served
from tests.fakes.fixtures import Clock
from tests.fakes.slack_state import Channel, Person
from tests.fakes.slack_workspace import FakeSlack

ALIAS = "BLUE-7"
BOT = "UBOT1"

PEOPLE = [
    pytest.param(Person("UX", guest=True), "is a guest", id="a guest"),
    pytest.param(Person("UX", one_channel=True), "is a guest", id="a guest of one channel"),
    pytest.param(Person("UX", team="T9"), "is of another company", id="of another workspace"),
    pytest.param(Person("UX", stranger=True), "is of another company", id="a stranger"),
    pytest.param(Person("UX", bot=True), "is an app", id="an app"),
    pytest.param(Person("UX", workflow=True), "is an app", id="a workflow"),
    pytest.param(Person("USLACKBOT"), "is an app", id="Slack's own bot"),
    pytest.param(Person("UX", deleted=True), "has no account", id="who was deactivated"),
    pytest.param(Person("UX", hidden=True), "does not show me", id="who is not visible"),
    pytest.param(None, "does not show me", id="nobody"),
]

CHANNELS = [
    pytest.param(Channel("CX", "x", {BOT, "UMAX"}, shared=True), "read along", id="shared"),
    pytest.param(Channel("CX", "x", {BOT, "UMAX"}, invited=True), "read along", id="to be shared"),
    pytest.param(
        Channel("CX", "x", {BOT, "UMAX"}, org_shared=True), "read along", id="of the organization"
    ),
    pytest.param(
        Channel("CX", "x", {BOT, "UMAX"}, shared=True, private=True), "read along", id="private"
    ),
    pytest.param(Channel("CX", "x", {BOT, "UMAX"}, archived=True), "is archived", id="archived"),
    pytest.param(Channel("CX", "x", {"UMAX"}), "I am not in", id="without the bot"),
    pytest.param(Channel("CX", "x", {"UMAX"}, private=True), "I am not in", id="private, without"),
    pytest.param(None, "I am not in", id="none"),
]


@pytest.fixture
async def clinic(served: Served, slack: FakeSlack) -> Served:
    """A clinic with alert 1, in the channel that Max chose."""
    for typed in ("channel <#CDESK|front-desk>", "quiet off", "digest every day"):
        await slack.types("UMAX", f"/clinic {typed}")
    await slack.types("UAMY", f"/session new {ALIAS}")
    await slack.types("UAMY", f"/caps set {ALIAS} 1 visits per calendar year")
    await slack.types("UAMY", f"/session log {ALIAS}")
    await send(served)
    return served


async def send(served: Served, seconds: int = 2) -> None:
    """One pass of the sender."""
    app = served.app
    async with opened(app) as messengers:
        at = app.clock() + timedelta(seconds=seconds)
        await send_alerts.run(at, app.services.with_messengers(messengers, lambda: at))


async def managers(served: Served) -> list[str]:
    return [each.user for each in await served.app.records.members(1) if each.is_manager]


async def test_an_alert_is_handed_to_a_colleague(clinic: Served, slack: FakeSlack) -> None:
    await slack.types("UMAX", "/clinic alerts hand 1 to <@UAMY>")
    note = await clinic.app.services.outbox.alert(1, 1)
    assert note
    assert (note.state, note.handed_to) == (AlertState.HANDED_OVER, "@‹UAMY›")


@pytest.mark.parametrize(("person", "says"), PEOPLE)
async def test_nobody_else_is_handed_an_alert(
    clinic: Served, slack: FakeSlack, person: Person | None, says: str
) -> None:
    if person:
        slack.add_person(person)
    user = person.id if person else "UNONE"
    told = await slack.types("UAMY", f"/clinic alerts hand 1 to <@{user}>", "CDESK")
    assert says in told.words
    assert "Nothing was changed" in told.words
    await send(clinic)
    note = await clinic.app.services.outbox.alert(1, 1)
    assert note
    assert (note.state, note.handed_to) == (AlertState.SENT, "")
    assert slack.calls_of("conversations.open") == []


async def test_a_name_that_is_nobody_is_no_heir_and_is_not_kept(
    clinic: Served, slack: FakeSlack
) -> None:
    told = await slack.types("UAMY", "/clinic alerts hand 1 to @mariagarcia", "CDESK")
    assert "Nothing was changed" in told.words
    note = await clinic.app.services.outbox.alert(1, 1)
    assert note
    assert "garcia" not in repr(note)


@pytest.mark.parametrize(("person", "says"), PEOPLE)
async def test_nobody_else_is_made_a_manager(
    clinic: Served, slack: FakeSlack, person: Person | None, says: str
) -> None:
    if person:
        slack.add_person(person)
    user = person.id if person else "UNONE"
    told = await slack.types("UMAX", f"/clinic managers add <@UAMY> <@{user}>")
    assert says in told.words
    assert await managers(clinic) == ["UMAX"]


async def test_a_guest_who_was_a_manager_can_be_removed(clinic: Served, slack: FakeSlack) -> None:
    await slack.types("UMAX", "/clinic managers add <@UAMY>")
    slack.people["UAMY"] = Person("UAMY", guest=True)
    told = await slack.types("UMAX", "/clinic managers remove <@UAMY>")
    assert "no manager any more" in told.words
    assert await managers(clinic) == ["UMAX"]


@pytest.mark.parametrize(("place", "says"), CHANNELS)
@pytest.mark.parametrize("typed", ["<#CX|x>", "here"])
async def test_no_other_channel_is_chosen_for_alerts(
    clinic: Served, slack: FakeSlack, place: Channel | None, says: str, typed: str
) -> None:
    if place:
        slack.add_channel(place)
    elif typed == "here":
        return  # nobody types in no channel
    told = await slack.types("UMAX", f"/clinic channel {typed}", "CX" if typed == "here" else "")
    assert says in told.words
    assert "Nothing was changed" in told.words
    assert (await clinic.app.records.clinic(1)).preferences.channel == channel("CDESK")


@pytest.mark.parametrize(
    "said",
    [
        *[{"is_ext_shared": True}, {"is_pending_ext_shared": True}, {"is_org_shared": True}],
        *[{"is_shared": True}, {"pending_shared": ["T9"]}, {"pending_connected_team_ids": ["T9"]}],
    ],
    ids=str,
)
def test_each_word_by_which_slack_calls_a_channel_shared_is_enough(said: dict[str, object]) -> None:
    own = {"id": "CX", "is_member": True}
    assert fault_in(own, "CX") is None
    assert fault_in(own | said, "CX") is ChannelFault.SHARED


async def test_a_chat_is_no_channel(clinic: Served, slack: FakeSlack) -> None:
    chat = slack.direct_message("UMAX").id
    told = await slack.types("UMAX", "/clinic channel here", chat)
    assert "a chat and no channel" in told.words


async def test_the_form_offers_no_channel_of_another_company(
    clinic: Served, slack: FakeSlack
) -> None:
    shown = await slack.types("UMAX", "/clinic")
    form = await slack.clicks_to_open(shown.button("Clinic settings…"))
    assert form.control("channel").element["filter"]["exclude_external_shared_channels"]


async def test_the_form_takes_no_other_channel(clinic: Served, slack: FakeSlack) -> None:
    slack.add_channel(Channel("CX", "x", {BOT, "UMAX"}, shared=True))
    shown = await slack.types("UMAX", "/clinic")
    form = await slack.clicks_to_open(shown.button("Clinic settings…"))
    await slack.submits(form, channel="CX")
    assert "read along" in form.errors["channel"]
    assert (await clinic.app.records.clinic(1)).preferences.channel == channel("CDESK")


async def test_without_the_right_to_look_no_channel_is_chosen_and_it_says_how_to_go_on(
    clinic: Served, slack: FakeSlack
) -> None:
    slack.tokens["xoxb-clinic"].scopes -= {"channels:read", "groups:read"}
    with slack.expects_offences("missing_scope"):
        told = await slack.types("UMAX", "/clinic channel <#CDESK|front-desk>")
    assert "I lack the right to see who reads along" in told.words
    assert "installing me again" in told.words


@pytest.mark.parametrize(
    ("method", "typed"),
    [
        ("users.info", "/clinic alerts hand 1 to <@UAMY>"),
        ("users.info", "/clinic managers add <@UAMY>"),
        ("conversations.info", "/clinic channel <#CDESK|front-desk>"),
    ],
)
@pytest.mark.parametrize("error", ["internal_error", "account_inactive", "ratelimited", ""])
async def test_while_slack_does_not_say_nothing_is_changed(
    clinic: Served, slack: FakeSlack, method: str, typed: str, error: str
) -> None:
    audit = await clinic.app.records.audit(1)
    slack.fails_from_now_on(method, error)
    told = await slack.types("UMAX", typed)
    assert "Slack does not tell me at the moment" in told.words
    assert await clinic.app.records.audit(1) == audit


# -- when an alert is posted ---------------------------------------------------------------------


async def another_alert(slack: FakeSlack) -> None:
    await slack.types("UAMY", "/session new RED-1")
    await slack.types("UAMY", "/caps set RED-1 1 visits per calendar year")
    await slack.types("UAMY", "/session log RED-1")


@pytest.mark.parametrize("flag", ["shared", "invited", "org_shared"])
async def test_an_alert_for_a_channel_that_was_shared_since_goes_to_the_managers(
    clinic: Served, slack: FakeSlack, flag: str
) -> None:
    before = len(slack.messages_in("CDESK"))
    setattr(slack.channels["CDESK"], flag, True)
    await another_alert(slack)
    for seconds in (10, 20, 30):
        await send(clinic, seconds)
    assert len(slack.messages_in("CDESK")) == before
    assert "RED-1" in slack.messages_in("DMAX")[-1].words


async def test_who_left_hears_of_no_alert(clinic: Served, slack: FakeSlack) -> None:
    await slack.types("UMAX", "/clinic channel none")
    slack.people["UMAX"] = Person("UMAX", deleted=True)
    await another_alert(slack)
    for seconds in (10, 20, 30):
        await send(clinic, seconds)
    assert "DMAX" not in slack.channels
    note = await clinic.app.services.outbox.alert(1, 2)
    assert note
    assert note.state is AlertState.FAILED


async def test_a_place_is_looked_at_once_in_ten_minutes(
    clinic: Served, slack: FakeSlack, clock: Clock
) -> None:
    async with opened(clinic.app) as messengers:
        app = clinic.app
        for at_minute in (0, 1, 11):
            looked = len(slack.calls_of("conversations.info"))
            clock.passes(minutes=at_minute)
            await messengers[(await app.records.clinic(1)).platform].post(
                await app.records.clinic(1), channel("CDESK"), Reply("Hello")
            )
            assert len(slack.calls_of("conversations.info")) - looked == (at_minute != 1)


async def test_a_platform_that_is_not_connected_vouches_for_nobody(served: Served) -> None:
    clinic = await served.app.records.clinic_at(Platform.TEAMS, "tenant", at=served.app.clock())
    fault = await served.app.directories.fault_of_channel(clinic, "19:x")
    assert fault is ChannelFault.UNTOLD
