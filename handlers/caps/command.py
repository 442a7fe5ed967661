"""Shows who is close to a limit, the tightest first; one alias in full; and sets your own caps.

/caps   (everybody, fewest visits left first)
/caps <payer>   (those with one payer)
/caps over   (those past a limit)
/caps <alias>   (every limit, with a forecast)
/caps set <payer or alias> <n> visits per <window>   (for a payer: managers)
/caps preview [days]   (the alerts to come, if visits go on as now)
/caps reading <payer> [calendar year or from first visit]   (where sources disagree; managers)
/caps set <payer or alias> <n> visits per <window>, PT/OT combined, excluding evaluations
/caps set <payer or alias> <n> visits of <codes> per <window>, then <n> more with authorization
/caps set <cap> as well, or instead of <cap>   (where another of yours may hold beside it)
/caps own [payer or alias]   (your clinic's caps, by number)
/caps withdraw <payer or alias> <cap>   (takes one back; by its number it is asked about first)
/caps set <payer or alias> none   (takes all of them back)
/caps book <alias> <dates>   (visits to come; Tue Thu until 12/20 except 12/15; paste rows of
    aliases and days)
/caps move <alias> <date> to <date>
/caps unbook <alias> <dates or all>
/caps week [date]   (who will pass which limit on which booked day, and whose day is not covered)
/caps check <alias> <n> as of <date> from <source>   (a payer's count set against yours; what next)
/caps requests [late]   (what payers were asked for and have not decided, the longest late first)
/caps rollover [year]   (what Jan 1 resets, what lapses before, which payers to verify anew)
/caps rollover [year] verified <payer>   (done with that payer; not verified takes it back)
"""

from __future__ import annotations

from dataclasses import replace

from handlers.caps import (
    alias,
    board,
    book,
    check,
    own_caps,
    preview,
    reading,
    rollover,
    set_cap,
    unbook,
    week,
    withdraw_cap,
)
from handlers.command import Command, Request, Services
from handlers.session.request import open_requests
from handlers.share.share_counts import share_caps
from models.reply import Reply
from models.understanding.commands import cap_commands, request_words, session_commands
from models.understanding.dates import dashed_days

_EXAMPLES = ("/caps", "/caps medicare", "/caps over")

_CHECK = ("check", "reconcile", "compare")
_WITHDRAW = ("withdraw", "remove", "drop", "delete")

_VERBS = {
    "set": set_cap.answer,
    **dict.fromkeys(("own", "caps"), own_caps.answer),
    **dict.fromkeys(_WITHDRAW, withdraw_cap.answer),
    "reading": reading.answer,
    "preview": preview.answer,
    "book": book.answer,
    **dict.fromkeys(("move", "reschedule"), book.move),
    **dict.fromkeys(("unbook", "cancel"), unbook.answer),
    **dict.fromkeys(_CHECK, check.answer),
    **dict.fromkeys(("week", "booked", "bookings"), week.answer),
    **dict.fromkeys(("rollover", "roll-over", "roll"), rollover.answer),
}


async def answer(request: Request, services: Services) -> Reply:
    """The board, one alias, or a cap to set, as the text asks."""
    request = replace(request, text=dashed_days.with_slashes(request.text))
    if asked := request_words.asks_for_list(request.text):
        return await open_requests.answer(request, services, asked)
    first, *behind = request.text.split(maxsplit=1) or [""]
    rest = "".join(behind)
    if verb := _VERBS.get(first.casefold()):
        return await verb(request, services, rest)
    asking = cap_commands.read_asking(request.text)
    if asking.about and not asking.after:
        known = await services.charts.aliases(request.clinic.id)
        typed, _ = session_commands.take_alias(asking.about, known)
        if typed:
            return await alias.answer(request, services, asking.about)
    return await board.answer(request, services, asking)


COMMAND = Command(
    "caps",
    __doc__,
    _EXAMPLES,
    answer,
    answers_bare=True,
    share=share_caps,
    of_service=True,
    changes=(
        "set",
        *_WITHDRAW,
        "reading",
        "book",
        "move",
        "reschedule",
        "unbook",
        "cancel",
        "roll",
        *_CHECK,
    ),
    lists=frozenset({"book"}),
)
