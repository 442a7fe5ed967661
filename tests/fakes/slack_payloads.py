"""What Slack sends to an app, built from who did it and where.

Field by field after docs.slack.dev/reference/interaction-payloads and .../events.
"""

from __future__ import annotations

import json
import uuid
from dataclasses import dataclass
from urllib.parse import urlencode

from tests.fakes.block_kit_parts import Json
from tests.fakes.slack_interactions import Interaction
from tests.fakes.slack_screens import Control, Message
from tests.fakes.slack_state import Channel, Person, Token

FORM = "application/x-www-form-urlencoded"
JSON = "application/json"


@dataclass(frozen=True)
class Body:
    """The body of a request, ready to be signed."""

    text: str
    content_type: str


@dataclass(frozen=True)
class Scene:
    """Who does something, where, and the tickets that Slack hands out for it."""

    person: Person
    channel: Channel
    token: Token
    interaction: Interaction

    def team(self) -> Json:
        """The workspace in which it happens, as payloads name it."""
        enterprise = {"enterprise_id": self.token.enterprise} if self.token.enterprise else {}
        return {"id": self.token.team, "domain": "clinic", **enterprise}

    def common(self) -> Json:
        """What all interaction payloads have."""
        enterprise = self.token.enterprise
        return {
            "api_app_id": "A1",
            "token": "verification-token",
            "team": self.team(),
            "enterprise": {"id": enterprise, "name": "Org"} if enterprise else None,
            "is_enterprise_install": self.token.org_install,
            "user": {
                "id": self.person.id,
                "username": self.person.name,
                "name": self.person.name,
                "team_id": self.person.team,
            },
        }


def form(fields: dict[str, str]) -> Body:
    """A form, which is how slash commands come."""
    return Body(urlencode(fields, errors="surrogatepass"), FORM)


def payload(body: Json) -> Body:
    """A form with one field of JSON, which is how interactions come."""
    return form({"payload": json.dumps(body)})


def plain_json(body: Json) -> Body:
    """JSON, which is how events come."""
    return Body(json.dumps(body), JSON)


def slash_command(scene: Scene, command: str, text: str) -> Body:
    """Someone typed a command. Booleans are strings here."""
    enterprise = scene.token.enterprise
    org = {"enterprise_id": enterprise, "enterprise_name": "Org"} if enterprise else {}
    fields = {
        "token": "verification-token",
        "team_id": scene.token.team,
        "team_domain": "clinic",
        "channel_id": scene.channel.id,
        "channel_name": scene.channel.name,
        "user_id": scene.person.id,
        "user_name": scene.person.name,
        "command": command,
        "text": text,
        "api_app_id": "A1",
        "is_enterprise_install": "true" if scene.token.org_install else "false",
        "response_url": scene.interaction.response_url,
        "trigger_id": scene.interaction.trigger_id,
    }
    return form(fields | org)


def message_click(scene: Scene, control: Control, put: Json, message: Json | None) -> Body:
    """Someone used a control on a message; Slack leaves private messages out of the payload."""
    on = control.screen
    assert isinstance(on, Message)
    container = {
        "type": "message",
        "message_ts": on.ts,
        "channel_id": on.channel,
        "is_ephemeral": on.private_to is not None,
    }
    place: Json = {
        "container": container,
        "channel": {"id": scene.channel.id, "name": scene.channel.name},
        "response_url": scene.interaction.response_url,
        **({"message": message} if message else {}),
    }
    return payload(_click(scene, control, put) | place)


def view_click(scene: Scene, control: Control, put: Json, view: Json) -> Body:
    """Someone used a control on a modal or a Home tab; there is no response URL."""
    container = {"type": "view", "view_id": view["id"]}
    return payload(_click(scene, control, put) | {"container": container, "view": view})


def _click(scene: Scene, control: Control, put: Json) -> Json:
    action = {
        "action_id": control.action_id,
        "block_id": control.block_id,
        "action_ts": f"{scene.interaction.acted_at:.6f}",
        **put,
    }
    return scene.common() | {
        "type": "block_actions",
        "trigger_id": scene.interaction.trigger_id,
        "state": {"values": {}},
        "actions": [action],
    }


def pressed(control: Control) -> Json:
    """What is reported of a button, or of an option that is chosen."""
    button = control.element
    if control.chosen:
        return {"type": button["type"], "selected_option": control.chosen}
    kept = ("type", "text", "value", "style")
    return {key: button[key] for key in kept if key in button}


def suggestion(scene: Scene, control: Control, typed: str, view: Json | None) -> Body:
    """Someone types into a menu whose options the app supplies."""
    asked = {
        "type": "block_suggestion",
        "action_id": control.action_id,
        "block_id": control.block_id,
        "value": typed,
        "container": {"type": "view" if view else "message"},
        **({"view": view} if view else {}),
    }
    return payload(scene.common() | asked)


def view_submission(scene: Scene, view: Json) -> Body:
    """Someone pressed the submit button of a modal."""
    sent = {"type": "view_submission", "trigger_id": scene.interaction.trigger_id, "view": view}
    return payload(scene.common() | sent | {"response_urls": []})


def view_closed(scene: Scene, view: Json) -> Body:
    """Someone closed a modal that asked to be told."""
    return payload(scene.common() | {"type": "view_closed", "view": view, "is_cleared": False})


def global_shortcut(scene: Scene, callback_id: str) -> Body:
    """Someone chose a shortcut of the app."""
    sent = {
        "type": "shortcut",
        "callback_id": callback_id,
        "action_ts": f"{scene.interaction.born:.6f}",
        "trigger_id": scene.interaction.trigger_id,
    }
    return payload(scene.common() | sent)


def message_shortcut(scene: Scene, callback_id: str, message: Json) -> Body:
    """Someone chose a shortcut of the app in the menu of a message."""
    sent = {
        "type": "message_action",
        "callback_id": callback_id,
        "action_ts": f"{scene.interaction.born:.6f}",
        "trigger_id": scene.interaction.trigger_id,
        "response_url": scene.interaction.response_url,
        "channel": {"id": scene.channel.id, "name": scene.channel.name},
        "message_ts": message["ts"],
        "message": message,
    }
    return payload(scene.common() | sent)


def event(
    token: Token, what: Json, event_id: str = "", at: float = 0, *, shared: bool = False
) -> Body:
    """Something happened. `team_id` of the authorization is null for an org-wide install."""
    authorization = {
        "enterprise_id": token.enterprise,
        "team_id": None if token.org_install else token.team,
        "user_id": token.bot_user,
        "is_bot": True,
        "is_enterprise_install": token.org_install,
    }
    body = {
        "type": "event_callback",
        "token": "verification-token",
        "team_id": token.team,
        "context_team_id": token.team,
        "api_app_id": "A1",
        "event": what,
        "event_id": event_id or f"Ev{uuid.uuid4().hex[:10].upper()}",
        "event_time": int(at),
        "authorizations": [authorization],
        "is_ext_shared_channel": shared,
    }
    return plain_json(body)


def url_verification(challenge: str) -> Body:
    """Slack asks whether this address takes events."""
    body = {"type": "url_verification", "token": "verification-token", "challenge": challenge}
    return plain_json(body)


def app_rate_limited(team: str, minute: int) -> Body:
    """Slack held events back: more than 30,000 in an hour (api.slack.com/events)."""
    body = {"type": "app_rate_limited", "token": "verification-token", "team_id": team}
    return plain_json({**body, "minute_rate_limited": minute, "api_app_id": "A1"})
