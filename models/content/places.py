"""Reads places/: the cities (cities.txt) and counties (counties.txt) of the states."""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path

from models.content.text_list import headed
from models.coverage.place import Place

_WORD_MARK = "~"  # before a name that is also a word or a person's


def read_places(root: Path) -> tuple[Place, ...]:
    """The cities and counties of a pack; none where it has no such lists."""
    folder = root / "places"
    cities = _listed(folder / "cities.txt")
    counties = _listed(folder / "counties.txt")
    words = {name.removeprefix(_WORD_MARK) for name in cities if name.startswith(_WORD_MARK)}
    plain: dict[str, list[str]] = defaultdict(list)
    for name, states in cities.items():
        plain[name.removeprefix(_WORD_MARK)] += states
    return (
        *(Place(name, tuple(states), name in words) for name, states in plain.items()),
        *(Place(name, tuple(states), is_county=True) for name, states in counties.items()),
    )


def _listed(path: Path) -> dict[str, list[str]]:
    """For each name of a list, the states under which it stands."""
    states: dict[str, list[str]] = defaultdict(list)
    if path.exists():
        for state, names in headed(path):
            for name in names.split(", "):
                states[name].append(state)
    return states
