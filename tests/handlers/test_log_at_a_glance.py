"""What the answer to a log says first: that it is logged, what forbids it, and by which limit."""

from __future__ import annotations

from datetime import timedelta

import pytest

from models.coverage.fact_book import FactBook
from tests.handlers.clinic_desk import ClinicDesk, button, first_line
from tests.handlers.front_desk import words


@pytest.fixture
async def clinic(pack: FactBook) -> ClinicDesk:
    """A clinic that has said no profession, with a patient of Medicare."""
    desk = ClinicDesk(pack)
    await desk.say("/session new OAK-12 payer medicare for chronic low back pain")
    return desk


async def test_that_it_is_logged_stands_first(clinic: ClinicDesk) -> None:
    typed = "/session log OAK-12 20560 on 11/20/2026"
    assert (await clinic.glance(typed)).headline == "OAK-12 · logged"


async def test_that_nothing_is_logged_stands_first(clinic: ClinicDesk) -> None:
    typed = "/session log OAK-12 no-show on 11/20/2026"
    assert (await clinic.glance(typed)).headline == "OAK-12 · nothing logged"


async def test_a_coming_day_offers_today_and_the_year_before(clinic: ClinicDesk) -> None:
    reply = await clinic.say("/session log OAK-12 20560 12/1")
    assert reply.headline.startswith("Tue Dec 1, 2026 is still to come")
    assert button(reply, "Log it for today") == "/session log OAK-12 20560 on 2026-11-23"
    await clinic.say(button(reply, "Log it for Dec 1, 2025"))
    chart = await clinic.charts.find(1, "OAK-12")
    assert chart
    assert [str(session.on) for session in chart.history.sessions] == ["2025-12-01"]


async def test_a_coming_day_of_a_far_year_offers_today_alone(clinic: ClinicDesk) -> None:
    reply = await clinic.say("/session log OAK-12 20560 on 12/1/2029")
    assert [choice.label for choice in reply.choices] == ["Log it for today"]


@pytest.mark.parametrize(
    ("codes", "paid", "denied"),
    [
        ("20560 20561", "20561", "20560"),
        ("20561, 20560", "20561", "20560"),
        ("20560 97810", "20560", "97810"),
        ("20560 20561 97810", "20561", "20560 or 97810"),
        ("20560 20561 97110", "20561", "20560"),
    ],
)
async def test_codes_that_are_never_billed_together_are_told_in_one_line(
    clinic: ClinicDesk, codes: str, paid: str, denied: str
) -> None:
    reply = await clinic.glance(f"/session log OAK-12 {codes}")
    assert reply.headline == "OAK-12 · logged"
    assert reply.cautions[0].text == (
        f"Not billed together: {paid} and {denied} on one day. "
        f"Medicare's edits of Jul 1, 2024 pay {paid} alone."
    )


@pytest.mark.parametrize("codes", ["20560", "20560 97110", "20560 20561 self-pay", "20560 20552"])
async def test_codes_that_may_be_billed_together_are_not_warned_of(
    clinic: ClinicDesk, codes: str
) -> None:
    await clinic.glance(f"/session log OAK-12 {codes}")
    assert clinic.answered
    reply = await clinic.glance(f"/session log OAK-12 {codes} on 11/20/2026")
    assert "Not billed together" not in words(reply)


async def test_codes_of_two_sessions_of_a_day_are_held_against_each_other(
    clinic: ClinicDesk,
) -> None:
    await clinic.say("/session log OAK-12 20560 on 11/20/2026")
    other = await clinic.glance("/session log OAK-12 20561 on 11/19/2026")
    assert "Not billed together" not in words(other)
    same = await clinic.glance("/session log OAK-12 20561 on 11/20/2026 again")
    assert "Not billed together: 20561 and 20560 on one day." in words(same)
    bare = await clinic.glance("/session log OAK-12 on 11/20/2026 again")
    assert "Not billed together" not in words(bare)


async def test_a_caution_comes_with_the_next_log_once_the_clinic_says_who_bills(
    clinic: ClinicDesk,
) -> None:
    before = await clinic.glance("/session log OAK-12 20560 on 11/18/2026")
    assert "does not pay" not in words(before)
    await clinic.say("/clinic profession PT", manager=True)
    told = await clinic.glance("/session log OAK-12 20560 on 11/19/2026")
    assert "Medicare Part B does not pay a physical therapist for needling" in words(told)
    again = await clinic.glance("/session log OAK-12 20560 on 11/20/2026")
    assert "does not pay" not in words(again)


async def test_another_limit_with_as_many_left_is_named(clinic: ClinicDesk) -> None:
    reply = await clinic.glance("/session log OAK-12 20560")
    assert "Also 11 left: 12 visits in 90 days." in words(reply)
    await clinic.say("/caps set OAK-12 12 visits per lifetime")
    named = await clinic.glance("/session show OAK-12")
    assert "2 other limits have as many left." in words(named)


async def test_a_cap_with_as_many_left_says_whose_it_is(pack: FactBook) -> None:
    clinic = ClinicDesk(pack)
    await clinic.say("/session new OAK-12 payer humana")
    await clinic.say("/session authorize OAK-12 6 visits from 11/1/2026 until 12/31/2026")
    reply = await clinic.say("/caps set OAK-12 6 visits per lifetime")
    assert "Also 6 left: 6 visits authorized" in words(reply)
    assert first_line(reply).startswith("0 of 6 visits used, 6 left. Your clinic's cap: 6 visits")


async def test_a_count_that_improvement_opened_says_so_beside_it(clinic: ClinicDesk) -> None:
    await clinic.say("/session log OAK-12 20560 on 11/20/2026")
    reply = await clinic.say("/session improving OAK-12")
    year = "Medicare Part B: At most 20 visits a year. Resets Nov 1, 2027."
    assert first_line(reply).startswith(f"1 of 20 visits used, 19 left. {year}")
    assert "12 visits in 90 days, and 8 more as the patient improves." in first_line(reply)


async def test_what_forbids_codes_is_told_of_each_of_a_whole_day(clinic: ClinicDesk) -> None:
    await clinic.say("/session new ELM-3 payer medicare for chronic low back pain")
    await clinic.say("/session new FIR-4 payer medicare for chronic low back pain")
    await clinic.say("/clinic profession PT", manager=True)
    reply = await clinic.glance("/session log OAK-12, ELM-3 20560 20561; FIR-4 20560")
    assert [line.text.partition(": ")[0] for line in reply.cautions] == [
        "OAK-12 and ELM-3",
        "OAK-12, ELM-3 and FIR-4",
        "OAK-12, ELM-3 and FIR-4",
    ]
    assert "Not billed together: 20561 and 20560 on one day." in reply.cautions[0].text
    assert "does not pay a physical therapist" in reply.cautions[1].text
    assert "Sources disagree on how this runs" in reply.cautions[2].text


async def test_that_needling_is_not_paid_is_told_where_needling_was_done(pack: FactBook) -> None:
    desk = ClinicDesk(pack)
    await desk.say("/session new BLUE-9 payer tricare")
    desk.now += timedelta(days=1)  # what was told on one day is no news
    refusal = "TRICARE does not pay for needling"
    for without in ("no-show on 11/21/2026", "97110", "20560 self-pay on 11/20/2026"):
        assert refusal not in words(await desk.say(f"/session log BLUE-9 {without}"))
    assert refusal in words(await desk.say("/session log BLUE-9 20560 on 11/19/2026"))
    assert refusal not in words(await desk.say("/session log BLUE-9 20560 on 11/18/2026"))


async def test_a_session_without_codes_may_be_needling(pack: FactBook) -> None:
    desk = ClinicDesk(pack)
    await desk.say("/session new BLUE-9 payer tricare")
    desk.now += timedelta(days=1)
    told = words(await desk.say("/session log BLUE-9"))
    assert "TRICARE does not pay for needling" in told
