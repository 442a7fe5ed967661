"""What an owed message says by now, or that there is nothing to say any more."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from jobs import digest_content, shared_answer_edit, weekly_report
from models.alerts.alert import Alert
from models.alerts.delivery import Delivery, Purpose
from models.alerts.hours import next_digest
from models.clinic.clinic import Clinic
from models.mention import MENTION
from models.reply import Reply
from models.services import Services
from models.visits.chart import Chart
from models.wording import alert_lists, alert_placeholders, alerts
from models.wording.alerts import AlertSubject

ON_TIME = timedelta(hours=1)


async def worded(delivery: Delivery, clinic: Clinic, services: Services) -> Reply | None:
    """What the message says by now; None where there is nothing to say any more."""
    at = services.clock()
    if delivery.purpose is Purpose.DIGEST:
        return await _digest(delivery, clinic, at, services)
    if delivery.purpose is Purpose.REPORT:
        return await weekly_report.worded(clinic, delivery.owed_since, services)
    if delivery.purpose in {Purpose.TEST, Purpose.REMOVAL}:
        return _of_no_alert(delivery)
    if delivery.purpose is Purpose.RECALL:
        return await shared_answer_edit.worded(delivery, clinic, at, services)
    told = await alerts_told(delivery, services)
    if not delivery.message:
        told = [alert for alert in told if not alert.ref.is_over]
    if not told:
        return None
    about = await _subjects(told, clinic, at, services)
    return alert_lists.say(about, len(told), delivery.purpose, is_repeat=delivery.is_repeat)


def _of_no_alert(delivery: Delivery) -> Reply | None:
    """A test alert, or what stands in the place of a message that was removed."""
    if delivery.purpose is Purpose.TEST:
        return alert_placeholders.trial(is_repeat=delivery.is_repeat)
    return alert_placeholders.removed() if delivery.message else None


async def _digest(
    delivery: Delivery, clinic: Clinic, at: datetime, services: Services
) -> Reply | None:
    """The digest as of now; None where there is nothing to tell, or the next one comes anyway."""
    following = next_digest(clinic.preferences.hours, clinic.time_zone, delivery.owed_since)
    if following and following <= at + ON_TIME:
        return None
    mention = MENTION.fullmatch(delivery.channel)
    is_to_person = mention is not None and mention["kind"] == "@"
    user = mention["id"] if mention and is_to_person else ""
    if user and not await _is_manager(clinic, user, services):
        owed, is_repeat = delivery.owed_since, delivery.is_repeat
        return await digest_content.watched(clinic, owed, services, user, is_repeat=is_repeat)
    return await digest_content.worded(
        clinic,
        at,
        services,
        delivery.owed_since,
        is_repeat=delivery.is_repeat,
        is_instead=is_to_person and bool(clinic.preferences.channel),
    )


async def _is_manager(clinic: Clinic, user: str, services: Services) -> bool:
    members = await services.records.members(clinic.id)
    return any(member.user == user and member.is_manager for member in members)


async def _subjects(
    told: Sequence[Alert], clinic: Clinic, at: datetime, services: Services
) -> list[AlertSubject]:
    """What these alerts are about, as it stands now; of a long list, of those that are shown."""
    charts: dict[str, Chart | None] = {}
    shown = alert_lists.shown(told)
    for alert in shown:
        if alert.alias not in charts:
            charts[alert.alias] = await services.charts.find(clinic.id, alert.alias)
    today = clinic.today(at)
    return [
        alerts.subject(alert, charts[alert.alias], services.book, clinic, today) for alert in shown
    ]


async def alerts_told(delivery: Delivery, services: Services) -> list[Alert]:
    """The alerts that a message tells of."""
    if delivery.note_id is None:
        return []
    return [*await services.outbox.told_together(delivery.clinic_id, delivery.note_id)]
