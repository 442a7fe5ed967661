"""What an authorization does to a chart: it is added, takes the place of others, or is there."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from handlers.session.authorization import authorize_questions as questions
from handlers.session.authorization import more_visits
from handlers.session.authorization.authorize_questions import Wanted
from models.visits.allotment import allot
from models.visits.authorization import Authorization
from models.visits.chart import Chart
from models.visits.events import AuthorizationAdded, Event
from models.visits.history import History
from models.visits.payer_history import history_of, history_on


def decide(chart: Chart, wanted: Wanted, *, extends: bool) -> tuple[Event, ...]:
    """What happens on the chart as it is now: nothing where this very one was entered already.

    One that `extends` another may be as one that is held besides.
    """
    request, new = wanted.request, wanted.authorization
    same = chart.granted_already(new)
    if request.is_instead and request.is_as_well and not request.beside:
        raise questions.either_or(chart, wanted)
    if request.is_instead:
        beside = same.serial if extends and same else request.beside
        return _decide_instead(chart, wanted, same, beside)
    if same and not (request.is_as_well and request.beside == same.serial):
        return ()
    of_payer = _of_giver(chart, new)
    overlapping = [a for a in of_payer.authorizations if a.overlaps(new)]
    if overlapping and not request.is_as_well:
        if request.is_more:
            raise more_visits.question(wanted, overlapping)
        raise questions.which(chart, wanted, overlapping)
    return (AuthorizationAdded(new, beside=request.beside),)


def _of_giver(chart: Chart, new: Authorization) -> History:
    """What is known of the days of whoever grants it."""
    first = new.period.first or date.min
    return history_of(chart, new.granted_by) if new.granted_by else history_on(chart, first)


def _decide_instead(
    chart: Chart, wanted: Wanted, same: Authorization | None, beside: int
) -> tuple[Event, ...]:
    serials, new = wanted.request.instead_of, wanted.authorization
    if not serials:
        raise questions.instead_of_which(chart, wanted)
    if same and all(_is_or_was_before(chart, serial, same.serial) for serial in serials):
        return ()
    for serial in serials:
        if chart.authorization(serial) is None:
            raise questions.not_there(chart, serial, wanted)
    if same and same.serial != beside:
        raise questions.stands_already(chart, same, wanted)
    before = _drawn_before(chart, new, serials)
    if before and not wanted.request.sure:
        raise questions.begins_later(chart, wanted, before)
    return (AuthorizationAdded(new, replaces=serials, beside=beside),)


def _is_or_was_before(chart: Chart, serial: int, successor: int) -> bool:
    """Whether a serial is that of an authorization, or of one that it replaced."""
    gone = chart.retired(serial)
    return serial == successor or (gone is not None and gone.replaced_by == successor)


def _drawn_before(chart: Chart, new: Authorization, serials: Sequence[int]) -> list[date]:
    """The days of visits drawn on those to be replaced, before the first day of the new one."""
    first = new.period.first or date.min
    of_payer = _of_giver(chart, new)
    held = of_payer.authorizations
    replaced = {a.id for a in held if a.serial in serials}
    kept = [a for a in held if a.serial not in serials]
    drawn = allot(held, of_payer.sessions)
    return sorted(
        {
            s.on
            for s in of_payer.sessions
            if replaced.intersection(drawn.get(s.number, ()))
            and s.on < first
            and not any(a.covers(s) for a in kept)
        }
    )
