"""The form for a clinic's settings: where alerts go, at which numbers, when the digest comes."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import time

from bot.slack import fields
from bot.slack.fields import Block, FilledForm, field, option, plain
from bot.slack.form import FormSetting, SlackForm, WrongField
from models.reply import MENTION, channel

COMMAND = "/clinic settings"

_NUMBERS = re.compile(r"[0-9]{1,3}(?:\s*,\s*[0-9]{1,3}){0,5}")
_CLOCK = re.compile(r"(?:[01][0-9]|2[0-3]):[0-5][0-9]")
_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def _draw(setting: FormSetting) -> Iterable[Block]:
    wishes, hours = setting.wishes, setting.wishes.hours
    yield field(
        "channel",
        "Alerts go to",
        _channels(wishes.channel),
        hint="Everybody in it reads the aliases. Empty: each manager's own chat.",
        needed=False,
    )
    left = ", ".join(map(str, wishes.warnings.left))
    yield field("left", "Warn at visits left", _typed("3, 1, 0", left))
    ends = ", ".join(map(str, wishes.warnings.ends))
    yield field("ends", "Days before an authorization ends", _typed("14, 7", ends), needed=False)
    hint = "Empty: no digest."
    yield field("digest", "Digest at", _clock(hours.digest), hint=hint, needed=False)
    options = [option(day, day) for day in _DAYS]
    chosen = [options[day] for day in hours.days]
    boxes = {**fields.ticks(*options), "initial_options": chosen}
    yield field("days", "Working days", boxes)
    first, last = hours.quiet or (None, None)
    yield field("from", "Quiet from", _clock(first), needed=False)
    yield field("until", "Quiet until", _clock(last), needed=False)


def _channels(chosen: str) -> Block:
    """Channels of this company alone; Slack itself leaves the others out."""
    kinds = {"include": ["public", "private"], "exclude_external_shared_channels": True}
    menu: Block = {
        "type": "conversations_select",
        "placeholder": plain("Choose a channel"),
        "filter": kinds,
    }
    known = MENTION.fullmatch(chosen)
    return {**menu, "initial_conversation": known["id"]} if known else menu


def _typed(example: str, first: str) -> Block:
    control: Block = {"type": "plain_text_input", "placeholder": plain(example), "max_length": 40}
    return {**control, "initial_value": first} if first else control


def _clock(first: time | None) -> Block:
    control: Block = {"type": "timepicker", "placeholder": plain("Choose a time")}
    return {**control, "initial_time": first.strftime("%H:%M")} if first else control


def _commands(filled: FilledForm) -> tuple[str, ...]:
    """What is set, one by one; the last of them shows everything."""
    place = filled.text("channel")
    return (
        f"/clinic channel {channel(place) if place else 'none'}",
        f"/clinic warn {_warnings(filled)}",
        f"/clinic digest {_digest(filled)}",
        f"/clinic quiet {_quiet(filled)}",
        COMMAND,
    )


def _warnings(filled: FilledForm) -> str:
    left, ends = _numbers(filled, "left"), _numbers(filled, "ends")
    if not left:
        raise WrongField("left", "Write numbers of visits: 3, 1, 0.")
    return f"at {left} left, {ends} days" if ends else f"at {left} left"


def _numbers(filled: FilledForm, name: str) -> str:
    typed = filled.text(name)
    if typed and not _NUMBERS.fullmatch(typed):
        raise WrongField(name, "Write numbers with commas between them, six at most: 3, 1, 0.")
    return typed


def _digest(filled: FilledForm) -> str:
    days = filled.several("days")
    if not days:
        raise WrongField("days", "Choose the days on which the clinic works.")
    at = _time(filled, "digest")
    return f"{at} {', '.join(days)}" if at else "off"


def _quiet(filled: FilledForm) -> str:
    first, last = _time(filled, "from"), _time(filled, "until")
    if bool(first) != bool(last):
        missing = "until" if first else "from"
        raise WrongField(missing, "Quiet hours need a beginning and an end; or leave both empty.")
    if first and first == last:
        raise WrongField("until", "Quiet hours end at another time than they begin.")
    return f"{first} to {last}" if first else "off"


def _time(filled: FilledForm, name: str) -> str:
    at = filled.text(name)
    if at and not _CLOCK.fullmatch(at):
        raise WrongField(name, "Choose a time.")
    return at


SETTINGS = SlackForm(
    "settings",
    "Your clinic",
    "Save",
    re.compile(re.escape(COMMAND)),
    _draw,
    _commands,
    (
        *(("igest", "digest"), ("uiet", "from"), ("left", "left"), ("days", "ends")),
        ("", "channel"),
    ),
    for_managers=True,
)
