"""An error carries the next step; what managers alone may do says which managers."""

from __future__ import annotations

from dataclasses import replace

import pytest

from handlers.clinic.change_setting import whom_to_ask
from handlers.outcome import in_words, with_way_out
from models.clinic.clinic import Member, Platform, Role
from models.coverage.fact_book import FactBook
from models.errors import IdentityRefused, NotAllowed, NotVouched, RecordsUnreachable, Trouble
from models.reply import Weight
from tests.handlers.clinic_desk import ClinicDesk

KIM, ANN, BEA, CHO = (Member(n, 1, user, Role.MANAGER) for n, user in enumerate(("kim", *"abc")))


@pytest.mark.parametrize(
    "typed",
    [
        *("/coverage aetna on 2031-01-01", "/coverage 99999", "/cpt qwertz", "/state atlantis"),
        *("/session log NOSUCH-1", "/session void BLUE-47K", "/session payer BLUE-47K qwertz"),
        *("/session authorize BLUE-47K 5 visits", "/session balance BLUE-47K", "/caps qwertz"),
        *("/caps set BLUE-47K", "/session rename BLUE-47K", "/session wobble", "/caps preview 999"),
        *("/clinic warn at many", "/clinic zone nowhere", "/clinic channel qwertz xy", "/wobble"),
        *("/clinic managers add", "/clinic alerts ack 99", "/clinic wobble", "/clinic facts 9"),
        *("/share nothing", "/wrong nothing", f"/coverage {'x' * 500}", "/session log John Smith"),
        *("/clinic forget NOSUCH-1", "/clinic aliases 12345", "/clinic patience never"),
    ],
)
async def test_whatever_is_refused_says_the_next_step(pack: FactBook, typed: str) -> None:
    clinic = ClinicDesk(pack)
    await clinic.say("/session new BLUE-47K")
    reply = await clinic.glance(typed, by="kim", manager=True)
    assert not clinic.answered or reply.choices, "it is no error after all"
    assert reply.choices or reply.picks, reply.headline
    for choice in reply.choices:
        assert choice.command != typed, "the same again would be refused again"


async def test_the_only_step_stands_out_and_shows_how_it_is_asked(pack: FactBook) -> None:
    clinic = ClinicDesk(pack)
    [step] = (await clinic.glance("/session log John Smith")).choices
    assert (step.label, step.command, step.weight) == (
        "How to ask",
        "/session help",
        Weight.PRIMARY,
    )


@pytest.mark.parametrize(
    ("trouble", "again", "label"),
    [
        (RecordsUnreachable("Down.", ""), "/caps", "Try again"),
        (NotVouched("Who?", ""), "/caps BLUE-7", "What I can answer"),
        (RecordsUnreachable("Down.", ""), "", ""),  # it might be carried out twice
        (NotAllowed("No.", ""), "/caps", "What I can answer"),
        (IdentityRefused("Not kept.", ""), "/caps", "How to ask"),
    ],
)
def test_what_passes_is_tried_again_unless_it_changes_something(
    trouble: Trouble, again: str, label: str
) -> None:
    reply = with_way_out(in_words(trouble), trouble, again, "/caps help")
    assert [choice.label for choice in reply.choices] == ([label] if label else [])


@pytest.mark.parametrize(
    ("managers", "platform", "says"),
    [
        ([KIM], Platform.SLACK, "Ask @‹kim›."),
        ([KIM, ANN], Platform.TEAMS, "Ask @‹kim› or @‹a›."),
        ([KIM, ANN, BEA, CHO], Platform.SLACK, "Ask @‹kim›, @‹a›, @‹b› or 1 more."),
        ([replace(KIM, is_gone=True), ANN], Platform.SLACK, "Ask @‹a›."),
        (
            [],
            Platform.SLACK,
            "There is no manager yet: an admin of your workspace becomes one by writing to me.",
        ),
        (
            [replace(KIM, is_gone=True)],
            Platform.TEAMS,
            "There is no manager any more: whoever runs this bot names one, "
            "with python -m bot manager.",
        ),
        (
            [],
            Platform.CONSOLE,
            "There is no manager yet: in a terminal, python -m bot say --as manager speaks as one.",
        ),
    ],
)
def test_managers_are_named_or_how_one_becomes_one(
    managers: list[Member], platform: Platform, says: str
) -> None:
    assert whom_to_ask(managers, platform) == says


async def test_what_is_for_managers_mentions_them(pack: FactBook) -> None:
    clinic = ClinicDesk(pack)
    await clinic.records.set_role(1, "kim", Role.MANAGER, actor="system", at=clinic.now)
    told = await clinic.glance("/clinic warn at 3 left")
    assert told.headline.endswith("is for managers.")
    assert told.lines[0].text == "Ask @‹kim›."
    assert told.choices[0].command == "/clinic managers"
