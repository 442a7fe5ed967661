"""Sharing in Slack: once, with a name, where the bot may write and where it may not."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.clock import opened
from jobs import recall_shares, send_alerts
from models.clinic.clinic import Platform, Role
from models.clinic.preferences import Preferences, spell
from models.clinic.shared_answer import SharedAnswer
from models.mention import channel
from tests.conftest import Served
from tests.fakes.slack_payloads import form
from tests.fakes.slack_screens import Message
from tests.fakes.slack_workspace import FakeSlack

ANSWER = "/coverage bcbsnc 20560"


async def kept(served: Served) -> tuple[SharedAnswer, ...]:
    """What was written down of shared answers."""
    return await served.app.shared_answers.of_clinic(1)


async def until_private(slack: FakeSlack, message: Message, words: str) -> None:
    """Wait until a private message says so."""
    await slack.until(lambda: words in message.words or None, words)


def public(slack: FakeSlack, place: str = "CDESK") -> list[Message]:
    """What everyone there reads."""
    return slack.messages_in(place)


async def test_one_click_shares_an_answer_with_everyone_and_marks_the_private_one(
    served: Served, slack: FakeSlack
) -> None:
    own = await slack.types("UAMY", ANSWER, "CDESK")
    await slack.presses(own.button("Share"))
    await until_private(slack, own, "Shared here.")
    [posted] = public(slack)
    assert "Shared by <@UAMY> from /coverage." in posted.words
    assert "Investigational" in posted.words
    assert "Blue Cross NC" in posted.words
    assert "Share" not in [*posted.labels, *own.labels]
    assert own.private_to == "UAMY"
    [written] = await kept(served)
    assert written.message == posted.ts
    assert (written.member, written.command, written.channel) == ("UAMY", "coverage", "CDESK")
    assert written.about == ("payer/bcbsnc", "code/20560", "position/bcbsnc/investigational")


async def test_a_second_click_shares_nothing_twice(served: Served, slack: FakeSlack) -> None:
    own = await slack.types("UAMY", ANSWER, "CDESK")
    share = own.button("Share")
    await slack.presses(share)
    await until_private(slack, own, "Shared here.")
    again = await slack.clicks(share)
    assert "shared already" in again.words
    assert len(public(slack)) == 1


async def test_it_can_be_typed_and_the_answer_is_private(served: Served, slack: FakeSlack) -> None:
    told = await slack.types("UAMY", "/share coverage bcbsnc 20560", "CDESK")
    assert told.private_to == "UAMY"
    assert "Everyone here sees it now" in told.words
    assert len(public(slack)) == 1


async def test_in_a_chat_of_two_nobody_is_told_of_everyone(
    served: Served, slack: FakeSlack
) -> None:
    chat = slack.direct_message("UAMY").id
    told = await slack.types("UAMY", "/share coverage bcbsnc 20560", chat)
    assert "Whoever is in this chat sees it now" in told.words
    assert "Everyone" not in told.words


async def test_without_a_channel_nothing_is_shared(served: Served, slack: FakeSlack) -> None:
    command = {
        "token": "t", "team_id": "T1", "user_id": "UAMY", "channel_id": "", "trigger_id": "1.2",
        "command": "/share", "text": "coverage bcbsnc 20560", "response_url": "http://127.0.0.1:9/",
    }  # fmt: skip
    answer = await slack.deliver(form(command))
    assert "nothing was shared" in answer.body
    assert await kept(served) == ()


@pytest.mark.parametrize(
    "place",
    [
        pytest.param("CHALL", id="a channel without the bot"),
        pytest.param("CNEWS", id="a channel for announcements"),
        pytest.param("CBOSS", id="a private channel without the bot"),
    ],
)
async def test_where_the_bot_may_not_write_it_speaks_for_whoever_asked(
    served: Served, slack: FakeSlack, place: str
) -> None:
    own = await slack.types("UMAX", ANSWER, place)
    await slack.presses(own.button("Share"))
    await until_private(slack, own, "Shared here.")
    [posted] = public(slack, place)
    assert "Shared by <@UMAX>" in posted.words
    [written] = await kept(served)
    assert written.message == ""


async def test_strangers_read_what_a_payer_says_and_no_word_that_was_typed_beside_it(
    served: Served, slack: FakeSlack
) -> None:
    await slack.types("UAMY", "/share coverage bcbsnc 20560 PLAZA BLUE-47K", "CPART")
    [posted] = public(slack, "CPART")
    assert "Blue Cross NC" in posted.words
    assert not [word for word in ("PLAZA", "47K") if word in str(posted.posted)]
    assert not [word for word in ("PLAZA", "47K") if word in repr(await kept(served))]


async def test_a_payer_that_nobody_knows_is_told_to_the_asker_alone(
    served: Served, slack: FakeSlack
) -> None:
    told = await slack.types("UAMY", "/share coverage plaza medicare", "CPART")
    assert "plaza" in told.words
    assert told.private_to == "UAMY"
    assert public(slack, "CPART") == []
    assert await kept(served) == ()


async def test_a_refusal_leaves_the_way_open_to_try_again(served: Served, slack: FakeSlack) -> None:
    own = await slack.types("UAMY", ANSWER, "CDESK")
    slack.fails_next("chat.postMessage", "ekm_access_denied")
    told = await slack.clicks(own.button("Share"))
    assert "did not let me share" in told.words
    await slack.presses(own.button("Share"))
    await until_private(slack, own, "Shared here.")
    assert len(public(slack)) == 1


async def test_a_lost_answer_is_not_posted_a_second_time(served: Served, slack: FakeSlack) -> None:
    own = await slack.types("UAMY", ANSWER, "CDESK")
    slack.loses_next_answer("chat.postMessage")
    told = await slack.clicks(own.button("Share"))
    assert "did not say whether" in told.words
    assert "shared already" in (await slack.clicks(own.button("Share"))).words
    assert len(public(slack)) == 1


@pytest.mark.parametrize(
    ("error", "status"), [("fatal_error", 200), ("internal_error", 200), ("", 503)]
)
async def test_what_slack_may_have_posted_is_not_posted_a_second_time(
    served: Served, slack: FakeSlack, error: str, status: int
) -> None:
    own = await slack.types("UAMY", ANSWER, "CDESK")
    slack.fails_next("chat.postMessage", error, status)
    told = await slack.clicks(own.button("Share"))
    assert "did not say whether" in told.words
    assert "shared already" in (await slack.clicks(own.button("Share"))).words
    assert public(slack) == []


async def test_where_it_speaks_for_whoever_asked_a_broken_answer_is_no_refusal(
    served: Served, slack: FakeSlack
) -> None:
    own = await slack.types("UMAX", ANSWER, "CHALL")
    slack.fails_next("response_url", status=500)
    told = await slack.clicks(own.button("Share"), "UMAX")
    assert "did not say whether" in told.words
    assert "shared already" in (await slack.clicks(own.button("Share"), "UMAX")).words


async def test_a_question_back_is_private_and_its_button_shares(
    served: Served, slack: FakeSlack
) -> None:
    asked = await slack.types("UAMY", "/share coverage blue cross 20560", "CDESK")
    assert "Of which state?" in asked.words
    await slack.presses(asked.button("Share: BCBS Alabama"))
    await until_private(slack, asked, "Shared here.")
    [posted] = public(slack)
    assert "BCBS Alabama" in posted.words


async def test_everyone_may_go_on_from_a_shared_answer_and_is_answered_alone(
    served: Served, slack: FakeSlack
) -> None:
    await slack.types("UAMY", "/share coverage bcbsnc 20560", "CDESK")
    [posted] = public(slack)
    answer = await slack.clicks(posted.button("What 20560 is"), "UMAX")
    assert answer.private_to == "UMAX"


async def test_what_was_shared_is_edited_in_place_when_the_clinic_learns_better(
    served: Served, slack: FakeSlack
) -> None:
    app = served.app
    await app.records.seat(Platform.SLACK, "T1", "UMAX", role=Role.MANAGER, at=app.clock())
    await slack.types("UAMY", "/share coverage bcbsnc 20560", "CDESK")
    await slack.types("UMAX", "/coverage edit bcbsnc covered 20560 by portal")
    at = app.clock() + timedelta(minutes=3)
    async with opened(app) as messengers:
        uses = app.services.with_messengers(messengers, lambda: at)
        for job in (recall_shares, send_alerts, recall_shares, send_alerts):
            await job.run(at, uses)
    [posted] = public(slack)
    assert "before, it said investigational" in posted.words
    assert "Your clinic's rule" in posted.words
    assert posted.edits == 1
    assert "Shared by <@UAMY> from /coverage." in posted.words


# -- what is about a patient ---------------------------------------------------------------------


@pytest.fixture
async def patient(served: Served, slack: FakeSlack) -> str:
    """An alias with one session."""
    await slack.types("UAMY", "/session new BLUE-47K payer medicare for chronic low back pain")
    await slack.types("UAMY", "/session log BLUE-47K 20561")
    return "BLUE-47K"


def may_not_read_channels(slack: FakeSlack) -> None:
    """Take from the bot the scopes by which it sees who reads along, as installed long ago."""
    slack.tokens["xoxb-clinic"].scopes -= {"channels:read", "groups:read"}


async def test_counts_are_shared_without_the_alias_where_only_the_clinic_reads(
    served: Served, slack: FakeSlack, patient: str
) -> None:
    own = await slack.types("UAMY", f"/caps {patient}", "CDESK")
    await slack.presses(own.button("Share without the alias"))
    await until_private(slack, own, "Shared here.")
    [posted] = public(slack)
    assert "1 of 12 visits used" in posted.words
    assert patient not in str(posted.posted)
    [written] = await kept(served)
    assert patient not in repr(written)


async def test_nothing_of_a_patient_is_shared_where_another_company_reads_along(
    served: Served, slack: FakeSlack, patient: str
) -> None:
    told = await slack.types("UAMY", f"/share caps {patient}", "CPART")
    assert "Another company reads along" in told.words
    assert public(slack, "CPART") == []
    assert await kept(served) == ()


async def test_nothing_of_a_patient_is_shared_where_the_bot_cannot_see_who_reads(
    served: Served, slack: FakeSlack, patient: str
) -> None:
    may_not_read_channels(slack)
    with slack.expects_offences("missing_scope"):
        told = await slack.types("UAMY", f"/share caps {patient}", "CDESK")
    assert "cannot see who reads along" in told.words
    assert public(slack) == []


async def test_in_the_channel_that_a_manager_chose_the_alias_stands(
    served: Served, slack: FakeSlack, patient: str
) -> None:
    app = served.app
    await app.records.set_defaults(
        1,
        actor="UMAX",
        at=app.clock(),
        preferences=spell(Preferences(channel=channel("CDESK"))),
    )
    app.memberships.forget()
    may_not_read_channels(slack)
    with slack.expects_offences("missing_scope"):
        await slack.types("UAMY", f"/share caps {patient}", "CDESK")
    [posted] = public(slack)
    assert patient in posted.words
