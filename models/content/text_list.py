"""Reads lists of words kept as text: one or several a line, and lines with `#` are remarks."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path


def lines(path: Path) -> list[str]:
    """The lines of a list, each one name of one or several words."""
    kept = (line.strip() for line in path.read_text(encoding="utf-8").splitlines())
    return [line for line in kept if line and not line.startswith("#")]


def words(*paths: Path) -> list[str]:
    """Every word of some lists."""
    return [word for path in paths for line in lines(path) for word in line.split()]


def headed(path: Path) -> Iterator[tuple[str, str]]:
    """A heading and the text behind its colon, for each line; a heading may head several lines."""
    for line in lines(path):
        heading, _, text = line.partition(":")
        yield heading.strip(), text.strip()
