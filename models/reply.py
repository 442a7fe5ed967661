"""Reply and its parts: what the bot says, in plain words, before a platform dresses it.

A `Reply` holds plain words only: no markup, no emoji code, no platform's JSON. It has two levels.
The gist is what is known at a glance: headline, badge, a few lines, one line of provenance,
cautions in a few words, choices. `details` builds everything else, only when it is asked for.
Every line that states a fact cites the ids of its sources, and `sources` lists them in the order of
their numbers.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from enum import StrEnum

from models.field_name import FieldName

DETAILS = "Details"
"""What the button says that shows the second level of a reply."""

_FEW_CAUTIONS = 2
_SHORT_CAUTION = 100  # characters


class Tone(StrEnum):
    """How a verdict is coloured. The words always carry the meaning; the colour only repeats it."""

    GOOD = "good"
    CAUTION = "caution"
    BAD = "bad"
    NEUTRAL = "neutral"


class Audience(StrEnum):
    """Who may see a reply."""

    ASKER = "asker"  # the person who asked, and nobody else
    CHANNEL = "channel"  # everyone in the place where it was asked


class Picked(StrEnum):
    """What a pick chooses."""

    PERSON = "person"
    CHANNEL = "channel"


@dataclass(frozen=True, slots=True)
class Badge:
    """A verdict in the field's words, with the tone that its wording already has."""

    words: str
    tone: Tone


@dataclass(frozen=True, slots=True)
class Line:
    """One sentence or more, and the ids of the sources that say so."""

    text: str
    cites: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Fact:
    """A short label and its value: "In force", "since 1 July 2021"."""

    label: str
    value: str
    cites: tuple[str, ...] = ()


_MOST_MARKS, _USUAL_MARKS = 20, 10  # of a bar


@dataclass(frozen=True, slots=True)
class Count:
    """How many of how many are used, in words; a bar beside them repeats it for the eye alone."""

    used: int
    total: int
    words: str
    tone: Tone = Tone.NEUTRAL

    @property
    def marks(self) -> int:
        """How many marks its bar has: one a visit, where they are few."""
        return self.total if 0 < self.total <= _MOST_MARKS else _USUAL_MARKS

    def filled(self, marks: int) -> int:
        """How many marks of a bar are full.

        One at least once anything is used, and the last one only when nothing is left, so that the
        bar never says more than the words.
        """
        if self.total <= 0 or self.used >= self.total:
            return marks if self.used or self.total <= 0 else 0
        return min(max(round(marks * self.used / self.total), 1 if self.used else 0), marks - 1)


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table. The first cell names it; `command` shows more of it."""

    cells: tuple[str, ...]
    command: str = ""
    cites: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under a header, and a caption that says what they are."""

    caption: str
    header: tuple[str, ...]
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Section:
    """Lines that belong together under a title of their own, perhaps with a count above them.

    One that `is_disputed` tells the sides of a disagreement.
    """

    title: str
    lines: tuple[Line, ...]
    count: Count | None = None
    is_disputed: bool = False


@dataclass(frozen=True, slots=True)
class Citation:
    """A source as a reader sees it. `address` is empty where the source has none online.

    `name` is what it is called where there is room for two or three words.
    """

    id: str
    title: str
    publisher: str
    authority: str
    dates: str
    address: str = ""
    name: str = ""


@dataclass(frozen=True, slots=True)
class Provenance:
    """Since when an answer holds, when it was checked, and who says so: one line of the gist."""

    dates: str = ""
    sources: tuple[Citation, ...] = ()  # by name, each linked where the platform can
    others: int = 0  # sources that are listed in the details alone

    @property
    def text(self) -> str:
        """The line in plain words."""
        names = ", ".join(source.name for source in self.sources)
        more = f" and {self.others} more" if self.others else ""
        return " · ".join(filter(None, [self.dates, f"{names}{more}"]))


class Weight(StrEnum):
    """How much a choice stands out."""

    PRIMARY = "primary"  # what most people do next; one on a card
    PLAIN = "plain"
    MORE = "more"  # behind a menu, where there is one


@dataclass(frozen=True, slots=True)
class Choice:
    """A next step: a label, and the command that someone could have typed instead.

    Where it is hard to take back, `confirm` is asked before it is carried out.
    """

    label: str
    command: str
    weight: Weight = Weight.PLAIN
    confirm: str = ""


@dataclass(frozen=True, slots=True)
class Pick:
    """A next step that wants a person or a channel: `command` is typed with the mention behind it.

    A platform without a list of either shows the command to complete.
    """

    label: str
    command: str
    of: Picked


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


@dataclass(frozen=True, slots=True)
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
    audience: Audience = Audience.ASKER
    about: tuple[str, ...] = ()
    canonical: str = ""
    refused: bool = False
    is_closest: bool = False
    is_understood: bool = False
    receipt: str = ""
    field: FieldName | None = None
    asked_again_by: str = dataclasses.field(default="", repr=False)

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
        return replace(
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
        )

    def apart(self) -> Reply:
        """The details as a reply of their own, which has no headline."""
        return Reply("", details=self.details).opened()

    def numbers(self, cites: tuple[str, ...]) -> tuple[int, ...]:
        """The numbers under which `sources` lists these ids, in rising order."""
        return tuple(n for n, source in enumerate(self.sources, start=1) if source.id in cites)
