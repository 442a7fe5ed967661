"""/clinic zone: the time zone in which the clinic's days begin, told by a manager."""

from __future__ import annotations

from dataclasses import replace

from handlers.clinic.change_setting import keep_defaults, refuse_staff
from handlers.command import Request, Services
from models.clinic import preferences
from models.clinic.clinic import FIRST_ZONE, Clinic
from models.clinic.preferences import Preferences
from models.ports import Defaults
from models.reply import Fact, Reply
from models.understanding.commands import time_zones
from models.wording import settings


async def answer(request: Request, services: Services, text: str) -> Reply:
    """In which time zone the clinic's days begin."""
    clinic, headline = request.clinic, "Time zone"
    if text:
        named = time_zones.take(text)
        if named.zone is None or named.remaining.strip(" .,"):
            raise time_zones.unknown(f"“{text}” is no time zone that I know.", "/clinic zone")
        await refuse_staff(request.member, services, "Changing the time zone")
        defaults = in_zone(named.zone, clinic.preferences)
        clinic = await keep_defaults(request, services, defaults)
        headline = "Saved"
    return Reply(
        headline=headline,
        facts=(fact(clinic),),
        choices=time_zones.choices("/clinic zone"),
    )


def in_zone(zone: str, after: Preferences, *names: str) -> Defaults:
    """What is kept where a zone is told, with the preferences of these names.

    The zone with which every clinic begins is noted as told.
    """
    if zone == FIRST_ZONE:
        after, names = replace(after, zone_told=True), (*names, preferences.ZONE)
    if not names:
        return {"time_zone": zone}
    return {"time_zone": zone, "preferences": preferences.as_change(after, *names)}


def fact(clinic: Clinic) -> Fact:
    """The time zone, as the list of all settings shows it."""
    return Fact("Time zone", settings.say_zone(clinic.time_zone))
