"""Words for each reason of Slack or Teams why a message was not delivered, and what it asks for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from models.alerts.delivery import RefusedPlace
from models.clinic.clinic import Clinic
from models.clinic.recipient_faults import ChannelFault, PersonFault
from models.wording.alerts import when

_SCOPES = "Upload the manifest anew (python -m bot manifest slack) and install the app again."
_INVITE = (
    "Invite the bot to that channel (/invite in Slack), or choose another with /clinic channel."
)
_ANOTHER = "Choose another channel with /clinic channel."
_REINSTALL = "Install the app again; with one workspace, copy its new token into SLACK_BOT_TOKEN."
_PEOPLE = "Name a manager who works there: /clinic managers add, or python -m bot manager."
_WAIT = "It is tried again by itself: look at the platform's status page and at the network."
_TEAMS_BOT = "Have your Teams administrator allow and install the app: docs/teams.md."
_ENTRA = "Entra gives the bot no token: look whether TEAMS_CLIENT_SECRET has expired."
_CARD = "A card is at fault: report it, with what python -m bot --version says."

MENDS: Mapping[str, str] = {
    "missing_scope": _SCOPES,
    "no_permission": _SCOPES,
    f"not vouched for: {ChannelFault.NO_RIGHT}": _SCOPES,
    "not_in_channel": _INVITE,
    "channel_not_found": _INVITE,
    f"not vouched for: {ChannelFault.NOT_IN}": _INVITE,
    "is_archived": _ANOTHER,
    "restricted_action": _ANOTHER,
    f"not vouched for: {ChannelFault.ARCHIVED}": _ANOTHER,
    f"not vouched for: {ChannelFault.SHARED}": "Another company or a guest reads there. "
    + _ANOTHER,
    f"not vouched for: {ChannelFault.NO_CHANNEL}": _ANOTHER,
    "invalid_auth": _REINSTALL,
    "token_revoked": _REINSTALL,
    "account_inactive": _REINSTALL,
    "not_installed": _REINSTALL,
    "not installed": "Install the app in Teams for that person or team: docs/teams.md.",
    "token_expired": _REINSTALL,
    "not_authed": _REINSTALL,
    "user_disabled": _PEOPLE,
    "cannot_dm_bot": _PEOPLE,
    "user_not_found": _PEOPLE,
    f"not vouched for: {PersonFault.LEFT}": _PEOPLE,
    f"not vouched for: {PersonFault.GUEST}": _PEOPLE,
    f"not vouched for: {PersonFault.NOT_FOUND}": _PEOPLE,
    "no channel and no manager": _PEOPLE,
    "no messenger": "Give the clock the settings of that platform, the same as web's.",
    "invalid_blocks": _CARD,
    "msg_too_long": _CARD,
    "413": _CARD,
    "400 BadSyntax": _CARD,
    "no token: ValueError": _ENTRA,
    "401": _ENTRA,
    "403 BotDisabledByAdmin": _TEAMS_BOT,
    "403 BotNotInConversationRoster": "Add the bot to that team or chat. " + _ANOTHER,
    "403": "The bot was blocked or taken out there. " + _ANOTHER,
    "404": "Teams finds no such chat or channel any more. " + _ANOTHER,
    "429": _WAIT,
    "500": _WAIT,
    "502": _WAIT,
    "503": _WAIT,
    "504": _WAIT,
    "ratelimited": _WAIT,
    "timeout": _WAIT,
}
"""By the reason in the log, the metrics and `delivery.why`."""


def told(places: Sequence[RefusedPlace], clinic: Clinic) -> Iterator[str]:
    """What a clinic's managers are told of channels that take nothing, a sentence or two each."""
    for place in places:
        own_channel = place.channel == clinic.preferences.channel
        where = "The channel for alerts" if own_channel else place.channel
        since = when(place.since, clinic.time_zone)
        goes_on = "" if place.is_final else " I go on trying."
        yield f"{where} takes nothing since {since} ({place.why}).{goes_on} {mend_of(place.why)}"


_OTHER = "Look the reason up in the platform's own pages; it is its word."


def mend_of(why: str) -> str:
    """What to do about a reason; Teams' have a status, with a word of its own behind it or not."""
    return MENDS.get(why) or MENDS.get(why.partition(" ")[0], _OTHER)
