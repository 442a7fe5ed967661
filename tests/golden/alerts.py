"""What the managers' channel reads at the end of the day: an alert, the same taken, the digest."""

from __future__ import annotations

from dataclasses import replace

from jobs import digest_content
from models.alerts.alert import Alert, AlertKind, AlertRef, Threshold
from models.alerts.alert_state import AlertState
from models.reply import Reply
from models.visits import counting
from models.visits.limit import LimitKind
from models.wording import alerts as wording
from tests.golden.day import NOON, TODAY, Day

_ALIAS = "OAK-2"
_TYPED = (
    f"/session new {_ALIAS} payer bcbs michigan medicare advantage for chronic low back pain",
    f"/session authorize {_ALIAS} 6 visits from 2026-10-01 until 2026-12-12",
    f"/session log {_ALIAS} 20561 on 2026-11-03",
    f"/session log {_ALIAS} 20561 on 2026-11-10",
    f"/session log {_ALIAS} 20561 on 2026-11-17",
    f"/session log {_ALIAS} 20561 on 2026-11-23",
)


async def posted(day: Day) -> dict[str, Reply]:
    """The messages, by the name of the card."""
    for typed in _TYPED:
        await day.say(typed)
    book = day.services.book
    chart = await day.services.charts.find(day.clinic.id, _ALIAS)
    assert chart is not None
    of_chart = counting.current(chart, book, TODAY)
    standing = next(s for s in of_chart if s.limit.kind is LimitKind.AUTHORIZATION)
    left = Threshold(AlertKind.LEFT, 2)
    ref = AlertRef(3, standing.limit.id, standing.opened, left, AlertState.SENT)
    alert = Alert(ref, day.clinic.id, _ALIAS, NOON, sent_at=NOON)
    taken = replace(
        alert,
        ref=replace(ref, state=AlertState.ACKNOWLEDGED),
        taken_by="UMAX",
        taken_at=NOON,
    )
    told = {
        name: wording.say(wording.subject(each, chart, book, day.clinic, TODAY))
        for name, each in (("alert", alert), ("alert-taken", taken))
    }
    digest = await digest_content.worded(day.clinic, NOON, day.services, NOON, is_repeat=False)
    return told | ({"digest": digest} if digest else {})
