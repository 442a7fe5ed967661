"""A day that is misspelt is asked for: no button acts on another one."""

from __future__ import annotations

import pytest

from models.coverage.fact_book import FactBook
from tests.handlers.clinic_desk import TODAY, ClinicDesk
from tests.handlers.front_desk import but_help, words

DAYS = ("Novmber 3", "Decmber 1 2026", "Wendsday", "yestreday", "the 30th", "2026-11-2O")
COMMANDS = {
    "log": "/session log OAK-12 20561 again on {}",
    "a code that nobody knows": "/session log OAK-12 99999 on {}",
    "authorize": "/session authorize OAK-12 5 visits from {} until 2027-02-28",
    "balance": "/session balance OAK-12 5 as of {} from portal",
    "improving": "/session improving OAK-12 on {}",
    "close": "/session close OAK-12 on {}",
    "reopen": "/session reopen OAK-12 on {}",
}


@pytest.mark.parametrize(
    ("command", "day"),
    [
        pytest.param(typed, day, id=f"{command}-{day}")
        for command, typed in COMMANDS.items()
        for day in DAYS
        if (command, day) != ("authorize", "the 30th")  # an authorization may begin on a day ahead
    ],
)
async def test_no_button_names_a_day_that_nobody_typed(
    pack: FactBook, command: str, day: str
) -> None:
    desk = ClinicDesk(pack, "PT")
    await desk.say("/session new OAK-12 payer aetna")
    await desk.log("OAK-12", TODAY)
    before = await desk.charts.find(1, "OAK-12")
    reply = await desk.say(command.format(day))
    assert not desk.answered
    assert but_help(reply) == []
    assert str(TODAY) not in words(reply)
    assert await desk.charts.find(1, "OAK-12") == before


async def test_words_of_courtesy_may_be_left_out(pack: FactBook) -> None:
    desk = ClinicDesk(pack, "PT")
    await desk.say("/session new OAK-12 payer aetna")
    reply = await desk.say("/session log OAK-12 20561 thanks, all good")
    assert [choice.label for choice in reply.choices] == ["Leave it out"]


async def test_a_day_behind_reopen_is_not_dropped(pack: FactBook) -> None:
    desk = ClinicDesk(pack, "PT")
    await desk.say("/session new OAK-12 payer aetna")
    await desk.say("/session close OAK-12")
    await desk.say("/session reopen OAK-12 on 11/3/2026")
    assert not desk.answered
