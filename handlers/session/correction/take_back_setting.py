"""Takes back a cap that was set or dropped, and changes of the clinic's settings (_COLUMNS)."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace
from typing import Any, cast

from handlers.clinic import change_setting
from handlers.command import Request, Services
from handlers.session.card import card
from handlers.session.card.counted_chart import counted
from handlers.session.find_chart import by
from models.clinic import payer_tick, preferences
from models.clinic.audit import PART, UNDOES
from models.clinic.clinic import spell_readings
from models.ports import Defaults
from models.reply import Choice, Line, Reply
from models.visits import deed as deeds
from models.visits.cap import Cap, CapScope
from models.visits.cap_text import with_texts, word
from models.visits.chart import DoneBy
from models.visits.deed import Deed, DeedKind, DeedState
from models.wording import audit_settings, cap_words, phrases, undo_names

_COLUMNS = frozenset({"profession", "state", "time_zone", "readings"})
"""The settings that are no preferences."""


async def state_of(request: Request, services: Services, deed: Deed) -> DeedState:
    """What has become of a cap or of settings."""
    if deed.kind is DeedKind.CAP:
        return await _cap_state(request, services, deed)
    return _settings_state(request, deed)


def doer(request: Request, deed: Deed, part: int = 1) -> DoneBy:
    """Who takes a deed back; `part` is more than 1 for further changes of one undo."""
    return replace(by(request), undoes=deed.numbers, part=part)


async def _cap_state(request: Request, services: Services, deed: Deed) -> DeedState:
    held = await services.charts.caps(request.clinic.id)
    wanted = [(_cap_of(request, deed, part), e.action) for part, e in enumerate(deed.events)]
    states = set()
    for cap, action in wanted:
        same = [c for c in held if cap.is_instead_of(c)]
        if action == deeds.CAP_DROPPED:
            states.add(DeedState.CHANGED if same else DeedState.AS_LEFT)
        elif not same:
            states.add(DeedState.GONE)
        else:
            is_same = word(same[0]) == word(cap)
            states.add(DeedState.AS_LEFT if is_same else DeedState.CHANGED)
    return states.pop() if len(states) == 1 else DeedState.CHANGED


def _cap_of(request: Request, deed: Deed, part: int) -> Cap:
    """The cap that an entry speaks of."""
    event = deed.events[part]
    scope = CapScope(str(event.particulars["cap"]).split("/")[1])
    subject = "" if scope is CapScope.CLINIC else event.subject
    return undo_names.cap_told(event.particulars, scope, subject, by(request))


def _before(deed: Deed, held: Cap) -> Cap | None:
    """The cap whose place a cap took; entries of earlier releases have its number alone."""
    was: Any = deed.events[0].particulars.get("was")
    if was is None:
        return None
    if isinstance(was, int):
        return replace(held, number=was)
    return with_texts(held, was)


async def cap(request: Request, services: Services, deed: Deed, name: str) -> Reply:
    """Take back that a cap was set or dropped."""
    clinic_id = request.clinic.id
    caps = [_cap_of(request, deed, part) for part in range(len(deed.events))]
    if any(held.scope is not CapScope.ALIAS for held in caps):
        await change_setting.refuse_staff(request.member, services, "A cap for a whole payer")
    for part, (held, event) in enumerate(zip(caps, deed.events, strict=True), start=1):
        before = _before(deed, held)
        who = doer(request, deed, part)
        if event.action == deeds.CAP_DROPPED:
            await services.charts.set_cap(clinic_id, held, who)
        elif before is None:
            await services.charts.drop_cap(clinic_id, held, who)
        else:
            await services.charts.set_cap(clinic_id, before, who)
    done, now = f"Taken back: {name}.", Line(_caps_by_now(caps, deed))
    if caps[0].scope is not CapScope.ALIAS:
        return Reply(headline=done, lines=(now,))
    after = await services.charts.amend(clinic_id, caps[0].subject, lambda _: (), by(request))
    return replace(card.say(counted(after, request, services), now), headline=done)


def _caps_by_now(caps: Sequence[Cap], deed: Deed) -> str:
    """Which caps hold again, and which one no more."""
    told = list(zip(caps, deed.events, strict=True))
    again = [cap_words.said(held) for held, e in told if e.action == deeds.CAP_DROPPED]
    before = _before(deed, caps[0])
    again += [cap_words.said(before)] if before else []
    if again and before and len(told) == 1:
        return f"Your clinic's cap is {again[0]} again."
    if again:
        return f"Your clinic's cap holds again: {phrases.either(again, 'and')}."
    return "Your clinic has no such cap any more."


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


def is_of_alias(deed: Deed) -> bool:
    """Whether a cap is that of one alias."""
    return str(deed.events[0].particulars["cap"]).split("/")[1] == CapScope.ALIAS


def is_of_member(deed: Deed) -> bool:
    """Whether settings are such as every member sets, and may take back."""
    names = _pairs(deed)
    return all(preferences.watch_in(n) or payer_tick.year_and_payer(n) for n in names)


def would_be(deed: Deed, services: Services) -> list[str]:
    """What taking settings back makes of each, in a sentence; nothing of a cap, which is named."""
    if deed.kind is not DeedKind.SETTINGS:
        return []
    names = services.book.payers
    changes = (
        audit_settings.change(
            setting_,
            {"from": pair["to"], "to": pair["from"]},
            lambda id_: names[id_].name if id_ in names else id_,
        )
        for setting_, pair in _pairs(deed).items()
    )
    return [f"{phrases.sentence(change)}." for change in changes]


async def settings(request: Request, services: Services, deed: Deed, name: str) -> Reply:
    """Set the clinic's settings back to what they were."""
    if not is_of_member(deed):
        await change_setting.refuse_staff(request.member, services, "What your clinic has set")
    pairs = _pairs(deed)
    channel = pairs.get(preferences.CHANNEL, {}).get("from")
    if channel and not change_setting.is_plain(request):
        await change_setting.refuse_channel(request, services, channel)
    before: dict[str, Any] = {name: pair["from"] for name, pair in pairs.items()}
    defaults = {name: value for name, value in before.items() if name in _COLUMNS}
    chosen = {name: value for name, value in before.items() if name not in _COLUMNS}
    if chosen:
        defaults["preferences"] = json.dumps(chosen)
    await change_setting.keep_defaults(
        request, services, cast("Defaults", defaults), undoes=deed.numbers
    )
    if "readings" in defaults:
        for payer in await services.charts.payers(request.clinic.id):
            await services.charts.count_anew(request.clinic.id, payer)
    ticks = [told[0] for told in map(payer_tick.year_and_payer, pairs) if told]
    return Reply(
        headline=f"Taken back: {name}.",
        lines=() if ticks else tuple(map(Line, would_be(deed, services))),
        choices=(
            Choice("Payers to verify", f"/caps rollover {ticks[0]}")
            if ticks
            else Choice("The settings", "/clinic"),
        ),
    )
