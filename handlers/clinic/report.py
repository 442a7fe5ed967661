"""/clinic report: whether managers get the week's report, on Mondays at 8:00; or a week's now."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import timedelta

from handlers.clinic.change_setting import keep, refuse_staff
from handlers.command import Request, Services
from models.alerts.alert_state import AlertState
from models.alerts.hours import next_report
from models.clinic import preferences
from models.clinic.clinic import Clinic
from models.clinic.week_figures import MOST, WEEK, ClinicRecord, days_of
from models.errors import NotUnderstood
from models.reply import Choice, Fact, Line, Reply
from models.understanding.commands import clinic_commands
from models.wording import alerts, week_report
from models.wording.week_report import Waiting

_ON = frozenset("on yes monday mondays weekly start want wanted".split())
_WEEK = re.compile(
    r"(?:(?:show|see|give|send|me|for|of|the|it|my|our)\s)*"
    r"(?:(?P<last>(?:last|past|previous)\sweek|week\sbefore)"
    r"|now|(?:this|current)(?:\sweek)?|so\sfar|today|week\sso\sfar|show|preview)"
    r"(?:'s)?(?:\s(?:so\sfar|now|please))?[.?!]?",
    re.IGNORECASE,
)


async def answer(request: Request, services: Services, text: str) -> Reply:
    """Turn it on or off, say whether it comes and when, or tell a week at once."""
    clinic, headline = request.clinic, "The week's report"
    if week := _WEEK.fullmatch(" ".join(text.split())):
        await refuse_staff(request.member, services, "The week's report")
        return await _told(request, services, weeks_ago=1 if week["last"] else 0)
    if text:
        wanted = _wanted(text)
        await refuse_staff(request.member, services, "Changing the report")
        hours = replace(clinic.preferences.hours, report=wanted)
        after = replace(clinic.preferences, hours=hours)
        clinic, headline = await keep(request, services, after, preferences.REPORT), "Saved"
    return _say(request, clinic, headline)


async def _told(request: Request, services: Services, weeks_ago: int) -> Reply:
    """The week that runs, up to now, or the one before, each beside the week before it."""
    clinic, charts, today = request.clinic, services.charts, request.today
    alerts_ = await services.outbox.alerts(clinic.id, tuple(AlertState), MOST)
    entries = await services.records.audit(clinic.id, last=MOST)
    record = ClinicRecord(clinic.time_zone, alerts_, entries)
    monday = today - timedelta(days=today.weekday()) - weeks_ago * WEEK
    week, before = [
        record.week(first, await charts.logged_between(clinic.id, *days_of(first)))
        for first in (monday, monday - WEEK)
    ]
    requests = await charts.requests(clinic.id, MOST)
    late = sum(row.request.is_late(today) for row in requests)
    owed = await charts.owed(clinic.id, today, MOST)
    waiting = Waiting(len(requests), late, len(owed), "Now")
    told = week_report.say(week, before, waiting, runs=not weeks_ago)
    is_on = clinic.preferences.hours.report
    return replace(told, small_print="" if is_on else "Every Monday by itself: /clinic report on")


def _wanted(text: str) -> bool:
    word = text.strip().casefold()
    if clinic_commands.clears(word) or word == "stop":
        return False
    if set(word.split()) <= _ON:
        return True
    raise NotUnderstood(
        "Is the week's report to come, or to stay away?",
        "It goes to each manager, Mondays at 8:00 AM: /clinic report on, or /clinic report off",
        [
            Choice("On", "/clinic report on"),
            Choice("Off", "/clinic report off"),
            Choice("This week so far", "/clinic report this week"),
        ],
    )


def fact(clinic: Clinic) -> Fact:
    """Whether it comes, as the list of all settings shows it."""
    is_on = clinic.preferences.hours.report
    return Fact("Week's report", "Mondays at 8:00 AM, to each manager" if is_on else "off")


def _say(request: Request, clinic: Clinic, headline: str) -> Reply:
    due = next_report(clinic.preferences.hours, clinic.time_zone, request.at)
    coming = (Fact("The next one", alerts.when(due, clinic.time_zone)),) if due else ()
    turn = Choice("Off", "/clinic report off") if due else Choice("On", "/clinic report on")
    return Reply(
        headline=headline,
        lines=(
            Line(
                "It tells each manager on Mondays how the week was: sessions, limits passed and "
                "opened in time, alerts taken and how fast, requests open, facts checked."
            ),
        ),
        facts=(fact(clinic), *coming),
        choices=(
            turn,
            Choice("This week so far", "/clinic report this week"),
            Choice("Last week", "/clinic report last week"),
            Choice("All settings", "/clinic"),
        ),
    )
