"""/clinic report: whether managers get the week's report, on Mondays at 8:00."""

from __future__ import annotations

from dataclasses import replace

from handlers.clinic.change_setting import keep, refuse_staff
from handlers.command import Request, Services
from models.alerts.hours import next_report
from models.clinic import preferences
from models.clinic.clinic import Clinic
from models.errors import NotUnderstood
from models.reply import Choice, Fact, Line, Reply
from models.understanding.commands import clinic_commands
from models.wording import alerts

_ON = frozenset("on yes monday mondays weekly start want wanted".split())


async def answer(request: Request, services: Services, text: str) -> Reply:
    """Turn it on or off, or say whether it comes and when."""
    clinic, headline = request.clinic, "The week's report"
    if text:
        wanted = _wanted(text)
        await refuse_staff(request.member, services, "Changing the report")
        hours = replace(clinic.preferences.hours, report=wanted)
        after = replace(clinic.preferences, hours=hours)
        clinic, headline = await keep(request, services, after, preferences.REPORT), "Saved"
    return _say(request, clinic, headline)


def _wanted(text: str) -> bool:
    word = text.strip().casefold()
    if clinic_commands.clears(word) or word == "stop":
        return False
    if set(word.split()) <= _ON:
        return True
    raise NotUnderstood(
        "Is the week's report to come, or to stay away?",
        "It goes to each manager, Mondays at 8:00 AM: /clinic report on, or /clinic report off",
        [Choice("On", "/clinic report on"), Choice("Off", "/clinic report off")],
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
        choices=(turn, Choice("All settings", "/clinic")),
    )
