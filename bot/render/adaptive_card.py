"""Dresses a reply as an Adaptive Card for Teams, inside Teams' limits.

Teams takes version 1.5 or earlier from bots, shows six actions at a time, and takes 28 KB where a
card is put into a conversation for somebody. A `TextBlock` reads Markdown, in which a text would
lose its stars and brackets; a `RichTextBlock` reads none, so that every text of ours is one, but
for those in which somebody is mentioned, which only a `TextBlock` can.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import quote

from bot.render import plain_text
from bot.render.fitting import fitting
from models.reply import (
    MENTION,
    Badge,
    Choice,
    Citation,
    Fact,
    Line,
    Pick,
    Picked,
    Reply,
    Section,
    Tone,
    channel,
    spoken,
)

Element = dict[str, Any]

_SCHEMA = "http://adaptivecards.io/schemas/adaptive-card.json"
_BYTES = 27_000
_ROW = 6
_LABEL = 45  # characters of a button's label, which a telephone would cut off
_TITLE = 200
_TEXT = 2_000  # characters of one text; nothing that we write comes near
_SHORT = 300

_MARKDOWN = re.compile(r"[\\*_\[\]<>`#~&]|^[^\S\n]*+(?:[-+]|\d++[.)])\s", re.MULTILINE)
_LINKABLE = re.compile(r"https?://\S+")

_STYLES = {
    Tone.GOOD: "good",
    Tone.CAUTION: "warning",
    Tone.BAD: "attention",
    Tone.NEUTRAL: "emphasis",
}

# Teams' own list of people; where a client has none, it shows the box to type into.
_PEOPLE = {
    "type": "Data.Query",
    "dataset": "graph.microsoft.com/users?scope=currentContext",
}


@dataclass(frozen=True, slots=True)
class CardContext:
    """What a card cannot know of itself.

    People and channels by name; the channel that it is in; buttons that open a dialog; and
    whether it `stays` as it is when somebody clicks, because others read it or it is to be kept.
    """

    names: Mapping[str, str] = field(default_factory=dict)
    channel: str = ""
    dialogs: tuple[Element, ...] = ()
    stays: bool = False


STAYS = "stays"
"""What a button of a card that stays carries beside its command."""

NOWHERE = CardContext()


def dress(reply: Reply, around: CardContext = NOWHERE) -> Element:
    """The reply as a card. Each button says its command; a pick says it with who was picked."""
    return fitting(reply, lambda lighter: _Dresser(lighter, around).card(), _fits, _ROW)


def size(card: Element) -> int:
    """How many bytes a card takes, as it is sent: with every letter beyond ASCII escaped."""
    return len(json.dumps(card))


def _fits(card: Element) -> bool:
    return size(card) <= _BYTES


@dataclass(frozen=True, slots=True)
class _Dresser:
    """Dresses one reply."""

    reply: Reply
    around: CardContext

    def card(self) -> Element:
        short = _cut(self._plain(plain_text.in_short(self.reply)), _SHORT)
        body = list(self._body())
        card: Element = {
            "type": "AdaptiveCard",
            "$schema": _SCHEMA,
            "version": "1.5",
            "lang": "en",
            "fallbackText": short,
            "speak": short,
            "body": body,
            "msteams": {"width": "Full"},
        }
        if entities := self._entities(body):
            card["msteams"]["entities"] = entities
        return card

    def _body(self) -> Iterator[Element]:
        reply = self.reply
        yield self._heading(reply.headline, size="Large")
        if reply.badge:
            yield _badge(reply.badge)
        yield from (self._line(line) for line in reply.lines)
        if reply.facts:
            yield {"type": "FactSet", "facts": [self._fact(fact) for fact in reply.facts]}
        yield from (self._section(section) for section in reply.sections)
        if reply.cautions:
            caution = self._section(Section("Take care", reply.cautions))
            yield caution | {"style": "warning"}
        yield from self._to_complete()
        if actions := self._actions():
            yield {"type": "ActionSet", "actions": actions}
        if reply.sources:  # like footnotes: what to do next stands above them
            yield self._sources(reply.sources)
        if reply.small_print:
            yield self._text(_cut(reply.small_print, _TEXT), size="Small", isSubtle=True)

    def _line(self, line: Line, mark: str = "") -> Element:
        text = f"{mark}{self._told(_cut(line.text, _TEXT), line.cites)}"
        return self._text(text) | ({"spacing": "Small"} if mark else {})

    def _fact(self, fact: Fact) -> Element:
        told = self._told(_cut(fact.value, _TEXT), fact.cites)
        return {"title": escape(self._plain(fact.label)), "value": self._marked(told)}

    def _section(self, section: Section) -> Element:
        lines = [self._line(line, "• ") for line in section.lines]
        return {"type": "Container", "items": [self._heading(section.title), *lines]}

    def _sources(self, sources: tuple[Citation, ...]) -> Element:
        listed = [
            {"type": "TextBlock", "wrap": True, "size": "Small", "text": _source(n, source)}
            for n, source in enumerate(sources, start=1)
        ]
        return {"type": "Container", "items": [self._heading("Sources", size="Small"), *listed]}

    def _told(self, text: str, cites: tuple[str, ...]) -> str:
        return text + "".join(f" [{n}]" for n in self.reply.numbers(cites))

    def _heading(self, text: str, **look: object) -> Element:
        look = {"weight": "Bolder", "size": "Default", **look}
        text = _cut(text, _TITLE)
        if _MARKDOWN.search(text):
            return self._text(text, **look)
        plain = self._plain(text)
        return {"type": "TextBlock", "text": plain, "wrap": True, "style": "heading", **look}

    def _text(self, text: str, **look: object) -> Element:
        if MENTION.search(text):
            return {"type": "TextBlock", "text": self._marked(text), "wrap": True, **look}
        run = {"type": "TextRun", "text": text, **look}
        return {"type": "RichTextBlock", "inlines": [run]}

    def _marked(self, text: str) -> str:
        """A text as Markdown that reads as it was written, with people as mentions."""
        pieces, at = [], 0
        for found in MENTION.finditer(text):
            pieces += [escape(text[at : found.start()]), self._mention(found)]
            at = found.end()
        return "".join([*pieces, escape(text[at:])])

    def _mention(self, found: re.Match[str]) -> str:
        name = self._name(found)
        return f"<at>{name}</at>" if found["kind"] == "@" else escape(f"#{name}")

    def _plain(self, text: str) -> str:
        """A text for where nothing is a mention."""
        return MENTION.sub(lambda found: f"{found['kind']}{self._name(found)}", text)

    def _name(self, found: re.Match[str]) -> str:
        name = self.around.names.get(found["id"], "")
        if found["kind"] == "#" and found["id"] == self.around.channel:
            return name or "this channel"
        return name.translate(_NO_BRACKETS) or _SOMEBODY[found["kind"]]

    def _entities(self, body: list[Element]) -> list[Element]:
        """Teams wants each mention named beside the card."""
        people = {
            found["id"]: self._name(found)
            for text in _texts(self.reply)
            for found in MENTION.finditer(text)
            if found["kind"] == "@"
        }
        shown = json.dumps(body, ensure_ascii=False)
        return [
            {"type": "mention", "text": f"<at>{n}</at>", "mentioned": {"id": id_, "name": n}}
            for id_, n in people.items()
            if f"<at>{n}</at>" in shown
        ]

    def _actions(self) -> list[Element]:
        others = [*self._picks(), *self.around.dialogs]
        choices = [Choice(self._plain(c.label), c.command) for c in self.reply.choices]
        buttons = [self._execute(choice.label, choice.command) for choice in choices]
        return [*_rowed(buttons, max(1, _ROW - len(others))), *others]

    def _picks(self) -> list[Element]:
        """A person from Teams' list; a channel is the one that the card is in, or is typed."""
        people = map(self._person, self._people())
        return [*people, *filter(None, map(self._here, self.reply.picks))]

    def _people(self) -> list[Pick]:
        return [pick for pick in self.reply.picks if pick.of is Picked.PERSON]

    def _here(self, pick: Pick) -> Element | None:
        if pick.of is Picked.PERSON or not self.around.channel:
            return None
        command = f"{pick.command} {channel(self.around.channel)}"
        return self._execute(f"{pick.label}: this channel", command)

    def _execute(self, label: str, command: str) -> Element:
        button = {
            "type": "Action.Execute",
            "title": _cut(label, _LABEL),
            "verb": "say",
            "data": self._data(command),
            "associatedInputs": "none",
        }
        return button | ({"tooltip": _cut(label, _TITLE)} if len(label) > _LABEL else {})

    def _person(self, pick: Pick) -> Element:
        box = {
            "type": "Input.ChoiceSet",
            "id": "person",
            "label": pick.label,
            "isRequired": True,
            "errorMessage": "Choose somebody.",
            "choices": [],
            "choices.data": _PEOPLE,
        }
        title = f"{pick.label.removesuffix('…')}…"
        data = self._data(pick.command)
        go = {"type": "Action.Execute", "title": "OK", "verb": "pick", "data": data}
        card = {"type": "AdaptiveCard", "version": "1.5", "body": [box], "actions": [go]}
        return {"type": "Action.ShowCard", "title": _cut(title, _LABEL), "card": card}

    def _data(self, command: str) -> Element:
        return {"say": command} | ({STAYS: True} if self.around.stays else {})

    def _to_complete(self) -> Iterator[Element]:
        """A channel that is not this one cannot be picked: the command is shown to complete."""
        for pick in self.reply.picks:
            if pick.of is Picked.CHANNEL and not self.around.channel:
                told = f"{pick.label}: in the channel itself, write to me {pick.command} here"
                yield self._text(told, isSubtle=True)


# An id of Teams says nothing to anybody.
_SOMEBODY = {"@": "a colleague", "#": "another channel"}
_NO_BRACKETS = str.maketrans("<>", "‹›")


def escape(text: str) -> str:
    """A text in which Markdown reads nothing."""
    return re.sub(r"([\\*_\[\]<>`#~])", r"\\\1", text)


def _cut(text: str, most: int) -> str:
    return text if len(text) <= most else f"{text[: most - 1].rstrip()}…"


def _texts(reply: Reply) -> Iterator[str]:
    yield from (line.text for line in (*reply.lines, *reply.cautions))
    yield from (fact.value for fact in reply.facts)
    yield from (line.text for section in reply.sections for line in section.lines)
    yield from (reply.headline, reply.small_print, *(s.title for s in reply.sections))


def mentioned(reply: Reply) -> set[tuple[str, str]]:
    """The people ("@") and channels ("#") in a reply, by id."""
    texts = [*_texts(reply), *(choice.label for choice in reply.choices)]
    return {(m["kind"], m["id"]) for text in texts for m in MENTION.finditer(text)}


def _badge(badge: Badge) -> Element:
    words = {"type": "TextRun", "text": badge.words, "weight": "Bolder"}
    items = [{"type": "RichTextBlock", "inlines": [words]}]
    return {"type": "Container", "style": _STYLES[badge.tone], "items": items}


def _source(number: int, source: Citation) -> str:
    title = escape(spoken(source.title[:_TITLE]))
    if _LINKABLE.fullmatch(source.address):
        title = f"[{title}]({quote(source.address, safe=_IN_A_LINK)})"
    told = f"{source.publisher} · {source.authority} · {source.dates}"
    about = escape(_cut(told, _TEXT))
    return f"\\[{number}\\] {title}, {about}"


# What may stand in an address as it is; brackets would end the link.
_IN_A_LINK = "/:?#@!$&'*+,;=%~-._"


def _rowed(buttons: list[Element], room: int) -> list[Element]:
    """Up to as many buttons as there is room for; the rest behind one more."""
    if len(buttons) <= room:
        return buttons
    shown, rest = buttons[: room - 1], buttons[room - 1 :]
    sets = [{"type": "ActionSet", "actions": row} for row in _rows(rest)]
    more = {"type": "AdaptiveCard", "version": "1.5", "body": sets}
    return [*shown, {"type": "Action.ShowCard", "title": f"More ({len(rest)})", "card": more}]


def _rows(buttons: list[Element]) -> Iterable[list[Element]]:
    return (buttons[at : at + _ROW] for at in range(0, len(buttons), _ROW))
