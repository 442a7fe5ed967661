"""A cap of one alias goes with it to the next payer: said when the payer changes, and undone."""

from __future__ import annotations

from handlers.caps import own_caps
from handlers.session.card.counted_chart import CountedChart
from handlers.session.payer.payer_dates import name_of
from models.reply import Choice, Line
from models.visits.cap import CapScope
from models.visits.chart import Chart
from models.visits.standing import Standing
from models.wording import cap_words


def of(before: Chart, count: CountedChart) -> list[tuple[Line, Choice]]:
    """Each cap of the alias that counts visits of the payer before, and what takes it back."""
    chart = count.chart
    if before.payer is None or before.payer == chart.payer:
        return []
    whose = name_of(before.payer, count.services.book)
    used = {s.limit.id for s in count.standings if _counts_of(before.payer, s, chart)}
    caps = (cap for cap in chart.caps if cap.scope is CapScope.ALIAS and cap.id in used)
    return [
        (
            Line(
                f"The cap of {cap_words.said(cap)} is of {chart.alias}, whoever pays, and counts "
                f"what {whose} paid too. If it was of {whose}'s plan, take it back and set it anew."
            ),
            Choice(f"Take back {cap_words.said(cap)}", own_caps.withdrawal(chart.alias, cap)),
        )
        for cap in caps
    ]


def _counts_of(payer: str, standing: Standing, chart: Chart) -> bool:
    """Whether it counts a visit that a payer paid, by who is noted to pay now."""
    paid = {
        session.number
        for session in chart.history.sessions
        if not session.self_pay and chart.payer_on(session.on) == payer
    }
    return any(row.counts and row.session in paid for row in standing.counted)
