"""Whether what Slack signed has the shape that it documents, before anybody reads it.

Only what is read here or by Bolt is looked at, and nothing is refused for holding more. A part that
may be left out may be null as well.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class _Maybe:
    """A part that may be left out."""

    shape: Any


@dataclass(frozen=True, slots=True)
class _Each:
    """A list of at least so many parts, all of one shape."""

    shape: Any
    least: int = 0


@dataclass(frozen=True, slots=True)
class _Any:
    """An object with parts of one shape, whatever their names."""

    shape: Any


_TEXT = _Maybe(str)
_OPTION = {"value": str}

_FILLED = {
    "type": _TEXT,
    "value": _TEXT,
    "selected_option": _Maybe(_OPTION),
    "selected_options": _Maybe(_Each(_OPTION)),
    "selected_date": _TEXT,
    "selected_time": _TEXT,
    "selected_conversation": _TEXT,
}

_VIEW = {
    "id": str,
    "hash": _TEXT,
    "type": str,
    "callback_id": _TEXT,
    "app_installed_team_id": _TEXT,
    "root_view_id": _TEXT,
    "previous_view_id": _TEXT,
    "blocks": _Maybe(_Each({"type": str, "block_id": _TEXT})),
    "state": _Maybe({"values": _Maybe(_Any(_Any(_FILLED)))}),
}

_ACTION = {
    "action_id": str,
    "block_id": _TEXT,
    "type": _TEXT,
    "value": _TEXT,
    "selected_user": _TEXT,
    "selected_conversation": _TEXT,
    "action_ts": _TEXT,
}

# What Bolt looks into, whatever kind of request it is.
_ALWAYS = {
    "event": _Maybe({}),
    "team": _Maybe({}),
    "enterprise": _Maybe({}),
    "view": _Maybe({}),
    "authorizations": _Maybe(_Each({"team_id": _TEXT, "enterprise_id": _TEXT})),
}

_INTERACTION = {
    "user": {"id": str, "team_id": _TEXT, "enterprise_id": _TEXT},
    "team": _Maybe({"id": _TEXT, "enterprise_id": _TEXT}),
    "enterprise": _Maybe({"id": _TEXT}),
    "channel": _Maybe({"id": _TEXT}),
    "container": _Maybe({"type": _TEXT, "message_ts": _TEXT}),
    "view": _Maybe(_VIEW),
    "trigger_id": _TEXT,
    "response_url": _TEXT,
}

_SUBMITTED = _VIEW | {"callback_id": str, "hash": str, "blocks": _Each({"type": str})}

_SHAPES: Mapping[str, Any] = {
    "block_actions": _INTERACTION | {"actions": _Each(_ACTION, least=1)},
    "block_suggestion": _INTERACTION | {"action_id": str, "block_id": _TEXT, "value": _TEXT},
    "shortcut": _INTERACTION | {"callback_id": str},
    "message_action": _INTERACTION
    | {"callback_id": str, "message": {"text": _TEXT, "thread_ts": _TEXT}},
    "view_submission": _INTERACTION
    | {"view": _SUBMITTED | {"state": {"values": _Any(_Any(_FILLED))}}},
    "view_closed": _INTERACTION | {"view": _VIEW},
    "event_callback": {
        "team_id": _TEXT,
        "enterprise_id": _TEXT,
        "event_id": _TEXT,
        "event_time": _Maybe(int),
        "event": {"type": str},
    },
}

_EVENTS: Mapping[str, Any] = {
    "app_home_opened": {"user": str, "tab": _TEXT},
    "tokens_revoked": {"tokens": _Maybe({"bot": _Maybe(_Each(str)), "oauth": _Maybe(_Each(str))})},
}


def is_readable(body: Mapping[str, Any]) -> bool:
    """Whether every part that is read has its type. What nobody reads is readable."""
    kind = body.get("type")
    if not isinstance(kind, str) or not _fits(body, _ALWAYS | _SHAPES.get(kind, {})):
        return False
    event = body["event"] if kind == "event_callback" else {}
    return _fits(event, _EVENTS.get(event.get("type", ""), {}))


def _fits(value: object, shape: Any) -> bool:
    if isinstance(shape, _Maybe):
        return value is None or _fits(value, shape.shape)
    if isinstance(shape, _Each):
        if not isinstance(value, list) or len(value) < shape.least:
            return False
        return all(_fits(each, shape.shape) for each in value)
    if isinstance(shape, type):
        return isinstance(value, shape) and not isinstance(value, bool)
    if not isinstance(value, Mapping):
        return False
    return all(_fits(part, wanted) for part, wanted in _parts(value, shape))


def _parts(value: Mapping[str, Any], shape: Any) -> list[tuple[Any, Any]]:
    if isinstance(shape, _Any):
        return [(part, shape.shape) for part in value.values()]
    return [(value.get(name), wanted) for name, wanted in shape.items()]
