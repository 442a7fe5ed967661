"""Days that are named by their number in a month alone: "the 5th of this mo", "on the 12th"."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date, timedelta

from models.understanding.dates.whole_dates import no_date

# "On the 5th visit" counts visits, and "on the 5th of June" names its month.
_DAY = re.compile(
    r"\b(?:(?:on|dos|since|from|for)\s{1,3})?the\s{1,3}(?P<of>[0-9]{1,2})(?:st|nd|rd|th)\s{1,3}(?:of|in)\s{1,3}"
    r"(?P<which>this|last|next)\s{1,3}mo(?:nth)?\b\.?"
    r"|\b(?:on|dos|since|from)\s{1,3}the\s{1,3}(?P<day>[0-9]{1,2})(?:st|nd|rd|th)"
    r"(?=\s{0,3}(?:$|[,.?;]|(?:and|at|by|for|in|is|was|were|with|w|to|thru|through|until|till)\b))",
    re.IGNORECASE,
)


def find(text: str, today: date) -> tuple[date, int, int] | None:
    """The day, and where in the text it stands; without a month it is the latest such day.

    Raises `NotUnderstood` for a day that the month has not.
    """
    match = _DAY.search(text)
    if match is None:
        return None
    day = int(match["of"] or match["day"])
    if which := (match["which"] or "").lower():
        months = {"this": 0, "last": -1, "next": 1}[which]
    else:
        months = -1 if day > today.day else 0
    first = today.replace(day=1)
    if months:
        first = (first + timedelta(days=45 * months if months > 0 else -1)).replace(day=1)
    if not 1 <= day <= monthrange(first.year, first.month)[1]:
        raise no_date(match.group().strip())
    return first.replace(day=day), match.start(), match.end()
