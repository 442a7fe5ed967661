"""The fields of a Reply, what its details hold, and who may see it."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from models.amended import amended
from models.field_name import FieldName
from models.reply.choices import DETAILS, Choice, Pick, Weight
from models.reply.parts import (
    Badge,
    Citation,
    Count,
    Fact,
    Line,
    Provenance,
    Section,
    Table,
)

__all__ = ["Audience", "Details", "Reply"]

_FEW_CAUTIONS = 2
_SHORT_CAUTION = 100  # characters


class Audience(StrEnum):
    """Who may see a reply."""

    ASKER = "asker"  # the person who asked, and nobody else
    CHANNEL = "channel"  # everyone in the place where it was asked


@dataclass(frozen=True, slots=True)
class Details:
    """Everything of an answer that its gist has no room for."""

    lines: tuple[Line, ...] = ()
    facts: tuple[Fact, ...] = ()
    tables: tuple[Table, ...] = ()
    sections: tuple[Section, ...] = ()
    cautions: tuple[Line, ...] = ()
    sources: tuple[Citation, ...] = ()
    choices: tuple[Choice, ...] = ()
    small_print: str = ""


@dataclass(frozen=True)  # no slots: `amended` copies the fields at once
class Reply:
    """One answer. Only `headline` must be there; the renderers leave out what is empty.

    `details` builds what stands one click away, and `details_command` is the command that shows it:
    a platform whose cards fold needs none. What has no details shows `facts`, `sections`, `sources`
    and everything else of its own at once.

    `about` names the facts that it tells, as "payer/cigna", "code/20560" or, of a payer, the
    position that answers; it is empty where an
    answer comes from no facts, or from a patient's sessions. `canonical` is the command that asks
    the same, spelled from what was understood and from no typed word; it is empty where there is
    none, and then the reply is for the asker alone. `refused`: nothing was done, and the person has
    something to mend first; `field` is what of a form that is about. `is_closest`: nothing held is
    surely what was asked, and this is the nearest. `is_understood`: every word of what was asked
    was, and none of them stands in the reply but a misspelt name, so that it may be remembered.
    `receipt` is the code by which the clinic finds the answer again. `asked_again_by` is the
    canonical command behind a reply for everyone: it may hold days, and nobody is shown it.
    `unlisted` is the command of what was understood where the payer is in no list: it is counted.
    `sheet` writes its rows for a spreadsheet, and `copied` is such a text, to be copied whole.
    `days_for_everyone` are days that were asked for (ISO), each with the words that stand for it
    where everybody reads the answer; a day without any is told as its year.
    """

    headline: str
    badge: Badge | None = None
    count: Count | None = None
    lines: tuple[Line, ...] = ()
    facts: tuple[Fact, ...] = ()
    tables: tuple[Table, ...] = ()
    sections: tuple[Section, ...] = ()
    cautions: tuple[Line, ...] = ()
    sources: tuple[Citation, ...] = ()
    choices: tuple[Choice, ...] = ()
    picks: tuple[Pick, ...] = ()
    small_print: str = ""
    provenance: Provenance | None = None
    details: Callable[[], Details] | None = None
    details_command: str = ""
    sheet: Callable[[], str] | None = None
    copied: str = ""
    audience: Audience = Audience.ASKER
    about: tuple[str, ...] = ()
    canonical: str = ""
    refused: bool = False
    is_closest: bool = False
    is_understood: bool = False
    receipt: str = ""
    field: FieldName | None = None
    asked_again_by: str = dataclasses.field(default="", repr=False)
    unlisted: str = ""
    days_for_everyone: tuple[tuple[str, str], ...] = ()

    @property
    def texts(self) -> Iterator[str]:
        """Every text that is read in it, without its details and the labels of its choices."""
        yield from (self.headline, self.small_print)
        yield from (self.count.words if self.count else "", self.badge.words if self.badge else "")
        yield from (line.text for line in (*self.lines, *self.cautions))
        yield from (text for fact in self.facts for text in (fact.label, fact.value))
        for table in self.tables:
            yield from (table.caption, *table.header, *(c for row in table.rows for c in row.cells))
        for section in self.sections:
            yield from (section.title, section.count.words if section.count else "")
            yield from (line.text for line in section.lines)

    @property
    def sentences(self) -> str:
        """The headline and the lines in one text, for where there is no room for a card."""
        return " ".join([self.headline, *(line.text for line in self.lines)])

    @property
    def steps(self) -> tuple[Choice, ...]:
        """The choices with the one that shows the details, which leads where no other does."""
        if self.details is None or not self.details_command:
            return self.choices
        first = [choice for choice in self.choices if choice.weight is Weight.PRIMARY]
        others = [choice for choice in self.choices if choice not in first]
        weight = Weight.PLAIN if first else Weight.PRIMARY
        return (*first, Choice(DETAILS, self.details_command, weight), *others)

    @property
    def has_short_cautions(self) -> bool:
        """Whether the cautions are few and short, as in a gist, and stand without a title."""
        if self.sections or self.sources:
            return False
        lengths = [len(line.text) for line in self.cautions]
        return 0 < len(lengths) <= _FEW_CAUTIONS and max(lengths) <= _SHORT_CAUTION

    def opened(self) -> Reply:
        """The same answer with its details beside its gist; itself where it has none."""
        if self.details is None:
            return self
        more = self.details()
        return amended(
            self,
            lines=(*self.lines, *more.lines),
            facts=(*self.facts, *more.facts),
            tables=(*self.tables, *more.tables),
            sections=(*self.sections, *more.sections),
            cautions=(*self.cautions, *more.cautions),
            sources=more.sources or self.sources,
            choices=(*self.choices, *more.choices),
            small_print=" ".join(filter(None, [self.small_print, more.small_print])),
            details=None,
            details_command="",
            sheet=None,
        )

    def apart(self) -> Reply:
        """The details as a reply of their own, which has no headline."""
        return Reply("", details=self.details).opened()

    def numbers(self, cites: tuple[str, ...]) -> tuple[int, ...]:
        """The numbers under which `sources` lists these ids, in rising order."""
        return tuple(n for n, source in enumerate(self.sources, start=1) if source.id in cites)
