"""What is said where a platform does not vouch for a person or a channel."""

from __future__ import annotations

from collections.abc import Mapping

from models import mention
from models.clinic.clinic import Platform
from models.clinic.recipient_faults import ChannelFault, PersonFault
from models.errors import NotAllowed, NotVouched, Trouble
from models.field_name import FieldName

_UNCHANGED = "Nothing was changed."
_STAFF_ONLY = "Choose somebody who works at the clinic."
_WRITES_FIRST = "Whoever works there writes to me once in our own chat; then name them again."
_AGAIN: Mapping[Platform, str] = {
    **dict.fromkeys(Platform, "Try again in a minute."),
    Platform.TEAMS: "Try again in a minute, or write to me once in our own chat.",
}
_OWN = "Choose a channel of your clinic alone."

_ABOUT_PERSON: Mapping[PersonFault, str] = {
    PersonFault.GUEST: "{who} is a guest, as {platform} says.",
    PersonFault.STRANGER: "{who} is of another company, as {platform} says.",
    PersonFault.BOT: "{who} is an app and no person, as {platform} says.",
    PersonFault.LEFT: "{who} has no account here any more, as {platform} says.",
    PersonFault.NOT_FOUND: "{platform} does not show me that person at your clinic.",
}
_ABOUT_CHANNEL: Mapping[ChannelFault, tuple[str, str]] = {
    ChannelFault.SHARED: ("Others than your clinic's staff read along in {channel}.", _OWN),
    ChannelFault.ARCHIVED: ("{channel} is archived.", "Choose one in which people still write."),
    ChannelFault.NOT_IN: (
        "I am not in {channel}, so I cannot post there, nor see who reads along.",
        "Add me to it, then choose it once more.",
    ),
    ChannelFault.NOT_FOUND: (
        "{platform} finds no {channel} of yours.",
        "Add me to it once more, or choose another: /clinic channel",
    ),
    ChannelFault.NO_CHANNEL: (
        "That is a chat and no channel.",
        "Name a channel, or write none: each manager's own chat.",
    ),
    ChannelFault.NO_RIGHT: (
        "I lack the right to see who reads along in {channel}.",
        "Whoever manages {platform} gives it by installing me again. "
        "Until then: /clinic channel none",
    ),
}


def person_refused(fault: PersonFault, user: str, platform: Platform) -> Trouble:
    """What a member reads who named somebody for whom the platform does not vouch.

    Whom the platform does not know may be anything that was typed: that is not repeated.
    """
    name = platform_name(platform)
    if fault is PersonFault.UNTOLD:
        return NotVouched(
            f"{name} does not tell me at the moment who that is. {_UNCHANGED}",
            "Try again in a minute.",
        )
    what = _ABOUT_PERSON[fault].format(who=mention.person(user), platform=name)
    is_hidden = fault is PersonFault.NOT_FOUND and platform is Platform.TEAMS
    return NotAllowed(f"{what} {_UNCHANGED}", _WRITES_FIRST if is_hidden else _STAFF_ONLY)


def channel_refused(fault: ChannelFault, channel: str, platform: Platform) -> Trouble:
    """What a manager reads who chose a channel for which the platform does not vouch."""
    name, shown = platform_name(platform), mention.channel(channel)
    if fault is ChannelFault.UNTOLD:
        return NotVouched(
            f"{name} does not tell me at the moment who reads along in {shown}. {_UNCHANGED}",
            "Try again in a minute.",
            field=FieldName.CHANNEL,
        )
    what, mend = (
        template.format(channel=shown, platform=name) for template in _ABOUT_CHANNEL[fault]
    )
    return NotAllowed(f"{what} {_UNCHANGED}", mend, field=FieldName.CHANNEL)


def not_vouched(platform: Platform) -> NotVouched:
    """The trouble for somebody whom the platform can neither confirm nor deny at the moment."""
    return NotVouched(
        f"{platform_name(platform)} does not tell me at the moment who you are, so I show and "
        "change nothing of the clinic's.",
        f"{_AGAIN[platform]} Questions of coverage, codes and states are answered meanwhile.",
    )


def platform_name(platform: Platform) -> str:
    """The name of a platform, as people write it."""
    return platform.value.capitalize()
