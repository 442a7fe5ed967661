"""/clinic digest: when the morning digest comes, on which working days, and in which zone."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, time
from zoneinfo import ZoneInfo

from handlers.clinic import zone
from handlers.clinic.change_setting import keep_defaults, refuse_staff
from handlers.command import Request, Services
from models.alerts.hours import Hours, next_digest
from models.clinic import preferences
from models.clinic.clinic import Clinic
from models.clinic.preferences import Preferences
from models.errors import NotUnderstood
from models.field_name import FieldName
from models.ports import Defaults
from models.reply import Choice, Fact, Line, Reply
from models.understanding.commands import clinic_hours, time_zones
from models.understanding.commands.clinic_hours import Digest
from models.wording import alerts, settings

_WEEK = 3  # so many working days make no one doubt that they are all

_NOW = frozenset({"now", "today", "details", "show", "this morning"})


async def answer(request: Request, services: Services, text: str) -> Reply:
    """When the digest comes, on which days, and in which zone."""
    if not text:
        return _say_digest(request, request.clinic, "Digest")
    if text.casefold() in _NOW:
        return await _as_of_now(request, services)
    wanted = clinic_hours.read_digest(text)
    await refuse_staff(request.member, services, "Changing the digest")
    chosen = request.clinic.preferences
    _refuse_few_days(chosen.hours, wanted, text)
    after = replace(chosen, hours=_with(chosen.hours, wanted))
    names = [preferences.DAYS] if wanted.days else []
    if wanted.wall or wanted.is_off or chosen.hours.digest is None:
        names.append(preferences.DIGEST)
    defaults: Defaults = {"preferences": preferences.as_change(after, *names)}
    if wanted.zone:
        defaults = zone.in_zone(wanted.zone, after, *names)
    clinic = await keep_defaults(request, services, defaults)
    return _say_digest(request, clinic, "Saved", _moved(request.clinic, clinic))


async def _as_of_now(request: Request, services: Services) -> Reply:
    """What the morning's message lists, whole: for managers, and for all where a channel got it."""
    clinic = request.clinic
    if not clinic.preferences.channel:
        await refuse_staff(request.member, services, "The digest")
    midnight = datetime.combine(request.today, time.min, ZoneInfo(clinic.time_zone))
    due = next_digest(clinic.preferences.hours, clinic.time_zone, midnight)
    came = due if due and due <= request.at else request.at
    told = await services.digest(clinic, request.at, services, came, is_repeat=False)
    board = (Choice("The board", "/caps"),)
    if told is None:
        return Reply("Nothing to see to this morning", choices=board)
    return replace(told.opened(), lines=()) if told.details else told


def _refuse_few_days(hours: Hours, wanted: Digest, typed: str) -> None:
    """Ask before days are taken for all on which the clinic works: on others alerts wait."""
    if wanted.is_sure or wanted.days is None or len(wanted.days) >= min(_WEEK, len(hours.days)):
        return
    named = settings.say_days(wanted.days)
    raise NotUnderstood(
        f"Does your clinic work on {named} alone? On all other days alerts would wait too.",
        "Nothing was changed. The digest comes on each working day; it has no days of its own.",
        [
            Choice(f"Yes, we work on {named} alone", f"/clinic digest {typed} sure"),
            Choice("Leave the working days", "/clinic digest"),
        ],
        field=FieldName.DIGEST,
    )


def fact(clinic: Clinic) -> Fact:
    """When the digest comes, as the list of all settings shows it."""
    return Fact("Digest", settings.say_digest(clinic.preferences.hours, clinic.time_zone))


def working_days(clinic: Clinic) -> Fact:
    """The working days, as the list of all settings shows them."""
    return Fact("Working days", settings.say_days(clinic.preferences.hours.days))


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
    back = time_zones.NAMES.get(before.time_zone, before.time_zone)
    return (
        Line(
            f"The clinic's time zone was {was} and is {is_} now: its days, quiet hours and alerts "
            f"go by it too. To go back: /clinic zone {back}"
        ),
    )


def _say_digest(
    request: Request, clinic: Clinic, headline: str, more: tuple[Line, ...] = ()
) -> Reply:
    hours = clinic.preferences.hours
    due = next_digest(hours, clinic.time_zone, request.at)
    in_zone = time_zones.NAMES.get(clinic.time_zone, clinic.time_zone)
    usual = f"8:00 am {in_zone} Mon-Fri"
    coming = (Fact("The next one", alerts.when(due, clinic.time_zone)),) if due else ()
    return Reply(
        headline=headline,
        lines=(*more, Line("The digest lists once a day who is close to a limit.")),
        facts=(fact(clinic), *coming, working_days(clinic)),
        choices=(
            Choice(usual, f"/clinic digest {usual}"),
            Choice("Later", "/clinic digest 9:30 am"),
            Choice("As of now", "/clinic digest now"),
            *((Choice("Off", "/clinic digest off"),) if hours.digest else ()),
            Choice("All settings", "/clinic"),
        ),
        small_print="On days that are no working days, alerts wait.",
    )
