"""Read one chart from its rows, by alias or lookalike, and lock it for a change."""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import datetime
from functools import lru_cache
from operator import itemgetter
from typing import Any

from models.clinic import preferences
from models.clinic.audit import ChainHead
from models.clinic.clinic import read_readings
from models.clinic.preferences import Preferences
from models.coverage.profession import Profession
from models.period import Period
from models.privacy.alias_text import lookalike
from models.storage.alert_rows import ref_of
from models.storage.balances import balance_in
from models.storage.checks import check_in
from models.storage.plans import entry_of
from models.storage.pools import pool_in
from models.storage.requests import request_of
from models.storage.rule_rows import rules_in
from models.storage.sql import Row, day, fetch_at_once, locks_as_a_whole, some_day
from models.storage.statements.charts import CHART, LOCK, SPELLED
from models.visits import chart
from models.visits.authorization import Authorization, RetiredAuthorization, with_former
from models.visits.body_region import region_of
from models.visits.cap import Cap, CapScope
from models.visits.cap_text import with_texts
from models.visits.chart import Chart, LogResult
from models.visits.history import History
from models.visits.limit import Unit
from models.visits.payer_periods import PayerPeriod, PayerPeriods
from models.visits.session import Discipline, Session, discipline_of
from models.visits.window import Lifetime


async def read_chart(clinic_id: int, alias: str) -> Chart | None:
    """The chart of an alias, or of one that looks like it, for whoever looks at it."""
    row = await _by_key_or_looks(CHART, clinic_id, alias)
    return _chart(clinic_id, row) if row else None


async def spelled(clinic_id: int, alias: str) -> str | None:
    """An alias as the clinic spells it, or the one that looks like it."""
    row = await _by_key_or_looks(SPELLED, clinic_id, alias)
    return str(row["text"]) if row else None


async def hold_chart(clinic_id: int, alias: str) -> tuple[Chart, ChainHead | None] | None:
    """The chart of an alias, locked until the transaction ends, and the newest audit row."""
    if locks_as_a_whole():
        row = await _by_key_or_looks(CHART, clinic_id, alias)
    elif row := await _by_key_or_looks(LOCK, clinic_id, alias):
        (row,) = await fetch_at_once(CHART.format("id"), clinic_id=clinic_id, value=row["id"])
    if row is None:
        return None
    newest = json.loads(row["newest"]) if row["newest"] else None
    head = ChainHead(clinic_id, newest["number"], newest["hash"]) if newest else None
    return _chart(clinic_id, row), head


async def locked_chart(clinic_id: int, alias: str) -> Chart:
    """The chart of an alias, locked until the transaction ends. Raises `chart.NoSuchAlias`."""
    held = await hold_chart(clinic_id, alias)
    if held is None:
        raise chart.NoSuchAlias(alias)
    return held[0]


async def _by_key_or_looks(statement: str, clinic_id: int, alias: str) -> Row | None:
    rows = await fetch_at_once(statement.format("key"), clinic_id=clinic_id, value=chart.key(alias))
    if not rows and not chart.key(alias).isdigit():
        by_looks = statement.format("lookalike")
        rows = await fetch_at_once(by_looks, clinic_id=clinic_id, value=lookalike(alias))
    return rows[0] if rows else None


def cap_of(row: Row) -> Cap:
    """The cap that a row keeps."""
    cap = Cap(
        CapScope(row["scope"]),
        row["subject"],
        row["number"],
        Lifetime(),
        row["set_by"],
        some_day(row["set_on"]),
    )
    return with_texts(cap, row)


@lru_cache(maxsize=1_024)
def _preferences(text: str | None) -> Preferences:
    """A clinic's preferences, read once however many of its charts are."""
    return preferences.unspell(text)


def _chart(clinic_id: int, row: Row) -> Chart:
    month, first = row["benefit_month"], row["benefit_day"]
    sessions = [read_session(tuple(session)) for session in sorted(_listed(row["sessions"]))]
    authorizations = _listed(row["authorizations"], "id")
    retired = tuple(
        RetiredAuthorization(_authorization(r), r["replaced_by"] or 0)
        for r in authorizations
        if not _counts(r)
    )
    live = with_former(map(_authorization, filter(_counts, authorizations)), retired)
    return Chart(
        row["id"],
        clinic_id,
        row["text"],
        some_day(row["opened_on"]),
        payer=row["payer"],
        condition=row["condition"],
        plan=row["plan"],
        benefit_year=(month, first) if month else None,
        closed=day(row["closed_on"]),
        version=row["version"],
        history=_history(sessions, live, row),
        caps=tuple(map(cap_of, _listed(row["caps"], "set_on", "id"))),
        logged=tuple(logged for _, logged in sessions),
        counted_on=day(row["counted_on"]),
        next_look=day(row["next_look"]),
        alerts=tuple(map(ref_of, _listed(row["alerts"], "window_first", "id"))),
        preferences=_preferences(row["preferences"]),
        time_zone=row["time_zone"],
        state=row["state"],
        own_discipline=_discipline(row["profession"]),
        readings=read_readings(row["readings"]),
        retired_authorizations=retired,
        payers=_payers(row["payers"]),
        secondary=_payers(row["secondary"]),
        booked=tuple(sorted(map(some_day, _listed(row["booked"])))),
        rules=rules_in(row["rules"]),
        care_plan=tuple(sorted(map(entry_of, _listed(row["care_plan"])))),
        requests=tuple(map(request_of, _listed(row["requests"], "serial"))),
        checks=tuple(map(check_in, _listed(row["checks"], "limit_key"))),
    )


def _discipline(profession: str | None) -> Discipline | None:
    return discipline_of(Profession(profession)) if profession else None


def _listed(rows: str | None, *order: str) -> list[Any]:
    """The rows of a JSON list, by these columns; PostgreSQL has no list where there is no row."""
    listed = json.loads(rows) if rows and rows != "[]" else []
    return sorted(listed, key=itemgetter(*order)) if order else listed


def _counts(row: Row) -> bool:
    """Whether an authorization was neither replaced nor withdrawn."""
    return row["replaced_by"] is None and row["withdrawn_by"] is None


def _authorization(row: Row) -> Authorization:
    return Authorization(
        row["key"],
        row["number"],
        _period(row),
        pool_in(row),
        Unit(row["unit"]),
        row["serial"] or 0,
        row["granted_by"] or "",
    )


def _history(
    sessions: Iterable[tuple[Session, LogResult]],
    authorizations: Iterable[Authorization],
    row: Row,
) -> History:
    return History(
        sessions=tuple(session for session, _ in sessions),
        authorizations=tuple(authorizations),
        balances=(
            *map(balance_in, _listed(row["balances"], "id")),
            *map(balance_in, _listed(row["limit_balances"], "id")),
        ),
        improving=tuple(sorted(map(some_day, _listed(row["improving"])))),
        episodes=tuple(map(_period, _listed(row["episodes"], "first_on"))),
    )


def _payers(rows: str | None) -> PayerPeriods:
    periods = [
        PayerPeriod(row["payer"], day(row["first_on"]), row.get("plan") or "")
        for row in _listed(rows)
    ]
    return tuple(sorted(periods, key=lambda period: period.begins))


@lru_cache(maxsize=16_384)
def read_session(row: tuple[Any, ...]) -> tuple[Session, LogResult]:
    """A session, and who logged it. A row is read once, however often its chart is changed.

    Whoever erases sessions clears what is held of them here.
    """
    number, on, ordinal, codes, discipline, units, timed, postsurgical, self_pay, *rest = row
    region, voided, logged_by, logged_at, request, void_request = rest
    session = Session(
        number,
        some_day(on),
        tuple(codes.split()),
        Discipline(discipline) if discipline else None,
        units,
        voided,
        timed=tuple(map(_units, (timed or "").split())),
        postsurgical=bool(postsurgical),
        self_pay=bool(self_pay),
        case=region_of(region),
    )
    at = datetime.fromisoformat(logged_at)
    return session, LogResult(number, logged_by, at, ordinal, request or "", void_request or "")


def _units(text: str) -> tuple[str, int]:
    """A code with its units: "97140x2"."""
    code, _, units = text.partition("x")
    return code, int(units)


def _period(row: Row) -> Period:
    return Period(day(row["first_on"]), day(row["last_on"]))
