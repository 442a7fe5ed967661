"""That a payer extends no authorization: asked before a last day moves, told where it did."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from handlers.command import Request, Services
from handlers.session.authorization import authorize_questions as questions
from handlers.session.authorization.authorize_questions import Wanted
from models.coverage.position import Circumstances, find
from models.errors import NotUnderstood
from models.field_name import FieldName
from models.reply import Choice, Line
from models.visits.authorization import Authorization
from models.visits.chart import Chart
from models.wording import phrases


def refuse(chart: Chart, wanted: Wanted, request: Request, services: Services) -> None:
    """Ask whether a last day was typed wrong, where its payer lets none be extended."""
    moved = _moved(chart, wanted)
    told = _told(chart, moved, request, services)
    last = wanted.authorization.period.last
    if not told or last is None or wanted.request.sure:
        return
    serials = phrases.either([str(a.serial) for a in moved], "and")
    ends = max(a.period.last for a in moved if a.period.last)
    days = f"from {phrases.typed_day(ends + timedelta(days=1))} until {phrases.typed_day(last)}"
    enter = f"/session authorize {chart.alias} <number> visits {days}"
    raise NotUnderstood(
        told[0].text,
        f"{' '.join(map(questions.named, moved))} Visits after {phrases.day(ends)} want a new "
        f"authorization. Once it is granted, enter it: {enter} Nothing was saved yet.",
        [
            Choice("Ask for a new one", f"/session request {chart.alias}"),
            Choice(
                f"It was typed wrong: until {phrases.day(last)}",
                wanted.command(f"instead of {serials}", "sure"),
            ),
        ],
        field=FieldName.LAST,
    )


def lines(before: Chart, wanted: Wanted, request: Request, services: Services) -> list[Line]:
    """What its payer says of it, beside a last day that was moved all the same."""
    return _told(before, _moved(before, wanted), request, services)


def _moved(chart: Chart, wanted: Wanted) -> list[Authorization]:
    """Those that it takes the place of, and that end sooner."""
    serials, last = wanted.request.instead_of, wanted.authorization.period.last or date.max
    held = chart.history.authorizations
    return [a for a in held if a.serial in serials and (a.period.last or date.max) < last]


def _told(
    chart: Chart, moved: Sequence[Authorization], request: Request, services: Services
) -> list[Line]:
    """That whoever granted one of these extends none, with the sources."""
    asked = Circumstances(request.today, condition=chart.condition, state=chart.state)
    book = services.book
    for giver in dict.fromkeys(chart.giver_of(a) or "" for a in moved):
        for position in book.positions.get(giver, ()):
            if position.never_extended and find([position], asked).leading:
                says = position.authorization
                cites = says.cites if says else position.cites
                return [Line(f"{book.payers[giver].name} extends no authorization.", cites)]
    return []
