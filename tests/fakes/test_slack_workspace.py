"""People type, click and fill forms in; the fake workspace shows what Slack would show them."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable
from typing import Any

import aiohttp
import pytest
from slack_sdk.errors import SlackApiError
from slack_sdk.signature import SignatureVerifier
from slack_sdk.web.async_client import AsyncWebClient
from slack_sdk.webhook.async_client import AsyncWebhookClient

from tests.fakes import slack_payloads
from tests.fakes.fixtures import Clock, fail_on_offences
from tests.fakes.slack_screens import Message, View
from tests.fakes.slack_state import Person, Token
from tests.fakes.slack_workspace import FakeSlack
from tests.fakes.tiny_app import TinyApp

Json = dict[str, Any]

SHARE = {"type": "button", "action_id": "share", "text": {"type": "plain_text", "text": "Share"}}
PAYER = {"type": "external_select", "action_id": "payer", "min_query_length": 0}
TOO_LONG = [{"type": "header", "text": {"type": "plain_text", "text": "h" * 151}}]


def section(text: str) -> Json:
    return {"type": "section", "text": {"type": "mrkdwn", "text": text}}


def answer(text: str = "Covered.") -> Json:
    """A message with a button under it."""
    return {"text": text, "blocks": [section(text), {"type": "actions", "elements": [SHARE]}]}


def field(action_id: str, element: Json | None = None, **more: object) -> Json:
    typed = element or {"type": "plain_text_input", "action_id": action_id}
    label = {"type": "plain_text", "text": action_id.title()}
    return {"type": "input", "block_id": action_id, "label": label, "element": typed, **more}


def form(*blocks: Json, **more: object) -> Json:
    titles = {"title": "Log a session", "submit": "Save"}
    frame = {key: {"type": "plain_text", "text": text} for key, text in titles.items()}
    return {"type": "modal", "callback_id": "session", "blocks": list(blocks), **frame, **more}


@pytest.fixture
async def app(slack: FakeSlack) -> AsyncIterator[TinyApp]:
    tiny = TinyApp()
    slack.app_url = await tiny.start()
    yield tiny
    await tiny.stop()


@pytest.fixture
async def client(slack: FakeSlack) -> AsyncIterator[AsyncWebClient]:
    async with aiohttp.ClientSession() as session:
        yield AsyncWebClient("xoxb-clinic", base_url=slack.api_url, session=session)


async def answered(slack: FakeSlack, app: TinyApp) -> Message:
    """A private message with a button, as the tests below need it."""
    app.answers({**answer(), "response_type": "ephemeral"})
    return await slack.types("UAMY", "/coverage bcbsnc 20560")


# -- commands ------------------------------------------------------------------------------------


async def test_a_command_arrives_as_a_signed_form(slack: FakeSlack, app: TinyApp) -> None:
    await slack.run_command("UAMY", "/coverage bcbsnc 20560", channel="CHALL")
    sent = app.requests[0]
    assert SignatureVerifier(slack.signing_secret).is_valid_request(sent.body, sent.headers)
    fields = sent.fields()
    assert (fields["command"], fields["text"]) == ("/coverage", "bcbsnc 20560")
    assert (fields["user_id"], fields["channel_id"]) == ("UAMY", "CHALL")
    assert (fields["team_id"], fields["is_enterprise_install"]) == ("T1", "false")


async def test_the_reply_in_the_acknowledgement_is_seen_by_the_asker_alone(
    slack: FakeSlack, app: TinyApp
) -> None:
    app.answers(answer("Covered &amp; counted."))
    seen = await slack.types("UAMY", "/coverage bcbsnc 20560")
    assert (seen.private_to, seen.channel) == ("UAMY", "CDESK")
    assert (seen.words, seen.labels) == ("Covered & counted.\nShare", ["Share"])
    assert slack.messages_in("CDESK") == []


async def test_plain_text_is_a_reply_too(slack: FakeSlack, app: TinyApp) -> None:
    app.answers("Try /coverage help.")
    assert (await slack.types("UAMY", "/coverage")).words == "Try /coverage help."


async def test_the_reply_may_follow_through_the_response_url(
    slack: FakeSlack, app: TinyApp
) -> None:
    async def later(sent: Json) -> None:
        await AsyncWebhookClient(sent["response_url"]).send_dict(answer("Here it is."))

    app.then(later)
    seen = await slack.types("UAMY", "/coverage bcbsnc", channel="CHALL")
    assert (seen.text, seen.private_to) == ("Here it is.", "UAMY")
    assert slack.calls_of("response_url")[0].args["text"] == "Here it is."


async def test_a_reply_for_the_channel_is_seen_even_where_the_app_is_not(
    slack: FakeSlack, app: TinyApp
) -> None:
    app.answers({"text": "Covered.", "response_type": "in_channel"})
    await slack.types("UAMY", "/coverage bcbsnc", channel="CHALL")
    assert (await slack.sees("UMAX", channel="CHALL")).text == "Covered."


FAILURES = [
    pytest.param(500, "dispatch_failed", id="an error"),
    pytest.param(404, "dispatch_failed", id="a command that the app does not know"),
    pytest.param(401, "dispatch_failed", id="a signature that it does not accept"),
]


@pytest.mark.parametrize(("status", "word"), FAILURES)
async def test_a_person_is_told_that_the_app_failed(
    slack: FakeSlack, app: TinyApp, status: int, word: str
) -> None:
    app.answers("", status=status)
    with slack.expects_offences(word):
        seen = await slack.types("UAMY", "/coverage x")
    assert seen.words == f'/coverage failed with the error "{word}"'


async def test_an_answer_that_takes_too_long_is_a_timeout(slack: FakeSlack, app: TinyApp) -> None:
    slack.seconds_to_answer = 0.05  # instead of 3
    app.hangs()
    with slack.expects_offences("operation_timeout"):
        seen = await slack.types("UAMY", "/coverage x")
    assert "operation_timeout" in seen.words


BAD_ANSWERS = [
    pytest.param({"text": "x", "blocks": TOO_LONG}, "invalid_blocks", id="broken blocks"),
    pytest.param({"response_type": "ephemeral"}, "no_text", id="nothing to show"),
    pytest.param({"text": "<!here> x"}, "bad_manners", id="a mention of everyone"),
    pytest.param('{"text": "x"}', "answer_not_json", id="JSON that calls itself text"),
    pytest.param({"text": "x", "response_type": "loud"}, "invalid_arguments", id="for whom?"),
]


@pytest.mark.parametrize(("body", "offence"), BAD_ANSWERS)
async def test_a_bad_reply_in_the_acknowledgement_is_an_offence(
    slack: FakeSlack, app: TinyApp, body: Json | str, offence: str
) -> None:
    app.answers(body)
    with slack.expects_offences(offence):
        await slack.run_command("UAMY", "/coverage x")


async def test_waiting_for_nothing_ends_with_a_sentence(slack: FakeSlack, app: TinyApp) -> None:
    with pytest.raises(AssertionError, match=r"waited 0\.01 s and saw no reply"):
        await slack.until(lambda: None, "reply", patience=0.01)


# -- response URLs -------------------------------------------------------------------------------


async def test_a_response_url_takes_five_posts(slack: FakeSlack, app: TinyApp) -> None:
    await slack.run_command("UAMY", "/coverage x")
    hook = AsyncWebhookClient(app.requests[0].fields()["response_url"])
    assert [(await hook.send(text=f"{n}")).status_code for n in range(5)] == [200] * 5
    with slack.expects_offences("used_url"):
        refused = await hook.send(text="6")
    assert (refused.status_code, "used_url" in refused.body) == (404, True)


LAPSES = [
    pytest.param(29.9, [], id="just before thirty minutes it takes posts"),
    pytest.param(30.1, ["expired_url"], id="after thirty minutes it is not found"),
]


@pytest.mark.parametrize(("minutes", "offences"), LAPSES)
async def test_a_response_url_lapses(
    slack: FakeSlack, app: TinyApp, clock: Clock, minutes: float, offences: list[str]
) -> None:
    await slack.run_command("UAMY", "/coverage x")
    hook = AsyncWebhookClient(app.requests[0].fields()["response_url"])
    clock.passes(minutes=minutes)
    with slack.expects_offences(*offences):
        assert (await hook.send(text="late")).status_code == (404 if offences else 200)


async def test_broken_blocks_are_refused_at_a_response_url(slack: FakeSlack, app: TinyApp) -> None:
    await slack.run_command("UAMY", "/coverage x")
    hook = AsyncWebhookClient(app.requests[0].fields()["response_url"])
    with slack.expects_offences("invalid_blocks"):
        assert (await hook.send_dict({"text": "x", "blocks": TOO_LONG})).status_code == 400


async def test_a_response_url_can_fail_by_script(slack: FakeSlack, app: TinyApp) -> None:
    await slack.run_command("UAMY", "/coverage x")
    hook = AsyncWebhookClient(app.requests[0].fields()["response_url"])
    slack.fails_next("response_url", status=500)
    assert [(await hook.send(text="x")).status_code for _ in range(2)] == [500, 200]


# -- buttons -------------------------------------------------------------------------------------


async def test_a_click_carries_the_button_and_leaves_a_private_message_out(
    slack: FakeSlack, app: TinyApp
) -> None:
    seen = await answered(slack, app)
    app.answers("")
    await slack.presses(seen.button("Share"))
    sent = app.requests[-1].payload()
    assert sent["actions"][0]["action_id"] == "share"
    assert sent["container"] == {
        "type": "message",
        "message_ts": seen.ts,
        "channel_id": "CDESK",
        "is_ephemeral": True,
    }
    assert "message" not in sent


async def test_a_click_on_a_public_message_brings_the_message_along(
    slack: FakeSlack, app: TinyApp, client: AsyncWebClient
) -> None:
    await client.chat_postMessage(channel="CDESK", **answer())
    seen = await slack.sees("UMAX", channel="CDESK")
    await slack.presses(seen.button("Share"), user="UMAX")
    assert app.requests[-1].payload()["message"]["ts"] == seen.ts


REPLACING = [
    pytest.param({"replace_original": True}, True, id="said: in its place"),
    pytest.param({"replace_original": False}, False, id="said: below it"),
]


@pytest.mark.parametrize(("said", "same"), REPLACING)
async def test_what_follows_a_click_stands_where_the_app_says(
    slack: FakeSlack, app: TinyApp, said: Json, same: bool
) -> None:
    seen = await answered(slack, app)

    async def respond(sent: Json) -> None:
        await AsyncWebhookClient(sent["response_url"]).send_dict({"text": "Shared.", **said})

    app.answers("")
    app.then(respond)
    after = await slack.clicks(seen.button("Share"))
    assert (after is seen, after.text) == (same, "Shared.")


async def test_a_reply_to_a_click_must_say_where_it_stands(slack: FakeSlack, app: TinyApp) -> None:
    seen = await answered(slack, app)
    app.answers("")
    await slack.presses(seen.button("Share"))
    hook = AsyncWebhookClient(app.requests[-1].payload()["response_url"])
    with slack.expects_offences("replace_original_unsaid"):
        await hook.send(text="Shared.")


async def test_the_message_that_was_clicked_can_be_deleted(slack: FakeSlack, app: TinyApp) -> None:
    seen = await answered(slack, app)
    app.answers("")
    await slack.presses(seen.button("Share"))
    hook = AsyncWebhookClient(app.requests[-1].payload()["response_url"])
    assert (await hook.send(delete_original=True)).status_code == 200
    assert seen.deleted


async def test_words_in_the_answer_to_a_click_are_never_seen(
    slack: FakeSlack, app: TinyApp
) -> None:
    seen = await answered(slack, app)
    app.answers("Shared.")
    with slack.expects_offences("answer_unseen"):
        await slack.presses(seen.button("Share"))


async def test_nobody_clicks_on_what_only_another_person_sees(
    slack: FakeSlack, app: TinyApp
) -> None:
    seen = await answered(slack, app)
    with pytest.raises(AssertionError, match="UMAX cannot see what UAMY sees"):
        await slack.presses(seen.button("Share"), user="UMAX")


async def test_a_button_that_is_not_there_is_named_with_those_that_are(
    slack: FakeSlack, app: TinyApp
) -> None:
    seen = await answered(slack, app)
    with pytest.raises(AssertionError, match=r"no button 'Hide' among \['Share'\]"):
        seen.button("Hide")


async def test_a_menu_in_a_message_acts_at_once(
    slack: FakeSlack, app: TinyApp, client: AsyncWebClient
) -> None:
    option = {"text": {"type": "plain_text", "text": "Ohio"}, "value": "OH"}
    named = {"placeholder": {"type": "plain_text", "text": "State"}, "options": [option]}
    menu = {"type": "static_select", "action_id": "state", **named}
    blocks = [{"type": "actions", "elements": [menu]}]
    await client.chat_postMessage(channel="UAMY", text="Which state?", blocks=blocks)
    seen = await slack.sees("UAMY")
    await slack.chooses(seen.control("state"), "OH", user="UAMY")
    [action] = app.requests[-1].payload()["actions"]
    assert action["selected_option"] == option
    with pytest.raises(AssertionError, match="state offers no 'TX'"):
        await slack.chooses(seen.control("state"), "TX", user="UAMY")


# -- triggers and forms --------------------------------------------------------------------------


def opens(client: AsyncWebClient, view: Json) -> Callable[[Json], Awaitable[None]]:
    """What an app does after its acknowledgement: open this view with the trigger."""

    async def reaction(sent: Json) -> None:
        await client.views_open(trigger_id=sent["trigger_id"], view=view)

    return reaction


async def opened(slack: FakeSlack, app: TinyApp, client: AsyncWebClient, view: Json) -> View:
    """The form, which the person has just opened; the app does nothing more by itself."""
    app.then(opens(client, view))
    shown = await slack.types_to_open("UAMY", "/session")
    app.then(None)
    return shown


def last_trigger(app: TinyApp) -> str:
    return app.requests[-1].fields()["trigger_id"]


async def test_a_command_opens_a_form(
    slack: FakeSlack, app: TinyApp, client: AsyncWebClient
) -> None:
    app.then(opens(client, form(field("alias"))))
    view = await slack.types_to_open("UAMY", "/session")
    assert (view.title, view.user, slack.form_of("UAMY")) == ("Log a session", "UAMY", view)


async def test_a_trigger_opens_one_form_only(
    slack: FakeSlack, app: TinyApp, client: AsyncWebClient
) -> None:
    await opened(slack, app, client, form(section("x")))
    with (
        slack.expects_offences("exchanged_trigger_id"),
        pytest.raises(SlackApiError, match="exchanged_trigger_id"),
    ):
        await client.views_open(trigger_id=last_trigger(app), view=form(section("x")))


async def test_a_trigger_lapses_after_three_seconds(
    slack: FakeSlack, app: TinyApp, client: AsyncWebClient, clock: Clock
) -> None:
    await slack.run_command("UAMY", "/session")
    clock.passes(seconds=3.1)
    with (
        slack.expects_offences("expired_trigger_id"),
        pytest.raises(SlackApiError, match="expired_trigger_id"),
    ):
        await client.views_open(trigger_id=last_trigger(app), view=form(section("x")))


async def test_a_broken_form_is_refused(
    slack: FakeSlack, app: TinyApp, client: AsyncWebClient
) -> None:
    await slack.run_command("UAMY", "/session")
    broken = form(field("alias"), submit=None)
    with (
        slack.expects_offences("invalid_arguments"),
        pytest.raises(SlackApiError, match="required when a block takes input"),
    ):
        await client.views_open(trigger_id=last_trigger(app), view=broken)


async def test_no_more_than_three_forms_are_stacked(
    slack: FakeSlack, app: TinyApp, client: AsyncWebClient
) -> None:
    await opened(slack, app, client, form(section("x")))
    for _ in range(2):
        await slack.run_command("UAMY", "/session")
        await client.views_push(trigger_id=last_trigger(app), view=form(section("x")))
    await slack.run_command("UAMY", "/session")
    with (
        slack.expects_offences("push_limit_reached"),
        pytest.raises(SlackApiError, match="push_limit_reached"),
    ):
        await client.views_push(trigger_id=last_trigger(app), view=form(section("x")))


async def test_a_form_is_changed_while_open_unless_someone_was_faster(
    slack: FakeSlack, app: TinyApp, client: AsyncWebClient
) -> None:
    view = await opened(slack, app, client, form(section("Loading")))
    first = view.hash
    await client.views_update(view_id=view.id, hash=first, view=form(section("Ready.")))
    assert view.words == "Ready."
    with pytest.raises(SlackApiError, match="hash_conflict"):
        await client.views_update(view_id=view.id, hash=first, view=form(section("Again.")))


async def test_a_submission_carries_what_was_filled_in_and_what_was_prepared(
    slack: FakeSlack, app: TinyApp, client: AsyncWebClient
) -> None:
    day = {"type": "datepicker", "action_id": "day", "initial_date": "2026-03-02"}
    fields = [field("alias"), field("day", day), field("note", optional=True)]
    view = await opened(slack, app, client, form(*fields))
    assert (await slack.submits(view, alias="J-12")).closed
    values = app.requests[-1].payload()["view"]["state"]["values"]
    assert values == {
        "alias": {"alias": {"type": "plain_text_input", "value": "J-12"}},
        "day": {"day": {"type": "datepicker", "selected_date": "2026-03-02"}},
        "note": {"note": {"type": "plain_text_input", "value": None}},
    }
    assert slack.form_of("UAMY") is None


async def test_slack_itself_asks_for_a_required_field(
    slack: FakeSlack, app: TinyApp, client: AsyncWebClient
) -> None:
    view = await opened(slack, app, client, form(field("alias")))
    with pytest.raises(AssertionError, match=r"Slack asks for \['alias'\]"):
        await slack.submits(view)
    with pytest.raises(AssertionError, match=r"no field for \['name'\]"):
        await slack.submits(view, name="x")


SUBMISSIONS = [
    pytest.param(
        {"response_action": "errors", "errors": {"alias": "Two letters at least."}},
        ("Log a session", {"alias": "Two letters at least."}, False),
        id="errors stand by the field",
    ),
    pytest.param(
        {"response_action": "update", "view": form(section("Logged."))},
        ("Log a session", {}, False),
        id="an update stays open",
    ),
    pytest.param(
        {
            "response_action": "push",
            "view": form(section("Sure?"), title={"type": "plain_text", "text": "Twice?"}),
        },
        ("Twice?", {}, False),
        id="a second form on top",
    ),
    pytest.param({"response_action": "clear"}, ("Log a session", {}, True), id="all closed"),
]


@pytest.mark.parametrize(("said", "shown"), SUBMISSIONS)
async def test_the_answer_to_a_submission_says_what_comes_next(
    slack: FakeSlack, app: TinyApp, client: AsyncWebClient, said: Json, shown: Any
) -> None:
    view = await opened(slack, app, client, form(field("alias")))
    app.answers(said)
    after = await slack.submits(view, alias="J")
    assert (after.title, after.errors, after.closed) == shown


BAD_SUBMISSIONS = [
    pytest.param(
        {"response_action": "errors", "errors": {"elias": "x"}}, "bad_errors", id="no such field"
    ),
    pytest.param({"response_action": "errors", "errors": {}}, "bad_errors", id="no errors in it"),
    pytest.param({"response_action": "close"}, "bad_response_action", id="an unknown action"),
    pytest.param({"text": "Logged."}, "bad_response_action", id="a message"),
    pytest.param("Logged.", "answer_not_json", id="plain text"),
    pytest.param(
        {"response_action": "update", "view": form(*TOO_LONG)},
        "invalid_arguments",
        id="a broken form",
    ),
]


@pytest.mark.parametrize(("said", "offence"), BAD_SUBMISSIONS)
async def test_a_bad_answer_to_a_submission_is_an_offence(
    slack: FakeSlack, app: TinyApp, client: AsyncWebClient, said: Json | str, offence: str
) -> None:
    view = await opened(slack, app, client, form(field("alias")))
    app.answers(said)
    with slack.expects_offences(offence):
        assert not (await slack.submits(view, alias="J")).closed


async def test_the_app_hears_of_a_closed_form_only_if_it_asked(
    slack: FakeSlack, app: TinyApp, client: AsyncWebClient
) -> None:
    view = await opened(slack, app, client, form(section("x")))
    await slack.closes(view)
    heard = len(app.requests)
    view = await opened(slack, app, client, form(section("x"), notify_on_close=True))
    await slack.closes(view)
    assert len(app.requests) == heard + 2  # the command, and the closing
    assert app.requests[-1].payload()["type"] == "view_closed"


async def test_the_app_supplies_options_while_someone_types(
    slack: FakeSlack, app: TinyApp, client: AsyncWebClient
) -> None:
    view = await opened(slack, app, client, form(field("payer", PAYER)))
    cigna = {"text": {"type": "plain_text", "text": "Cigna"}, "value": "cigna"}
    app.answers({"options": [cigna]})
    assert await slack.searches(view.control("payer"), "cig") == [cigna]
    assert app.requests[-1].payload()["value"] == "cig"
    app.answers("")
    assert (await slack.submits(view, payer=cigna)).closed


BAD_OPTIONS = [
    pytest.param({"options": [{"text": {"type": "plain_text", "text": "x" * 76}}]}, id="too long"),
    pytest.param(
        {"options": [{"text": {"type": "plain_text", "text": "x"}, "value": "x"}] * 101},
        id="too many",
    ),
    pytest.param({"choices": []}, id="under another name"),
]


@pytest.mark.parametrize("said", BAD_OPTIONS)
async def test_bad_options_are_an_offence(
    slack: FakeSlack, app: TinyApp, client: AsyncWebClient, said: Json
) -> None:
    view = await opened(slack, app, client, form(field("payer", PAYER)))
    app.answers(said)
    with slack.expects_offences("bad_options"):
        assert await slack.searches(view.control("payer"), "") == []


async def test_shortcuts_open_forms_from_anywhere_and_from_a_message(
    slack: FakeSlack, app: TinyApp, client: AsyncWebClient
) -> None:
    app.then(opens(client, form(section("From anywhere."))))
    view = await slack.uses_shortcut("UAMY", "log")
    assert view.words == "From anywhere."
    await slack.closes(view)
    message = slack.write("CDESK", "UMAX", {"text": "J-12 came today"})
    app.then(opens(client, form(section("From a message."))))
    await slack.uses_message_shortcut("UAMY", "log_this", message)
    view = await slack.until(lambda: slack.form_of("UAMY"), "form")
    assert view.words == "From a message."
    sent = app.requests[-1].payload()
    assert (sent["type"], sent["message"]["text"]) == ("message_action", "J-12 came today")


# -- events --------------------------------------------------------------------------------------


async def test_the_home_tab_is_shown_once_the_app_publishes_it(
    slack: FakeSlack, app: TinyApp, client: AsyncWebClient
) -> None:
    async def publish(sent: Json) -> None:
        home = {"type": "home", "blocks": answer("Two caps are near.")["blocks"]}
        await client.views_publish(user_id=sent["event"]["user"], view=home)

    app.then(publish)
    home = await slack.opens_home("UAMY")
    assert "Two caps are near." in home.words
    app.then(None)
    await slack.presses(home.button("Share"))
    sent = app.requests[-1].payload()
    assert (sent["view"]["id"], "response_url" in sent) == (home.id, False)


async def test_a_home_tab_opened_again_sends_what_was_published(
    slack: FakeSlack, app: TinyApp, client: AsyncWebClient
) -> None:
    async def publish(sent: Json) -> None:
        await client.views_publish(
            user_id=sent["event"]["user"], view={"type": "home", "blocks": [section("Hello.")]}
        )

    app.then(publish)
    home = await slack.opens_home("UAMY")
    await slack.opens_home("UAMY")
    first, second = (sent.json()["event"] for sent in app.requests)
    assert "view" not in first
    assert second["view"]["id"] == home.id


async def test_an_event_in_a_channel_shared_with_another_company_says_so(
    slack: FakeSlack, app: TinyApp, client: AsyncWebClient
) -> None:
    for channel in ("CPART", "CDESK"):
        await slack.says("UAMY", "<@UBOT1> help", channel)
    assert [sent.json()["is_ext_shared_channel"] for sent in app.requests] == [True, False]
    slack.tokens["xoxb-clinic"].scopes |= {"channels:read"}
    info = await client.conversations_info(channel="CPART")
    assert info["channel"]["is_ext_shared"]


async def test_a_form_submitted_twice_arrives_twice_alike_but_for_its_trigger(
    slack: FakeSlack, app: TinyApp, client: AsyncWebClient
) -> None:
    app.then(opens(client, form(field("alias"))))
    view = await slack.types_to_open("UAMY", "/session")
    app.then(None)
    await slack.submits_twice(view, alias="J-12")
    first, second = (sent.payload() for sent in app.requests[-2:])
    assert first["view"] == second["view"]
    assert first["trigger_id"] != second["trigger_id"]
    assert first["view"]["state"]["values"]["alias"]["alias"]["value"] == "J-12"


async def test_links_are_posted_without_previews(slack: FakeSlack, client: AsyncWebClient) -> None:
    blocks = [section("<https://law.example|The law>")]
    with slack.expects_offences("unfurls"):
        await client.chat_postMessage(channel="CDESK", text="Law", blocks=blocks)
    await client.chat_postMessage(channel="CDESK", text="Law", blocks=blocks, unfurl_links=False)


async def test_a_retried_event_says_so(slack: FakeSlack, app: TinyApp) -> None:
    for attempt in range(2):
        await slack.sends_event({"type": "app_home_opened"}, event_id="Ev1", retry=attempt)
    first, second = app.requests
    assert first.json()["event_id"] == second.json()["event_id"] == "Ev1"
    assert "X-Slack-Retry-Num" not in first.headers
    assert second.headers["X-Slack-Retry-Num"] == "1"


WRITTEN = [
    pytest.param("", "message", id="in the direct message"),
    pytest.param("CDESK", "app_mention", id="in a channel, by mention"),
]


@pytest.mark.parametrize(("channel", "kind"), WRITTEN)
async def test_people_can_write_to_the_app(
    slack: FakeSlack, app: TinyApp, channel: str, kind: str
) -> None:
    await slack.says("UAMY", "<@UBOT1> help", channel)
    assert app.requests[0].json()["event"]["type"] == kind


async def test_an_uninstalled_app_is_told_when_its_token_is_already_dead(
    slack: FakeSlack, app: TinyApp, client: AsyncWebClient
) -> None:
    await slack.uninstalls(slack.tokens["xoxb-clinic"])
    assert app.requests[0].json()["event"] == {"type": "app_uninstalled"}
    with pytest.raises(SlackApiError, match="token_revoked"):
        await client.auth_test()
    with pytest.raises(AssertionError, match="not installed"):
        await slack.run_command("UAMY", "/coverage x")


async def test_an_org_wide_install_names_its_org(slack: FakeSlack, app: TinyApp) -> None:
    slack.add_token(Token("xoxb-org", team="T7", enterprise="E1", org_install=True))
    slack.add_person(Person("UORG", "ola", team="T7"))
    await slack.run_command("UORG", "/coverage x", channel="CDESK")
    fields = app.requests[0].fields()
    assert (fields["team_id"], fields["enterprise_id"]) == ("T7", "E1")
    assert fields["is_enterprise_install"] == "true"
    await slack.sends_event({"type": "app_home_opened", "user": "UORG"})
    [authorization] = app.requests[1].json()["authorizations"]
    assert (authorization["enterprise_id"], authorization["team_id"]) == ("E1", None)


async def test_the_odd_requests_can_be_delivered_as_they_are(
    slack: FakeSlack, app: TinyApp
) -> None:
    app.answers({"challenge": "abc"})
    body = slack_payloads.url_verification("abc")
    assert (await slack.deliver(body)).json() == {"challenge": "abc"}
    await slack.deliver(slack_payloads.app_rate_limited("T1", 1518467820))
    await slack.deliver(body, slack.signed(body, secret="wrong", timestamp=1))
    await slack.deliver(body, headers={})
    assert app.requests[1].json()["type"] == "app_rate_limited"
    assert app.requests[2].headers["X-Slack-Request-Timestamp"] == "1"
    assert "X-Slack-Signature" not in app.requests[3].headers


# -- the book of offences ------------------------------------------------------------------------


async def test_an_expected_offence_that_does_not_come_is_missed(slack: FakeSlack) -> None:
    with pytest.raises(AssertionError, match="used_url"), slack.expects_offences("used_url"):
        pass


async def test_another_offence_than_the_expected_one_is_reported(slack: FakeSlack) -> None:
    with pytest.raises(AssertionError, match="no_text"), slack.expects_offences("used_url"):
        slack.offend("no_text", "chat.postMessage")


def test_a_test_that_leaves_offences_fails() -> None:
    slack = FakeSlack()
    fail_on_offences(slack)
    slack.offend("no_text", "chat.postMessage")
    with pytest.raises(pytest.fail.Exception, match=r"chat\.postMessage: no_text"):
        fail_on_offences(slack)
