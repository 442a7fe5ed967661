"""/session withdraw: an authorization entered by mistake, or a request; what counts again."""

from __future__ import annotations

from collections.abc import Sequence

from handlers.command import Request, Services
from handlers.session.authorization.authorize_questions import gone, named
from handlers.session.authorization.uncovered_now import uncovered_now
from handlers.session.card import card
from handlers.session.card.counted_chart import counted
from handlers.session.find_chart import amend, refuse_closed, refuse_unused, why
from handlers.session.find_chart import named as named_chart
from handlers.session.request import withdraw_request
from models.coverage.fact_book import FactBook
from models.errors import NotUnderstood
from models.field_name import FieldName
from models.reply import Choice, Line, Reply
from models.understanding.commands import authorization_commands, request_words
from models.visits.chart import Chart
from models.visits.events import AuthorizationWithdrawn, Event, RequestReopened
from models.visits.visit_request import RequestState, VisitRequest


async def answer(request: Request, services: Services, text: str) -> Reply:
    """Take back one authorization, by its number. It stays visible, and counts no more."""
    chart, rest = await named_chart(request, services, text, "session withdraw")
    asked = request_words.read_withdrawing(rest)
    if asked is not None:
        return await withdraw_request.withdraw(request, services, chart, asked)
    typed = authorization_commands.read_withdrawing(rest)
    command = f"/session withdraw {chart.alias}"
    number = " ".join(map(str, typed.serials))
    refuse_unused(typed.unused, f"{command} {number}".strip(), f"withdrawn for {chart.alias}")
    if len(typed.serials) != 1:
        raise _which(chart, typed.serials)
    [serial] = typed.serials
    before: list[Chart] = []

    def decide(now: Chart) -> Sequence[Event]:
        refuse_closed(now)
        before[:] = [now]
        return _decide(now, serial)

    after = await amend(request, services, chart.alias, decide)
    lines = _lines(before[0], after, serial, services.book)
    return card.say(counted(after, request, services), *lines)


def _decide(chart: Chart, serial: int) -> tuple[Event, ...]:
    """What happens on the chart as it is now: nothing where it was withdrawn before."""
    if chart.authorization(serial):
        waits_again = (RequestReopened(request.serial) for request in _granted_by(chart, serial))
        return (AuthorizationWithdrawn(serial), *waits_again)
    retired = chart.retired(serial)
    if retired and not retired.replaced_by:
        return ()
    what, successor = gone(chart, serial)
    if successor is None:
        raise _which(chart, (), what)
    raise NotUnderstood(
        what,
        f"Nothing was withdrawn. {named(successor)} If that was the mistake, withdraw it, and "
        f"what it replaced counts again: /session withdraw {chart.alias} {successor.serial}",
        [_withdraw(chart, successor.serial), why(chart)],
        field=FieldName.NUMBER,
    )


def _granted_by(chart: Chart, serial: int) -> list[VisitRequest]:
    """The requests on which an authorization was granted: without it no decision is entered."""
    is_granted = RequestState.GRANTED
    return [r for r in chart.requests if r.state is is_granted and r.authorization == serial]


def _lines(before: Chart, after: Chart, serial: int, book: FactBook) -> list[Line]:
    retired = after.retired(serial)
    if retired is None:
        raise LookupError("an authorization that was withdrawn stays in its chart")
    says = named(retired.authorization).removesuffix(".")
    if before.authorization(serial) is None:
        return [Line(f"{says}: was withdrawn already.")]
    back = [a for a in after.history.authorizations if before.authorization(a.serial) is None]
    return [
        Line(f"{says}: withdrawn."),
        *(Line(f"Request {r.serial} is open again.") for r in _granted_by(before, serial)),
        *(Line(f"{named(a).removesuffix('.')}: counts again.") for a in back),
        *uncovered_now(before, after, book),
    ]


def _which(chart: Chart, serials: Sequence[int], what: str = "") -> NotUnderstood:
    """The question for one number: none was typed, several, or one that is not there."""
    live = [a for a in chart.history.authorizations if not serials or a.serial in serials]
    if not chart.history.authorizations:
        return NotUnderstood(
            what or f"{chart.alias} has no authorization to withdraw.",
            f"What was entered stands in /session show {chart.alias}",
            [why(chart)],
            field=FieldName.NUMBER,
        )
    asked = "Which authorization is to be withdrawn?" if not serials else "Withdraw one at a time."
    return NotUnderstood(
        what or asked,
        f"{' '.join(map(named, live))} Nothing was withdrawn yet.".strip(),
        [_withdraw(chart, a.serial) for a in live],
        field=FieldName.NUMBER,
    )


def _withdraw(chart: Chart, serial: int) -> Choice:
    return Choice(
        f"Withdraw number {serial}",
        f"/session withdraw {chart.alias} {serial}",
        confirm=f"Withdraw authorization number {serial} of {chart.alias}?",
    )
