"""Which code each modifier was put on: "97140 20560-59" puts 59 on 20560 alone."""

from __future__ import annotations

from collections.abc import Collection

from models.words import split

PutOn = tuple[tuple[str, tuple[str, ...]], ...]
"""Codes, each with the modifiers that are typed right behind it."""


def put_on(text: str, codes: Collection[str], modifiers: Collection[str]) -> PutOn:
    """The codes that have modifiers right behind them; none where one stands elsewhere."""
    if not modifiers:
        return ()
    behind: dict[str, list[str]] = {}
    code = ""
    for word in split(text):
        plain = word.plain.upper()
        if plain in modifiers and code:
            behind.setdefault(code, []).append(plain)
        elif plain in modifiers:
            return ()
        else:
            code = plain if plain in codes else ""
    return tuple((each, tuple(said)) for each, said in behind.items())
