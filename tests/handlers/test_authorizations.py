"""Authorizations as they live: extended, corrected, renewed, withdrawn, and the days between."""

from __future__ import annotations

from datetime import date

import pytest

from models.alerts.revision import causes_of
from models.coverage.fact_book import FactBook
from models.reply import Reply, Tone
from models.visits import counting
from tests.fakes import shipped
from tests.handlers.clinic_desk import ClinicDesk, button, days, first_line
from tests.handlers.front_desk import words

EXTENDED = "/session authorize FIR-3 12 visits from 2026-10-01 until 2026-12-31"


@pytest.fixture
async def clinic(pack: FactBook) -> ClinicDesk:
    """A clinic with two aliases, whose payer's limits nobody knows."""
    clinic = ClinicDesk(pack, "PT")
    for alias in ("FIR-3", "OAK-6"):
        await clinic.say(f"/session new {alias} payer humana")
    return clinic


@pytest.fixture
async def extending(clinic: ClinicDesk) -> ClinicDesk:
    """Six of twelve visits are used, and the authorization is near its end."""
    await clinic.say("/session authorize FIR-3 12 visits from 2026-10-01 until 2026-11-15")
    await clinic.log("FIR-3", *days(date(2026, 10, 5), 6, every=7))
    return clinic


def section(reply: Reply, title: str) -> list[str]:
    """The lines of a section; none where there is no such one."""
    return [line.text for part in reply.sections if part.title == title for line in part.lines]


async def warned(clinic: ClinicDesk, alias: str) -> list[str]:
    """What the clinic is to be warned of, by the limit and the threshold."""
    chart = await clinic.charts.find(1, alias)
    assert chart
    on = clinic.now.date()
    causes = causes_of(chart, counting.current(chart, shipped.pack(), on), on)
    return [f"{cause.standing.limit.id} {cause.threshold}" for cause in causes]


async def serials(clinic: ClinicDesk, alias: str) -> tuple[list[int], list[tuple[int, int]]]:
    """The numbers that count, and those that do not with the number of what replaced them."""
    chart = await clinic.charts.find(1, alias)
    assert chart
    gone = [(r.authorization.serial, r.replaced_by) for r in chart.retired_authorizations]
    return [a.serial for a in chart.history.authorizations], gone


async def test_dates_that_overlap_are_asked_about_and_nothing_is_saved(
    extending: ClinicDesk,
) -> None:
    reply = await extending.say(EXTENDED)
    assert not extending.answered
    assert reply.headline == "Is that instead of number 1, or as well?"
    assert "Number 1: 12 visits authorized, Oct 1, 2026 to Nov 15, 2026." in words(reply)
    assert {choice.label: choice.command for choice in reply.choices} == {
        "Instead of 1": f"{EXTENDED} instead of 1",
        "As well: additional": f"{EXTENDED} as well",
    }
    assert await serials(extending, "FIR-3") == ([1], [])


async def test_an_extension_goes_on_with_the_visits_that_were_used(extending: ClinicDesk) -> None:
    asked = await extending.say(EXTENDED)
    reply = await extending.say(button(asked, "Instead of 1"))
    assert first_line(reply) == (
        "6 of 12 visits used, 6 left. Authorization number 2: "
        "12 visits authorized, Oct 1, 2026 to Dec 31, 2026."
    )
    assert "noted as number 2, instead of number 1." in words(reply)
    twelfth = await extending.log("FIR-3", *days(date(2026, 11, 10), 6))
    assert first_line(twelfth).startswith("12 of 12 visits used, none left.")
    assert await warned(extending, "FIR-3") == ["authorization/12/2026-10-01/2026-12-31 left/0"]
    thirteenth = await extending.log("FIR-3", date(2026, 11, 20))
    assert thirteenth.count and thirteenth.count.tone is Tone.BAD
    assert first_line(thirteenth).startswith("13 of 12 visits used, over by 1.")


async def test_a_number_typed_wrong_is_put_right(clinic: ClinicDesk) -> None:
    await clinic.say("/session authorize FIR-3 18 visits from 2026-11-01 until 2026-12-31")
    await clinic.log("FIR-3", date(2026, 11, 3))
    right = "/session authorize FIR-3 8 visits from 2026-11-01 until 2026-12-31"
    assert (await clinic.say(right)).headline == "Is that instead of number 1, or as well?"
    reply = await clinic.say(f"{right} replaces 1")
    assert first_line(reply).startswith("1 of 8 visits used, 7 left.")


async def test_the_same_visits_and_dates_are_noted_once_unless_they_come_as_well(
    clinic: ClinicDesk,
) -> None:
    await clinic.say(EXTENDED)
    reply = await clinic.say(EXTENDED)
    assert "was noted already, as number 1." in words(reply)
    more = button(reply, "It is another: as well")
    for _ in range(2):  # a button that is clicked twice grants once
        await clinic.say(more)
        assert await serials(clinic, "FIR-3") == ([1, 2], [])
    assert "noted already, as number 2." in words(await clinic.say(f"{EXTENDED} additional"))
    assert await serials(clinic, "FIR-3") == ([1, 2], [])


async def test_a_button_that_is_clicked_twice_replaces_once(extending: ClinicDesk) -> None:
    instead = button(await extending.say(EXTENDED), "Instead of 1")
    await extending.say(instead)
    assert "was noted already, as number 2." in words(await extending.say(instead))
    assert await serials(extending, "FIR-3") == ([2], [(1, 2)])


@pytest.mark.parametrize(
    "typed",
    [
        "12 visits from 2026-10-01 until 2026-12-31 instead of 1",
        "instead of 1: 12 visits from 2026-10-01 until 2026-12-31",
        "12 replaces 1 from 2026-10-01 until 2026-12-31",
        "12 visits from 2026-10-01 instead of number 1 until 2026-12-31",
    ],
)
async def test_how_it_joins_the_others_is_read_in_any_order(
    extending: ClinicDesk, typed: str
) -> None:
    await extending.say(f"/session authorize FIR-3 {typed}")
    assert extending.answered
    assert await serials(extending, "FIR-3") == ([2], [(1, 2)])


@pytest.mark.parametrize("words_of_it", ["as well", "additional", "in addition to 1", "also"])
async def test_more_visits_come_on_top(extending: ClinicDesk, words_of_it: str) -> None:
    await extending.say(f"{EXTENDED} {words_of_it}")
    assert await serials(extending, "FIR-3") == ([1, 2], [])


async def test_one_that_was_replaced_names_its_successor(extending: ClinicDesk) -> None:
    await extending.say(f"{EXTENDED} instead of 1")
    more = "/session authorize FIR-3 20 visits from 2026-10-01 until 2026-12-31"
    reply = await extending.say(f"{more} instead of 1")
    assert reply.headline == "Number 1 was replaced by number 2."
    assert button(reply, "Instead of 2") == f"{more} instead of 2"
    assert await serials(extending, "FIR-3") == ([2], [(1, 2)])


@pytest.mark.parametrize(
    ("said", "headline"),
    [
        ("instead of 7", "FIR-3 has no authorization number 7."),
        ("instead", "Instead of which authorization?"),
        ("instead of 1 as well", "Is that instead of another authorization, or as well?"),
    ],
)
async def test_what_it_stands_instead_of_must_be_there(
    extending: ClinicDesk, said: str, headline: str
) -> None:
    reply = await extending.say(f"{EXTENDED} {said}")
    assert reply.headline == headline
    assert await serials(extending, "FIR-3") == ([1], [])


async def test_an_extension_with_the_new_days_alone_does_not_forget_the_visits_used(
    extending: ClinicDesk,
) -> None:
    later = "/session authorize FIR-3 12 visits from 2026-11-16 until 2026-12-31 instead of 1"
    reply = await extending.say(later)
    assert reply.headline == (
        "6 visits before Nov 16, 2026 would count no more. Does it begin there?"
    )
    assert await serials(extending, "FIR-3") == ([1], [])
    kept = await extending.say(button(reply, "It begins Oct 1, 2026"))
    assert first_line(kept).startswith("6 of 12 visits used, 6 left.")


async def test_a_first_day_that_was_wrong_leaves_the_visits_before_it_uncovered(
    extending: ClinicDesk,
) -> None:
    later = "/session authorize FIR-3 12 visits from 2026-11-09 until 2026-12-31 instead of 1"
    reply = await extending.say(button(await extending.say(later), "It begins Nov 9, 2026"))
    assert first_line(reply).startswith("1 of 12 visits used, 11 left.")
    told = section(await extending.say("/caps FIR-3"), "Covered by no authorization")
    assert told == [
        "5 visits: Oct 5, 2026, Oct 12, 2026, Oct 19, 2026, Oct 26, 2026 and Nov 2, 2026."
    ]


async def test_an_authorization_entered_by_mistake_is_withdrawn(clinic: ClinicDesk) -> None:
    await clinic.say("/session authorize FIR-3 21 visits from 2026-11-01 until 2026-12-31")
    reply = await clinic.say("/session withdraw FIR-3 1")
    assert first_line(reply) == "0 sessions logged; no limit is known."
    assert "21 visits authorized, Nov 1, 2026 to Dec 31, 2026: withdrawn." in words(reply)
    assert "was withdrawn already." in words(await clinic.say("/session withdraw FIR-3 1"))
    assert await serials(clinic, "FIR-3") == ([], [(1, 0)])
    await clinic.say("/session authorize FIR-3 21 visits from 2026-11-01 until 2026-12-31")
    assert await serials(clinic, "FIR-3") == ([2], [(1, 0)])


async def test_withdrawing_a_successor_brings_back_what_it_replaced(extending: ClinicDesk) -> None:
    await extending.say(f"{EXTENDED} instead of 1")
    refused = await extending.say("/session withdraw FIR-3 1")
    assert refused.headline == "Number 1 was replaced by number 2."
    reply = await extending.say(button(refused, "Withdraw number 2"))
    assert "Oct 1, 2026 to Nov 15, 2026: counts again." in words(reply)
    assert await serials(extending, "FIR-3") == ([1], [(2, 0)])
    assert first_line(reply).startswith("6 of 12 visits used; 6 lapsed on Nov 15, 2026.")


@pytest.mark.parametrize(
    ("typed", "headline"),
    [
        ("", "Which authorization is to be withdrawn?"),
        ("7", "FIR-3 has no authorization number 7."),
        ("1 and 2", "Withdraw one at a time."),
        ("1 banana", "I did not understand “banana”, so nothing was withdrawn for FIR-3."),
        ("not 1", "I did not understand “not”, so nothing was withdrawn for FIR-3."),
    ],
)
async def test_one_authorization_is_withdrawn_by_its_number(
    extending: ClinicDesk, typed: str, headline: str
) -> None:
    reply = await extending.say(f"/session withdraw FIR-3 {typed}")
    assert reply.headline == headline
    assert await serials(extending, "FIR-3") == ([1], [])


async def test_numbers_stand_in_the_list_with_those_that_count_no_more(
    extending: ClinicDesk,
) -> None:
    await extending.say(f"{EXTENDED} instead of 1")
    await extending.say("/session authorize FIR-3 4 visits from 2027-01-01 until 2027-02-01")
    await extending.say("/session withdraw FIR-3 3")
    assert section(await extending.say("/session show FIR-3"), "Authorizations") == [
        "Number 1: 12 visits authorized, Oct 1, 2026 to Nov 15, 2026. Replaced by number 2.",
        "Number 2: 12 visits authorized, Oct 1, 2026 to Dec 31, 2026.",
        "Number 3: 4 visits authorized, Jan 1, 2027 to Feb 1, 2027. Taken back.",
    ]
