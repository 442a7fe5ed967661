"""Digits of other scripts, and those that are raised: refused or read as words, never a bug."""

from __future__ import annotations

import pytest

from handlers.outcome import Outcome
from models.coverage.fact_book import FactBook
from tests.handlers.clinic_desk import ClinicDesk

_ASCII = "0123456789"
SCRIPTS = {
    "arabic": "٠١٢٣٤٥٦٧٨٩",
    "devanagari": "०१२३४५६७८९",
    "fullwidth": "０１２３４５６７８９",
    "raised": "⁰¹²³⁴⁵⁶⁷⁸⁹",
    "circled": "⓪①②③④⑤⑥⑦⑧⑨",
}
COMMANDS = (
    "/coverage bcbsnc 20560 on 2021-03-15 as known 2021-03-16",
    "/coverage medicare 20560 on 3/15/2021",
    "/coverage cigna 3 muscles on March 15, 2021",
    "/cpt 20560 97140-59",
    "/state 12",
    "/session new PT-0012",
    "/session log BLUE-7 20560 x2 on 11/20/2026",
    "/session log BLUE-7 3 days ago",
    "/session log BLUE-7 on November 20",
    "/session log BLUE-7 again 2",
    "/session void BLUE-7 1 because wrong day",
    "/session authorize BLUE-7 12 visits from 11/1/2026 until 12/31/2026",
    "/session balance BLUE-7 5 elsewhere as of 11/1/2026 from portal 2",
    "/session improving BLUE-7 on 11/20/2026",
    "/session close BLUE-7 on 11/20/2026",
    "/session rename BLUE-7 OAK-12",
    "/session payer BLUE-7 cigna plan 2",
    "/caps set BLUE-7 12 visits per 90 days",
    "/caps set cigna 12 visits per calendar year",
    "/caps preview 30",
    "/caps after 3 BLUE-7",
    "/clinic warn at 3, 1 left, 14 days",
    "/clinic warn 2",
    "/clinic digest 8:30 am",
    "/clinic digest 0830",
    "/clinic quiet 18:00 to 7",
    "/clinic patience 4.5 hours",
    "/clinic aliases PT-0000",
    "/clinic alerts 1",
    "/clinic alerts snooze 1 2 weeks",
    "/clinic audit before 120",
    "/clinic audit BLUE-7 before 120",
    "/clinic forget everything, erase all 1 alias",
    "/share coverage cigna 20560",
)


@pytest.mark.parametrize("script", SCRIPTS)
@pytest.mark.parametrize("command", COMMANDS)
async def test_no_command_stumbles_over_them(command: str, script: str, pack: FactBook) -> None:
    clinic = ClinicDesk(pack)
    await clinic.say("/session new BLUE-7 payer medicare")
    await clinic.say("/session log BLUE-7")
    before = await clinic.charts.find(1, "BLUE-7")
    name, _, text = command.partition(" ")
    head, alias, tail = text.partition("BLUE-7")
    other = str.maketrans(_ASCII, SCRIPTS[script])
    typed = f"{name} {head.translate(other)}{alias}{tail.translate(other)}"
    await clinic.say(typed, manager=True)
    assert clinic.notices[-1].ending is not Outcome.BUG
    known = await clinic.charts.aliases(1)
    chart = await clinic.charts.find(1, "BLUE-7" if "BLUE-7" in known else "OAK-12")
    assert before
    assert chart
    assert len(chart.history.sessions) == 1, "a day or a number that is not understood logs nothing"
    assert not chart.history.authorizations
    assert not chart.history.balances
