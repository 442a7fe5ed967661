"""Reads YAML files of the pack, and says what is wrong with them, line by line.

YAML turns a bare 00100 into 64 and a bare NO into false. So nothing here takes YAML's own values:
a text that YAML would take for something else is read as `Unquoted`, which is no text.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

import yaml
from pydantic import ValidationError

from models.content.fault import EntryFault, say
from models.errors import FactsFault

T = TypeVar("T")

_TEXT = "tag:yaml.org,2002:str"
_NUMBER = re.compile(r"[1-9][0-9]{0,3}")


@dataclass(frozen=True, slots=True)
class Unquoted:
    """What stands in the file without quotes, and what YAML would take for no text."""

    typed: str


def read_files(
    paths: Iterable[Path],
    root: Path,
    read: Callable[[object, str], T],
    faults: list[EntryFault],
) -> list[T]:
    """What `read` makes of the files that are sound; the faults of the others are added."""
    kept = []
    for path in paths:
        name = str(path.relative_to(root))
        try:
            node = yaml.compose(path.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
            if not isinstance(node, yaml.MappingNode):
                what, mend = "is no mapping.", "Write `field: value` lines."
                faults.append(EntryFault(name, 1, "the file", what, mend))
                continue
            kept.append(read(_plain(node, name, faults), path.stem))
        except (yaml.YAMLError, UnicodeDecodeError, RecursionError) as error:
            line = getattr(getattr(error, "problem_mark", None), "line", -1) + 1
            what, mend = "is not YAML.", f"Mend it: {error}"
            faults.append(EntryFault(name, line, "the file", what, mend))
        except ValidationError as error:
            faults += _faults_of(name, node, error)
    return kept


def refuse(root: Path, faults: Iterable[EntryFault]) -> None:
    """Raise `FactsFault` with one sentence for every fault, if there are any."""
    if sentences := "\n".join(f"- {fault}" for fault in faults):
        mend = "Mend them, and check again: python -m bot facts check."
        raise FactsFault(f"The content pack in {root} has faults:\n{sentences}", mend)


def _plain(node: yaml.Node, file: str, faults: list[EntryFault]) -> object:
    """A node as mappings, lists, texts, whole numbers, and what is `Unquoted`."""
    if isinstance(node, yaml.ScalarNode):
        if node.tag == _TEXT:
            return " ".join(node.value.split())
        return int(node.value) if _NUMBER.fullmatch(node.value) else Unquoted(node.value)
    if isinstance(node, yaml.SequenceNode):
        return [_plain(item, file, faults) for item in node.value]
    fields: dict[str, object] = {}
    for key, value in node.value:
        name = str(key.value)
        if name in fields:
            line, what = key.start_mark.line + 1, "stands twice."
            faults.append(EntryFault(file, line, name, what, "Keep one of them."))
        fields[name] = _plain(value, file, faults)
    return fields


def _faults_of(file: str, root: yaml.Node | None, error: ValidationError) -> Iterable[EntryFault]:
    for detail in error.errors(include_url=False):
        path, node, typed = detail["loc"], root, None
        for step in path:
            below = _below(node, step)
            typed = below.value if isinstance(below, yaml.ScalarNode) else None
            node = below or node  # what is missing is told of the entry that lacks it
        what, mend = say(detail, typed)
        shown = path[:-1] if isinstance(path[-1], int) else path
        line = node.start_mark.line + 1 if node else 0
        yield EntryFault(file, line, _joined(shown), what, mend)


def _joined(path: Iterable[int | str]) -> str:
    """The path to a field, its entries counted from one: "positions[1].title"."""
    steps = (f"[{step + 1}]" if isinstance(step, int) else f".{step}" for step in path)
    return "".join(steps).removeprefix(".")


def _below(node: yaml.Node | None, step: int | str) -> yaml.Node | None:
    """What stands in a list or a mapping at a position or under a field; None without it."""
    if isinstance(node, yaml.SequenceNode) and isinstance(step, int):
        below: yaml.Node = node.value[step]
        return below
    if isinstance(node, yaml.MappingNode):
        return next((value for key, value in node.value if str(key.value) == step), None)
    return None
