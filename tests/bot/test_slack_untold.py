"""While Slack does not say who somebody is, nothing of the clinic's is shown to them or changed."""

from __future__ import annotations

import pytest

from handlers import COMMANDS
from handlers.forms.catalog import FORMS
from models.clinic.clinic import Platform
from models.visits import void_reason
from models.visits.balance_source import MENU
from tests.conftest import Served
from tests.fakes.asked import ALIAS, BEGINS, FACTS, TYPED
from tests.fakes.fixtures import Clock
from tests.fakes.slack_screens import Control
from tests.fakes.slack_state import Person
from tests.fakes.slack_workspace import FakeSlack

UNTOLD = "Slack does not tell me at the moment who you are"

OUTAGES = [
    pytest.param("ratelimited", 429, id="too fast"),
    pytest.param("internal_error", 500, id="a server error"),
    pytest.param("fatal_error", 200, id="a fatal error"),
    pytest.param("missing_scope", 200, id="a scope is missing"),
    pytest.param("account_inactive", 200, id="the token is of a workspace that is gone"),
    pytest.param("token_revoked", 200, id="the token was revoked"),
    pytest.param("invalid_auth", 200, id="the token is none"),
    pytest.param("access_denied", 200, id="no access"),
    pytest.param("a_new_word", 200, id="a word that nobody knows yet"),
    pytest.param("", 200, id="no word at all"),
]


@pytest.fixture
async def clinic(served: Served, slack: FakeSlack) -> Served:
    """A clinic with an alias, one session and two members; then somebody new."""
    for typed in (f"/session new {ALIAS}", f"/session log {ALIAS}"):
        await slack.types("UAMY", typed)
    await slack.types("UMAX", "/help")
    slack.add_person(Person("UNEW", admin=True))
    slack.channels["CDESK"].members.add("UNEW")
    return served


async def kept(served: Served) -> object:
    """What a change of the clinic would change."""
    chart = await served.app.services.charts.find(1, ALIAS)
    return (
        chart and chart.version,
        await served.app.records.members(1),
        await served.app.records.clinic(1),
        await served.app.records.audit(1),
        await served.app.records.clinics(),
    )


def test_every_command_is_asked_of() -> None:
    assert set(TYPED) | set(FACTS) == {command.name for command in COMMANDS}
    assert set(FACTS) == {command.name for command in COMMANDS if command.is_public}


@pytest.mark.parametrize(("error", "status"), OUTAGES)
async def test_facts_are_answered_and_nobody_is_seated(
    clinic: Served, slack: FakeSlack, error: str, status: int
) -> None:
    before = await kept(clinic)
    slack.fails_from_now_on("users.info", error, status)
    for name, (text, says) in FACTS.items():
        assert says in (await slack.types("UNEW", f"/{name} {text}", "CDESK")).words
    for typed in ("/caps", f"/session show {ALIAS}", "/clinic managers add <@UNEW>"):
        seen = await slack.types("UNEW", typed, "CDESK")
        assert UNTOLD in seen.words
        assert ALIAS not in seen.words
    assert await clinic.app.records.seated(Platform.SLACK, "T1", "UNEW") is None
    assert await kept(clinic) == before


@pytest.mark.parametrize("name", TYPED)
async def test_no_command_shows_or_changes_anything(
    clinic: Served, slack: FakeSlack, name: str
) -> None:
    before, posted = await kept(clinic), len(slack.messages_in("CDESK"))
    slack.fails_from_now_on("users.info", "missing_scope")
    for text in TYPED[name]:
        seen = await slack.types("UNEW", f"/{name} {text}".strip(), "CDESK")
        assert UNTOLD in seen.words, text
        assert ALIAS not in seen.words, text
        assert seen.private_to == "UNEW"
    assert await kept(clinic) == before
    assert len(slack.messages_in("CDESK")) == posted


async def test_who_was_vouched_for_goes_on_for_a_week_and_no_longer(
    clinic: Served, slack: FakeSlack, clock: Clock
) -> None:
    slack.fails_from_now_on("users.info", "missing_scope")
    clock.passes(days=6)
    assert ALIAS in (await slack.types("UAMY", "/caps")).words
    clock.passes(days=1.1)
    for name, texts in TYPED.items():
        for text in texts:
            seen = await slack.types("UAMY", f"/{name} {text}".strip(), "CDESK")
            assert UNTOLD in seen.words, text
    assert "Investigational" in (await slack.types("UAMY", "/coverage bcbsnc 20560")).words


async def test_slack_is_asked_again_after_seconds(
    clinic: Served, slack: FakeSlack, clock: Clock
) -> None:
    slack.fails_from_now_on("users.info", "missing_scope")
    asked = len(slack.calls_of("users.info"))
    for _ in range(3):
        assert UNTOLD in (await slack.types("UNEW", "/caps")).words
    assert len(slack.calls_of("users.info")) == asked + 1
    slack.recovers("users.info")
    clock.passes(seconds=6)
    assert ALIAS in (await slack.types("UNEW", "/caps")).words


# -- forms, windows, menus -----------------------------------------------------------------------


def button(slack: FakeSlack, form: str) -> Control:
    """A button for everybody that opens a form."""
    pressed = {"type": "button", "action_id": "say:0", "value": BEGINS[form]}
    label = {"text": {"type": "plain_text", "text": "Open"}}
    blocks = [{"type": "actions", "elements": [pressed | label]}]
    return slack.write("CDESK", "UBOT1", {"text": "x", "blocks": blocks}).button("Open")


def test_every_form_is_opened() -> None:
    assert set(BEGINS) == set(FORMS)


@pytest.mark.parametrize("form", BEGINS)
async def test_no_form_opens(clinic: Served, slack: FakeSlack, form: str) -> None:
    slack.fails_from_now_on("users.info", "missing_scope")
    window = await slack.clicks_to_open(button(slack, form), "UNEW")
    assert UNTOLD in window.words
    assert [each.element["type"] for each in window.controls] == []


async def test_the_home_tab_and_the_shortcuts_show_nothing(
    clinic: Served, slack: FakeSlack
) -> None:
    slack.fails_from_now_on("users.info", "missing_scope")
    for shown in (await slack.opens_home("UNEW"), await slack.uses_shortcut("UNEW", "log_session")):
        assert UNTOLD in shown.words
        assert ALIAS not in shown.words
        assert shown.controls == []


def named(value: str) -> dict[str, object]:
    """An option as a menu that looks up offers it."""
    return {"text": {"type": "plain_text", "text": value}, "value": value}


FILLED: dict[str, dict[str, object]] = {
    "log": {"alias": named(ALIAS)},
    "new": {"alias": "RED-1"},
    "payer": {"alias": named(ALIAS), "payer": named("Cigna")},
    "authorize": {"alias": named(ALIAS), "visits": 9, "last": "2027-12-31"},
    "request": {"alias": named(ALIAS), "visits": 9},
    "granted": {"alias": named(ALIAS), "visits": 9, "last": "2027-12-31"},
    "plan": {"alias": named(ALIAS), "step": "from"},
    "withdraw": {"alias": named(ALIAS), "number": 1},
    "void": {"alias": named(ALIAS), "number": 1, "reason": void_reason.OFFERED[0]},
    "balance": {"alias": named(ALIAS), "visits": 3, "how": "in all", "source": MENU[0][0]},
    "settings": {"left": "9"},
    "holiday": {"first": "2027-12-31", "how": "once"},
    "rule": {"payer": named("Premera"), "verdict": "not covered"},
}


@pytest.mark.parametrize("form", FILLED)
async def test_a_form_that_was_open_already_saves_nothing(
    clinic: Served, slack: FakeSlack, clock: Clock, form: str
) -> None:
    window = await slack.clicks_to_open(button(slack, form), "UMAX")
    before = await kept(clinic)
    slack.fails_from_now_on("users.info", "missing_scope")
    clock.passes(days=8)
    same = await slack.submits(window, **FILLED[form])
    assert same is window
    assert UNTOLD in " ".join(window.errors.values())
    assert await kept(clinic) == before


async def test_no_alias_is_offered(clinic: Served, slack: FakeSlack, clock: Clock) -> None:
    window = await slack.clicks_to_open(button(slack, "log"), "UMAX")
    assert await slack.searches(window.control("alias"), "blue")
    slack.fails_from_now_on("users.info", "missing_scope")
    clock.passes(days=8)
    assert await slack.searches(window.control("alias"), "blue") == []
    assert await slack.searches(window.control("alias"), "") == []
