"""Who may change a setting (managers), whom and what a platform must vouch for, how it is kept."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from handlers.command import Request, Services
from models.clinic import preferences
from models.clinic.clinic import Clinic, Member, Platform
from models.clinic.preferences import Preferences
from models.errors import NotAllowed
from models.mention import MENTION, person
from models.ports import Defaults
from models.reply import Choice, Weight
from models.wording import phrases
from models.wording.recipient_faults import channel_refused, person_refused

_NAMED = 3

_BECOMES: Mapping[Platform, str] = {
    Platform.SLACK: "an admin of your workspace becomes one by writing to me",
    Platform.TEAMS: "whoever runs this bot names one, with python -m bot manager",
    Platform.CONSOLE: "in a terminal, python -m bot say --as manager speaks as one",
}


async def refuse_staff(member: Member, services: Services, what: str, instead: str = "") -> None:
    """Raise `NotAllowed`, with managers to turn to and what to do instead, unless one asks."""
    if member.is_manager:
        return
    clinic = await services.records.clinic(member.clinic_id)
    asked = whom_to_ask(await managers_of(clinic.id, services), clinic.platform)
    who = [Choice("Who is a manager", "/clinic managers", Weight.PRIMARY)]
    raise NotAllowed(f"{what} is for managers.", " ".join(filter(None, [asked, instead])), who)


async def refuse_person(request: Request, services: Services, mention: str) -> None:
    """Raise `Trouble` unless the platform vouches, now, that somebody works here."""
    user = _id_in(mention)
    fault = await services.directory.fault_of_person(request.clinic, user, request.channel)
    if fault:
        raise person_refused(fault, user, request.clinic.platform)


async def refuse_channel(request: Request, services: Services, mention: str) -> None:
    """Raise `Trouble` unless the platform vouches, now, that a channel is the clinic's own."""
    channel = _id_in(mention)
    fault = await services.directory.fault_of_channel(request.clinic, channel)
    if fault:
        raise channel_refused(fault, channel, request.clinic.platform)


def _id_in(mention: str) -> str:
    """The platform's id; empty, which no platform vouches for, where it is no mention."""
    match = MENTION.fullmatch(mention)
    return match["id"] if match else ""


async def managers_of(clinic_id: int, services: Services) -> tuple[Member, ...]:
    """The clinic's managers, the first who came first."""
    members = await services.records.members(clinic_id)
    return tuple(member for member in members if member.is_manager)


def whom_to_ask(managers: Sequence[Member], platform: Platform) -> str:
    """Which managers a person may turn to; where there is none, how somebody becomes one."""
    here = [member for member in managers if not member.is_gone]
    if not here:
        return f"There is no manager{' any more' if managers else ' yet'}: {_BECOMES[platform]}."
    named = [person(member.user) for member in here[:_NAMED]]
    more = [f"{len(here) - _NAMED} more"] if len(here) > _NAMED else []
    return f"Ask {phrases.either([*named, *more])}."


async def keep(request: Request, services: Services, after: Preferences, *names: str) -> Clinic:
    """Keep these settings as they are in `after`; all others stay as anybody else has left them."""
    return await keep_defaults(
        request, services, {"preferences": preferences.as_change(after, *names)}
    )


async def keep_defaults(
    request: Request, services: Services, defaults: Defaults, undoes: tuple[int, ...] = ()
) -> Clinic:
    """Keep defaults, and have every seat of this process read anew.

    `undoes` are the numbers of the audit's entries that this takes back.
    """
    clinic = await services.records.set_defaults(
        request.clinic.id,
        actor=request.member.user,
        at=request.at,
        request=request.idempotency_key,
        undoes=undoes,
        **defaults,
    )
    services.forget()
    return clinic


def is_plain(request: Request) -> bool:
    """Whether no platform writes mentions here, so that "@amy" typed plainly is an id."""
    return request.clinic.platform is Platform.CONSOLE
