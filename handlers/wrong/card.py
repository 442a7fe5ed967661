"""The card of an answer that is called wrong: its parts, its sources, the fact that it tells."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from handlers.wrong.card_parts import parts_of
from models.coverage.fact_report import FactPart, undated
from models.reply import Citation, Reply
from models.understanding.commands.wrong_words import NO_SOURCE
from models.wording import fact_reports

_ONE_FACT = ("position/", "topic/", "dispute/")
"""Begin the names of what a card tells, where that is one fact whichever question it answers."""


@dataclass(frozen=True, slots=True)
class WrongCard:
    """The card that is wrong, opened, and the canonical command that asks for it."""

    asked: str
    answerer: str
    opened: Reply

    @property
    def parts(self) -> Mapping[FactPart, str]:
        """What of it may be called wrong, each with its words."""
        parts = parts_of(self.answerer, self.opened)
        return {part: fact_reports.choice_of(part, self.opened) for part in parts}

    @property
    def sources(self) -> Mapping[str, str]:
        """Its sources by number, each with its words, and none of them; empty where it has none."""
        listed = enumerate(self.opened.sources, start=1)
        named = {str(n): fact_reports.source_choice(source) for n, source in listed}
        return {**named, NO_SOURCE: "None of these"} if named else {}

    @property
    def title(self) -> str:
        """What it is of, and its verdict."""
        title, badge = self.opened.headline.rstrip(".:"), self.opened.badge
        asks = title.endswith("?")
        if badge:
            return f"{title}{'' if asks else ':'} {badge.words}."
        return title if asks else f"{title}."

    @property
    def fact(self) -> str:
        """What the card tells, the same for every question that it answers."""
        about = (name for name in self.opened.about if name.startswith(_ONE_FACT))
        return next(about, undated(self.asked))

    def again(self, part: FactPart | None = None, source: str = "") -> str:
        """The command that calls it wrong."""
        behind = [f"part {part.value}"] if part else []
        behind += [f"source {source}"] if source else []
        return " ".join(["/wrong", self.asked.removeprefix("/"), *behind])

    def source(self, number: str) -> Citation | None:
        """A source by the number under which the card lists it."""
        listed = enumerate(self.opened.sources, start=1)
        return next((source for n, source in listed if number == str(n)), None)
