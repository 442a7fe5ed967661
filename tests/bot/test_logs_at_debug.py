"""At LOG_LEVEL=DEBUG nothing that comes in from Slack is written down, whichever way it comes."""

from __future__ import annotations

import logging

import pytest

from tests.conftest import Served
from tests.fakes.canaries import PATIENT, Read
from tests.fakes.slack_workspace import FakeSlack


@pytest.fixture
async def patient(log: Read, served: Served, slack: FakeSlack) -> str:
    """An alias with one session, and Bolt's own loggers as talkative as they get."""
    for name in list(logging.root.manager.loggerDict):
        if name.startswith(("slack", "needlepoint", "aiohttp")):
            logging.getLogger(name).setLevel(logging.DEBUG)
    await slack.types("UAMY", f"/session new {PATIENT} payer medicare")
    await slack.types("UAMY", f"/session log {PATIENT} 20561 on 2026-10-29")
    return PATIENT


async def test_a_command(log: Read, slack: FakeSlack, patient: str) -> None:
    await slack.types("UAMY", "/coverage zanzibar of <@UMAX|garcia> on 2026-10-29")
    await slack.types("UAMY", "/ask what of <https://x.example/garcia|Maria Garcia> #garcia")
    await slack.types("UAMY", f"/caps {patient}")
    assert "asked" in log()


async def test_a_command_that_fails(log: Read, served: Served, slack: FakeSlack) -> None:
    async def fail(*_: object) -> None:
        raise ValueError(f"cannot read {PATIENT}")

    object.__setattr__(served.app.services.charts, "spelled", fail)
    await slack.types("UAMY", f"/session show {PATIENT}")
    assert "ValueError" in log()


async def test_a_button(log: Read, slack: FakeSlack, patient: str) -> None:
    card = await slack.types("UAMY", f"/caps {patient}")
    told = await slack.clicks(card.button("Why"))
    assert patient in told.words
    assert "asked" in log()


async def test_a_form(log: Read, slack: FakeSlack, patient: str) -> None:
    form = await slack.uses_shortcut("UAMY", "log_session")
    await slack.searches(form.control("alias"), "plum")
    await slack.submits(form, alias={"text": patient, "value": patient}, codes=["20561"])
    assert "asked" in log()


async def test_a_message_s_shortcut(log: Read, slack: FakeSlack, patient: str) -> None:
    asked = slack.write("CDESK", "UMAX", {"text": f"Does zanzibar pay for {PATIENT}? @mariagarcia"})
    await slack.uses_message_shortcut("UAMY", "answer_this", asked)
    await slack.sees("UAMY")
    assert "asked" in log()


@pytest.mark.parametrize("channel", ["CDESK", ""], ids=["a mention", "a direct message"])
async def test_what_is_written_to_it(
    log: Read, slack: FakeSlack, patient: str, channel: str
) -> None:
    await slack.says("UAMY", f"<@UBOT> zanzibar {PATIENT} on 2026-10-29", channel)


async def test_a_share(log: Read, slack: FakeSlack, patient: str) -> None:
    await slack.types("UAMY", f"/share coverage bcbsnc 20560 zanzibar {PATIENT}", "CDESK")
    slack.fails_next("chat.postMessage", "fatal_error")
    await slack.types("UAMY", "/share coverage cigna 20560 zanzibar", "CDESK")
    assert "asked" in log()
