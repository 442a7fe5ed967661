"""How a reply looks in Slack: blocks, lengths of texts, labels of buttons, badge marks.

Limits: docs.slack.dev/reference/block-kit. A message as a whole fails near 13,200 characters
though each block is fine (bolt-js issue 2509), so a long reply loses its end and says so.
"""

from __future__ import annotations

import html
import json
import re
from collections import Counter
from collections.abc import Iterable
from typing import Any

from bot.render import plain_text
from bot.render.fitting import fitting
from models.reply import (
    DETAILS,
    MENTION,
    Choice,
    Citation,
    Line,
    Pick,
    Picked,
    Provenance,
    Reply,
    Tone,
    spoken,
)

Block = dict[str, Any]

_BLOCKS = 50
_MESSAGE = 12_000  # characters of a message's blocks, as JSON
_TEXT = 2_900  # of one section, which Slack cuts off at 3,000
_HEADER = 150
_FIELD = 1_900
_FIELDS = 10
_LABEL = 48  # of the 75 that Slack takes: a telephone shows no more in one line
_SPOKEN = 75
_COMMAND = 2_000
_ROW = 25  # buttons in one block
_ACTION = 255
_PLACEHOLDER = 150
_TITLE = 300  # characters of a source's title; Slack sets no limit of its own

# What may stand inside Slack's <address|title>.
_LINKABLE = re.compile(r"https?://[^\s<>|]+")

# The words of a badge carry its meaning; the mark only repeats it.
_MARKS = {Tone.GOOD: "🟢", Tone.CAUTION: "🟡", Tone.BAD: "🔴", Tone.NEUTRAL: "⚪"}

OPENS = "say:details"
"""The action id of the button that shows the details: its answer may replace the gist."""

_SELECTS = {Picked.PERSON: "users_select", Picked.CHANNEL: "conversations_select"}


def dress(reply: Reply) -> dict[str, Any]:
    """The reply as `text` (the fallback for notifications and screen readers) and `blocks`."""
    if reply.details and not reply.details_command:  # nothing else could show them
        reply = reply.opened()
    blocks = fitting(reply, _blocks, _fits, _ROW)
    return {"text": escape(plain_text.in_short(reply)), "blocks": blocks}


def escape(text: str) -> str:
    """A text in which Slack reads no link or command, and no mention but our own."""
    return MENTION.sub(r"<\g<kind>\g<id>>", html.escape(text, quote=False))


def header(text: str) -> Block:
    """A title, in which nothing is markup."""
    return {"type": "header", "text": {"type": "plain_text", "text": spoken(text)[:_HEADER]}}


def section(text: str) -> Block:
    """A paragraph."""
    return {"type": "section", "text": {"type": "mrkdwn", "text": text}}


def context(text: str) -> Block:
    """Small print."""
    return {"type": "context", "elements": [{"type": "mrkdwn", "text": text}]}


def _fits(blocks: list[Block]) -> bool:
    size = len(json.dumps(blocks, ensure_ascii=False))
    return len(blocks) <= _BLOCKS and size <= _MESSAGE


def _blocks(reply: Reply) -> list[Block]:
    """The blocks of a reply, whose sources are numbered once."""
    numbers = {source.id: n for n, source in enumerate(reply.sources, start=1)}

    def cited(text: str, cites: tuple[str, ...]) -> str:
        known = sorted(numbers[id_] for id_ in cites if id_ in numbers)
        return escape(text) + "".join([f" [{n}]" for n in known])

    def listed(lines: Iterable[Line]) -> list[str]:
        return [f"• {cited(line.text, line.cites)}" for line in lines]

    blocks: list[Block] = [header(reply.headline)]
    badge = reply.badge
    marked = [f"{_MARKS[badge.tone]} *{escape(badge.words)}*"] if badge else []
    blocks += _texts([*marked, *(cited(line.text, line.cites) for line in reply.lines)])
    facts = (f"*{escape(fact.label)}*\n{cited(fact.value, fact.cites)}" for fact in reply.facts)
    blocks += _fields([*facts])
    if reply.provenance:
        blocks.append(context(_cut(_provenance(reply.provenance))))
    for part in reply.sections:
        blocks += _texts([f"*{escape(part.title)}*", *listed(part.lines)])
    if reply.has_short_cautions:
        blocks += [context(f"⚠ {cited(line.text, line.cites)}") for line in reply.cautions]
    elif reply.cautions:
        blocks += _texts(["*Take care*", *listed(reply.cautions)])
    blocks += _buttons(reply.steps)
    blocks += _picks(reply.picks)
    blocks += _sources(reply.sources)
    if reply.small_print:
        blocks.append(context(_cut(escape(reply.small_print))))
    return blocks


def _fields(texts: list[str]) -> list[Block]:
    fields = [{"type": "mrkdwn", "text": _cut(text, _FIELD)} for text in texts]
    groups = (fields[at : at + _FIELDS] for at in range(0, len(fields), _FIELDS))
    return [{"type": "section", "fields": group} for group in groups]


def _texts(lines: list[str]) -> list[Block]:
    return [section(chunk) for chunk in _chunks(lines)]


def _sources(sources: tuple[Citation, ...]) -> list[Block]:
    if not sources:
        return []
    lines = ["*Sources*", *(_source(n, s) for n, s in enumerate(sources, start=1))]
    return [context(chunk) for chunk in _chunks(lines)]


def _source(number: int, source: Citation) -> str:
    about = escape(f"{source.publisher} · {source.authority} · {source.dates}")
    return f"[{number}] {_linked(source.title[:_TITLE], source)}, {about}"


def _provenance(of: Provenance) -> str:
    """Since when, and who says so: each by name, linked to its text."""
    names = ", ".join(_linked(source.name, source) for source in of.sources)
    more = f" and {of.others} more" if of.others else ""
    return " · ".join(filter(None, [escape(of.dates), f"{names}{more}"]))


def _linked(text: str, source: Citation) -> str:
    """A text that leads to a source; a bar would end the link's address."""
    shown = escape(text)
    if not _LINKABLE.fullmatch(source.address):
        return shown
    return f"<{source.address.replace('&', '&amp;')}|{shown.replace('|', '/')}>"


def _buttons(choices: tuple[Choice, ...]) -> list[Block]:
    shown = Counter(_shown(choice) for choice in choices)
    elements = [_button(n, choice, shown[_shown(choice)]) for n, choice in enumerate(choices)]
    rows = (elements[at : at + _ROW] for at in range(0, len(elements), _ROW))
    return [{"type": "actions", "elements": row} for row in rows]


def _shown(choice: Choice) -> str:
    """The words on a button; what is cut says so."""
    label = spoken(choice.label)
    return label if len(label) <= _LABEL else f"{label[: _LABEL - 1]}…"


def _button(number: int, choice: Choice, times: int) -> Block:
    """One button. Where its words are cut, or do not tell it from another, more is spoken."""
    shown = _shown(choice)
    button = {
        "type": "button",
        "action_id": OPENS if choice.label == DETAILS else f"say:{number}",
        "text": {"type": "plain_text", "text": shown},
        "value": choice.command[:_COMMAND],
    }
    if times > 1 or not any(letter.isalnum() for letter in shown):
        button["accessibility_label"] = f"{shown}, choice {number + 1}"
    elif shown != choice.label:
        button["accessibility_label"] = choice.label[:_SPOKEN]
    return button


def _picks(picks: tuple[Pick, ...]) -> list[Block]:
    """Lists of people or channels; the command to complete stands in the action's id."""
    elements = [
        {
            "type": _SELECTS[pick.of],
            "action_id": f"pick:{pick.command}"[:_ACTION],
            "placeholder": {"type": "plain_text", "text": pick.label[:_PLACEHOLDER]},
        }
        for pick in picks
    ]
    return [{"type": "actions", "elements": elements}] if elements else []


def _chunks(lines: list[str]) -> list[str]:
    """Lines joined into texts that one block can hold."""
    chunks: list[str] = []
    for line in lines:
        piece = _cut(line)
        if chunks and len(chunks[-1]) + len(piece) < _TEXT:
            chunks[-1] += f"\n{piece}"
        else:
            chunks.append(piece)
    return chunks


def _cut(line: str, most: int = _TEXT) -> str:
    """A line that one block can hold, without half an entity or half a link at its end."""
    if len(line) <= most:
        return line
    cut = line[: most - 1]
    for opens, closes in (("&", ";"), ("<", ">")):
        at = cut.rfind(opens)
        if at > cut.rfind(closes):
            cut = cut[:at]
    return f"{cut}…"
