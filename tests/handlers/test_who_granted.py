"""Who granted what was asked for: the payer that was asked, unless somebody says another."""

from __future__ import annotations

import pytest

from models.coverage.fact_book import FactBook
from models.visits.authorization import Authorization
from tests.handlers.clinic_desk import ClinicDesk, button
from tests.handlers.front_desk import words

_DAYS = "8 visits from 2026-11-20 until 2026-12-31"


@pytest.fixture
async def clinic(pack: FactBook) -> ClinicDesk:
    """A patient of Aetna's, of which visits were asked, and whom Cigna pays for since."""
    desk = ClinicDesk(pack, "PT")
    await desk.say("/session new OAK-22 payer aetna")
    await desk.say("/session request OAK-22 12 visits sent 11/16/26")
    await desk.say("/session payer OAK-22 cigna from 11/15/26")
    return desk


async def granted(clinic: ClinicDesk, alias: str = "OAK-22") -> list[tuple[Authorization, str]]:
    """What is held, with the id of who granted it."""
    chart = await clinic.charts.find(1, alias)
    assert chart
    return [(a, chart.giver_of(a) or "") for a in chart.history.authorizations]


async def test_what_another_payer_was_asked_for_is_not_taken_for_granted_by_this_one(
    clinic: ClinicDesk,
) -> None:
    asked = await clinic.say(f"/session granted OAK-22 {_DAYS}")
    assert asked.headline == "Request 1 was sent to Aetna, and Cigna pays on Nov 20, 2026."
    assert await granted(clinic) == []
    reply = words(await clinic.say(button(asked, "Aetna granted it")))
    assert "Aetna granted it: it pays no visit of the days on which Cigna pays." in reply
    assert [giver for _, giver in await granted(clinic)] == ["aetna"]
    logged = words(await clinic.say("/session log OAK-22 20560 on 11/21/26"))
    assert "of 8 visits used" not in logged
    shown = words(await clinic.say("/session show OAK-22 details"))
    assert "granted on Nov 23, 2026 as authorization 1." in shown
    assert "From Aetna." in shown


async def test_the_payer_of_the_day_may_have_granted_it_all_the_same(clinic: ClinicDesk) -> None:
    asked = await clinic.say(f"/session granted OAK-22 {_DAYS}")
    reply = words(await clinic.say(button(asked, "Cigna granted it")))
    assert "The request was sent to Aetna. Cigna granted it." in reply
    assert [giver for _, giver in await granted(clinic)] == ["cigna"]
    shown = words(await clinic.say("/session show OAK-22 details"))
    assert "as authorization 1, by Cigna." in shown


@pytest.mark.parametrize(("name", "giver"), [("aetna", "aetna"), ("cigna", "cigna")])
async def test_a_payer_that_is_named_granted_it(clinic: ClinicDesk, name: str, giver: str) -> None:
    await clinic.say(f"/session granted OAK-22 {_DAYS} by {name}")
    assert [one for _, one in await granted(clinic)] == [giver]
    assert "was noted already" in words(
        await clinic.say(f"/session granted OAK-22 request 1 {_DAYS} by {name}")
    )


async def test_nobody_is_asked_where_the_payer_that_was_asked_pays(clinic: ClinicDesk) -> None:
    reply = await clinic.say("/session granted OAK-22 8 visits from 2026-11-10 until 2026-12-31")
    assert "Request 1 is closed" in words(reply)
    assert [giver for _, giver in await granted(clinic)] == ["aetna"]


async def test_what_the_second_payer_was_asked_for_is_its_own(clinic: ClinicDesk) -> None:
    await clinic.say("/session new OAK-38 payer medicare")
    await clinic.say("/session payer OAK-38 nc medicaid secondary")
    await clinic.say("/session request OAK-38 5 visits sent 11/20/26 secondary")
    reply = words(await clinic.say("/session granted OAK-38 5 visits from 11/21/26 until 12/31/26"))
    assert "NC Medicaid (Medicaid Direct) granted it." in reply
    assert [giver for _, giver in await granted(clinic, "OAK-38")] == ["nc_medicaid"]
    await clinic.say("/session request OAK-38 6 visits sent 11/20/26")
    await clinic.say("/session granted OAK-38 6 visits from 1/1/27 until 3/31/27 by nc medicaid")
    shown = words(await clinic.say("/session show OAK-38 details"))
    assert "as authorization 2, by NC Medicaid (Medicaid Direct)." in shown


async def test_a_plan_that_another_payer_takes_away_is_told(pack: FactBook) -> None:
    desk = ClinicDesk(pack, "PT")
    await desk.say("/session new OAK-23 payer aetna plan self-funded")
    told = words(await desk.say("/session payer OAK-23 cigna from 11/15/26"))
    assert "noted no more" not in told, "it is Aetna's plan until then"
    assert "Aetna, plan self-funded, until Nov 14, 2026" in words(
        await desk.say("/session show OAK-23")
    )
    told = words(await desk.say("/session payer OAK-23 aetna from 11/15/26"))
    assert "noted no more" not in told
    await desk.say("/session new OAK-24 payer aetna plan self-funded")
    told = words(await desk.say("/session payer OAK-24 cigna"))
    assert "The plan, self-funded, was of Aetna and is noted no more." in told


@pytest.fixture
async def changed(pack: FactBook) -> ClinicDesk:
    """A patient of Cigna's since Nov 16, 2026, and of Aetna's before."""
    desk = ClinicDesk(pack, "PT")
    await desk.say("/session new OAK-4 payer aetna")
    await desk.say("/session payer OAK-4 cigna from 11/16/26")
    return desk


async def test_what_begins_before_another_payer_says_whose_it_is_and_what_it_covers_not(
    changed: ClinicDesk,
) -> None:
    asked = await changed.say("/session authorize OAK-4 10 visits from 11/2/26 until 12/31/26")
    told = words(asked)
    assert "It is of Aetna, which paid on Nov 2, 2026" in told
    assert "it covers no visit from Nov 16, 2026 on." in told
    reply = await changed.say(button(asked, "It is of Cigna, from Nov 16, 2026"))
    assert "Authorization number 2: 10 visits authorized, Nov 16, 2026 to Dec 31" in words(reply)
    assert [giver for _, giver in await granted(changed, "OAK-4")] == ["cigna"]


async def test_what_lies_in_another_payers_days_alone_says_whose_it_is(
    changed: ClinicDesk,
) -> None:
    reply = await changed.say("/session authorize OAK-4 3 visits from 11/2/26 until 11/10/26")
    assert "It is of Aetna, which paid on Nov 2, 2026." in words(reply)
    assert not [c for c in reply.choices if "Cigna" in c.label]
    await changed.say("/session payer OAK-4 medicare from 1/1/27")
    to_come = await changed.say("/session authorize OAK-4 8 visits from 1/5/27 until 3/5/27")
    assert "It is of Medicare Part B, which pays on Jan 5, 2027." in words(to_come)
    own = await changed.say("/session authorize OAK-4 5 visits from 11/20/26 until 12/5/26")
    assert "It is of" not in words(own)


async def test_a_payer_whose_name_holds_a_small_word_is_read_whole(pack: FactBook) -> None:
    clinic = ClinicDesk(pack, "PT")
    await clinic.say("/session new OAK-23 payer medicare")
    await clinic.say("/session payer OAK-23 health first colorado secondary from 11/1/26")
    await clinic.say("/session authorize OAK-23 4 visits for health first colorado until 1/20/2027")
    assert [giver for _, giver in await granted(clinic, "OAK-23")] == ["health_first_co"]
