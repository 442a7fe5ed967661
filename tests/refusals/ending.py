"""How a refused alert ends: delivered, or told to somebody who can mend what refused it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta

import pytest
from _pytest.mark import ParameterSet

from jobs import resend, send_alerts
from models.alerts.alert_state import AlertState
from models.storage.backlog import BacklogReader, Pile
from models.wording import delivery_reasons
from tests.jobs.clinic_day import ClinicDay
from tests.jobs.test_send_alerts import due

ALIAS = "BLUE-47K"
SHORT = "The rest could not be shown here."
_LONGEST = timedelta(days=21)


def sheet(rows: Iterable[ParameterSet]) -> list[ParameterSet]:
    """Rows of a table that `make sheets` alone goes through."""
    return [pytest.param(*row.values, id=row.id, marks=pytest.mark.sheet) for row in rows]


async def note(day: ClinicDay) -> None:
    """An alert that everybody waits for."""
    await due(day, ALIAS)
    await day.fire(send_alerts.JOB)


async def wait(day: ClinicDay, longest: timedelta) -> None:
    """Send as a clock would, with looks that grow rarer, until the alert is told or failed."""
    until, pause = day.now + longest, timedelta(seconds=1)
    while day.now < until and not await _has_ended(day):
        day.now += pause
        await day.fire(send_alerts.JOB)
        pause = min(pause * 2, timedelta(minutes=16))


async def give_up(day: ClinicDay) -> None:
    """Let days pass at which nothing is mended, a look a day at the same hour."""
    until = day.now + _LONGEST
    while day.now < until and not await _has_ended(day):
        day.later(days=1)
        for _ in range(4):
            await day.fire(send_alerts.JOB)
            day.later(seconds=2)


async def mend(day: ClinicDay) -> None:
    """What is sent anew after something was mended, even after the alert had failed."""
    await day.fire(resend.JOB)
    await wait(day, timedelta(minutes=40))


async def _has_ended(day: ClinicDay) -> bool:
    (alert,) = await day.alerts()
    return alert.state is not AlertState.NOTED


async def must_have_told_the_operator(day: ClinicDay) -> None:
    """One line in the log, one finding of doctor with what to do, and a place on the Home tab."""
    assert [failure.reached_nobody for failure in day.failures].count(True) == 1
    backlog = await BacklogReader().read(day.now)
    assert backlog.alerts.get(AlertState.FAILED, Pile()).number == 1
    places = await day.post.refused_places(day.clinic.id)
    assert places
    for why in backlog.failed:
        assert delivery_reasons.mend_of(why) in delivery_reasons.MENDS.values(), why
    assert all(text for text in delivery_reasons.told(places, day.clinic))
