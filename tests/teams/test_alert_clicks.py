"""An alert in a channel: whoever clicks sees at once what became of it, everybody soon after."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from typing import Any

import pytest

from bot.clock import opened
from jobs import JOBS
from models.mention import person
from models.storage.outbox import Outbox
from tests.fakes import adaptive_card
from tests.teams.conftest import Office
from tests.teams.framework import TENANT, Sent

CHANNEL = {
    "id": "19:billing@thread.tacv2;messageid=7",
    "conversationType": "channel",
    "tenantId": TENANT,
    "name": "Billing",
}
AMY = {"id": "29:amy", "aadObjectId": "ad0-amy", "name": "Amy Front"}
BO = {"id": "29:bo", "aadObjectId": "ad0-bo", "name": "Bo Desk"}
TAKEN = "<at>Amy Front</at> took it on Mon Nov 23, 2026, 12:01 PM."


@dataclass
class Alerted:
    """A clinic whose channel hears an alert. `card` is what stands there."""

    teams: Office
    message: str = ""
    card: dict[str, Any] | None = None

    async def minute(self) -> list[Sent]:
        """A minute passes, in which every job has its turn: what the bot sent meanwhile."""
        before, at = len(self.teams.connector.sent), self.teams.clock.passes(minutes=1)
        async with opened(self.teams.app) as messengers:
            for job in JOBS:
                await job.run(at, self.teams.app.services.with_messengers(messengers))
        sent = self.teams.connector.sent[before:]
        return [each for each in sent if each.method in {"POST", "PUT"}]

    async def press(
        self, title: str, who: dict[str, str] | None = None, **typed: str
    ) -> dict[str, Any]:
        """Press a button of the alert, the answer."""
        assert self.card
        button = next(
            each
            for each in adaptive_card.walk(self.card)
            if each.get("type") == "Action.Execute" and title in (each["title"], each["verb"])
        )
        return await self.send(button["data"] | typed, who)

    async def send(self, data: dict[str, Any], who: dict[str, str] | None = None) -> dict[str, Any]:
        """Send what a button of the alert would: the answer."""
        answer: dict[str, Any] = await self.teams.invoke(
            "adaptiveCard/action",
            {"action": {"type": "Action.Execute", "verb": "say", "data": data}},
            replyToId=self.message,
            conversation=CHANNEL,
            **{"from": who or AMY},
        )
        return answer

    async def audit(self) -> list[str]:
        """What was done, as the clinic's audit says it."""
        shown = adaptive_card.read(await self.teams.say("clinic audit BLUE-47K"))
        return [each for each in shown.splitlines() if "alert " in each]


@pytest.fixture
async def alerted(teams: Office) -> Alerted:
    """Two visits are left of three, and the channel has been told."""
    await teams.tell(type="installationUpdate", action="add")  # Amy is a manager
    await teams.say("clinic channel here", conversation=CHANNEL)
    await teams.say("session new BLUE-47K")
    await teams.say("caps set BLUE-47K 3 visits per calendar year")
    await teams.say("session log BLUE-47K 20560")
    made = Alerted(teams)
    (posted,) = await made.minute()
    assert posted.conversation == "19:billing@thread.tacv2"
    made.card, made.message = posted.card, f"sent-{len(teams.connector.sent)}"
    teams.connector.arrived = asyncio.Queue()  # what comes from here on came of a click
    return made


def seen(answer: dict[str, Any]) -> str:
    """What stands in the card's place after a click."""
    assert answer["type"] == "application/vnd.microsoft.card.adaptive"
    assert adaptive_card.faults(answer["value"]) == []
    return adaptive_card.read(answer["value"])


async def test_nobody_has_a_new_alert(alerted: Alerted) -> None:
    assert alerted.card
    shown = adaptive_card.read(alerted.card)
    assert shown.startswith("BLUE-47K · 2 visits left\n1 of 3 visits used\nNot acknowledged yet")
    assert adaptive_card.faults(alerted.card) == []


async def test_whoever_takes_it_sees_so_at_once_and_everybody_by_the_next_pass(
    alerted: Alerted,
) -> None:
    mine = seen(await alerted.press("Acknowledge"))
    assert TAKEN in mine
    assert "Acknowledge\n" not in mine
    (edited,) = await alerted.minute()
    assert (edited.method, edited.path.endswith(f"/{alerted.message}")) == ("PUT", True)
    assert adaptive_card.read(edited.card) == mine


async def test_it_stays_an_alert_after_every_click(alerted: Alerted) -> None:
    """Changed for one or for all, its buttons still leave it where it is."""
    answer = await alerted.press("Snooze 1 day")
    (edited,) = await alerted.minute()
    assert alerted.card
    for card in (alerted.card, answer["value"], edited.card):
        data = [button["data"] for button in adaptive_card.actions(card)]
        assert data
        assert all(each["stays"] is True for each in data)


async def test_to_look_at_an_alert_from_the_digest_takes_nothing_away(alerted: Alerted) -> None:
    await alerted.press("Acknowledge")
    answer = await alerted.send({"say": "/clinic alerts 1", "stays": True})
    assert answer["value"] == "The answer stands below."
    assert "Its life" in adaptive_card.read((await alerted.teams.connector.next()).card)


async def test_a_double_click_is_one_act_and_one_change(alerted: Alerted) -> None:
    first = seen(await alerted.press("Acknowledge"))
    assert seen(await alerted.press("Acknowledge")) == first
    assert len(await alerted.minute()) == 1
    assert len(await alerted.audit()) == 1


async def test_whoever_comes_second_reads_who_has_it(alerted: Alerted) -> None:
    await alerted.press("Acknowledge")
    assert TAKEN in seen(await alerted.press("Acknowledge", BO))
    assert len(await alerted.minute()) == 1


async def test_one_need_not_be_a_manager_to_take_it(alerted: Alerted) -> None:
    shown = seen(await alerted.press("Acknowledge", BO))
    assert "took it on" in shown
    assert "Acknowledged" in shown


async def test_an_alert_whose_cause_is_gone_says_so_where_it_is_clicked(alerted: Alerted) -> None:
    await alerted.teams.say("session void BLUE-47K 1 because wrong patient")
    shown = seen(await alerted.press("Acknowledge", BO))
    assert shown.startswith("BLUE-47K · resolved\nNothing to do")
    assert "took it on" not in shown


async def test_it_is_put_off_for_a_week(alerted: Alerted) -> None:
    shown = seen(await alerted.press("Snooze 1 week"))
    assert "<at>Amy Front</at> snoozed it until Mon Nov 30, 2026, 12:01 PM." in shown
    (edited,) = await alerted.minute()
    assert adaptive_card.read(edited.card) == shown


async def test_it_is_handed_over_and_the_other_one_hears_of_it(alerted: Alerted) -> None:
    asked = await alerted.press("Hand over…")
    assert asked["value"] == "The answer stands below."
    below = await alerted.teams.connector.next()
    (pick,) = (b for b in adaptive_card.actions(below.card) if b["verb"] == "pick")
    shown = seen(await alerted.send(pick["data"] | {"person": "ad0-maya"}))
    assert "Handed over to <at>Maya Manager</at>" in shown
    sent = await alerted.minute()
    assert {each.method for each in sent} == {"POST", "PUT"}
    (edited,) = (adaptive_card.read(each.card) for each in sent if each.method == "PUT")
    assert "<at>Amy Front</at> handed it over to <at>Maya Manager</at>" in edited
    told = [adaptive_card.read(each.card) for each in sent if each.path.endswith("/activities")]
    assert len(told) == 1
    assert "hands this over to you." in told[0]


async def test_a_look_at_the_count_leaves_the_alert_standing(alerted: Alerted) -> None:
    answer = await alerted.press("Show the count", BO)
    assert answer["value"] == "The answer stands below."
    below = await alerted.teams.connector.next()
    assert "1 of 3 visits" in adaptive_card.read(below.card)
    assert (below.is_targeted, below.body["recipient"]["id"]) == (True, BO["id"])
    assert await alerted.minute() == []


async def test_what_is_no_alert_of_the_clinic_is_refused_below(alerted: Alerted) -> None:
    answer = await alerted.send({"say": "/clinic alerts ack 99", "stays": True})
    assert answer["value"] == "The answer stands below."
    below = await alerted.teams.connector.next()
    assert below.is_targeted
    assert adaptive_card.read(below.card).startswith("There is no alert 99.")


async def test_a_bug_leaves_the_alert_standing_and_gives_a_ticket_below(
    alerted: Alerted, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def broken(*_: object) -> None:
        raise KeyError("canary-7R2")

    monkeypatch.setattr(Outbox, "act", broken)
    answer = await alerted.press("Acknowledge")
    assert answer["value"] == "The answer stands below."
    assert "give ticket" in adaptive_card.read((await alerted.teams.connector.next()).card)


async def test_the_name_of_a_person_is_all_that_a_click_is_trusted_with(alerted: Alerted) -> None:
    """Who clicks is who Teams says, whoever the card's data name."""
    shown = seen(await alerted.press("Acknowledge", BO, by=person("ad0-amy")))
    assert "Amy" not in shown


async def test_words_behind_the_number_are_answered_and_take_nothing(alerted: Alerted) -> None:
    answer = await alerted.send({"say": "/clinic alerts ack 1 JDOE-84", "stays": True})
    assert answer["value"] == "The answer stands below."
    below = await alerted.teams.connector.next()
    assert "so nothing was done" in adaptive_card.read(below.card)
