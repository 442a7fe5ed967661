"""Takes back one deed; what is asked before, and how a chart or its opening is taken back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from handlers.command import Request, Services
from handlers.session.card import card
from handlers.session.card.counted_chart import CountedChart, counted
from handlers.session.correction import take_back_rule, take_back_setting
from handlers.session.correction.take_back_setting import doer
from handlers.session.find_chart import why
from handlers.session.log import late_windows
from handlers.session.payer import payer_card
from handlers.session.plan_of_care import plan_of_care
from models.errors import NotUnderstood
from models.reply import Choice, Line, Reply
from models.visits import undo
from models.visits.chart import Chart, ChartInUse
from models.visits.deed import Deed, DeedKind, DeedState
from models.visits.events import Event, SessionRestored, SessionVoided
from models.wording import undo as wording

_OF_PLAN_OF_CARE = frozenset({"plan noted", "plan withdrawn"})
_OF_PAYER = frozenset({"payer set", "condition set", "plan set"})


@dataclass(frozen=True, slots=True)
class Target:
    """A deed, what has become of it, its chart where it is of one, and its names."""

    deed: Deed
    state: DeedState
    chart: Chart | None
    short: str = ""
    full: str = ""
    parts: tuple[Target, ...] = ()  # one for each chart, where it is of several

    @property
    def is_of_clinic(self) -> bool:
        """Whether it holds for the whole clinic: it is asked about before it is taken back."""
        kind = self.deed.kind
        if kind is DeedKind.RULE:
            return not take_back_rule.is_check(self.deed)
        if kind is DeedKind.SETTINGS:
            return not take_back_setting.is_of_member(self.deed)
        return kind is DeedKind.CAP and not take_back_setting.is_of_alias(self.deed)

    @property
    def is_of_sessions(self) -> bool:
        """Whether a session was logged by it."""
        return any(part.short.startswith("session ") for part in self.parts or (self,))


async def look_at(request: Request, services: Services, deed: Deed) -> Target:
    """A deed as it stands by now."""
    kind = deed.kind
    if kind is DeedKind.OUT_OF_REACH:
        return Target(deed, DeedState.AS_LEFT, None)
    if kind is DeedKind.CHART and len(of_each := deed.of_each()) > 1:
        return _of_several(deed, [await look_at(request, services, one) for one in of_each])
    chart = None
    if kind in {DeedKind.CHART, DeedKind.OPENING}:
        chart = await services.charts.find(request.clinic.id, deed.subject)
        if chart is None:
            return Target(deed, DeedState.GONE, None)
    state = await _state(request, services, deed, chart)
    short, full = (name(deed, chart, services.book) for name in (wording.in_short, wording.in_full))
    return Target(deed, state, chart, short, full)


def _of_several(deed: Deed, parts: Sequence[Target]) -> Target:
    """What one request did to several charts: those parts of it that stand."""
    standing = tuple(part for part in parts if part.state is not DeedState.GONE)
    if len(standing) <= 1:
        return standing[0] if standing else Target(deed, DeedState.GONE, None)
    is_changed = any(part.state is DeedState.CHANGED for part in standing)
    state = DeedState.CHANGED if is_changed else DeedState.AS_LEFT
    name = wording.of_list([part.short for part in standing])
    return Target(deed, state, None, name, name, standing)


async def _state(
    request: Request, services: Services, deed: Deed, chart: Chart | None
) -> DeedState:
    if deed.kind is DeedKind.CHART and chart:
        return undo.inverse(deed, chart, request.today).state
    if deed.kind in {DeedKind.CAP, DeedKind.SETTINGS}:
        return await take_back_setting.state_of(request, services, deed)
    if deed.kind is DeedKind.RULE:
        return take_back_rule.state_of(request.clinic.rules, deed)
    return DeedState.AS_LEFT


def question(
    target: Target, services: Services, why_not: str = "It is not what you did just now"
) -> NotUnderstood:
    """The question before a deed is taken back that may be another than was meant."""
    mend = f"{why_not}, so nothing was undone yet."
    if target.is_of_clinic:
        would = take_back_setting.would_be(target.deed, services)
        mend = " ".join([*would, "It is the clinic's and no patient's, so nothing was undone yet."])
    if target.state is DeedState.CHANGED:
        mend = f"{_by_now(target, services)} Nothing was undone yet."
    look = [why(target.chart)] if target.chart else []
    return NotUnderstood(f"Undo {target.full}?", mend, [button(target), *look])


def button(target: Target) -> Choice:
    """The command that takes back this deed and no other."""
    what = wording.all_of(target.parts) if target.parts else target.short
    return Choice(f"Take back {what}", f"/session undo {target.short}")


def _by_now(target: Target, services: Services) -> str:
    """What stands where something else has taken the place of a deed."""
    if target.parts:
        changed = [part for part in target.parts if part.state is DeedState.CHANGED]
        return " ".join(f"{part.short}: {_by_now(part, services)}" for part in changed)
    chart = target.chart
    if chart and {e.action for e in target.deed.events} <= _OF_PAYER:
        payer = services.book.payers.get(chart.payer or "")
        return f"It was changed since: the payer is {payer.name if payer else 'not set'} by now."
    if chart and chart.closed:
        return f"{chart.alias} was closed since."
    return "It was changed since."


async def carry_out(
    request: Request, services: Services, target: Target, *, is_sure: bool = False
) -> Reply:
    """Take a deed back. Raises `NotUnderstood` where it was changed since and nobody is sure."""
    if target.state is DeedState.CHANGED and not is_sure:
        raise question(target, services)
    match target.deed.kind:
        case DeedKind.OPENING:
            return await _opening(request, services, target)
        case DeedKind.CAP:
            return await take_back_setting.cap(request, services, target.deed, target.full)
        case DeedKind.SETTINGS:
            return await take_back_setting.settings(request, services, target.deed, target.full)
        case DeedKind.RULE:
            return await take_back_rule.rule(request, services, target.deed, target.full)
    return await _chart(request, services, target, is_sure=is_sure)


async def _chart(request: Request, services: Services, target: Target, *, is_sure: bool) -> Reply:
    after, changes = await taken_back(request, services, target, is_sure=is_sure)
    done = f"Taken back: {target.full}." if changes else f"Taken back already: {target.short}."
    if {event.action for event in target.deed.events} <= _OF_PLAN_OF_CARE:
        return replace(plan_of_care.say(after, services, request.today), headline=done)
    now = counted(after, request, services)
    before = counted(target.chart, request, services) if target.chart else None
    lines = _since(changes, target, before, now) if changes else []
    shown = card.say(now, *lines, choices=_again(after, changes, request), warns=False)
    return replace(shown, headline=done)


async def taken_back(
    request: Request, services: Services, target: Target, *, is_sure: bool
) -> tuple[Chart, Sequence[Event]]:
    """Take back what a deed did to its chart: how the chart is then, and what happened to it."""
    deed = target.deed
    changes: list[Event] = []

    def decide(now: Chart) -> Sequence[Event]:
        inverse = undo.inverse(deed, now, request.today, request.idempotency_key)
        if inverse.state is DeedState.CHANGED and not is_sure:
            raise question(replace(target, state=inverse.state, chart=now), services)
        changes[:] = inverse.events if inverse.state is not DeedState.GONE else ()
        return changes

    after = await services.charts.amend(
        request.clinic.id, deed.subject, decide, doer(request, deed, request.part)
    )
    return after, changes


def _since(
    changes: Sequence[Event], target: Target, before: CountedChart | None, now: CountedChart
) -> list[Line]:
    """How it is again. A session counts again only where some limit counts it, or did."""
    actions = {event.action for event in target.deed.events}
    if actions <= _OF_PAYER:
        return [Line(payer_card.words(now))]
    if actions == {"session voided"}:
        numbers = {event.number for event in changes if isinstance(event, SessionRestored)}
        counted = (row for standing in now.standings for row in standing.counted if row.counts)
        counts = any(row.session in numbers for row in counted)
        sessions = filter(None, map(now.chart.session, numbers))
        past = [*late_windows.lines(now, sessions)]
        first = "It counts again." if counts else "It stands again, and no limit counts it."
        return [*([Line(first)] if counts or not past else []), *past]
    numbers = {event.number for event in changes if isinstance(event, SessionVoided)}
    if before is None or not numbers:
        return []
    return [*late_windows.without(before, now, filter(None, map(before.chart.session, numbers)))]


def _again(after: Chart, changes: Sequence[Event], request: Request) -> tuple[Choice, ...]:
    """The button that logs what was taken back after all."""
    logs = log_again(after, changes, request)
    if len(logs) <= 1:
        return logs
    rows = (choice.command.removeprefix("/session log ") for choice in logs)
    return (Choice("Log them after all", f"/session log {'; '.join(rows)}"),)


def log_again(after: Chart, changes: Sequence[Event], request: Request) -> tuple[Choice, ...]:
    """What logs each session of a chart again that was taken back, the first of them first."""
    numbers = sorted(e.number for e in changes if isinstance(e, SessionVoided))
    sessions = filter(None, map(after.session, numbers))
    return tuple(c for s in sessions for c in card.log_again(after, s, request))


async def _opening(request: Request, services: Services, target: Target) -> Reply:
    alias, chart = target.deed.subject, target.chart
    told = target.deed.events[0].particulars
    opened = (told.get("payer"), told.get("condition"), told.get("plan"))
    if chart is None or opened != (chart.payer, chart.condition, chart.plan or None):
        raise ChartInUse(alias)  # the payer or what is treated was set since
    await services.charts.discard(request.clinic.id, alias, doer(request, target.deed))
    return Reply(
        headline=f"Taken back: {target.full}.",
        lines=(Line("Nothing was in it, and the alias may be given again."),),
        choices=(
            Choice("Open it after all", f"/session new {alias}"),
            Choice("The board", "/caps"),
        ),
    )
