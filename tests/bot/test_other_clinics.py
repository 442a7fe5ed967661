"""A clinic learns nothing of another and changes nothing there, whichever of its ids it knows.

What somebody of one clinic is told must be the same, word for word, whether the other clinic has
what they ask for or not.
"""

from __future__ import annotations

import itertools
import random
import re
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from shutil import copy

import pytest

from bot import settings
from bot.app import App, build
from bot.membership import Caller
from handlers import COMMANDS
from handlers.forms.catalog import FORMS
from jobs import send_alerts
from models.clinic.clinic import Platform, Role
from models.mention import MENTION, channel
from models.visits import void_reason
from models.visits.balance_source import MENU
from tests.conftest import Served
from tests.fakes.asked import ALIAS, BEGINS, FACTS, MANAGERS_ONLY, TYPED
from tests.fakes.slack_state import Grant, Person, Token
from tests.fakes.slack_workspace import FakeSlack
from tests.storage.crossing import watched

NOON = datetime(2026, 11, 23, 17, tzinfo=UTC)
OTHERS = (
    *(f"/session {each}" for each in ("undo", f"withdraw {ALIAS} 1", f"plan {ALIAS}")),
    "/session today",
    *(f"/caps {each}" for each in (f"set {ALIAS} off", "medicare", f"preview {ALIAS}")),
    *(f"/clinic alerts {each}" for each in ("1", "snooze 1 1 day", "ack 1", "all", ALIAS)),
    f"/ask how many visits has {ALIAS}",
    f"/coverage {ALIAS}",
)
EVERYTHING = (
    *(f"/{name} {text}".strip() for name, texts in TYPED.items() for text in texts),
    *(f"/{name} {text}" for name, (text, _) in FACTS.items()),
    *MANAGERS_ONLY,
    *OTHERS,
)


async def another_app(folder: Path, migrated: Path, name: str) -> App:
    """An app of its own file, whose clock stands at noon and whose dice fall alike."""
    file = copy(migrated, folder / f"{name}.sqlite3")
    dice = random.Random(7)  # noqa: S311 - the same in both
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("bot.app.secrets.choice", dice.choice)
        return build(settings.read({"DATABASE_URL": f"sqlite://{file}"}), lambda: NOON)


async def furnish(app: App, workspace: str) -> None:
    """A clinic with an alias, a session, a cap, settings and alert 1."""
    boss = Caller(Platform.CONSOLE, workspace, "boss", role=Role.MANAGER)
    for typed in (
        *("/clinic quiet off", "/clinic digest every day", "/clinic channel #team"),
        *("/clinic state WA", f"/session new {ALIAS} payer medicare"),
        *(f"/caps set {ALIAS} 1 visits per calendar year", f"/session log {ALIAS}"),
    ):
        await app.answer(boss, typed)
    uses = app.services.with_messengers(
        {Platform.CONSOLE: app.console}, lambda: NOON + timedelta(seconds=2)
    )
    await send_alerts.run(NOON + timedelta(seconds=2), uses)


async def kept(app: App, clinic_id: int) -> object:
    """Everything of a clinic that somebody else might change."""
    charts, ledger = app.services.charts, app.records
    chart = await charts.find(clinic_id, ALIAS)
    notes = (
        await app.services.outbox.alert(clinic_id, 1),
        await app.services.outbox.channels(clinic_id, 1),
    )
    told = await ledger.audit(clinic_id), await ledger.members(clinic_id)
    return chart, notes, await charts.caps(clinic_id), told, await ledger.clinic(clinic_id)


@pytest.fixture
async def apps(tmp_path: Path, migrated: Path) -> AsyncIterator[tuple[App, Path]]:
    """An app in which the first clinic has everything that there is."""
    full = await another_app(tmp_path, migrated, "full")
    async with full.database:
        await furnish(full, "first")
    yield full, tmp_path


def test_every_command_is_asked_of() -> None:
    assert {each.split()[0] for each in EVERYTHING} == {f"/{each.name}" for each in COMMANDS}


async def answers(app: App, role: Role) -> list[str]:
    """What somebody of the second clinic is told, of everything."""
    caller = Caller(Platform.CONSOLE, "second", "eve", role=role)
    told = []
    for number, typed in enumerate(EVERYTHING):
        reply = await app.answer(
            replace(caller, channel="hall", idempotency_key=f"r{number}"), typed
        )
        told.append(f"{typed} → {reply.opened()!r}")
    return told


@pytest.mark.parametrize("role", [Role.STAFF, Role.MANAGER])
async def test_what_one_clinic_is_told_does_not_hang_on_another(
    apps: tuple[App, Path], migrated: Path, role: Role
) -> None:
    full, folder = apps
    bare = await another_app(folder, migrated, "bare")
    async with bare.database:
        await bare.records.clinic_at(Platform.CONSOLE, "first", at=NOON)
        alone = await answers(bare, role)
    async with full.database:
        before = await kept(full, 1)
        async with watched() as crossed:
            beside = await answers(full, role)
        assert await kept(full, 1) == before
    assert crossed == {}, "what people ask names their clinic"
    assert len(beside) > 70
    for one, other in itertools.zip_longest(alone, beside):
        assert one == other


# -- forms, menus and windows --------------------------------------------------------------------

FILLED: dict[str, dict[str, object]] = {
    "log": {"codes": ["20560"]},
    "payer": {"payer": "Cigna"},
    "authorize": {"visits": 9, "last": "2027-12-31"},
    "request": {"visits": 9},
    "granted": {"visits": 9, "last": "2027-12-31"},
    "plan": {"step": "from"},
    "withdraw": {"number": 1},
    "void": {"number": 1, "reason": void_reason.OFFERED[0]},
    "balance": {"visits": 3, "how": "in all", "source": MENU[0][0]},
    "cap": {"visits": 20, "window": "calendar year"},
    "settings": {"left": "9", "channel": "CDESK"},
}

OF_NOTHING_KEPT = ("new", "holiday", "rule", "today")
"""Forms that name nothing of what a clinic keeps, or list it: `EVERYTHING` asks for the list."""


def named(value: str) -> dict[str, object]:
    """An option as a menu that looks up offers it."""
    return {"text": {"type": "plain_text", "text": value}, "value": value}


@pytest.fixture
async def two(offered: Served, slack: FakeSlack) -> Served:
    """Two workspaces that have the app: the first with an alias, the second with an admin."""
    await slack.installs(offered.url, Grant(Token("xoxb-one"), "UMAX"))
    await slack.installs(offered.url, Grant(Token("xoxb-two", team="T2"), "UEVE"))
    slack.add_person(Person("UEVE", "eve", team="T2", admin=True))
    for typed in ("channel <#CDESK|front-desk>", "quiet off"):
        await slack.types("UMAX", f"/clinic {typed}")
    for typed in (f"new {ALIAS}", f"log {ALIAS}"):
        await slack.types("UAMY", f"/session {typed}")
    return offered


def test_every_form_is_opened() -> None:
    assert set(BEGINS) == set(FORMS) == {*FILLED, *OF_NOTHING_KEPT}


@pytest.mark.parametrize("form", FILLED)
async def test_no_form_finds_or_changes_anything_of_another_workspace(
    two: Served, slack: FakeSlack, form: str
) -> None:
    before = await kept(two.app, 1)
    text = {"type": "plain_text", "text": "Open"}
    button = {"type": "button", "action_id": "say:0", "value": BEGINS[form], "text": text}
    blocks = [{"type": "actions", "elements": [button]}]
    shown = slack.write(slack.direct_message("UEVE").id, "UBOT2", {"text": "x", "blocks": blocks})
    window = await slack.clicks_to_open(shown.button("Open"), "UEVE")
    filled = dict(FILLED[form])
    if form != "settings":
        assert await slack.searches(window.control("alias"), "blue") == []
        filled["alias"] = named(ALIAS)
    if "payer" in filled:
        filled["payer"] = named(str(filled["payer"]))
    await slack.submits(window, **filled)
    assert window.errors
    assert await kept(two.app, 1) == before


async def test_the_home_tab_shows_nothing_of_another_workspace(
    two: Served, slack: FakeSlack
) -> None:
    async with watched() as crossed:
        home = await slack.opens_home("UEVE")
    assert crossed == {}
    assert ALIAS not in home.words
    assert "CDESK" not in str(home.body)


@pytest.mark.parametrize(
    "typed",
    [
        *(f"/session show {ALIAS}", f"/session log {ALIAS}", f"/caps {ALIAS}", "/caps"),
        *(f"/clinic forget {ALIAS} yes", "/clinic alerts all", "/clinic audit"),
        *(f"/share caps {ALIAS}", "/clinic channel <#CDESK|front-desk>", "/clinic"),
        *("/clinic managers add <@UAMY>", "/clinic managers remove <@UMAX>"),
    ],
)
async def test_no_command_does_in_slack(two: Served, slack: FakeSlack, typed: str) -> None:
    before = await kept(two.app, 1)
    seen = await slack.types("UEVE", typed)
    told = re.sub(re.escape(ALIAS) if ALIAS in typed else "$^", "", seen.words)
    assert ALIAS not in told
    assert "1 visit" not in told
    assert await kept(two.app, 1) == before
    second = await two.app.records.clinic_at(Platform.SLACK, "T2", at=two.app.clock())
    assert second.preferences.channel != channel("CDESK")
    assert not MENTION.search(second.preferences.channel)
    members = await two.app.records.members(second.id)
    assert [each.user for each in members] == ["UEVE"]
