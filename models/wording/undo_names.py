"""What each entry of the audit is called when it is taken back (_NAMES): "session 3", "cap 2"."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import Any

from models.clinic import payer_tick, preferences
from models.clinic.audit import PART, UNDOES, AuditEvent
from models.coverage.fact_book import FactBook
from models.visits import balance_source, body_region
from models.visits.cap import Cap, CapScope
from models.visits.cap_text import with_texts
from models.visits.chart import Chart, DoneBy
from models.visits.undo import authorization_serial
from models.visits.window import Lifetime
from models.wording import audit, audit_settings, cap_words, phrases, plan_of_care, standings

_Said = Mapping[str, Any]
_Named = tuple[str, str]
"""What names a change, as it is typed, and what tells more of it."""

_NUMBERED = {
    "authorization withdrawn": "withdrawal of authorization {serial}",
    "request granted": "grant of request {serial}",
    "request denied": "denial of request {serial}",
    "request withdrawn": "withdrawal of request {serial}",
    "request opened again": "opening of request {serial}",
    "rule withdrawn": "withdrawal of rule {rule}",
    "benefit year set": "benefit year",
    "alias opened": "opening",
    "alias closed": "closing",
    "alias reopened": "reopening",
}
"""What is called by its number, or by nothing but what it is."""


def name_of(event: AuditEvent, chart: Chart | None, book: FactBook) -> _Named:
    """What names a change of the audit, as it is typed, and what tells more of it."""
    said = event.particulars
    if event.action in {"visits authorized", "authorization replaced"}:
        return _authorized(said, chart)
    if event.action in _NUMBERED:
        return _NUMBERED[event.action].format_map(said), ""
    return _NAMES[event.action](said, book)


def _authorized(said: _Said, chart: Chart | None) -> _Named:
    serial = authorization_serial(said, chart) if chart else 0
    visits = audit.amount_authorized(said)
    until = _stretch(said["from"], said["until"])
    of_case = _of_case(said)
    return f"authorization {serial}".removesuffix(" 0"), f"{visits}{of_case}, {until}"


def _stretch(first: str, last: str) -> str:
    """Two days as one stretch, the year once where it is the same."""
    if "None" in {first, last}:  # one that is open at an end, as an import may have it
        return "open-ended"
    begins, ends = date.fromisoformat(first), date.fromisoformat(last)
    is_one_year = begins.year == ends.year
    start = phrases.day_of_year(begins) if is_one_year else phrases.day(begins)
    return f"{start} – {phrases.day(ends)}"


def _logged(said: _Said, _: FactBook) -> _Named:
    day = standings.weekday(date.fromisoformat(said["on"]))
    return session(said["number"]), f"{day}{_of_case(said)}"


def session(number: int) -> str:
    """The name of a session, as it is typed."""
    return f"session {number}"


def _of_case(said: _Said) -> str:
    return body_region.behind(body_region.region_of(said.get("case")))


def _balance(said: _Said, _: FactBook) -> _Named:
    return f"balance {said['used']}", _told_by(said)


def _told_by(said: _Said) -> str:
    return f"as of {_day(said['as_of'])}, from {balance_source.in_words(said['source'])}"


def _balance_withdrawn(said: _Said, book: FactBook) -> _Named:
    name, detail = _balance(said, book)
    return f"withdrawal of {name}", detail


def booking(days: Iterable[date]) -> str:
    """The name of bookings of some days."""
    return f"booking {_days(days)}"


def cancellation(days: Iterable[date]) -> str:
    """The name of bookings that were taken away."""
    return f"cancellation {_days(days)}"


def _dates(kept: Iterable[str]) -> list[date]:
    return [*map(date.fromisoformat, kept)]


def _day(kept: str) -> str:
    return phrases.day(date.fromisoformat(kept))


def _days(days: Iterable[date]) -> str:
    """The days of bookings, as they may be typed: "12/1 12/3"."""
    return " ".join(f"{day.month}/{day.day}" for day in days)


def _requested(said: _Said, _: FactBook) -> _Named:
    sent = _day(said["sent"])
    return f"request {said['serial']}", f"{audit.amount_requested(said)}, sent {sent}"


def _expedited(said: _Said, _: FactBook) -> _Named:
    urgent = "urgent" if "on" in said else "not urgent"
    return f"note that request {said['serial']} is {urgent}", ""


def _compared(said: _Said, _: FactBook) -> _Named:
    return f"comparison with {said['theirs']}", _told_by(said)


def _payer(said: _Said, book: FactBook) -> _Named:
    known = book.payers.get(said["to"] or "")
    words = (("from", "since"), ("until", "until"))
    days = [f"{word} {_day(said[key])}" for word, key in words if key in said]
    plan = said.get("plan", "")
    name = plan if not known and plan else f"payer {known.name if known else 'none'}"
    of_it = f" plan {plan}" if known and plan else ""
    return " ".join([f"{name}{of_it}", *days]), ""


def _second_payer(said: _Said, book: FactBook) -> _Named:
    name, days = _payer(said, book)
    return f"secondary {name}", days


def _condition(said: _Said, book: FactBook) -> _Named:
    known = book.conditions.get(said["to"] or "")
    return f"condition {known.name if known else said['to']}", ""


def _cap(said: _Said, _: FactBook) -> _Named:
    cap = cap_told(said, CapScope.CLINIC, "", None)
    return f"cap {said['number']}", cap_words.said(cap)


def _no_cap(said: _Said, book: FactBook) -> _Named:
    name, detail = _cap(said, book)
    return f"taking back cap {name.removeprefix('cap ')}", detail


def cap_told(said: _Said, scope: CapScope, subject: str, by: DoneBy | None) -> Cap:
    """The cap that an entry speaks of, as if somebody set it now."""
    actor, on = (by.actor, by.on) if by else ("", date.min)
    cap = Cap(scope, subject, 1, Lifetime(), actor, on)
    return with_texts(cap, {"per": _window_in(str(said["cap"])), **said})


def _window_in(id_: str) -> str:
    """The window in the id of a cap of earlier releases: it ends with it."""
    _, scope, *rest = id_.split("/")
    return "/".join(rest[1:] if scope == "payer" else rest)


def _settings(said: _Said, book: FactBook) -> _Named:
    names = [name for name in said if name not in {UNDOES, PART}]
    labels = [_label(name, said[name], book) for name in names]
    named = phrases.either(labels, "and")
    is_own = all(preferences.watch_in(n) or payer_tick.year_and_payer(n) for n in names)
    return named if is_own else f"setting of {named}", ""


def _label(name: str, pair: Mapping[str, str | None], book: FactBook) -> str:
    """What a setting is called; taking a payer off one's list is no watch on it.

    Nor is a payer verified from which the tick is taken.
    """
    label = audit_settings.label(name, lambda id_: _payer_name(id_, book))
    if (ticked := payer_tick.year_and_payer(name)) and not pair["to"]:
        return f"{_payer_name(ticked[1], book)} not verified for {ticked[0]}"
    watched = preferences.watch_in(name)
    return f"unwatching {_payer_name(watched[0], book)}" if watched and not pair["to"] else label


def _payer_name(id_: str, book: FactBook) -> str:
    known = book.payers.get(id_)
    return known.name if known else id_


_NAMES: Mapping[str, Callable[[_Said, FactBook], _Named]] = {
    "session logged": _logged,
    "session voided": lambda said, _: (
        f"voiding of {session(said['number'])}",
        f"because {said['reason']}",
    ),
    "session case told": lambda said, _: (
        f"case of {session(said['number'])}",
        body_region.behind(body_region.region_of(said["case"])).strip(),
    ),
    "balance told": _balance,
    "balance withdrawn": _balance_withdrawn,
    "improving noted": lambda said, _: ("improving", _day(said["on"])),
    "improving withdrawn": lambda said, _: ("not improving", _day(said["on"])),
    "payer set": _payer,
    "secondary payer set": _second_payer,
    "condition set": _condition,
    "plan set": lambda said, _: (f"plan {said['to'] or 'none'}", ""),
    "visits booked": lambda said, _: (booking(_dates(said["on"])), ""),
    "bookings cancelled": lambda said, _: (cancellation(_dates(said["on"])), ""),
    "counts compared": _compared,
    "plan noted": plan_of_care.noted,
    "plan withdrawn": plan_of_care.withdrawn,
    "visits requested": _requested,
    "request expedited": _expedited,
    "cap set": _cap,
    "cap dropped": _no_cap,
    "defaults set": _settings,
    "rule entered": lambda said, _: (f"rule {said['rule']}", audit.rule(said)),
    "rule checked": lambda said, _: (f"check {said['rule']}", "still true"),
}
