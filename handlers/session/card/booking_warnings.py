"""What somebody should see to before an alias's booked days: how many of them are told (most)."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from handlers.session.card.counted_chart import CountedChart
from models.ports import BookedRow
from models.visits import booking, counting
from models.visits.payer_periods import is_self_pay
from models.wording import bookings, phrases


def concerns(count: CountedChart, most: int = 3, of: Collection[date] = ()) -> list[str]:
    """What somebody should see to before booked days: those of `of`, else the first ones, first."""
    chart, book, today = count.chart, count.services.book, count.request.today
    visits = booking.foreseen(chart, counting.counter(book), today)
    rows = [
        BookedRow(
            chart.alias,
            chart.payer_on(v.on),
            v,
            is_self_pay=is_self_pay(chart.payer_periods, v.on),
        )
        for v in visits
        if v.asks_for_something
    ]
    rows.sort(key=lambda row: row.visit.on not in of)
    told = [bookings.concern(row.visit, bookings.owner(row, book), today) for row in rows]
    hidden = len(told) - most
    more = [f"{phrases.count(hidden, 'more booked day')} like these."] if hidden > 0 else []
    return [*(f"{phrases.sentence(text)}." for text in told[:most]), *more]
