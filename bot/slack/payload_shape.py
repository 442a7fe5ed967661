"""Which signed bodies of Slack are readable: the parts and ids of each kind of request.

Only what is read here or by Bolt is looked at, and nothing is refused for holding more. A part that
may be left out may be null as well.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
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
_ID = re.compile(r"[A-Z0-9]{1,40}")
# Ids that may be left out: what is kept of them has room for 255 characters.
_SOME_ID = _Maybe(re.compile(r"[A-Z0-9]{0,40}"))
_EVENT_ID = _Maybe(re.compile(r"\w{0,100}"))
_TRIGGER_ID = _Maybe(re.compile(r"[\w.-]{0,200}"))
_PERSON = _Maybe(re.compile(r"(?:[UW][A-Z0-9]+)?"))
_PLACE = _Maybe(re.compile(r"(?:[A-Z][A-Z0-9]+)?"))
_OPTION = {"value": str}

_FILLED = {
    "type": _TEXT,
    "value": _TEXT,
    "selected_option": _Maybe(_OPTION),
    "selected_options": _Maybe(_Each(_OPTION)),
    "selected_date": _TEXT,
    "selected_time": _TEXT,
    "selected_conversation": _PLACE,
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
    "selected_option": _Maybe(_OPTION),
    "selected_user": _PERSON,
    "selected_conversation": _PLACE,
    "action_ts": _TEXT,
}

# What Bolt looks into, whatever kind of request it is.
_ALWAYS = {
    "event": _Maybe({}),
    "team": _Maybe({}),
    "enterprise": _Maybe({}),
    "view": _Maybe({}),
    "authorizations": _Maybe(_Each({"team_id": _SOME_ID, "enterprise_id": _SOME_ID})),
}

_INTERACTION = {
    "user": {"id": _ID, "team_id": _SOME_ID, "enterprise_id": _SOME_ID},
    "team": _Maybe({"id": _SOME_ID, "enterprise_id": _SOME_ID}),
    "enterprise": _Maybe({"id": _SOME_ID}),
    "channel": _Maybe({"id": _SOME_ID}),
    "container": _Maybe({"type": _TEXT, "message_ts": _TEXT}),
    "view": _Maybe(_VIEW),
    "trigger_id": _TRIGGER_ID,
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
        "team_id": _SOME_ID,
        "enterprise_id": _SOME_ID,
        "event_id": _EVENT_ID,
        "event_time": _Maybe(int),
        "event": {"type": str},
    },
}

_EVENTS: Mapping[str, Any] = {
    "app_home_opened": {"user": _ID, "tab": _TEXT},
    "tokens_revoked": {"tokens": _Maybe({"bot": _Maybe(_Each(str)), "oauth": _Maybe(_Each(str))})},
}


# Of a slash command: fields that are there, and ids that have their form.
_COMMAND = frozenset({"command", "team_id", "user_id", "channel_id", "response_url"})
_COMMAND_IDS = {"team_id": _SOME_ID.shape, "user_id": _ID, "channel_id": _SOME_ID.shape}


def is_command(fields: Mapping[str, str]) -> bool:
    """Whether the fields of a form are those of a slash command."""
    if not fields.keys() >= _COMMAND:
        return False
    return all(shape.fullmatch(fields[name]) for name, shape in _COMMAND_IDS.items())


def is_of_ours(kind: object) -> bool:
    """Whether it is a kind of request that this app can be asked; Slack has retired others."""
    return kind in _SHAPES or kind == "url_verification"


def is_readable(body: Mapping[str, Any]) -> bool:
    """Whether every part that is read has its type. What nobody reads is readable."""
    kind = body.get("type")
    if not isinstance(kind, str) or not _fits(body, _ALWAYS | _SHAPES.get(kind, {})):
        return False
    event = body["event"] if kind == "event_callback" else {}
    return _fits(event, _EVENTS.get(event.get("type", ""), {}))


def _fits(value: object, shape: Any) -> bool:
    match shape:
        case _Maybe():
            return value is None or _fits(value, shape.shape)
        case _Each():
            is_long_enough = isinstance(value, list) and len(value) >= shape.least
            return is_long_enough and all(_fits(part, shape.shape) for part in _parts(value))
        case _Any():
            is_object = isinstance(value, Mapping)
            return is_object and all(_fits(part, shape.shape) for part in _parts(value))
        case dict():
            named = value if isinstance(value, Mapping) else None
            return named is not None and all(
                _fits(named.get(name), wanted) for name, wanted in shape.items()
            )
        case re.Pattern():
            return isinstance(value, str) and shape.fullmatch(value) is not None
    return isinstance(value, shape) and not isinstance(value, bool)


def _parts(value: Any) -> Iterable[object]:
    return value.values() if isinstance(value, Mapping) else value
