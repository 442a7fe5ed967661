"""/clinic channel: where alerts and the digest are posted: a channel, or each manager's chat."""

from __future__ import annotations

import re
from dataclasses import replace

from handlers.clinic.change_setting import is_plain, keep, refuse_channel, refuse_staff
from handlers.command import Request, Services
from models.clinic import preferences
from models.clinic.clinic import Clinic
from models.errors import NotUnderstood
from models.field_name import FieldName
from models.mention import channel
from models.reply import Choice, Fact, Line, Pick, Picked, Reply
from models.understanding.commands import clinic_commands

_PICK = Pick("Choose a channel", "/clinic channel", Picked.CHANNEL)
_CHOICES = (
    Choice("Post here", "/clinic channel here"),
    Choice("Managers only", "/clinic channel none"),
)
_READERS = Line("Everybody in it will read the aliases: choose one for staff only.")
_HERE = re.compile(r"\b(?:here|this(?:\s+channel)?)\b", re.IGNORECASE)
_FILLER = frozenset({"alerts", "channel", "in", "into", "please", "post", "the", "to", "use"})
_NONE = frozenset({"none", "off", "no", "no channel", "nowhere", "managers"})


async def answer(request: Request, services: Services, text: str) -> Reply:
    """Show where alerts go, or send them elsewhere."""
    clinic, headline = request.clinic, "Where alerts go"
    cautions: tuple[Line, ...] = ()
    if text:
        mention = _place(request, text)
        await refuse_staff(request.member, services, "Choosing the channel for alerts")
        if mention:
            await refuse_channel(request, services, mention)
        after = replace(clinic.preferences, channel=mention)
        clinic, headline = await keep(request, services, after, preferences.CHANNEL), "Saved"
        cautions = (_READERS,) if mention else ()
    return Reply(
        headline=headline,
        facts=(Fact("Alerts go to", say_place(clinic)),),
        cautions=cautions,
        choices=_CHOICES if clinic.preferences.channel else _CHOICES[:1],
        picks=(_PICK,),
    )


def say_place(clinic: Clinic) -> str:
    """Where alerts go."""
    return clinic.preferences.channel or "each manager's own chat"


def _place(request: Request, text: str) -> str:
    ids, rest = clinic_commands.mentioned(text, Picked.CHANNEL, plain=is_plain(request))
    unused = [word for word in rest.split() if word.casefold().strip(",.:!") not in _FILLER]
    if len(ids) == 1 and not unused:
        return channel(ids[0])
    if len(ids) > 1:
        raise _unclear("Alerts go to one channel, and that names several.")
    if rest.casefold().strip(".!") in _NONE:
        return ""
    names_this = _HERE.search(rest)
    unused = [word for word in unused if not _HERE.fullmatch(word.strip(".,:!"))]
    if not ids and any(word.startswith("#") for word in unused):
        raise _unclear("Your chat sent me that name as plain words, so I do not know the channel.")
    if ids or unused or not names_this:
        raise _unclear(f"I did not understand “{' '.join(unused) or rest}”.")
    if not request.channel:
        raise _unclear("There is no channel here.")
    return channel(request.channel)


def _unclear(what: str) -> NotUnderstood:
    return NotUnderstood(
        f"{what} Nothing was changed.",
        "Type # and choose the channel from the list that opens, or choose it below; or type this "
        "in the channel, with the word here; or none.",
        _CHOICES,
        [_PICK],
        field=FieldName.CHANNEL,
    )
