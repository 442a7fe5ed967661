"""Which request a decision is on, and what closes it: granted as an authorization, or denied."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from models.errors import NotUnderstood
from models.field_name import FieldName
from models.reply import Choice
from models.visits.authorization import Authorization
from models.visits.chart import Chart
from models.visits.events import RequestGranted
from models.visits.limit import Pool, Unit
from models.visits.session import Discipline
from models.visits.visit_request import RequestState, VisitRequest, of_serial, open_requests
from models.wording import phrases, requests
from models.wording.standings import weekday


@dataclass(frozen=True, slots=True)
class Closing:
    """A request that a payer granted on a day."""

    alias: str
    request: VisitRequest
    on: date
    today: date

    @property
    def command(self) -> str:
        """The front of the command that grants it."""
        return granting(self.alias, self.request.serial, self.on, self.today)

    def refuse_decided(self, chart: Chart, new: Authorization, by_itself: str) -> None:
        """Raise `NotUnderstood` where something else was decided on it before.

        What an appeal brought, or a second grant, is entered `by_itself`, with that command.
        """
        request = held(chart, self.request.serial)
        kept = chart.granted_already(new)
        if not request.is_open and not (kept and kept.serial == request.authorization):
            raise decided_already(self.alias, request, by_itself)

    def events(
        self, chart: Chart, new: Authorization, *, is_added: bool
    ) -> tuple[RequestGranted, ...]:
        """What closes it on the chart as it is now, by an authorization that is added or there."""
        request = held(chart, self.request.serial)
        kept = None if is_added else chart.granted_already(new)
        serial = kept.serial if kept else chart.next_serial
        return (RequestGranted(request.serial, self.on, new.number, serial),)

    def told(self, granted: Authorization) -> tuple[str, ...]:
        """What is said of the request beside the authorization."""
        asked, number = self.request, granted.number
        is_alike = (asked.unit is Unit.TIMED_UNIT) == (granted.unit is Unit.TIMED_UNIT)
        missing = asked.number - number if is_alike else 0
        if missing <= 0:
            return (f"Request {asked.serial} is closed: granted.",)
        return (
            f"Request {asked.serial} is closed: {number} of {requests.amount(asked)} granted, "
            f"{missing} fewer than asked.",
        )


def granting(alias: str, serial: int, on: date, today: date) -> str:
    """The front of the command that grants a request, with the day on which that was decided."""
    decided = "" if on == today else f" decided {on.isoformat()}"
    return f"/session granted {alias} request {serial}{decided}"


def held(chart: Chart, serial: int) -> VisitRequest:
    """A request that was entered in a chart."""
    request = of_serial(chart.requests, serial)
    if request is None:
        raise LookupError("a request stays in its chart")
    return request


def of_disciplines(chart: Chart, named: Sequence[Discipline]) -> Chart:
    """The chart with the requests alone that may be for visits of these, where some are open."""
    pool = Pool(disciplines=tuple(named))
    alike = tuple(request for request in chart.requests if request.may_be_of(pool))
    return replace(chart, requests=alike) if open_requests(alike) else chart


def meant(
    chart: Chart,
    serial: int,
    command: Callable[[int], str],
    question: str = "Which request was decided?",
    granted: str = "",
) -> VisitRequest:
    """The request of a number, or the only open one. Raises `NotUnderstood` where it is unclear.

    `granted` is what was granted, as it may be entered without a request.
    """
    open_ = open_requests(chart.requests)
    if serial:
        named = of_serial(chart.requests, serial)
        if named is None or named.state is RequestState.WITHDRAWN:
            raise _which(chart, f"{chart.alias} has no request number {serial}.", command)
        return named
    if len(open_) == 1:
        return open_[0]
    if open_:
        raise _which(chart, question, command)
    raise _none_open(chart, granted)


def decided_already(alias: str, request: VisitRequest, by_itself: str = "") -> NotUnderstood:
    """The refusal of a second decision; `by_itself` enters what was granted all the same."""
    on = f" on {phrases.day(request.decided)}" if request.decided else ""
    mistake = "If that was entered by mistake, whoever did may take it back: /session undo"
    is_denied = request.state is RequestState.DENIED
    since = "after an appeal" if is_denied else "besides"
    return NotUnderstood(
        f"Request {request.serial} of {alias} was {request.state}{on}, so nothing was saved.",
        f"What the payer granted {since} is entered by itself. {mistake}" if by_itself else mistake,
        [
            *([Choice(f"Granted {since}: enter it", by_itself)] if by_itself else []),
            Choice("Show it", f"/session show {alias}"),
        ],
        field=FieldName.NUMBER,
    )


_DECIDED = "Give the day on which the payer decided. Nothing was saved."


def refuse_to_come(
    request: VisitRequest,
    on: date,
    today: date,
    *,
    ahead: str = _DECIDED,
    before: str = _DECIDED,
) -> None:
    """Refuse a day to come, or of before the request was sent; what to do is told of each."""
    if on > today:
        raise NotUnderstood(
            f"{weekday(on)} is still to come.",
            ahead,
            field=FieldName.ON,
        )
    if on < request.sent:
        raise NotUnderstood(
            f"Request {request.serial} was sent on {phrases.day(request.sent)}, after that day.",
            before,
            field=FieldName.ON,
        )


def _which(chart: Chart, what: str, command: Callable[[int], str]) -> NotUnderstood:
    open_ = open_requests(chart.requests)
    listed = " ".join(
        f"Request {r.serial}: {requests.amount(r)}, sent {phrases.day(r.sent)}." for r in open_
    )
    return NotUnderstood(
        what,
        f"{listed} Nothing was saved yet.".strip(),
        [Choice(f"Request {r.serial}", command(r.serial)) for r in open_],
        field=FieldName.NUMBER,
    )


def _none_open(chart: Chart, granted: str) -> NotUnderstood:
    authorize = f"/session authorize {chart.alias} {granted}".strip()
    return NotUnderstood(
        f"{chart.alias} has no open request.",
        f"Nothing was saved. What a payer granted without one is entered by itself: {authorize}",
        [
            Choice("Enter an authorization", authorize),
            Choice("Enter the request", f"/session request {chart.alias}"),
        ],
        field=FieldName.NUMBER,
    )
