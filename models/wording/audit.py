"""The words of an entry of the audit, for each action and setting."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from models.clinic.audit import (
    FORGOTTEN,
    KEY_REPLACED,
    OPERATOR,
    PART,
    SEALED,
    SYSTEM,
    UNDOES,
    AuditEvent,
)
from models.clinic.rule import RuleSource
from models.coverage.position import Verdict
from models.mention import person
from models.visits import balance_source, body_region, void_reason
from models.visits.body_region import region_of
from models.visits.cap import Cap, CapScope
from models.visits.cap_text import with_texts
from models.visits.limit import Unit
from models.visits.session import Discipline
from models.visits.window import Lifetime
from models.wording import alerts, cap_contents, cap_words, clinic_rules, fact_reports, phrases
from models.wording.audit_settings import Named, change

# Actors who are no people of the platform; "import" is that of `records import`.
_NOBODY: Mapping[str, str] = {
    SYSTEM: "Needlepoint",
    OPERATOR: "the command line",
    "import": "an import",
}
_FORMS: Mapping[str, str] = {
    "clinic added": "the clinic wrote to me for the first time",
    "alias opened": "{subject}: opened",
    "session logged": "{subject}: session {number} logged for {on}{case}",
    "opening taken back": "{subject}: opening taken back",
    "secondary payers restored": "{subject}: the secondary payers by date as they were",
    "payers restored": "{subject}: the payers by date as they were",
    "session restored": "{subject}: session {number} counts again",
    "authorization restored": "{subject}: authorization number {serial} counts again",
    "balance withdrawn": "{subject}: {used} used as of {as_of}, says {source}: taken back",
    "improving withdrawn": "{subject}: not improving on {on}",
    "session voided": "{subject}: session {number} voided, because {reason}",
    "session case told": "{subject}: session {number} is{case}",
    "session case taken back": "{subject}: the case of session {number} taken back",
    "visits authorized": "{subject}: {amount} authorized{case}, {from} to {until}",
    "authorization replaced": (
        "{subject}: {amount} authorized{case}, {from} to {until}, instead of number {instead_of}"
    ),
    "authorization withdrawn": "{subject}: authorization number {serial} withdrawn",
    "balance told": "{subject}: {used} used as of {as_of}, says {source}",
    "improving noted": "{subject}: improving on {on}",
    "visits booked": "{subject}: booked for {on}",
    "bookings cancelled": "{subject}: bookings cancelled, {on}",
    "counts compared": "{subject}: {theirs} as of {as_of}, says {source}, set against {ours}",
    "comparison taken back": "{subject}: a comparison of counts taken back",
    "plan noted": "{subject}: plan of care {step} on {on}",
    "plan withdrawn": "{subject}: plan of care {step} on {on}, taken back",
    "visits requested": "{subject}: request {serial}, {asked} asked for, sent {sent}{urgent}",
    "request expedited": "{subject}: request {serial} {urgency}",
    "request granted": "{subject}: request {serial} granted, {number} of what it asked for",
    "request denied": "{subject}: request {serial} denied on {on}",
    "request withdrawn": "{subject}: request {serial} withdrawn",
    "request opened again": "{subject}: request {serial} waits for its decision again",
    "episode opened": "{subject}: a new episode from {on}",
    "alias closed": "{subject}: closed on {on}",
    "alias reopened": "{subject}: opened again on {on}",
    "alias renamed": "{subject}: this name took the place of an older one",
    "test alert": "a test alert was sent",
    "app installed": "the app was installed",
    "app uninstalled": "the app was taken out",
    "fact reported": "an answer was called wrong: {of_fact}",
    "fact checked": "a fact was checked: {of_fact}, {check}",
    "records exported": "records were written to files: {aliases} aliases, {sessions} sessions",
    "rule entered": "a rule of your own on {payer}: number {rule}, {what}",
    "rule withdrawn": "the rule of your own on {payer} of number {rule} was taken back",
    "rule checked": "what answers for {payer} was found still true",
    "check withdrawn": "that what answers for {payer} was found still true was taken back",
    KEY_REPLACED: "the audit has a new key, as the one of before is lost",
    SEALED: "{rows} entries of an older release were taken over",
}
_SEEN = {
    "member is gone": "does not work here any more",
    "member is back": "works here again",
}


def describe(event: AuditEvent, zone: str, name_of: Named) -> str:
    """One entry: when, who, what. A time in the clinic's zone."""
    when = alerts.when(event.at, zone)
    is_gone = event.action == FORGOTTEN or not event.subject
    what = _erased(event) if is_gone else _what(event, name_of)
    if UNDOES in event.particulars:
        what += " (undo)"
    return f"{when} · {_NOBODY.get(event.actor) or person(event.actor)} · {what}"


def _what(event: AuditEvent, name_of: Named) -> str:
    marks = {UNDOES, PART}
    particulars: dict[str, Any] = {k: v for k, v in event.particulars.items() if k not in marks}
    if event.action in _FORMS:
        said = _said(event, particulars, name_of)
        return _FORMS[event.action].format_map(said)
    if event.action == "defaults set":
        return "; ".join(change(name, pair, name_of) for name, pair in particulars.items())
    if event.action in {"member added", "role set", *_SEEN}:
        return _role(event, particulars)
    if event.action in {"cap set", "cap dropped"}:
        subject = event.subject if event.subject == "clinic" else name_of(event.subject)
        verb = "set" if event.action == "cap set" else "taken back"
        return f"{subject}: cap of {_cap(particulars)} {verb}"
    if particulars.keys() >= {"from", "to"}:
        what = event.action.removesuffix(" set")
        before, after = (_setting(what, particulars[key], name_of) for key in ("from", "to"))
        days = [f"{word} {particulars[word]}" for word in ("since", "until") if word in particulars]
        if plan := particulars.get("plan"):  # of a payer, or that the patient pays
            after = f"{after}, plan {plan}" if particulars["to"] else plan
        return " ".join([f"{event.subject}: {what} {before} → {after}", *days])
    return f"{event.subject}: {event.action}"


def _said(event: AuditEvent, particulars: dict[str, Any], name_of: Named) -> dict[str, Any]:
    """What stands in the sentence of an action, by name."""
    said = {"subject": event.subject, "case": "", **particulars, **_listed(particulars)}
    if "{of_fact}" in _FORMS[event.action]:
        said["of_fact"] = fact_reports.of_audit(event.subject, particulars)
    if "{payer}" in _FORMS[event.action]:
        said |= {"payer": name_of(event.subject), "what": rule(particulars)}
    if "{amount}" in _FORMS[event.action]:
        said["amount"] = amount_authorized(particulars)
    if "{asked}" in _FORMS[event.action]:
        said["asked"] = amount_requested(particulars)
        said["urgent"] = ", urgent" if "expedited" in particulars else ""
    if event.action == "request expedited":
        said["urgency"] = f"urgent since {said['on']}" if "on" in said else "not urgent"
    return said


def amount_authorized(said: Mapping[str, Any]) -> str:
    """What an authorization is of: "12 visits". Its id tells where it is of timed units."""
    is_timed = str(said.get("id", "")).endswith(Unit.TIMED_UNIT)
    return phrases.count(said["number"], "timed unit" if is_timed else "visit")


def amount_requested(said: Mapping[str, Any]) -> str:
    """What a request is for: "12 visits", "12 visits for PT"."""
    is_timed = said.get("unit") == Unit.TIMED_UNIT
    number = phrases.count(said["number"], "timed unit" if is_timed else "visit")
    return f"{number}{cap_contents.whose(map(Discipline, said.get('disciplines', ())))}"


def _cap(said: Mapping[str, Any]) -> str:
    """A cap in words; entries of earlier releases tell its number alone."""
    if "per" not in said:
        return f"{said['number']} visits"
    return cap_words.said(with_texts(Cap(CapScope.CLINIC, "", 1, Lifetime(), "", date.min), said))


def rule(said: Mapping[str, Any]) -> str:
    """A clinic's own rule in short: "covered for 20560, by a call on Nov 1, 2026"."""
    if "verdict" not in said:
        return ""
    verdict = phrases.VERDICTS[Verdict(said["verdict"])].words.lower()
    codes = phrases.either(said["codes"].split(), "and")
    told = clinic_rules.by(RuleSource(said["source"]), date.fromisoformat(said["said_on"]))
    return f"{verdict} for {codes}, {told}"


def _erased(event: AuditEvent) -> str:
    if not event.subject:
        return f"an alias that is erased since: {event.action}"
    particulars: dict[str, Any] = event.particulars
    return f"erased an alias with {phrases.count(particulars.get('sessions', 0), 'session')}"


def _listed(particulars: Mapping[str, Any]) -> dict[str, str]:
    """Several days as one text; reason, source and case as entries of their lists."""
    words: Mapping[str, Callable[[str], str]] = {
        "reason": void_reason.in_words,
        "source": balance_source.in_words,
        "case": lambda kept: body_region.behind(region_of(kept)),
    }
    days = particulars.get("on")
    told = {"on": phrases.either(days, "and")} if isinstance(days, list) else {}
    return told | {
        name: in_words(str(particulars[name]))
        for name, in_words in words.items()
        if name in particulars
    }


def _setting(setting: str, value: Any, name_of: Named) -> str:
    if setting in {"payer", "secondary payer"} and value:
        return name_of(value)
    if isinstance(value, list):  # the month and day on which a plan's year begins
        return "/".join(map(str, value))
    return "not set" if value in (None, "") else str(value)


def _role(event: AuditEvent, particulars: Mapping[str, Any]) -> str:
    if event.action in _SEEN:
        return f"{person(event.subject)} {_SEEN[event.action]}, as the platform says"
    if event.action == "member added":
        return f"{person(event.subject)} joined as {particulars['role']}"
    if particulars["to"] == "manager":
        return f"made {person(event.subject)} a manager"
    return f"took {person(event.subject)} off the managers"
