"""How words stand beside codes: joined to them ("with eval"), or in their place ("for eval")."""

from __future__ import annotations

import re
from collections.abc import Iterable

from models.coverage.edits import FEW_MUSCLES, MANY_MUSCLES, needling_code
from models.understanding.codes.code_counts import Counts
from models.understanding.names import NameMatch
from models.understanding.remaining_text import RemainingText

EITHER = (FEW_MUSCLES, MANY_MUSCLES)
"""The codes of dry needling, where no muscles are counted."""

STANDS_FOR = frozenset("for as instead under called".split())
"""Words that put one service in another's stead."""

_NEEDLING = frozenset({"needle", "needles", "needling", "needled", "dn", "ims"})
_JOINS = frozenset(
    "with and plus w n vs versus beside alongside together then also before after followed".split()
)
_INSTEAD_OF = frozenset({"instead", "place", "lieu"})
_NOT_IN_NAMES = frozenset({"and", "of", "the"})
_ARTICLES = frozenset("a an the some same day do did doing does i we my".split())
_DONE_TO_THEM = frozenset(
    "dump get give keep leave left let made make put send stick take tell throw toss took".split()
)
_OF_MINUTES = frozenset("min mins minute minutes of dry".split())
_TOGETHER = re.compile(r"\b(?:same|together|bundl\w*|combin\w*|one (?:visit|day|claim))\b")


def needled(counts: Counts) -> Iterable[tuple[str, ...]]:
    """The code that counted muscles choose, or both where they choose neither."""
    if counts.muscles and not counts.muscles_unclear:
        return ((needling_code(counts.muscles),),)
    return (EITHER,) if counts.muscles_unclear else ()


def is_pronoun(left: RemainingText, match: NameMatch) -> bool:
    """Whether "em" is short for them, and no office visit: "how long do you leave em in"."""
    if [word.plain for word in left.words[match.start : match.end]] != ["em"] or not match.start:
        return False
    return left.words[match.start - 1].plain in _DONE_TO_THEM


def is_denied(left: RemainingText, match: NameMatch) -> bool:
    """Whether it is said that a service was not given: "without e-stim", "w/o e-stim"."""
    before = [word.plain for word in left.words[max(0, match.start - 2) : match.start]]
    return before[-1:] in (["without"], ["no"]) or before == ["w", "o"]


def trimmed(left: RemainingText, match: NameMatch) -> NameMatch:
    """The match without an "and" at either end, which a name may hold or lack."""
    start, end = match.start, match.end
    while end - start > 1 and left.words[start].plain in _NOT_IN_NAMES:
        start += 1
    while end - start > 1 and left.words[end - 1].plain in _NOT_IN_NAMES:
        end -= 1
    return NameMatch(start, end, match.ids)


def is_joined(left: RemainingText, match: NameMatch, *, is_second: bool) -> bool:
    """Whether a service is named beside another: "and manual therapy", "dry needling with".

    Where it `is_second` whatever joins it, only "for" and its like make it none.
    """
    words = [word.plain for word in left.words]
    before = next((w for w in reversed(words[: match.start]) if w not in _ARTICLES), "")
    after = words[match.end] if match.end < len(words) else ""
    is_instead = before == "of" and bool(_INSTEAD_OF.intersection(words))
    is_for_another = before in STANDS_FOR or is_instead
    if not is_for_another and {before, after} & _JOINS:
        return True
    if _TOGETHER.search(" ".join(words)):
        return True
    return is_second and not is_for_another and STANDS_FOR.isdisjoint(words)


def is_counted(left: RemainingText, match: NameMatch) -> bool:
    """Whether a number stands right before a service: "20 needling 20 ther ex 13 manual"."""
    place = left.words[match.start].place
    before = [word.plain for word in left.typed[max(0, place - 3) : place]]
    while before and before[-1] in _OF_MINUTES:
        before.pop()
    return bool(before) and before[-1].isdigit()


def stands_for_another(left: RemainingText, match: NameMatch) -> bool:
    """Whether needling is to be billed as this service: "as therex", "under manual"."""
    if set(match.ids) <= set(EITHER):
        return False
    words = [word.plain for word in left.words[: match.start]]
    before = next((w for w in reversed(words) if w not in _ARTICLES), "")
    return before in {"as", "under", "called", "like", "into"}


def names_needling(left: RemainingText) -> bool:
    """Whether a word says needling, whatever it is called."""
    return any(word.plain in _NEEDLING for word in left.words)
