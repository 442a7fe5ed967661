"""/session log of two days of which one visit was missed: each day keeps what is said of it."""

from __future__ import annotations

import re
from datetime import date

from handlers.command import Request
from models.errors import NotUnderstood
from models.field_name import FieldName
from models.reply import Choice
from models.understanding.commands import log_words
from models.understanding.dates import relative_days
from models.wording import bookings, phrases

_PARTED = re.compile(
    r"\band\b|[,;&]|(?=\b(?:late[\s-]+cancel|(?<!late\s)(?<!late-)cancel|no[\s-]?show|did\s?n))",
    re.IGNORECASE,
)


def refuse_mixed(text: str, alias: str, request: Request) -> None:
    """Raise with a button that logs one visit and notes the other as missed.

    Nothing happens where all were missed or none, or a part does not name one day.
    """
    if not log_words.take(text).missed:
        return
    days: list[tuple[date, str, log_words.Missed | None]] = []
    for part in filter(str.strip, _PARTED.split(text)):
        said = log_words.take(part)
        try:
            taken = relative_days.take(said.remaining, request.today)
        except NotUnderstood:
            return
        if taken.on is None:
            return
        words = "" if said.missed else relative_days.take(part, request.today).remaining
        days.append((taken.on, re.sub(r"\bon\b", " ", words), said.missed))
    missed = [on for on, _, why in days if why]
    if not missed or len(missed) == len(days):
        return
    typed = (" ".join(f"{alias} {words} {why or ''} on {on}".split()) for on, words, why in days)
    logged = [bookings.day(on, request.today) for on, _, why in days if not why]
    not_logged = [bookings.day(on, request.today) for on in missed]
    raise NotUnderstood(
        f"That names {phrases.count(len(days), 'day')}, and not every visit took place.",
        "One command logs one visit: nothing was logged yet.",
        [
            Choice(
                f"Log {phrases.either(logged, 'and')}; missed: {phrases.either(not_logged, 'and')}",
                f"/session log {'; '.join(typed)}",
            )
        ],
        field=FieldName.ON,
    )
