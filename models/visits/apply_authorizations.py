"""What an authorization that is added, withdrawn or restored makes of a chart."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from models.visits import events
from models.visits.authorization import Authorization, RetiredAuthorization, with_former
from models.visits.chart import Chart

AuthorizationEvent = (
    events.AuthorizationAdded | events.AuthorizationWithdrawn | events.AuthorizationRestored
)


def after(event: AuthorizationEvent, chart: Chart) -> Chart:
    """The chart after an event. Raises LookupError for a withdrawal of none that ever was."""
    match event:
        case events.AuthorizationAdded(new, replaces):  # it counts instead of those
            return _instead(chart, new, replaces, chart.retired_authorizations)
        case events.AuthorizationWithdrawn(serial):
            return _withdrawn(serial, chart)
        case events.AuthorizationRestored(serial, replaces):
            return _restored(serial, replaces, chart)


def _withdrawn(serial: int, chart: Chart) -> Chart:
    """It counts no more, and those that it replaced count again."""
    withdrawn = chart.authorization(serial)
    if withdrawn is None and chart.retired(serial) is None:
        raise LookupError(f"there is no authorization {serial} to withdraw")
    if withdrawn is None:
        return chart
    live = [a for a in chart.history.authorizations if a.serial != serial]
    retired = chart.retired_authorizations
    back = [gone.authorization for gone in retired if gone.replaced_by == serial]
    gone = [gone for gone in retired if gone.replaced_by != serial]
    return _with(chart, [*live, *back], [*gone, RetiredAuthorization(withdrawn)])


def _restored(serial: int, replaces: tuple[int, ...], chart: Chart) -> Chart:
    """One that was withdrawn counts again instead of those that it replaced; any other stays."""
    withdrawn = chart.retired(serial)
    if withdrawn is None or withdrawn.replaced_by:
        return chart
    retired = [gone for gone in chart.retired_authorizations if gone != withdrawn]
    return _instead(chart, withdrawn.authorization, replaces, retired)


def _instead(
    chart: Chart,
    new: Authorization,
    replaces: tuple[int, ...],
    retired: Iterable[RetiredAuthorization],
) -> Chart:
    live = chart.history.authorizations
    replaced = [RetiredAuthorization(a, new.serial) for a in live if a.serial in replaces]
    kept = [a for a in live if a.serial not in replaces]
    return _with(chart, [*kept, new], [*retired, *replaced])


def _with(
    chart: Chart, live: Iterable[Authorization], retired: Iterable[RetiredAuthorization]
) -> Chart:
    """The chart with these authorizations, each list by serial."""
    gone = tuple(sorted(retired, key=lambda gone: gone.authorization.serial))
    in_order = sorted(live, key=lambda a: a.serial)
    history = replace(chart.history, authorizations=tuple(with_former(in_order, gone)))
    return replace(chart, history=history, retired_authorizations=gone)
