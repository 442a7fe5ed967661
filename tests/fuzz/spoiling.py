"""Spoils a payload that a platform could have sent: other types, other sizes, or parts left out."""

from __future__ import annotations

import copy
import json
import random
from collections.abc import Iterator
from typing import Any

Json = dict[str, Any]
Place = tuple[Any, Any]
"""An object or a list, and the name or number of a part of it."""

_DEEP: Any = []
for _ in range(60):
    _DEEP = [_DEEP]

_VALUES: tuple[Any, ...] = (
    *(None, True, False, 0, -1, 1.5, 10**30, 1e308, float("nan"), float("inf")),
    *("", " ", "0", "null", "x" * 3_000, "\ud800", "\0", "‹", "-1", "9" * 400, "T1", "UAMY"),
    *([], {}, [[]], [None], [{}], {"": ""}, {"id": None}, {"value": []}, _DEEP),
)


def spoiled(chance: random.Random, body: Json) -> Json:
    """A copy in which one part or a few are something else, or gone."""
    told = copy.deepcopy(body)
    for _ in range(chance.choice((1, 1, 1, 2, 4))):
        holder, part = chance.choice(list(places(told)) or [(told, "type")])
        if chance.random() < 0.25:
            del holder[part]
        else:
            holder[part] = copy.deepcopy(chance.choice(_VALUES))
    return told


def places(part: Any) -> Iterator[Place]:
    """Every part of a payload, however deep."""
    pairs = part.items() if isinstance(part, dict) else enumerate(part)
    for name, value in list(pairs):
        yield part, name
        if isinstance(value, dict | list):
            yield from places(value)


def broken(chance: random.Random, whole: str) -> str:
    """JSON that is none, or that nobody should read."""
    at, depth = chance.randrange(len(whole) + 1), chance.choice((10, 1_000, 50_000))
    number = chance.choice(("1e999", "-1e999", "9" * 5_000, "NaN", "Infinity", "1" * 400))
    odd = chance.choice(("\0", "\\u0000", "\\ud800", "\x1f", "é"))
    return chance.choice((
        whole[:at],
        chance.choice(("[", '{"a":', "[[],")) * depth,
        f'{whole[:-1]}, "more": {"[" * depth}{"]" * depth}}}',
        f'{whole[:-1]}, "type": {number}}}',
        f"{whole[:at]}{odd}{whole[at:]}",
        json.dumps(chance.choice(_VALUES)),
        whole.replace('"', "'"),
        "".join(chr(chance.randrange(1, 0xD7FF)) for _ in range(chance.choice((1, 40)))),
    ))  # fmt: skip
