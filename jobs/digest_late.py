"""Which windows that are over a visit passed that was logged late: told once, in the digest.

No alert is raised of them: nobody can be asked for visits of days that are past.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from datetime import date, datetime, timedelta

from jobs.digest_charts import DigestCharts
from models.alerts.hours import last_digest
from models.clinic.clinic import Clinic
from models.services import Services
from models.visits.chart import Chart
from models.visits.counting import left_unpaid
from models.visits.ended_windows import EndedWindows
from models.visits.limit import LimitKind
from models.visits.standing import Standing
from models.wording import ended_windows

TITLE = "Logged late: a limit of days that are over was passed"

_MOST = 1_000
"""So many entries of the audit are read, the newest."""

_LATELY = timedelta(days=365)
"""What was passed longer ago is history: an import brings years of it."""

_LOGGED = "session logged"


async def texts(due: datetime, charts: DigestCharts) -> list[str]:
    """A line for each such window of what was logged since the digest before the one of `due`."""
    told: list[str] = []
    for alias, days in (await _logged(charts.clinic, due, charts.services)).items():
        if chart := await charts.find(alias):
            now = await charts.standings(alias)
            over = {s.limit.id for s in now if s.left < 0 and _lasts(s)}
            over |= {s.limit.id for s in left_unpaid(chart, charts.services.book, charts.on)}
            told += _of_chart(chart, days, over, charts)
    return told


async def _logged(
    clinic: Clinic, due: datetime, services: Services
) -> Mapping[str, dict[int, date]]:
    """By alias, the numbers of the sessions logged since, each with the day on which it was."""
    since = last_digest(clinic.preferences.hours, clinic.time_zone, due)
    found: dict[str, dict[int, date]] = {}
    for entry in await services.records.audit(clinic.id, last=_MOST):
        event = entry.event
        if entry.is_erased or event.action != _LOGGED or not since < event.at <= due:
            continue
        number, day = event.particulars.get("number"), clinic.today(event.at)
        if isinstance(number, int) and str(event.particulars.get("on")) < day.isoformat():
            found.setdefault(event.subject, {})[number] = day
    return found


def _of_chart(
    chart: Chart, logged: Mapping[int, date], over: Collection[str], charts: DigestCharts
) -> list[str]:
    """What one alias's late visits passed, each window once; the limits that are `over` now."""
    clinic, book = charts.clinic, charts.services.book
    ended = EndedWindows(chart, book, charts.on)
    told: dict[tuple[str, date], str] = {}
    for session in chart.history.sessions:
        payer = chart.payer_on(session.on)
        is_former = payer != chart.payer_on(charts.on)
        if session.number not in logged or not clinic.preferences.warnings_for(payer).over:
            continue
        day = logged[session.number]
        for standing in _passed(ended.of(session), day, session.on, is_former=is_former):
            if standing.limit.id in over:
                continue  # it is over now: the digest and an alert say so
            known = book.payers.get(payer or "")
            name = known.name if known else ""
            whose = ended_windows.owner(standing, name)
            whose += f" of {name}" if is_former and name and _is_granted(standing) else ""
            told[standing.limit.id, standing.opened] = (
                f"{chart.alias}: {ended_windows.in_words(standing)} ({whose})"
            )
    return list(told.values())


def _lasts(standing: Standing) -> bool:
    """Whether what is over of it now is what it was over by on a day that is past."""
    return standing.limit.window.rolls or _is_granted(standing)


def _is_granted(standing: Standing) -> bool:
    return standing.limit.kind is LimitKind.AUTHORIZATION


def _passed(
    ended: tuple[Standing, ...], logged: date, on: date, *, is_former: bool
) -> Iterator[Standing]:
    """Those that are passed, and were over already on the day on which the visit was logged.

    What a former payer lets pay is over for this patient with the last day on which that one paid.
    """
    for standing in ended:
        last = on if standing.limit.window.rolls or is_former else standing.window.last
        if standing.left < 0 and last and logged - _LATELY <= last < logged:
            yield standing
