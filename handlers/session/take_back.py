"""Takes back one deed: of a chart, the opening of one, a cap, or the clinic's settings."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any, cast

from handlers.clinic import setting
from handlers.command import Request, Services
from handlers.session import card
from handlers.session import payer as session_payer
from handlers.session.card import counted
from handlers.session.find_chart import by, why
from models.clinic import preferences
from models.clinic.audit import PART, UNDOES
from models.clinic.clinic import spell_readings
from models.errors import NotUnderstood
from models.ports import Defaults
from models.reply import Choice, Line, Reply
from models.visits import undo
from models.visits.cap import Cap, CapScope
from models.visits.chart import Chart, ChartInUse, DoneBy
from models.visits.events import Event, SessionVoided
from models.visits.undo import Deed, DeedKind, DeedState
from models.visits.window_text import unspell
from models.wording import audit, phrases
from models.wording import undo as wording

_COLUMNS = frozenset({"profession", "state", "time_zone", "readings"})
"""The settings that are no preferences."""

_OF_PAYER = frozenset({"payer set", "condition set", "plan set"})


@dataclass(frozen=True, slots=True)
class Target:
    """A deed, what has become of it, its chart where it is of one, and its names."""

    deed: Deed
    state: DeedState
    chart: Chart | None
    short: str = ""
    full: str = ""


async def look_at(request: Request, services: Services, deed: Deed) -> Target:
    """A deed as it stands by now."""
    kind = deed.kind
    if kind is DeedKind.OUT_OF_REACH:
        return Target(deed, DeedState.AS_LEFT, None)
    chart = None
    if kind in {DeedKind.CHART, DeedKind.OPENING}:
        chart = await services.charts.find(request.clinic.id, deed.subject)
        if chart is None:
            return Target(deed, DeedState.GONE, None)
    state = await _state(request, services, deed, chart)
    names = (name(deed, chart, services.book) for name in (wording.in_short, wording.in_full))
    return Target(deed, state, chart, *names)


async def _state(
    request: Request, services: Services, deed: Deed, chart: Chart | None
) -> DeedState:
    if deed.kind is DeedKind.CHART and chart:
        return undo.inverse(deed, chart, request.today).state
    if deed.kind is DeedKind.CAP:
        return await _cap_state(request, services, deed)
    if deed.kind is DeedKind.SETTINGS:
        return _settings_state(request, deed)
    return DeedState.AS_LEFT


def question(target: Target, services: Services) -> NotUnderstood:
    """The question before a deed is taken back that may be another than was meant."""
    mend = "It is not what you did just now, so nothing was undone yet."
    if target.state is DeedState.CHANGED:
        mend = f"{_by_now(target, services)} Nothing was undone yet."
    look = [why(target.chart)] if target.chart else []
    return NotUnderstood(f"Undo {target.full}?", mend, [button(target), *look])


def button(target: Target) -> Choice:
    """The command that takes back this deed and no other."""
    return Choice(f"Take back {target.short}", f"/session undo {target.short}")


def _by_now(target: Target, services: Services) -> str:
    """What stands where something else has taken the place of a deed."""
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
            return await _cap(request, services, target)
        case DeedKind.SETTINGS:
            return await _settings(request, services, target)
    return await _chart(request, services, target, is_sure=is_sure)


def _doer(request: Request, deed: Deed, part: int = 1) -> DoneBy:
    return replace(by(request), undoes=deed.numbers, part=part)


async def _chart(request: Request, services: Services, target: Target, *, is_sure: bool) -> Reply:
    deed = target.deed
    changes: list[Event] = []

    def decide(now: Chart) -> Sequence[Event]:
        inverse = undo.inverse(deed, now, request.today, request.idempotency_key)
        if inverse.state is DeedState.CHANGED and not is_sure:
            raise question(replace(target, state=inverse.state, chart=now), services)
        changes[:] = inverse.events if inverse.state is not DeedState.GONE else ()
        return changes

    after = await services.charts.amend(
        request.clinic.id, deed.subject, decide, _doer(request, deed)
    )
    done = f"Taken back: {target.full}." if changes else f"Taken back already: {target.short}."
    now = counted(after, request, services)
    lines = [Line(done), *([] if not changes else _since(target, now))]
    return card.say(now, *lines, choices=_again(after, changes, request))


def _since(target: Target, now: card.CountedChart) -> list[Line]:
    """How it is again."""
    actions = {event.action for event in target.deed.events}
    if actions <= _OF_PAYER:
        return [Line(session_payer.words(now))]
    if actions == {"session voided"}:
        return [Line("It counts again.")]
    return []


def _again(after: Chart, changes: Sequence[Event], request: Request) -> tuple[Choice, ...]:
    """The button that logs a session after all."""
    voided = next((e for e in changes if isinstance(e, SessionVoided)), None)
    session = after.session(voided.number) if voided else None
    return card.log_again(after, session, request) if session else ()


async def _opening(request: Request, services: Services, target: Target) -> Reply:
    alias, chart = target.deed.subject, target.chart
    if chart is None or _has_other_facts(chart, target.deed):
        raise ChartInUse(alias)
    await services.charts.discard(request.clinic.id, alias, _doer(request, target.deed))
    return Reply(
        headline=f"Taken back: {target.full}.",
        lines=(Line("Nothing was in it, and the alias may be given again."),),
        choices=(
            Choice("Open it after all", f"/session new {alias}"),
            Choice("The board", "/caps"),
        ),
    )


def _has_other_facts(chart: Chart, deed: Deed) -> bool:
    """Whether the payer or what is treated was set since."""
    told = deed.events[0].particulars
    kept = (chart.payer, chart.condition, chart.plan or None)
    return kept != (told.get("payer"), told.get("condition"), told.get("plan"))


async def _cap_state(request: Request, services: Services, deed: Deed) -> DeedState:
    held = await services.charts.caps(request.clinic.id)
    wanted = [(_cap_of(request, deed, part), e.action) for part, e in enumerate(deed.events)]
    states = set()
    for cap, action in wanted:
        same = [c for c in held if (c.scope, c.subject, c.window) == _key(cap)]
        if action == undo.CAP_DROPPED:
            states.add(DeedState.CHANGED if same else DeedState.AS_LEFT)
        elif not same:
            states.add(DeedState.GONE)
        else:
            is_same = same[0].number == cap.number
            states.add(DeedState.AS_LEFT if is_same else DeedState.CHANGED)
    return states.pop() if len(states) == 1 else DeedState.CHANGED


def _key(cap: Cap) -> tuple[CapScope, str, object]:
    return cap.scope, cap.subject, cap.window


def _cap_of(request: Request, deed: Deed, part: int) -> Cap:
    """The cap that an entry speaks of."""
    event = deed.events[part]
    said: dict[str, Any] = event.particulars
    scope = CapScope(str(said["cap"]).split("/")[1])
    window = unspell(wording.cap_window(said))
    subject = "" if scope is CapScope.CLINIC else event.subject
    return Cap(scope, subject, said["number"], window, request.member.user, request.today)


async def _cap(request: Request, services: Services, target: Target) -> Reply:
    deed, clinic_id = target.deed, request.clinic.id
    caps = [_cap_of(request, deed, part) for part in range(len(deed.events))]
    if any(cap.scope is not CapScope.ALIAS for cap in caps):
        await setting.refuse_staff(request.member, services, "A cap for a whole payer")
    for part, (cap, event) in enumerate(zip(caps, deed.events, strict=True), start=1):
        before = event.particulars.get("was")
        doer = _doer(request, deed, part)
        if event.action == undo.CAP_DROPPED:
            await services.charts.set_cap(clinic_id, cap, doer)
        elif before is None:
            await services.charts.drop_cap(clinic_id, cap, doer)
        else:
            earlier = replace(cap, number=cast("int", before))
            await services.charts.set_cap(clinic_id, earlier, doer)
    line = Line(f"Taken back: {target.full}.")
    if caps[0].scope is not CapScope.ALIAS:
        return Reply(headline="Your clinic's cap", lines=(line, Line(_caps_by_now(caps, deed))))
    after = await services.charts.amend(clinic_id, caps[0].subject, lambda _: (), by(request))
    return card.say(counted(after, request, services), line, Line(_caps_by_now(caps, deed)))


def _caps_by_now(caps: Sequence[Cap], deed: Deed) -> str:
    """Which cap holds again."""
    before = deed.events[0].particulars.get("was")
    if deed.events[0].action == undo.CAP_DROPPED:
        numbers = [phrases.count(cap.number, "visit") for cap in caps]
        return f"Your clinic's cap holds again: {phrases.either(numbers, 'and')}."
    if before is None:
        return "Your clinic has no such cap any more."
    return f"Your clinic's cap is {phrases.count(cast('int', before), 'visit')} again."


def _pairs(deed: Deed) -> dict[str, dict[str, str | None]]:
    """The settings that a deed changed: what each was and became."""
    said: dict[str, Any] = deed.events[0].particulars
    return {name: pair for name, pair in said.items() if name not in {UNDOES, PART}}


def _settings_state(request: Request, deed: Deed) -> DeedState:
    texts = preferences.as_texts(request.clinic.preferences)
    states = set()
    for name, pair in _pairs(deed).items():
        now = _column(request, name) if name in _COLUMNS else texts.get(name)
        if now == pair["to"]:
            states.add(DeedState.AS_LEFT)
        else:
            states.add(DeedState.GONE if now == pair["from"] else DeedState.CHANGED)
    return states.pop() if len(states) == 1 else DeedState.CHANGED


def _column(request: Request, name: str) -> str | None:
    clinic = request.clinic
    if name == "readings":
        return spell_readings(dict(clinic.readings)) or None
    return cast("str | None", getattr(clinic, name))


async def _settings(request: Request, services: Services, target: Target) -> Reply:
    await setting.refuse_staff(request.member, services, "What your clinic has set")
    pairs = _pairs(target.deed)
    channel = pairs.get(preferences.CHANNEL, {}).get("from")
    if channel and not setting.is_plain(request):
        await setting.refuse_channel(request, services, channel)
    before: dict[str, Any] = {name: pair["from"] for name, pair in pairs.items()}
    defaults = {name: value for name, value in before.items() if name in _COLUMNS}
    chosen = {name: value for name, value in before.items() if name not in _COLUMNS}
    if chosen:
        defaults["preferences"] = json.dumps(chosen)
    await setting.keep_defaults(
        request, services, cast("Defaults", defaults), undoes=target.deed.numbers
    )
    if "readings" in defaults:
        for payer in await services.charts.payers(request.clinic.id):
            await services.charts.count_anew(request.clinic.id, payer)
    back = {name: {"from": pair["to"], "to": pair["from"]} for name, pair in pairs.items()}
    names = services.book.payers
    changes = (
        audit.change(name, pair, lambda id_: names[id_].name if id_ in names else id_)
        for name, pair in back.items()
    )
    return Reply(
        headline=f"Taken back: {target.full}.",
        lines=tuple(Line(f"{phrases.sentence(change)}.") for change in changes),
        choices=(Choice("The settings", "/clinic"),),
    )
