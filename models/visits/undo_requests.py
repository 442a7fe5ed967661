"""What takes back a request, a step of a plan of care, or a check of a payer's count."""

from __future__ import annotations

from datetime import date

from models.visits import events
from models.visits.chart import Chart
from models.visits.count_check import CheckOutcome, CountCheck, check_of
from models.visits.deed import DeedState
from models.visits.inverse import GONE, Inverse, Particulars, Undo
from models.visits.plan_of_care import PlanEntry, PlanNoted, PlanStep, PlanWithdrawn
from models.visits.visit_request import RequestState, of_serial


def plan_noted(said: Particulars, chart: Chart, _: Undo) -> Inverse:
    """What it took the place of is noted again."""
    entry = plan_entry(said)
    noted = next((e for e in chart.care_plan if e.key == entry.key), None)
    if noted is None:
        return GONE
    before = (PlanNoted(plan_entry(said["was"])),) if "was" in said else ()
    state = DeedState.AS_LEFT if noted == entry else DeedState.CHANGED
    return Inverse(state, before or (PlanWithdrawn(entry),))


def plan_withdrawn(said: Particulars, chart: Chart, _: Undo) -> Inverse:
    """What was withdrawn is noted again."""
    entry = plan_entry(said)
    if any(e.key == entry.key for e in chart.care_plan):
        return GONE
    return Inverse(DeedState.AS_LEFT, (PlanNoted(entry),))


def plan_entry(said: Particulars) -> PlanEntry:
    """The step of a plan of care that an entry speaks of."""
    until = said.get("until")
    return PlanEntry(
        date.fromisoformat(said["on"]),
        PlanStep(said["step"]),
        date.fromisoformat(until) if until else None,
        bool(said.get("direct")),
    )


def visits_requested(said: Particulars, chart: Chart, _: Undo) -> Inverse:
    """A request that was decided since is taken back with its decision, after a question."""
    request = of_serial(chart.requests, said["serial"])
    if request is None or request.state is RequestState.WITHDRAWN:
        return GONE
    state = DeedState.AS_LEFT if request.is_open else DeedState.CHANGED
    return Inverse(state, (events.RequestWithdrawn(request.serial),))


def request_expedited(said: Particulars, chart: Chart, _: Undo) -> Inverse:
    """The request is urgent as it was before, or not."""
    request = of_serial(chart.requests, said["serial"])
    on, was = (date.fromisoformat(said[key]) if key in said else None for key in ("on", "was"))
    if request is None or request.expedited == was:
        return GONE
    state = DeedState.AS_LEFT if request.expedited == on else DeedState.CHANGED
    return Inverse(state, (events.RequestExpedited(request.serial, was),))


def _request_closed(said: Particulars, chart: Chart, kind: RequestState) -> Inverse:
    request = of_serial(chart.requests, said["serial"])
    if request is None or request.state is not kind:
        return GONE
    return Inverse(DeedState.AS_LEFT, (events.RequestReopened(request.serial),))


def request_granted(said: Particulars, chart: Chart, _: Undo) -> Inverse:
    """The request is open again."""
    return _request_closed(said, chart, RequestState.GRANTED)


def request_reopened(said: Particulars, chart: Chart, _: Undo) -> Inverse:
    """What was entered as granted stands again."""
    request = of_serial(chart.requests, said["serial"])
    if request is None or "authorization" not in said or not request.is_open:
        return GONE
    on, number, authorization = said["on"], said["number"], said["authorization"]
    granted = events.RequestGranted(request.serial, date.fromisoformat(on), number, authorization)
    return Inverse(DeedState.AS_LEFT, (granted,))


def request_denied(said: Particulars, chart: Chart, _: Undo) -> Inverse:
    """The request is open again; of a day that was corrected, the one before holds again."""
    request = of_serial(chart.requests, said["serial"])
    if "was" not in said or request is None or request.state is not RequestState.DENIED:
        return _request_closed(said, chart, RequestState.DENIED)
    on, was = (date.fromisoformat(said[key]) for key in ("on", "was"))
    if request.decided == was:
        return GONE
    state = DeedState.AS_LEFT if request.decided == on else DeedState.CHANGED
    return Inverse(state, (events.RequestDenied(request.serial, was),))


def request_withdrawn(said: Particulars, chart: Chart, _: Undo) -> Inverse:
    """The request is open again."""
    return _request_closed(said, chart, RequestState.WITHDRAWN)


def counts_compared(said: Particulars, chart: Chart, _: Undo) -> Inverse:
    """The check of before holds again, or none."""
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
