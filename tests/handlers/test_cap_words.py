"""Caps by the benefit year of an alias's own plan, and the words behind a window."""

from __future__ import annotations

import pytest

from models.coverage.fact_book import FactBook
from models.understanding.commands import cap_commands
from models.wording import cap_words
from tests.handlers.clinic_desk import ClinicDesk, button, first_line
from tests.handlers.front_desk import words


@pytest.fixture
def clinic(pack: FactBook) -> ClinicDesk:
    """A clinic of physical therapists."""
    return ClinicDesk(pack, "PT")


@pytest.mark.parametrize("typed", ["benefit year", "plan year", "the benefit yr"])
async def test_the_alias_s_own_year_answers_a_benefit_year(clinic: ClinicDesk, typed: str) -> None:
    await clinic.say("/session new GREEN-3 payer cigna year from July 1")
    reply = await clinic.say(f"/caps set GREEN-3 10 visits per {typed}")
    assert clinic.answered
    assert "10 visits per benefit year from Jul 1" in words(reply)
    assert "Resets Jul 1, 2027" in first_line(reply)


async def test_two_years_that_differ_are_asked_about_and_never_both_told(
    clinic: ClinicDesk,
) -> None:
    await clinic.say("/session new ELK-4 payer aetna year from 3/1")
    reply = await clinic.say("/caps set ELK-4 10 visits per benefit year from July 1")
    assert not clinic.answered
    assert await clinic.charts.caps(1) == ()
    own = await clinic.say(button(reply, "Benefit year from Mar 1"))
    assert "Resets Mar 1, 2027" in first_line(own)
    mended = await clinic.say(button(reply, "Mend the plan's year: Jul 1"))
    assert "The plan's year begins on Jul 1. It was Mar 1 before." in words(mended)
    assert "Resets Jul 1, 2027" in first_line(mended)
    assert "Mar 1, 2027" not in words(mended)


async def test_a_year_that_is_typed_counts_where_the_plan_has_none(clinic: ClinicDesk) -> None:
    await clinic.say("/session new ELK-4")
    reply = await clinic.say("/caps set ELK-4 10 visits per benefit year from July 1")
    assert "Resets Jul 1, 2027" in first_line(reply)
    asked = await clinic.say("/caps set ELK-4 10 visits per benefit year")
    assert not clinic.answered
    assert asked.choices


async def test_a_plan_s_year_is_shown_changed_and_taken_back(clinic: ClinicDesk) -> None:
    await clinic.say("/session new ELK-4 payer aetna")
    await clinic.say("/session year ELK-4 begins July 1")
    assert "Plan's year: Jul 1" in words(await clinic.say("/session show ELK-4"))
    await clinic.say("/session year ELK-4 3/1")
    assert "Plan's year: Mar 1" in words(await clinic.say("/session show ELK-4"))
    await clinic.say("/session year ELK-4 none")
    assert "Plan's year" not in words(await clinic.say("/session show ELK-4"))


@pytest.mark.parametrize("typed", ["", "2/30", "July 1 for Cigna", "July"])
async def test_a_year_without_a_day_is_asked_for(clinic: ClinicDesk, typed: str) -> None:
    await clinic.say("/session new ELK-4 payer aetna")
    await clinic.say(f"/session year ELK-4 {typed}")
    assert not clinic.answered
    chart = await clinic.charts.find(1, "ELK-4")
    assert chart
    assert chart.benefit_year is None


KEPT = {
    "PT/OT combined": "PT and OT combined",
    "pt and ot combined": "PT and OT combined",
    "combined PT, OT and speech": "PT, OT and speech combined",
    "Physical Therapy & Occupational Therapy combined": "PT and OT combined",
    "for PT only": "PT only",
    "speech": "speech only",
    "all therapies combined": "all therapies combined",
    "excluding evaluations": "excluding evaluations",
    "evals not counted": "excluding evaluations",
    "w/o evals and re-evals": "excluding evaluations and re-evaluations",
    "excluding 97010": "excluding 97010",
    "of 20560 20561": "needling only",
    "dry needling only": "needling only",
    "20560, 97140 only": "of 20560 97140",
    "then 10 more with authorization": "then 10 more with authorization",
    "then 10 more with auth": "then 10 more with authorization",
    "plus 10 additional visits w/ prior auth": "then 10 more with authorization",
    "then 8 more if the patient is improving": "then 8 more if improving",
    "and then 8 more if improving, then 4 more upon approval": (
        "then 8 more if improving, then 4 more with authorization"
    ),
    "auth required after that": "then each with authorization",
    "without prior authorization": "then each with authorization",
    "PT/OT combined, excluding evals, then 10 more with auth": (
        "PT and OT combined, excluding evaluations, then 10 more with authorization"
    ),
    "PT and OT combined, same day counts as one": ("PT and OT combined, one visit per day"),
}


@pytest.mark.parametrize("window", ["calendar year", "benefit year from July 1", "rolling 90 days"])
@pytest.mark.parametrize("behind", KEPT)
async def test_what_follows_a_cap_s_window_is_kept_as_the_letter_says_it(
    clinic: ClinicDesk, behind: str, window: str
) -> None:
    await clinic.say("/session new ELK-4")
    before, after = f"20 visits {behind} per {window}", f"20 visits per {window}, {behind}"
    if "then" not in behind:
        await clinic.say(f"/caps set ELK-4 {before}")
        assert clinic.answered
        (first,) = await clinic.charts.caps(1)
    reply = await clinic.say(f"/caps set ELK-4 {after}")
    assert clinic.answered
    assert KEPT[behind] in words(reply)
    (cap,) = await clinic.charts.caps(1)
    assert "then" in behind or cap == first
    again = cap_commands.read_setting(cap_words.typed(cap), "ELK-4")  # what a button types
    said = again.contents
    assert not again.unused
    assert (again.number, again.window) == (20, cap.window)
    assert (said.pool, said.unit, said.stages, said.frees) == (
        *(cap.pool, cap.unit),
        *(cap.stages, cap.frees),
    )


async def test_units_are_a_cap_of_timed_units(clinic: ClinicDesk) -> None:
    await clinic.say("/session new ELK-4")
    await clinic.say("/caps set ELK-4 24 units of 97110 97140 per calendar year")
    reply = await clinic.say("/session log ELK-4 97140 x2 97110 x2")
    assert first_line(reply).startswith("4 of 24 timed units used, 20 left.")


async def test_pt_and_ot_of_one_day_are_two_visits_of_a_shared_number(clinic: ClinicDesk) -> None:
    await clinic.say("/session new ELK-4")
    await clinic.say("/caps set ELK-4 30 visits per calendar year PT/OT combined, excluding evals")
    await clinic.say("/session log ELK-4 97161")
    await clinic.say("/session log ELK-4 97110 again")
    reply = await clinic.say("/session log ELK-4 97530 ot again")
    assert first_line(reply).startswith("2 of 30 visits used, 28 left.")
    reply = await clinic.say("/session log ELK-4 92507 again")
    assert first_line(reply).startswith("2 of 30 visits used")


async def test_further_visits_open_once_the_payer_authorizes_them(clinic: ClinicDesk) -> None:
    await clinic.say("/session new ELK-4 payer cigna")
    await clinic.say("/caps set ELK-4 2 visits per calendar year, then 3 more with authorization")
    for day in ("11/16", "11/18"):
        reply = await clinic.say(f"/session log ELK-4 20560 on {day}")
    assert first_line(reply).startswith("2 of 2 visits used, none left.")
    assert "3 more visits open once the payer authorizes them." in words(reply)
    await clinic.say("/session authorize ELK-4 3 visits from 11/20/2026 until 12/31/2026")
    assert "2 of 5" in words(await clinic.say("/caps ELK-4"))


async def test_beyond_the_number_each_visit_needs_an_authorization(clinic: ClinicDesk) -> None:
    await clinic.say("/session new ELK-4 payer cigna")
    await clinic.say("/caps set ELK-4 2 visits per calendar year without prior auth")
    for day in ("11/16", "11/18"):
        await clinic.say(f"/session log ELK-4 20560 on {day}")
    reply = await clinic.say("/session authorize ELK-4 3 visits from 11/20/2026 until 12/31/2026")
    assert first_line(reply).startswith("2 of 5 visits used, 3 left.")
    await clinic.say("/session withdraw ELK-4 1")
    assert "over" not in first_line(await clinic.say("/session show ELK-4"))
    reply = await clinic.say("/session log ELK-4 20560 on 11/20")
    assert first_line(reply).startswith("3 of 2 visits used, over by 1.")


@pytest.mark.parametrize(
    ("behind", "asks", "offers"),
    [
        ("then 10 more", "What opens the 10 more?", "then 10 more with authorization"),
        ("PT and OT", "Do PT and OT share the 20", "PT and OT combined"),
        ("each for PT and OT", "PT and OT each: that is a cap for each", "PT only"),
    ],
)
async def test_what_is_unclear_of_a_cap_is_asked_and_each_button_sets_it(
    clinic: ClinicDesk, behind: str, asks: str, offers: str
) -> None:
    await clinic.say("/session new ELK-4")
    for typed in (f"20 visits per calendar year {behind}", f"20 visits {behind}"):
        reply = await clinic.say(f"/caps set ELK-4 {typed}, excluding evaluations")
        assert not clinic.answered
        assert asks in reply.headline
        assert any(offers in choice.command for choice in reply.choices)
        assert all("excluding evaluations" in choice.command for choice in reply.choices)
    assert await clinic.charts.caps(1) == ()


@pytest.mark.parametrize("codes", ["of 99999", "excluding 99999", "of 20560 99999"])
async def test_a_cap_of_codes_that_nobody_knows_is_refused(clinic: ClinicDesk, codes: str) -> None:
    await clinic.say("/session new ELK-4")
    reply = await clinic.say(f"/caps set ELK-4 20 visits per calendar year {codes}")
    assert not clinic.answered
    assert "99999 is not a code that I know" in reply.headline


async def test_two_pools_of_one_window_are_two_caps_and_each_is_named(clinic: ClinicDesk) -> None:
    await clinic.say("/session new ELK-4")
    await clinic.say("/caps set ELK-4 30 visits per calendar year PT/OT combined")
    reply = await clinic.say("/caps set ELK-4 20 visits per calendar year for speech")
    assert "Your other cap counts as well: 30 visits per calendar year, PT and OT" in words(reply)
    assert len(await clinic.charts.caps(1)) == 2
    speech = "/caps withdraw ELK-4 20 visits per calendar year, speech only"
    assert button(reply, "Take the cap back") == speech
    assert button(reply, "Its caps") == "/caps own ELK-4"
    await clinic.say("/caps set ELK-4 25 visits per calendar year for speech, excluding evals")
    assert sorted(cap.number for cap in await clinic.charts.caps(1)) == [25, 30]


async def test_undo_gives_back_all_that_the_cap_before_said(clinic: ClinicDesk) -> None:
    await clinic.say("/session new ELK-4")
    await clinic.say("/caps set ELK-4 20 visits per calendar year PT only, then 5 more with auth")
    held = await clinic.charts.caps(1)
    await clinic.say(
        "/caps set ELK-4 30 visits per calendar year PT only, excluding evaluations instead of "
        "20 visits per calendar year PT only, then 5 more with auth"
    )
    reply = await clinic.say("/session undo")
    assert "30 visits per calendar year, PT only, excluding evaluations" in words(reply)
    told = "Your clinic's cap is 20 visits per calendar year, PT only, then 5 more with auth"
    assert told in words(reply)
    assert await clinic.charts.caps(1) == held
    await clinic.say("/caps set ELK-4 none")
    again = await clinic.say("/session undo")
    assert "holds again: 20 visits per calendar year, PT only, then 5 more" in words(again)
    assert await clinic.charts.caps(1) == held
    audit = await clinic.say("/clinic audit", manager=True)
    assert "cap of 30 visits per calendar year, PT only, excluding evaluations set" in words(audit)


@pytest.mark.parametrize("behind", ["except Fridays", "per discipline", "zbxq", "1 eval and more"])
async def test_no_word_behind_a_cap_s_window_is_dropped(clinic: ClinicDesk, behind: str) -> None:
    await clinic.say("/session new ELK-4 payer aetna")
    reply = await clinic.say(f"/caps set ELK-4 20 visits per calendar year {behind}")
    assert not clinic.answered
    assert "I did not understand" in reply.headline
    assert await clinic.charts.caps(1) == ()


@pytest.mark.parametrize(
    "window",
    ["calendar year from the first visit", "rolling calendar year", "month from first visit"],
)
async def test_two_windows_in_one_breath_are_asked_about(clinic: ClinicDesk, window: str) -> None:
    await clinic.say("/session new ELK-4 payer aetna")
    reply = await clinic.say(f"/caps set ELK-4 20 visits per {window}")
    assert not clinic.answered
    assert reply.headline.startswith("In which window?")


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        (
            "/caps set ELK-4 20 visits per calendar year , PT and OT combined , of 20560 "
            "excluding evaluations , then 10 more with authorization",
            "20 visits per calendar year, PT and OT combined, of 20560, excluding evaluations, "
            "then 10 more with authorization",
        ),
        ("/caps set ELK-4 20 visits per lifetime , then 4 more if improving", "then 4 more if"),
        (
            "/session authorize ELK-4 24 units from 2026-11-01 until 2027-01-31 of 97110 97140 "
            "excluding evaluations and re-evaluations",
            "24 timed units of 97110 and 97140 authorized",
        ),
        (
            "/session authorize ELK-4 12 visits from 2026-11-01 until 2027-01-31",
            "12 visits authorized",
        ),
        ("/session log ELK-4 97110 97140 on 2026-11-20 x 4", "97110"),
    ],
)
async def test_what_a_form_says_is_understood(clinic: ClinicDesk, typed: str, says: str) -> None:
    await clinic.say("/session new ELK-4")
    reply = await clinic.say(typed)
    assert clinic.answered, reply
    assert says in words(reply)


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ("20 vists per calender year", "20 visits per calendar year"),
        ("20\u00a0visits\tper  calendar year", "20 visits per calendar year"),
        ("calendar year 20 visits", "20 visits per calendar year"),
        (
            "per calendar year 20 PT visits excl. evals",
            "20 visits per calendar year, PT only, ex",
        ),
        ("20 visits / calendar year", "20 visits per calendar year"),
        ("20 visits PCY", "20 visits per calendar year"),
        ("20 visits per calendar year including evaluations", "20 visits per calendar year."),
        ("20 visits per calendar year, evals count", "20 visits per calendar year."),
        ("30 visits hard max per calendar year", "30 visits per calendar year"),
        ("4 units per day", "4 timed units per day"),
        ("2 visits per calendar week", "2 visits per calendar week"),
        ("20 visits per calendar year, then 5 add'l w/ auth", "then 5 more with authorization"),
        ("20 visits per calendar year, prior auth required after 20", "then each with auth"),
        (
            "20 visits per calendar year, auth required after visit 12",
            "12 visits per calendar year, then 8 more with authorization",
        ),
        ("60 visits/calendar year combined PT/OT/ST", "60 visits per calendar year, PT, OT and sp"),
    ],
)
async def test_a_cap_is_read_as_letters_and_fingers_write_it(
    clinic: ClinicDesk, typed: str, says: str
) -> None:
    await clinic.say("/session new ELK-4")
    reply = await clinic.say(f"/caps set ELK-4 {typed}")
    assert clinic.answered, reply
    assert says in words(reply)
    assert len(await clinic.charts.caps(1)) == 1


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ("20 visits per calendar year 97110-97140", "97110-97140"),
        ("20 visits per calendar year, auth required after visit 25", "after 25"),
        ("2 visits per week", "In which window?"),
        ("$20 per visit per calendar year", "$20"),
        ("20 copay per visit per calendar year", "copay"),
        ("20 visits per calendar year, PT and OT separate", "PT and OT each"),
        ("20 visits per calendar year in network", "network"),
    ],
)
async def test_what_may_mean_something_else_sets_no_cap(
    clinic: ClinicDesk, typed: str, says: str
) -> None:
    await clinic.say("/session new ELK-4")
    reply = await clinic.say(f"/caps set ELK-4 {typed}")
    assert not clinic.answered
    assert says in reply.headline
    assert await clinic.charts.caps(1) == ()


async def test_a_pool_before_the_number_of_a_payer_s_cap_is_read(clinic: ClinicDesk) -> None:
    await clinic.say("/caps set aetna PT/OT combined 20 visits per calendar year", manager=True)
    (cap,) = await clinic.charts.caps(1)
    assert cap_words.said(cap) == "20 visits per calendar year, PT and OT combined"
