"""Two days between which somebody asks how many there are: "how many days til dec 15"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from models.errors import NotUnderstood
from models.understanding.dates import relative_days
from models.understanding.decision_days import DAY

# The whole text asks that and no more: of a limit, a topic answers.
_ASKS = re.compile(
    r"\W*(?:so )?how (?:many days|long)(?: is it| are there| do (?:we|i) have| left| from now)?"
    rf" (?:(?:until|till?|'til|to|before) (?P<until>{DAY})"
    rf"|since (?P<since>{DAY})"
    rf"|(?:between|from) (?P<first>{DAY}) (?:and|to|until|till?) (?P<last>{DAY}))\W*",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class DaysBetween:
    """The two days, the earlier one first."""

    first: date
    last: date


def asked_in(text: str, today: date) -> DaysBetween | None:
    """The two days; one of them is today where only the other was typed."""
    found = _ASKS.fullmatch(text)
    if found is None:
        return None
    typed = [found[name] for name in ("until", "since", "first", "last") if found[name]]
    try:
        days = [relative_days.take(each, today).on for each in typed]
    except NotUnderstood:
        return None
    named = [day for day in days if day]
    first, *rest = sorted([*named, today] if len(typed) == 1 else named)
    return DaysBetween(first, rest[-1]) if rest else None
