"""/clinic digest, quiet, patience and zone: how a manager sees and sets them."""

from __future__ import annotations

from dataclasses import replace

from handlers.clinic.setting import keep, keep_defaults, refuse_staff
from handlers.command import Request, Services
from models.alerts.hours import Hours, next_digest
from models.clinic import preferences
from models.clinic.clinic import FIRST_ZONE, Clinic
from models.clinic.preferences import Preferences
from models.ports import Defaults
from models.reply import Choice, Fact, Line, Reply
from models.understanding.commands import clinic_hours, time_zones
from models.understanding.commands.clinic_hours import Digest
from models.wording import alerts, settings

_ALL = Choice("All settings", "/clinic")


async def digest(request: Request, services: Services, text: str) -> Reply:
    """When the digest comes, on which days, and in which zone."""
    if not text:
        return _say_digest(request, request.clinic, "Digest")
    wanted = clinic_hours.read_digest(text)
    await refuse_staff(request.member, services, "Changing the digest")
    chosen = request.clinic.preferences
    after = replace(chosen, hours=_with(chosen.hours, wanted))
    names = [preferences.DAYS] if wanted.days else []
    if wanted.wall or wanted.is_off or chosen.hours.digest is None:
        names.append(preferences.DIGEST)
    defaults: Defaults = {"preferences": preferences.as_change(after, *names)}
    if wanted.zone:
        defaults = _in_zone(wanted.zone, after, *names)
    clinic = await keep_defaults(request, services, defaults)
    return _say_digest(request, clinic, "Saved", _moved(request.clinic, clinic))


async def quiet(request: Request, services: Services, text: str) -> Reply:
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
        facts=(facts(clinic)[2], facts(clinic)[1]),
        choices=(
            Choice("6 pm to 7:30 am", clinic_hours.QUIET_EXAMPLE),
            *([Choice("No quiet hours", "/clinic quiet off")] if hours.quiet else []),
            Choice("Working days", "/clinic digest"),
            _ALL,
        ),
    )


async def patience(request: Request, services: Services, text: str) -> Reply:
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
            _ALL,
        ),
    )


async def zone(request: Request, services: Services, text: str) -> Reply:
    """In which time zone the clinic's days begin."""
    clinic, headline = request.clinic, "Time zone"
    if text:
        named = time_zones.take(text)
        if named.zone is None or named.remaining.strip(" .,"):
            raise time_zones.unknown(f"“{text}” is no time zone that I know.", "/clinic zone")
        await refuse_staff(request.member, services, "Changing the time zone")
        defaults = _in_zone(named.zone, clinic.preferences)
        clinic = await keep_defaults(request, services, defaults)
        headline = "Saved"
    return Reply(
        headline=headline,
        facts=(Fact("Time zone", settings.say_zone(clinic.time_zone)),),
        choices=time_zones.choices("/clinic zone"),
    )


def _in_zone(zone: str, after: Preferences, *names: str) -> Defaults:
    """What is kept where a zone is told, with the preferences of these names.

    The zone with which every clinic begins is noted as told.
    """
    if zone == FIRST_ZONE:
        after, names = replace(after, zone_told=True), (*names, preferences.ZONE)
    if not names:
        return {"time_zone": zone}
    return {"time_zone": zone, "preferences": preferences.as_change(after, *names)}


def facts(clinic: Clinic) -> tuple[Fact, ...]:
    """The hours, as the list of all settings shows them."""
    hours, waits = clinic.preferences.hours, clinic.preferences.patience
    return (
        Fact("Digest", settings.say_digest(hours, clinic.time_zone)),
        Fact("Working days", settings.say_days(hours.days)),
        Fact("Quiet hours", settings.say_quiet(hours.quiet)),
        Fact("Goes up to managers", f"after {settings.say_patience(waits)} of working time"),
        Fact("Time zone", settings.say_zone(clinic.time_zone)),
    )


def _with(hours: Hours, wanted: Digest) -> Hours:
    """The hours as they are wanted; days or a zone alone turn a digest on that was off."""
    if wanted.is_off:
        return replace(hours, digest=None)
    wall = wanted.wall or hours.digest or Preferences().hours.digest
    return replace(hours, digest=wall, days=wanted.days or hours.days)


def _moved(before: Clinic, now: Clinic) -> tuple[Line, ...]:
    """That a zone named beside a digest is the zone of the whole clinic."""
    if before.time_zone == now.time_zone:
        return ()
    was, is_ = settings.say_zone(before.time_zone), settings.say_zone(now.time_zone)
    zone = before.time_zone
    return (
        Line(
            f"The clinic's time zone was {was} and is {is_} now: its days, quiet hours and alerts "
            f"go by it too. To go back: /clinic zone {time_zones.NAMES.get(zone, zone)}"
        ),
    )


def _say_digest(
    request: Request, clinic: Clinic, headline: str, more: tuple[Line, ...] = ()
) -> Reply:
    hours = clinic.preferences.hours
    due = next_digest(hours, clinic.time_zone, request.at)
    zone = time_zones.NAMES.get(clinic.time_zone, clinic.time_zone)
    usual = f"8:00 am {zone} Mon-Fri"
    coming = (Fact("The next one", alerts.when(due, clinic.time_zone)),) if due else ()
    return Reply(
        headline=headline,
        lines=(*more, Line("The digest lists once a day who is close to a limit.")),
        facts=(facts(clinic)[0], *coming, facts(clinic)[1]),
        choices=(
            Choice(usual, f"/clinic digest {usual}"),
            Choice("Later", "/clinic digest 9:30 am"),
            *((Choice("Off", "/clinic digest off"),) if hours.digest else ()),
            _ALL,
        ),
        small_print="On days that are no working days, alerts wait.",
    )
