"""Clicks on cards and dialogs: answered in place, counted once, believed in nothing."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from bot.teams import clicks, invokes
from models.mention import person
from models.reply import Reply
from models.storage import keyring
from tests.fakes import adaptive_card
from tests.storage.keys import KEYS
from tests.teams.conftest import Office
from tests.teams.framework import TENANT

GROUP = {"id": "19:front@thread.v2", "conversationType": "groupChat", "tenantId": TENANT}


def click(data: object, trigger: str = "manual") -> dict[str, Any]:
    action = {"type": "Action.Execute", "verb": "say", "data": data}
    return {"action": action, "trigger": trigger}


async def clicked(teams: Office, data: object, **told: Any) -> Any:
    return await teams.invoke("adaptiveCard/action", click(data), replyToId="card-1", **told)


def shown(dialog: dict[str, Any]) -> dict[str, Any]:
    card: dict[str, Any] = dialog["task"]["value"]["card"]["content"]
    return card


def inputs(card: dict[str, Any]) -> dict[str, str]:
    """What stands in each input."""
    return {each["id"]: each.get("value", "") for each in card["body"] if "id" in each}


# -- cards ---------------------------------------------------------------------------------------


async def test_a_click_is_answered_with_the_card_in_its_place(teams: Office) -> None:
    body = await clicked(teams, {"say": "/cpt 20560"})
    assert body["statusCode"] == 200
    assert body["type"] == "application/vnd.microsoft.card.adaptive"
    assert adaptive_card.read(body["value"]).startswith("20560")
    assert teams.connector.messages() == []


async def test_a_click_that_is_delivered_again_counts_once(teams: Office) -> None:
    await teams.say("session new BLUE-47K payer medicare")
    first = await clicked(teams, {"say": "/session log BLUE-47K"})
    again = await clicked(teams, {"say": "/session log BLUE-47K"}, id="another delivery")
    assert "logged" in adaptive_card.read(first["value"])
    assert "nothing was counted twice" in adaptive_card.read(again["value"])


async def test_what_is_chosen_from_a_menu_is_said_as_a_button_would_say_it(teams: Office) -> None:
    chosen = await clicked(teams, {"chosen": "/cpt 20560"})
    assert chosen == await clicked(teams, {"say": "/cpt 20560"})
    refused = await clicked(teams, {"chosen": 5})
    assert refused["statusCode"] == 400


async def test_two_people_who_click_one_card_are_two_clicks(teams: Office) -> None:
    await clicked(teams, {"say": "/session new"}, conversation=GROUP)
    other = {"id": "29:bo", "aadObjectId": "ad0-bo"}
    await clicked(teams, {"say": "/session new"}, conversation=GROUP, **{"from": other})
    board = adaptive_card.read(await teams.say("caps"))
    assert board.count("no limit known") == 2


def test_a_click_is_new_when_minutes_have_passed() -> None:
    """The same button on a card that came back, for another patient, is no repetition."""
    from bot.teams import activity as heard
    from tests.teams.framework import activity

    told = heard.read(activity(type="invoke", replyToId="card-1", value=click({"say": "x"})))
    at = datetime(2026, 12, 1, 12, 0, tzinfo=UTC)
    with keyring.held(keyring.Keyring(None, KEYS)):
        keys = {clicks.request_of(told, "x", at + timedelta(minutes=m)) for m in (0, 1, 4, 10)}
    assert len(keys) == 2


async def test_what_teams_refreshes_by_itself_is_no_click(teams: Office) -> None:
    await teams.say("session new BLUE-47K payer medicare")
    automatic = click({"say": "/session log BLUE-47K"}, trigger="automatic")
    body = await teams.invoke("adaptiveCard/action", automatic, replyToId="card-1")
    assert body["statusCode"] == 400
    assert "0 sessions logged" in adaptive_card.read(await teams.say("session show BLUE-47K"))


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(None, id="nothing"),
        pytest.param("say", id="a word"),
        pytest.param([], id="a list"),
        pytest.param({}, id="no command"),
        pytest.param({"say": 5}, id="a number"),
        pytest.param({"say": ["/cpt"]}, id="a list of commands"),
        pytest.param({"say": "x" * 2_001}, id="a very long command"),
        pytest.param({"say": "/clinic managers add", "person": 5}, id="a person by number"),
        pytest.param({"say": "/clinic managers add", "person": ""}, id="nobody"),
        pytest.param({"say": "/clinic managers add", "person": "a b\nc"}, id="a sentence"),
        pytest.param({"say": "/clinic managers add", "person": "a,b"}, id="two at once"),
    ],
)
async def test_a_click_that_no_card_of_ours_has_is_refused(teams: Office, data: object) -> None:
    body = await clicked(teams, data)
    assert body["statusCode"] == 400
    assert body["type"] == "application/vnd.microsoft.error"


async def test_whoever_is_picked_is_mentioned_behind_the_command(teams: Office) -> None:
    heard = []

    async def listening(_app: Any, _caller: Any, typed: str) -> Reply:
        heard.append(typed)
        return Reply("Done")

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(type(teams.app), "answer", listening)
        await clicked(teams, {"say": "/clinic managers add", "person": "ad0-maya"})
    assert heard == [f"/clinic managers add {person('ad0-maya')}"]


async def test_an_answer_that_takes_too_long_is_promised_and_follows(
    teams: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(invokes, "_ANSWER_WITHIN", 0)
    body = await clicked(teams, {"say": "/cpt 20560"})
    assert body["value"] == "One moment…"
    assert adaptive_card.read((await teams.connector.next()).card).startswith("20560")


async def test_a_bug_in_a_click_is_a_sentence_with_a_ticket(
    teams: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def broken(_app: Any, _caller: Any, _typed: str) -> Any:
        raise KeyError("canary-7R2")

    for method in ("answer", "answer_counted"):
        monkeypatch.setattr(type(teams.app), method, broken)
    for name, value in (
        ("adaptiveCard/action", click({"say": "/cpt"})),
        ("task/submit", {"data": {"dialog": "log", "alias": "BLUE-47K", "on": "2026-11-20"}}),
        ("composeExtension/query", {"parameters": [{"name": "q", "value": "medicare"}]}),
    ):
        told = str(await teams.invoke(name, value))
        assert "give ticket" in told
        assert "canary" not in told


async def test_a_bug_in_what_follows_a_promise_is_told_with_a_ticket(
    teams: Office, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    async def broken(_app: Any, _caller: Any, _typed: str) -> Any:
        await asyncio.sleep(0.05)
        raise KeyError("canary-7R2")

    monkeypatch.setattr(invokes, "_ANSWER_WITHIN", 0)
    monkeypatch.setattr(type(teams.app), "answer", broken)
    assert (await clicked(teams, {"say": "/session log BLUE-47K"}))["value"] == "One moment…"
    told = adaptive_card.read((await teams.connector.next()).card)
    assert "Look whether it was saved" in told
    said = capsys.readouterr()
    assert told.split("give ticket ")[1].split()[0] in said.out + said.err
    assert "canary" not in told + said.out + said.err


# -- dialogs -------------------------------------------------------------------------------------


async def test_a_bare_command_offers_its_dialog(teams: Office) -> None:
    card = await teams.say("session")
    opening = adaptive_card.actions(card, "Action.Submit")
    forms = ["log", "new", "payer", "authorize", "balance"]
    assert [each["data"]["dialog"] for each in opening] == forms
    assert all(each["data"]["msteams"] == {"type": "task/fetch"} for each in opening)
    assert adaptive_card.faults(card) == []


@pytest.mark.parametrize(
    ("name", "boxes"),
    [
        ("log", ["alias", "on", "codes", "units", "case"]),
        ("new", ["alias", "payer", "plan", "condition", "year"]),
        ("payer", ["alias", "payer", "plan", "condition", "rank", "first"]),
        ("void", ["alias", "number", "reason"]),
        ("balance", ["alias", "visits", "how", "limit", "on", "source"]),
        (
            "authorize",
            [
                *("alias", "visits", "unit", "first", "last", "codes", "excluding"),
                *("case", "number"),
            ],
        ),
        (
            "cap",
            [
                *("alias", "visits", "window", "year", "discipline"),
                *("codes", "excluding", "more", "opens"),
            ],
        ),
        ("withdraw", ["alias", "number"]),
        ("request", ["alias", "visits", "unit", "on", "urgency"]),
        ("granted", ["alias", "number", "visits", "unit", "first", "last", "decided"]),
        ("plan", ["alias", "step", "on", "last", "referral"]),
    ],
)
async def test_a_dialog_opens(teams: Office, name: str, boxes: list[str]) -> None:
    dialog = await teams.invoke("task/fetch", {"data": {"dialog": name}})
    card = shown(dialog)
    assert list(inputs(card)) == boxes
    assert adaptive_card.faults(card | {"fallbackText": "x"}) == []


async def filled(teams: Office, dialog: str, **typed: object) -> dict[str, Any]:
    """What a dialog sends that was opened just now, and filled in."""
    card = shown(await teams.invoke("task/fetch", {"data": {"dialog": dialog}}))
    save: dict[str, Any] = adaptive_card.actions(card, "Action.Submit")[0]["data"]
    return save | inputs(card) | typed


async def submit(teams: Office, dialog: str, **typed: object) -> dict[str, Any]:
    """What a dialog shows that was opened just now, filled in and saved."""
    data = await filled(teams, dialog, **typed)
    return shown(await teams.invoke("task/submit", {"data": data}))


async def test_a_session_is_logged_from_a_dialog(teams: Office) -> None:
    await teams.say("session new BLUE-47K payer medicare")
    card = await submit(teams, "log", alias="blue 47k", codes="20560", on="2026-11-02")
    assert "Session 1, Mon Nov 2, 2026, 20560." in adaptive_card.read(card)
    assert "1 session logged" in adaptive_card.read(await teams.say("session show BLUE-47K"))


async def test_buttons_in_a_dialog_go_on_in_the_dialog(teams: Office) -> None:
    await teams.say("session new BLUE-47K payer medicare")
    card = await submit(teams, "log", alias="BLUE-47K", codes="20560")
    undo = next(b for b in adaptive_card.actions(card, "Action.Submit") if b["title"] == "Undo")
    assert adaptive_card.actions(card) == []  # Teams knows no Action.Execute in a dialog
    body = await teams.invoke("task/submit", {"data": undo["data"]})
    assert (
        "taken back" in adaptive_card.read(shown(body))
        or "void" in adaptive_card.read(shown(body)).lower()
    )


async def test_an_alias_is_opened_from_a_dialog(teams: Office) -> None:
    card = await submit(
        teams, "new", payer="medicare", condition="chronic low back pain", year="", alias=""
    )
    assert "stands for one patient" in adaptive_card.read(card)


async def test_who_pays_is_noted_from_a_dialog(teams: Office) -> None:
    await teams.say("session new BLUE-47K")
    card = await submit(
        teams, "payer", alias="blue 47k", payer="medicare", condition="chronic low back pain"
    )
    assert "treated for chronic low back pain" in adaptive_card.read(card)
    assert "Medicare" in adaptive_card.read(await teams.say("session show BLUE-47K"))


async def test_the_steps_of_a_plan_are_noted_from_its_card(teams: Office) -> None:
    await teams.say("session new BLUE-47K payer medicare")
    card = await teams.say("session plan-of-care BLUE-47K")
    (opening,) = [b for b in adaptive_card.actions(card, "Action.Submit") if "dialog" in b["data"]]
    assert (opening["title"], opening["data"]["dialog"]) == ("Note a step…", "plan")
    dialog = shown(await teams.invoke("task/fetch", {"data": opening["data"]}))
    boxes = inputs(dialog)
    assert boxes["alias"] == "BLUE-47K"
    save = adaptive_card.actions(dialog, "Action.Submit")[0]["data"]
    told = save | boxes | {"step": "from", "on": "2026-11-02", "last": ""}
    told = {name: value for name, value in told.items() if value}
    card = shown(await teams.invoke("task/submit", {"data": told}))
    assert "First treatment day Nov 2, 2026: noted." in adaptive_card.read(card)


async def test_a_grant_is_entered_from_the_list_of_requests(teams: Office) -> None:
    await teams.say("session new BLUE-47K payer humana plan medicare advantage")
    await teams.say("session request BLUE-47K 12 visits")
    await teams.say("session request BLUE-47K 6 visits urgent")
    listed = await teams.say("session requests")
    (opening,) = [
        b for b in adaptive_card.actions(listed, "Action.Submit") if "dialog" in b["data"]
    ]
    assert opening["data"]["dialog"] == "granted"
    dialog = shown(await teams.invoke("task/fetch", {"data": opening["data"]}))
    boxes = inputs(dialog)
    assert (boxes["alias"], boxes["number"]) == ("BLUE-47K", "2")


async def test_an_authorization_is_noted_from_a_dialog(teams: Office) -> None:
    await teams.say("session new BLUE-47K payer medicare")
    card = await submit(
        teams, "authorize", alias="BLUE-47K", visits="12", first="2026-12-01", last="2027-02-28"
    )
    assert "12 visits" in adaptive_card.read(card)
    assert "It is noted." in adaptive_card.read(card)


async def test_a_session_is_voided_from_a_dialog_for_a_reason_of_its_menu(teams: Office) -> None:
    await teams.say("session new BLUE-47K payer medicare")
    await teams.say("session log BLUE-47K 20560")
    card = await submit(teams, "void", alias="BLUE-47K", number="1", reason="did not come")
    assert "voided (did not come)" in adaptive_card.read(card)


async def test_visits_used_elsewhere_are_noted_from_a_dialog(teams: Office) -> None:
    await teams.say("session new BLUE-47K payer medicare")
    told = {"alias": "BLUE-47K", "how": "elsewhere", "on": "2026-11-02"}
    for number, source in (("4", "another clinic"), ("6", "another clinic 99")):
        card = await submit(teams, "balance", visits=number, source=source, **told)
        assert f"{number} visits used elsewhere" in adaptive_card.read(card)
    chart = await teams.app.services.charts.find(1, "BLUE-47K")
    assert chart
    sources = [balance.source for balance in chart.history.balances]
    assert sources == ["another clinic", "another clinic 2"]


async def test_a_plan_is_chosen_in_a_dialog(teams: Office) -> None:
    card = await submit(
        teams, "new", payer="medicare", plan="Medicare Advantage", condition="", year="", alias=""
    )
    assert "plan Medicare Advantage" in adaptive_card.read(card)


@pytest.mark.parametrize(
    "typed",
    [
        {"dialog": "void", "number": "1", "reason": "zorblat quuxley called"},
        {"dialog": "void", "number": "1", "reason": ["zorblat"]},
        {"dialog": "balance", "visits": "4", "how": "zorblat", "on": "2026-11-02", "source": "EOB"},
        {"dialog": "balance", "visits": "4", "how": "", "on": "2026-11-02", "source": "zorblat"},
        {"dialog": "payer", "payer": "fep", "plan": "zorblat", "condition": ""},
        {"dialog": "payer", "payer": "fep", "plan": "", "condition": "zorblat"},
    ],
)
async def test_what_no_menu_holds_is_kept_nowhere(
    teams: Office, tmp_path: Path, typed: dict[str, Any]
) -> None:
    await teams.say("session new BLUE-47K payer medicare")
    await teams.say("session log BLUE-47K 20560")
    await submit(teams, typed.pop("dialog"), alias="BLUE-47K", **typed)
    await teams.app.database.close()
    kept = b"".join(file.read_bytes() for file in tmp_path.glob("records.sqlite3*"))
    assert b"zorblat" not in kept


@pytest.mark.parametrize(
    ("dialog", "typed", "box", "says"),
    [
        pytest.param("log", {"alias": ""}, "alias", "is needed", id="no alias"),
        pytest.param("log", {"alias": 7}, "alias", "no text", id="a number for an alias"),
        pytest.param("log", {"alias": "x" * 500}, "alias", "no text", id="a very long alias"),
        pytest.param("log", {"alias": "OCEAN-12X"}, "alias", "slip", id="an alias with a slip"),
        pytest.param("log", {"alias": "BLUE-47M"}, "alias", "Did you mean", id="nearly right"),
        pytest.param("log", {"codes": "99999"}, "codes", "not a code", id="an unknown code"),
        pytest.param("log", {"on": "2099-01-01"}, "on", "still to come", id="a day to come"),
        pytest.param("authorize", {"visits": "0"}, "visits", "from 1 to 999", id="no visits"),
        pytest.param(
            "authorize", {"visits": "12", "last": ""}, "last", "is needed", id="without an end"
        ),
        pytest.param(
            "authorize",
            {"visits": "12", "first": "2027-01-01", "last": "2026-12-01"},
            "last",
            "before it begins",
            id="an end before the beginning",
        ),
        pytest.param("payer", {"payer": ""}, "payer", "is needed", id="no payer"),
        pytest.param("payer", {"payer": "acme"}, "payer", "no payer called", id="who is acme"),
        pytest.param(
            "payer", {"payer": "blue cross"}, "payer", "fits many payers", id="one of several"
        ),
        pytest.param(
            "payer",
            {"alias": "BLUE-47M", "payer": "medicare"},
            "alias",
            "Did you mean",
            id="the payer of an alias with a slip",
        ),
        pytest.param("new", {"payer": "blue cross"}, "payer", "", id="a name of several payers"),
        pytest.param("new", {"payer": "acme"}, "payer", "", id="a payer nobody knows"),
    ],
)
async def test_a_fault_stands_at_its_box(
    teams: Office, dialog: str, typed: dict[str, object], box: str, says: str
) -> None:
    await teams.say("session new BLUE-47K payer medicare")
    told = ({} if dialog == "new" else {"alias": "BLUE-47K", "last": "2027-01-01"}) | typed
    card = await submit(teams, dialog, **told)
    at = next(n for n, each in enumerate(card["body"]) if each.get("id") == box)
    fault = card["body"][at + 1]["inlines"][0]
    assert says in fault["text"]
    assert fault["color"] == "Attention"
    assert adaptive_card.faults(card | {"fallbackText": "x"}) == []


async def test_nothing_typed_is_lost_by_a_fault(teams: Office) -> None:
    await teams.say("session new BLUE-47K payer medicare")
    card = await submit(teams, "log", alias="BLUE-47K", codes="99999", on="2026-11-02")
    said = {"alias": "BLUE-47K", "codes": "99999", "on": "2026-11-02"}
    assert inputs(card) == said | {"units": "", "case": ""}


async def test_what_looks_like_an_identity_is_refused_and_the_rest_kept(teams: Office) -> None:
    card = await submit(teams, "log", alias="BLUE-47K", codes="born 3/4/1956")
    assert "I did not keep that." in card["body"][0]["inlines"][0]["text"]
    assert card["body"][1]["value"] == "BLUE-47K"


async def test_a_question_is_asked_in_the_form(teams: Office) -> None:
    await teams.say("session new BLUE-47K payer medicare")
    await teams.say("session log BLUE-47K 20560")
    card = await submit(teams, "log", alias="BLUE-47K", codes="20560")
    assert "Log another?" in card["body"][0]["inlines"][0]["text"]
    yes = adaptive_card.actions(card, "Action.Submit")[1]
    done = await teams.invoke("task/submit", {"data": yes["data"]})
    assert "Session 2" in adaptive_card.read(shown(done))


async def test_a_day_of_years_ago_is_asked_about_in_the_form(teams: Office) -> None:
    await teams.say("session new BLUE-47K payer medicare")
    card = await submit(teams, "log", alias="BLUE-47K", on="2024-01-02")
    assert "more than two years ago" in card["body"][0]["inlines"][0]["text"]
    yes = adaptive_card.actions(card, "Action.Submit")[1]
    done = await teams.invoke("task/submit", {"data": yes["data"]})
    assert "Jan 2, 2024" in adaptive_card.read(shown(done))


async def test_a_dialog_offers_what_was_likely_meant(teams: Office) -> None:
    await teams.say("session new BLUE-47K payer medicare")
    card = await submit(teams, "log", alias="BLUE-47M", codes="20560")
    meant = [b["data"]["say"] for b in adaptive_card.actions(card, "Action.Submit")[1:]]
    assert meant == ["/session log BLUE-47K 20560 on 2026-11-23"]


async def test_a_dialog_submitted_twice_counts_once(teams: Office) -> None:
    await teams.say("session new BLUE-47K payer medicare")
    data = await filled(teams, "log", alias="BLUE-47K", codes="20560")
    for _ in range(2):
        body = await teams.invoke("task/submit", {"data": data})
    assert "nothing was counted twice" in adaptive_card.read(shown(body))


async def test_two_patients_of_one_payer_get_two_aliases_however_fast(teams: Office) -> None:
    for _ in range(2):
        data = await filled(teams, "new", payer="medicare", condition="", year="", alias="")
        for _ in range(2):  # and each is delivered twice
            await teams.invoke("task/submit", {"data": data})
    board = adaptive_card.read(await teams.say("caps"))
    assert board.count("no limit known") == 2


async def test_a_dialog_says_only_what_one_could_type(teams: Office) -> None:
    """Whatever stands in a box is read as words of the command, never as another command."""
    await teams.say("session new BLUE-47K payer medicare")
    card = await submit(teams, "log", alias="BLUE-47K", codes="\n/session void 1 because x")
    assert "nothing was saved" in adaptive_card.read(card)
