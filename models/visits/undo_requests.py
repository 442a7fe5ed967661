"""What takes back what was noted of requests, and of counts that were compared."""

from __future__ import annotations

from datetime import date

from models.visits import events
from models.visits.chart import Chart
from models.visits.count_check import CheckOutcome, CountCheck, check_of
from models.visits.deed import DeedState
from models.visits.inverse import GONE, Inverse, Particulars, Undo
from models.visits.visit_request import RequestState, of_serial


def visits_requested(said: Particulars, chart: Chart, _: Undo) -> Inverse:
    """A request that was decided since is taken back with its decision, after a question."""
    request = of_serial(chart.requests, said["serial"])
    if request is None or request.state is RequestState.WITHDRAWN:
        return GONE
    state = DeedState.AS_LEFT if request.is_open else DeedState.CHANGED
    return Inverse(state, (events.RequestWithdrawn(request.serial),))


def _request_closed(said: Particulars, chart: Chart, kind: RequestState) -> Inverse:
    request = of_serial(chart.requests, said["serial"])
    if request is None or request.state is not kind:
        return GONE
    return Inverse(DeedState.AS_LEFT, (events.RequestReopened(request.serial),))


def request_granted(said: Particulars, chart: Chart, _: Undo) -> Inverse:
    """The request waits for its decision again."""
    return _request_closed(said, chart, RequestState.GRANTED)


def request_denied(said: Particulars, chart: Chart, _: Undo) -> Inverse:
    """The same of one that was denied."""
    return _request_closed(said, chart, RequestState.DENIED)


def request_withdrawn(said: Particulars, chart: Chart, _: Undo) -> Inverse:
    """The same of one that was withdrawn."""
    return _request_closed(said, chart, RequestState.WITHDRAWN)


def counts_compared(said: Particulars, chart: Chart, _: Undo) -> Inverse:
    """What was noted of the limit before stands again."""
    now, told = check_of(chart.checks, said["limit"]), _check(said)
    before = _check(said["was"]) if "was" in said else None
    if now == before:
        return GONE
    state = DeedState.AS_LEFT if now == told else DeedState.CHANGED
    return Inverse(state, (events.CountsCompared(said["limit"], before),))


def _check(said: Particulars) -> CountCheck:
    look_on = said.get("look_on")
    return CountCheck(
        said["limit"],
        said["theirs"],
        said["ours"],
        date.fromisoformat(said["as_of"]),
        said["source"],
        CheckOutcome(said["outcome"]),
        date.fromisoformat(look_on) if look_on else None,
    )
