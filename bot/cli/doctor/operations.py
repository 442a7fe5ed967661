"""What `doctor` says of the running whole: records, disk, web, clock, jobs, alerts, clinics."""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from bot.app import App
from bot.cli.doctor.finding import DoctorFinding
from bot.health_pages import clock_says, web_says
from models.alerts.alert_state import AlertState
from models.clinic.clinic import Clinic, Platform
from models.storage.backlog import Backlog, BacklogReader, Pile
from models.storage.database import Readiness
from models.storage.job_runs import JobRun
from models.wording.delivery_reasons import mend_of
from models.wording.phrases import count

_LEAST_ROOM = 200  # MB
_LATE = timedelta(minutes=5)
_START = "Start one: python -m bot clock."
_START_WEB = "Start one, python -m bot web, and look at its log."


async def examine_operations(app: App) -> list[DoctorFinding]:
    """Look at everything that only the records tell; at them alone where they do not answer."""
    async with app.database:
        readiness = await app.database.check(within=10, writing=True)
        findings = [_records(readiness, app.database.describe()), *_room(app.database.file)]
        if not (readiness.reachable and readiness.migrated):
            return findings
        at = app.clock()
        backlog, runs = await BacklogReader().read(at), await app.job_runs.all()
        findings += [await _web(app, runs), await _clock(app, backlog, runs), *_jobs(runs)]
        clinics = await app.records.clinics()
        findings += [*_alerts(backlog, at), *_held(backlog.held, clinics), *_strange(clinics)]
        findings += _audit_key(readiness)
    return findings


def _records(readiness: Readiness, kind: str) -> DoctorFinding:
    if readiness.ready:
        return DoctorFinding("Records", f"{readiness.says} {kind}")
    if not readiness.is_bound_here:  # which the finding on the key says
        return DoctorFinding("Records", f"They answer. {kind}")
    return DoctorFinding("Records", "Not ready.", readiness.says)


def _room(file: Path | None) -> Iterator[DoctorFinding]:
    """How much room is left for SQLite; of PostgreSQL's disk nothing is known here."""
    if file is None:
        yield DoctorFinding("Disk", "PostgreSQL's is not seen from here: watch it where it runs.")
    elif file.parent.is_dir():
        free = shutil.disk_usage(file.parent).free // 1_000_000
        mend = "Make some, before nothing can be kept any more." if free < _LEAST_ROOM else ""
        yield DoctorFinding("Disk", f"{free:,} MB are left.", mend)


async def _web(app: App, runs: Sequence[JobRun]) -> DoctorFinding:
    """Whether a web runs. One that never ran is missed only where a clock has run."""
    told = await web_says(app)
    is_missed = not told["alive"] and (runs or await app.job_runs.web_served_at())
    return DoctorFinding("Web", str(told["says"]), _START_WEB if is_missed else "")


async def _clock(app: App, backlog: Backlog, runs: Sequence[JobRun]) -> DoctorFinding:
    """Whether a clock runs. One that never ran is missed only once something waits for it."""
    told = await clock_says(app)
    is_missed = not told["alive"] and (runs or backlog.due.number or backlog.alerts)
    return DoctorFinding("Clock", str(told["says"]), _START if is_missed else "")


def _jobs(runs: Sequence[JobRun]) -> Iterator[DoctorFinding]:
    for run in runs:
        if run.failed_at and (run.succeeded_at is None or run.succeeded_at < run.failed_at):
            state = f"It failed last, at {_instant(run.failed_at)}."
            yield DoctorFinding(f"Job {run.name}", state, "The clock's log names the place.")


def _alerts(backlog: Backlog, at: datetime) -> Iterator[DoctorFinding]:
    """What reached nobody, what is late, what waits for working hours."""
    failed = backlog.alerts.get(AlertState.FAILED, Pile()).number
    for why, number in backlog.failed.items():
        state = f"{count(number, 'message')} refused for good: {why}."
        if failed:
            yield DoctorFinding("Messages", state, mend_of(why))
        else:  # the managers had it another way
            yield DoctorFinding("Messages", f"{state} {mend_of(why)}")
    if failed:
        mend = (
            "They are sent within an hour after that is mended; at once by python -m bot run "
            "resend, with a clock running."
        )
        yield DoctorFinding("Alerts", f"{failed} reached nobody.", mend)
    for why, pile in backlog.refused.items():
        if pile.oldest and at - pile.oldest > _LATE:
            state = f"{count(pile.number, 'message')} refused since {_instant(pile.oldest)}: {why}."
            yield DoctorFinding("Messages", f"{state} They are tried again.", mend_of(why))
    for why, pile in backlog.untold.items():
        state = f"{count(pile.number, 'message')} to managers (digest, escalation) reached nobody"
        yield DoctorFinding("Messages", f"{state}: {why}.", mend_of(why))
    for why, pile in backlog.refused_tests.items():
        state = f"{count(pile.number, 'test alert')} reached nobody: {why}."
        mend = f"{mend_of(why)} Then try again: /clinic test."
        yield DoctorFinding("Messages", state, mend)
    if backlog.due.oldest and at - backlog.due.oldest > _LATE:
        state = f"{count(backlog.due.number, 'message')} due since {_instant(backlog.due.oldest)}."
        yield DoctorFinding("Messages", state, "Look whether a clock runs, and what its log says.")


def _held(held: Pile, clinics: Sequence[Clinic]) -> Iterator[DoctorFinding]:
    """What waits for working hours, by the clock of the clinics if they all go by one."""
    if held.oldest:
        zones = {clinic.time_zone for clinic in clinics}
        first = _instant(held.oldest, zones.pop() if len(zones) == 1 else "UTC")
        state = f"{held.number} wait for working hours, the first until {first}."
        yield DoctorFinding("Alerts", state)


def _strange(clinics: Sequence[Clinic]) -> Iterator[DoctorFinding]:
    """A clinic of a terminal beside those of platforms: nobody there sees it."""
    if all(clinic.platform is Platform.CONSOLE for clinic in clinics):
        return
    for clinic in clinics:
        if clinic.platform is Platform.CONSOLE:
            state = f"Clinic {clinic.id} is a terminal's: nobody in Slack or Teams sees it."
            mend = (
                f"Take its records out (python -m bot records export --clinic {clinic.id} --out "
                "DIR), import them where they belong, and erase it: python -m bot erase clinic "
                f"console '{clinic.workspace}' --sure"
            )
            yield DoctorFinding("Clinics", state, mend)


def _instant(at: datetime, zone: str = "UTC") -> str:
    return at.astimezone(ZoneInfo(zone)).strftime("%b %-d, %Y, %H:%M %Z")


def _audit_key(readiness: Readiness) -> Iterator[DoctorFinding]:
    """That the newest rows of an audit are bound with a key that is not here."""
    if not readiness.is_bound_here:
        yield DoctorFinding("Audit key", "The audit's own is not here.", readiness.says)
