"""Tells the items of a list of muscles that nobody read: "piriformis, glob med and QL"."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Set

from models.understanding.remaining_text import FILLER, RemainingText
from models.words import Word, split

# Between the items of a list: marks, words that join, and sides that begin an item.
_BETWEEN = re.compile(
    r"([,;:&+\n]|(?<=[a-z]{2})/(?=[a-z]{2})|\b(?:and|plus|n|with|left|right|bilat|bilaterally|bilateral)\b)",
    re.IGNORECASE,
)

_LONGEST = 3  # words of a muscle's short name

# An item that holds one of these tells of the patient.
_OF_CHARTS = frozenset({"hx", "history", "dx", "ho", "ca"})

# Beside a muscle they are no name of one.
_BESIDE = frozenset(
    """upper lower mid middle left right both sides side bilateral bilat deep superficial medial
    lateral anterior posterior lt rt same day visit hx dx tx tp tps trp trps trigger points point
    min mins minutes minute then only total gp go gn kx stim estim taping tape tens cupping ice heat
    stretch stretching stretches moist pack cold hot laser scraping iastm graston mob mobs therex
    needles pls plz thx""".split()
)


def strangers(
    left: RemainingText, muscles: Set[int], is_strange: Callable[[Word], bool]
) -> tuple[str, ...]:
    """The items that stand in a list beside a muscle and are none that anybody knows.

    `muscles` are the places of the words that name muscles.
    """
    unread = {word.place for word in left.words}
    items = list(_items(left))
    of_muscles = [not muscles.isdisjoint(word.place for word in item) for item in items]
    found = [_stranger(item, unread, is_strange) for item in items]
    in_list = list(of_muscles)
    for places in (range(1, len(items)), range(len(items) - 2, -1, -1)):
        for at in places:
            beside = at - 1 if places.step > 0 else at + 1
            in_list[at] = in_list[at] or (bool(found[at]) and in_list[beside])
    return tuple(
        name
        for name, listed, named in zip(found, in_list, of_muscles, strict=True)
        if name and listed and not named
    )


def _items(left: RemainingText) -> Iterator[tuple[Word, ...]]:
    """The words of each item, without those that join them."""
    at = 0
    for number, part in enumerate(_BETWEEN.split(left.text)):
        count = len(split(part))
        words = left.typed[at : at + count]
        at += count
        if words and number % 2 == 0:
            yield words


def _stranger(item: tuple[Word, ...], unread: Set[int], is_strange: Callable[[Word], bool]) -> str:
    """The words of an item that may be a muscle; empty where any of them is something else."""
    if not _OF_CHARTS.isdisjoint(word.plain for word in item):
        return ""
    words = [word for word in item if word.plain not in FILLER and word.plain not in _BESIDE]
    if not words or len(words) > _LONGEST or not all(w.place in unread for w in words):
        return ""
    is_name = all(w.plain.isalpha() and len(w.plain) > 1 for w in words)
    return " ".join(w.typed for w in words) if is_name and any(map(is_strange, words)) else ""
