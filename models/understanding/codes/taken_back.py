"""Codes and modifiers that the writer takes back: "20560 no wait 20561", "mod 95 i mean 59"."""

from __future__ import annotations

import re
from collections.abc import Mapping
from itertools import pairwise

from models.understanding.remaining_text import RemainingText
from models.words import Word

_KIND = 3  # first digits that codes of one kind share
_FAMILY = 2  # and those of one field
_INSTEAD = frozenset("actually oops mean meant wait sorry correction scratch".split())

# What may stand beside these where nothing but the code is put right.
_BESIDE = frozenset("no nope i im uh um oh my bad that make it its should be was is the".split())


_MODIFIER = r"(?:[2-9][0-9]|g[opnaxyz]|kx|c[qo]|x[seup]|[lr]t)"
_CORRECTED = re.compile(
    rf"(?P<head>\b(?:mod(?:ifier)?s?|[0-9]{{5}})[ -]{{1,2}}){_MODIFIER}[ ,.-]{{1,3}}"
    r"(?:(?:no|wait|oops|sorry|actually|scratch that|make that|(?:i )?mean|(?:i )?meant)"
    r"[ ,.-]{1,3}){1,3}"
    rf"(?:mod(?:ifier)? )?(?P<meant>{_MODIFIER})\b(?! ?(?:min|unit))",
    re.IGNORECASE,
)


def corrected(text: str) -> str:
    """The text with the modifier that was meant, in the place of the one that is taken back."""
    return _CORRECTED.sub(r"\g<head>modifier \g<meant>", text)


def without(codes: Mapping[str, Word], left: RemainingText) -> tuple[str, ...]:
    """The codes, in the order in which they were typed, without each one that is taken back.

    That is the one right before, unless it is of another field and one of the same kind was typed:
    of "20561, 97140 oops 97110" the first stays, of "97010 and 20561, I mean 97014" the second. A
    code "sorry and 20560" is one more.
    """
    gone: set[str] = set()
    for one, other in pairwise(codes):
        between = left.typed[codes[one].place + 1 : codes[other].place]
        said = {word.plain for at, word in enumerate(between) if at or word.plain != "and"}
        if said & _INSTEAD and said <= _INSTEAD | _BESIDE:
            left.drop(between)
            before = [c for c in codes if codes[c].place < codes[other].place and c not in gone]
            alike = [c for c in before if c[:_KIND] == other[:_KIND]]
            is_of_field = one[:_FAMILY] == other[:_FAMILY]
            gone.add(one if is_of_field or not alike else alike[-1])
    return tuple(code for code in codes if code not in gone)
