"""How a reply looks in Teams: the Adaptive Card, its sizes, Markdown escaped, mentions.

Teams takes version 1.5 or earlier from bots, shows six actions at a time, and takes 28 KB where a
card is put into a conversation for somebody. A `TextBlock` reads Markdown, in which a text would
lose its stars and brackets; a `RichTextBlock` reads none, so that every text of ours is one, but
for those in which somebody is mentioned, which only a `TextBlock` can.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any
from urllib.parse import quote

from bot.render import plain_text
from bot.render.card_actions import ROW, CardActions, cut
from bot.render.fitting import fitting
from models.reply import (
    DETAILS,
    MENTION,
    Citation,
    Count,
    Details,
    Fact,
    Line,
    Picked,
    Provenance,
    Reply,
    Section,
    Table,
    Tone,
    spoken,
)

Element = dict[str, Any]

_SCHEMA = "http://adaptivecards.io/schemas/adaptive-card.json"
_BYTES = 27_000
_WITH_DETAILS = 25_000  # bytes of a card that folds
_FOLD = "details"
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

_MARKS_OF_A_BAR = 10
_COLORS = {
    Tone.GOOD: "Good",
    Tone.CAUTION: "Default",  # Teams' yellow on white is not to be read
    Tone.BAD: "Attention",
    Tone.NEUTRAL: "Default",
}
_BARS = {
    Tone.GOOD: "good",
    Tone.CAUTION: "warning",
    Tone.BAD: "attention",
    Tone.NEUTRAL: "accent",
}


@dataclass(frozen=True, slots=True)
class CardContext:
    """What a card depends on besides its reply.

    People and channels by name; the channel that it is in; buttons that open a dialog; and
    whether it `stays` as it is when somebody clicks, because others read it or it is to be kept.
    """

    names: Mapping[str, str] = field(default_factory=dict)
    channel: str = ""
    dialogs: tuple[Element, ...] = ()
    stays: bool = False


NOWHERE = CardContext()


def dress(reply: Reply, context: CardContext = NOWHERE) -> Element:
    """The reply as a card. Each button says its command; a pick says it with who was picked."""
    fits = _fits if reply.details is None else _fits_with_details
    if reply.details is None:
        return fitting(reply, lambda lighter: _CardBuilder(lighter, context).card(), fits, ROW)
    more = _apart(reply.details())
    return fitting(more, lambda lighter: _CardBuilder(reply, context, lighter).card(), fits, ROW)


def _apart(details: Details) -> Reply:
    """The details as a reply of their own, which is lightened like any other."""
    return Reply(
        headline="",
        lines=details.lines,
        facts=details.facts,
        tables=details.tables,
        sections=details.sections,
        cautions=details.cautions,
        sources=details.sources,
        choices=details.choices,
        small_print=details.small_print,
    )


def _fits(card: Element) -> bool:
    return size(card) <= _BYTES


def _fits_with_details(card: Element) -> bool:
    return size(card) <= _WITH_DETAILS


def size(card: Element) -> int:
    """How many bytes a card takes, as it is sent: with every letter beyond ASCII escaped."""
    return len(json.dumps(card))


@dataclass(frozen=True, slots=True)
class _CardBuilder:
    """Builds the card of one reply, with the details that fold in it as a reply of their own."""

    reply: Reply
    context: CardContext
    more: Reply | None = None

    def card(self) -> Element:
        short = cut(self._plain(plain_text.in_short(self.reply)), _SHORT)
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
        yield from self._count(reply.count, size="ExtraLarge")
        if reply.badge:
            words = {"type": "TextRun", "text": reply.badge.words, "weight": "Bolder"}
            items = [{"type": "RichTextBlock", "inlines": [words]}]
            yield {"type": "Container", "style": _STYLES[reply.badge.tone], "items": items}
        yield from (self._line(line) for line in reply.lines)
        if reply.provenance:
            yield _provenance(reply.provenance)
        yield from self._below()
        yield from self._to_complete()
        if actions := self._actions():
            yield {"type": "ActionSet", "actions": actions}
        if self.more:
            yield self._fold(self.more)
        yield from self._footnotes()

    def _below(self) -> Iterator[Element]:
        """What stands under the first lines: facts, sections, and what to take care of."""
        reply = self.reply
        if reply.facts:
            yield {"type": "FactSet", "facts": list(map(self._fact, reply.facts))}
        for table in reply.tables:
            yield from self._table(table)
        yield from (self._section(section) for section in reply.sections)
        if reply.has_short_cautions:
            yield from (self._line(line, "⚠ ") for line in reply.cautions)
        elif reply.cautions:
            caution = self._section(Section("Take care", reply.cautions))
            yield caution | {"style": "warning"}

    def _footnotes(self) -> Iterator[Element]:
        """The sources and the small print: what to do next stands above them."""
        if self.reply.sources:
            yield self._sources(self.reply.sources)
        if self.reply.small_print:
            yield self._text(cut(self.reply.small_print, _TEXT), size="Small", isSubtle=True)

    def _fold(self, more: Reply) -> Element:
        """The details, which a button of the card shows and hides."""
        inside = _CardBuilder(more, self.context)
        items = [*(inside._line(line) for line in more.lines), *inside._below()]
        if actions := inside._actions():
            items.append({"type": "ActionSet", "actions": actions})
        items += inside._footnotes()
        return {"type": "Container", "id": _FOLD, "isVisible": False, "items": items}

    def _line(self, line: Line, bullet: str = "") -> Element:
        text = f"{bullet}{self._cited(cut(line.text, _TEXT), line.cites)}"
        return self._text(text) | ({"spacing": "Small"} if bullet else {})

    def _fact(self, fact: Fact) -> Element:
        value = self._cited(cut(fact.value, _TEXT), fact.cites)
        return {"title": escape(self._plain(fact.label)), "value": self._markdown(value)}

    def _section(self, section: Section) -> Element:
        counted = self._count(section.count)
        lines = [self._line(line, "• ") for line in section.lines]
        return {"type": "Container", "items": [self._heading(section.title), *counted, *lines]}

    def _count(self, count: Count | None, size: str = "Default") -> Iterator[Element]:
        """A count in words, and a bar of two coloured columns, in which nothing is read out."""
        if count is None:
            return
        yield self._text(count.words, size=size, weight="Bolder", color=_COLORS[count.tone])
        full = count.filled(_MARKS_OF_A_BAR)
        parts = ((full, _BARS[count.tone]), (_MARKS_OF_A_BAR - full, "emphasis"))
        columns = [
            {"type": "Column", "width": width, "style": style, "minHeight": "8px", "items": []}
            for width, style in parts
            if width
        ]
        yield {"type": "ColumnSet", "spacing": "Small", "columns": columns}

    def _table(self, table: Table) -> Iterator[Element]:
        """A caption and a table whose first row is its header; a row's first cell shows more."""
        yield self._heading(table.caption)
        rows = [_table_row([self._cell(word, weight="Bolder") for word in table.header])]
        for row in table.rows:
            first, *others = (self._cell(word) for word in row.cells)
            if row.command:
                first |= {"selectAction": CardActions.select(row, stays=self.context.stays)}
            rows.append(_table_row([first, *others]))
        columns = [{"width": 1} for _ in table.header]
        yield {"type": "Table", "columns": columns, "rows": rows}

    def _cell(self, text: str, **look: object) -> Element:
        return {"type": "TableCell", "items": [self._text(cut(text, _TEXT), **look)]}

    def _sources(self, sources: tuple[Citation, ...]) -> Element:
        listed = [
            {"type": "TextBlock", "wrap": True, "size": "Small", "text": _source(n, source)}
            for n, source in enumerate(sources, start=1)
        ]
        return {"type": "Container", "items": [self._heading("Sources", size="Small"), *listed]}

    def _cited(self, text: str, cites: tuple[str, ...]) -> str:
        return text + "".join(f" [{n}]" for n in self.reply.numbers(cites))

    def _heading(self, text: str, **look: object) -> Element:
        look = {"weight": "Bolder", "size": "Default", **look}
        text = cut(text, _TITLE)
        if _MARKDOWN.search(text):
            return self._text(text, **look)
        plain = self._plain(text)
        return {"type": "TextBlock", "text": plain, "wrap": True, "style": "heading", **look}

    def _text(self, text: str, **look: object) -> Element:
        if MENTION.search(text):
            return {"type": "TextBlock", "text": self._markdown(text), "wrap": True, **look}
        run = {"type": "TextRun", "text": text, **look}
        return {"type": "RichTextBlock", "inlines": [run]}

    def _markdown(self, text: str) -> str:
        """A text as Markdown that reads as it was written, with people as mentions."""
        pieces, at = [], 0
        for mention in MENTION.finditer(text):
            pieces += [escape(text[at : mention.start()]), self._mention(mention)]
            at = mention.end()
        return "".join([*pieces, escape(text[at:])])

    def _mention(self, mention: re.Match[str]) -> str:
        name = self._name(mention)
        return f"<at>{name}</at>" if mention["kind"] == "@" else escape(f"#{name}")

    def _plain(self, text: str) -> str:
        """A text with names instead of mentions, for where Teams shows no mention."""
        return MENTION.sub(lambda mention: f"{mention['kind']}{self._name(mention)}", text)

    def _name(self, mention: re.Match[str]) -> str:
        name = self.context.names.get(mention["id"], "")
        if mention["kind"] == "#" and mention["id"] == self.context.channel:
            return name or "this channel"
        return name.translate(_NO_BRACKETS) or _SOMEBODY[mention["kind"]]

    def _entities(self, body: list[Element]) -> list[Element]:
        """The list of mentions that Teams wants beside the card."""
        people = {
            mention["id"]: self._name(mention)
            for text in (*_texts(self.reply), *(_texts(self.more) if self.more else ()))
            for mention in MENTION.finditer(text)
            if mention["kind"] == "@"
        }
        shown = json.dumps(body, ensure_ascii=False)
        return [
            {"type": "mention", "text": f"<at>{n}</at>", "mentioned": {"id": id_, "name": n}}
            for id_, n in people.items()
            if f"<at>{n}</at>" in shown
        ]

    def _actions(self) -> list[Element]:
        context = self.context
        choices = [replace(c, label=self._plain(c.label)) for c in self.reply.choices]
        actions = CardActions(context.channel, stays=context.stays)
        fold = [_TOGGLE] if self.more else []
        return [*fold, *actions.of(choices, self.reply.picks, context.dialogs, len(fold))]

    def _to_complete(self) -> Iterator[Element]:
        """Show the command for a channel pick: Teams has no list of channels to pick from."""
        for pick in self.reply.picks:
            if pick.of is Picked.CHANNEL and not self.context.channel:
                text = f"{pick.label}: in the channel itself, write to me {pick.command} here"
                yield self._text(text, isSubtle=True)


_TOGGLE: Element = {
    "type": "Action.ToggleVisibility",
    "title": DETAILS,
    "targetElements": [_FOLD],
}

# An id of Teams says nothing to anybody.
_SOMEBODY = {"@": "a colleague", "#": "another channel"}
_NO_BRACKETS = str.maketrans("<>", "‹›")


def _table_row(cells: list[Element]) -> Element:
    return {"type": "TableRow", "cells": cells}


def escape(text: str) -> str:
    """A text in which no character has a meaning in Markdown."""
    return re.sub(r"([\\*_\[\]<>`#~])", r"\\\1", text)


def _texts(reply: Reply) -> Iterator[str]:
    yield from (line.text for line in (*reply.lines, *reply.cautions))
    yield from (fact.value for fact in reply.facts)
    yield from (line.text for section in reply.sections for line in section.lines)
    yield from (reply.headline, reply.small_print, *(s.title for s in reply.sections))


def mentioned(reply: Reply) -> set[tuple[str, str]]:
    """The people ("@") and channels ("#") in a reply, by id."""
    texts = [*_texts(reply), *(choice.label for choice in reply.choices)]
    return {(m["kind"], m["id"]) for text in texts for m in MENTION.finditer(text)}


def _provenance(of: Provenance) -> Element:
    """Since when, and who says so: each by name, linked to its text."""
    names = ", ".join(_linked(source.name, source) for source in of.sources)
    more = f" and {of.others} more" if of.others else ""
    text = " · ".join(filter(None, [escape(of.dates), f"{names}{more}"]))
    return {"type": "TextBlock", "text": text, "wrap": True, "size": "Small", "isSubtle": True}


def _linked(text: str, source: Citation) -> str:
    shown = escape(spoken(text))
    if not _LINKABLE.fullmatch(source.address):
        return shown
    return f"[{shown}]({quote(source.address, safe=_IN_A_LINK)})"


def _source(number: int, source: Citation) -> str:
    title = _linked(source.title[:_TITLE], source)
    origin = f"{source.publisher} · {source.authority} · {source.dates}"
    about = escape(cut(origin, _TEXT))
    return f"\\[{number}\\] {title}, {about}"


# What may stand in an address as it is; brackets would end the link.
_IN_A_LINK = "/:?#@!$&'*+,;=%~-._"
