"""What payers who pay no more left unpaid: limits that were passed, visits nothing covers."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from handlers.session.card.counted_chart import CountedChart
from models.reply import Line
from models.visits.beyond_room import days_beyond_room
from models.visits.count_reasons import NONE_COVERS, Reason
from models.visits.standing import Standing
from models.wording import phrases, standings

_DAYS_NAMED = 3


def lines(count: CountedChart) -> Iterator[Line]:
    """What is over at each such payer, and which of its visits nothing covers, with their days."""
    for standing in count.unpaid:
        if standing.left < 0:
            yield Line(_over(standing), standing.limit.cites)
    for payer in dict.fromkeys(s.limit.former_payer for s in count.unpaid):
        of_it = [s for s in count.unpaid if s.limit.former_payer == payer]
        yield from _bare(payer, of_it, _first_granted(count, of_it[0].former_payer))


def _first_granted(count: CountedChart, payer: str) -> date:
    """The first day on which a payer authorized anything: an evaluation comes before it is asked.

    A visit before that is not uncovered.
    """
    held = count.chart.history.authorizations
    of_it = (a.period.first or date.min for a in held if count.chart.giver_of(a) == payer)
    return min(of_it, default=date.min)


def _over(standing: Standing) -> str:
    limit, over = standing.limit, standings.number_left(standing.left)
    whose = standings.owner(limit, "")
    if days := days_beyond_room(standing):
        named = phrases.days(days, _DAYS_NAMED)
        return f"{whose}, which paid before, is {over}: no room for {named}."
    return f"{whose}, which paid before, is {over}: {standings.said_now(standing)}"


def _bare(payer: str, of_it: list[Standing], since: date) -> Iterator[Line]:
    """The visits that it had to authorize and did not; those of a code that none names apart."""
    rows = {row.session: row for s in of_it for row in s.counted if row.reason in NONE_COVERS}
    rows = {number: row for number, row in rows.items() if row.on >= since}
    by_code = {row.on for row in rows.values() if row.reason is Reason.UNCOVERED_CODE}
    if days := sorted({row.on for row in rows.values()} - by_code):
        named = phrases.days(days, _DAYS_NAMED)
        yield Line(f"No authorization of {payer}, which paid before, covers {named}.")
    if by_code:
        named = phrases.days(sorted(by_code), _DAYS_NAMED)
        yield Line(f"No authorization of {payer} names the code of {named}: ask if it needed one.")
