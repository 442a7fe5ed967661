"""What a clinic did in a week, gathered for its managers' report beside the week before."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from models.alerts.alert import Alert, AlertState
from models.clinic.clinic import Clinic
from models.clinic.week_figures import WeekFigures, of_alerts
from models.reply import Reply
from models.services import Services
from models.wording import week_report

_WEEK = timedelta(days=7)
_MOST = 2_000
"""So many alerts, requests and entries of the audit are read, the newest of each."""

_CHECKED = frozenset({"fact checked", "rule checked", "rule entered"})


async def worded(clinic: Clinic, due: datetime, services: Services) -> Reply | None:
    """The report of the week before the Monday on which it is due; None of two idle weeks."""
    monday = _monday(clinic.today(due))
    alerts = await services.outbox.alerts(clinic.id, tuple(AlertState), _MOST)
    entries = await services.records.audit(clinic.id, last=_MOST)
    checks = [e.event.at for e in entries if not e.is_erased and e.event.action in _CHECKED]
    weeks = [
        await _week(clinic, monday - back * _WEEK, alerts, checks, services) for back in (1, 2)
    ]
    if not any(week.is_busy for week in weeks):
        return None
    requests = await services.charts.requests(clinic.id, _MOST)
    owed = await services.charts.owed(clinic.id, monday, _MOST)
    late = sum(row.request.is_late(monday) for row in requests)
    return week_report.say(weeks[0], weeks[1], (len(requests), late), len(owed))


def _monday(day: date) -> date:
    """The Monday of the week of a day: on a holiday the report comes later in the week."""
    return day - timedelta(days=day.weekday())


async def _week(
    clinic: Clinic,
    monday: date,
    alerts: Sequence[Alert],
    checks: Sequence[datetime],
    services: Services,
) -> WeekFigures:
    """The figures of one week, from Monday to Sunday on the clinic's wall.

    `checks` are the instants at which facts and rules were looked at.
    """
    zone = ZoneInfo(clinic.time_zone)
    first, behind = (
        datetime.combine(day, datetime.min.time(), zone) for day in (monday, monday + _WEEK)
    )
    sunday = monday + _WEEK - timedelta(days=1)
    sessions, aliases = await services.charts.logged_between(clinic.id, monday, sunday)
    checked = sum(first <= at < behind for at in checks)
    noted = [alert for alert in alerts if first <= alert.noted_at < behind]
    sent = [alert for alert in alerts if alert.sent_at and first <= alert.sent_at < behind]
    return of_alerts(WeekFigures(monday, sunday, sessions, aliases, checked=checked), noted, sent)
