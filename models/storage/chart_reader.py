"""Reads a chart from its rows, in three statements however long its history."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from models.alerts.alert import AlertRef, AlertState
from models.clinic import preferences
from models.clinic.audit import ChainHead
from models.coverage.period import Period
from models.privacy.alias_text import lookalike
from models.storage.sql import Row, day, fetch, instant
from models.visits import chart
from models.visits.authorization import Authorization
from models.visits.balance import Balance
from models.visits.cap import Cap, CapScope
from models.visits.chart import Chart, LogResult
from models.visits.history import History
from models.visits.limit import Pool, Unit
from models.visits.session import Discipline, Session
from models.visits.window_text import unspell

_ALIAS = """
    SELECT a.id, a.text, a.payer, a.condition, a.plan, a.benefit_month, a.benefit_day, a.opened_on,
        a.closed_on, a.version, a.counted_on, a.next_look, c.preferences, c.time_zone
    FROM alias a JOIN clinic c ON c.id = a.clinic_id WHERE a.clinic_id = ? AND a.{} = ?"""
_BY_KEY, _BY_LOOKS = _ALIAS.format("key"), _ALIAS.format("lookalike")
_LOCK = " FOR NO KEY UPDATE OF a"
_SESSIONS = """
    SELECT number, on_date, ordinal, codes, discipline, units, voided, logged_by, logged_at,
        request, void_request
    FROM session WHERE clinic_id = ? AND alias_id = ? ORDER BY number"""

# All that is told beside the sessions comes in one statement: it is little, and asked every time.
_TOLD = """
    SELECT 'authorization' AS kind, id, key AS name, number, first_on, last_on, codes, disciplines,
        unit, FALSE AS flag
    FROM "authorization" WHERE clinic_id = ? AND alias_id = ?
    UNION ALL
    SELECT 'balance', id, source, used, as_of, NULL, codes, disciplines, '', includes_ours
    FROM balance WHERE clinic_id = ? AND alias_id = ?
    UNION ALL
    SELECT 'improving', id, '', 0, on_date, NULL, '', '', '', FALSE
    FROM improving WHERE clinic_id = ? AND alias_id = ?
    UNION ALL
    SELECT 'episode', id, '', 0, first_on, last_on, '', '', '', FALSE
    FROM episode WHERE clinic_id = ? AND alias_id = ?
    UNION ALL
    SELECT 'cap', id, subject, number, set_on, NULL, scope, per, set_by, FALSE
    FROM cap WHERE clinic_id = ? AND scope IN ('clinic', 'payer')
    UNION ALL
    SELECT 'cap', id, subject, number, set_on, NULL, scope, per, set_by, FALSE
    FROM cap WHERE clinic_id = ? AND scope = 'alias' AND subject = ?
    UNION ALL
    SELECT 'note', id, limit_key, occasion, window_first, NULL, threshold, state, reason,
        look_at IS NOT NULL
    FROM note WHERE clinic_id = ? AND alias_id = ?
    {}ORDER BY kind, first_on, id"""

# Whoever is going to change the chart will add to the audit.
_NEWEST_DEED = """UNION ALL
    SELECT * FROM (
        SELECT 'deed' AS kind, id, hash, number, CAST(NULL AS DATE) AS first_on,
            CAST(NULL AS DATE) AS last_on, '', '', '', FALSE
        FROM audit WHERE clinic_id = ? ORDER BY number DESC LIMIT 1) AS newest
    """
_SHOWN, _HELD = _TOLD.format(""), _TOLD.format(_NEWEST_DEED)


async def read_chart(clinic_id: int, alias: str) -> Chart | None:
    """The chart of an alias, or of one that looks like it, for whoever looks at it."""
    found = await _row_of(clinic_id, alias)
    return (await _read(clinic_id, found, _SHOWN))[0] if found else None


async def hold_chart(clinic_id: int, alias: str) -> tuple[Chart, ChainHead | None] | None:
    """The chart of an alias, locked until the transaction ends, and the clinic's newest deed."""
    found = await _row_of(clinic_id, alias, _LOCK)
    return await _read(clinic_id, found, _HELD) if found else None


async def _row_of(clinic_id: int, alias: str, lock: str = "") -> Row | None:
    found = await fetch(_BY_KEY + lock, [clinic_id, chart.key(alias)])
    if not found and not chart.key(alias).isdigit():
        found = await fetch(_BY_LOOKS + lock, [clinic_id, lookalike(alias)])
    return found[0] if found else None


async def _read(clinic_id: int, alias: Row, statement: str) -> tuple[Chart, ChainHead | None]:
    here = [clinic_id, alias["id"]]
    sessions = await fetch(_SESSIONS, here)
    values = [*here * 4, clinic_id, clinic_id, alias["text"], *here]
    told = await fetch(statement, [*values, clinic_id] if statement is _HELD else values)
    newest = [ChainHead(clinic_id, row["number"], row["name"]) for row in _of("deed", told)]
    return _chart(clinic_id, alias, sessions, told), newest[0] if newest else None


def cap_of(row: Row) -> Cap:
    """The cap that a row of `told` keeps."""
    return Cap(
        CapScope(row["codes"]),
        row["name"],
        row["number"],
        unspell(row["disciplines"]),
        row["unit"],
        _day(row["first_on"]),
    )


def _chart(clinic_id: int, row: Row, sessions: list[Row], told: list[Row]) -> Chart:
    month, first = row["benefit_month"], row["benefit_day"]
    return Chart(
        row["id"],
        clinic_id,
        row["text"],
        _day(row["opened_on"]),
        payer=row["payer"],
        condition=row["condition"],
        plan=row["plan"],
        benefit_year=(month, first) if month else None,
        closed=day(row["closed_on"]),
        version=row["version"],
        history=_history(sessions, told),
        caps=tuple(map(cap_of, _of("cap", told))),
        logged=tuple(map(_logged, sessions)),
        counted_on=day(row["counted_on"]),
        next_look=day(row["next_look"]),
        alerts=tuple(map(_mark, _of("note", told))),
        preferences=preferences.unspell(row["preferences"]),
        time_zone=row["time_zone"],
    )


def _mark(row: Row) -> AlertRef:
    return AlertRef(
        row["id"],
        row["name"],
        _day(row["first_on"]),
        row["codes"],
        AlertState(row["disciplines"]),
        row["number"],
        bool(row["flag"]),
        row["unit"],
    )


def _history(sessions: Iterable[Row], told: list[Row]) -> History:
    return History(
        sessions=tuple(map(_session, sessions)),
        authorizations=tuple(
            Authorization(r["name"], r["number"], _period(r), _pool(r), Unit(r["unit"]))
            for r in sorted(_of("authorization", told), key=lambda r: int(r["id"]))
        ),
        balances=tuple(
            Balance(r["number"], _day(r["first_on"]), r["name"], bool(r["flag"]), _pool(r))
            for r in sorted(_of("balance", told), key=lambda r: int(r["id"]))
        ),
        improving=tuple(_day(r["first_on"]) for r in _of("improving", told)),
        episodes=tuple(map(_period, _of("episode", told))),
    )


def _session(row: Row) -> Session:
    return Session(
        row["number"],
        _day(row["on_date"]),
        tuple(row["codes"].split()),
        Discipline(row["discipline"]) if row["discipline"] else None,
        row["units"],
        row["voided"],
    )


def _logged(row: Row) -> LogResult:
    return LogResult(
        row["number"],
        row["logged_by"],
        instant(row["logged_at"]),
        row["ordinal"],
        row["request"] or "",
        row["void_request"] or "",
    )


def _of(kind: str, told: Iterable[Row]) -> Iterator[Row]:
    return (row for row in told if row["kind"] == kind)


def _period(row: Row) -> Period:
    return Period(day(row["first_on"]), day(row["last_on"]))


def _pool(row: Row) -> Pool:
    disciplines = tuple(Discipline(each) for each in row["disciplines"].split())
    return Pool(tuple(row["codes"].split()), disciplines)


def _day(value: object) -> date:
    """A date of a column that is never empty."""
    found = day(value)
    if found is None:
        raise ValueError("a row lacks its date")
    return found
