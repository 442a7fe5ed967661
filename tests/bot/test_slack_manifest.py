"""What Slack is told of the app is what the app listens to, within Slack's limits."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import aiohttp
import pytest
from slack_bolt.async_app import AsyncApp

from bot.__main__ import main
from bot.app import App
from bot.slack.app import SlackApp
from bot.slack.interaction import ANYTHING, command_of
from bot.slack.manifest import ManifestRequest, manifest
from bot.slack.one_workspace import OneWorkspace
from bot.slack.scopes import SCOPES
from bot.slack.web_client import Transport
from handlers import COMMANDS
from models.errors import NotUnderstood
from tests.deploy.dockerfile import ROOT
from tests.fakes.slack_web_api import SCOPES as NEEDED

URL = "https://needle.example.org"
OVER_HTTP = ManifestRequest(URL)
VARIANTS = [
    pytest.param(OVER_HTTP, id="over HTTP"),
    pytest.param(ManifestRequest(socket=True), id="through a socket"),
    pytest.param(ManifestRequest(URL, "np", many=True), id="in many workspaces, with a prefix"),
    pytest.param(ManifestRequest(URL, many=True, socket=True), id="in many, through a socket"),
]

# docs.slack.dev/reference/app-manifest, and the schema at github.com/slackapi/manifest-schema.
LIMITS = {
    ("display_information", "name"): (1, 35),
    ("display_information", "description"): (1, 140),
    ("display_information", "long_description"): (175, 4000),
}
EVENTS = {"app_home_opened", "app_mention", "app_uninstalled", "message.im", "tokens_revoked"}

WITH_SURFACES = pytest.mark.skipif(
    find_spec("bot.slack.shortcuts") is None, reason="shortcuts and the Home tab are not here yet"
)


def texts(body: Any) -> Iterator[str]:
    """Every text of a manifest."""
    if isinstance(body, dict):
        for each in body.values():
            yield from texts(each)
    elif isinstance(body, list):
        for each in body:
            yield from texts(each)
    elif isinstance(body, str):
        yield body


@pytest.mark.parametrize("wanted", VARIANTS)
def test_a_manifest_keeps_slacks_limits(wanted: ManifestRequest) -> None:
    told = manifest(COMMANDS, wanted)
    for (part, key), (least, most) in LIMITS.items():
        assert least <= len(told[part][key]) <= most, key
    features = told["features"]
    assert re.fullmatch(r"[a-z0-9\-_.]{1,80}", features["bot_user"]["display_name"])
    assert len(features["slash_commands"]) <= 50
    for command in features["slash_commands"]:
        assert re.fullmatch(r"/[a-z0-9-]{1,31}", command["command"])
        assert 1 <= len(command["description"]) <= 2000
        assert 1 <= len(command["usage_hint"]) <= 1000
        assert command["should_escape"]
    assert len(features["shortcuts"]) <= 10
    for shortcut in features["shortcuts"]:
        assert shortcut["type"] in {"global", "message"}
        assert len(shortcut["name"]) <= 24
        assert len(shortcut["callback_id"]) <= 255
        assert len(shortcut["description"]) <= 150
    assert set(told["settings"]["event_subscriptions"]["bot_events"]) <= EVENTS


def test_every_command_is_told_and_one_behind_which_anything_goes() -> None:
    told = manifest(COMMANDS, OVER_HTTP)["features"]["slash_commands"]
    names = [*(command.name for command in COMMANDS), ANYTHING]
    assert [each["command"] for each in told] == [f"/{name}" for name in names]


def test_whatever_the_staffs_page_has_typed_begins_with_a_command_that_slack_knows() -> None:
    told = manifest(COMMANDS, OVER_HTTP)["features"]["slash_commands"]
    page = (ROOT / "docs/staff.md").read_text()
    typed = set(re.findall(r"`(/[a-z]+)", page))
    assert typed <= {each["command"] for each in told}
    assert "/needlepoint" in typed


def test_a_prefix_stands_before_every_command() -> None:
    told = manifest(COMMANDS, ManifestRequest(URL, "np"))["features"]["slash_commands"]
    assert all(each["command"].startswith("/np-") for each in told)


def test_everything_over_http_comes_to_the_one_address() -> None:
    told = manifest(COMMANDS, ManifestRequest(f"{URL}/"))
    addresses = {text for text in texts(told) if text.startswith("http")}
    assert addresses == {f"{URL}/slack/events"}
    settings = told["settings"]
    assert settings["interactivity"]["message_menu_options_url"] == f"{URL}/slack/events"
    assert not settings["socket_mode_enabled"]


def test_through_a_socket_no_address_is_told() -> None:
    told = manifest(COMMANDS, ManifestRequest(socket=True))
    assert not [text for text in texts(told) if "://" in text]
    assert told["settings"]["socket_mode_enabled"]


def test_a_token_that_is_copied_by_hand_does_not_run_out() -> None:
    """Rotation stays on once it was, and a token on Slack's page then lasts twelve hours."""
    one, many = manifest(COMMANDS, OVER_HTTP), manifest(COMMANDS, ManifestRequest(URL, many=True))
    assert not one["settings"]["token_rotation_enabled"]
    assert many["settings"]["token_rotation_enabled"]
    assert many["settings"]["org_deploy_enabled"]
    assert many["oauth_config"]["redirect_urls"] == [f"{URL}/slack/oauth_redirect"]


def test_the_scopes_are_those_that_our_calls_need_each_with_its_reason() -> None:
    called = {"chat.postMessage", "chat.update", "conversations.open", "users.info"}
    looks = {"channels:read", "groups:read"}  # conversations.info, by the kind of channel
    assert set(SCOPES) == {NEEDED[method] for method in called} | looks | {"commands"}
    assert all(reason.endswith(".") for reason in SCOPES.values())
    assert manifest(COMMANDS, OVER_HTTP)["oauth_config"]["scopes"] == {"bot": list(SCOPES)}


@pytest.fixture
async def heard(app: App, monkeypatch: pytest.MonkeyPatch) -> dict[str, set[str]]:
    """What the app listens to by name, by the kind of thing."""
    found: dict[str, set[str]] = {"event": set(), "shortcut": set()}
    for kind, names in found.items():
        listen = getattr(AsyncApp, kind)

        def note(self: AsyncApp, what: Any, *more: Any, _to: Any = listen, _in: Any = names) -> Any:
            if isinstance(what, str):
                _in.add(what)
            return _to(self, what, *more)

        monkeypatch.setattr(AsyncApp, kind, note)
    async with aiohttp.ClientSession() as session:
        line = Transport("http://127.0.0.1:9/api/", session)
        SlackApp(app, line, OneWorkspace(line, "xoxb-clinic", app.clock))
    return found


@WITH_SURFACES
async def test_the_app_listens_to_every_event_that_is_subscribed_and_to_no_other(
    heard: dict[str, set[str]],
) -> None:
    told = manifest(COMMANDS, OVER_HTTP)["settings"]["event_subscriptions"]["bot_events"]
    assert heard["event"] == set(told)


@WITH_SURFACES
async def test_the_app_listens_to_every_shortcut_that_is_offered_and_to_no_other(
    heard: dict[str, set[str]],
) -> None:
    told = manifest(COMMANDS, OVER_HTTP)["features"]["shortcuts"]
    assert heard["shortcut"] == {each["callback_id"] for each in told}


@pytest.mark.parametrize(
    ("wanted", "says"),
    [
        pytest.param(ManifestRequest(), "where this bot is", id="no address"),
        pytest.param(
            ManifestRequest(socket=True, many=True), "where this bot is", id="nowhere to return"
        ),
        pytest.param(ManifestRequest("http://x.org"), "https alone", id="no https"),
        pytest.param(ManifestRequest("x.org"), "https alone", id="no scheme"),
        pytest.param(
            ManifestRequest(URL, "My Clinic"), "small letters", id="a prefix with a space"
        ),
        pytest.param(ManifestRequest(URL, "p" * 13), "twelve", id="a prefix too long"),
    ],
)
def test_what_slack_would_refuse_is_told_before(wanted: ManifestRequest, says: str) -> None:
    with pytest.raises(NotUnderstood, match=says):
        manifest(COMMANDS, wanted)


def test_the_manifest_is_printed_or_written(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["manifest", "slack", "--socket", "--prefix", "np"]) == 0
    printed = json.loads(capsys.readouterr().out)
    assert printed == manifest(COMMANDS, ManifestRequest(prefix="np", socket=True))
    assert main(["manifest", "slack", "--url", URL, "--out", str(tmp_path / "new")]) == 0
    assert json.loads((tmp_path / "new/slack.json").read_text()) == manifest(COMMANDS, OVER_HTTP)
    assert main(["manifest", "slack"]) == 1
    assert "--socket" in capsys.readouterr().err


def test_a_new_key_is_printed(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["key"]) == 0
    first = capsys.readouterr().out.strip()
    assert len(first) == 44
    main(["key"])
    assert capsys.readouterr().out.strip() != first


@pytest.mark.parametrize(
    ("command", "text", "typed"),
    [
        ("/coverage", "aetna", "/coverage aetna"),
        ("/np-coverage", "aetna", "/coverage aetna"),
        ("/needlepoint", "help front desk", "help front desk"),
        ("/needlepoint", " ", "help"),
        ("/np-needlepoint", "does cigna pay", "does cigna pay"),
        ("/needlepoint", "/caps &lt;@U1|amy&gt;", "/caps <@U1|amy>"),
    ],
)
def test_a_slash_command_comes_to_what_is_typed_elsewhere(
    command: str, text: str, typed: str
) -> None:
    assert command_of({"command": command, "text": text}) == typed
