"""Remembers the results of a pure function, up to a bound."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from typing import Generic, TypeVar

V = TypeVar("V")


class Cache(Generic[V]):
    """Results by key; the oldest goes when it is full. Keys are values, never what was typed."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._known: dict[Hashable, V] = {}

    def get(self, key: Hashable, make: Callable[[], V]) -> V:
        """The result for a key, made now if it is not remembered."""
        found = self._known.get(key)
        return self.put(key, make()) if found is None else found

    def find(self, key: Hashable) -> V | None:
        """The result for a key, if it is remembered."""
        return self._known.get(key)

    def forget(self, key: Hashable) -> None:
        """Make the result anew the next time."""
        self._known.pop(key, None)

    def clear(self) -> None:
        """Make every result anew the next time."""
        self._known.clear()

    def put(self, key: Hashable, result: V) -> V:
        """Remember a result that took waiting for."""
        if len(self._known) >= self._most:
            del self._known[next(iter(self._known))]
        self._known[key] = result
        return result
