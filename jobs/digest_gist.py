"""A long digest at a glance: a line a list (SHOWN, TYPED), and the lists in its details."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from models.reply import Details, Line, Reply, Section
from models.wording import glance_size

TYPED = "/clinic digest now"
"""The command that shows the lists."""

SHOWN = 15
"""So many of each list are told."""

_OPENING = Line("What is close, what ends, and what nobody has taken yet.")
_NAMED = 4
_CAUTIONS = 2
_LISTS = 2  # so many at the least keep a line of their own


@dataclass(frozen=True, slots=True)
class DigestRow:
    """Something to see to: whole, and whose it is with a word on it; without, it is counted."""

    text: str
    alias: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class DigestList:
    """What is to be seen to of one kind, and the command that lists the rest of many."""

    title: str
    rows: Sequence[DigestRow]
    rest: str
    foreword: tuple[Line, ...] = ()

    @property
    def section(self) -> Section:
        """The list as it stands where there is room."""
        shown = [Line(row.text) for row in self.rows[:SHOWN]]
        more = [Line(f"And more: {self.rest}")] if len(self.rows) > SHOWN else []
        return Section(self.title, (*self.foreword, *shown, *more))

    @property
    def in_a_line(self) -> str:
        """The list in a line: the first by name, or how many there are."""
        number = f"over {SHOWN}" if len(self.rows) > SHOWN else str(len(self.rows))
        named = _each_once(self.rows[:_NAMED])
        if not named:
            return f"{self.title}: {number}"
        more = f"; {number} in all" if len(self.rows) > _NAMED else ""
        return f"{self.title}: {'; '.join(named)}{more}"


def _each_once(rows: Iterable[DigestRow]) -> list[str]:
    """Each alias once, behind it the words on it: "FERN-44 (Wed Nov 25, Fri Nov 27)"."""
    notes: dict[str, list[str]] = {}
    for row in rows:
        if row.alias:
            notes.setdefault(row.alias, []).extend([row.note] if row.note else [])
    return [f"{alias} ({', '.join(of)})" if of else alias for alias, of in notes.items()]


def counted(texts: Iterable[str]) -> list[DigestRow]:
    """Rows that are only counted at a glance."""
    return [DigestRow(text) for text in texts]


def folded(digest: Reply, lists: Sequence[DigestList]) -> Reply:
    """The digest with its lists: whole behind its opening where it is short, else in two levels.

    The lists stand in the order of their weight; the last ones share a line.
    """
    sections = tuple(each.section for each in lists)
    whole = replace(digest, lines=(*digest.lines, _OPENING), sections=sections)
    if glance_size.fits(whole):
        return whole
    cautions = digest.cautions[:_CAUTIONS]
    gist = replace(
        digest,
        cautions=cautions,
        details=lambda: Details(sections=sections, cautions=digest.cautions[_CAUTIONS:]),
        details_command=TYPED,
    )
    own = len(lists)
    while True:
        shared = " · ".join(each.in_a_line for each in lists[own:])
        told = [*(each.in_a_line for each in lists[:own]), *([shared] if shared else [])]
        short = replace(gist, lines=(*digest.lines, *map(Line, told)))
        if glance_size.fits(short) or own <= _LISTS:
            return short
        own -= 1
