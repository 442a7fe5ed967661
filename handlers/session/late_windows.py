"""What a session of a past day makes of the windows that are over: it counts in them, not today."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from handlers.session.counted_chart import CountedChart
from models.reply import Line
from models.visits.binding import tightness
from models.visits.count_reasons import Reason
from models.visits.session import Session
from models.visits.standing import Standing
from models.wording import ended_windows


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
        how = ended_windows.in_words(standing)
        whose = ended_windows.owner(standing, count.payer)
        text = f"Counted in a window that is over, {how}, by {whose}."
        yield Line(text, standing.limit.cites)


def without(
    before: CountedChart, after: CountedChart, sessions: Iterable[Session]
) -> Iterator[Line]:
    """How the past windows stand in which sessions counted that were voided."""
    told = dict[tuple[object, ...], Standing]()
    for session in sessions:
        for was in of_session(before, session)[:1]:
            if standing := after.ended.same(was, session.on):
                told.setdefault(_key(standing), standing)
    for standing in told.values():
        whose = ended_windows.owner(standing, after.payer)
        text = f"In the window that is over, {ended_windows.in_words(standing)}, by {whose}."
        yield Line(text, standing.limit.cites)


def _key(standing: Standing) -> tuple[object, ...]:
    return standing.limit.id, standing.window.first
