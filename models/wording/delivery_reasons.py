"""What each reason asks for why a message was not delivered: in `doctor`, after a test, in docs."""

from __future__ import annotations

from collections.abc import Mapping

from models.clinic.vouching import ChannelFault, PersonFault

_SCOPES = "Upload the manifest anew (python -m bot manifest slack) and install the app again."
_INVITE = (
    "Invite the bot to that channel (/invite in Slack), or choose another with /clinic channel."
)
_ANOTHER = "Choose another channel with /clinic channel."
_REINSTALL = "Install the app again; with one workspace, copy its new token into SLACK_BOT_TOKEN."
_PEOPLE = "Name a manager who works there: /clinic managers add, or python -m bot manager."
_WAIT = "The platform did not take it for a day: look at its status page and at the network."

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
    "user_disabled": _PEOPLE,
    f"not vouched for: {PersonFault.LEFT}": _PEOPLE,
    f"not vouched for: {PersonFault.GUEST}": _PEOPLE,
    f"not vouched for: {PersonFault.NOT_FOUND}": _PEOPLE,
    "no channel and no manager": _PEOPLE,
    "no messenger": "Give the clock the settings of that platform, the same as web's.",
    "invalid_blocks": "A card is at fault: report it, with what python -m bot --version says.",
    "ratelimited": _WAIT,
    "timeout": _WAIT,
}
"""By the reason in the log, the metrics and `delivery.why`."""

_OTHER = "Look the reason up in the platform's own pages; it is its word."


def mend_of(why: str) -> str:
    """What to do about a reason."""
    return MENDS.get(why, _OTHER)
