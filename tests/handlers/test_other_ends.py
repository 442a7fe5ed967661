"""Another end of an authorization: a day or so much later; nothing is made up that nobody said."""

from __future__ import annotations

import pytest

from models.coverage.fact_book import FactBook
from tests.handlers.clinic_desk import ClinicDesk
from tests.handlers.front_desk import words


@pytest.fixture
async def desk(pack: FactBook) -> ClinicDesk:
    """A desk with ten visits until the end of November."""
    desk = ClinicDesk(pack, "PT")
    await desk.say("/session new ELM-9 payer humana")
    await desk.say("/session authorize ELM-9 10 visits from 9/1/26 until 11/30/26")
    return desk


@pytest.mark.parametrize(
    ("longer", "until"),
    [
        ("by 30 days", "Dec 30, 2026"),
        ("1 by 2 weeks", "Dec 14, 2026"),
        ("by 1 month", "Dec 30, 2026"),
        ("60 days", "Jan 29, 2027"),
        ("until 12/15", "Dec 15, 2026"),
    ],
)
async def test_it_ends_so_much_later(desk: ClinicDesk, longer: str, until: str) -> None:
    told = words(await desk.say(f"/session extend ELM-9 {longer}"))
    assert f"10 visits authorized, Sep 1, 2026 to {until}." in told
    assert "instead of number 1" in told


async def test_visits_beside_another_end_are_all_or_more(desk: ClinicDesk) -> None:
    asked = await desk.say("/session extend ELM-9 until 12/31/26 16 visits")
    start = "/session authorize ELM-9 16 visits from"
    assert [(c.label, c.command) for c in asked.choices] == [
        ("16 in all", f"{start} 2026-09-01 until 2026-12-31 instead of 1"),
        ("16 more from Dec 1, 2026", f"{start} 2026-12-01 until 2026-12-31 as well"),
    ]


@pytest.mark.parametrize("behind", ["until 12/31/26 16 visits", "until 12/31/26", "by 30 days"])
async def test_where_there_is_none_nothing_is_entered(desk: ClinicDesk, behind: str) -> None:
    await desk.say("/session new ELM-3 payer humana")
    refused = await desk.say(f"/session extend ELM-3 {behind}")
    assert refused.headline == "ELM-3 has no authorization whose end could move."
    chart = await desk.charts.find(1, "ELM-3")
    assert chart
    assert chart.history.authorizations == ()


@pytest.mark.parametrize("typed", ["/caps ELM-9, ELM-3 {}", "/session show ELM-9 and ELM-3 {}"])
async def test_of_several_aliases_one_is_shown_and_each_other_has_a_button(
    desk: ClinicDesk, typed: str
) -> None:
    for alias in ("ELM-3", "OAK-6"):
        await desk.say(f"/session new {alias} payer cigna")
    shown = await desk.say(typed.format("OAK 6"))
    assert "Only ELM-9 is shown." in words(shown)
    assert {"Show ELM-3", "Show OAK-6"} <= {choice.label for choice in shown.choices}
    strange = await desk.say(typed.format("OAK-77"))
    assert "all is shown" not in words(strange)
