"""/session undo: what the asker did last is found, named and taken back; when it asks first."""

from __future__ import annotations

from collections.abc import AsyncIterator

from handlers import saved_nothing
from handlers.command import Request, Services
from handlers.session.correction import take_back, take_back_list
from handlers.session.correction.take_back import Target
from models.clinic.audit import PART
from models.errors import NotUnderstood
from models.reply import Choice, Reply
from models.visits.deed import LATELY, Deed, DeedKind, DeedState, deeds_of, undone
from models.wording import undo as wording
from models.words import key_of

_LOOKED_AT = 60  # entries of the asker's: more than anybody does in an hour
_OF_LONGEST = 1_000  # more than the longest list makes

_OF_UNDO = frozenset("did i it just last my now one please that the this what".split())
_ANSWERS = frozenset("yes y yep yeah ok okay sure confirm confirmed".split())
_OF_SESSIONS = frozenset("log logged mine session sessions visit visits".split())
_OF_LISTS = frozenset("all both entire everybody everyone list paste them those whole".split())


async def answer(request: Request, services: Services, text: str) -> Reply:
    """Take back what the asker did last, or the deed that is named; ask where that is unsure."""
    words = {word.casefold().strip(",.!?") for word in text.split()} - _OF_UNDO
    deeds = await _deeds(request, services)
    if words and words <= _ANSWERS:  # to a question whose button names what is taken back
        raise take_back.question(await _last(request, services, deeds), services)
    if words - _OF_SESSIONS - _OF_LISTS:
        target = await _named(request, services, deeds, text)
        return await _carry_out(request, services, target, is_sure=True)
    target = await _last(request, services, deeds)
    is_other = bool(words & _OF_SESSIONS) and not target.is_of_sessions
    is_more = bool(words & _OF_LISTS) and not target.parts
    is_last = deeds[0].numbers == target.deed.numbers and request.at - target.deed.at <= LATELY
    if is_other and is_last and not target.is_of_clinic:
        raise take_back.question(target, services, "It is what you did last, and no session")
    if await _saved_nothing_since(request, services, deeds) and not target.is_of_clinic:
        raise take_back.question(
            target, services, "What you typed last saved nothing that undo takes back"
        )
    if is_other or is_more or not is_last or target.is_of_clinic:
        raise take_back.question(target, services)
    return await _carry_out(request, services, target)


async def _saved_nothing_since(
    request: Request, services: Services, deeds: tuple[Deed, ...]
) -> bool:
    """Whether what the asker typed last, to change something, was refused or asked back."""
    tried = await saved_nothing.last(request, services)
    return tried is not None and tried > deeds[0].at


async def _carry_out(
    request: Request, services: Services, target: Target, *, is_sure: bool = False
) -> Reply:
    if target.parts:
        return await take_back_list.carry_out(request, services, target, is_sure=is_sure)
    return await take_back.carry_out(request, services, target, is_sure=is_sure)


async def _deeds(request: Request, services: Services) -> tuple[Deed, ...]:
    """What the asker did, the latest first: more is read where a long list reaches further."""
    for most in (_LOOKED_AT, _OF_LONGEST):
        entries = await services.records.audit(
            request.clinic.id, actor=request.member.user, last=most
        )
        if not entries or PART not in entries[0].event.particulars:
            break
    return deeds_of(entries)


async def _last(request: Request, services: Services, deeds: tuple[Deed, ...]) -> Target:
    """What was done last and stands. Raises `NotUnderstood` where undo does not reach it."""
    async for target in _standing(request, services, deeds):
        if target.deed.kind is DeedKind.OUT_OF_REACH:
            raise await _out_of_reach(request, services, deeds, target.deed)
        return target
    raise NotUnderstood(
        "There is nothing of yours to undo.",
        "To take back a session that somebody else logged, name it: "
        "/session void BLUE-47K 17 because wrong day",
        [Choice("The board", "/caps")],
    )


async def _named(
    request: Request, services: Services, deeds: tuple[Deed, ...], text: str
) -> Target:
    """The deed of the asker's that a text names. Raises `NotUnderstood` where it names none."""
    async for target in _standing(request, services, deeds):
        if key_of(target.short) == key_of(text) and target.deed.kind is not DeedKind.OUT_OF_REACH:
            return target
    raise NotUnderstood(
        "Nothing of yours by that name stands, so nothing was undone.",
        "Undo alone takes back what you did last. To take back another session, name it: "
        "/session void BLUE-47K 17 because wrong day",
        [Choice("Undo my last", "/session undo"), Choice("The board", "/caps")],
    )


async def _standing(
    request: Request, services: Services, deeds: tuple[Deed, ...]
) -> AsyncIterator[Target]:
    """The deeds that are no undo and stand, the latest first."""
    taken_back = undone(deeds)
    for deed in deeds:
        if deed.is_undo or taken_back.issuperset(deed.numbers):
            continue
        target = await take_back.look_at(request, services, deed)
        if target.state is not DeedState.GONE:
            yield target


async def _out_of_reach(
    request: Request, services: Services, deeds: tuple[Deed, ...], last: Deed
) -> NotUnderstood:
    """What was done last cannot be undone; a button takes back what was done before it.

    None is of another patient's than what was done last.
    """
    what, mend = wording.out_of_reach(last)
    steps = f"{mend.removesuffix('.')}. " if mend else ""
    nothing = f"{steps}Nothing was undone."
    async for target in _standing(request, services, deeds):
        if target.deed.kind is DeedKind.OUT_OF_REACH:
            continue
        if last.subject in {"", target.deed.subject}:
            return NotUnderstood(what, nothing, [take_back.button(target)])
        break
    return NotUnderstood(what, nothing, [Choice("The board", "/caps")])
