"""Texts of a Teams card: Markdown escaped, people mentioned by name, sources linked.

A `TextBlock` reads Markdown, in which a text would lose its stars and brackets; a `RichTextBlock`
reads none, so that every text of ours is one, but for those in which somebody is mentioned, which
only a `TextBlock` can.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

from bot.render.card_actions import cut
from models.mention import MENTION, spoken
from models.reply import Citation, Provenance, Reply

Element = dict[str, Any]

TEXT = 2_000  # characters of one text; nothing that we write comes near
TITLE = 200

_MARKDOWN = re.compile(r"[\\*_\[\]<>`#~&]|^[^\S\n]*+(?:[-+]|\d++[.)])\s", re.MULTILINE)
_LINKABLE = re.compile(r"https?://\S+")
# An id of Teams says nothing to anybody.
_SOMEBODY = {"@": "a colleague", "#": "another channel"}
_NO_BRACKETS = str.maketrans("<>", "‹›")

# What may stand in an address as it is; brackets would end the link.
_IN_A_LINK = "/:?#@!$&'*+,;=%~-._"


@dataclass(frozen=True, slots=True)
class CardTexts:
    """Writes texts with the names of people and channels, by id, in a card of this channel."""

    names: Mapping[str, str]
    channel: str

    def heading(self, text: str, **look: object) -> Element:
        """A title, which a screen reader says is one where nothing in it needs escaping."""
        look = {"weight": "Bolder", "size": "Default", **look}
        text = cut(text, TITLE)
        if _MARKDOWN.search(text):
            return self.text(text, **look)
        plain = self.plain(text)
        return {"type": "TextBlock", "text": plain, "wrap": True, "style": "heading", **look}

    def text(self, text: str, **look: object) -> Element:
        """A text as it was written, in a look of Teams' own words: size, weight, color."""
        if MENTION.search(text):
            return {"type": "TextBlock", "text": self.markdown(text), "wrap": True, **look}
        run = {"type": "TextRun", "text": text, **look}
        return {"type": "RichTextBlock", "inlines": [run]}

    def markdown(self, text: str) -> str:
        """A text as Markdown that reads as it was written, with people as mentions."""
        pieces, at = [], 0
        for mention in MENTION.finditer(text):
            pieces += [escape(text[at : mention.start()]), self._mention(mention)]
            at = mention.end()
        return "".join([*pieces, escape(text[at:])])

    def _mention(self, mention: re.Match[str]) -> str:
        name = self.name(mention)
        return f"<at>{name}</at>" if mention["kind"] == "@" else escape(f"#{name}")

    def plain(self, text: str) -> str:
        """A text with names instead of mentions, for where Teams shows no mention."""
        return MENTION.sub(lambda mention: f"{mention['kind']}{self.name(mention)}", text)

    def name(self, mention: re.Match[str]) -> str:
        """Who or what is mentioned, by name; "a colleague" where nobody told the name."""
        name = self.names.get(mention["id"], "")
        if mention["kind"] == "#" and mention["id"] == self.channel:
            return name or "this channel"
        return name.translate(_NO_BRACKETS) or _SOMEBODY[mention["kind"]]


def escape(text: str) -> str:
    """A text in which no character has a meaning in Markdown."""
    return re.sub(r"([\\*_\[\]<>`#~])", r"\\\1", text)


def copied_row(row: str) -> Element:
    """A row of a text that is copied as it stands."""
    run = {"type": "TextRun", "text": row, "fontType": "Monospace"}
    return {"type": "RichTextBlock", "spacing": "None", "inlines": [run]}


def provenance(of: Provenance) -> Element:
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


def source_line(number: int, source: Citation) -> str:
    """A source in the list of them, in Markdown: number, linked title, publisher, rank, dates."""
    title = _linked(source.title[:TITLE], source)
    origin = f"{source.publisher} · {source.authority} · {source.dates}"
    about = escape(cut(origin, TEXT))
    return f"\\[{number}\\] {title}, {about}"


def mentioned(reply: Reply) -> set[tuple[str, str]]:
    """The people ("@") and channels ("#") in a reply and its details, by id."""
    whole = reply.opened()
    texts = [*whole.texts, *(choice.label for choice in whole.choices)]
    return {(m["kind"], m["id"]) for text in texts for m in MENTION.finditer(text)}
