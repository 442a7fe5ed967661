"""/session log all except some: who is booked without them, or a list without some of it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from handlers.command import Request, Services
from handlers.session.log import today
from models.errors import NotUnderstood
from models.field_name import FieldName
from models.privacy.alias_text import key
from models.reply import Choice, Reply
from models.understanding.commands import booking_denials, log_lists
from models.understanding.commands.log_lists import ListedLog
from models.understanding.dates import relative_days
from models.wording import phrases

_FILLER = frozenset("and booked for of on patients the them visits with".split())
EVERYBODY = frozenset({"all", "today", "everyone", "everybody", "booked", "all of them"})
_REST = re.compile(r"^(?:(?:the|all)\s+)*(?:rest|others|remaining|remainder)\b", re.IGNORECASE)
"""Who is booked and not logged yet is what "all" is as well."""


async def answer(request: Request, services: Services, text: str) -> Reply | None:
    """Those who are booked, "all", without the ones behind "except"; None for any other text.

    Raises `NotUnderstood` where some of a list are: with the button that logs the others.
    """
    parts = booking_denials.split_except(text)
    if parts is None:
        everybody = _behind_all(text, request, services)
        if everybody is None:
            return None
        return await today.answer(request, services, everybody[0], codes=everybody[1])
    known = await services.charts.aliases(request.clinic.id)
    out, rest = log_lists.take_aliases(parts[1], log_lists.compared(known))
    if not out:
        return None
    spelled = [await services.charts.spelled(request.clinic.id, typed) or typed for typed in out]
    before = parts[0].strip(" ,.")
    if everybody := _behind_all(f"{before} {rest}", request, services):
        day, codes = everybody
        return await today.answer(request, services, day, spelled, codes)
    _refuse_list(log_lists.read(before, known), spelled, rest)
    return None


def _behind_all(text: str, request: Request, services: Services) -> tuple[str, str] | None:
    """The day and the codes behind "all"; None for a text that says anything else."""
    first, *behind = _REST.sub("all", text).split(maxsplit=1) or [""]
    if first.casefold().strip(",.:") not in EVERYBODY:
        return None
    taken = relative_days.take("".join(behind), request.today)
    words = taken.remaining.replace(",", " ").split()
    codes = [word for word in words if word.upper() in services.book.codes]
    if [word for word in words if word not in codes and word.casefold() not in _FILLER]:
        return None
    return taken.on.isoformat() if taken.on else "", " ".join(codes).upper()


def _refuse_list(listed: Sequence[ListedLog], out: Sequence[str], rest: str) -> None:
    """Raise with the question whether the others of a list are to be logged."""
    left = [one for one in listed if key(one.typed) not in set(map(key, out))]
    if not left or (rest and any(one.words for one in listed)):
        return
    names = phrases.either([one.typed for one in left], "and")
    typed = "; ".join(f"{one.typed} {one.words or rest}".strip() for one in left)
    raise NotUnderstood(
        f"That leaves out {phrases.either(out, 'and')}. Nothing was logged yet.",
        f"Is {names} to be logged?" if len(left) == 1 else f"Are {names} to be logged?",
        [Choice(f"Log {names}", f"/session log {typed}")],
        field=FieldName.ALIAS,
    )
