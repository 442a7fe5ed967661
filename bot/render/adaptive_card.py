"""How a reply looks in Teams: the parts of the Adaptive Card, in order, and its sizes.

Teams takes version 1.5 or earlier from bots, shows six actions at a time, and takes 28 KB where a
card is put into a conversation for somebody.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import partial
from itertools import zip_longest

from bot.render import plain_text
from bot.render.adaptive_text import (
    TEXT,
    CardTexts,
    Element,
    copied_row,
    escape,
    provenance,
    source_line,
)
from bot.render.card_actions import ROW, CardActions, cut
from bot.render.truncation import fitting
from models.mention import MENTION
from models.reply import (
    DETAILS,
    Citation,
    Count,
    Fact,
    Line,
    Picked,
    Reply,
    Section,
    Table,
    Tone,
    Weight,
)

_SCHEMA = "http://adaptivecards.io/schemas/adaptive-card.json"
_BYTES = 27_000
_WITH_DETAILS = 25_000  # bytes of a card that folds
_FOLD = "details"
_SHORT = 300


_STYLES = {
    Tone.GOOD: "good",
    Tone.CAUTION: "warning",
    Tone.BAD: "attention",
    Tone.NEUTRAL: "emphasis",
}

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
    if reply.details is None:
        return fitting(reply, lambda lighter: _CardBuilder(lighter, context).card(), _fits, ROW)

    def with_fold(more: Reply) -> Element:
        return _CardBuilder(reply, context, more).card()

    return fitting(reply.apart(), with_fold, partial(_fits, most=_WITH_DETAILS), ROW)


def _fits(card: Element, most: int = _BYTES) -> bool:
    return size(card) <= most


def size(card: Element) -> int:
    """How many bytes a card takes, as it is sent: with every letter beyond ASCII escaped."""
    return len(json.dumps(card))


@dataclass(frozen=True, slots=True)
class _CardBuilder:
    """Builds the card of one reply, with the details that fold in it as a reply of their own."""

    reply: Reply
    context: CardContext
    more: Reply | None = None

    @property
    def texts(self) -> CardTexts:
        """How texts are written in this card."""
        return CardTexts(self.context.names, self.context.channel)

    def card(self) -> Element:
        short = cut(self.texts.plain(plain_text.in_short(self.reply)), _SHORT)
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
        yield self.texts.heading(reply.headline, size="Large")
        # Beside a badge the headline tells the number, and the count is how it came about.
        yield from self._count(reply.count, size="Medium" if reply.badge else "Large")
        if reply.badge:
            words = {"type": "TextRun", "text": reply.badge.words, "weight": "Bolder"}
            items = [{"type": "RichTextBlock", "inlines": [words]}]
            yield {"type": "Container", "style": _STYLES[reply.badge.tone], "items": items}
        yield from (self._line(line) for line in reply.lines)
        if reply.provenance:
            yield provenance(reply.provenance)
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
        yield from map(copied_row, reply.copied.splitlines())
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
            yield self.texts.text(cut(self.reply.small_print, TEXT), size="Small", isSubtle=True)

    def _fold(self, more: Reply) -> Element:
        """The details, which a button of the card shows and hides."""
        inside = _CardBuilder(more, replace(self.context, dialogs=()))  # they stand outside
        items = [*(inside._line(line) for line in more.lines), *inside._below()]
        if actions := inside._actions():
            items.append({"type": "ActionSet", "actions": actions})
        items += inside._footnotes()
        return {"type": "Container", "id": _FOLD, "isVisible": False, "items": items}

    def _line(self, line: Line, bullet: str = "") -> Element:
        text = f"{bullet}{self._cited(cut(line.text, TEXT), line.cites)}"
        return self.texts.text(text) | ({"spacing": "Small"} if bullet else {})

    def _fact(self, fact: Fact) -> Element:
        value = self._cited(cut(fact.value, TEXT), fact.cites)
        title = escape(self.texts.plain(fact.label))
        return {"title": title, "value": self.texts.markdown(value)}

    def _section(self, section: Section) -> Element:
        counted = self._count(section.count)
        lines = [self._line(line, "• ") for line in section.lines]
        return {"type": "Container", "items": [self.texts.heading(section.title), *counted, *lines]}

    def _count(self, count: Count | None, size: str = "Default") -> Iterator[Element]:
        """A count in words, and a bar of two coloured columns, in which nothing is read out."""
        if count is None:
            return
        yield self.texts.text(count.words, size=size, weight="Bolder", color=_COLORS[count.tone])
        full = count.filled(count.marks)
        parts = ((full, _BARS[count.tone]), (count.marks - full, "emphasis"))
        columns = [
            {"type": "Column", "width": width, "style": style, "minHeight": "8px", "items": []}
            for width, style in parts
            if width
        ]
        yield {"type": "ColumnSet", "spacing": "Small", "columns": columns}

    def _table(self, table: Table) -> Iterator[Element]:
        """A caption and a table whose first row is its header; a row's first cell shows more."""
        yield self.texts.heading(table.caption)
        rows = [_table_row([self._cell(word, weight="Bolder") for word in table.header])]
        for row in table.rows:
            *cells, last = row.cells
            cells.append(self._cited(last, row.cites))
            first, *others = map(self._cell, cells)
            if row.command:
                first |= {"selectAction": CardActions.select(row, stays=self.context.stays)}
            rows.append(_table_row([first, *others]))
        columns = [{"width": _longest_word(cells)} for cells in _columns(table)]
        yield {"type": "Table", "columns": columns, "rows": rows}

    def _cell(self, text: str, **look: object) -> Element:
        return {"type": "TableCell", "items": [self.texts.text(cut(text, TEXT), **look)]}

    def _sources(self, sources: tuple[Citation, ...]) -> Element:
        listed = [
            {"type": "TextBlock", "wrap": True, "size": "Small", "text": source_line(n, source)}
            for n, source in enumerate(sources, start=1)
        ]
        return {
            "type": "Container",
            "items": [self.texts.heading("Sources", size="Small"), *listed],
        }

    def _cited(self, text: str, cites: tuple[str, ...]) -> str:
        return text + "".join(f" [{n}]" for n in self.reply.numbers(cites))

    def _entities(self, body: list[Element]) -> list[Element]:
        """The list of mentions that Teams wants beside the card."""
        people = {
            mention["id"]: self.texts.name(mention)
            for text in (*self.reply.texts, *(self.more.texts if self.more else ()))
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
        choices = [replace(c, label=self.texts.plain(c.label)) for c in self.reply.choices]
        actions = CardActions(context.channel, stays=context.stays)
        if not self.more:
            return actions.of(choices, self.reply.picks, context.dialogs)
        shown = actions.of(choices, self.reply.picks, context.dialogs, taken=1)
        is_led = any(choice.weight is Weight.PRIMARY for choice in choices)
        first = [action for action in shown if is_led and action.get("style") == "positive"]
        toggle = _TOGGLE if is_led else _TOGGLE | {"style": "positive"}
        return [*first, toggle, *(action for action in shown if action not in first)]

    def _to_complete(self) -> Iterator[Element]:
        """Show the command for a channel pick: Teams has no list of channels to pick from."""
        for pick in self.reply.picks:
            if pick.of is Picked.CHANNEL and not self.context.channel:
                text = f"{pick.label}: in the channel itself, write to me {pick.command} here"
                yield self.texts.text(text, isSubtle=True)


_TOGGLE: Element = {
    "type": "Action.ToggleVisibility",
    "title": DETAILS,
    "targetElements": [_FOLD],
}


def _columns(table: Table) -> Iterator[list[str]]:
    """The cells of each column, its header among them."""
    rows = [table.header, *(row.cells for row in table.rows)]
    yield from (list(cells) for cells in zip_longest(*rows, fillvalue=""))


def _longest_word(cells: list[str]) -> int:
    """How wide a column is beside the others: no word of it is broken before theirs."""
    return max(len(word) for cell in cells for word in (*cell.split(), "·"))


def _table_row(cells: list[Element]) -> Element:
    return {"type": "TableRow", "cells": cells}
