"""/session log … no-show, cancelled: no session, its booking goes, one logged may be voided."""

from __future__ import annotations

from handlers.caps.unbook import booked_again
from handlers.command import Request, Services
from handlers.session.card import card
from handlers.session.card.counted_chart import counted
from handlers.session.find_chart import amend
from handlers.session.log.log_reading import PreparedLog
from models.reply import Choice, Line, Reply
from models.understanding.commands.log_words import Missed
from models.visits.chart import Chart, NoSuchAlias
from models.visits.events import BookingsCancelled
from models.visits.void_reason import VoidReason
from models.wording import phrases, standings

UNBOOKED = "Its booking was taken away."


async def answer(request: Request, services: Services, prepared: PreparedLog) -> Reply:
    """A visit that did not take place is no session; one that was logged all the same is shown."""
    chart, again = await unbook(request, services, prepared)
    void = _voids(chart, prepared)
    has = phrases.count(len(void), "session")
    lines = [Line(f"{chart.alias} has {has} logged on that day.")] if void else []
    lines += [Line(UNBOOKED)] if again else []
    said = Line(f"Nothing was logged: {what(prepared)} is not counted.")
    shown = card.say(
        counted(chart, request, services), said, *lines, choices=(*void, *again), warns=False
    )
    return card.after("nothing logged", shown)


async def unbook(
    request: Request, services: Services, prepared: PreparedLog
) -> tuple[Chart, tuple[Choice, ...]]:
    """Take the day's booking away, if there is one; the button books it again."""
    chart = await services.charts.find(request.clinic.id, prepared.alias)
    if chart is None:
        raise NoSuchAlias(prepared.alias)
    if prepared.on not in chart.booked:
        return chart, ()
    gone = BookingsCancelled((prepared.on,))
    after = await amend(request, services, prepared.alias, lambda _: (gone,))
    again = booked_again(chart, [prepared.on], request.today)
    return after, (Choice(f"Book {chart.alias} again", again),)


def what(prepared: PreparedLog) -> str:
    """What took place instead of a visit, and when: "a no-show, Mon Nov 23, 2026,"."""
    is_no_show = prepared.log.missed is Missed.NO_SHOW
    missed = "no-show" if is_no_show else "visit that was cancelled"
    return f"a {missed}, {standings.weekday(prepared.on)},"


def _voids(chart: Chart, prepared: PreparedLog) -> list[Choice]:
    is_no_show = prepared.log.missed is Missed.NO_SHOW
    reason = VoidReason.NO_SHOW if is_no_show else VoidReason.CANCELLED
    return [
        Choice(
            f"Void session {session.number}, {standings.weekday(prepared.on)}: {reason}",
            f"/session void {chart.alias} {session.number} because {reason}",
        )
        for session in chart.standing_on(prepared.on)
    ]
