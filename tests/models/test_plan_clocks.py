"""The clocks of a plan of care, and days without a referral, by the words of their sources."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from models.coverage.fact_book import FactBook
from models.visits.chart import Chart
from models.visits.history import History
from models.visits.plan_clocks import clocks
from models.visits.plan_of_care import Nearness, PlanClock, PlanDuty, PlanEntry, PlanStep
from models.visits.session import Discipline, Session

S = PlanStep
NOV_20 = date(2026, 11, 20)
DAY = timedelta(days=1)


def chart(
    *entries: PlanEntry,
    payer: str | None = "medicare",
    state: str = "NC",
    days: tuple[date, ...] = (),
    booked: tuple[date, ...] = (),
) -> Chart:
    """A chart with a plan of care that begins on Nov 20, and sessions on some days."""
    begun = [] if any(e.step is S.BEGUN for e in entries) else [PlanEntry(NOV_20, S.BEGUN)]
    sessions = tuple(Session(n, on, ("97110",)) for n, on in enumerate(days, start=1))
    return Chart(
        1, 1, "BLUE-47K", NOV_20, payer, state=state, booked=booked,
        care_plan=(*begun, *entries), history=History(sessions=sessions),
    )  # fmt: skip


def owed(of: Chart, book: FactBook, on: date) -> dict[PlanDuty, PlanClock]:
    """What is owed on a day, by duty."""
    return {clock.duty: clock for clock in clocks(of, book, on)}


def noted(step: PlanStep, month: int, day: int, year: int = 2026, **more: object) -> PlanEntry:
    """A step on a day."""
    return PlanEntry(date(year, month, day), step, **more)  # type: ignore[arg-type]


def weekly(number: int, first: date = NOV_20) -> tuple[date, ...]:
    """So many days, two of each week."""
    return tuple(first + (n // 2 * 7 + n % 2 * 3) * DAY for n in range(number))


ORDER = noted(S.REFERRED, 11, 3)
"""A referral of before the first treatment day."""


@pytest.mark.parametrize(
    ("entries", "last"),
    [
        pytest.param((), date(2026, 12, 20), id="in the 30 days following the first treatment day"),
        pytest.param((noted(S.CERTIFIED, 12, 1),), None, id="signed and dated"),
        pytest.param((noted(S.SENT, 11, 25),), date(2026, 12, 20), id="sent, no order is told of"),
        pytest.param((ORDER, noted(S.SENT, 11, 25)), None, id="since 2025 sent, with an order"),
        pytest.param((ORDER, noted(S.SENT, 12, 20)), None, id="sent on the last day"),
        pytest.param((ORDER, noted(S.SENT, 12, 21)), date(2026, 12, 20), id="sent too late"),
        pytest.param(
            (ORDER, noted(S.SENT, 12, 1), noted(S.SENT, 12, 21)), None, id="sent again late"
        ),
        pytest.param(
            (noted(S.BEGUN, 11, 20, is_direct=True), noted(S.SENT, 11, 25)),
            date(2026, 12, 20), id="sent, but nobody ordered",
        ),
        pytest.param(
            (
                noted(S.BEGUN, 11, 20, is_direct=True),
                noted(S.SENT, 11, 25), noted(S.REFERRED, 11, 24),
            ),
            None, id="sent, and an order came",
        ),
        pytest.param((noted(S.CERTIFIED, 11, 19),), None, id="signed before the first treatment"),
        pytest.param(
            (
                noted(S.BEGUN, 8, 20), noted(S.CERTIFIED, 8, 25), noted(S.ENDED, 10, 30),
                noted(S.BEGUN, 11, 20),
            ),
            date(2026, 12, 20), id="of an earlier plan",
        ),
    ],
)  # fmt: skip
def test_a_plan_is_certified_within_30_days(
    pack: FactBook, entries: tuple[PlanEntry, ...], last: date | None
) -> None:
    clock = owed(chart(*entries), pack, date(2026, 12, 22)).get(PlanDuty.CERTIFY)
    assert (clock.last if clock else None) == last


def test_before_2025_a_plan_that_was_sent_still_needed_its_signature(pack: FactBook) -> None:
    old = chart(noted(S.BEGUN, 12, 2, 2024), noted(S.SENT, 12, 5, 2024))
    clock = owed(old, pack, date(2024, 12, 20))[PlanDuty.CERTIFY]
    assert clock.last == date(2025, 1, 1)


@pytest.mark.parametrize(
    ("entries", "last"),
    [
        pytest.param((), date(2027, 2, 17), id="90 calendar days from the initial treatment"),
        pytest.param((noted(S.CERTIFIED, 12, 1),), date(2027, 2, 17), id="not from the signature"),
        pytest.param(
            (noted(S.BEGUN, 11, 20, until=date(2027, 1, 15)),),
            date(2027, 1, 15), id="or the plan's duration, whichever is less",
        ),
        pytest.param(
            (noted(S.BEGUN, 11, 20, until=date(2027, 6, 1)),), date(2027, 2, 17),
            id="never longer than 90 days",
        ),
        pytest.param(
            (noted(S.CERTIFIED, 12, 1, until=date(2026, 12, 31)),), date(2026, 12, 31),
            id="signed for less",
        ),
        pytest.param(
            (noted(S.CERTIFIED, 12, 1), noted(S.RECERTIFIED, 2, 10, 2027)), date(2027, 5, 10),
            id="90 days from the last recertification",
        ),
        pytest.param((noted(S.SENT, 11, 25),), date(2027, 2, 17), id="sent: for the first only"),
    ],
)  # fmt: skip
def test_a_plan_is_recertified_within_90_days(
    pack: FactBook, entries: tuple[PlanEntry, ...], last: date
) -> None:
    assert owed(chart(*entries), pack, date(2027, 2, 12))[PlanDuty.RECERTIFY].last == last


@pytest.mark.parametrize(
    ("days", "reported", "used", "nearness"),
    [
        pytest.param(weekly(1), None, 1, Nearness.FAR, id="the evaluation is a treatment day"),
        pytest.param(weekly(7), None, 7, Nearness.FAR, id="7 days"),
        pytest.param(weekly(8), None, 8, Nearness.SOON, id="8 days: 2 are left"),
        pytest.param(weekly(10), None, 10, Nearness.LAST, id="at least once every 10"),
        pytest.param(weekly(11), None, 11, Nearness.LAST, id="past it"),
        pytest.param(weekly(10), weekly(6)[-1], 4, Nearness.FAR, id="written early: a new count"),
        pytest.param(weekly(10), weekly(10)[-1], 0, Nearness.FAR, id="written on the tenth"),
        pytest.param((NOV_20, NOV_20, NOV_20), None, 1, Nearness.FAR, id="three on one day"),
        pytest.param((NOV_20, NOV_20 - DAY), None, 1, Nearness.FAR, id="before the plan"),
        pytest.param((), None, 1, Nearness.FAR, id="its first day is told, and not logged"),
        pytest.param(weekly(10)[1:], None, 10, Nearness.LAST, id="the same, and nine more"),
    ],
)  # fmt: skip
def test_a_progress_report_is_owed_every_ten_treatment_days(
    pack: FactBook, days: tuple[date, ...], reported: date | None, used: int, nearness: Nearness
) -> None:
    on = date(2026, 12, 31)
    entries = (PlanEntry(reported, S.REPORTED),) if reported else ()
    clock = owed(chart(*entries, days=days), pack, on)[PlanDuty.REPORT]
    assert (clock.used, clock.of, clock.nearness(on)) == (used, 10, nearness)
    assert clock.is_late(on) is (used > 10)


@pytest.mark.parametrize(
    ("change", "used"),
    [
        pytest.param({"voided": "wrong day"}, 9, id="voided"),
        pytest.param({"self_pay": True, "codes": ("20560",)}, 9, id="needling for cash alone"),
        pytest.param({"self_pay": True, "codes": ()}, 9, id="needling for cash, no code"),
        pytest.param({"codes": ("20560",)}, 10, id="needling that is billed: the sooner day"),
        pytest.param({"discipline": Discipline.ACUPUNCTURE}, 9, id="acupuncture"),
        pytest.param({"discipline": Discipline.OT}, 10, id="occupational therapy"),
    ],
)  # fmt: skip
def test_a_day_of_no_therapy_is_no_treatment_day(
    pack: FactBook, change: dict[str, object], used: int
) -> None:
    of = chart(days=weekly(10))
    *others, last = of.history.sessions
    changed = replace(last, **change)  # type: ignore[arg-type]
    of = replace(of, history=History(sessions=(*others, changed)))
    assert owed(of, pack, date(2026, 12, 31))[PlanDuty.REPORT].used == used


def test_the_tenth_day_is_told_where_it_is_booked(pack: FactBook) -> None:
    ahead = tuple(date(2026, 12, 16) + n * DAY for n in range(4))
    of = chart(days=weekly(7), booked=ahead)  # the seventh was on Dec 11
    clock = owed(of, pack, date(2026, 12, 15))[PlanDuty.REPORT]
    assert (clock.used, clock.expected) == (7, date(2026, 12, 18)), "the third that is booked"
    without = owed(replace(of, booked=ahead[:2]), pack, date(2026, 12, 15))[PlanDuty.REPORT]
    assert without.expected is None


@pytest.mark.parametrize(
    ("state", "last", "visits"),
    [
        pytest.param("NY", date(2026, 12, 19), 10, id="New York: 10 visits or 30 days"),
        pytest.param("CA", date(2027, 1, 3), 12, id="California: 12 visits or 45 days"),
        pytest.param("FL", date(2026, 12, 19), 0, id="Florida: 30 days"),
        pytest.param("GA", date(2026, 12, 10), 8, id="Georgia: 8 visits or 21 days"),
        pytest.param("MI", date(2026, 12, 10), 10, id="Michigan: 10 visits or 21 days"),
        pytest.param("PA", date(2026, 12, 19), 0, id="Pennsylvania: 30 days"),
        pytest.param("TN", date(2027, 2, 17), 0, id="Tennessee: 90 days"),
        pytest.param("TX", date(2026, 12, 4), 0, id="Texas: 10 business days, Thanksgiving none"),
        pytest.param("NC", None, 0, id="North Carolina: no limit"),
        pytest.param("NJ", None, 0, id="New Jersey: a number that nobody confirmed"),
    ],
)
def test_a_state_lets_therapy_begin_without_a_referral_for_a_while(
    pack: FactBook, state: str, last: date | None, visits: int
) -> None:
    direct = chart(noted(S.BEGUN, 11, 20, is_direct=True), state=state, payer="aetna")
    clock = owed(direct, pack, NOV_20).get(PlanDuty.REFERRAL)
    assert ((clock.last, clock.of) if clock else (None, 0)) == (last, visits)
    referred = replace(direct, care_plan=(*direct.care_plan, noted(S.REFERRED, 11, 20)))
    assert owed(referred, pack, NOV_20) == {}, "a referral came, and Aetna is no Medicare"


@pytest.mark.parametrize(
    ("payer", "number"),
    [
        pytest.param("medicare", 3, id="original Medicare"),
        pytest.param("railroad_medicare", 3, id="Railroad Medicare"),
        pytest.param(None, 3, id="no payer set: whoever notes a plan means Medicare's"),
        pytest.param("aetna", 0, id="commercial"),
        pytest.param("uhc_ma", 0, id="Medicare Advantage: ask the plan"),
    ],
)
def test_the_clocks_are_original_medicares(pack: FactBook, payer: str | None, number: int) -> None:
    assert len(owed(chart(payer=payer), pack, NOV_20)) == number


def test_a_plan_that_ended_or_a_closed_chart_owes_nothing(pack: FactBook) -> None:
    on = date(2026, 12, 10)
    assert owed(chart(noted(S.ENDED, 12, 9)), pack, on) == {}
    assert owed(replace(chart(), closed=on), pack, on) == {}
    again = chart(noted(S.ENDED, 12, 9), noted(S.BEGUN, 12, 10))
    again = replace(again, care_plan=(PlanEntry(NOV_20, S.BEGUN), *again.care_plan))
    assert owed(again, pack, on)[PlanDuty.CERTIFY].last == date(2027, 1, 9), "a new plan"
    same_day = chart(noted(S.BEGUN, 11, 20), noted(S.ENDED, 12, 10), noted(S.BEGUN, 12, 10))
    assert owed(same_day, pack, on)[PlanDuty.CERTIFY].last == date(2027, 1, 9), "on its last day"
    one_day = chart(noted(S.BEGUN, 12, 10), noted(S.ENDED, 12, 10))
    assert owed(one_day, pack, on) == {}, "begun and ended at once"


@pytest.mark.parametrize(
    ("on", "nearness"),
    [
        pytest.param(date(2026, 12, 12), Nearness.FAR, id="8 days before"),
        pytest.param(date(2026, 12, 13), Nearness.SOON, id="7 days before"),
        pytest.param(date(2026, 12, 20), Nearness.LAST, id="on the last day"),
        pytest.param(date(2026, 12, 21), Nearness.LAST, id="a day late"),
    ],
)
def test_a_certification_is_near_seven_days_before(
    pack: FactBook, on: date, nearness: Nearness
) -> None:
    clock = owed(chart(), pack, on)[PlanDuty.CERTIFY]
    assert clock.nearness(on) is nearness
    assert clock.is_late(on) is (on > date(2026, 12, 20))
