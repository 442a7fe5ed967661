"""What is for managers is refused to staff in Slack: typed, by a button, and by a form."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.clock import opened
from jobs import send_alerts
from tests.conftest import Served
from tests.fakes.asked import ALIAS, MANAGERS_ONLY
from tests.fakes.slack_state import Person
from tests.fakes.slack_workspace import FakeSlack

REFUSED = "for managers"


@pytest.fixture
async def clinic(served: Served, slack: FakeSlack) -> Served:
    """A clinic of one manager, with an alias and alert 1."""
    for typed in ("channel <#CDESK|front-desk>", "quiet on", "digest every day"):
        await slack.types("UMAX", f"/clinic {typed}")
    await slack.types("UAMY", f"/session new {ALIAS} payer medicare for chronic low back pain")
    await slack.types("UAMY", f"/caps set {ALIAS} 1 visits per calendar year")
    await slack.types("UAMY", f"/session log {ALIAS}")
    app = served.app
    async with opened(app) as messengers:
        at = app.clock() + timedelta(seconds=2)
        await send_alerts.run(at, app.services.with_messengers(messengers, lambda: at))
    return served


async def kept(served: Served) -> object:
    """What a change of the clinic would change."""
    app = served.app
    chart = await app.services.charts.find(1, ALIAS)
    caps = await app.services.charts.caps(1)
    note = await app.services.outbox.alert(1, 1)
    ledger = app.records
    audit = await ledger.audit(1)
    return (
        chart and chart.version,
        caps,
        note,
        audit,
        await ledger.clinic(1),
        await ledger.members(1),
    )


@pytest.mark.parametrize("typed", MANAGERS_ONLY)
async def test_typed(clinic: Served, slack: FakeSlack, typed: str) -> None:
    before = await kept(clinic)
    assert REFUSED in (await slack.types("UAMY", typed, "CDESK")).words
    assert await kept(clinic) == before


@pytest.mark.parametrize("typed", MANAGERS_ONLY)
async def test_by_a_button_that_a_manager_was_shown(
    clinic: Served, slack: FakeSlack, typed: str
) -> None:
    before = await kept(clinic)
    spelled = typed.replace("<@", "@‹").replace(">", "›")
    text = {"type": "plain_text", "text": "Do it"}
    button = {"type": "button", "action_id": "say:0", "value": spelled, "text": text}
    blocks = [{"type": "actions", "elements": [button]}]
    shown = slack.write("CDESK", "UBOT1", {"text": "x", "blocks": blocks})
    assert REFUSED in (await slack.clicks(shown.button("Do it"), "UAMY")).words
    assert await kept(clinic) == before


@pytest.mark.parametrize(
    ("prefix", "kind", "chosen"),
    [
        ("pick:/clinic managers add", "users_select", "UAMY"),
        ("pick:/clinic managers remove", "users_select", "UMAX"),
        ("pick:/clinic channel", "conversations_select", "CDESK"),
    ],
)
async def test_by_a_list_of_people_or_channels(
    clinic: Served, slack: FakeSlack, prefix: str, kind: str, chosen: str
) -> None:
    before = await kept(clinic)
    placeholder = {"type": "plain_text", "text": "Choose"}
    menu = {"type": kind, "action_id": prefix, "placeholder": placeholder}
    blocks = [{"type": "actions", "elements": [menu]}]
    shown = slack.write("CDESK", "UBOT1", {"text": "x", "blocks": blocks})
    await slack.chooses(shown.control(prefix), chosen, "UAMY")
    told = await slack.until(
        lambda: next((m for m in slack.messages if REFUSED in m.words), None), "refusal"
    )
    assert told.private_to == "UAMY"
    assert await kept(clinic) == before


async def test_by_the_form(clinic: Served, slack: FakeSlack) -> None:
    shown = await slack.types("UMAX", "/clinic", "CDESK")
    shown.private_to = None
    window = await slack.clicks_to_open(shown.button("Clinic settings…"), "UAMY")
    assert REFUSED in window.words
    assert window.labels == ["Who is a manager"]


async def test_by_a_form_that_was_opened_while_one_was_a_manager(
    clinic: Served, slack: FakeSlack
) -> None:
    slack.add_person(Person("UBEA", admin=True))
    await slack.types("UBEA", "/help")
    shown = await slack.types("UMAX", "/clinic")
    form = await slack.clicks_to_open(shown.button("Clinic settings…"))
    await slack.types("UBEA", "/clinic managers remove <@UMAX>")
    before = await kept(clinic)
    await slack.submits(form, left="9")
    assert REFUSED in " ".join(form.errors.values())
    assert await kept(clinic) == before
