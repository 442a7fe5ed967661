"""/clinic quiet: from when until when alerts wait, as a manager sees and sets it."""

from __future__ import annotations

from dataclasses import replace

from handlers.clinic import digest
from handlers.clinic.change_setting import keep, refuse_staff
from handlers.command import Request, Services
from models.clinic import preferences
from models.clinic.clinic import Clinic
from models.reply import Choice, Fact, Line, Reply
from models.understanding.commands import clinic_hours
from models.wording import settings


async def answer(request: Request, services: Services, text: str) -> Reply:
    """From when until when alerts wait."""
    clinic, headline = request.clinic, "Quiet hours"
    if text:
        chosen = clinic_hours.read_quiet(text)
        await refuse_staff(request.member, services, "Changing the quiet hours")
        had = clinic.preferences
        after = replace(had, hours=replace(had.hours, quiet=chosen))
        clinic, headline = await keep(request, services, after, preferences.QUIET), "Saved"
    hours = clinic.preferences.hours
    waits = (
        "until the quiet hours are over, and until a working day"
        if hours.quiet
        else ("until a working day, and come at any hour of it")
    )
    return Reply(
        headline=headline,
        lines=(Line(f"Alerts wait {waits}."),),
        facts=(fact(clinic), digest.working_days(clinic)),
        choices=(
            Choice("6 pm to 7:30 am", clinic_hours.QUIET_EXAMPLE),
            *([Choice("No quiet hours", "/clinic quiet off")] if hours.quiet else []),
            Choice("Working days", "/clinic digest"),
            Choice("All settings", "/clinic"),
        ),
    )


def fact(clinic: Clinic) -> Fact:
    """The quiet hours, as the list of all settings shows them."""
    return Fact("Quiet hours", settings.say_quiet(clinic.preferences.hours.quiet))
