"""Turns what Slack writes for people, channels and links in a command into what was meant.

With `should_escape` in the manifest Slack sends `<@U1|amy>` for @amy and `&amp;` for an ampersand
(docs.slack.dev/interactivity/implementing-slash-commands). Without it names come as they are typed.
"""

from __future__ import annotations

import re

from models.reply import channel, person

_WRITTEN = re.compile(r"<(?P<mark>[@#!]?)(?P<id>[^<>|\s]+)(?:\|(?P<shown>[^<>]*))?>")
_ENTITIES = (("&lt;", "<"), ("&gt;", ">"), ("&amp;", "&"))  # the last one last


def read(text: str) -> str:
    """The text as it was meant, with people and channels as `models.reply` spells them."""
    meant = _WRITTEN.sub(_meant, text)
    for entity, character in _ENTITIES:
        meant = meant.replace(entity, character)
    return meant


def _meant(match: re.Match[str]) -> str:
    mark, id_, shown = match["mark"], match["id"], match["shown"]
    if mark == "@":
        return person(id_)
    if mark == "#":
        return channel(id_)
    if mark == "!":  # here, channel, a group: nobody whom we could mean
        return shown or f"@{id_.partition('^')[0]}"
    return shown or id_.removeprefix("mailto:")
