"""/clinic managers: who may be one (vouched staff), how many (one at least), who is asked first."""

from __future__ import annotations

from collections.abc import Sequence

from handlers.clinic.change_setting import is_plain, managers_of, refuse_person, refuse_staff
from handlers.command import Request, Services
from models.clinic.clinic import LastManager, Member, Role
from models.errors import NotUnderstood
from models.mention import person
from models.reply import Choice, Line, Pick, Picked, Reply
from models.understanding.commands import clinic_commands
from models.wording import phrases

_ADD = Pick("Add a manager", "/clinic managers add", Picked.PERSON)
# A list, and no button for each of them: no platform shows names on buttons.
_REMOVE = Pick("Remove a manager", "/clinic managers remove", Picked.PERSON)
_ROLES = {
    **dict.fromkeys(("add", "make", "name", "new", "plus"), Role.MANAGER),
    **dict.fromkeys(("remove", "delete", "drop", "minus", "rm"), Role.STAFF),
}
_BOTH = 2
_YES = "yes"
_FILLER = frozenset({_YES, "a", "and", "as", "manager", "managers", "please", "the"})


async def answer(request: Request, services: Services, text: str) -> Reply:
    """Show the managers, or change who is one."""
    if not text:
        return await _say(request, services, "Managers")
    ids, rest = clinic_commands.mentioned(text, Picked.PERSON, plain=is_plain(request))
    words = [word.casefold().strip(",.:") for word in rest.split()]
    if not ids and "@" in rest:
        raise _unclear("I cannot tell whom you mean: choose from the list that opens at @.")
    roles = {_ROLES[word] for word in words if word in _ROLES}
    unused = [word for word in words if word and word not in _FILLER and word not in _ROLES]
    if unused or len(roles) != 1:
        raise _unclear("I did not understand what to do.")
    role = roles.pop()
    if not ids:
        raise _unclear(f"Whom shall I {'add' if role is Role.MANAGER else 'remove'}?")
    await refuse_staff(request.member, services, "Naming managers")
    if role is Role.STAFF and request.member.user in ids and _YES not in words:
        await _refuse_last(request, services, ids)
        raise _ask_oneself(ids)
    return await _change(request, services, ids, role)


def say_them(managers: tuple[Member, ...]) -> str:
    """The managers, by mention."""
    return phrases.either([person(member.user) for member in managers], "and") or "nobody yet"


def _ask_oneself(ids: tuple[str, ...]) -> NotUnderstood:
    """Whoever removes oneself cannot take that back: another manager has to."""
    them = " ".join(map(person, ids))
    return NotUnderstood(
        "Remove yourself from the managers? Nothing was changed yet.",
        "You could not change settings any more; only another manager can add you again.",
        [
            Choice("Yes, remove me", f"/clinic managers remove {them} {_YES}"),
            Choice("Who is a manager", "/clinic managers"),
        ],
    )


async def _refuse_last(
    request: Request, services: Services, changed: Sequence[str]
) -> frozenset[str]:
    """The managers before the change. Raises where none would be left."""
    before = frozenset(member.user for member in await managers_of(request.clinic.id, services))
    if before and before <= set(changed):
        if len(before) == 1:
            raise LastManager
        raise _unclear(
            "A clinic needs one manager at least, so "
            f"{'both' if len(before) == _BOTH else f'all {len(before)}'} cannot go.",
            "Leave one of them out, or add another manager first: /clinic managers add",
        )
    return before


async def _change(request: Request, services: Services, ids: tuple[str, ...], role: Role) -> Reply:
    removed = ids if role is Role.STAFF else ()
    before = await _refuse_last(request, services, removed)  # before any of them goes
    changed = [user for user in ids if (user in before) is (role is Role.STAFF)]
    for user in changed if role is Role.MANAGER else ():
        await refuse_person(request, services, person(user))  # before any of several is added
    for user in changed:
        who, how = request.member.user, request.idempotency_key
        await services.records.set_role(
            request.clinic.id, user, role, actor=who, at=request.at, request=how
        )
        if role is Role.MANAGER:
            await services.records.vouched(request.clinic.id, user, at=request.at)
    services.forget()
    same = [user for user in ids if user not in changed]
    done = "is a manager now" if role is Role.MANAGER else "is no manager any more"
    already = "was a manager already" if role is Role.MANAGER else "was no manager"
    said = [*(f"{person(u)} {done}." for u in changed), *(f"{person(u)} {already}." for u in same)]
    return await _say(request, services, "Saved" if changed else "Managers", *said)


async def _say(request: Request, services: Services, headline: str, *said: str) -> Reply:
    managers = await managers_of(request.clinic.id, services)
    is_still = any(member.user == request.member.user for member in managers)
    may_change = request.member.is_manager and is_still
    picks = (_ADD, _REMOVE) if len(managers) > 1 else (_ADD,)
    return Reply(
        headline=headline,
        lines=(
            *map(Line, said),
            Line(f"Managers: {say_them(managers)}."),
            Line("They change settings, and hear of alerts that nobody takes."),
        ),
        choices=(Choice("All settings", "/clinic"),),
        picks=picks if may_change else (),
    )


def _unclear(
    what: str, mend: str = "Write add or remove, and mention the person: /clinic managers add @amy"
) -> NotUnderstood:
    return NotUnderstood(
        f"{what} Nothing was changed.",
        mend,
        [Choice("Who is a manager", "/clinic managers")],
        [_ADD],
    )
