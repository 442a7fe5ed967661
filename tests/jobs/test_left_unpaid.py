"""What a payer left unpaid who pays no more stays told and alerted until somebody mends it."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from models.alerts.alert import AlertKind
from models.alerts.alert_state import AlertState
from models.period import Period
from models.ports import Slice
from models.storage.verify_counts import prove
from models.visits import counting
from models.visits.authorization import Authorization
from models.visits.cap import Cap, CapScope
from models.visits.events import (
    AuthorizationAdded,
    PayerSet,
    SecondarySet,
    SessionVoided,
)
from models.visits.window import CalendarYear
from tests.handlers.front_desk import words
from tests.jobs.clinic_day import ClinicDay

OAK = "OAK-1"
CHANGED = PayerSet("cigna", date(2026, 11, 20))
OPEN = {AlertState.NOTED, AlertState.SENT, AlertState.ACKNOWLEDGED}


def granted(number: int, first: date, last: date, key: str = "one") -> AuthorizationAdded:
    """Aetna authorizes so many visits."""
    return AuthorizationAdded(Authorization(key, number, Period(first, last)))


@pytest.fixture
async def told(day: ClinicDay) -> ClinicDay:
    """Two of three visits are beyond what Aetna authorized, one after its end; the team read it."""
    await day.begin(OAK, "aetna")
    await day.amend(OAK, granted(1, date(2026, 11, 1), date(2026, 11, 10)))
    for on in (date(2026, 11, 3), date(2026, 11, 5), date(2026, 11, 9), date(2026, 11, 16)):
        await day.log(OAK, on)
    await day.tick(seconds=3)
    return day


async def open_kinds(day: ClinicDay) -> set[AlertKind]:
    """What is warned of still."""
    return {alert.ref.kind for alert in await day.alerts(*OPEN)}


async def test_another_payer_takes_no_alert_back_of_what_the_old_one_left_unpaid(
    told: ClinicDay,
) -> None:
    assert await open_kinds(told) == {AlertKind.OVER, AlertKind.UNCOVERED}
    await told.amend(OAK, CHANGED)
    await told.log(OAK)
    await told.tick(seconds=3)
    assert await open_kinds(told) == {AlertKind.OVER, AlertKind.UNCOVERED}
    says = " ".join(words(reply) for reply in told.team)
    assert "Authorization number 1 of Aetna" in says
    assert "Ask Aetna, which paid then, for authorization dated back." in says
    assert "resolved" not in says


async def test_it_ends_once_what_was_over_is_authorized_or_void(told: ClinicDay) -> None:
    await told.amend(OAK, CHANGED)
    await told.amend(OAK, granted(4, date(2026, 11, 1), date(2026, 11, 19), "two"))
    assert await open_kinds(told) == set()
    await told.charts.amend(told.clinic.id, OAK, lambda _: (), told.by)
    chart = await told.charts.find(told.clinic.id, OAK)
    assert chart
    assert not [*counting.left_unpaid(chart, told.book, told.today)]


async def test_a_visit_that_is_void_is_over_no_more(told: ClinicDay) -> None:
    await told.amend(OAK, CHANGED)
    await told.amend(OAK, *(SessionVoided(number, "undone") for number in (2, 3)))
    assert await open_kinds(told) == {AlertKind.UNCOVERED}


async def test_the_board_and_the_digest_say_what_is_over_with_a_payer_before(
    told: ClinicDay,
) -> None:
    await told.amend(OAK, CHANGED)
    (row,) = (await told.charts.board(told.clinic.id, told.today, Slice(over=True))).rows
    assert (row.left, row.passed) == (None, "2 over with a payer before")
    assert row.payer == "cigna"
    (alias,) = await told.charts.open_aliases(told.clinic.id, told.today, date(2027, 1, 1))
    assert alias.standings == ()
    proof = await prove(told.clinic.id, lambda chart, on: counting.count(chart, told.book, on))
    assert not proof.disagreements
    told.now += timedelta(hours=20)
    await told.tick(seconds=3)
    digest = next(text for text in map(words, told.team) if "Over a limit" in text)
    assert "OAK-1: 2 over with a payer before" in digest
    assert "Logged late" not in digest, "it is told once"


async def test_a_limit_of_a_second_payer_that_pays_no_more_stays_over(day: ClinicDay) -> None:
    await day.begin(OAK, "medicare")
    cap = Cap(CapScope.PAYER, "aetna", 2, CalendarYear(), "UBOSS", date(2026, 1, 1))
    await day.charts.set_cap(day.clinic.id, cap, day.by)
    await day.amend(OAK, SecondarySet("aetna", date(2026, 11, 1)))
    await day.log(OAK, date(2026, 11, 12), times=3)
    assert AlertKind.OVER in await open_kinds(day)
    await day.amend(OAK, SecondarySet(None, date(2026, 11, 20)))
    assert AlertKind.OVER in await open_kinds(day)
    (row,) = (await day.charts.board(day.clinic.id, day.today, Slice(over=True))).rows
    assert row.passed == "1 over with a payer before"


async def test_what_has_room_at_a_payer_before_warns_of_nothing_more(day: ClinicDay) -> None:
    await day.begin(OAK, "aetna")
    await day.amend(OAK, granted(3, date(2026, 11, 1), date(2026, 12, 30)))
    await day.log(OAK, date(2026, 11, 12), times=2)
    assert await open_kinds(day) == {AlertKind.LEFT}
    await day.amend(OAK, CHANGED)
    assert await open_kinds(day) == set()


async def test_after_a_year_nobody_is_asked_for_it_any_more(told: ClinicDay) -> None:
    await told.amend(OAK, CHANGED)
    told.now += timedelta(days=370)
    await told.tick(seconds=3)
    assert await open_kinds(told) == set()
    assert not (await told.charts.board(told.clinic.id, told.today, Slice(over=True))).rows
