"""What is read of a reply: badge, lines, facts, count, tables, sections, citations, provenance."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Tone(StrEnum):
    """How a verdict is coloured. The words always carry the meaning; the colour only repeats it."""

    GOOD = "good"
    CAUTION = "caution"
    BAD = "bad"
    NEUTRAL = "neutral"


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
