"""A whole number as a pattern: no part of a fraction, a range, a date or a number with a sign."""

from __future__ import annotations

from typing import Final

BESIDE: Final = r".,:/⁄+−–-"
"""Marks that make another number of the digits beside them, for a class of characters."""

ALONE: Final = rf"(?<![\w{BESIDE}])"
"""Stands before the digits: nothing is glued to their left, as "1." is in "1.5" and "-" in "-3"."""

ENDS: Final = rf"(?![0-9]|[{BESIDE}][0-9])"
"""Stands behind the digits: no other number is glued to their right."""
