"""/clinic facts owner: who keeps the facts true: hears of what is due, and may verify it."""

from __future__ import annotations

from dataclasses import replace

from handlers.clinic.change_setting import is_plain, keep, refuse_person, refuse_staff
from handlers.command import Request, Services
from models.clinic import preferences
from models.clinic.clinic import Clinic
from models.errors import NotUnderstood
from models.mention import person
from models.reply import Choice, Line, Pick, Picked, Reply
from models.understanding.commands import clinic_commands

CHOOSE = Choice("Who keeps the facts", "/clinic facts owner")
_NOBODY = frozenset({"none", "nobody", "off", "no one", "remove"})
_ME = frozenset({"me", "myself", "i", "i do", "it's me", "its me"})
_PICK = Pick("Choose who keeps them", "/clinic facts owner", Picked.PERSON)


async def answer(request: Request, services: Services, text: str) -> Reply:
    """Show who keeps the facts, or choose somebody."""
    if not text:
        return _say(request, request.clinic, "Who keeps the facts")
    ids, rest = clinic_commands.mentioned(text, Picked.PERSON, plain=is_plain(request))
    if not ids and rest.strip(" .").casefold() in _ME:
        ids = (request.member.user,)
    is_nobody = rest.strip(" .").casefold() in _NOBODY and not ids
    if len(ids) != 1 and not is_nobody:
        raise NotUnderstood(
            "Whom do you mean? One person keeps the facts. Nothing was changed.",
            "Mention one: /clinic facts owner @amy. Or write me, or none.",
            [CHOOSE],
            [_PICK],
        )
    await refuse_staff(request.member, services, "Choosing who keeps the facts")
    owner = "" if is_nobody else ids[0]
    if owner:
        await refuse_person(request, services, person(owner))
    if owner == request.clinic.preferences.owner:
        return _say(request, request.clinic, "Who keeps the facts")
    after = replace(request.clinic.preferences, owner=owner)
    return _say(request, await keep(request, services, after, preferences.OWNER), "Saved")


async def refuse_others(request: Request, services: Services, what: str) -> None:
    """Raise `NotAllowed` unless a manager asks, or whoever keeps the facts."""
    owner = request.clinic.preferences.owner
    if owner and owner == request.member.user and request.member.is_vouched:
        return
    instead = f"{person(owner)} keeps the facts, and may too." if owner else ""
    await refuse_staff(request.member, services, what, instead)


def line(clinic: Clinic) -> tuple[Line, ...]:
    """Who keeps the facts; nothing where nobody does."""
    owner = clinic.preferences.owner
    return (Line(f"{person(owner)} keeps the facts."),) if owner else ()


def _say(request: Request, clinic: Clinic, headline: str) -> Reply:
    nobody = Line("Nobody is chosen: managers verify what is due.")
    return Reply(
        headline=headline,
        lines=(
            *(line(clinic) or (nobody,)),
            Line("Whoever keeps the facts verifies what is due, and managers may too."),
        ),
        choices=(
            Choice("Facts to check", "/clinic facts"),
            *((Choice("Nobody", "/clinic facts owner none"),) if line(clinic) else ()),
        ),
        picks=(_PICK,) if request.member.is_manager else (),
    )
