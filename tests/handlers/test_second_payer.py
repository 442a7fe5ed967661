"""A second payer: another set of limits on the same visits, each told as whose it is."""

from __future__ import annotations

from datetime import date

import pytest

from models.coverage.fact_book import FactBook
from models.reply import Reply
from tests.handlers.clinic_desk import TODAY, ClinicDesk, board_rows, button, first_line
from tests.handlers.front_desk import words
from tests.handlers.test_authorizations import section, warned

SECOND = "/session payer ELK-5 cigna secondary from 11/1/2026"


@pytest.fixture
async def clinic(pack: FactBook) -> ClinicDesk:
    """Humana pays first, and the clinic has caps for Humana and for Cigna; one visit in October."""
    clinic = ClinicDesk(pack, "PT")
    for command in (
        "/session new ELK-5 payer humana",
        "/caps set humana 20 visits per calendar year",
        "/caps set cigna 4 visits per calendar year",
        "/session log ELK-5 20560 on 10/6/26",
    ):
        await clinic.say(command, manager=True)
    return clinic


@pytest.fixture
async def paying(clinic: ClinicDesk) -> ClinicDesk:
    """Cigna pays second from Nov 1, and two visits took place since."""
    await clinic.say(SECOND)
    for day in ("11/3/26", "11/5/26"):
        await clinic.say(f"/session log ELK-5 20560 on {day}")
        assert clinic.answered
    return clinic


def counts(reply: Reply) -> list[str]:
    """How each limit stands."""
    return [f"{s.title}: {s.count.words}" for s in reply.sections if s.count]


async def test_both_payers_count_the_same_visits_each_on_its_own_days(paying: ClinicDesk) -> None:
    assert counts(await paying.say("/caps ELK-5")) == [
        "Your clinic's cap for Cigna (secondary): 4 visits per calendar year: "
        "2 of 4 visits used, 2 left",
        "Your clinic's cap: 20 visits per calendar year: 3 of 20 visits used, 17 left",
    ]


async def test_the_limit_that_binds_leads_and_says_whose_it_is(paying: ClinicDesk) -> None:
    reply = await paying.say("/session log ELK-5 20560 on 11/9/26")
    assert first_line(reply) == (
        "3 of 4 visits used, 1 left. Your clinic's cap for Cigna (secondary): "
        "4 visits per calendar year. Resets Jan 1, 2027."
    )


async def test_a_second_payer_s_own_limits_count(clinic: ClinicDesk) -> None:
    await clinic.say("/session payer ELK-5 ahcccs secondary from 10/1/2026")
    told = words(await clinic.say("/session show ELK-5"))
    assert "1 of 15 visits used, 14 left" in told
    assert "AHCCCS (Arizona Medicaid) (secondary)" in told


async def test_without_a_day_it_is_asked_from_when_and_nothing_is_saved(
    clinic: ClinicDesk,
) -> None:
    reply = await clinic.say("/session payer ELK-5 cigna secondary")
    assert reply.headline == "From which day does Cigna pay second for ELK-5?"
    assert "Pays second" not in words(await clinic.say("/session show ELK-5"))
    await clinic.say(button(reply, "From the start"))
    assert clinic.answered
    assert "2 of" not in words(await clinic.say("/session show ELK-5"))
    assert "1 of 4 visits used, 3 left" in words(await clinic.say("/caps ELK-5"))


async def test_nothing_is_asked_where_there_is_no_visit_yet(clinic: ClinicDesk) -> None:
    await clinic.say("/session new OAK-6 payer humana")
    reply = await clinic.say("/session payer OAK-6 cigna secondary")
    assert "Payer: Humana, pays second: Cigna from the start." in words(reply)


async def test_the_first_payer_stays_when_a_second_one_is_set(paying: ClinicDesk) -> None:
    shown = await paying.say("/session show ELK-5")
    assert {fact.label: fact.value for fact in shown.facts} == {
        "Payer": "Humana",
        "Pays second": "Cigna from Nov 1, 2026",
    }


async def test_it_ends_by_date_and_its_limit_counts_no_more(paying: ClinicDesk) -> None:
    reply = await paying.say("/session payer ELK-5 no secondary from 11/10/2026")
    assert "Cigna from Nov 1, 2026 until Nov 9, 2026; no payer from Nov 10, 2026" in words(reply)
    assert counts(await paying.say("/caps ELK-5")) == [
        "Your clinic's cap: 20 visits per calendar year: 3 of 20 visits used, 17 left",
    ]


async def test_undo_takes_it_back_and_names_it(clinic: ClinicDesk) -> None:
    await clinic.say(SECOND)
    reply = await clinic.say("/session undo")
    assert "Taken back: secondary payer Cigna from Nov 1, 2026 of ELK-5." in words(reply)
    assert "Pays second" not in words(await clinic.say("/session show ELK-5"))
    told = words(await clinic.say("/clinic audit", manager=True))
    assert "ELK-5: secondary payer not set → Cigna since 2026-11-01" in told
    assert "ELK-5: the secondary payers by date as they were (undo)" in told


async def test_its_authorization_is_told_apart_and_counts_for_it_alone(
    paying: ClinicDesk,
) -> None:
    grant = "/session authorize ELK-5 6 visits {}from 11/1/2026 until 12/31/2026"
    reply = await paying.say(grant.format("secondary "))
    assert "Cigna granted it." in words(reply)
    reply = await paying.say(grant.format(""))
    assert paying.answered, "the second payer's is no authorization of the first"
    assert "Humana granted it. If the other did, withdraw it and say secondary." in words(reply)
    told = counts(await paying.say("/caps ELK-5"))
    assert (
        "Authorization number 1 of Cigna (secondary): 6 visits: 2 of 6 visits used, 4 left" in told
    )
    assert "Authorization number 2: 6 visits: 2 of 6 visits used, 4 left" in told


async def test_its_authorization_stays_its_own_when_the_end_moves(paying: ClinicDesk) -> None:
    await paying.say("/session authorize ELK-5 6 visits secondary from 11/1/2026 until 12/31/2026")
    reply = await paying.say("/session authorize ELK-5 extended until 1/31/2027")
    assert paying.answered
    assert "Cigna granted it." in words(reply)


async def test_an_authorization_of_a_second_payer_that_is_none_is_refused(
    clinic: ClinicDesk,
) -> None:
    reply = await clinic.say(
        "/session authorize ELK-5 6 visits secondary from 11/1/2026 until 12/31/2026"
    )
    assert reply.headline == "Nobody is noted to pay second for ELK-5 on Nov 1, 2026."
    assert "If who pays first granted it, leave secondary out." in words(reply)


async def test_each_payer_s_limit_warns_by_itself(paying: ClinicDesk) -> None:
    await paying.say("/caps set humana 4 visits per calendar year", manager=True)
    limits = {cause.split()[0] for cause in await warned(paying, "ELK-5")}
    assert limits == {"cap/payer/cigna/calendar_year", "cap/payer/humana/calendar_year"}


async def test_the_board_does_not_call_its_limit_the_first_payer_s(paying: ClinicDesk) -> None:
    rows = board_rows(await paying.say("/caps"))
    assert rows[0][2].startswith("your clinic's cap, the second payer")


async def test_one_that_is_first_and_second_counts_once_and_is_told(paying: ClinicDesk) -> None:
    reply = await paying.say("/session payer ELK-5 cigna from 11/15/2026")
    assert "Cigna is noted as second payer too, and counts once." in words(reply)
    told = counts(await paying.say("/caps ELK-5"))
    assert told == [
        "Your clinic's cap: 4 visits per calendar year: 2 of 4 visits used, 2 left",
    ]
    end = button(reply, "Nobody pays second from Nov 15, 2026")
    assert end == "/session payer ELK-5 none secondary from 2026-11-15"
    assert f"End that: {end}" in words(reply)
    ended = words(await paying.say(end))
    assert "noted as second payer too" not in ended
    chart = await paying.charts.find(1, "ELK-5")
    assert chart
    assert chart.secondary_on(date(2026, 11, 15)) is None
    assert chart.secondary_on(date(2026, 11, 14)) == "cigna"


async def test_a_plan_is_not_kept_of_a_second_payer(clinic: ClinicDesk) -> None:
    reply = await clinic.say("/session payer ELK-5 cigna secondary plan hmo")
    assert reply.headline.startswith("A plan is kept of the payer that pays first")
    assert button(reply, "Without it") == "/session payer ELK-5 Cigna secondary"


async def test_what_medicare_waits_for_as_second_is_told_and_may_be_said(
    clinic: ClinicDesk,
) -> None:
    """No limit of Humana is known: that of Medicare is, once somebody says what is treated."""
    await clinic.say("/caps set humana none", manager=True)
    reply = await clinic.say("/session new OAK-8 payer humana secondary medicare")
    waits = "Medicare Part B (secondary) depends on what is treated, which nobody entered."
    assert waits in words(reply)
    logged = await clinic.say("/session log OAK-8 20560 on 11/3/26")
    assert waits in words(logged)
    asked = await clinic.say(button(logged, "Say what is treated"))
    told = await clinic.say(button(asked, "Chronic low back pain"))
    assert first_line(told).startswith("1 of 12 visits used")
    assert "Medicare Part B (secondary)" in first_line(told)


@pytest.mark.parametrize(
    "named", ["medicare secondary for chronic low back pain", "medicare for clbp secondary"]
)
async def test_what_is_treated_may_be_said_with_who_pays_second(
    clinic: ClinicDesk, named: str
) -> None:
    await clinic.say("/session new OAK-8 payer humana")
    told = words(await clinic.say(f"/session payer OAK-8 {named}"))
    assert "treated for chronic low back pain, pays second: Medicare Part B" in told
    assert "12 visits in 90 days" in told


async def test_beside_a_limit_that_counts_it_is_told_that_medicares_waits(
    clinic: ClinicDesk,
) -> None:
    reply = await clinic.say("/session payer ELK-5 medicare secondary from 11/1/26")
    assert "No limit of Medicare Part B (secondary) counts yet" in words(reply)
    assert button(reply, "Say what is treated") == "/session payer ELK-5"


@pytest.mark.parametrize("since", ["", " from 11/1/26"])
async def test_who_pays_first_already_is_not_noted_as_second(
    clinic: ClinicDesk, since: str
) -> None:
    reply = await clinic.say(f"/session payer ELK-5 humana secondary{since}")
    assert "Humana pays first for ELK-5" in reply.headline
    assert "<payer> primary Humana secondary" in words(reply)
    chart = await clinic.charts.find(1, "ELK-5")
    assert chart
    assert not chart.secondary


async def test_a_balance_of_the_second_payer_s_limit_is_its_alone(paying: ClinicDesk) -> None:
    await paying.say("/session balance ELK-5 1 elsewhere of cigna as of 11/10/26 from patient")
    assert paying.answered
    assert counts(await paying.say("/caps ELK-5")) == [
        "Your clinic's cap for Cigna (secondary): 4 visits per calendar year: "
        "3 of 4 visits used, 1 left",
        "Your clinic's cap: 20 visits per calendar year: 3 of 20 visits used, 17 left",
    ]


async def test_who_pays_second_is_asked_where_nobody_is_named(paying: ClinicDesk) -> None:
    reply = await paying.say("/session payer ELK-5 secondary")
    assert reply.headline == "Who pays second for ELK-5?"
    assert button(reply, "Nobody pays second") == "/session payer ELK-5 none secondary"
    assert section(reply, "Authorizations") == []


@pytest.mark.parametrize(
    "typed",
    [
        "payer medicare for chronic low back pain secondary aetna",
        "payer medicare for chronic low back pain, secondary is aetna",
        "payer medicare for chronic low back pain and secondary payer aetna",
    ],
)
async def test_who_pays_second_is_told_when_the_alias_is_opened(pack: FactBook, typed: str) -> None:
    clinic = ClinicDesk(pack)
    reply = await clinic.say(f"/session new OAK-12 {typed}")
    assert "pays second: Aetna from the start." in words(reply)
    chart = await clinic.charts.find(1, "OAK-12")
    assert chart
    assert (chart.payer, chart.condition) == ("medicare", "chronic_low_back_pain")
    assert [period.payer for period in chart.secondary] == ["aetna"]


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ("payer medicare secondary", "Who pays second?"),
        ("payer medicare secondary medicare", "Medicare Part B is named as first and as second."),
        ("secondary aetna", "Who pays first?"),
        ("payer medicare secondary zork", "I know of no payer called “zork”"),
        ("payer medicare secondary bcbs", "Of which state or company is the plan?"),
        ("payer medicare secondary aetna for neck pain", "Of who pays second only the name"),
    ],
)
async def test_a_second_payer_that_is_unclear_opens_no_alias(
    pack: FactBook, typed: str, says: str
) -> None:
    clinic = ClinicDesk(pack)
    reply = await clinic.say(f"/session new OAK-12 {typed}")
    assert reply.headline.startswith(says)
    assert await clinic.charts.find(1, "OAK-12") is None


@pytest.mark.parametrize("start", ["/session new ELM-2 payer", "/session payer OAK-6"])
@pytest.mark.parametrize(
    "typed", ["medicare and medicaid", "tricare medicaid", "cigna and medicaid", "va with medicaid"]
)
async def test_a_program_beside_a_payer_is_a_second_payer_and_no_plan(
    pack: FactBook, start: str, typed: str
) -> None:
    desk = ClinicDesk(pack, "PT")
    await desk.say("/session new OAK-6")
    asked = await desk.say(f"{start} {typed}")
    assert asked.headline.endswith("and Medicaid. Who pays first?")
    assert await desk.charts.find(1, "ELM-2") is None
    chart = await desk.charts.find(1, "OAK-6")
    assert chart
    assert (chart.payer, chart.plan) == (None, "")


async def test_of_two_payers_each_may_be_the_first(pack: FactBook) -> None:
    desk = ClinicDesk(pack, "PT")
    asked = await desk.say("/session new ELM-2 payer humana and cigna for low back pain")
    await desk.say(button(asked, "Cigna first, Humana second"))
    chart = await desk.charts.find(1, "ELM-2")
    assert chart
    assert (chart.payer, chart.secondary_on(TODAY)) == ("cigna", "humana")
