"""Who nears a limit, the tightest first; one alias by every limit; and caps of the clinic's own."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from models.coverage.fact_book import FactBook
from tests.handlers.clinic_desk import TODAY, ClinicDesk, board_rows, button, days, first_line
from tests.handlers.front_desk import sources_of, words


@pytest.fixture
def clinic(pack: FactBook) -> ClinicDesk:
    """A clinic of physical therapists."""
    return ClinicDesk(pack, "PT")


async def _patient(clinic: ClinicDesk, alias: str, used: int, *, of: int = 20) -> None:
    await clinic.say(f"/session new {alias}")
    await clinic.say(f"/caps set {alias} {of} visits per calendar year")
    await clinic.log(alias, *days(date(2026, 3, 2), used, every=2))


async def test_an_empty_board_says_what_to_do(clinic: ClinicDesk) -> None:
    reply = await clinic.say("/caps")
    assert reply.headline == "The board is empty"
    assert button(reply, "Make an alias") == "/session new"


async def test_the_board_shows_the_tightest_first(clinic: ClinicDesk) -> None:
    await _patient(clinic, "RED-1", 1)
    await _patient(clinic, "BLUE-2", 5, of=6)
    await clinic.say("/session new PINK-3 payer cigna")
    await _patient(clinic, "OWL-4", 3, of=2)
    reply = await clinic.say("/caps")
    assert board_rows(reply) == [
        ("OWL-4", "over by 1 · 3 of 2 used", "your clinic's cap · resets Jan 1, 2027"),
        ("BLUE-2", "1 left · 5 of 6 used", "your clinic's cap · resets Jan 1, 2027"),
        ("RED-1", "19 left · 1 of 20 used", "your clinic's cap · resets Jan 1, 2027"),
        ("PINK-3", "no limit known", "Cigna"),
    ]
    assert reply.tables[0].caption == "Fewest left first, as of 12:00 PM"
    assert reply.tables[0].rows[0].command == "/caps OWL-4"


async def test_a_board_that_goes_on_says_so(clinic: ClinicDesk) -> None:
    for number in range(10, 19):
        await clinic.say(f"/session new OAK-{number}")
    first = await clinic.say("/caps")
    assert first.tables[0].caption.endswith("; more follow")
    last = await clinic.say(button(first, "Next page"))
    assert "more follow" not in last.tables[0].caption


@pytest.mark.parametrize("payer", ["", " payer Health First Colorado (Medicaid)"])
async def test_who_turns_the_pages_sees_everybody_once(clinic: ClinicDesk, payer: str) -> None:
    for number in range(10, 23):
        await clinic.say(f"/session new OAK-{number}{payer}")
    for number in range(10, 17):
        await clinic.say(f"/caps set OAK-{number} 20 visits per calendar year")
    seen: list[str] = []
    reply = await clinic.glance("/caps")
    while True:
        assert reply.details is None, "a row that is folded away is on no page"
        seen += [alias for alias, *_ in board_rows(reply)]
        following = [c.command for c in reply.choices if c.label == "Next page"]
        if not following:
            break
        reply = await clinic.glance(following[0])
    assert seen == [f"OAK-{number}" for number in range(10, 23)]


async def test_the_board_of_one_payer_and_of_those_over(clinic: ClinicDesk) -> None:
    await _patient(clinic, "OWL-4", 3, of=2)
    await clinic.say("/session new PINK-3 payer cigna")
    assert board_rows(await clinic.say("/caps cigna")) == [("PINK-3", "no limit known", "Cigna")]
    over = await clinic.say("/caps over")
    assert [alias for alias, *_ in board_rows(over)] == ["OWL-4"]
    assert (await clinic.say("/caps over cigna")).headline == "Nobody is over a limit"
    assert (await clinic.say("/caps medicare")).headline == "No open alias has Medicare Part B"


async def test_a_closed_alias_leaves_the_board(clinic: ClinicDesk) -> None:
    await _patient(clinic, "RED-1", 1)
    await clinic.say("/session close RED-1")
    assert (await clinic.say("/caps")).headline == "The board is empty"


async def test_the_board_is_counted_as_of_today(clinic: ClinicDesk) -> None:
    await _patient(clinic, "RED-1", 5, of=6)
    clinic.now = datetime(2027, 1, 1, 17, 0, tzinfo=UTC)
    first, *_ = board_rows(await clinic.say("/caps"))
    assert first[:2] == ("RED-1", "6 left · 0 of 6 used")


async def test_an_alias_is_shown_by_every_limit_with_a_bar_that_reads_without_colour(
    clinic: ClinicDesk,
) -> None:
    await clinic.say("/session new BLUE-7 payer medicare for chronic low back pain")
    await clinic.say("/caps set BLUE-7 30 visits per calendar year")
    await clinic.log("BLUE-7", *days(date(2026, 11, 2), 4, every=3))
    reply = await clinic.say("/caps BLUE-7")
    told = words(reply)
    counts = [section.count for section in reply.sections if section.count]
    assert "4 of 12 visits used, 8 left" in [count.words for count in counts]
    assert (counts[-1].words, counts[-1].filled(10)) == ("4 of 30 visits used, 26 left", 1)
    assert "Resets Jan 31, 2027." in told
    assert "Resets Jan 1, 2027." in told
    assert "Medicare Part B: 12 visits per 90 days from the first visit" in told
    cited = [line for section in reply.sections for line in section.lines if line.cites]
    assert all(sources_of(reply, line) for line in cited)


async def test_the_forecast_says_when_the_limit_is_reached_and_on_what_basis(
    clinic: ClinicDesk,
) -> None:
    await clinic.say("/session new BLUE-7")
    await clinic.say("/caps set BLUE-7 20 visits per rolling 365 days")
    steady = [TODAY - timedelta(weeks=back, days=shift) for back in range(6) for shift in (0, 4)]
    await clinic.log("BLUE-7", *sorted(steady)[1:])
    told = words(await clinic.say("/caps BLUE-7"))
    forecast = next(line for line in told.splitlines() if line.startswith("At "))
    assert forecast.startswith("At 2 a week, if visits go on as now: about ")
    assert forecast.endswith(" Basis: 5 visits, Nov 9, 2026 to Nov 23, 2026.")
    assert "\nWhere the payer grants more, ask for authorization by " in told
    await clinic.say("/caps set BLUE-7 14 visits per rolling 365 days")
    assert "At 2 a week: about Thu Dec 3, 2026, likely between " in words(
        await clinic.say("/caps BLUE-7")
    )


async def test_the_forecast_is_silent_where_there_is_too_little_to_go_on(
    clinic: ClinicDesk,
) -> None:
    await _patient(clinic, "RED-1", 2)
    assert "Basis" not in words(await clinic.say("/caps RED-1"))


async def test_no_cap_is_made_up(clinic: ClinicDesk, pack: FactBook) -> None:
    await clinic.say("/session new BLUE-7 payer cigna")
    await clinic.log("BLUE-7", *days(date(2026, 3, 2), 5))
    assert first_line(await clinic.say("/caps BLUE-7")) == "5 sessions logged; no limit is known."


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        pytest.param("calendar year", "12 visits per calendar year", id="calendar year"),
        pytest.param("month", "12 visits per calendar month", id="month"),
        pytest.param("rolling 90 days", "12 visits per 90 days, rolling", id="rolling days"),
        pytest.param("any 12 months", "12 visits per 12 months, rolling", id="rolling months"),
        pytest.param(
            "90 days from the first visit",
            "12 visits per 90 days from the first visit",
            id="opened",
        ),
        pytest.param("year from July 1", "12 visits per benefit year from Jul 1", id="plan's year"),
        pytest.param("benefit year from 7/1", "12 visits per benefit year from Jul 1", id="7/1"),
        pytest.param("episode of care", "12 visits per episode of care", id="episode"),
        pytest.param("injury", "12 visits per injury", id="injury"),
        pytest.param("lifetime", "12 visits per lifetime", id="lifetime"),
    ],
)
async def test_a_cap_is_set_in_every_window_that_payers_use(
    clinic: ClinicDesk, typed: str, says: str
) -> None:
    await clinic.say("/session new BLUE-7")
    reply = await clinic.say(f"/caps set BLUE-7 12 visits per {typed}")
    assert clinic.answered, words(reply)
    assert f"Your clinic's cap: {says}." in words(reply)
    assert reply.headline == "BLUE-7 · cap set"
    assert words(reply).count(says) == 1, "the count is by that very cap"


@pytest.mark.parametrize("typed", ["year", "12 months", "90 days", "fortnight"])
async def test_a_window_that_may_run_two_ways_is_asked_for(clinic: ClinicDesk, typed: str) -> None:
    await clinic.say("/session new BLUE-7")
    reply = await clinic.say(f"/caps set BLUE-7 12 visits per {typed}")
    assert reply.headline.startswith("In which window?")
    for choice in reply.choices:
        await clinic.say(f"{choice.command} as well")
        assert clinic.answered, choice


async def test_a_cap_for_a_payer_is_for_managers(clinic: ClinicDesk) -> None:
    await clinic.say("/session new BLUE-7 payer cigna")
    refused = await clinic.say("/caps set cigna 20 visits per calendar year")
    assert refused.headline == "A cap for a whole payer is for managers."
    assert await clinic.charts.caps(1) == ()
    await clinic.say("/caps set cigna 20 visits per calendar year", manager=True)
    assert first_line(await clinic.log("BLUE-7", TODAY)).startswith("1 of 20 visits used, 19 left")


async def test_a_cap_is_taken_back(clinic: ClinicDesk) -> None:
    await clinic.say("/session new BLUE-7 payer cigna")
    reply = await clinic.say("/caps set BLUE-7 20 visits per calendar year")
    for whom in ("BLUE-7", "cigna"):
        await clinic.say(f"/caps set {whom} 20 visits per calendar year", manager=True)
    await clinic.say(button(reply, "Take the cap back"))
    assert [cap.subject for cap in await clinic.charts.caps(1)] == ["cigna"]
    gone = await clinic.say("/caps set cigna none", manager=True)
    assert "counts no more" in words(gone)
    assert "no limit is known" in first_line(await clinic.log("BLUE-7", TODAY))
    assert "There was no cap" in words(await clinic.say("/caps set BLUE-7 none"))


async def test_a_cap_set_again_takes_the_place_of_the_first(clinic: ClinicDesk) -> None:
    await _patient(clinic, "RED-1", 1)
    reply = await clinic.say("/caps set RED-1 5 visits per calendar year")
    assert first_line(reply).startswith("1 of 5 visits used, 4 left")


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        pytest.param("", "For which payer or alias?", id="nothing"),
        pytest.param("RED-1", "How many visits?", id="no number"),
        pytest.param("RED-9 5 visits per month", "There is no alias RED-9", id="unknown alias"),
        pytest.param("zzqx 5 visits per month", "is neither an alias", id="unknown payer"),
        pytest.param("blue cross 5 visits per month", "Of which state", id="several payers"),
    ],
)
async def test_a_cap_that_lacks_something_is_asked_for(
    clinic: ClinicDesk, typed: str, says: str
) -> None:
    await _patient(clinic, "RED-1", 1)
    reply = await clinic.say(f"/caps set {typed}", manager=True)
    assert not clinic.answered
    assert says in reply.headline


@pytest.mark.parametrize("over", ["", "over "])
async def test_a_name_of_several_payers_is_asked_back(clinic: ClinicDesk, over: str) -> None:
    reply = await clinic.say(f"/caps {over}bcbs michigan")
    assert reply.headline == "Which plan do you mean?"
    offered = {choice.label: choice.command for choice in reply.choices}
    assert offered["BCBS Michigan Medicare Advantage"] == (
        f"/caps {over}BCBS Michigan Medicare Advantage"
    )
    assert list(offered) == sorted(offered)


@pytest.mark.parametrize("typed", ["zzqx", "after nonsense", "RED-9", "preview 300"])
async def test_what_is_no_board_is_said(clinic: ClinicDesk, typed: str) -> None:
    reply = await clinic.say(f"/caps {typed}")
    assert not clinic.answered
    assert reply.choices


async def test_of_a_plan_year_it_is_asked_when_it_begins_and_any_day_may_be_typed(
    clinic: ClinicDesk,
) -> None:
    asked = await clinic.say("/caps set aetna 20 visits per plan year", manager=True)
    assert "On which day does the plan's year begin?" in words(asked)
    assert "/caps set Aetna 20 visits per plan year from March 15" in words(asked)
    assert "Benefit year from October 1" in [choice.label for choice in asked.choices]


@pytest.mark.parametrize(
    ("typed", "begins"),
    [
        ("per plan year starting october", "Oct 1"),
        ("per plan year starting October 15", "Oct 15"),
        ("per benefit year from may", "May 1"),
        ("per year beginning 3/15", "Mar 15"),
        ("per contract year from sept.", "Sep 1"),
    ],
)
async def test_a_plan_year_begins_on_any_day_or_with_a_month(
    clinic: ClinicDesk, typed: str, begins: str
) -> None:
    reply = await clinic.say(f"/caps set aetna 20 visits {typed}", manager=True)
    assert f"20 visits per benefit year from {begins}." in words(reply)


async def test_two_limits_that_are_alike_but_for_the_discipline_are_told_apart(
    pack: FactBook,
) -> None:
    clinic = ClinicDesk(pack, "PT")
    await clinic.say("/session new OAK-71 payer washington l&i")
    await clinic.say("/session log OAK-71 20560 on 11/18/26")
    await clinic.say("/session authorize OAK-71 2 visits from 11/18/26 until 12/31/26")
    titles = [section.title for section in (await clinic.say("/caps OAK-71 details")).sections]
    assert "Washington L&I: 14 visits of PT per injury" in titles
    assert "Washington L&I: 14 visits of OT per injury" in titles
    shown = words(await clinic.say("/session show OAK-71"))
    assert "per injury OT" not in shown
    other = words(await clinic.say("/session log OAK-71 97530 ot on 11/19/26"))
    assert "12 per injury" not in other + words(await clinic.say("/session show OAK-71 details"))
