"""Undo takes back what somebody did last, whatever it was, and nothing else."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from models.clinic.clinic import Role
from models.coverage.fact_book import FactBook
from models.reply import Reply
from models.visits.cap import Cap
from models.visits.chart import Chart
from tests.handlers.clinic_desk import NOON, ClinicDesk, button, first_line
from tests.handlers.front_desk import words


@pytest.fixture
async def clinic(pack: FactBook) -> ClinicDesk:
    """A clinic with two managers, and two aliases: ELM-3 with a session, FIR-3 with nothing."""
    desk = ClinicDesk(pack, "PT")
    for who in ("kim", "lee"):
        await desk.records.set_role(1, who, Role.MANAGER, actor="system", at=NOON)
    await desk.say("/session new ELM-3 payer medicare", by="kim", manager=True)
    await desk.say("/session new FIR-3 payer medicare", by="kim", manager=True)
    await desk.say("/session log ELM-3 20560 on 11/20/26", by="kim", manager=True)
    return desk


async def kim(clinic: ClinicDesk, typed: str) -> Reply:
    """What the manager is told."""
    return await clinic.say(typed, by="kim", manager=True)


async def chart_of(clinic: ClinicDesk, alias: str) -> Chart:
    """The chart as it stands."""
    chart = await clinic.charts.find(1, alias)
    assert chart
    return chart


async def caps_of(clinic: ClinicDesk) -> list[tuple[str, int]]:
    """The clinic's own caps, by subject and number."""
    caps: tuple[Cap, ...] = await clinic.charts.caps(1)
    return [(cap.subject, cap.number) for cap in caps]


AUTHORIZED = "/session authorize FIR-3 21 visits from 2026-11-01 until 2026-12-31"


async def test_undo_after_an_authorization_takes_it_back_and_touches_no_other_patient(
    clinic: ClinicDesk,
) -> None:
    await kim(clinic, AUTHORIZED)
    reply = await kim(clinic, "/session undo")
    assert "Taken back: authorization 1 of FIR-3, 21 visits, Nov 1 – Dec 31, 2026." in words(reply)
    assert (await chart_of(clinic, "FIR-3")).history.authorizations == ()
    assert await clinic.numbers("ELM-3") == [1]
    assert "21" not in first_line(reply)


@pytest.mark.parametrize(
    ("before", "does", "says"),
    [
        ("", AUTHORIZED, "authorization 1 of FIR-3, 21 visits, Nov 1 – Dec 31, 2026"),
        (
            AUTHORIZED,
            AUTHORIZED.replace("21", "9") + " as well",
            "authorization 2 of FIR-3, 9 visits",
        ),
        (
            AUTHORIZED,
            AUTHORIZED.replace("21", "9") + " instead of 1",
            "authorization 2 of FIR-3, 9 visits, Nov 1 – Dec 31, 2026",
        ),
        (AUTHORIZED, "/session withdraw FIR-3 1", "withdrawal of authorization 1 of FIR-3"),
        (
            AUTHORIZED.replace("2026-11-01", "2026-10-01"),
            "/session withdraw FIR-3 1",
            "withdrawal of authorization 1 of FIR-3",
        ),
        (
            "",
            "/session authorize FIR-3 9 visits from 2026-12-01 until 2027-01-31",
            "authorization 1 of FIR-3, 9 visits, Dec 1, 2026 – Jan 31, 2027",
        ),
        (
            "",
            "/session balance FIR-3 5 as of 11/1/2026 from portal",
            "balance 5 of FIR-3, as of Nov 1, 2026, from the payer's portal",
        ),
        (
            "/session balance FIR-3 5 as of 11/1/2026 from portal",
            "/session balance FIR-3 6 as of 11/1/2026 from portal",
            "balance 6 of FIR-3",
        ),
        ("", "/session improving FIR-3", "improving of FIR-3, Nov 23, 2026"),
        ("", "/session payer FIR-3 cigna", "payer Cigna of FIR-3"),
        ("", "/session payer FIR-3 none", "payer none of FIR-3"),
        (
            AUTHORIZED,
            "/session payer FIR-3 cigna from 11/10/2026",
            "payer Cigna from Nov 10, 2026 of FIR-3",
        ),
        (
            "/session payer FIR-3 cigna from 11/10/2026",
            "/session payer FIR-3 aetna from 11/15/2026",
            "payer Aetna from Nov 15, 2026 of FIR-3",
        ),
        ("", "/session year FIR-3 July 1", "benefit year of FIR-3"),
        (
            "/session payer FIR-3 plan ppo",
            "/session payer FIR-3 cigna for chronic low back pain",
            "payer Cigna and condition chronic low back pain of FIR-3",
        ),
        ("", "/session payer FIR-3 plan ppo", "plan PPO of FIR-3"),
        ("", "/session close FIR-3", "closing of FIR-3"),
        ("/session close FIR-3 on 11/20/26", "/session reopen FIR-3", "reopening of FIR-3"),
        ("", "/session log FIR-3 20561", "session 1 of FIR-3, Mon Nov 23, 2026"),
        (
            "/session log FIR-3 20561",
            "/session void FIR-3 1 because wrong day",
            "voiding of session 1 of FIR-3, because wrong day",
        ),
        (
            "",
            "/caps set FIR-3 9 visits per calendar year",
            "cap 9 of FIR-3, 9 visits per calendar year",
        ),
        (
            "/caps set FIR-3 9 visits per calendar year",
            "/caps set FIR-3 8 visits per calendar year",
            "cap 8 of FIR-3, 8 visits per calendar year",
        ),
        (
            "/caps set FIR-3 9 visits per calendar year",
            "/caps set FIR-3 none",
            "taking back cap 9 of FIR-3",
        ),
        ("", "/caps set medicare 9 visits per calendar year", "cap 9 of Medicare Part B"),
        (
            "/caps set cigna 9 visits per calendar year",
            "/caps set cigna none",
            "taking back cap 9 of Cigna",
        ),
        (
            "",
            "/caps reading medicare from first visit",
            "setting of how disputed limits are counted",
        ),
        ("", "/clinic patience 2 hours", "setting of patience"),
        ("", "/clinic warn at 5, 2 left", "setting of warnings"),
        ("", "/clinic warn medicare at 5 left", "setting of warnings for Medicare Part B"),
        ("", "/clinic zone Pacific", "setting of time zone"),
        ("", "/clinic quiet 8 pm to 6:15 am", "setting of quiet hours"),
        ("", "/clinic holidays add 12/24/2026", "setting of Dec 24, 2026"),
        ("", "/clinic holidays federal off", "setting of holidays"),
        ("", "/clinic state TX", "setting of state"),
        ("/clinic profession PT", "/clinic profession DC", "setting of profession"),
        ("", "/clinic aliases KN-000", "setting of patterns of aliases"),
    ],
)
async def test_undo_names_what_was_done_last_and_all_is_as_it_was(
    clinic: ClinicDesk, before: str, does: str, says: str
) -> None:
    if before:
        await kim(clinic, before)
    was = await kept(clinic)
    await kim(clinic, does)
    assert clinic.answered
    assert await kept(clinic) != was
    reply = await kim(clinic, "/session undo")
    if does.startswith("/clinic") or "FIR-3" not in does:
        reply = await agreed(clinic, reply, says)
    assert clinic.answered, reply
    assert reply.headline.startswith(f"Taken back: {says}")
    assert await kept(clinic, "FIR-3") == was


async def agreed(clinic: ClinicDesk, asks: Reply, says: str) -> Reply:
    """What is of the whole clinic is named first, and taken back by its button."""
    assert not clinic.answered
    assert asks.headline.startswith(f"Undo {says}")
    assert "so nothing was undone yet." in words(asks)
    (back,) = [c for c in asks.choices if c.label.startswith("Take back ")]
    return await kim(clinic, back.command)


async def kept(clinic: ClinicDesk, alias: str = "FIR-3") -> tuple[object, ...]:
    """What a clinic keeps of an alias, and its settings."""
    chart = await chart_of(clinic, alias)
    history = chart.history
    standing = tuple(s for s in history.sessions if not s.voided)
    return (
        (standing, history.authorizations, history.balances, history.improving, history.episodes),
        (chart.payer_periods, chart.condition, chart.plan, chart.benefit_year, chart.closed),
        await caps_of(clinic),
        clinic.clinic,
    )


async def test_an_alias_opened_by_mistake_is_gone_and_may_be_opened_again(
    clinic: ClinicDesk,
) -> None:
    await kim(clinic, "/session new OAK-12 payer cigna plan ppo")
    reply = await kim(clinic, "/session undo")
    assert reply.headline == "Taken back: opening of OAK-12."
    assert await clinic.charts.aliases(1) == ("ELM-3", "FIR-3")
    await kim(clinic, button(reply, "Open it after all"))
    assert "OAK-12" in await clinic.charts.aliases(1)


async def test_an_alias_in_which_something_is_stays(clinic: ClinicDesk) -> None:
    await kim(clinic, "/session new OAK-12")
    await clinic.say("/session log OAK-12 20560", by="bea")
    reply = await kim(clinic, "/session undo")
    assert not clinic.answered
    assert "OAK-12 holds more by now" in reply.headline
    assert "/session close OAK-12" in words(reply)
    assert await clinic.numbers("OAK-12") == [1]


async def test_an_alias_whose_payer_was_set_since_stays(clinic: ClinicDesk) -> None:
    await kim(clinic, "/session new OAK-12")
    await clinic.say("/session payer OAK-12 cigna", by="bea")
    await kim(clinic, "/session undo")
    assert "OAK-12" in await clinic.charts.aliases(1)


async def test_what_a_colleague_changed_since_is_asked_for_by_name(clinic: ClinicDesk) -> None:
    await kim(clinic, "/session payer FIR-3 cigna")
    await clinic.say("/session payer FIR-3 aetna", by="bea")
    reply = await kim(clinic, "/session undo")
    assert not clinic.answered
    assert reply.headline == "Undo payer Cigna of FIR-3?"
    assert "the payer is Aetna by now" in words(reply)
    assert (await chart_of(clinic, "FIR-3")).payer == "aetna"
    await kim(clinic, button(reply, "Take back payer Cigna of FIR-3"))
    assert (await chart_of(clinic, "FIR-3")).payer == "medicare"


async def test_a_chart_that_a_colleague_closed_since_is_asked_for(clinic: ClinicDesk) -> None:
    await kim(clinic, AUTHORIZED)
    await clinic.say("/session close FIR-3", by="bea")
    reply = await kim(clinic, "/session undo")
    assert "FIR-3 was closed since." in words(reply)
    assert (await chart_of(clinic, "FIR-3")).history.authorizations


async def test_a_voided_session_of_a_day_that_has_another_by_now_is_asked_for(
    clinic: ClinicDesk,
) -> None:
    await kim(clinic, "/session void ELM-3 1 because wrong code")
    await clinic.say("/session log ELM-3 20561 on 11/20/26", by="bea")
    reply = await kim(clinic, "/session undo")
    assert not clinic.answered
    await kim(clinic, button(reply, "Take back voiding of session 1 of ELM-3"))
    assert await clinic.numbers("ELM-3") == [1, 2]


async def test_beside_a_session_that_was_there_before_a_voiding_is_taken_back(
    clinic: ClinicDesk,
) -> None:
    await clinic.say("/session log ELM-3 20561 on 11/20/26 again", by="bea")
    clinic.now += timedelta(minutes=1)
    await kim(clinic, "/session void ELM-3 1 because wrong code")
    done = await kim(clinic, "/session undo")
    assert done.headline.startswith("Taken back: voiding of session 1 of ELM-3")
    assert await clinic.numbers("ELM-3") == [1, 2]


async def test_a_second_undo_asks_and_names_what_it_would_take_back(clinic: ClinicDesk) -> None:
    await kim(clinic, AUTHORIZED)
    await kim(clinic, "/session undo")
    reply = await kim(clinic, "/session undo")
    assert not clinic.answered
    assert reply.headline == "Undo session 1 of ELM-3, Fri Nov 20, 2026?"
    assert await clinic.numbers("ELM-3") == [1]
    await kim(clinic, button(reply, "Take back session 1 of ELM-3"))
    assert await clinic.numbers("ELM-3") == []


async def test_a_button_pressed_twice_takes_back_nothing_more(clinic: ClinicDesk) -> None:
    await kim(clinic, AUTHORIZED)
    clinic.later(hours=2)
    asked = button(await kim(clinic, "/session undo"), "Take back authorization 1 of FIR-3")
    await kim(clinic, asked)
    await kim(clinic, asked)
    assert not clinic.answered
    assert await clinic.numbers("ELM-3") == [1]


async def test_what_lies_an_hour_back_is_asked_for(clinic: ClinicDesk) -> None:
    await kim(clinic, AUTHORIZED)
    clinic.later(minutes=61)
    reply = await kim(clinic, "/session undo")
    assert reply.headline.startswith("Undo authorization 1 of FIR-3, 21 visits")
    assert (await chart_of(clinic, "FIR-3")).history.authorizations


async def test_whoever_asks_for_the_session_is_not_given_the_authorization(
    clinic: ClinicDesk,
) -> None:
    await kim(clinic, AUTHORIZED)
    reply = await kim(clinic, "/session undo my last session")
    assert not clinic.answered
    assert reply.headline.startswith("Undo authorization 1 of FIR-3")


@pytest.mark.parametrize(
    ("does", "says"),
    [
        ("/session rename FIR-3 OAK-12", "rename an alias, which undo does not reach"),
        ("/clinic forget FIR-3 yes", "which nothing brings back"),
        ("/clinic managers add @cy", "change the managers, which undo does not reach"),
        ("/wrong state NC part rule source none", "call an answer wrong, which undo does not"),
    ],
)
async def test_what_undo_does_not_reach_is_said_and_nothing_else_is_undone(
    clinic: ClinicDesk, does: str, says: str
) -> None:
    await kim(clinic, does)
    assert clinic.answered
    reply = await kim(clinic, "/session undo")
    assert not clinic.answered
    assert says in reply.headline
    before, _, _ = words(reply).partition("Nothing was undone.")
    assert before.endswith((". ", "\n")), "a sentence of its own"
    assert await clinic.numbers("ELM-3") == [1]


async def test_settings_are_taken_back_by_managers_alone(clinic: ClinicDesk) -> None:
    await kim(clinic, "/clinic patience 2 hours")
    was = clinic.clinic
    await clinic.say("/session undo", by="kim")
    assert not clinic.answered
    assert clinic.clinic == was


async def test_a_setting_that_was_changed_since_is_asked_for(clinic: ClinicDesk) -> None:
    await kim(clinic, "/clinic patience 2 hours")
    await clinic.say("/clinic patience 3 hours", by="lee", manager=True)
    was = clinic.clinic
    reply = await kim(clinic, "/session undo")
    assert not clinic.answered
    assert reply.headline == "Undo setting of patience?"
    assert clinic.clinic == was


async def test_the_audit_says_what_was_undone(clinic: ClinicDesk) -> None:
    await kim(clinic, AUTHORIZED)
    await kim(clinic, "/session undo")
    told = words(await kim(clinic, "/clinic audit FIR-3"))
    assert "FIR-3: authorization number 1 withdrawn (undo)" in told


async def test_a_session_that_is_logged_again_after_undo_gets_a_place_of_its_day(
    clinic: ClinicDesk,
) -> None:
    await kim(clinic, "/session void ELM-3 1 because wrong day")
    await kim(clinic, "/session undo")
    await kim(clinic, "/session log ELM-3 20561 on 11/20/26 again 1")
    assert await clinic.numbers("ELM-3") == [1]
    chart = await chart_of(clinic, "ELM-3")
    assert chart.history.sessions[0].on == date(2026, 11, 20)
    assert chart.next_ordinal(date(2026, 11, 20)) == 2


@pytest.mark.parametrize(
    ("before", "told"),
    [
        ("/caps set ELM-3 9 visits per calendar year", "It counts again."),
        ("/session show ELM-3", "It stands again, and no limit counts it."),
    ],
)
async def test_a_session_counts_again_only_where_some_limit_counts_it(
    clinic: ClinicDesk, before: str, told: str
) -> None:
    await kim(clinic, before)
    await kim(clinic, "/session log ELM-3 20560 self pay on 11/19/26")
    await kim(clinic, "/session void ELM-3 2 because duplicate")
    assert told in words(await kim(clinic, "/session undo"))


async def test_bookings_of_which_another_took_some_away_are_asked_about(
    clinic: ClinicDesk,
) -> None:
    await kim(clinic, "/caps book ELM-3 12/1 12/3")
    await clinic.say("/caps unbook ELM-3 12/1", by="lee", manager=True)
    reply = await kim(clinic, "/session undo")
    assert "It was changed since." in words(reply)
    assert (await chart_of(clinic, "ELM-3")).booked == (date(2026, 12, 3),)


@pytest.mark.parametrize(
    "in_vain",
    [
        "/session log FIR-3 20560 by dr smith",
        "/session balance FIR-3 22 of 30 used as of 11/20 portal",
        "/session payer FIR-3 humana from 11/1 nonsense",
        "/caps book FIR-3 nonsense",
        AUTHORIZED,
    ],
)
async def test_undo_after_what_saved_nothing_asks_before_it_takes_back_what_is_older(
    clinic: ClinicDesk, in_vain: str
) -> None:
    await kim(clinic, AUTHORIZED)
    clinic.later(minutes=2)
    await kim(clinic, in_vain)
    clinic.later(minutes=1)
    asked = await kim(clinic, "/session undo")
    assert asked.headline.startswith("Undo authorization 1 of FIR-3")
    assert "What you typed last saved nothing" in words(asked)
    assert (await chart_of(clinic, "FIR-3")).history.authorizations
    assert "Taken back" in words(await kim(clinic, asked.choices[0].command))


async def test_what_was_refused_is_known_to_every_process(clinic: ClinicDesk) -> None:
    await kim(clinic, AUTHORIZED)
    clinic.later(minutes=2)
    await kim(clinic, "/session log FIR-3 20560 by dr smith")
    clinic.later(minutes=1)
    clinic.renew(clinic.book)  # another process, with the same records
    asked = await kim(clinic, "/session undo")
    assert "What you typed last saved nothing" in words(asked)


async def test_looking_or_what_another_was_refused_puts_nothing_between_a_deed_and_undo(
    clinic: ClinicDesk,
) -> None:
    await kim(clinic, AUTHORIZED)
    clinic.later(minutes=2)
    for typed in (
        "/session show FIR-3",
        "/caps",
        "/coverage aetna 20560",
        "/session help",
        "/clinic alerts FIR-3",
        "/caps rollover",
    ):
        await kim(clinic, typed)
    await clinic.say("/session log FIR-3 nonsense", by="lee", manager=True)
    clinic.later(minutes=1)
    assert "Taken back: authorization 1 of FIR-3" in words(await kim(clinic, "/session undo"))
