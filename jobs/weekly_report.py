"""What a clinic did in a week, gathered for its managers' report beside the week before."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from models.alerts.alert_state import AlertState
from models.clinic.clinic import Clinic
from models.clinic.week_figures import MOST, WEEK, ClinicRecord, days_of
from models.reply import Reply
from models.services import Services
from models.wording import week_report
from models.wording.week_report import Waiting


async def worded(clinic: Clinic, due: datetime, services: Services) -> Reply | None:
    """The report of the week before the Monday on which it is due; None of two idle weeks."""
    monday = _monday(clinic.today(due))
    charts = services.charts
    alerts = await services.outbox.alerts(clinic.id, tuple(AlertState), MOST)
    entries = await services.records.audit(clinic.id, last=MOST)
    record = ClinicRecord(clinic.time_zone, alerts, entries)
    weeks = [
        record.week(first, await charts.logged_between(clinic.id, *days_of(first)))
        for first in (monday - WEEK, monday - 2 * WEEK)
    ]
    if not any(week.is_busy for week in weeks):
        return None
    requests = await charts.requests(clinic.id, MOST)
    owed = await charts.owed(clinic.id, monday, MOST)
    late = sum(row.request.is_late(monday) for row in requests)
    return week_report.say(weeks[0], weeks[1], Waiting(len(requests), late, len(owed)))


def _monday(day: date) -> date:
    """The Monday of the week of a day: on a holiday the report comes later in the week."""
    return day - timedelta(days=day.weekday())
