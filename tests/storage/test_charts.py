"""Charts, as the database keeps them: every change, once, and nobody else's."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

import pytest

from models.clinic.clinic import Platform, Role
from models.errors import NotAllowed
from models.period import Period
from models.ports import BoardRow, Charts, DueChart, RecentSession, Slice
from models.storage import chart_reader, sql
from models.storage.charts import ChartStore
from models.storage.clinics import ClinicStore
from models.storage.verify_counts import prove
from models.visits.apply_events import apply_new
from models.visits.authorization import Authorization
from models.visits.balance import Balance
from models.visits.body_region import BodyRegion
from models.visits.cap import Cap, CapScope
from models.visits.chart import (
    AliasTaken,
    AlreadyDone,
    Chart,
    ChartInUse,
    ChartOpening,
    NoSuchAlias,
)
from models.visits.events import (
    AuthorizationAdded,
    AuthorizationRestored,
    AuthorizationWithdrawn,
    BalanceAdded,
    BalanceWithdrawn,
    BenefitYearSet,
    ChartClosed,
    ChartReopened,
    ConditionSet,
    EpisodeOpened,
    Event,
    ImprovementNoted,
    ImprovementWithdrawn,
    PayerSet,
    PayersRestored,
    PlanSet,
    SecondaryRestored,
    SecondarySet,
    SessionLogged,
    SessionRestored,
    SessionVoided,
)
from models.visits.limit import Needs, Pool, Stage, Unit
from models.visits.payer_periods import PayerPeriod
from models.visits.session import Discipline, Session
from models.visits.session_case import CaseTold
from models.visits.window import (
    BenefitYear,
    CalendarYear,
    Episode,
    RollingDays,
)
from models.visits.window_text import spell, unspell
from tests.storage.charting import NOON, TODAY, UNLIMITED, begin, by, count, log, say, told
from tests.storage.stores import Stores, numbered

DAY = timedelta(days=1)
BLUE = "BLUE-47K"


@pytest.fixture
def cabinet(ledger: ClinicStore) -> ChartStore:
    return ChartStore(count)


async def a_clinic(ledger: ClinicStore, workspace: str = "T1") -> int:
    clinic, _ = await ledger.seat(Platform.SLACK, workspace, "U1", role=Role.STAFF, at=NOON)
    return clinic.id


@pytest.fixture
async def clinic_id(ledger: ClinicStore) -> int:
    return await a_clinic(ledger)


async def used(cabinet: ChartStore, clinic_id: int, alias: str = BLUE) -> int:
    """By the year's limit, as it was counted last."""
    rows = await sql.fetch(
        """SELECT s.used FROM standing s JOIN alias a ON a.id = s.alias_id
        WHERE s.clinic_id = :clinic_id AND a.text = :alias AND s.limit_key = 'payer/year'
        AND s.window_first = :first""",
        clinic_id=clinic_id,
        alias=alias,
        first=date(2026, 1, 1),
    )
    return int(rows[0]["used"])


def test_the_cabinet_keeps_what_the_port_promises() -> None:
    charts: Charts = ChartStore(count)
    assert charts


async def test_a_chart_that_is_started_is_found_in_any_spelling(
    cabinet: ChartStore, clinic_id: int
) -> None:
    opening = ChartOpening(BLUE, "bcbsnc", "low_back", (7, 1))
    chart = await cabinet.start(clinic_id, opening, by())
    assert (chart.alias, chart.payer, chart.condition) == (BLUE, "bcbsnc", "low_back")
    assert (chart.benefit_year, chart.opened, chart.version) == ((7, 1), TODAY, 1)
    for spelling in (BLUE, "blue47k", "Blue 47 K"):
        assert await cabinet.find(clinic_id, spelling) == chart
    assert await cabinet.find(clinic_id, "BLUE-48K") is None
    assert await cabinet.aliases(clinic_id) == (BLUE,)


async def test_an_alias_is_taken_once(cabinet: ChartStore, clinic_id: int) -> None:
    await begin(cabinet, clinic_id)
    with pytest.raises(AliasTaken):
        await begin(cabinet, clinic_id, "blue47k")


async def test_a_retried_start_returns_the_first_chart(cabinet: ChartStore, clinic_id: int) -> None:
    first = await cabinet.start(clinic_id, ChartOpening(BLUE, request="R1"), by())
    again = await cabinet.start(clinic_id, ChartOpening("RED-11F", request="R1"), by())
    assert again == first
    assert await cabinet.aliases(clinic_id) == (BLUE,)


async def test_fifty_who_start_one_alias_at_once_leave_one(
    cabinet: ChartStore, clinic_id: int
) -> None:
    tries = (begin(cabinet, clinic_id) for _ in range(50))
    outcomes = await asyncio.gather(*tries, return_exceptions=True)
    assert sum(isinstance(each, Chart) for each in outcomes) == 1
    assert sum(isinstance(each, AliasTaken) for each in outcomes) == 49


NECK = BodyRegion.NECK
POOL = Pool(("20560", "97810"), (Discipline.PT, Discipline.ACUPUNCTURE))
EVENTS: list[tuple[Event, ...]] = [
    (SessionLogged(Session(1, TODAY, ("20560", "20561"), Discipline.PT, 2), 1, "R1"),),
    (SessionLogged(Session(2, TODAY, self_pay=True), 2), SessionVoided(1, "wrong day", "R2")),
    (PayerSet("bcbsnc"), ConditionSet("low_back"), PlanSet("Gold"), BenefitYearSet((2, 29))),
    (PayerSet(None),),
    (AuthorizationAdded(Authorization("1", 12, Period(TODAY, None), POOL, Unit.TIMED_UNIT, 1)),),
    (AuthorizationAdded(Authorization("2", 6, Period(None, TODAY), serial=2)),),
    (BalanceAdded(Balance(4, TODAY - DAY, "portal", includes_ours=True, pool=POOL)),),
    (
        BalanceAdded(Balance(2, TODAY, "patient")),
        ImprovementNoted(TODAY),
        ImprovementNoted(TODAY - DAY),
    ),
    (AuthorizationAdded(Authorization("3", 9, Period(None, TODAY), serial=3), (1, 2)),),
    (AuthorizationAdded(Authorization("4", 9, Period(TODAY, None), serial=4), (3,)),),
    (AuthorizationWithdrawn(4),),
    (AuthorizationAdded(Authorization("5", 9, Period(None, TODAY), serial=5), beside=3),),
    (AuthorizationWithdrawn(5),),
    (EpisodeOpened(TODAY - 90 * DAY), EpisodeOpened(TODAY)),
    (ChartClosed(TODAY),),
    (ChartReopened(TODAY + DAY),),
    (SessionRestored(1),),
    (AuthorizationWithdrawn(3),),
    (AuthorizationRestored(3, (1, 2)),),
    (BalanceWithdrawn(Balance(4, TODAY - DAY, "portal", includes_ours=True, pool=POOL)),),
    (ImprovementWithdrawn(TODAY - DAY),),
    (PayerSet("cigna", TODAY - DAY),),
    (PayersRestored((PayerPeriod(None),)),),
    (AuthorizationAdded(Authorization("6", 6, Period(TODAY), Pool(case=NECK), serial=6)),),
    (SessionLogged(Session(3, TODAY, ("20560",), case=NECK), 3),),
    (CaseTold(2, NECK),),
    (CaseTold(2, None),),
    (SecondarySet("aetna", TODAY - DAY),),
    (SecondarySet(None, TODAY),),
    (SecondaryRestored((PayerPeriod(None), PayerPeriod("aetna", TODAY - DAY))),),
    (BalanceAdded(Balance(3, TODAY, "portal", True, limit="plan", last_known=2)),),
    (BalanceAdded(Balance(5, TODAY, "portal", True, limit="plan", held_until=TODAY - DAY)),),
    (
        BalanceWithdrawn(Balance(5, TODAY, "portal", True, limit="plan", held_until=TODAY - DAY)),
        BalanceAdded(Balance(3, TODAY, "portal", True, limit="plan", last_known=2)),
    ),
]


async def test_what_is_read_is_what_the_events_say(cabinet: ChartStore, clinic_id: int) -> None:
    expected = await begin(cabinet, clinic_id)
    for events in EVENTS:
        expected, news = apply_new(expected, events, by())
        assert news == events
        got = await cabinet.amend(clinic_id, BLUE, say(*events), by())
        read = await cabinet.find(clinic_id, BLUE)
        assert read
        assert replace(read, alerts=got.alerts) == got  # what it warns of is read with the next
        assert (read.history, read.logged) == (expected.history, expected.logged)
        assert read.retired_authorizations == expected.retired_authorizations
        former = [a.former for a in expected.history.authorizations]
        assert [a.former for a in read.history.authorizations] == former
        assert read.secondary == expected.secondary
        for name in ("payer", "condition", "plan", "benefit_year", "closed"):
            assert getattr(read, name) == getattr(expected, name)


async def test_what_is_heard_twice_changes_nothing(cabinet: ChartStore, clinic_id: int) -> None:
    await begin(cabinet, clinic_id)
    retriable = [*EVENTS[:1], *EVENTS[2:11], (SessionVoided(1, "wrong day"),)]
    for events in retriable:
        once = await cabinet.amend(clinic_id, BLUE, say(*events), by())
        twice = await cabinet.amend(clinic_id, BLUE, say(*events), by())
        assert (twice.history, twice.payer) == (once.history, once.payer)


async def test_every_change_stands_in_the_audit(
    cabinet: ChartStore, ledger: ClinicStore, clinic_id: int
) -> None:
    await begin(cabinet, clinic_id)
    for events in EVENTS:
        await cabinet.amend(clinic_id, BLUE, say(*events), by("U7"))
    opened, *said = [e.event for e in await ledger.audit(clinic_id)][2:]
    assert (opened.action, opened.actor, opened.subject) == ("alias opened", "U1", BLUE)
    assert [deed.action for deed in said] == [
        *["session logged"] * 2,
        "session voided",
        "payer set",
        "condition set",
        "plan set",
        "benefit year set",
        "payer set",
        *["visits authorized"] * 2,
        *["balance told"] * 2,
        *["improving noted"] * 2,
        *["authorization replaced"] * 2,
        "authorization withdrawn",
        "visits authorized",
        "authorization withdrawn",
        *["episode opened"] * 2,
        "alias closed",
        "alias reopened",
        "session restored",
        "authorization withdrawn",
        "authorization restored",
        "balance withdrawn",
        "improving withdrawn",
        "payer set",
        "payers restored",
        "visits authorized",
        "session logged",
        "session case told",
        "session case taken back",
        *["secondary payer set"] * 2,
        "secondary payers restored",
        *["balance told"] * 2,
        "balance withdrawn",
        "balance told",
    ]
    assert {(deed.actor, deed.subject) for deed in said} == {("U7", BLUE)}
    assert not (await ledger.prove_audit(clinic_id)).faults


async def test_an_unknown_alias_is_told(cabinet: ChartStore, clinic_id: int) -> None:
    with pytest.raises(NoSuchAlias):
        await cabinet.amend(clinic_id, BLUE, log(), by())


async def test_a_decision_that_is_refused_leaves_nothing(
    cabinet: ChartStore, clinic_id: int
) -> None:
    before = await begin(cabinet, clinic_id)

    def refuse(_: Chart) -> tuple[Event, ...]:
        raise NotAllowed("No.", "Ask a manager.")

    with pytest.raises(NotAllowed):
        await cabinet.amend(clinic_id, BLUE, refuse, by())
    assert await cabinet.find(clinic_id, BLUE) == before


async def test_a_log_is_counted_in_its_own_transaction(cabinet: ChartStore, clinic_id: int) -> None:
    await begin(cabinet, clinic_id)
    chart = await cabinet.amend(clinic_id, BLUE, log(), by())
    assert told(count(chart, TODAY), "payer/year") == (1, 30)
    assert await used(cabinet, clinic_id) == 1


async def test_a_request_that_is_retried_counts_once(cabinet: ChartStore, clinic_id: int) -> None:
    await begin(cabinet, clinic_id)
    retried = log(TODAY, "R1", again=True)
    tries = (cabinet.amend(clinic_id, BLUE, retried, by()) for _ in range(20))
    charts = await asyncio.gather(*tries)
    assert {len(chart.history.sessions) for chart in charts} == {1}
    assert await used(cabinet, clinic_id) == 1


async def test_a_request_that_was_carried_out_on_another_alias_is_told(
    cabinet: ChartStore, clinic_id: int
) -> None:
    for alias in (BLUE, "RED-11F"):
        await begin(cabinet, clinic_id, alias)
    await cabinet.amend(clinic_id, BLUE, log(request="R1"), by())
    with pytest.raises(AlreadyDone):
        await cabinet.amend(clinic_id, "RED-11F", log(request="R1"), by())
    other = await cabinet.find(clinic_id, "RED-11F")
    assert other
    assert other.history.sessions == ()


async def test_an_undo_that_is_retried_takes_back_one_session(
    cabinet: ChartStore, clinic_id: int
) -> None:
    await begin(cabinet, clinic_id)
    for on in (TODAY - DAY, TODAY):
        await cabinet.amend(clinic_id, BLUE, log(on), by())
    for _ in range(2):
        [last] = await cabinet.member_sessions(clinic_id, "U1", 1)
        undo = SessionVoided(last.number, "undone", "R9")
        await cabinet.amend(clinic_id, last.alias, say(undo), by())
    assert await used(cabinet, clinic_id) == 1


async def test_two_who_log_one_visit_at_once_leave_one_session(
    cabinet: ChartStore, clinic_id: int
) -> None:
    await begin(cabinet, clinic_id)
    # As many connections as there may be are open, or they would come one after the other.
    await asyncio.gather(*(cabinet.find(clinic_id, BLUE) for _ in range(20)))
    people = (f"U{n}" for n in range(20))
    await asyncio.gather(*(cabinet.amend(clinic_id, BLUE, log(), by(who)) for who in people))
    chart = await cabinet.find(clinic_id, BLUE)
    assert chart
    assert len(chart.history.sessions) == 1


async def test_a_second_session_of_a_day_that_is_meant_is_kept(
    cabinet: ChartStore, clinic_id: int
) -> None:
    await begin(cabinet, clinic_id)
    for _ in range(2):
        chart = await cabinet.amend(clinic_id, BLUE, log(again=True), by())
    assert [each.ordinal for each in chart.logged] == [1, 2]


async def test_a_voided_session_gives_up_its_place_and_keeps_its_number(
    cabinet: ChartStore, clinic_id: int
) -> None:
    await begin(cabinet, clinic_id)
    await cabinet.amend(clinic_id, BLUE, log(), by())
    await cabinet.amend(clinic_id, BLUE, say(SessionVoided(1, "wrong alias")), by())
    assert await used(cabinet, clinic_id) == 0
    chart = await cabinet.amend(clinic_id, BLUE, log(), by())
    assert [(each.number, each.ordinal) for each in chart.logged] == [(1, None), (2, 1)]
    assert await used(cabinet, clinic_id) == 1


@pytest.mark.parametrize(
    "columns",
    [
        pytest.param("number, on_date, ordinal", id="a number twice"),
        pytest.param("number + 10, on_date, ordinal", id="a place of a day twice"),
    ],
)
async def test_the_database_itself_refuses(
    columns: str, cabinet: ChartStore, clinic_id: int, stores: Stores, url: str
) -> None:
    await begin(cabinet, clinic_id)
    await cabinet.amend(clinic_id, BLUE, log(), by())
    with pytest.raises(Exception, match=r"(?i)unique|non-zero exit"):
        stores.rows(
            url,
            f"""INSERT INTO session (clinic_id, alias_id, number, on_date, ordinal, codes, units,
            logged_by, logged_at, voided) SELECT clinic_id, alias_id, {columns}, codes, units,
            logged_by, logged_at, voided FROM session""",  # noqa: S608 -- from the table above
        )


async def test_the_member_s_last_session_is_the_last_that_stands(
    cabinet: ChartStore, clinic_id: int
) -> None:
    assert await cabinet.member_sessions(clinic_id, "U1", 5) == ()
    for alias in (BLUE, "RED-11F"):
        await begin(cabinet, clinic_id, alias)
        await cabinet.amend(clinic_id, alias, log(), by("U1"))
    await cabinet.amend(clinic_id, BLUE, log(TODAY - DAY), by("U2"))
    red, blue = RecentSession("RED-11F", 1, TODAY), RecentSession(BLUE, 1, TODAY)
    assert await cabinet.member_sessions(clinic_id, "U1", 5) == (red, blue)
    assert await cabinet.member_sessions(clinic_id, "U1", 1) == (red,)
    await cabinet.amend(clinic_id, "RED-11F", say(SessionVoided(1, "undone")), by())
    assert await cabinet.member_sessions(clinic_id, "U1", 5) == (blue,)


async def test_a_closed_chart_leaves_the_board_until_it_is_reopened(
    cabinet: ChartStore, clinic_id: int
) -> None:
    await begin(cabinet, clinic_id)
    chart = await cabinet.amend(clinic_id, BLUE, say(ChartClosed(TODAY)), by())
    assert (chart.closed, chart.next_look) == (TODAY, None)
    assert (await cabinet.board(clinic_id, TODAY, Slice())).rows == ()
    await cabinet.amend(clinic_id, BLUE, say(ChartReopened(TODAY)), by())
    assert len((await cabinet.board(clinic_id, TODAY, Slice())).rows) == 1


async def test_the_board_shows_the_tightest_first_page_by_page(
    cabinet: ChartStore, clinic_id: int
) -> None:
    later = by(on=TODAY + 9 * DAY)
    for n, alias in enumerate(("AA-1", "BB-2", "CC-3", "DD-4", "EE-5")):
        await begin(cabinet, clinic_id, alias)
        for visit in range(n % 3):
            await cabinet.amend(clinic_id, alias, log(TODAY + visit * DAY), later)
    shown, place = [], None
    while True:
        page = await cabinet.board(clinic_id, TODAY, Slice(2, place))
        shown += page.rows
        if page.after is None:
            break
        place = page.after
    assert [row.alias for row in shown] == ["CC-3", "BB-2", "EE-5", "AA-1", "DD-4"]
    assert shown[1] == BoardRow("BB-2", "payer", "payer/month", 1, 9, 8, date(2027, 1, 1))


async def test_the_board_of_one_payer_and_those_without_a_limit(
    cabinet: ChartStore, clinic_id: int
) -> None:
    await begin(cabinet, clinic_id)
    await cabinet.start(clinic_id, ChartOpening("RED-11F", UNLIMITED), by())
    await cabinet.start(clinic_id, ChartOpening("SAGE-3", plan="self-pay"), by())
    paying = (await cabinet.board(clinic_id, TODAY, Slice())).rows
    assert {row.alias for row in paying if row.is_self_pay} == {"SAGE-3"}
    await cabinet.amend(clinic_id, "SAGE-3", say(ChartClosed(TODAY)), by())
    rows = (await cabinet.board(clinic_id, TODAY, Slice())).rows
    assert [row.alias for row in rows] == [BLUE, "RED-11F"]
    assert (rows[1].limit, rows[1].used, rows[1].left) == ("", None, None)
    assert [
        r.alias for r in (await cabinet.board(clinic_id, TODAY, Slice(payer="payer"))).rows
    ] == [BLUE]


async def test_an_alias_is_due_when_time_alone_changes_its_standing(
    cabinet: ChartStore, clinic_id: int
) -> None:
    await begin(cabinet, clinic_id)
    first = TODAY - 80 * DAY
    chart = await cabinet.amend(clinic_id, BLUE, log(first), by())
    assert chart.next_look == first + 90 * DAY
    assert chart.next_look
    assert await cabinet.due(clinic_id, chart.next_look - DAY, 10) == ()
    assert await cabinet.due(None, chart.next_look, 10) == (DueChart(clinic_id, BLUE),)
    assert (await cabinet.board(clinic_id, chart.next_look, Slice())).rows[0].is_due
    later = await cabinet.amend(clinic_id, BLUE, say(), by(on=chart.next_look))
    assert told(count(later, chart.next_look), "payer/90", chart.next_look) == (0, 12)
    assert await cabinet.due(clinic_id, chart.next_look, 10) == ()


def a_cap(scope: CapScope, subject: str = "", number: int = 2) -> Cap:
    return Cap(scope, subject, number, CalendarYear(), "U1", TODAY)


@pytest.mark.parametrize(
    "cap",
    [a_cap(CapScope.ALIAS, "blue 47k"), a_cap(CapScope.PAYER, "payer"), a_cap(CapScope.CLINIC)],
    ids=["an alias", "a payer", "the clinic"],
)
async def test_a_cap_holds_from_the_next_count_on(
    cap: Cap, cabinet: ChartStore, clinic_id: int
) -> None:
    await begin(cabinet, clinic_id)
    await cabinet.start(clinic_id, ChartOpening("RED-11F", "other"), by())
    await cabinet.set_cap(clinic_id, cap, by())
    due = await cabinet.due(clinic_id, TODAY, 10)
    whom = {BLUE, "RED-11F"} if cap.scope is CapScope.CLINIC else {BLUE}
    assert {each.alias for each in due} == whom
    chart = await cabinet.amend(clinic_id, BLUE, log(), by())
    assert told(count(chart, TODAY), cap.id) == (1, 2)
    assert (await cabinet.board(clinic_id, TODAY, Slice())).rows[0].left == 1
    assert [each.id for each in await cabinet.caps(clinic_id)] == [cap.id]
    await cabinet.drop_cap(clinic_id, cap, by())
    assert await cabinet.caps(clinic_id) == ()
    await cabinet.amend(clinic_id, BLUE, say(), by())
    assert (await cabinet.board(clinic_id, TODAY, Slice())).rows[0].left == 8


async def test_managers_and_staff_who_change_everything_at_once_wait_for_each_other(
    cabinet: ChartStore, ledger: ClinicStore, clinic_id: int
) -> None:
    aliases = [f"AA-{n}" for n in range(10)]
    for alias in aliases:
        await begin(cabinet, clinic_id, alias)
    changes: list[Any] = []
    for n, alias in enumerate(aliases):
        visits = AuthorizationAdded(Authorization("1", 9, Period(TODAY)))
        balance = BalanceAdded(Balance(n, TODAY - DAY, "portal"))
        changes += [cabinet.amend(clinic_id, alias, say(visits), by())]
        changes += [cabinet.amend(clinic_id, alias, log(), by())]
        changes += [cabinet.amend(clinic_id, alias, say(balance), by())]
        changes += [cabinet.set_cap(clinic_id, a_cap(CapScope.PAYER, "payer", n + 1), by())]
        changes += [cabinet.set_cap(clinic_id, a_cap(CapScope.ALIAS, alias, 5), by())]
        changes += [ledger.set_defaults(clinic_id, state=f"S{n}", actor="U1", at=NOON)]
    await asyncio.gather(*changes)
    assert len(await ledger.audit(clinic_id)) == 2 + 7 * len(aliases)
    assert not (await ledger.prove_audit(clinic_id)).faults
    assert (await prove(clinic_id, count)).disagreements == ()


async def test_a_cap_is_kept_with_all_that_the_letter_says(
    cabinet: ChartStore, clinic_id: int
) -> None:
    await begin(cabinet, clinic_id)
    pool = Pool((), (Discipline.PT, Discipline.OT), ("97161", "97162"))
    stages = (Stage(10, Needs.AUTHORIZED), Stage(4, Needs.IMPROVING))
    letter = replace(
        a_cap(CapScope.ALIAS, BLUE, 30), pool=pool, unit=Unit.DISCIPLINE_VISIT, stages=stages
    )
    needling = replace(a_cap(CapScope.ALIAS, BLUE, 12), pool=Pool(("20560",)), frees=True)
    for cap in (letter, needling):
        await cabinet.set_cap(clinic_id, cap, by())
    chart = await cabinet.find(clinic_id, BLUE)
    assert chart
    assert set(await cabinet.caps(clinic_id)) == set(chart.caps) == {letter, needling}
    plain = replace(letter, pool=replace(pool, excluding=()), stages=())
    await cabinet.set_cap(clinic_id, plain, by())
    assert set(await cabinet.caps(clinic_id)) == {plain, needling}
    await cabinet.drop_cap(clinic_id, needling, by())
    assert await cabinet.caps(clinic_id) == (plain,)


async def test_a_cap_set_again_takes_the_place_of_the_first(
    cabinet: ChartStore, ledger: ClinicStore, clinic_id: int
) -> None:
    for number in (2, 5):
        await cabinet.set_cap(clinic_id, a_cap(CapScope.CLINIC, number=number), by())
    assert [cap.number for cap in await cabinet.caps(clinic_id)] == [5]
    assert [e.event.action for e in await ledger.audit(clinic_id)][2:] == ["cap set"] * 2


@pytest.mark.parametrize("moved", [{"state": "CO"}, {"profession": "PT"}])
async def test_a_clinic_of_another_state_or_profession_has_everybody_counted_anew(
    cabinet: ChartStore, ledger: ClinicStore, clinic_id: int, moved: Any
) -> None:
    await begin(cabinet, clinic_id)
    await ledger.set_defaults(clinic_id, time_zone="America/Denver", actor="U1", at=NOON)
    assert await cabinet.due(clinic_id, TODAY, 10) == ()
    await ledger.set_defaults(clinic_id, actor="U1", at=NOON, **moved)
    assert await cabinet.due(clinic_id, TODAY, 10) == (DueChart(clinic_id, BLUE),)


async def test_a_chart_knows_the_discipline_of_its_clinic(
    cabinet: ChartStore, ledger: ClinicStore, clinic_id: int
) -> None:
    await begin(cabinet, clinic_id)
    await ledger.set_defaults(clinic_id, profession="DC", actor="U1", at=NOON)
    chart = await cabinet.find(clinic_id, BLUE)
    assert chart
    assert chart.own_discipline is Discipline.DC


async def test_a_cap_for_an_alias_that_is_not_there_is_refused(
    cabinet: ChartStore, clinic_id: int
) -> None:
    with pytest.raises(NoSuchAlias):
        await cabinet.set_cap(clinic_id, a_cap(CapScope.ALIAS, BLUE), by())


async def everything(cabinet: ChartStore, ledger: ClinicStore, clinic_id: int) -> list[Any]:
    """All that a clinic can see."""
    return [
        await cabinet.find(clinic_id, BLUE),
        await cabinet.aliases(clinic_id),
        await cabinet.board(clinic_id, TODAY, Slice()),
        await cabinet.board(clinic_id, TODAY, Slice(payer="payer")),
        await cabinet.due(clinic_id, date(2030, 1, 1), 10),
        await cabinet.caps(clinic_id),
        await cabinet.member_sessions(clinic_id, "U1", 5),
        await ledger.audit(clinic_id),
    ]


async def test_clinics_with_the_same_aliases_never_see_each_other(
    cabinet: ChartStore, ledger: ClinicStore
) -> None:
    ours, theirs = await a_clinic(ledger, "T1"), await a_clinic(ledger, "T2")
    for clinic_id in (ours, theirs):
        await begin(cabinet, clinic_id)
        await cabinet.amend(clinic_id, BLUE, log(request="R1"), by())
    before = await everything(cabinet, ledger, theirs)
    for events in EVENTS[1:]:
        await cabinet.amend(ours, BLUE, say(*events), by())
    await begin(cabinet, ours, "RED-11F")
    for scope, subject in (
        (CapScope.CLINIC, ""),
        (CapScope.PAYER, "payer"),
        (CapScope.ALIAS, BLUE),
    ):
        await cabinet.set_cap(ours, a_cap(scope, subject), by())
    assert await everything(cabinet, ledger, theirs) == before
    assert await used(cabinet, theirs) == 1


async def test_a_standing_that_no_longer_holds_is_kept_at_nothing(
    cabinet: ChartStore, clinic_id: int, stores: Stores, url: str
) -> None:
    await begin(cabinet, clinic_id)
    await cabinet.amend(clinic_id, BLUE, log(), by())
    await cabinet.amend(clinic_id, BLUE, say(SessionVoided(1, "undone")), by())
    kept = "SELECT count(*) FROM standing WHERE limit_key = 'payer/60' AND used = 0 AND NOT holds"
    assert numbered(stores.rows(url, kept)) == [1]


async def test_a_log_costs_the_same_statements_however_long_the_history(
    cabinet: ChartStore, clinic_id: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    await begin(cabinet, clinic_id)
    said: list[str] = []
    spelled = sql._spelled  # noqa: SLF001 -- every statement goes through it

    def noting(statement: str, *rest: Any) -> Any:
        said.append(statement.split(maxsplit=1)[0])
        return spelled(statement, *rest)

    monkeypatch.setattr(sql, "_spelled", noting)
    for length in (1, 2, 300):
        missing = [Session(n, TODAY - n * DAY) for n in range(1, length)]
        chart = await cabinet.find(clinic_id, BLUE)
        assert chart
        news = [SessionLogged(s) for s in missing if not chart.session(s.number)]
        await cabinet.amend(clinic_id, BLUE, say(*news), by())
        said.clear()
        await cabinet.amend(clinic_id, BLUE, log(TODAY + length * DAY), by())
        reads = 1 if sql.locks_as_a_whole() else 2  # the row's lock comes by itself
        assert said == ["SELECT"] * reads + ["INSERT", "UPDATE", "INSERT", "UPDATE", "INSERT"]


async def test_an_instant_is_read_as_it_was_whatever_its_zone(
    cabinet: ChartStore, clinic_id: int
) -> None:
    await begin(cabinet, clinic_id)
    there = datetime.fromisoformat("2026-12-01T08:30:00.123456-05:00")
    who = by()
    chart = await cabinet.amend(clinic_id, BLUE, log(), type(who)("U1", there, TODAY))
    read = await cabinet.find(clinic_id, BLUE)
    assert read
    assert read.logged[0].at == there == chart.logged[0].at


@pytest.mark.parametrize(
    ("window", "text"),
    [
        (CalendarYear(), "calendar_year"),
        (RollingDays(90), "rolling_days/90"),
        (BenefitYear(7), "benefit_year/7/1"),
        (Episode(), "episode"),
    ],
)
def test_a_window_is_written_and_read_alike(window: Any, text: str) -> None:
    assert spell(window) == text
    assert unspell(text) == window


def test_a_window_that_is_bound_to_dates_is_not_written() -> None:
    with pytest.raises(ValueError, match="dates"):
        spell(Episode(Period(TODAY)))


async def test_what_is_forgotten_leaves_nothing_but_its_audit(
    cabinet: ChartStore, ledger: ClinicStore, clinic_id: int
) -> None:
    await begin(cabinet, clinic_id)
    await begin(cabinet, clinic_id, "RED-22F")
    for events in EVENTS:
        await cabinet.amend(clinic_id, BLUE, say(*events), by())
    cap = Cap(CapScope.ALIAS, BLUE, 3, CalendarYear(), "U1", TODAY)
    await cabinet.set_cap(clinic_id, cap, by())
    assert await cabinet.forget(clinic_id, "blue 47k", by()) == BLUE
    assert await cabinet.find(clinic_id, BLUE) is None
    assert chart_reader.read_session.cache_info().currsize == 0
    assert await cabinet.aliases(clinic_id) == ("RED-22F",)
    assert await cabinet.caps(clinic_id) == ()
    for table in ("session", "note", "standing", "balance", "episode", "improving"):
        rows = await sql.fetch(f"SELECT alias_id FROM {table}")  # noqa: S608 - a name of this test
        assert len({row["alias_id"] for row in rows}) <= 1
    last = (await ledger.audit(clinic_id))[-1].event
    assert (last.action, last.subject) == ("alias forgotten", "alias")
    assert last.particulars["sessions"] == 3
    assert not (await ledger.prove_audit(clinic_id)).faults
    with pytest.raises(NoSuchAlias):
        await cabinet.forget(clinic_id, BLUE, by())
    with pytest.raises(AliasTaken):  # nobody else is called so
        await begin(cabinet, clinic_id)
    assert await cabinet.is_used_up(clinic_id, "blue47k")
    assert not await cabinet.is_used_up(clinic_id, "RED-33M")
    theirs = await a_clinic(ledger, "T2")
    assert not await cabinet.is_used_up(theirs, BLUE)
    await begin(cabinet, theirs)  # in another clinic it is another name


async def test_an_opening_that_is_taken_back_leaves_the_alias_free(
    cabinet: ChartStore, ledger: ClinicStore, clinic_id: int
) -> None:
    await begin(cabinet, clinic_id)
    await cabinet.discard(clinic_id, BLUE, by())
    assert await cabinet.find(clinic_id, BLUE) is None
    again = await begin(cabinet, clinic_id)
    assert again.history.sessions == ()
    assert [e.event.action for e in await ledger.audit(clinic_id, actor="U1")] == [
        "alias opened",
        "opening taken back",
        "alias opened",
    ]
    assert not (await ledger.prove_audit(clinic_id)).faults


@pytest.mark.parametrize(
    "events", [EVENTS[0], *EVENTS[4:8]], ids=lambda events: type(events[0]).__name__
)
async def test_the_opening_of_an_alias_that_holds_something_is_not_taken_back(
    cabinet: ChartStore, clinic_id: int, events: tuple[Event, ...]
) -> None:
    await begin(cabinet, clinic_id)
    await cabinet.amend(clinic_id, BLUE, say(*events), by())
    with pytest.raises(ChartInUse):
        await cabinet.discard(clinic_id, BLUE, by())
    assert await cabinet.find(clinic_id, BLUE)


async def test_a_cap_of_the_alias_keeps_it_from_being_taken_back(
    cabinet: ChartStore, clinic_id: int
) -> None:
    await begin(cabinet, clinic_id)
    await cabinet.set_cap(clinic_id, a_cap(CapScope.ALIAS, BLUE), by())
    with pytest.raises(ChartInUse):
        await cabinet.discard(clinic_id, BLUE, by())


async def test_one_request_takes_back_one_deed(cabinet: ChartStore, clinic_id: int) -> None:
    """Sent again when another deed is the last, it would take back that one."""
    await begin(cabinet, clinic_id)
    await cabinet.amend(clinic_id, BLUE, say(ImprovementNoted(TODAY)), by())
    await cabinet.amend(clinic_id, BLUE, say(PayerSet("bcbsnc")), by())
    undo = replace(by(), request="R5", undoes=(9,))
    await cabinet.amend(clinic_id, BLUE, say(PayerSet("payer")), undo)
    with pytest.raises(AlreadyDone):
        await cabinet.amend(clinic_id, BLUE, say(ImprovementWithdrawn(TODAY)), undo)
    chart = await cabinet.find(clinic_id, BLUE)
    assert chart
    assert chart.history.improving == (TODAY,)


async def test_nobody_forgets_an_alias_of_another_clinic(
    cabinet: ChartStore, ledger: ClinicStore
) -> None:
    ours, theirs = await a_clinic(ledger, "T1"), await a_clinic(ledger, "T2")
    await begin(cabinet, ours)
    with pytest.raises(NoSuchAlias):
        await cabinet.forget(theirs, BLUE, by())
    assert await cabinet.find(ours, BLUE)
