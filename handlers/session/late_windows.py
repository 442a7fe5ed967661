"""What a session of a past day makes of the windows that are over: it counts in them, not today."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from handlers.session.counted_chart import CountedChart
from models.period import Period
from models.reply import Line
from models.visits.count_reasons import Reason
from models.visits.limit import Needs
from models.visits.session import Session
from models.visits.standing import Standing, tightness
from models.wording import phrases, standings
from models.wording.cap_contents import DISCIPLINES


def of_session(count: CountedChart, session: Session) -> tuple[Standing, ...]:
    """The windows over by today in which a session counts, the tightest first."""
    is_outside = any(
        row.session == session.number and row.reason is Reason.OUTSIDE
        for standing in count.standings
        for row in standing.counted
    )
    if not is_outside:
        return ()
    held = {(s.limit.id, s.opened) for s in count.standings if not s.limit.window.rolls}
    return tuple(sorted((s for s in count.ended.of(session) if _key(s) not in held), key=tightness))


def lines(count: CountedChart, sessions: Iterable[Session]) -> Iterator[Line]:
    """The past windows that sessions passed; the tightest of each that counts nowhere today."""
    told = dict[tuple[object, ...], Standing]()
    for session in sessions:
        ended = of_session(count, session)
        counts_now = count.binding and count.binding.counts(session)
        first = () if counts_now else ended[:1]
        for standing in (*first, *(s for s in ended if s.left < 0)):
            told.setdefault(_key(standing), standing)
    for standing in told.values():
        whose = standings.owner(standing.limit, count.payer)
        text = f"Counted in a window that is over, {in_words(standing)}, by {_lower(whose)}."
        yield Line(text, standing.limit.cites)


def _lower(whose: str) -> str:
    return f"y{whose[1:]}" if whose.startswith("Your clinic") else whose


def in_words(standing: Standing) -> str:
    """A window that is over: "Oct 1 to Oct 31, 2025: 32 of 30 visits used, over by 2"."""
    over = f", {standings.number_left(standing.left)}" if standing.left < 0 else ""
    needs = any(stage.needs is Needs.AUTHORIZED for stage in standing.closed)
    unasked = "; those needed the payer's authorization" if over and needs else ""
    days = _days(standing.window)
    return f"{days}: {standings.used(standing)}{_of_one(standing)}{over}{unasked}"


def in_short(standing: Standing) -> str:
    """The same in a cell: "over by 2 · 32 of 30 visits used to Dec 31, 2025"."""
    over = f"{standings.number_left(standing.left)} · " if standing.left < 0 else ""
    last = standing.window.last
    return f"{over}{standings.used(standing)}{f' to {phrases.day(last)}' if last else ''}"


def _days(window: Period) -> str:
    """The days of a window: "Nov 15 to Nov 21, 2026", "Oct 1, 2025 to Sep 30, 2026"."""
    first, last = window.first, window.last
    if first and last and first.year == last.year:
        return f"{phrases.day_of_year(first)} to {phrases.day(last)}"
    return phrases.period(window)


def _of_one(standing: Standing) -> str:
    """The one discipline of which visits count, where several are counted apart."""
    disciplines = standing.limit.pool.disciplines
    return f" ({DISCIPLINES[disciplines[0]]})" if len(disciplines) == 1 else ""


def _key(standing: Standing) -> tuple[object, ...]:
    return standing.limit.id, standing.window.first
