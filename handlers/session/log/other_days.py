"""What the payer of a session's day makes of it, where another pays today and it adds to none."""

from __future__ import annotations

from handlers.session.card.counted_chart import CountedChart
from handlers.session.payer.payer_dates import name_of
from models.visits.binding import tightness
from models.visits.count_reasons import NONE_COVERS, WORDS, Counted, Reason
from models.visits.payer_periods import is_self_pay
from models.visits.session import Session
from models.wording import phrases


def is_of_other(session: Session, count: CountedChart) -> bool:
    """Whether another pays today than on a session's day, or nobody did then."""
    return count.chart.payer_on(session.on) != count.chart.payer


def why(session: Session, count: CountedChart) -> str:
    """Why it adds to no limit: "Medicare Part B paid on that day: a code that its limit does …"."""
    paid = who_paid(session, count)
    row = row_of(session, count)
    if session.self_pay:
        return WORDS[Reason.SELF_PAY]
    if count.chart.payer_on(session.on) is None:
        return paid
    if row is None:
        return f"{paid}, and no limit of it is counted"
    return paid if row.counts else f"{paid}: {WORDS[row.reason].replace('this limit', 'its limit')}"


def who_paid(session: Session, count: CountedChart) -> str:
    """Who paid on the day of a session, or that nobody is noted for it."""
    chart = count.chart
    payer = chart.payer_on(session.on)
    if payer is None:
        is_patient = is_self_pay(chart.payer_periods, session.on)
        return "the patient paid on that day" if is_patient else "no payer is noted for that day"
    return f"{phrases.sentence(name_of(payer, count.services.book))} paid on that day"


def row_of(session: Session, count: CountedChart) -> Counted | None:
    """The session as its day's payer sees it: uncovered, else by the limit that bound then."""
    then = (s for s in count.ended.on(session.on) if not s.limit.second_payer)
    rows = [
        row
        for standing in sorted(then, key=tightness)
        for row in standing.counted
        if row.session == session.number
    ]
    return next((row for row in rows if row.reason in NONE_COVERS), rows[0] if rows else None)
