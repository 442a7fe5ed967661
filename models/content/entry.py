"""Reads one YAML mapping strictly: every fault names its file, line and field, and how to mend it.

YAML turns a bare 00100 into 64 and a bare NO into false. So nothing here takes YAML's own values:
an entry reads the text as it stands in the file, and a text that YAML would take for something else
must stand in quotes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from enum import Enum
from pathlib import Path
from typing import TypeVar

import yaml
from rapidfuzz import process

from models.coverage.period import Period, is_partial
from models.coverage.statement import Statement

E = TypeVar("E", bound=Enum)
T = TypeVar("T")

_TEXT = "tag:yaml.org,2002:str"


@dataclass(frozen=True, slots=True)
class EntryFault:
    """One thing wrong in the pack, and what to write instead."""

    file: str
    line: int
    field: str
    what: str
    mend: str

    def __str__(self) -> str:
        where = f"{self.file}, line {self.line}" if self.line else self.file
        return f"{where}, {self.field}: {self.what} {self.mend}"


class Entry:
    """One mapping of a file. Reading a field ticks it off; `done` faults what nobody read."""

    def __init__(
        self, file: str, node: yaml.MappingNode, path: str, faults: list[EntryFault]
    ) -> None:
        self.file = file
        self.path = path
        self.faults = faults
        self.line = node.start_mark.line + 1
        self._fields: dict[str, yaml.Node] = {}
        self._read: set[str] = set()
        for key, value in node.value:
            name = str(key.value)
            if name in self._fields:
                self.fault(name, "stands twice.", "Keep one of them.", key)
            self._fields[name] = value

    def fault(self, field: str, what: str, mend: str, node: yaml.Node | None = None) -> None:
        """Note a fault of this entry."""
        at = node or self._fields.get(field)
        line = at.start_mark.line + 1 if at else self.line
        where = f"{self.path}.{field}" if self.path else field
        self.faults.append(EntryFault(self.file, line, where, what, mend))

    def has(self, field: str) -> bool:
        """Whether the field stands in the file."""
        return field in self._fields

    def text(self, field: str, default: str | None = None) -> str:
        """A text. Without a default the field must stand there."""
        node = self._take(field, required=default is None)
        return self._text(field, node) if node else default or ""

    def texts(self, field: str) -> tuple[str, ...]:
        """A list of texts; empty where the field is left out."""
        return tuple(self._text(field, node) for node in self._items(field))

    def choice(self, field: str, kind: type[E]) -> E | None:
        """One word of an enumeration, written as its value (or, for numbers, as its name)."""
        node = self._take(field, required=True)
        return self._choice(field, node, kind) if node else None

    def choices(self, field: str, kind: type[E]) -> tuple[E, ...]:
        """A list of words of an enumeration; empty where the field is left out."""
        found = (self._choice(field, node, kind) for node in self._items(field))
        return tuple(word for word in found if word is not None)

    def flag(self, field: str) -> bool:
        """Yes or no; no where the field is left out."""
        node = self._take(field, required=False)
        if node is None:
            return False
        typed = str(node.value) if isinstance(node, yaml.ScalarNode) else ""
        if typed not in {"yes", "no"}:
            self.fault(field, f'"{typed}" is neither yes nor no.', "Write yes or no.")
        return typed == "yes"

    def period(self) -> Period:
        """The fields `from` and `until`: whole dates, both inside, either left out."""
        first, last = self._day("from"), self._day("until")
        if first and last and first > last:
            self.fault("until", "lies before `from`.", "Put the earlier date under `from`.")
            return Period(first, first)
        return Period(first, last)

    def day(self, field: str) -> date:
        """A whole date that must stand there."""
        if not self.has(field):
            self._missing(field)
        return self._day(field) or date.min

    def partial(self, field: str) -> str:
        """A date that may lack its day or month; empty where the field is left out."""
        node = self._take(field, required=False)
        if node is None:
            return ""
        if not isinstance(node, yaml.ScalarNode) or not is_partial(node.value):
            self.fault(field, "is no date.", "Write 2024, 2024-04 or 2024-04-30.")
            return ""
        return str(node.value)

    def statement(self, field: str, cites: tuple[str, ...]) -> Statement | None:
        """One sentence, or None where the field is left out."""
        node = self._take(field, required=False)
        return self._statement(field, node, cites) if node else None

    def statements(self, field: str, cites: tuple[str, ...]) -> tuple[Statement, ...]:
        """Sentences, each with the sources of its entry unless it names its own."""
        return tuple(self._statement(field, node, cites) for node in self._items(field))

    def entries(self, field: str) -> Iterator[Entry]:
        """The mappings of a list."""
        for number, node in enumerate(self._items(field), start=1):
            if isinstance(node, yaml.MappingNode):
                yield Entry(self.file, node, self._path(f"{field}[{number}]"), self.faults)
            else:
                self.fault(field, "holds something that is no mapping.", "Write `field: value`.")

    def keyed(self, field: str, read: Callable[[str, Entry], T]) -> tuple[T, ...]:
        """The mappings of a mapping, each read with its key."""
        node = self._take(field, required=True)
        if not isinstance(node, yaml.MappingNode):
            if node is not None:
                self.fault(field, "is no mapping.", "Write `id:` lines, each with its own fields.")
            return ()
        found = []
        for key, value in node.value:
            name = f"{field}.{key.value}"
            if isinstance(value, yaml.MappingNode):
                found.append(
                    read(str(key.value), Entry(self.file, value, self._path(name), self.faults))
                )
            else:
                self.fault(name, "is no mapping.", "Write its fields below it.", value)
        return tuple(found)

    def done(self) -> None:
        """Fault every field that nobody read: it is misspelt, or stands in the wrong place."""
        for field in self._fields.keys() - self._read:
            near = process.extractOne(field, self._read, score_cutoff=70)
            mend = (
                f"Write `{near[0]}`." if near else f"Known here: {', '.join(sorted(self._read))}."
            )
            self.fault(field, "is not a field of this entry.", mend)

    def _path(self, tail: str) -> str:
        return f"{self.path}.{tail}" if self.path else tail

    def _take(self, field: str, *, required: bool) -> yaml.Node | None:
        self._read.add(field)
        node = self._fields.get(field)
        if node is None and required:
            self._missing(field)
        return node

    def _missing(self, field: str) -> None:
        self._read.add(field)
        self.fault(field, "is missing.", f"Write `{field}: …`.")

    def _items(self, field: str) -> list[yaml.Node]:
        node = self._take(field, required=False)
        if node is None:
            return []
        if not isinstance(node, yaml.SequenceNode):
            self.fault(field, "is no list.", f"Write `{field}: [ … ]`, or a line with a dash each.")
            return []
        return list(node.value)

    def _text(self, field: str, node: yaml.Node) -> str:
        if not isinstance(node, yaml.ScalarNode):
            self.fault(field, "is no text.", "Write one text.", node)
            return ""
        if node.tag != _TEXT:
            what = f"YAML does not take {node.value or 'an empty value'} for a text."
            mend = f'Write "{node.value}" in quotes.' if node.value else "Leave the line out."
            self.fault(field, what, mend, node)
        if not node.value.strip():
            self.fault(field, "is empty.", "Write the text, or leave the line out.", node)
        return " ".join(node.value.split())

    def _choice(self, field: str, node: yaml.Node, kind: type[E]) -> E | None:
        words = {_word(member): member for member in kind}
        typed = str(node.value) if isinstance(node, yaml.ScalarNode) else ""
        if typed not in words:
            near = process.extractOne(typed, list(words), score_cutoff=60)
            mend = f"Write {near[0]}." if near else f"Write one of {', '.join(words)}."
            self.fault(field, f'"{typed}" is unknown.', mend, node)
        return words.get(typed)

    def _day(self, field: str) -> date | None:
        node = self._take(field, required=False)
        if node is None:
            return None
        try:
            return date.fromisoformat(str(node.value))
        except ValueError:
            self.fault(field, "is no whole date.", "Write it as 2021-07-01.", node)
            return None

    def _statement(self, field: str, node: yaml.Node, cites: tuple[str, ...]) -> Statement:
        if not isinstance(node, yaml.MappingNode):
            return Statement(self._text(field, node), cites)
        entry = Entry(self.file, node, self._path(field), self.faults)
        statement = Statement(entry.text("says"), entry.texts("sources"))
        entry.done()
        return statement


def _word(member: Enum) -> str:
    return member.value if isinstance(member.value, str) else member.name.lower()


def read_file(path: Path, root: Path, faults: list[EntryFault]) -> Entry | None:
    """Read one file of the pack as a mapping; note a fault and return None where it is none."""
    name = str(path.relative_to(root))
    try:
        node = yaml.compose(path.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        line = getattr(getattr(error, "problem_mark", None), "line", -1) + 1
        faults.append(EntryFault(name, line, "the file", "is not YAML.", f"Mend it: {error}"))
        return None
    if not isinstance(node, yaml.MappingNode):
        faults.append(
            EntryFault(name, 1, "the file", "is no mapping.", "Write `field: value` lines.")
        )
        return None
    return Entry(name, node, "", faults)
