"""What the audit writes of a change: the action and the particulars of each event."""

from __future__ import annotations

from datetime import date, datetime

from models.clinic.audit import PART, UNDOES, AuditEvent, as_detail
from models.coverage.fact_report import FactCheck, FactReport
from models.storage import request_audit
from models.visits import events
from models.visits.balance import Balance
from models.visits.cap import Cap
from models.visits.cap_text import word
from models.visits.chart import Chart, ChartOpening, DoneBy
from models.visits.events import Event
from models.visits.payer_periods import PayerPeriods, payer_on, with_payer, with_secondary
from models.visits.plan_of_care import PlanEntry, PlanNoted, PlanWithdrawn
from models.visits.session_case import CaseTold


def opened(opening: ChartOpening, alias: str, by: DoneBy) -> AuditEvent:
    """An alias that is opened, with what was told of it then."""
    month, day = opening.benefit_year or (None, None)
    facts = {"payer": opening.payer, "condition": opening.condition}
    year = {"year": f"{month}/{day}"} if month else {}
    plan = {"plan": opening.plan} if opening.plan else {}
    return AuditEvent(by.at, by.actor, "alias opened", alias, as_detail({**facts, **year, **plan}))


def discarded(alias: str, by: DoneBy) -> AuditEvent:
    """An alias whose opening is taken back."""
    return AuditEvent(by.at, by.actor, "opening taken back", alias, as_detail(marks(by)))


def deed_of(event: Event, before: Chart, by: DoneBy, further: int = 0) -> AuditEvent:
    """The deed that an event is; `further` are the events of the same change before it."""
    action, particulars = _told(event, before)
    detail = as_detail({**particulars, **marks(by, further)})
    return AuditEvent(by.at, by.actor, action, before.alias, detail)


def cap_deed(cap: Cap, by: DoneBy, *, is_set: bool, was: Cap | None = None) -> AuditEvent:
    """A cap set or taken back; its subject is that of the cap, or the clinic.

    `was` is the cap whose place it takes.
    """
    action = "cap set" if is_set else "cap dropped"
    replaced = {"was": word(was)} if was else {}
    detail = as_detail({"cap": cap.id, **word(cap), **replaced, **marks(by)})
    return AuditEvent(by.at, by.actor, action, cap.subject or "clinic", detail)


def fact_deed(
    report: FactReport, actor: str, at: datetime, check: FactCheck | None = None
) -> AuditEvent:
    """A fact that a member calls wrong, or what the check of one says. It names no day."""
    said = {"of": report.part.value, "source": report.source}
    action = "fact checked" if check else "fact reported"
    detail = as_detail({**said, **({"check": check.value} if check else {})})
    return AuditEvent(at, actor, action, report.fact, detail)


def marks(by: DoneBy, further: int = 0) -> dict[str, object]:
    """Which part of a request a deed is, and what it takes back; nothing where it is all of one."""
    part = by.part + further
    undoes = {UNDOES: list(by.undoes)} if by.undoes else {}
    return {**undoes, **({PART: part} if part > 1 else {})}


def _told(event: Event, before: Chart) -> tuple[str, dict[str, object]]:  # noqa: PLR0911
    match event:
        case events.SessionRestored(number):
            return "session restored", {"number": number}
        case events.SessionLogged(s):
            codes = {"codes": " ".join(s.codes)} if s.codes else {}
            codes |= {"self_pay": "yes"} if s.self_pay else {}
            codes |= {"case": s.case.value} if s.case else {}
            return "session logged", {"number": s.number, "on": str(s.on), **codes}
        case events.SessionVoided(number, reason):
            return "session voided", {"number": number, "reason": reason}
        case events.PayerSet(payer, first, last, plan):
            days = {"since": str(first) if first else None, "until": str(last) if last else None}
            told: dict[str, object] = {name: day for name, day in days.items() if day}
            periods = with_payer(before.payer_periods, payer, first, last, plan)
            told |= {"plan": plan} if plan else {}
            if first or before.payers or any(p.plan for p in (*before.payer_periods, *periods)):
                told |= {"before": _spelled(before.payer_periods), "after": _spelled(periods)}
            return "payer set", {"from": before.payer, "to": payer, **told}
        case events.PayersRestored(periods):
            return "payers restored", {"after": _spelled(periods)}
        case events.ConditionSet(condition):
            return "condition set", {"from": before.condition, "to": condition}
        case events.PlanSet(plan):
            return "plan set", {"from": before.plan, "to": plan}
        case events.BenefitYearSet(year):
            return "benefit year set", {"from": before.benefit_year, "to": year}
        case _:
            return (
                _withdrawn(event, before)
                or _of_case(event)
                or _second_payer(event, before)
                or _booked(event, before)
                or _plan_of_care(event, before)
                or request_audit.expedited(event, before)
                or request_audit.denied(event, before)
                or request_audit.reopened(event, before)
                or request_audit.requested(event)
                or request_audit.compared(event, before)
                or _dated(event, before)
            )


def _of_case(event: Event) -> tuple[str, dict[str, object]] | None:
    """The case of a session that was logged without one, or that it is taken back."""
    match event:
        case CaseTold(number, case):
            told = {"case": case.value} if case else {}
            return f"session case {'told' if case else 'taken back'}", {"number": number, **told}
    return None


def _second_payer(event: Event, before: Chart) -> tuple[str, dict[str, object]] | None:
    """Who pays second, from a day or from the start."""
    match event:
        case events.SecondarySet(payer, first, last):
            after = with_secondary(before.secondary, payer, first, last)
            days = {"since": first, "until": last}
            told = {name: str(day) for name, day in days.items() if day}
            periods = {"before": _spelled(before.secondary), "after": _spelled(after)}
            was = payer_on(before.secondary, first or date.min)
            return "secondary payer set", {"from": was, "to": payer, **told, **periods}
        case events.SecondaryRestored(restored):
            return "secondary payers restored", {"after": _spelled(restored)}
    return None


def _booked(event: Event, before: Chart) -> tuple[str, dict[str, object]] | None:
    """The days that are new, or gone, and no others."""
    match event:
        case events.VisitsBooked(days):
            return "visits booked", {"on": [str(d) for d in days if d not in before.booked]}
        case events.BookingsCancelled(days):
            return "bookings cancelled", {"on": [str(d) for d in days if d in before.booked]}
    return None


def _plan_of_care(event: Event, before: Chart) -> tuple[str, dict[str, object]] | None:
    """A step of the plan of care, and what it takes the place of."""
    match event:
        case PlanNoted(entry):
            was = next((old for old in before.care_plan if old.key == entry.key), None)
            told = {"was": _step(was)} if was else {}
            return "plan noted", {**_step(entry), **told}
        case PlanWithdrawn(entry):
            noted = next((old for old in before.care_plan if old.key == entry.key), entry)
            return "plan withdrawn", _step(noted)
    return None


def _step(entry: PlanEntry) -> dict[str, object]:
    until = {"until": str(entry.until)} if entry.until else {}
    direct = {"direct": "yes"} if entry.is_direct else {}
    return {"step": entry.step.value, "on": str(entry.on), **until, **direct}


def _spelled(periods: PayerPeriods) -> list[list[str | None]]:
    """Each payer with its first day, None for "from the start", and its plan where it has one."""
    told = ((p, str(p.first) if p.first else None) for p in periods)
    return [[p.payer, first, *([p.plan] if p.plan else [])] for p, first in told]


def _withdrawn(event: Event, before: Chart) -> tuple[str, dict[str, object]] | None:
    """What was entered by mistake, with the particulars of its entry."""
    match event:
        case events.AuthorizationWithdrawn(serial):
            retired = before.retired_authorizations
            back = [gone.authorization.serial for gone in retired if gone.replaced_by == serial]
            return "authorization withdrawn", {"serial": serial, **({"back": back} if back else {})}
        case events.AuthorizationRestored(serial):
            return "authorization restored", {"serial": serial}
        case events.BalanceWithdrawn(balance):
            return "balance withdrawn", _dated(events.BalanceAdded(balance), before)[1]
        case events.ImprovementWithdrawn(on):
            return "improving withdrawn", {"on": str(on)}
    return None


def _dated(event: Event, before: Chart) -> tuple[str, dict[str, object]]:
    match event:
        case events.AuthorizationAdded():
            return _authorized(event)
        case events.BalanceAdded(b):
            was = next((old for old in before.history.balances if b.replaces(old)), None)
            return "balance told", {**_word(b), **({"was": _word(was)} if was else {})}
        case events.ImprovementNoted(on):
            return "improving noted", {"on": str(on)}
        case events.EpisodeOpened(on):
            return "episode opened", {"on": str(on)}
        case events.ChartClosed(on):
            return "alias closed", {"on": str(on)}
        case events.ChartReopened(on):
            closed = {"closed": str(before.closed)} if before.closed else {}
            return "alias reopened", {"on": str(on), **closed}
    raise TypeError(f"no deed for {type(event).__name__}")


def _word(b: Balance) -> dict[str, object]:
    """A balance as it was told; what is not said of it is left out."""
    of = {"limit": b.limit, "held_until": str(b.held_until or ""), "last_known": b.last_known}
    said = {"used": b.used, "as_of": str(b.as_of), "source": b.source}
    told = {name: value for name, value in of.items() if value not in ("", None)}
    return {**said, "includes_ours": b.includes_ours, **told}


def _authorized(event: events.AuthorizationAdded) -> tuple[str, dict[str, object]]:
    a = event.authorization
    dates = {"from": str(a.period.first), "until": str(a.period.last)}
    granted = {"id": a.id, "serial": a.serial, "number": a.number, **dates}
    granted |= {"case": a.pool.case.value} if a.pool.case else {}
    if not event.replaces:
        return "visits authorized", granted
    return "authorization replaced", {
        **granted,
        "instead_of": ", ".join(map(str, event.replaces)),
    }
