"""Authorizations as letters and desks shorten them, and so many more of what is held."""

from __future__ import annotations

from datetime import date

import pytest

from models.coverage.fact_book import FactBook
from tests.handlers.clinic_desk import ClinicDesk, button
from tests.handlers.front_desk import words

OF_CODES = "/session authorize ELM-4 3 visits of 97110 97140 from 2026-11-01 until 2027-01-15"


@pytest.fixture
async def clinic(pack: FactBook) -> ClinicDesk:
    """A clinic with one alias, whose payer's limits nobody knows."""
    desk = ClinicDesk(pack, "PT")
    await desk.say("/session new ELM-4 payer humana")
    return desk


async def held(clinic: ClinicDesk) -> list[tuple[int, str, str, tuple[str, ...]]]:
    """What is authorized: visits, first and last day, codes."""
    chart = await clinic.charts.find(1, "ELM-4")
    assert chart
    return [
        (a.number, str(a.period.first), str(a.period.last), a.pool.codes)
        for a in chart.history.authorizations
    ]


@pytest.mark.parametrize(
    "typed",
    [
        "12 visits eff 11/1 exp 1/31/27",
        "12 visits effective 11/1/26 expires 1/31/27",
        "12 visits eff. date: 11/1 exp. date: 1/31",
        "exp 1/31/27 eff 11/1 12 visits",
        "12v 11/1/26 thru 1/31/27",
        "12 vs 11/1/26-1/31/27",
        "12 vis starts 11/1 ends 1/31",
        "12 visits from 11/1 for 92 days until 1/31/27",
    ],
)
async def test_a_letters_short_words_are_read(clinic: ClinicDesk, typed: str) -> None:
    await clinic.say(f"/session authorize ELM-4 {typed}")
    assert await held(clinic) == [(12, "2026-11-01", "2027-01-31", ())]


@pytest.mark.parametrize(
    ("typed", "question", "offered"),
    [
        ("12 visits from 11/2 for 8 weeks", "Until when", "12 visits until Dec 27, 2026: 8 weeks"),
        ("12 visits from 11/2 x 2 months", "Until when", "12 visits until Jan 1, 2027: 2 months"),
        ("2x/week for 6 weeks from 11/2", "How many", "12 visits until Dec 13, 2026: 6 weeks"),
        ("twice a week x 6 wks from 11/2", "How many", "12 visits until Dec 13, 2026: 6 weeks"),
        ("3 times per week for 4 weeks", "How many", "12 visits until Dec 20, 2026: 4 weeks"),
        ("2 days a week for 6 weeks", "How many", "12 visits until Jan 3, 2027: 6 weeks"),
        ("1 visit from 11/2 for 8 weeks", "Until when", "1 visit until Dec 27, 2026: 8 weeks"),
    ],
)
async def test_what_follows_from_a_pace_or_a_length_is_offered_and_not_saved(
    clinic: ClinicDesk, typed: str, question: str, offered: str
) -> None:
    reply = await clinic.say(f"/session authorize ELM-4 {typed}")
    assert reply.headline.startswith(question)
    assert not await held(clinic)
    await clinic.say(button(reply, offered))
    assert [number for number, *_ in await held(clinic)] == [int(offered.split(maxsplit=1)[0])]


@pytest.mark.parametrize(
    ("typed", "offered"),
    [
        ("2 to 3x/week for 6 weeks", ["12 visits", "18 visits"]),
        ("2-3x/week for 6 weeks", ["12 visits", "18 visits"]),
        ("1 visit every 2 weeks for 12 weeks", []),
        ("once every 2 weeks for 12 weeks", []),
        ("1 every other week for 12 weeks", []),
    ],
)
async def test_no_number_is_offered_that_a_pace_does_not_make(
    clinic: ClinicDesk, typed: str, offered: list[str]
) -> None:
    reply = await clinic.say(f"/session authorize ELM-4 {typed}")
    labels = [choice.label for choice in reply.choices if "until" in choice.label.casefold()]
    assert [label.partition(" until")[0] for label in labels] == offered
    assert not await held(clinic)


@pytest.mark.parametrize(
    ("typed", "behind"),
    [
        ("12 visits from 11/2 for 8 weeks for neck", "12 visits for neck from"),
        ("2x/week for 6 weeks for neck", "12 visits for neck from"),
        ("12 units from 11/2 for 8 weeks of 97110", "12 units of 97110 from"),
        ("12 visits for 8 weeks of 97110 and other things", None),
        ("12 visits for 8 weeks for neck and knee", None),
        ("3 more visits for neck", None),
    ],
)
async def test_an_offer_drops_nothing_of_what_it_is_for(
    clinic: ClinicDesk, typed: str, behind: str | None
) -> None:
    await clinic.say("/session authorize ELM-4 9 visits from 10/1 until 12/1")
    reply = await clinic.say(f"/session authorize ELM-4 {typed}")
    offers = [c.command for c in reply.choices if c.command.startswith("/session authorize")]
    assert [f"/session authorize ELM-4 {behind}" in offer for offer in offers] == (
        [True] if behind else []
    )


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("of 97110 until 12/31", "of 97110 from 2026-11-23 until 2026-12-31"),
        ("until 12/31 for PT only", "for PT only from 2026-11-23 until 2026-12-31"),
        ("until 12/31 secondary", "from 2026-11-23 until 2026-12-31 secondary"),
    ],
)
async def test_all_that_was_asked_for_is_granted_for_what_was_typed(
    clinic: ClinicDesk, typed: str, said: str
) -> None:
    await clinic.say("/session request ELM-4 10 visits sent 11/20/26")
    reply = await clinic.say(f"/session granted ELM-4 {typed}")
    assert button(reply, "All 10") == f"/session granted ELM-4 request 1 10 visits {said}"


async def test_a_length_of_nothing_is_not_dropped(clinic: ClinicDesk) -> None:
    await clinic.say("/session authorize ELM-4 12 visits from 11/2 until 12/31 for 0 weeks")
    assert not await held(clinic)


async def test_a_length_that_contradicts_the_last_day_is_not_dropped(clinic: ClinicDesk) -> None:
    await clinic.say("/session authorize ELM-4 12 visits from 11/2 for 8 weeks until 2/28/27")
    assert not await held(clinic)


async def test_how_often_a_week_is_told_as_not_kept(clinic: ClinicDesk) -> None:
    reply = await clinic.say("/session authorize ELM-4 12 visits 2x/week from 11/2 until 12/31")
    assert "How often a week is not kept." in words(reply)
    assert len(await held(clinic)) == 1


@pytest.mark.parametrize("typed", ["3 more visits", "another 3 visits", "3 extra visits"])
async def test_so_many_more_are_added_or_beside_and_keep_the_codes(
    clinic: ClinicDesk, typed: str
) -> None:
    await clinic.say(OF_CODES)
    reply = await clinic.say(f"/session authorize ELM-4 {typed} until 1/15/27")
    assert reply.headline == "3 more visits until Jan 15, 2027: added, or by themselves?"
    assert [choice.label for choice in reply.choices] == [
        "6 in all, 3 more",
        "By themselves, for 97110 and 97140",
        "By themselves, for all codes",
    ]
    await clinic.say(button(reply, "6 in all, 3 more"))
    codes = ("97110", "97140")
    assert await held(clinic) == [(6, "2026-11-01", "2027-01-15", codes)]


async def test_more_without_a_last_day_keeps_the_codes_of_what_is_held(clinic: ClinicDesk) -> None:
    await clinic.say(OF_CODES)
    reply = await clinic.say("/session authorize ELM-4 3 more visits")
    label = "Until Jan 15, 2027, when number 1 ends, for 97110 and 97140"
    await clinic.say(button(reply, label))
    assert [(number, codes) for number, _, _, codes in await held(clinic)] == [
        (3, ("97110", "97140")),
        (3, ("97110", "97140")),
    ]


@pytest.mark.parametrize(
    ("of", "told"),
    [
        ("for neck", "for all codes for the neck"),
        ("of 97110 for neck", "for 97110 for the neck"),
        ("without evaluations", "for all codes, without evaluations"),
        ("for OT only", "for all codes (OT only)"),
    ],
)
async def test_more_are_for_what_the_others_are_for_and_the_buttons_say_so(
    clinic: ClinicDesk, of: str, told: str
) -> None:
    await clinic.say(f"/session authorize ELM-4 12 visits {of} until 12/31")
    apart = await clinic.say("/session authorize ELM-4 3 more visits until 12/31")
    assert [choice.label for choice in apart.choices][1:] == [
        f"By themselves, {told}",
        "By themselves, for all codes",
    ]
    reply = await clinic.say("/session authorize ELM-4 3 more visits")
    await clinic.say(button(reply, f"Until Dec 31, 2026, when number 1 ends, {told}"))
    chart = await clinic.charts.find(1, "ELM-4")
    assert chart
    assert len({a.pool for a in chart.history.authorizations}) == 1
    assert [a.number for a in chart.history.authorizations] == [12, 3]


async def test_additional_may_be_shortened(clinic: ClinicDesk) -> None:
    await clinic.say(OF_CODES)
    await clinic.say("/session authorize ELM-4 20 addtl visits until 1/15/27")
    assert sorted(number for number, *_ in await held(clinic)) == [3, 20]
    assert clinic.now.date() == date(2026, 11, 23)
