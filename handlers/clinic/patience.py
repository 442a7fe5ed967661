"""/clinic patience: how long an alert waits before it goes up to the managers."""

from __future__ import annotations

from dataclasses import replace

from handlers.clinic.change_setting import keep, refuse_staff
from handlers.command import Request, Services
from models.clinic import preferences
from models.clinic.clinic import Clinic
from models.reply import Choice, Fact, Line, Reply
from models.understanding.commands import clinic_hours
from models.wording import settings


async def answer(request: Request, services: Services, text: str) -> Reply:
    """How long an alert waits for somebody before it goes up to the managers."""
    clinic, headline = request.clinic, "Patience"
    if text:
        wanted = clinic_hours.read_patience(text)
        await refuse_staff(request.member, services, "Changing the patience")
        after = replace(clinic.preferences, patience=wanted)
        clinic, headline = await keep(request, services, after, preferences.PATIENCE), "Saved"
    waits = settings.say_patience(clinic.preferences.patience)
    goes_up = f"An alert that nobody takes within {waits} of working time goes up to the managers."
    return Reply(
        headline=headline,
        lines=(Line(goes_up),),
        choices=(
            Choice("2 hours", "/clinic patience 2 hours"),
            Choice("4 hours", clinic_hours.PATIENCE_EXAMPLE),
            Choice("8 hours", "/clinic patience 8 hours"),
            Choice("All settings", "/clinic"),
        ),
    )


def fact(clinic: Clinic) -> Fact:
    """The patience with an alert, as the list of all settings shows it."""
    waits = settings.say_patience(clinic.preferences.patience)
    return Fact("Goes up to managers", f"after {waits} of working time")
