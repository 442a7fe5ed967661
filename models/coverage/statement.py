"""A sentence of fact, never without the ids of the sources that say so."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Statement:
    """One sentence in our own words, and who says so."""

    says: str
    cites: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class AskedStatement(Statement):
    """A sentence of a topic that people ask for in particular.

    A question that holds all words of one of `asked` is answered by it first.
    """

    asked: tuple[str, ...]
