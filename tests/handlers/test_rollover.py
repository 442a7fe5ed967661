"""/caps rollover: what Jan 1 resets, what runs on, what lapses before, whom to verify anew."""

from __future__ import annotations

import json
from datetime import UTC, datetime

import pytest

from bot.render import adaptive_card
from handlers.caps import verified
from models.coverage.fact_book import FactBook
from models.reply import Reply
from tests import glance
from tests.handlers.clinic_desk import ClinicDesk, board_rows, button
from tests.handlers.front_desk import words

TEAMS_BYTES = 25_000
JANUARY = datetime(2027, 1, 4, 17, 0, tzinfo=UTC)


@pytest.fixture
async def clinic(pack: FactBook) -> ClinicDesk:
    """A clinic on Monday, Nov 23, 2026, with an alias for each way in which a count meets Jan 1."""
    desk = ClinicDesk(pack, "PT")
    for typed in (
        "/session new OAK-12 payer cigna",
        "/caps set OAK-12 20 visits per calendar year",
        "/session new ELM-3 payer aetna year from jul 1",
        "/caps set ELM-3 20 visits per benefit year",
        "/session new FERN-44 payer aetna",
        "/session authorize FERN-44 6 visits from 11/1/2026 until 12/5/2026",
        "/session new SAGE-5 payer aetna",
        "/session authorize SAGE-5 6 visits from 11/1/2026 until 2/5/2027",
        "/session new PIKE-7 payer cigna",
        "/caps set PIKE-7 9 visits per lifetime",
        "/session new OWL-8",
    ):
        await desk.say(typed)
        assert desk.answered, typed
    await desk.say("/session log OAK-12 20560 on 11/2/2026")
    await desk.say("/session log FERN-44 20560 on 11/3/2026")
    return desk


def row(reply: Reply, first: str) -> str:
    """The aliases of the row that begins so."""
    return next(aliases for named, aliases in board_rows(reply) if named == first)


async def test_each_alias_stands_where_its_counts_meet_the_day(clinic: ClinicDesk) -> None:
    reply = await clinic.glance("/caps rollover 2027")
    assert reply.headline == "Jan 1, 2027: 1 alias begins a new count"
    assert "OAK-12" in row(reply, "On Jan 1")
    assert row(reply, "On another day") == "ELM-3 (Jul 1, 2027)"
    assert row(reply, "Ends on its own day") == "FERN-44 (Dec 5, 2026), SAGE-5 (Feb 5, 2027)"
    assert "PIKE-7" in row(reply, "Never on a set day")
    assert "OWL-8" in row(reply, "No count runs now")
    assert not list(glance.faults(reply))


async def test_authorized_visits_that_end_before_the_day_are_told(clinic: ClinicDesk) -> None:
    told = words(await clinic.glance("/caps rollover"))
    assert "FERN-44 5 left on Dec 5." in told
    assert "SAGE-5 6 left" not in told, "it ends in February"


async def test_each_payer_is_told_with_its_aliases_and_what_to_ask(clinic: ClinicDesk) -> None:
    await clinic.say("/session payer OAK-12 medicare secondary from 11/1/2026")
    reply = await clinic.say("/caps rollover 2027")
    told = words(reply)
    assert "Aetna (3), Cigna (2) and 1 more" in told
    assert "Aetna: ELM-3, FERN-44, SAGE-5." in told
    assert "Medicare Part B: OAK-12." in told
    assert "No payer set: OWL-8." in told
    assert "which plan pays first" in told
    assert reply.sources


async def test_facts_are_about_the_clinics_own_payers(clinic: ClinicDesk) -> None:
    assert "KX" not in words(await clinic.say("/caps rollover 2027"))
    await clinic.say("/session new GOLD-9 payer medicare")
    told = words(await clinic.say("/caps rollover 2027"))
    assert "count toward the KX threshold goes back to zero" in told
    assert "KX threshold of 2027 was in no text that was read" in told


async def test_a_count_is_told_in_full_with_what_is_left(clinic: ClinicDesk) -> None:
    told = words(await clinic.say("/caps rollover"))
    assert "OAK-12: your clinic's cap, Cigna, 1 of 20 used, 19 left." in told
    assert "ELM-3: your clinic's cap, Aetna, 0 of 20 used, 20 left, resets Jul 1, 2027." in told


async def test_in_january_the_day_that_was_is_meant(clinic: ClinicDesk) -> None:
    clinic.now = JANUARY
    reply = await clinic.glance("/caps rollover")
    assert reply.headline.startswith("Jan 1, 2027: 1 alias counts from"), reply.headline
    assert "Lost unless used" not in words(reply)


@pytest.mark.parametrize(
    "typed",
    [
        pytest.param("", id="no year"),
        pytest.param("27", id="two digits"),
        pytest.param("for 2027", id="with a small word"),
        pytest.param("1/1/2027", id="as a date"),
        pytest.param("Jan 1, 2027", id="as a day"),
        pytest.param("next year", id="next year"),
        pytest.param("new year", id="new year"),
    ],
)
async def test_the_year_is_read_as_it_is_typed(clinic: ClinicDesk, typed: str) -> None:
    reply = await clinic.glance(f"/caps rollover {typed}".strip())
    assert reply.headline.startswith("Jan 1, 2027: ")


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        pytest.param("2031", "alone", id="a year far ahead"),
        pytest.param("2019", "alone", id="a year long past"),
        pytest.param("2027 knees", "I did not understand “knees”", id="another word"),
        pytest.param("OAK-12", "I did not understand", id="one alias"),
    ],
)
async def test_what_is_no_year_near_is_refused(clinic: ClinicDesk, typed: str, told: str) -> None:
    reply = await clinic.glance(f"/caps rollover {typed}")
    assert not clinic.answered
    assert told in words(reply)


async def test_a_clinic_without_aliases_is_told_so(pack: FactBook) -> None:
    reply = await ClinicDesk(pack, "PT").glance("/caps rollover")
    assert reply.headline == "Jan 1, 2027: nobody is open"


async def test_the_glance_stays_one_with_many_aliases(pack: FactBook) -> None:
    desk = ClinicDesk(pack, "PT")
    for number in range(20):
        payer = ("medicare", "aetna", "cigna", "humana", "tricare")[number % 5]
        alias, ends = f"OAK-{number + 10}", f"12/{number % 9 + 10}/2026"
        await desk.say(f"/session new {alias} payer {payer}")
        await desk.say(f"/session authorize {alias} 12 visits from 11/1/2026 until {ends}")
        await desk.say(f"/caps set {alias} 20 visits per calendar year")
        await desk.say(f"/caps set {alias} 20 visits in a rolling 90 days")
        await desk.say(f"/session log {alias} 20560")
    reply = await desk.glance("/caps rollover")
    assert not list(glance.faults(reply)), "a glance"
    assert "and 17 more" in words(reply)
    card = json.dumps(adaptive_card.dress(reply))
    assert len(card) <= TEAMS_BYTES, "Teams takes the card with its details"
    assert "OAK-29: authorization of TRICARE" in words(reply.opened())


# -- payers that are verified --------------------------------------------------------------------


def left(reply: Reply) -> str:
    """The lines that tell whom to verify and who was verified."""
    return " ".join(line.text for line in reply.lines if line.text.startswith("Verif"))


async def test_a_tick_takes_a_payer_off_the_list_and_names_it_as_verified(
    clinic: ClinicDesk,
) -> None:
    shown = await clinic.glance("/caps rollover 2027")
    assert left(shown) == "Verify anew: Aetna (3), Cigna (2)."
    ticked = await clinic.glance(button(shown, "Aetna: verified"))
    assert ticked.lines[0].text == "Aetna is noted as verified for 2027."
    assert left(ticked) == "Verify anew: Cigna (2). Verified for 2027: Aetna."
    told = words(await clinic.say("/caps rollover"))
    assert "Aetna: ELM-3, FERN-44, SAGE-5; verified Nov 23, 2026." in told
    assert "Cigna: OAK-12, PIKE-7." in told
    last = await clinic.glance(button(ticked, "Cigna: verified"))
    assert left(last) == "Verified for 2027: Aetna, Cigna."
    assert not list(glance.faults(last))


@pytest.mark.parametrize(
    "typed",
    [
        pytest.param("verified aetna", id="the payer behind"),
        pytest.param("aetna verified", id="the payer before"),
        pytest.param("2027 done with Aetna", id="done with"),
        pytest.param("checked off aetna", id="checked off"),
        pytest.param("verify aetna for 2027", id="verify"),
        pytest.param("verified AETNA", id="in capitals"),
    ],
)
async def test_a_tick_is_read_as_it_is_typed(clinic: ClinicDesk, typed: str) -> None:
    reply = await clinic.glance(f"/caps rollover {typed}")
    assert "Verified for 2027: Aetna." in left(reply)
    assert [tick.payer for tick in clinic.clinic.preferences.verified] == ["aetna"]


@pytest.mark.parametrize("typed", ["aetna and cigna", "aetna, cigna", "cigna & aetna"])
async def test_several_payers_are_ticked_at_once_and_taken_back_at_once(
    clinic: ClinicDesk, typed: str
) -> None:
    reply = await clinic.say(f"/caps rollover verified {typed}")
    assert reply.lines[0].text.endswith("are noted as verified for 2027.")
    assert {tick.payer for tick in clinic.clinic.preferences.verified} == {"aetna", "cigna"}
    await clinic.say("/session undo")
    assert clinic.clinic.preferences.verified == ()


@pytest.mark.parametrize(
    "typed", ["not verified aetna", "2027 unverified aetna", "aetna not verified"]
)
async def test_a_tick_is_taken_back(clinic: ClinicDesk, typed: str) -> None:
    await clinic.say("/caps rollover verified aetna")
    reply = await clinic.glance(f"/caps rollover {typed}")
    assert reply.lines[0].text == "Aetna is not noted as verified for 2027."
    assert left(reply) == "Verify anew: Aetna (3), Cigna (2)."
    undone = await clinic.say("/session undo")
    assert undone.headline == "Taken back: Aetna not verified for 2027."
    again = await clinic.glance(button(undone, "Payers to verify"))
    assert left(again) == "Verify anew: Cigna (2). Verified for 2027: Aetna."


async def test_a_tick_is_of_its_year_and_keeps_its_day(clinic: ClinicDesk) -> None:
    await clinic.say("/caps rollover verified aetna")
    clinic.later(days=1)
    await clinic.say("/caps rollover verified aetna")
    (tick,) = clinic.clinic.preferences.verified
    assert (tick.year, f"{tick.on:%m/%d}") == (2027, "11/23")
    assert "Verified" not in left(await clinic.glance("/caps rollover 2026"))


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        pytest.param("verified", "Which payer? Nothing was changed", id="none"),
        pytest.param("verified all", "Which payer? Nothing was changed", id="all"),
        pytest.param("verified aetna, premera", "No open alias has Premera", id="one of no alias"),
        pytest.param("verified aetna and zorblat", "I know of no such payer", id="one is no payer"),
        pytest.param("verified premera", "No open alias has Premera", id="of no alias"),
        pytest.param("verified zorblat", "I know of no such payer", id="no payer"),
        pytest.param("2031 verified aetna", "alone", id="a year far ahead"),
    ],
)
async def test_what_is_no_payer_of_the_clinic_ticks_nothing(
    clinic: ClinicDesk, typed: str, told: str
) -> None:
    assert told in words(await clinic.glance(f"/caps rollover {typed}"))
    assert not clinic.answered
    assert clinic.clinic.preferences.verified == ()


async def test_every_payer_s_button_ticks_that_payer(pack: FactBook) -> None:
    desk = ClinicDesk(pack, "PT")
    payers = ("medicare", "tx_wc", "bcbsnc", "uhc_community_plan", "humana", "aetna", "va")
    for number, payer in enumerate(payers):
        await desk.say(f"/session new OAK-{number + 10} payer {payer}")
    shown = await desk.glance("/caps rollover")
    for number in range(len(payers)):
        tick = next(c for c in shown.choices if c.label.endswith(": verified"))
        shown = await desk.glance(tick.command)
        assert shown.lines[0].text.startswith(tick.label.removesuffix(": verified"))
        assert len(desk.clinic.preferences.verified) == number + 1
    assert "Verify anew" not in left(shown)


async def test_in_december_and_january_the_day_s_list_names_who_is_left(
    clinic: ClinicDesk,
) -> None:
    assert "Verify for" not in str((await clinic.say("/session today")).sections)
    for now in (datetime(2026, 12, 1, 17, tzinfo=UTC), JANUARY):
        clinic.now = now
        shown = await clinic.say("/session today")
        titles = {section.title: section.lines[0].text for section in shown.sections}
        assert titles["Verify for 2027"] == "Aetna (3), Cigna (2)."
    await clinic.say("/caps rollover verified aetna")
    shown = await clinic.say("/session today")
    assert "Verify for 2027" in [section.title for section in shown.sections]
    assert button(shown, "Verify for 2027") == "/caps rollover 2027"
    await clinic.say("/caps rollover verified cigna")
    assert "Verify for" not in str((await clinic.say("/session today")).sections)
    clinic.now = datetime(2027, 2, 1, 17, tzinfo=UTC)
    await clinic.say("/caps rollover 2027 not verified cigna")
    assert "Verify for" not in str((await clinic.say("/session today")).sections)


def test_the_command_of_every_payer_names_it_whole(pack: FactBook) -> None:
    for payer in pack.payers.values():
        for is_done in (True, False):
            typed = verified.command(2027, payer.name, is_done=is_done)
            text = typed.removeprefix("/caps rollover ")
            assert verified.read(text, 2026) == verified.Ticking(2027, payer.name, is_done)


async def test_its_details_are_opened_by_the_word(clinic: ClinicDesk) -> None:
    for typed in ("details", "2027 details", "verified aetna details"):
        reply = await clinic.glance(f"/caps rollover {typed}")
        assert "Resets on Jan 1, 2027" in [section.title for section in reply.sections], typed


async def test_a_part_of_a_name_ticks_the_only_payer_of_it_and_no_other_one(
    pack: FactBook,
) -> None:
    desk = ClinicDesk(pack, "PT")
    for alias, payer in (("OAK-12", "tx_wc"), ("ELM-3", "aetna medicare advantage")):
        await desk.say(f"/session new {alias} payer {payer}")
    told = words(await desk.say("/caps rollover verified texas"))
    assert "Texas workers' compensation is noted as verified for 2027." in told
    told = words(await desk.say("/caps rollover verified medicare"))
    assert "No open alias has Medicare Part B, so nothing was changed." in told
    assert len(desk.clinic.preferences.verified) == 1


async def test_who_pays_on_the_day_is_verified_and_not_who_pays_now(clinic: ClinicDesk) -> None:
    await clinic.say("/caps set cigna 30 visits per calendar year", manager=True)
    await clinic.say("/session payer OAK-12 aetna from 1/1/2027")
    await clinic.say("/session payer PIKE-7 aetna from 12/10")
    reply = await clinic.glance("/caps rollover 2027")
    moves = "OAK-12 (Aetna from Jan 1, 2027), PIKE-7 (Aetna from Dec 10, 2026)"
    assert row(reply, "Another payer by then") == moves
    assert row(reply, "On Jan 1") == "OAK-12", "the cap of the alias goes on"
    told = words(reply) + words(await clinic.say("/caps rollover 2027"))
    assert "Verify anew: Aetna (5)." in told
    assert "Aetna: ELM-3, FERN-44, OAK-12, PIKE-7, SAGE-5." in told
    assert "of 30 used" not in told, "Cigna's cap ends with Cigna"


async def test_who_pays_now_and_on_the_day_has_no_other_payer(clinic: ClinicDesk) -> None:
    await clinic.say("/session payer OAK-12 aetna from 12/1 until 12/20")
    told = words(await clinic.say("/caps rollover 2027"))
    assert "Another payer by then" not in told
    assert "Cigna: OAK-12, PIKE-7." in told


async def test_who_pays_himself_has_no_payer_to_look_for(clinic: ClinicDesk) -> None:
    await clinic.say("/session new FIR-9 cash")
    told = words(await clinic.say("/caps rollover 2027"))
    assert "No payer set: OWL-8." in told
    assert "The patient pays: FIR-9." in told


async def test_a_payers_first_weeks_end_on_their_day_as_an_authorization_does(
    pack: FactBook,
) -> None:
    """Eight weeks that the evaluation opens, and the first sixty days; no day is "never"."""
    desk = ClinicDesk(pack, "PT")
    await desk.say("/session new SAGE-12 payer uhc medicare advantage")
    await desk.say("/session log SAGE-12 97161 on 11/23/26")
    await desk.say("/session new SAGE-13 payer hawaii workers comp")
    await desk.say("/session log SAGE-13 20560 on 10/5/26")
    reply = await desk.glance("/caps rollover 2027")
    assert row(reply, "Ends on its own day") == "SAGE-13 (Dec 3, 2026), SAGE-12 (Jan 17, 2027)"
    assert "Lost unless used: SAGE-13 14 left on Dec 3." in words(reply)
    assert "SAGE-12: UnitedHealthcare Medicare Advantage, 0 of 6 used" in words(reply.opened())


async def test_who_has_no_count_that_runs_is_named_in_the_details(pack: FactBook) -> None:
    desk = ClinicDesk(pack, "PT")
    await desk.say("/session new ELM-6 payer husky health")
    for number in range(1, 6):
        await desk.say(f"/session new OWL-{number}")
    reply = await desk.glance("/caps rollover 2027")
    assert row(reply, "No count runs now") == "ELM-6, OWL-1, OWL-2 and 3 more"
    told = words(reply.opened())
    assert "ELM-6, OWL-1, OWL-2, OWL-3, OWL-4, OWL-5." in told
    assert "or it begins with the next visit" in told


async def test_what_one_payer_authorized_ends_where_another_pays(pack: FactBook) -> None:
    desk = ClinicDesk(pack, "PT")
    await desk.say("/session new KIWI-3 payer humana")
    await desk.say("/session authorize KIWI-3 8 visits from 11/16 until 1/15/2027")
    await desk.say("/session log KIWI-3 20560 on 11/16")
    assert "Lost unless used" not in words(await desk.glance("/caps rollover 2027"))
    await desk.say("/session payer KIWI-3 aetna from 1/1/2027")
    told = words(await desk.say("/caps rollover 2027 details"))
    assert "Lost unless used: KIWI-3 7 left on Dec 31." in told
    assert "authorization of Humana, 1 of 8 used, 7 left, ends Dec 31, 2026" in told
    await desk.say("/session authorize KIWI-3 5 visits from 1/1/2027 until 3/1/2027")
    told = words(await desk.say("/caps rollover 2027 details"))
    assert "0 of 5 used, 5 left, ends Mar 1, 2027" in told


async def test_the_board_says_that_the_patient_pays(pack: FactBook) -> None:
    desk = ClinicDesk(pack, "PT")
    await desk.say("/session new GOLD-7 self pay")
    await desk.say("/session new GOLD-8")
    told = words(await desk.say("/caps"))
    assert "GOLD-7 · no limit known · the patient pays" in told
    assert "GOLD-8 · no limit known · no payer set" in told


async def test_what_january_left_undone_is_ticked_in_spring(clinic: ClinicDesk) -> None:
    clinic.now = datetime(2027, 2, 12, 17, tzinfo=UTC)
    assert left(await clinic.glance("/caps rollover 2027")).startswith("Verify anew: Aetna")
    told = await clinic.glance("/caps rollover 2027 verified aetna")
    assert "Aetna is noted as verified for 2027." in words(told)
    clinic.now = datetime(2027, 7, 5, 17, tzinfo=UTC)
    asked = words(await clinic.glance("/caps rollover 2027 verified cigna"))
    assert "2027 began months ago. Is 2028 meant?" in asked


async def test_what_is_authorized_from_a_later_day_is_of_the_payer_of_its_first_day(
    pack: FactBook,
) -> None:
    clinic = ClinicDesk(pack, "PT")
    for typed in (
        "/session new OAK-3 payer aetna",
        "/session payer OAK-3 cigna from 2027-01-01",
        "/session authorize OAK-3 10 visits from 2026-12-15 until 2027-02-15",
        "/session authorize OAK-3 8 visits from 2027-01-05 until 2027-03-15",
    ):
        await clinic.say(typed)
        assert clinic.answered, typed
    told = words(await clinic.say("/caps rollover 2027"))
    assert "OAK-3: authorization of Aetna, 0 of 10 used, 10 left, ends Dec 31, 2026" in told
    assert "OAK-3: authorization of Cigna, 0 of 8 used, 8 left, ends Mar 15, 2027" in told
    clinic.now = JANUARY
    told = words(await clinic.say("/caps rollover 2027"))
    assert "OAK-3: authorization of Aetna" not in told
    clinic.now = JANUARY.replace(day=6)
    told = words(await clinic.say("/caps rollover 2027"))
    assert "OAK-3: authorization of Cigna, 0 of 8 used, 8 left, ends Mar 15, 2027" in told
