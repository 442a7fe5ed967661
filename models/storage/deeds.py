"""What the audit writes of a change: the action and the particulars of each event."""

from __future__ import annotations

from models.clinic.audit import AuditEvent, as_detail
from models.visits.cap import Cap
from models.visits.chart import Chart, ChartOpening, DoneBy
from models.visits.events import (
    AuthorizationAdded,
    AuthorizationWithdrawn,
    BalanceAdded,
    BenefitYearSet,
    ChartClosed,
    ChartReopened,
    ConditionSet,
    EpisodeOpened,
    Event,
    ImprovementNoted,
    PayerSet,
    PlanSet,
    SessionLogged,
    SessionVoided,
)


def opened(opening: ChartOpening, alias: str, by: DoneBy) -> AuditEvent:
    """An alias that is opened, with what was told of it then."""
    month, day = opening.benefit_year or (None, None)
    facts = {"payer": opening.payer, "condition": opening.condition}
    year = {"year": f"{month}/{day}"} if month else {}
    return AuditEvent(by.at, by.actor, "alias opened", alias, as_detail({**facts, **year}))


def deed_of(event: Event, before: Chart, by: DoneBy) -> AuditEvent:
    """The deed that an event is."""
    action, particulars = _told(event, before)
    return AuditEvent(by.at, by.actor, action, before.alias, as_detail(particulars))


def cap_deed(cap: Cap, by: DoneBy, *, is_set: bool) -> AuditEvent:
    """A cap set or taken back; its subject is that of the cap, or the clinic."""
    action = "cap set" if is_set else "cap dropped"
    detail = as_detail({"number": cap.number, "cap": cap.id})
    return AuditEvent(by.at, by.actor, action, cap.subject or "clinic", detail)


def _told(event: Event, before: Chart) -> tuple[str, dict[str, object]]:  # noqa: PLR0911
    match event:
        case SessionLogged(s):
            codes = {"codes": " ".join(s.codes)} if s.codes else {}
            return "session logged", {"number": s.number, "on": str(s.on), **codes}
        case SessionVoided(number, reason):
            return "session voided", {"number": number, "reason": reason}
        case PayerSet(payer, first, last):
            days = {"since": str(first) if first else None, "until": str(last) if last else None}
            told = {name: day for name, day in days.items() if day}
            return "payer set", {"from": before.payer, "to": payer, **told}
        case ConditionSet(condition):
            return "condition set", {"from": before.condition, "to": condition}
        case PlanSet(plan):
            return "plan set", {"from": before.plan, "to": plan}
        case BenefitYearSet(year):
            return "benefit year set", {"from": before.benefit_year, "to": year}
        case _:
            return _dated(event)


def _dated(event: Event) -> tuple[str, dict[str, object]]:
    match event:
        case AuthorizationAdded() | AuthorizationWithdrawn():
            return _authorized(event)
        case BalanceAdded(b):
            word = {"source": b.source, "includes_ours": b.includes_ours}
            return "balance told", {"used": b.used, "as_of": str(b.as_of), **word}
        case ImprovementNoted(on):
            return "improving noted", {"on": str(on)}
        case EpisodeOpened(on):
            return "episode opened", {"on": str(on)}
        case ChartClosed(on):
            return "alias closed", {"on": str(on)}
        case ChartReopened(on):
            return "alias reopened", {"on": str(on)}
    raise TypeError(f"no deed for {type(event).__name__}")


def _authorized(
    event: AuthorizationAdded | AuthorizationWithdrawn,
) -> tuple[str, dict[str, object]]:
    if isinstance(event, AuthorizationWithdrawn):
        return "authorization withdrawn", {"serial": event.serial}
    a = event.authorization
    dates = {"from": str(a.period.first), "until": str(a.period.last)}
    granted = {"id": a.id, "serial": a.serial, "number": a.number, **dates}
    if not event.replaces:
        return "visits authorized", granted
    return "authorization replaced", {
        **granted,
        "instead_of": ", ".join(map(str, event.replaces)),
    }
