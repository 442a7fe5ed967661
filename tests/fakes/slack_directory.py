"""The methods of the Web API that look people, channels and the app itself up."""

from __future__ import annotations

from tests.fakes.block_kit_parts import Json
from tests.fakes.slack_state import Channel, Mistake, Person, Refused, Token, Workspace


def auth_test(workspace: Workspace, token: Token, args: Json) -> Json:
    """Whose token it is."""
    return {
        "url": "https://clinic.slack.com/",
        "team": "Clinic",
        "team_id": token.team,
        "user": "needlepoint",
        "user_id": token.bot_user,
        "bot_id": token.bot_id,
        "enterprise_id": token.enterprise,
        "is_enterprise_install": token.org_install,
    }


def user_info(workspace: Workspace, token: Token, args: Json) -> Json:
    """One person."""
    person = workspace.people.get(str(args.get("user")))
    if person is None:
        raise Refused("user_not_found")
    if person.hidden:
        raise Refused("user_not_visible")
    return {"user": _person(person)}


def open_conversation(workspace: Workspace, token: Token, args: Json) -> Json:
    """The direct message with one person."""
    users = str(args.get("users") or "").split(",")
    if len(users) != 1:
        raise Mistake("invalid_arguments", errors=["groups are not part of this workspace"])
    if users[0] not in workspace.people:
        raise Refused("user_not_found")
    return {"channel": {"id": workspace.direct_message(users[0]).id}}


def conversation_info(workspace: Workspace, token: Token, args: Json) -> Json:
    """One channel."""
    return {"channel": _shown(_visible(workspace, token, args), token)}


def conversation_members(workspace: Workspace, token: Token, args: Json) -> Json:
    """Who is in a channel."""
    members = sorted(_visible(workspace, token, args).members)
    return {"members": members, "response_metadata": {"next_cursor": ""}}


def list_conversations(workspace: Workspace, token: Token, args: Json) -> Json:
    """The public channels, and the private ones that the app is in."""
    require(token, "channels:read")
    seen = [
        _shown(channel, token)
        for channel in workspace.channels.values()
        if not channel.direct and (not channel.private or token.bot_user in channel.members)
    ]
    return {"channels": seen, "response_metadata": {"next_cursor": ""}}


def require(token: Token, scope: str) -> None:
    """Raise missing_scope if the token lacks the scope."""
    if scope not in token.scopes:
        raise Mistake("missing_scope", needed=scope, provided=",".join(sorted(token.scopes)))


def _visible(workspace: Workspace, token: Token, args: Json) -> Channel:
    channel = workspace.channels.get(str(args.get("channel")))
    if channel is None:
        raise Refused("channel_not_found")
    require(token, _reading(channel))
    if channel.private and token.bot_user not in channel.members:
        raise Refused("channel_not_found")
    return channel


def _reading(channel: Channel) -> str:
    """The scope that reading about a channel of this kind takes."""
    if channel.direct:
        return "im:read"
    return "groups:read" if channel.private else "channels:read"


def _shown(channel: Channel, token: Token) -> Json:
    return {
        "id": channel.id,
        "name": channel.name,
        "is_channel": not channel.direct,
        "is_im": channel.direct,
        "is_private": channel.private,
        "is_archived": channel.archived,
        "is_shared": channel.shared or channel.org_shared,
        "is_ext_shared": channel.shared,
        "is_pending_ext_shared": channel.invited,
        "is_org_shared": channel.org_shared,
        "is_member": token.bot_user in channel.members,
    }


def _person(person: Person) -> Json:
    """As docs.slack.dev/reference/objects/user-object; much is left out of a deleted one."""
    if person.deleted:
        known = {"id": person.id, "team_id": person.team, "name": person.name}
        return {**known, "deleted": True, "is_bot": person.bot}
    stranger = {"is_stranger": True} if person.stranger else {}
    return {
        **stranger,
        "id": person.id,
        "team_id": person.team,
        "name": person.name,
        "real_name": person.name.title(),
        "tz": person.tz,
        "is_admin": person.admin or person.owner,
        "is_owner": person.owner,
        "is_bot": person.bot or person.workflow,
        "is_workflow_bot": person.workflow,
        "is_restricted": person.guest or person.one_channel,
        "is_ultra_restricted": person.one_channel,
        "deleted": False,
    }


METHODS = {
    "auth.test": auth_test,
    "conversations.info": conversation_info,
    "conversations.list": list_conversations,
    "conversations.members": conversation_members,
    "conversations.open": open_conversation,
    "users.info": user_info,
}
