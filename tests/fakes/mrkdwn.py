"""What may stand in Slack's mrkdwn: its own syntax, and everything else escaped.

docs.slack.dev/messaging/formatting-message-text, "Escaping text": `&`, `<` and `>` are control
characters, so text that is not meant as syntax writes them as entities.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

ENTITY = r"&(?:amp|lt|gt);"
_LABEL = rf"(?:\|(?:[^<>|&]|{ENTITY})*)?"

_SYNTAX = re.compile(
    "|".join(
        [
            rf"<(?:https?://|mailto:|tel:)[^<>|\s]+{_LABEL}>",
            rf"<@[UW][A-Z0-9]+{_LABEL}>",
            rf"<#C[A-Z0-9]+{_LABEL}>",
            rf"<!subteam\^S[A-Z0-9]+{_LABEL}>",
            # A date must say what to show where it cannot be drawn, so its label is required.
            rf"<!date\^-?\d+\^[^<>|]+\|(?:[^<>|&]|{ENTITY})+>",
            rf"<!(?:channel|here|everyone){_LABEL}>",
            ENTITY,
            r"(?m:^>)",  # a block quote
        ]
    )
)
_BROADCAST = re.compile(r"<!(channel|here|everyone)(?:\|[^>]*)?>")
_CONTROL = re.compile(r"[&<>]")


def unescaped(text: str) -> Iterator[str]:
    """Each control character that is neither escaped nor part of Slack's syntax, with its place."""
    rest = _SYNTAX.sub(lambda syntax: "\0" * len(syntax[0]), text)
    for control in _CONTROL.finditer(rest):
        before, after = max(control.start() - 10, 0), control.end() + 10
        yield f"{control[0]} is not escaped, in {text[before:after]!r}"


def broadcasts(text: str) -> list[str]:
    """The mentions in the text that would notify everyone: channel, here, everyone."""
    return _BROADCAST.findall(text)


def as_read(text: str) -> str:
    """The text with its entities resolved, as a person reads it."""
    return text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")
