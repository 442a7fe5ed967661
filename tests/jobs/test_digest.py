"""The morning digest: at its hour on the clinic's wall, once, and only with something to say."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from jobs import digest, recount_due, send_alerts
from jobs.digest_content import worded
from models.alerts.actions import Acknowledge
from models.alerts.alert_state import AlertState
from models.alerts.hours import Hours
from models.alerts.thresholds import Thresholds
from models.clinic.payer_tick import PayerTick
from models.clinic.preferences import Preferences
from models.clinic.receipt import Receipt, ToldReceipt
from models.coverage.fact_book import FactBook
from models.coverage.fact_report import FactCheck, FactPart, FactReport
from models.mention import channel, person
from models.period import Period
from models.ports import Refusal, Undelivered
from models.reply import Reply
from models.storage.database import Database
from models.understanding.canonical_command import OfUnlistedPayer
from models.visits.authorization import Authorization
from models.visits.cap import Cap, CapScope
from models.visits.chart import Chart
from models.visits.events import AuthorizationAdded
from models.visits.limit import Limit, Unit
from models.visits.program_window import CalendarDay
from models.visits.window import CalendarYear
from tests import glance
from tests.jobs.clinic_day import TEAM, ClinicDay
from tests.models.small_book import position, small_book

BLUE, RED = "BLUE-47K", "RED-22F"
EVERY_DAY = Hours(digest=time(8), days=tuple(range(7)), quiet=None)
HONOLULU, NEW_YORK = ZoneInfo("Pacific/Honolulu"), ZoneInfo("America/New_York")
EIGHT = (13, 0)  # 8 in the morning in New York in winter, in UTC
MINUTE = timedelta(minutes=1)


def digests(replies: list[Reply]) -> list[Reply]:
    """The digests among messages."""
    return [reply for reply in replies if reply.headline.startswith("This morning")]


def sections(reply: Reply) -> dict[str, list[str]]:
    """What a digest says, by section."""
    return {each.title: [line.text for line in each.lines] for each in reply.opened().sections}


async def near(
    day: ClinicDay, alias: str = BLUE, used: int = 3, allowed: int = 5, payer: str | None = None
) -> None:
    """An alias with so many visits used of those allowed."""
    await day.begin(alias, payer)
    cap = Cap(CapScope.ALIAS, alias, allowed, CalendarYear(), "UBOSS", day.today)
    await day.charts.set_cap(day.clinic.id, cap, day.by)
    await day.log(alias, times=used)


async def morning(day: ClinicDay, *, days: int = 1) -> Reply | None:
    """The digest of a later morning in New York, if one comes."""
    before = len(digests(day.team))
    then = (day.now + timedelta(days=days)).replace(hour=EIGHT[0], minute=EIGHT[1])
    await day.fire(digest.JOB)
    day.now = then
    await day.fire(digest.JOB)
    await day.tick(seconds=4)
    found = digests(day.team)[before:]
    assert len(found) <= 1
    return found[0] if found else None


def instants(first: date, days: int) -> Iterator[datetime]:
    """Every minute around the morning in either place, and now and then between."""
    at = datetime(first.year, first.month, first.day, 10, tzinfo=UTC)
    end = at + timedelta(days=days)
    while at < end:
        is_morning = any(7 <= at.astimezone(zone).hour <= 8 for zone in (HONOLULU, NEW_YORK))
        if is_morning or at.minute % 20 == 0:
            yield at
        at += MINUTE


@pytest.mark.parametrize(
    "turn",
    [
        pytest.param(date(2026, 3, 8), id="clocks are turned forward"),
        pytest.param(date(2026, 11, 1), id="clocks are turned back"),
    ],
)
async def test_two_clinics_get_one_digest_a_day_at_eight_on_their_own_wall(
    turn: date, database: Database, pack: FactBook
) -> None:
    first = turn - timedelta(days=2)
    start = datetime(first.year, first.month, first.day, 9, tzinfo=UTC)
    clinics = {}
    for zone in (HONOLULU, NEW_YORK):
        day = await ClinicDay(pack, start).open(zone.key, zone.key)
        await day.prefer(Preferences(hours=EVERY_DAY, channel=channel(zone.key)))
        await near(day)
        clinics[zone] = day
    here = clinics[HONOLULU]
    for here.now in instants(first, days=5):
        for job in (recount_due.JOB, digest.JOB, send_alerts.JOB):
            await here.fire(job)
    for zone in clinics:
        posted = [each for each in here.messages.posted.values() if each.place == channel(zone.key)]
        told = [
            each.at.astimezone(zone).replace(tzinfo=None)
            for each in posted
            if digests([each.reply])
        ]
        assert told == [datetime.combine(first + timedelta(days=n), time(8)) for n in range(5)]


async def test_two_workers_that_fire_at_the_same_instant_send_one(day: ClinicDay) -> None:
    await near(day)
    await day.tick(seconds=2)
    day.now = day.now.replace(hour=EIGHT[0], minute=0) + timedelta(days=1)
    for job in (digest.JOB, send_alerts.JOB, digest.JOB, send_alerts.JOB):
        await asyncio.gather(*(day.fire(job, worker) for worker in ("w1", "w2", "w3")))
    assert len(digests(day.team)) == 1


async def test_a_pass_says_how_many_are_owed(day: ClinicDay) -> None:
    assert await day.fire(digest.JOB) == "Nothing is due."
    day.now = day.now.replace(hour=EIGHT[0], minute=0) + timedelta(days=1)
    assert await day.fire(digest.JOB) == "1 digest owed."
    assert await day.fire(digest.JOB) == "Nothing is due."


async def test_a_digest_with_nothing_to_say_is_not_sent(day: ClinicDay) -> None:
    assert await morning(day) is None
    await near(day, used=1, allowed=30)
    assert await morning(day) is None
    await near(day, RED)
    assert await morning(day, days=2), "Thursday is Thanksgiving"


async def test_on_a_day_off_none_comes(day: ClinicDay) -> None:
    await near(day)
    friday = await morning(day, days=4)
    assert friday
    assert friday.headline == "This morning · Fri Nov 27, 2026"
    assert await morning(day, days=1) is None
    assert await morning(day, days=1) is None
    assert await morning(day, days=1)


async def test_a_clinic_that_wants_none_gets_none(day: ClinicDay) -> None:
    await near(day)
    hours = replace(day.clinic.preferences.hours, digest=None)
    await day.prefer(replace(day.clinic.preferences, hours=hours))
    assert await morning(day) is None


async def test_another_hour_holds_from_the_next_morning(day: ClinicDay) -> None:
    await near(day)
    await day.tick(seconds=2)
    hours = replace(day.clinic.preferences.hours, digest=time(9, 30))
    await day.prefer(replace(day.clinic.preferences, hours=hours))
    assert await morning(day) is None
    day.later(minutes=89)
    await day.tick()
    assert digests(day.team) == []
    day.later(minutes=1)
    await day.tick(seconds=1)
    assert len(digests(day.team)) == 1


async def test_one_that_nobody_could_send_for_half_a_day_is_left_to_the_next(
    day: ClinicDay,
) -> None:
    await near(day)
    await day.tick(seconds=2)
    day.now = day.now.replace(hour=EIGHT[0]) + timedelta(days=1, hours=7)
    await day.tick(seconds=2)
    assert digests(day.team) == []
    assert await morning(day)


@pytest.mark.parametrize(
    ("late", "come"),
    [
        pytest.param(timedelta(hours=6), 1, id="six hours"),
        pytest.param(timedelta(hours=6, minutes=1), 0, id="and a minute"),
    ],
)
async def test_it_comes_up_to_six_hours_late(day: ClinicDay, late: timedelta, come: int) -> None:
    await near(day)
    await day.tick(seconds=2)
    day.now = day.now.replace(hour=EIGHT[0], minute=0, second=0) + timedelta(days=1) + late
    await day.tick(seconds=2)
    assert len(digests(day.team)) == come


async def test_a_lost_answer_repeats_it_and_says_so(day: ClinicDay) -> None:
    await near(day)
    await day.tick(seconds=2)
    day.messages.refusals[TEAM] = [Undelivered("timeout", uncertain=True)]
    day.messages.arrives = True
    day.now = day.now.replace(hour=EIGHT[0], minute=0) + timedelta(days=1)
    await day.tick(seconds=8)
    first, second = digests(day.team)
    assert not first.cautions
    assert "may be a repeat" in second.cautions[0].text


async def test_it_says_who_is_over_and_who_is_near(day: ClinicDay) -> None:
    await near(day, BLUE, used=6, allowed=5)
    await near(day, RED, used=4, allowed=5)
    await near(day, "GREEN-91H", used=1, allowed=5)
    reply = await morning(day)
    assert reply
    said = sections(reply)
    assert said["Over a limit"] == [f"{BLUE}: over by 1, 6 of 5 visits used, resets Jan 1, 2027"]
    assert said["Near a limit"] == [f"{RED}: 1 left, 4 of 5 visits used, resets Jan 1, 2027"]


async def test_treatments_are_told_as_treatments(day: ClinicDay) -> None:
    for alias, used in ((BLUE, 6), (RED, 4)):
        await day.begin(alias)
        cap = Cap(CapScope.ALIAS, alias, 5, CalendarYear(), "UBOSS", day.today, unit=Unit.TREATMENT)
        await day.charts.set_cap(day.clinic.id, cap, day.by)
        await day.log(alias, times=used)
    reply = await morning(day)
    assert reply
    said = sections(reply)
    assert "6 of 5 treatments used" in said["Over a limit"][0]
    assert "4 of 5 treatments used" in said["Near a limit"][0]


async def test_a_cap_of_a_single_day_is_near_for_nobody_and_hides_nobody(day: ClinicDay) -> None:
    for number in range(10, 45):
        alias = f"RED-{number}"
        await day.begin(alias)
        cap = Cap(CapScope.ALIAS, alias, 1, CalendarDay(), "UBOSS", day.today)
        await day.charts.set_cap(day.clinic.id, cap, day.by)
    await near(day, BLUE)
    reply = await morning(day)
    assert reply
    assert [line[: len(BLUE)] for line in sections(reply)["Near a limit"]] == [BLUE]


async def test_an_alias_with_nothing_left_is_near_and_not_over(day: ClinicDay) -> None:
    await near(day, BLUE, used=5, allowed=5)
    reply = await morning(day)
    assert reply
    assert "Over a limit" not in sections(reply)
    (line,) = sections(reply)["Near a limit"]
    assert line.startswith(f"{BLUE}: none left, 5 of 5 visits used")


async def test_what_lapsed_is_not_told_as_used_up(day: ClinicDay) -> None:
    await day.begin(BLUE)
    period = Period(day.today - timedelta(days=60), day.today - timedelta(days=1))
    await day.amend(BLUE, AuthorizationAdded(Authorization("1", 8, period)))
    await day.log(BLUE, period.last)
    reply = await morning(day)
    assert reply
    (line,) = sections(reply)["Near a limit"]
    assert line.startswith(f"{BLUE}: 7 lapsed, 1 of 8 visits used")


@pytest.mark.parametrize(("aliases", "more"), [(15, []), (16, ["And more: /caps"])])
async def test_a_long_list_says_that_there_are_more(
    day: ClinicDay, aliases: int, more: list[str]
) -> None:
    for number in range(10, 10 + aliases):
        await near(day, f"RED-{number}", used=4)
    reply = await morning(day)
    assert reply
    assert sections(reply)["Near a limit"][15:] == more


async def test_many_who_are_over_leave_room_for_all_who_are_near(day: ClinicDay) -> None:
    for number in range(10, 40):
        await near(day, f"RED-{number}", used=2, allowed=1)
    for number in range(10, 14):
        await near(day, f"BLUE-{number}", used=4)
    reply = await morning(day)
    assert reply
    assert sections(reply)["Over a limit"][15:] == ["And more: /caps over"]
    assert len(sections(reply)["Near a limit"]) == 4


async def test_it_says_once_for_each_payer_that_the_clinic_is_not_paid(day: ClinicDay) -> None:
    await near(day, payer="cigna", used=4)
    await near(day, RED, payer="cigna", used=4)
    reply = await morning(day)
    assert reply
    assert [line.text for line in reply.cautions] == [
        "Cigna does not pay a physical therapist for needling: check who bills."
    ]


async def test_each_chart_is_read_once_though_several_lists_name_it(
    day: ClinicDay, monkeypatch: pytest.MonkeyPatch
) -> None:
    clinic = replace(await day.records.clinic(day.clinic.id), profession="PT")
    await near(day, payer="cigna")
    until = day.today + timedelta(days=10)
    granted = Authorization("1", 6, Period(day.today - timedelta(days=60), until))
    await day.amend(BLUE, AuthorizationAdded(granted))
    services = day.services("digest")
    read, find = list[str](), services.charts.find

    async def counted(clinic_id: int, alias: str) -> Chart | None:
        read.append(alias)
        return await find(clinic_id, alias)

    monkeypatch.setattr(services.charts, "find", counted)
    reply = await worded(clinic, day.now, services, day.now, is_repeat=False)
    assert reply
    assert {"Near a limit", "Authorizations that end"} <= sections(reply).keys()
    assert reply.cautions
    assert read == [BLUE]


async def test_it_names_the_payer_of_who_is_near(day: ClinicDay) -> None:
    await near(day, payer="aetna", used=4)
    reply = await morning(day)
    assert reply
    (line,) = sections(reply)["Near a limit"]
    assert line == f"{BLUE}: 1 left, 4 of 5 visits used (Aetna), resets Jan 1, 2027"


async def test_it_says_by_when_to_ask_where_visits_come_so_that_it_can_be_told(
    day: ClinicDay,
) -> None:
    await day.begin(BLUE, "medi_cal")
    granted = Authorization("1", 6, Period(day.today - timedelta(days=60), date(2027, 3, 31)))
    await day.amend(BLUE, AuthorizationAdded(granted))
    for weeks in (4, 3, 2, 1):
        await day.log(BLUE, on=day.today - timedelta(weeks=weeks))
    reply = await morning(day)
    assert reply
    (line,) = sections(reply)["Near a limit"]
    assert line.endswith(
        ". Ask for authorization by Fri Nov 27, 2026: "
        "Medicaid and CHIP plans have 7 days to decide (second-hand)."
    )


async def test_who_is_near_by_the_payer_is_not_lost_behind_others_who_have_less_left(
    day: ClinicDay,
) -> None:
    of_aetna = (("aetna", Thresholds(left=(2,))),)
    await day.prefer(Preferences(channel=TEAM, warnings=Thresholds(left=(0,)), by_payer=of_aetna))
    for number in range(10, 26):
        await near(day, f"RED-{number}", used=4)
    await near(day, BLUE, used=3, payer="aetna")
    reply = await morning(day)
    assert reply
    assert [line[: len(BLUE)] for line in sections(reply)["Near a limit"]] == [BLUE]


async def test_it_says_which_authorizations_end_with_visits_left(day: ClinicDay) -> None:
    for alias, days in ((BLUE, 10), (RED, 60)):
        await day.begin(alias)
        period = Period(day.today, day.today + timedelta(days=days))
        await day.amend(alias, AuthorizationAdded(Authorization("1", 9, period)))
    reply = await morning(day)
    assert reply
    ends = "ends Thu Dec 3, 2026, 9 visits left"
    assert sections(reply)["Authorizations that end"] == [f"{BLUE}: {ends}"]


async def test_it_says_by_when_to_ask_before_an_authorization_ends(day: ClinicDay) -> None:
    await day.begin(BLUE, "medi_cal")
    last = day.today + timedelta(days=13)
    granted = Authorization("1", 30, Period(day.today - timedelta(days=60), last))
    await day.amend(BLUE, AuthorizationAdded(granted))
    for weeks in (4, 3, 2, 1):
        await day.log(BLUE, on=day.today - timedelta(weeks=weeks))
    reply = await morning(day)
    assert reply
    (line,) = sections(reply)["Authorizations that end"]
    assert line == (
        f"{BLUE}: ends Sun Dec 6, 2026, 26 visits left. Ask for authorization by Fri Nov 27, 2026: "
        "Medicaid and CHIP plans have 7 days to decide (second-hand)."
    )


async def test_every_list_that_goes_on_says_so(day: ClinicDay) -> None:
    period = Period(day.today, day.today + timedelta(days=10))
    for number in range(10, 26):
        await near(day, f"RED-{number}")
        await day.amend(f"RED-{number}", AuthorizationAdded(Authorization("1", 9, period)))
    await day.tick(seconds=40)
    reply = await morning(day)
    assert reply
    for title in ("Authorizations that end", "Nobody has taken"):
        assert len(sections(reply)[title]) == 16
        assert sections(reply)[title][15].startswith("And more: ")


async def test_it_says_what_staff_call_wrong_until_a_manager_has_checked(day: ClinicDay) -> None:
    asked = "/coverage Aetna 20560 on 2026-11-02"
    wrong = FactReport("position/aetna", FactPart.VERDICT, "", asked, "UAMY", day.now)
    first = await day.fact_reports.report(day.clinic.id, wrong)
    assert first
    await day.fact_reports.report(day.clinic.id, replace(wrong, by="UBEA"))
    told = await morning(day)
    assert told
    assert sections(told) == {
        "Called wrong by your staff": [
            "coverage Aetna 20560, for a day of service: the verdict (2 people)"
        ]
    }
    assert "/clinic facts" in {choice.command for choice in told.choices}
    true = FactCheck.STILL_TRUE
    await day.fact_reports.settle(day.clinic.id, first.number, true, actor="UBOSS", at=day.now)
    assert await morning(day) is None


async def test_it_says_how_what_nobody_has_taken_stands_now(
    day: ClinicDay,
) -> None:
    await near(day)
    await day.tick(seconds=2)
    (alert,) = await day.alerts()
    reply = await morning(day)
    assert reply
    told = f"{BLUE}: 2 visits left (alert {alert.id})"
    assert sections(reply)["Nobody has taken"] == [told]
    await day.post.act(day.clinic.id, alert.id, Acknowledge(), day.by)
    reply = await morning(day)
    assert reply
    assert "Nobody has taken" not in sections(reply)


async def test_it_says_what_could_not_be_delivered(day: ClinicDay) -> None:
    for place in (TEAM, person("UBOSS")):
        day.messages.refusals[place] = [Undelivered("user_disabled", Refusal.CHANNEL)]
    await near(day)
    await day.tick(seconds=3)
    (alert,) = await day.alerts(AlertState.FAILED)
    reply = await morning(day)
    assert reply
    assert sections(reply)["Could not be delivered"] == [
        f"{BLUE}: 2 visits left (alert {alert.id})"
    ]


async def test_a_long_list_of_what_could_not_be_delivered_goes_on(day: ClinicDay) -> None:
    for place in (TEAM, person("UBOSS")):
        day.messages.refusals[place] = [Undelivered("user_disabled", Refusal.CHANNEL)] * 99
    for number in range(10, 26):
        await near(day, f"RED-{number}")
    await day.tick(seconds=40)
    day.messages.refusals.clear()
    reply = await morning(day)
    assert reply
    failed = sections(reply)["Could not be delivered"]
    assert len(failed) == 16
    assert failed[15] == "And more: /clinic alerts"


async def test_what_the_channel_will_never_take_goes_to_the_managers(day: ClinicDay) -> None:
    await near(day)
    await day.tick(seconds=3)
    boss = person("UBOSS")
    before = len(day.messages.at(boss))
    day.messages.refusals[TEAM] = [Undelivered("shared with another company", Refusal.CHANNEL)] * 9
    assert await morning(day) is None
    assert len(digests(day.messages.at(boss)[before:])) == 1
    await day.tick(seconds=9)
    await day.fire(digest.JOB)
    assert len(digests(day.messages.at(boss)[before:])) == 1


async def test_a_manager_who_takes_no_digest_sends_it_to_nobody_else(day: ClinicDay) -> None:
    await near(day)
    await day.tick(seconds=3)
    for place in (TEAM, person("UBOSS")):
        day.messages.refusals[place] = [Undelivered("user_disabled", Refusal.CHANNEL)] * 9
    assert await morning(day) is None
    await day.tick(seconds=9)
    assert len(day.messages.refusals[person("UBOSS")]) >= 6, "it goes round in no circle"


async def test_on_mondays_it_says_which_facts_are_due_for_checking(database: Database) -> None:
    old = position(
        "old", as_of="2021-04", limits=(Limit("x", ("policy",), "a", 5, CalendarYear()),)
    )
    day = await ClinicDay(
        small_book({"aetna": (old,), "cigna": (position("o", as_of="2019"),)})
    ).open()
    await day.begin(BLUE, "aetna")
    await day.log(BLUE, times=3)
    due = "Facts due for checking"
    friday = await morning(day, days=4)
    assert friday
    assert due not in sections(friday)
    monday = await morning(day, days=3)
    assert monday
    told = sections(monday)[due]
    assert told == ["Aetna (1 alias): its newest source is of Apr 2021"], "nobody has Cigna"


async def test_on_mondays_it_counts_what_was_asked_of_payers_that_no_list_has(
    day: ClinicDay,
) -> None:
    for number, user in enumerate(("UAMY", "UBOSS")):
        command = OfUnlistedPayer(state="OH").command
        receipt = Receipt(day.clinic.id, command, day.today, None, None, number, "", (), "unknown")
        day.receipts.note(ToldReceipt(receipt, receipt.code, user, day.now))
    await day.receipts.write()
    monday = await morning(day, days=7)
    assert monday
    said = sections(monday)["Asked without an answer"]
    assert said == ["2 questions named a payer that I do not know."]


async def test_a_quiet_alert_counts_as_told_by_the_digest(day: ClinicDay) -> None:
    await day.begin(BLUE)
    await day.log(BLUE, times=3)
    period = Period(day.today - timedelta(days=5), day.today + timedelta(days=5))
    granted = AuthorizationAdded(Authorization("1", 5, period))
    quietly = replace(day.by, quietly=True)
    await day.charts.amend(day.clinic.id, BLUE, lambda _: (granted,), quietly)
    await day.tick(seconds=2)
    told = {str(alert.ref.threshold): (alert.quiet, alert.state) for alert in await day.alerts()}
    assert told == {"left/2": (True, AlertState.NOTED), "ends/7": (True, AlertState.NOTED)}
    assert await morning(day)
    assert {alert.state for alert in await day.alerts()} == {AlertState.SENT}


async def test_after_days_without_a_clock_the_digest_of_today_still_comes(day: ClinicDay) -> None:
    await near(day)
    await day.fire(digest.JOB)
    day.now = datetime(2026, 11, 27, *EIGHT, tzinfo=UTC) + timedelta(minutes=10)
    for _ in range(3):
        await day.tick(seconds=1)
    assert [each.headline for each in digests(day.team)] == ["This morning · Fri Nov 27, 2026"]


async def test_a_digest_that_nobody_sent_all_day_comes_neither_at_night_nor_beside_the_next(
    day: ClinicDay,
) -> None:
    await near(day)
    await day.fire(digest.JOB)
    day.now = datetime(2026, 11, 24, *EIGHT, tzinfo=UTC)
    await day.fire(digest.JOB)
    day.now += timedelta(hours=11)
    await day.tick(seconds=2)
    assert digests(day.team) == [], "it is evening"
    for minutes in (-29, 0):
        day.now = datetime(2026, 11, 25, *EIGHT, tzinfo=UTC) + timedelta(minutes=minutes)
        await day.tick(seconds=4)
    assert [each.headline for each in digests(day.team)] == ["This morning · Wed Nov 25, 2026"]


@pytest.mark.parametrize(
    ("on", "told"),
    [
        pytest.param(
            datetime(2026, 12, 7, 12, tzinfo=UTC),
            ["1 alias begins a new count on Jan 1: /caps rollover 2027"],
            id="a Monday of December",
        ),
        pytest.param(datetime(2026, 12, 8, 12, tzinfo=UTC), None, id="another day of December"),
        pytest.param(datetime(2026, 11, 30, 12, tzinfo=UTC), None, id="a Monday before"),
    ],
)
async def test_on_mondays_of_december_it_says_what_jan_1_begins_anew(
    day: ClinicDay, on: datetime, told: list[str] | None
) -> None:
    day.now = on - timedelta(days=1)
    await near(day)
    reply = await morning(day)
    assert reply
    assert sections(reply).get("New Year") == told


@pytest.mark.parametrize(
    ("on", "ticked", "told"),
    [
        pytest.param(datetime(2026, 12, 7, 12, tzinfo=UTC), False,
                     "1 alias begins a new count on Jan 1, 1 payer to verify for 2027: "
                     "/caps rollover 2027", id="a Monday of December"),
        pytest.param(datetime(2027, 1, 4, 12, tzinfo=UTC), False,
                     "1 payer to verify for 2027: /caps rollover 2027", id="one of January"),
        pytest.param(datetime(2026, 12, 7, 12, tzinfo=UTC), True,
                     "1 alias begins a new count on Jan 1: /caps rollover 2027",
                     id="verified already"),
        pytest.param(datetime(2027, 1, 4, 12, tzinfo=UTC), True, None, id="done in January"),
        pytest.param(datetime(2027, 2, 1, 12, tzinfo=UTC), False, None, id="February"),
    ],
)  # fmt: skip
async def test_it_names_the_payers_to_verify_until_that_is_done(
    day: ClinicDay, on: datetime, ticked: bool, told: str | None
) -> None:
    day.now = on - timedelta(days=1)
    await near(day, payer="cigna")
    ticks = (PayerTick(2027, "cigna", date(2026, 12, 1)),) if ticked else ()
    await day.prefer(replace(day.clinic.preferences, verified=ticks))
    reply = await morning(day)
    assert reply
    assert sections(reply).get("New Year") == ([told] if told else None)


async def test_a_long_digest_is_a_line_for_each_list_and_the_lists_behind_it(
    day: ClinicDay,
) -> None:
    for number in range(10, 18):
        await near(day, f"RED-{number}", used=4)
    await near(day, BLUE, used=6)
    reply = await morning(day)
    assert reply
    assert [line.text for line in reply.lines] == [
        f"Over a limit: {BLUE} (over by 1)",
        "Near a limit: RED-10 (1 left); RED-11 (1 left); RED-12 (1 left); RED-13 (1 left); "
        "8 in all",
    ]
    assert not reply.sections
    assert reply.details_command == "/clinic digest now"
    assert [*glance.faults(reply)] == []
    assert len(sections(reply)["Near a limit"]) == 8


async def test_a_short_digest_is_told_whole(day: ClinicDay) -> None:
    await near(day)
    reply = await morning(day)
    assert reply
    assert not reply.details
    assert reply.sections


async def test_a_visit_past_what_needs_no_authorization_is_over_a_limit_beside_one(
    day: ClinicDay,
) -> None:
    chart = await day.begin(BLUE, payer="uhc_ma")
    assert chart
    for back in range(16, 9, -1):
        await day.log(BLUE, day.today - timedelta(days=back))
    period = Period(day.today - timedelta(days=2), day.today + timedelta(days=60))
    await day.amend(BLUE, AuthorizationAdded(Authorization("1", 6, period)))
    reply = await morning(day)
    assert reply
    said = sections(reply)
    (line,) = said["Over a limit"]
    assert line.startswith(f"{BLUE}: 6 left, 0 of 6 visits used, 1 without authorization")
    assert "Near a limit" not in said
