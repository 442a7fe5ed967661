"""/session log of several days, each with codes of its own: "97161 10/1, 20560 10/5 and 10/8"."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from datetime import date

from models.errors import NotUnderstood
from models.field_name import FieldName
from models.understanding.dates import relative_days
from models.wording import bookings

_ROWS = re.compile(r"[;\n]")
_PARTED = re.compile(r"\band\b|[,;&\n]", re.IGNORECASE)
_BEGINS_WITH_DAY = re.compile(r"\s*(?:on\s+)?(?:[0-9]{1,2}[/-][0-9]|20[0-9]{2}-)", re.IGNORECASE)
_DAY = re.compile(
    r"\b(?:on\s+)?(?:[0-9]{1,2}/[0-9]{1,2}(?:/[0-9]{2,4})?|20[0-9]{2}-[0-9]{2}-[0-9]{2})(?![\w/-])",
    re.IGNORECASE,
)
_STRETCH = re.compile(
    r"\b[0-9]{1,2}/[0-9]{1,2}(?:/[0-9]{2,4})?\s?(?:[-–—/]|to|thru|through)\s?"
    r"[0-9]{1,2}/[0-9]{1,2}(?:/[0-9]{2,4})?\b",
    re.IGNORECASE,
)
_BESIDE = frozenset({"on", "then", "also", "", "with", "dos"})


def of_each_day(text: str, today: date, strange: Collection[str] = ()) -> dict[date, str]:
    """Each day with the words that stand beside it; empty where they are said of all days alike.

    `strange` are words that nobody understood: no day has them of its own.
    A part without words has those of the part before it, and one without a day belongs to the next;
    where the days stand first it is the other way about.
    """
    is_day_first = _BEGINS_WITH_DAY.match(text) is not None
    parted = _PARTED.sub(" ; ", text) if not _ROWS.search(text) else text
    cut = r"; \g<0>" if is_day_first else r"\g<0> ;"
    beside = _BESIDE.union(strange)
    parts = _parts(_DAY.sub(cut, parted), today, beside, is_day_first=is_day_first)
    told = [words for _, words in parts if words]
    if len(parts) < 2 or len(set(told)) < 2:  # noqa: PLR2004 -- one is said of all
        return {}
    own: dict[date, str] = {}
    last = ""
    for day, words in reversed(parts) if is_day_first else parts:
        last = words or last
        own[day] = " ".join(filter(None, [own.get(day, ""), last]))
    return own if all(own.values()) else {}


def in_words(own: Mapping[date, str], today: date) -> str:
    """Each day with its words: "Thu Oct 1: 97161; Mon Oct 5: 20560"."""
    return "; ".join(
        f"{bookings.day(day, today)}: {said or 'no code'}" for day, said in own.items()
    )


def _parts(
    text: str, today: date, beside: Collection[str], *, is_day_first: bool
) -> list[tuple[date, str]]:
    """Every part that names one day, with its words; none where a part names several."""
    dated: list[tuple[date, str]] = []
    waiting = ""
    for part in filter(str.strip, _ROWS.split(text)):
        try:
            taken = relative_days.take(part, today)
        except NotUnderstood:
            return []
        words = " ".join(
            w for w in taken.remaining.split() if w.strip(",.:-–").casefold() not in beside
        )
        if taken.on:
            dated.append((taken.on, f"{waiting} {words}".strip()))
            waiting = ""
        elif is_day_first and dated:
            dated[-1] = (dated[-1][0], f"{dated[-1][1]} {words}".strip())
        else:
            waiting = f"{waiting} {words}".strip()
    if waiting and dated:
        dated[-1] = (dated[-1][0], f"{dated[-1][1]} {waiting}".strip())
    return dated


def refuse_stretch(text: str, alias: str) -> None:
    """Raise for days from one to another: which of them had a visit is not said."""
    if _STRETCH.search(text):
        raise NotUnderstood(
            "That names a stretch of days, so nothing was logged.",
            f"Name each day on which a visit took place: /session log {alias} 20560 on 10/5, 10/7",
            field=FieldName.ON,
        )
