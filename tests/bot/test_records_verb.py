"""python -m bot records: a clinic's records out to CSV and in again, and never a patient's name."""

from __future__ import annotations

import asyncio
import sqlite3
from contextlib import closing
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import NamedTuple

import pytest

from bot.__main__ import main
from bot.cli.records.check import UnusableAlias
from bot.cli.records.files import read_rows
from models.clinic.clinic import Clinic, Platform, Role
from models.period import Period
from models.storage.charts import ChartStore
from models.storage.clinics import ClinicStore
from models.storage.database import Database
from models.visits import counting
from models.visits.authorization import Authorization
from models.visits.balance import PLAN_LIMITS, Balance
from models.visits.body_region import BodyRegion
from models.visits.cap import Cap, CapScope
from models.visits.chart import Chart, ChartOpening, DoneBy
from models.visits.count_check import CheckOutcome, CountCheck
from models.visits.evaluations import INITIAL
from models.visits.events import (
    AuthorizationAdded,
    AuthorizationWithdrawn,
    BalanceAdded,
    ChartClosed,
    CountsCompared,
    EpisodeOpened,
    ImprovementNoted,
    PayerSet,
    PlanSet,
    RequestDenied,
    RequestGranted,
    SecondarySet,
    SessionLogged,
    SessionVoided,
    VisitsBooked,
    VisitsRequested,
)
from models.visits.limit import Pool, Unit
from models.visits.plan_of_care import PlanEntry, PlanNoted, PlanStep
from models.visits.session import Discipline, Session
from models.visits.visit_request import VisitRequest
from models.visits.void_reason import VoidReason
from models.visits.window import CalendarMonth, CalendarYear
from tests.fakes import shipped

BOOK = shipped.pack()
COUNT = counting.counter(BOOK)
COMPARED = CountCheck(
    *("plan", 9, 11, date(2026, 2, 1), "portal", CheckOutcome.AGAIN, date(2026, 2, 15))
)
NOON = datetime(2026, 3, 2, 17, tzinfo=UTC)
DAY = date(2026, 3, 2)
BY = DoneBy("U1", NOON, DAY)
HEADERS = {
    "aliases.csv": "alias,payer,condition,plan,year_from,closed,improving",
    "authorizations.csv": "alias,visits,first,last,codes",
    "balances.csv": "alias,used,as_of,source,includes_ours",
    "sessions.csv": "alias,date,codes,units,again,case",
    "bookings.csv": "alias,date",
    "checks.csv": "alias,limit,used,as_of,source,ours,status,look_on",
    "plans_of_care.csv": "alias,date,step,until,without_referral",
    "requests.csv": "alias,visits,sent,unit,payer,number,status,decided,granted,as,urgent",
}
ONE_ALIAS = ("aliases.csv", "ALOE-7,bcbsnc,,,,,")
NEEDLED = "ALOE-7,2026-01-05,20560,1,"


class Said(NamedTuple):
    """What a run of the command line left behind."""

    code: int
    out: str
    err: str


def use(monkeypatch: pytest.MonkeyPatch, file: Path) -> str:
    """Keep the records in this file from now on."""
    monkeypatch.setenv("DATABASE_URL", f"sqlite://{file}")
    return f"sqlite://{file}"


def run(capsys: pytest.CaptureFixture[str], *words: str | Path) -> Said:
    """Type words after "python -m bot records"."""
    code = main(["records", *map(str, words)])
    return Said(code, *capsys.readouterr())


def take(capsys: pytest.CaptureFixture[str], folder: Path, *words: str) -> Said:
    """Import a folder into the clinic of this terminal."""
    return run(capsys, "import", folder, "--clinic", "console", *words)


TERMINAL = "The clinic: console, this machine."


def write(folder: Path, *rows: tuple[str, str]) -> Path:
    """Files with these rows below their headers."""
    folder.mkdir(exist_ok=True)
    for file in dict.fromkeys(name for name, _ in rows):
        lines = [HEADERS[file], *(row for name, row in rows if name == file)]
        (folder / file).write_text("\r\n".join(lines) + "\r\n", encoding="utf-8")
    return folder


async def _fill(url: str, *workspaces: str) -> None:
    cabinet = ChartStore(COUNT)
    async with Database(url):
        for workspace in workspaces:
            clinic, _ = await ClinicStore().seat(
                Platform.SLACK, workspace, "U1", role=Role.STAFF, at=NOON
            )
            await _fill_clinic(cabinet, clinic)


async def _fill_clinic(cabinet: ChartStore, clinic: Clinic) -> None:
    pt = Pool(("20560",), (Discipline.PT,))
    no_evals = Pool(excluding=INITIAL)
    news = {
        "BLUE-47K": [
            PlanSet("PPO"),
            EpisodeOpened(date(2026, 1, 5)),
            AuthorizationAdded(
                Authorization("8/2026-01-01/2026-03-31", 8, Period(date(2026, 1, 1), DAY))
            ),
            AuthorizationAdded(Authorization("9", 9, Period(DAY, date(2026, 6, 1)), pt)),
            AuthorizationAdded(Authorization("7", 7, Period(DAY, date(2026, 6, 1)), pt), (2,)),
            AuthorizationAdded(Authorization("5", 5, Period(DAY, date(2026, 6, 1)), pt)),
            AuthorizationWithdrawn(4),
            AuthorizationAdded(Authorization("24", 24, Period(DAY), no_evals, Unit.TIMED_UNIT)),
            AuthorizationAdded(
                Authorization("24", 24, Period(DAY), no_evals, Unit.TIMED_UNIT), beside=5
            ),
            BalanceAdded(Balance(3, date(2026, 1, 2), "portal", includes_ours=True)),
            BalanceAdded(
                Balance(
                    2,
                    date(2026, 1, 6),
                    "portal",
                    includes_ours=True,
                    limit=PLAN_LIMITS,
                    held_until=date(2025, 12, 7),
                    last_known=1,
                )
            ),
            PayerSet("cigna", date(2026, 1, 1), plan="PPO"),
            PayerSet(None, date(2026, 1, 20), plan="self-pay"),
            PayerSet("bcbsnc", date(2026, 2, 1)),
            SecondarySet("aetna", date(2026, 2, 4)),
            SecondarySet("humana", date(2026, 2, 20)),
            SessionLogged(Session(1, date(2026, 1, 5), ("20560",), Discipline.PT)),
            SessionLogged(Session(2, date(2026, 1, 5), ("20561",), None, 2), 2),
            SessionLogged(Session(3, date(2026, 2, 3))),
            SessionVoided(3, VoidReason.WRONG_DAY),
            SessionLogged(Session(4, date(2026, 2, 3), ("20560",))),
            SessionLogged(
                Session(
                    5,
                    date(2026, 2, 5),
                    ("97140", "20561", "97110"),
                    units=4,
                    timed=(("97140", 3), ("97110", 1)),
                    postsurgical=True,
                )
            ),
            SessionLogged(Session(6, date(2026, 2, 6), ("97140", "97110"), units=7)),
            SessionLogged(Session(7, date(2026, 2, 7), ("20561",), units=0)),
            AuthorizationAdded(Authorization("6", 6, Period(DAY), Pool(case=BodyRegion.LOW_BACK))),
            SessionLogged(Session(8, date(2026, 2, 8), case=BodyRegion.LOW_BACK)),
            ImprovementNoted(date(2026, 2, 3)),
            VisitsBooked((date(2026, 2, 8), date(2026, 3, 9))),
            PlanNoted(PlanEntry(DAY, PlanStep.BEGUN, date(2026, 6, 1), is_direct=True)),
            PlanNoted(PlanEntry(DAY, PlanStep.REPORTED)),
            VisitsRequested(
                VisitRequest(0, 12, date(2026, 2, 8), "bcbsnc", disciplines=(Discipline.PT,))
            ),
            VisitsRequested(VisitRequest(0, 9, date(2026, 1, 8), "cigna", Unit.TIMED_UNIT)),
            VisitsRequested(
                VisitRequest(0, 8, date(2026, 2, 1), "aetna", expedited=date(2026, 2, 3))
            ),
            RequestGranted(2, date(2026, 1, 12), 7, 3),
            RequestDenied(3, date(2026, 2, 4)),
            CountsCompared("plan", COMPARED),
        ],
        "ALOE-7": [SessionLogged(Session(1, date(2025, 12, 1))), ChartClosed(date(2026, 2, 1))],
    }
    for alias, events in news.items():
        opening = ChartOpening(alias, "bcbsnc", "neck_pain", (7, 1))
        await cabinet.start(clinic.id, opening, BY)
        await cabinet.amend(clinic.id, alias, lambda _, e=events: e, BY)  # type: ignore[misc]


def fill(url: str, *workspaces: str) -> None:
    """Clinics with two charts each."""
    asyncio.run(_fill(url, *workspaces))


async def _charts(url: str) -> list[tuple[int, Chart]]:
    async with Database(url):
        found = []
        for clinic in await ClinicStore().clinics():
            for name in await ChartStore(COUNT).aliases(clinic.id):
                chart = await ChartStore(COUNT).find(clinic.id, name)
                assert chart
                found.append((clinic.id, chart))
        return found


def charts(url: str) -> list[Chart]:
    """Every chart of every clinic."""
    return [chart for _, chart in asyncio.run(_charts(url))]


def told(chart: Chart) -> object:
    """What a file tells of a chart: all but who entered it, when and under which key."""
    history = chart.history
    plain = [replace(a, id="") for a in history.authorizations]
    gone = [replace(r.authorization, id="") for r in chart.retired_authorizations]
    how = [r.replaced_by for r in chart.retired_authorizations]
    payers = (chart.payer, chart.payers, chart.secondary)
    kept = (chart.alias, *payers, chart.condition, chart.plan, chart.benefit_year)
    asked = tuple(replace(request, due=None, ask_on=None) for request in chart.requests)
    kept = (*kept, chart.booked, asked, chart.checks, chart.care_plan)
    return kept, chart.closed, replace(history, authorizations=tuple(plain)), gone, how


def counts(chart: Chart) -> list[tuple[object, ...]]:
    """How a chart stands by every limit of its payer and by every authorization."""
    found = counting.count(chart, BOOK, DAY)
    return [(s.limit.says, s.window, s.used, s.allowed) for s in found]


# -- There and back ------------------------------------------------------------------------------


def test_what_is_exported_and_imported_elsewhere_is_the_same_chart_with_the_same_counts(
    url: str, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    fill(url, "here")
    assert run(capsys, "export", "--out", tmp_path / "out").code == 0
    before = charts(url)
    elsewhere = use(monkeypatch, tmp_path / "elsewhere.sqlite3")
    said = take(capsys, tmp_path / "out")
    total = f"28 rows were taken, 0 refused, 0 are here already. {TERMINAL}\n"
    assert said == Said(0, total, "")
    after = charts(elsewhere)
    assert [told(chart) for chart in after] == [told(chart) for chart in before]
    assert [counts(chart) for chart in after] == [counts(chart) for chart in before]
    assert len(counts(before[1])) == 5


def test_what_is_imported_is_exported_word_for_word(
    url: str, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    fill(url, "here")
    run(capsys, "export", "--out", tmp_path / "one")
    use(monkeypatch, tmp_path / "elsewhere.sqlite3")
    take(capsys, tmp_path / "one")
    run(capsys, "export", "--out", tmp_path / "two")
    for file in HEADERS:
        assert (tmp_path / "one" / file).read_bytes() == (tmp_path / "two" / file).read_bytes()


def test_a_second_import_changes_nothing(
    url: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    fill(url, "here")
    run(capsys, "export", "--out", tmp_path / "out")
    before = charts(url)
    said = run(capsys, "import", tmp_path / "out")
    total = "0 rows were taken, 0 refused, 28 are here already. The clinic: slack, here.\n"
    assert said.out == total
    assert charts(url) == before


def test_a_dry_run_writes_nothing(
    url: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = write(tmp_path / "in", ONE_ALIAS, ("sessions.csv", NEEDLED))
    said = take(capsys, folder, "--dry-run")
    assert (said.code, said.out.splitlines(), said.err) == (
        0,
        [
            "aliases.csv, line 2: ALOE-7, would be taken.",
            "sessions.csv, line 2: ALOE-7, would be taken.",
            f"2 rows would be taken, 0 refused, 0 are here already. {TERMINAL}",
        ],
        "",
    )
    assert charts(url) == []


def test_the_import_is_said_to_have_logged_the_sessions(
    url: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    take(capsys, write(tmp_path / "in", ONE_ALIAS, ("sessions.csv", NEEDLED)))
    assert [entry.by for entry in charts(url)[0].logged] == ["import"]


# -- Rows that are refused -----------------------------------------------------------------------

REFUSED = {
    "a name for an alias": ("aliases.csv", "Jane Doe,,,,,,", "alias: looks like a name."),
    "a birth year in an alias": ("aliases.csv", "JD-1984,,,,,,", "alias: looks like a birth date."),
    "a word for an alias": ("aliases.csv", "walnut,,,,,,", f"alias: {UnusableAlias.NO_FORM}"),
    "a number of records": ("aliases.csv", "MRN-00123,,,,,,",
                            "alias: looks like a chart, member or account number."),
    "a date that was an alias": ("aliases.csv", "4-Mar,,,,,,", f"alias: {UnusableAlias.DATE}"),
    "a day by its number": ("aliases.csv", "46085,,,,,,", f"alias: {UnusableAlias.DATE}"),
    "no alias": ("aliases.csv", ",bcbsnc,,,,,", "alias: is missing."),
    "a slip in an issued alias": ("aliases.csv", "BLUE-47L,,,,,,", "alias: has a slip in it: it is "
                                  "nearly an alias that the bot issues."),
    "an alias twice": ("aliases.csv", "aloe7,,,,,,", "alias: stands in the file twice."),
    "an unknown payer": ("aliases.csv", "CROW-8,acmx,,,,,",
                        "payer: is no payer that is known here."),
    "a name for a payer": ("aliases.csv", "CROW-8,Mrs. Jane Doe,,,,,", "payer: looks like a name."),
    "an unknown condition": ("aliases.csv", "CROW-8,,gout_x,,,,",
                             "condition: is no condition that is known here."),
    "a telephone number for a plan": ("aliases.csv", "CROW-8,,,919-555-0134,,,",
                                      "plan: looks like a telephone number."),
    "a plan that is free text": ("aliases.csv", "CROW-8,,,zorblat quuxley,,,",
                                 "plan: is no plan that is known here."),
    "a plan with more beside it": ("aliases.csv", "CROW-8,,,PPO zorblat,,,",
                                   "plan: is no plan that is known here."),
    "a year that begins on no day": ("aliases.csv", "CROW-8,,,,7/32,,",
                                     "year_from: is not a month and a day, like 7/1."),
    "an end of care to come": ("aliases.csv", "CROW-8,,,,,1/1/2099,",
                              "closed: lies in the future."),
    "an end before its start": ("authorizations.csv", "ALOE-7,8,3/1/2026,2/1/2026,",
                                "last: lies before the first day."),
    "an end eleven years on": ("authorizations.csv", "ALOE-7,8,3/1/2026,2/1/2037,",
                               "last: lies too far ahead. "
                               "An authorization spans at most ten years."),
    "a case of no list": ("sessions.csv", "ALOE-7,2026-01-05,20560,1,,tail",
                          "case: is no region of the body that is known here."),
    "no visits": ("authorizations.csv", "ALOE-7,0,3/1/2026,4/1/2026,",
                  "visits: is not a number from 1 to 999."),
    "no first day": ("authorizations.csv", "ALOE-7,8,,4/1/2026,", "first: is missing."),
    "a balance from nobody": ("balances.csv", "ALOE-7,3,1/2/2026,,no", "source: is missing."),
    "a balance from a person": ("balances.csv", "ALOE-7,3,1/2/2026,Mrs. Jane Doe,no",
                                "source: looks like a name."),
    "a source that is free text": ("balances.csv", "ALOE-7,3,1/2/2026,zorblat quuxley,no",
                                   "source: is none of the sources known here."),
    "a source with more beside it": ("balances.csv", "ALOE-7,3,1/2/2026,portal of zorblat,no",
                                     "source: is none of the sources known here."),
    "a source with a formula": ("balances.csv", "ALOE-7,3,1/2/2026,=zorblat(),no",
                                "source: is none of the sources known here."),
    "a total or not": ("balances.csv", "ALOE-7,3,1/2/2026,portal,perhaps",
                       "includes_ours: is neither yes nor no."),
    "a day that no calendar has": ("sessions.csv", "ALOE-7,2/30/2026,20560,1,",
                                   "date: is not a date in the calendar."),
    "a day to come": ("sessions.csv", "ALOE-7,1/5/2099,20560,1,", "date: lies in the future."),
    "a birth date": ("sessions.csv", "ALOE-7,1/5/1984,20560,1,", "date: looks like a birth date."),
    "no day": ("sessions.csv", "ALOE-7,soon,20560,1,", "date: is not a date."),
    "an unknown code": ("sessions.csv", "ALOE-7,1/6/2026,20599,1,",
                        "codes: has a code that is not known here."),
    "a number for a code": ("sessions.csv", "ALOE-7,1/6/2026,123-45-6789,1,",
                            "codes: looks like a Social Security number."),
    "a number that is no code of therapy": ("sessions.csv", "ALOE-7,1/6/2026,90210,1,",
                                            "codes: has a code that is not known here."),
    "an alias of nobody": ("sessions.csv", "CROW-8,1/6/2026,20560,1,",
                           "alias: is in no file that was taken, and not in the clinic."),
    "a name with a session": ("sessions.csv", "Jane Doe,1/6/2026,20560,1,",
                              "alias: looks like a name."),
    "a second session of a day": ("sessions.csv", "ALOE-7,1/5/2026,20561,1,",
                                  "again: a session of this day is there; write yes for a second "
                                  "one."),
    "a plan step to come": (
        "plans_of_care.csv", "ALOE-7,1/1/2099,begun,,", "date: lies in the future.",
    ),
    "a plan step of no list": (
        "plans_of_care.csv", "ALOE-7,1/1/2026,thought of,,",
        "step: is not begun, certified, sent, recertified, reported, referred or ended.",
    ),
    "a plan that ends before": (
        "plans_of_care.csv", "ALOE-7,1/9/2026,begun,1/2/2026,",
        "until: is before its first day.",
    ),
    "a booking of no day": ("bookings.csv", "ALOE-7,soon", "date: is not a date."),
    "a booking of years ahead": ("bookings.csv", "ALOE-7,2/3/2031",
                                 "date: lies more than a year ahead."),
    "a booking of a name": ("bookings.csv", "Jane Doe,1/6/2026", "alias: looks like a name."),
    "a request to come": ("requests.csv", "ALOE-7,8,1/1/2099,,,,,,,", "sent: lies in the future."),
    "a request of no state": ("requests.csv", "ALOE-7,8,1/1/2026,,,,lost,,,",
                              "status: is not open, granted, denied or withdrawn."),
    "a decision without a day": ("requests.csv", "ALOE-7,8,1/1/2026,,,,denied,,,",
                                 "decided: is no day after the request was sent."),
    "urgent before it was sent": ("requests.csv", "ALOE-7,8,1/9/2026,,,,,,,,1/1/2026",
                                  "urgent: is no day after the request was sent."),
    "a grant of nothing": ("requests.csv", "ALOE-7,8,1/1/2026,,,,granted,1/9/2026,,",
                           "granted: is a number of visits where a request was granted."),
    "a cell too many": ("sessions.csv", "ALOE-7,1/6/2026,20560,1,,,Jane Doe",
                        "row: has a cell in a column without a name."),
}  # fmt: skip


def test_refused_rows_are_told_by_their_place_and_never_by_their_text(
    url: str,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    caplog: pytest.LogCaptureFixture,
) -> None:
    refused = [(file, row) for file, row, _ in REFUSED.values()]
    rows = [ONE_ALIAS, ("sessions.csv", NEEDLED), *refused]
    said = take(capsys, write(tmp_path / "in", *rows), "--dry-run")
    expected = []
    for file in HEADERS:
        first = 3 if file in {"aliases.csv", "sessions.csv"} else 2
        of_file = [sentence for name, _, sentence in REFUSED.values() if name == file]
        expected += [f"{file}, line {n}, {why}" for n, why in enumerate(of_file, first)]
    expected += [f"2 rows would be taken, {len(REFUSED)} refused, 0 are here already. {TERMINAL}"]
    mend = "Nothing was imported. Mend these rows, or leave them out: --skip-refused"
    sound = [f"{file}, line 2: ALOE-7, would be taken." for file in ("aliases.csv", "sessions.csv")]
    told = [*sound, *expected, mend]
    assert (said.code, said.out, said.err.splitlines()) == (1, "", told)
    canaries = ["jane", "doe", "555", "1984", "6789", "acmx", "gout_x", "zorblat", "quuxley"]
    assert [word for word in canaries if word in said.err.casefold() + caplog.text.casefold()] == []
    skipped = take(capsys, tmp_path / "in", "--dry-run", "--skip-refused")
    assert (skipped.code, skipped.out.splitlines(), skipped.err) == (0, [*sound, *expected], "")


def test_an_import_with_a_refused_row_takes_nothing(
    url: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = write(tmp_path / "in", ONE_ALIAS, ("aliases.csv", "Jane Doe,,,,,,"))
    said = take(capsys, folder)
    assert (said.code, said.out) == (1, "")
    assert said.err == (
        "aliases.csv, line 3, alias: looks like a name.\n"
        f"1 row would be taken, 1 refused, 0 are here already. {TERMINAL}\n"
        "Nothing was imported. Mend these rows, or leave them out: --skip-refused\n"
    )
    assert charts(url) == []


def test_refused_rows_may_be_left_out(
    url: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = write(tmp_path / "in", ONE_ALIAS, ("aliases.csv", "Jane Doe,,,,,,"))
    said = take(capsys, folder, "--skip-refused")
    assert (said.code, said.err) == (0, "")
    total = f"1 row was taken, 1 refused, 0 are here already. {TERMINAL}\n"
    assert said.out.endswith(total)
    assert [chart.alias for chart in charts(url)] == ["ALOE-7"]


@pytest.mark.parametrize(
    ("row", "sentence"),
    [
        pytest.param(
            ("aliases.csv", "BLUE-47K,humana,,,,,"),
            "aliases.csv, line 2, payer: is another in the clinic.",
            id="another payer",
        ),
        pytest.param(
            ("aliases.csv", "BLUE-47K,,,,,1/5/2026,"),
            "aliases.csv, line 2, closed: is another day in the clinic, or none.",
            id="closed, while the clinic goes on",
        ),
        pytest.param(
            ("sessions.csv", NEEDLED),
            "sessions.csv, line 2, alias: is closed in the clinic.",
            id="a session of a closed alias",
        ),
    ],
)
def test_what_the_clinic_says_otherwise_is_not_written_over(
    url: str,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    row: tuple[str, str],
    sentence: str,
) -> None:
    fill(url, "here")
    before = charts(url)
    said = run(capsys, "import", write(tmp_path / "in", row))
    assert (said.code, said.err.splitlines()[0]) == (1, sentence)
    assert charts(url) == before


def test_a_second_session_of_a_day_is_taken_when_the_row_says_again(
    url: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    again = ("sessions.csv", "ALOE-7,1/5/2026,20560,1,yes")
    folder = write(tmp_path / "in", ONE_ALIAS, ("sessions.csv", NEEDLED), again)
    assert take(capsys, folder).code == 0
    assert [entry.ordinal for entry in charts(url)[0].logged] == [1, 2]
    assert take(capsys, folder).out.startswith("0 rows were taken, 0 refused, 3 are")


# -- Closed lists --------------------------------------------------------------------------------


def test_words_for_an_entry_are_taken_as_the_entry(
    url: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "aliases.csv").write_text(
        "alias,payer,plan\nALOE-7,fep,standard\nCROW-8,bcbsnc,hmo\n"
    )
    (folder / "balances.csv").write_text(
        "alias,used,as_of,source,includes_ours\nALOE-7,3,1/2/2026,Availity,yes\n"
        "ALOE-7,4,1/2/2026,Hospital,no\nALOE-7,5,1/2/2026,another clinic 2,no\n"
    )
    (folder / "sessions.csv").write_text(
        "alias,date,codes,voided\nALOE-7,1/5/2026,97035 20560,pt no show\nALOE-7,1/6/2026,G0283,\n"
    )
    said = take(capsys, folder)
    assert (said.code, said.err) == (0, "")
    chart, other = charts(url)
    assert (chart.plan, other.plan) == ("Standard Option", "HMO")
    sources = [balance.source for balance in chart.history.balances]
    assert sources == ["clearinghouse", "another clinic", "another clinic 2"]
    sessions = [(s.codes, s.voided) for s in chart.history.sessions]
    assert sessions == [(("97035", "20560"), "did not come"), (("G0283",), "")]


@pytest.mark.parametrize("reason", ["zorblat called", "wrong day, zorblat", "Jane Doe called"])
def test_a_reason_that_is_free_text_is_refused(
    url: str, tmp_path: Path, capsys: pytest.CaptureFixture[str], reason: str
) -> None:
    folder = write(tmp_path / "in", ONE_ALIAS)
    row = f'ALOE-7,1/5/2026,"{reason}"'
    (folder / "sessions.csv").write_text(f"alias,date,voided\n{row}\n")
    said = take(capsys, folder)
    assert said.code == 1
    assert said.err.startswith("sessions.csv, line 2, voided: ")
    assert not any(word in said.err.casefold() for word in ("zorblat", "jane", "doe"))
    assert charts(url) == []


def test_two_words_for_one_kind_of_source_are_not_taken_for_one_clinic(
    url: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    hospital = ("balances.csv", "ALOE-7,4,1/2/2026,hospital,no")
    chiro = ("balances.csv", "ALOE-7,6,2/2/2026,chiropractor,no")
    said = take(capsys, write(tmp_path / "in", ONE_ALIAS, hospital, chiro))
    assert said.code == 1
    assert said.err.startswith(
        "balances.csv, line 3, source: is another word for one that stands above; number them, "
        "as in another clinic 2.\n"
    )
    assert charts(url) == []


# -- Files ---------------------------------------------------------------------------------------


def test_what_is_exported_is_for_its_owner_alone(
    url: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    fill(url, "here")
    assert run(capsys, "export", "--out", tmp_path / "out").code == 0
    modes = {path.name: path.stat().st_mode & 0o777 for path in (tmp_path / "out").iterdir()}
    assert modes == dict.fromkeys([*HEADERS, "facts_to_check.csv", "rules.csv", "caps.csv"], 0o600)
    assert (tmp_path / "out").stat().st_mode & 0o777 == 0o700


def test_what_staff_call_wrong_is_written_and_not_read_in(
    url: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    fill(url, "here")
    with closing(sqlite3.connect(url.removeprefix("sqlite://"))) as records, records:
        records.execute(
            """INSERT INTO fact_report (clinic_id, fact, part, source, member, command, reported_at)
            VALUES (1, 'position/cigna', 'verdict', 'ptmgmt', 'UAMY', '/coverage Cigna 20560',
            '2026-11-20 12:00:00+00:00')"""
        )
    records.close()
    assert "1 row in facts_to_check.csv" in run(capsys, "export", "--out", tmp_path / "out").out
    assert (tmp_path / "out" / "facts_to_check.csv").read_text().splitlines() == [
        "answer,part,source,member,reported_at",
        "/coverage Cigna 20560,verdict,ptmgmt,UAMY,2026-11-20T12:00:00+00:00",
    ]
    assert "0 rows were taken" in run(capsys, "import", tmp_path / "out").out


def test_the_clinics_own_rules_are_written_with_who_entered_them_and_who_called(
    url: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    fill(url, "here")
    with closing(sqlite3.connect(url.removeprefix("sqlite://"))) as records, records:
        records.execute(
            """INSERT INTO clinic_rule (clinic_id, number, payer, counted_as, codes, condition,
            profession, line, state, verdict, source, said_on, first_on, most, unit, per,
            has_reference, known_on, entered_by, entered_at, called_by) VALUES (1, 1, 'premera',
            'premera', '20560 20561', '', 'PT', '', '', 'covered', 'call', '2026-11-01',
            '2026-11-01', 20, 'visit', 'calendar_year', TRUE, '2026-11-02', 'UMAX',
            '2026-11-02 12:00:00+00:00', 'UAMY')"""
        )
        records.execute(
            """INSERT INTO clinic_rule (clinic_id, number, payer, counted_as, codes, condition,
            profession, line, state, verdict, source, unit, per, has_reference, withdraws, known_on,
            entered_by, entered_at) VALUES (1, 2, 'premera', 'premera', '', '', '', '', '', '', '',
            '', '', FALSE, 1, '2026-11-03', 'UKIM', '2026-11-03 12:00:00+00:00')"""
        )
        records.execute(
            """INSERT INTO clinic_rule (clinic_id, number, payer, counted_as, codes, condition,
            profession, line, state, verdict, source, unit, per, has_reference, checks, known_on,
            entered_by, entered_at) VALUES (1, 3, 'cigna', '', '', '', '', '', '', '', '',
            '', '', FALSE, 'cigna/pt', '2026-11-04', 'UKIM', '2026-11-04 12:00:00+00:00')"""
        )
    records.close()
    assert "3 rows in rules.csv" in run(capsys, "export", "--out", tmp_path / "out").out
    header, entered, withdrawn, checked = (tmp_path / "out" / "rules.csv").read_text().splitlines()
    assert checked == "3,cigna,,,,,,,,,,,,,,,,,2026-11-04,UKIM,,cigna/pt"
    assert header.startswith("number,payer,codes")
    assert entered == (
        "1,premera,20560 20561,,PT,,,covered,call,2026-11-01,2026-11-01,,20,visit,calendar_year,,"
        "yes,,2026-11-02,UMAX,UAMY,"
    )
    assert withdrawn == "2,,,,,,,,,,,,,,,,,1,2026-11-03,UKIM,,"


def test_the_clinics_own_caps_are_written_as_they_are_typed(
    url: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    fill(url, "here")
    asyncio.run(_set_caps(url))
    assert "2 rows in caps.csv" in run(capsys, "export", "--out", tmp_path / "out").out
    assert (tmp_path / "out" / "caps.csv").read_text().splitlines() == [
        "alias,payer,cap,set_by,set_on",
        'BLUE-47K,,"20 visits per calendar year, PT and OT combined, one visit per day",'
        "UMAX,2026-11-02",
        ",cigna,9 visits per calendar month,UMAX,2026-11-02",
    ]
    assert "0 rows were taken" in run(capsys, "import", tmp_path / "out").out


async def _set_caps(url: str) -> None:
    by = DoneBy("UMAX", datetime(2026, 11, 2, 12, tzinfo=UTC), date(2026, 11, 2))
    pool = Pool(disciplines=(Discipline.PT, Discipline.OT))
    caps = (
        Cap(CapScope.ALIAS, "BLUE-47K", 20, CalendarYear(), by.actor, by.on, pool),
        Cap(CapScope.PAYER, "cigna", 9, CalendarMonth(), by.actor, by.on),
    )
    async with Database(url):
        for cap in caps:
            await ChartStore(COUNT).set_cap(1, cap, by)


def test_a_folder_that_others_may_read_gets_nothing(
    url: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    fill(url, "here")
    (tmp_path / "out").mkdir()
    (tmp_path / "out").chmod(0o755)
    said = run(capsys, "export", "--out", tmp_path / "out")
    assert said.code == 1
    assert "Others on this machine may read" in said.err
    assert list((tmp_path / "out").iterdir()) == []


def test_a_cell_that_begins_a_formula_is_exported_as_text(
    url: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    fill(url, "here")
    with closing(sqlite3.connect(url.removeprefix("sqlite://"))) as records, records:
        records.execute("UPDATE alias SET payer = '=HYPERLINK(1)' WHERE text = 'ALOE-7'")
    records.close()
    run(capsys, "export", "--out", tmp_path / "out")
    written = (tmp_path / "out" / "aliases.csv").read_text()
    assert "ALOE-7,'=HYPERLINK(1),neck_pain" in written


def test_a_cell_that_was_exported_as_text_is_read_without_its_mark(tmp_path: Path) -> None:
    folder = write(tmp_path / "in", ("aliases.csv", "ALOE-7,'=HYPERLINK(1),'s,,,,"))
    (row,) = read_rows(folder)
    assert (row.text("payer"), row.text("condition")) == ("=HYPERLINK(1)", "'s")


def test_a_spreadsheets_marks_are_read_over(
    url: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text = "Alias,Payer,Year from\r\naloe-7, bcbsnc ,1-Jul\r\n,,\r\n"
    (tmp_path / "aliases.csv").write_text(text, encoding="utf-8-sig", newline="")
    assert take(capsys, tmp_path).code == 0
    chart = charts(url)[0]
    assert (chart.alias, chart.payer, chart.benefit_year) == ("ALOE-7", "bcbsnc", (7, 1))


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        pytest.param("ALOE-7,Jane Doe\n", "sessions.csv has no header row.", id="no header"),
        pytest.param("", "sessions.csv has no header row.", id="nothing"),
        pytest.param("alias,codes\n", "sessions.csv: date is missing.", id="a column missing"),
        pytest.param("alias,date,color\n", "sessions.csv: column 3 is unknown.", id="a stranger"),
        pytest.param(
            "alias,date,jane@doe.com\n", "sessions.csv: column 3 is unknown.", id="an identity"
        ),
        pytest.param(
            "alias,date,date\n", "sessions.csv: date is there twice.", id="a column twice"
        ),
        pytest.param("alias,date\n\x81", "sessions.csv is not text.", id="another encoding"),
    ],
)
def test_a_file_that_cannot_be_read_is_told_before_its_rows(
    url: str, tmp_path: Path, capsys: pytest.CaptureFixture[str], text: str, sentence: str
) -> None:
    (tmp_path / "sessions.csv").write_bytes(text.encode("latin-1"))
    said = take(capsys, tmp_path)
    assert (said.code, said.out, said.err.splitlines()[0]) == (1, "", sentence)


def test_a_folder_without_files_is_told(
    url: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert "There is no " in take(capsys, tmp_path / "nowhere").err
    empty = tmp_path / "empty"
    empty.mkdir()
    said = take(capsys, empty)
    assert said.code == 1
    assert "holds none of aliases.csv" in said.err


# -- Clinics -------------------------------------------------------------------------------------


def test_of_several_clinics_one_must_be_named(
    url: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    fill(url, "T1", "T2")
    for words in (["--clinic", "9"], []):
        said = run(capsys, "export", "--out", tmp_path / "out", *words)
        assert said.code == 1
        assert "  --clinic 1: slack, T1\n  --clinic 2: slack, T2\n" in said.err
    assert run(capsys, "export", "--out", tmp_path / "out", "--clinic", "2").code == 0


def test_an_import_into_one_clinic_leaves_the_other_alone(
    url: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    fill(url, "T1", "T2")
    folder = write(tmp_path / "in", ("aliases.csv", "CROW-8,,,,,,"))
    assert run(capsys, "import", folder, "--clinic", "2").code == 0
    assert [(c.clinic_id, c.alias) for c in charts(url) if c.alias == "CROW-8"] == [(2, "CROW-8")]


def test_an_alias_one_slip_from_an_issued_one_is_refused(
    url: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert take(capsys, write(tmp_path / "a", ("aliases.csv", "BLUE-47K,,,,,,"))).code == 0
    said = take(capsys, write(tmp_path / "b", ("aliases.csv", "BLUE-47,,,,,,")))
    assert f"aliases.csv, line 2, alias: {UnusableAlias.LIKE}" in said.err
    assert [chart.alias for chart in charts(url)] == ["BLUE-47K"]


def test_an_alias_of_before_that_the_clinic_has_is_taken(
    url: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert take(capsys, write(tmp_path / "a", ONE_ALIAS)).code == 0
    with closing(sqlite3.connect(url.removeprefix("sqlite://"))) as older:
        older.executescript("UPDATE alias SET key = 'MRN00123', text = 'MRN-00123'")
    again = write(tmp_path / "b", ("sessions.csv", "MRN-00123,2026-01-05,20560,1,"))
    assert take(capsys, again).code == 0
    assert [len(chart.history.sessions) for chart in charts(url)] == [1]


def test_an_alias_of_before_that_excel_made_a_date_of_opens_no_second_chart(
    url: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert take(capsys, write(tmp_path / "a", ONE_ALIAS)).code == 0
    with closing(sqlite3.connect(url.removeprefix("sqlite://"))) as older:
        older.executescript("UPDATE alias SET key = 'MAR4', text = 'MAR-4'")
    (before,) = charts(url)
    saved_by_excel = [("aliases.csv", "4-Mar,,,,,,"), ("sessions.csv", "4-Mar,2026-01-05,20560,1,")]
    said = take(capsys, write(tmp_path / "b", *saved_by_excel), "--skip-refused")
    assert said.out.count(f"alias: {UnusableAlias.DATE}") == 2
    assert charts(url) == [before]


def test_an_alias_that_was_renamed_is_not_opened_again(
    url: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = write(tmp_path / "in", ONE_ALIAS)
    assert take(capsys, folder).code == 0
    assert main(["say", "/session rename ALOE-7 ELM-3"]) == 0
    capsys.readouterr()
    said = take(capsys, folder)
    assert f"aliases.csv, line 2, alias: {UnusableAlias.GONE}" in said.err
    assert [chart.alias for chart in charts(url)] == ["ELM-3"]
