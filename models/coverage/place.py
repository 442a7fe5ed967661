"""Cities and counties, and in which states they lie, as the pack's lists name them."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Place:
    """A city or county. `is_word`: its name is also a word or a person's name."""

    name: str
    states: tuple[str, ...]  # the two letters, the state of the largest first in the list
    is_word: bool = False
    is_county: bool = False

    @property
    def full_name(self) -> str:
        """The name as it is said: "Wake County", "Orleans Parish"."""
        is_parish = self.name.endswith("Parish")
        return f"{self.name} County" if self.is_county and not is_parish else self.name
