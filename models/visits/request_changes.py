"""What each event about a request makes of a chart's requests (after)."""

from __future__ import annotations

from dataclasses import replace

from models.visits import events
from models.visits.visit_request import RequestState, VisitRequest, next_serial, of_serial

_Requests = tuple[VisitRequest, ...]


def after(requests: _Requests, event: events.RequestEvent) -> _Requests:
    """The requests after an event, by number. Raises LookupError for a number that none has."""
    if isinstance(event, events.VisitsRequested):
        return (*requests, event.request)
    before = of_serial(requests, event.serial)
    if before is None:
        raise LookupError(f"there is no request {event.serial}")
    return tuple(_changed(r, event) if r is before else r for r in requests)


def numbered(requests: _Requests, event: events.VisitsRequested) -> events.VisitsRequested:
    """A request with its number."""
    serial = event.request.serial or next_serial(requests)
    return events.VisitsRequested(replace(event.request, serial=serial))


def is_recorded(requests: _Requests, event: events.RequestEvent) -> bool:
    """Whether the requests hold already what an event would say: an open one asks for the same."""
    if isinstance(event, events.VisitsRequested):
        return any(r.is_open and r.asks_the_same(event.request) for r in requests)
    return after(requests, event) == requests


def _changed(request: VisitRequest, event: events.RequestEvent) -> VisitRequest:
    undecided = replace(request, state=RequestState.OPEN, decided=None, granted=0, authorization=0)
    match event:
        case events.RequestGranted(_, on, number, authorization):
            return replace(
                request,
                state=RequestState.GRANTED,
                decided=on,
                granted=number,
                authorization=authorization,
            )
        case events.RequestDenied(_, on):
            return replace(undecided, state=RequestState.DENIED, decided=on)
        case events.RequestWithdrawn():
            return replace(undecided, state=RequestState.WITHDRAWN)
        case events.RequestReopened():
            return undecided
        case events.RequestExpedited(_, day):
            return replace(request, expedited=day)
        case _:
            return request
