"""One undo takes back all that one list did: the visits of a day, a paste of bookings."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from models.clinic.audit import PART, AuditEntry, AuditEvent, as_detail
from models.coverage.fact_book import FactBook
from models.visits.deed import deeds_of
from tests.handlers.clinic_desk import NOON, ClinicDesk, button
from tests.handlers.front_desk import rows, words

THREE = ("OAK-12", "ELM-3", "FERN-44")
LOG = "/session log OAK-12, ELM-3, FERN-44 20561 on 11/20"
BOOK = "/caps book OAK-12 12/1 12/3; ELM-3 12/1; FERN-44 12/2"


@pytest.fixture
async def clinic(pack: FactBook) -> ClinicDesk:
    """A clinic with three aliases and nothing else."""
    desk = ClinicDesk(pack, "PT")
    for alias in THREE:
        await desk.say(f"/session new {alias} payer aetna", by="bob")
    return desk


async def kept(clinic: ClinicDesk) -> dict[str, tuple[int, int]]:
    """How many sessions stand and how many days are booked, by alias."""
    charts = {alias: await clinic.charts.find(1, alias) for alias in THREE}
    return {
        alias: (sum(not s.voided for s in chart.history.sessions), len(chart.booked))
        for alias, chart in charts.items()
        if chart
    }


NOTHING = dict.fromkeys(THREE, (0, 0))


@pytest.mark.parametrize("undo", ["/session undo", "/session undo all", "/session undo the list"])
@pytest.mark.parametrize(
    ("does", "named"),
    [
        pytest.param(
            LOG, "session 1 of OAK-12, session 1 of ELM-3 and session 1 of FERN-44", id="a day"
        ),
        pytest.param(
            BOOK,
            "booking 12/1 12/3 of OAK-12, booking 12/1 of ELM-3 and booking 12/2 of FERN-44",
            id="a paste",
        ),
    ],
)
async def test_undo_after_a_list_names_all_of_it_first_and_takes_all_of_it_back(
    clinic: ClinicDesk, does: str, named: str, undo: str
) -> None:
    await clinic.say(does)
    reply = await clinic.say(undo)
    assert reply.headline == f"Taken back: {named}."
    assert [row.cells[0] for row in rows(reply)] == [*THREE]
    assert await kept(clinic) == NOTHING


@pytest.mark.parametrize("does", [LOG, BOOK])
async def test_the_buttons_of_a_list_take_it_back_and_do_it_once_more(
    clinic: ClinicDesk, does: str
) -> None:
    done = await clinic.say(does)
    as_done = await kept(clinic)
    taken_back = await clinic.say(button(done, "Undo all 3"))
    assert await kept(clinic) == NOTHING
    await clinic.say(taken_back.choices[0].command)
    assert await kept(clinic) == as_done


async def test_two_days_of_one_alias_are_taken_back_together(clinic: ClinicDesk) -> None:
    asked = await clinic.say("/session log OAK-12 20561 11/19 11/20")
    done = await clinic.say(button(asked, "Both days"))
    assert await clinic.numbers("OAK-12") == [1, 2]
    taken_back = await clinic.say(button(done, "Undo both"))
    assert "Taken back: session 1 and session 2 of OAK-12" in taken_back.headline
    assert await clinic.numbers("OAK-12") == []
    await clinic.say(button(taken_back, "Log them after all"))
    assert await clinic.numbers("OAK-12") == [3, 4]


async def test_a_list_that_names_an_alias_twice_is_taken_back_by_its_button(
    clinic: ClinicDesk,
) -> None:
    done = await clinic.say("/session log OAK-12 on 11/19; ELM-3 on 11/19; OAK-12 on 11/20")
    taken_back = await clinic.say(button(done, "Undo all 3"))
    assert await kept(clinic) == NOTHING
    await clinic.say(button(taken_back, "Log them after all"))
    assert await clinic.numbers("OAK-12") == [3, 4]


async def test_a_no_show_within_a_list_is_booked_again_with_the_rest(clinic: ClinicDesk) -> None:
    await clinic.say("/caps book OAK-12, ELM-3 11/23", by="bob")
    before = await kept(clinic)
    await clinic.say("/session log OAK-12; ELM-3 no-show; FERN-44")
    await clinic.say("/session undo")
    assert await kept(clinic) == before


async def test_what_is_left_of_a_list_is_asked_about_and_taken_back(clinic: ClinicDesk) -> None:
    done = await clinic.say(LOG)
    await clinic.say(button(done, "Undo OAK-12"))
    asked = await clinic.say("/session undo")
    assert asked.headline == "Undo session 1 of ELM-3 and session 1 of FERN-44?"
    await clinic.say(asked.choices[0].command)
    assert await kept(clinic) == NOTHING


async def test_a_long_list_is_named_by_its_ends_and_taken_back_whole(clinic: ClinicDesk) -> None:
    many = [f"PINE-{number}" for number in range(1, 71)]
    for alias in many:
        await clinic.say(f"/session new {alias} payer aetna", by="bob")
    await clinic.say(f"/session log {', '.join(many)} 20561")
    reply = await clinic.say("/session undo")
    assert reply.headline == "Taken back: all 70, session 1 of PINE-1 to session 1 of PINE-70."
    assert [await clinic.numbers(alias) for alias in many] == [[]] * 70


async def test_undo_all_after_a_single_deed_asks_first(clinic: ClinicDesk) -> None:
    await clinic.say("/session log OAK-12 20561")
    reply = await clinic.say("/session undo all")
    assert reply.headline.startswith("Undo session 1 of OAK-12")
    assert await clinic.numbers("OAK-12") == [1]


async def test_undo_of_a_session_after_bookings_says_that_they_are_none(clinic: ClinicDesk) -> None:
    await clinic.say(BOOK)
    reply = await clinic.say("/session undo the session")
    assert "It is what you did last, and no session, so nothing was undone yet." in words(reply)


async def test_somebody_elses_list_is_not_touched(clinic: ClinicDesk) -> None:
    await clinic.say(LOG)
    before = await kept(clinic)
    await clinic.say("/session log OAK-12 20561 on 11/19", by="bob")
    await clinic.say("/session undo", by="bob")
    assert await kept(clinic) == before


def test_a_list_stays_one_deed_where_something_else_was_done_meanwhile() -> None:
    """Two windows of one member: each entry belongs to the request of its own instant."""
    other = datetime(2026, 11, 23, 18, tzinfo=UTC)
    entries = [
        _entry(1, "OAK-12", NOON),
        _entry(2, "ELM-3", other),
        _entry(3, "FERN-44", NOON, part=2),
        _entry(4, "ASH-9", other + timedelta(seconds=1), part=2),
    ]
    assert [deed.numbers for deed in deeds_of(entries)] == [(4,), (2,), (1, 3)]


def _entry(number: int, alias: str, at: datetime, part: int = 1) -> AuditEntry:
    detail = as_detail({"number": 1, **({PART: part} if part > 1 else {})})
    event = AuditEvent(at, "amy", "session logged", alias, detail)
    return AuditEntry(1, number, event, "salt", "", "", "", "")
