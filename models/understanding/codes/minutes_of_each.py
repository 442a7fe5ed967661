"""Minutes that each of several services took: "97140 and 97110 15 min each"."""

from __future__ import annotations

from collections.abc import Sequence

from models.understanding.codes.needle_minutes import CODE, NEEDLING, SERVICES

_EACH = frozenset({"each", "apiece", "ea"})


def of_each(minutes: int, words: Sequence[str], at: int) -> tuple[int, int | None] | None:
    """The timed minutes, and those of needling, where "each" says it of services before `at`.

    None where they are of one service, or of needling alone.
    """
    if _EACH.isdisjoint(words[max(at - 1, 0) : at + 3]):
        return None
    named = _services(words[:at])
    timed = [word for word in named if word not in NEEDLING]
    if not timed or len(named) == 1:
        return None
    return minutes * len(timed), minutes if len(timed) < len(named) else None


def _services(words: Sequence[str]) -> list[str]:
    """The services that are named; a code and its name beside each other are one."""
    named = []
    for at, word in enumerate(words):
        before = words[at - 1] if at else ""
        is_same = before in SERVICES or (word in SERVICES and CODE.fullmatch(before) is not None)
        is_same = is_same and not (CODE.fullmatch(word) and CODE.fullmatch(before))
        if (word in SERVICES or CODE.fullmatch(word)) and not is_same and word not in named:
            named.append(word)
    return named
