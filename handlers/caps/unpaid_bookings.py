"""Booked visits for which the payer does not pay at all: one line a payer (_SHOWN, _NAMED)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from models.clinic.clinic import Clinic
from models.coverage.fact_book import FactBook
from models.ports import BookedRow
from models.reply import Line
from models.visits.limit import LimitKind, kind_of_id
from models.wording import bookings as wording
from models.wording import phrases
from models.wording.payer_refusals import Refusal, RefusalOfEach, find_refusal, may_refuse

Unpaid = Mapping[BookedRow, Refusal]
"""Each such visit, with what refuses it."""

_SHOWN = 3
_NAMED = 6


def find(
    rows: Iterable[BookedRow], clinic: Clinic, book: FactBook, *, authorized: bool = False
) -> Unpaid:
    """The visits that a payer does not pay this clinic on their day, if they are of needling.

    Where it authorizes visits of the alias, those are told by their authorization alone; they are
    found where such `authorized` ones are asked for.
    """
    refuses: dict[str | None, bool] = {}
    known: dict[tuple[str | None, str | None, date], Refusal | None] = {}
    unpaid = {}
    for row in rows:
        if row.payer not in refuses:
            refuses[row.payer] = may_refuse(row.payer, clinic, book)
        if not refuses[row.payer] or _is_authorized(row) is not authorized:
            continue
        asked = (row.payer, row.condition, row.visit.on)
        if asked not in known:
            known[asked] = find_refusal(row.payer, row.condition, clinic, book, row.visit.on)
        if refusal := known[asked]:
            unpaid[row] = refusal
    return unpaid


def _is_authorized(row: BookedRow) -> bool:
    """Whether authorizations are for such visits, whether one covers the day or not."""
    limit = row.visit.limit
    is_drawn = bool(limit) and kind_of_id(limit) is LimitKind.AUTHORIZATION
    return is_drawn or row.visit.is_uncovered


def lines(unpaid: Unpaid, today: date) -> list[Line]:
    """Who does not pay, several in one line first, and for whose visits; each payer once."""
    booked: dict[str, list[BookedRow]] = {}
    for row, refusal in unpaid.items():
        booked.setdefault(refusal.in_short, []).append(row)
    told = [Line(f"{said} {_named(rows, today)}") for said, rows in booked.items()]
    payers = list(dict.fromkeys(map(_payer, unpaid.values())))
    may = "Not" if all(map(is_certain, unpaid.values())) else "May not be"
    all_of_them = Line(f"{may} paid if needled: {phrases.either(payers, 'and')}.")
    hidden = [*booked][_SHOWN:]
    do = "does" if len(hidden) == 1 else "do"
    do = do if all(is_certain(r) for r in unpaid.values() if r.in_short in hidden) else "may"
    more = [Line(f"{phrases.count(len(hidden), 'more payer')} {do} not pay: see the details.")]
    first = [all_of_them] if len(payers) > 1 else []
    return [*first, *told[:_SHOWN], *(more if hidden else [])]


def _payer(refusal: Refusal) -> str:
    """The name of who does not pay."""
    return refusal.each[0].payer if isinstance(refusal, RefusalOfEach) else refusal.payer


def authorized_line(authorized: Unpaid, today: date) -> Iterator[Line]:
    """Which visits a payer authorizes all the same, of whom a log says that it does not pay."""
    if authorized:
        rows = [*authorized]
        are = "visit is" if len(rows) == 1 else "visits are"
        may = "does" if all(map(is_certain, authorized.values())) else "may"
        yield Line(
            f"{len(rows)} {are} authorized by a payer that {may} not pay for needling: "
            f"{wording.each(rows[:_NAMED], today)}."
        )


def is_certain(refusal: Refusal) -> bool:
    """Whether a visit is surely not paid if it is needled, whichever code is billed."""
    return refusal.is_sure and not refusal.only


def in_full(refusal: Refusal | None) -> str:
    """What refuses one visit, beside its alias; empty where nothing does."""
    if refusal is None:
        return ""
    what = refusal.only or "needling"
    return f"the payer {'does' if refusal.is_sure else 'may'} not pay for {what}"


def _named(rows: list[BookedRow], today: date) -> str:
    more = f"; {len(rows) - _NAMED} more" if len(rows) > _NAMED else ""
    return f"Booked: {wording.each(rows[:_NAMED], today)}{more}."
