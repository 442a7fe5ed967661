"""What authorizations put on top of a limit, and which of its visits need none."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from itertools import takewhile

from models.visits.allotment import NONE_PAID, Paid, paid_for
from models.visits.authorization import Authorization
from models.visits.balance import Balance, BalanceTotal
from models.visits.count_reasons import COUNTING, Counted, Reason
from models.visits.history import History
from models.visits.limit import Effect, Limit, Needs
from models.visits.session import Session
from models.visits.session_amounts import amounts


def added_visits(
    limit: Limit, history: History, inside: Sequence[Session], on: date, count: BalanceTotal
) -> int:
    """What authorizations put on top of a limit's number, by its sessions `inside` the window."""
    match limit.on_authorization:
        case Effect.ADDS:
            return _added(limit, history, inside, on, count)
        case Effect.FREES:
            return _freed(limit, history, on, count)
    return 0


def _added(
    limit: Limit, history: History, inside: Sequence[Session], on: date, count: BalanceTotal
) -> int:
    """The visits that authorizations paid and that the payer's own total holds."""
    paid = paid_on(history, on).sessions
    added = amounts(limit.unit, inside, limit.pool) if paid else {}
    return sum(added.get(number, 0) - count.amounts.get(number, 0) for number in paid)


def without_authorized(
    limit: Limit, history: History, on: date, count: BalanceTotal
) -> tuple[BalanceTotal, frozenset[int]]:
    """The count without the visits that authorizations paid, and the sessions that made them.

    None of them is one that needs no authorization, whichever limit says how many need none.
    """
    if limit.on_authorization is not Effect.ADDS:
        return count, frozenset()
    paid = frozenset(n for n in paid_on(history, on).sessions if count.amounts.get(n))
    left = {number: 0 if number in paid else n for number, n in count.amounts.items()}
    return replace(count, amounts=left), paid


def paid_on(history: History, on: date) -> Paid:
    """What authorizations had room for of the sessions up to a day."""
    if not history.authorizations:
        return NONE_PAID
    known = [session for session in history.sessions if session.on <= on]
    return paid_for(history.authorizations, known, on)


def _freed(limit: Limit, history: History, on: date, count: BalanceTotal) -> int:
    """The visits beyond the limit's number that authorizations opened, or have room for.

    What they paid up to that number frees nothing: it would have been open without them.
    """
    held = [a for a in authorizations_for(limit, history) if a.unit is limit.unit]
    known = [session for session in history.sessions if session.on <= on]
    paid = paid_for(held, known, on)
    used = sum(balance.adds for balance in count.carried)
    freed = 0
    for session in sorted(known, key=lambda s: (s.on, s.number)):
        amount = count.amounts.get(session.number, 0)
        beyond = min(max(used + amount - limit.number, 0), amount)
        freed += beyond if session.number in paid.sessions else 0
        used += amount
    return freed + max(paid.room - max(limit.number - used, 0), 0)


def spares_authorization(limit: Limit) -> bool:
    """Whether a limit lets visits pay without an authorization, which others have to be."""
    return opens_by_authorization(limit) or limit.on_authorization is Effect.REPLACES


def opens_by_authorization(limit: Limit) -> bool:
    """Whether a limit holds visits that need no authorization, and others that do."""
    return is_staged_by_authorization(limit) or limit.on_authorization in {
        Effect.ADDS,
        Effect.FREES,
    }


def is_staged_by_authorization(limit: Limit) -> bool:
    """Whether an authorization opens so many more of it, behind those that need none."""
    return any(stage.needs is Needs.AUTHORIZED for stage in limit.stages)


def needing_none(limit: Limit) -> int:
    """How many visits such a limit holds that need no authorization."""
    stages = takewhile(lambda stage: stage.needs is not Needs.AUTHORIZED, limit.stages)
    return limit.number + sum(stage.more for stage in stages)


def before_authorization(
    limit: Limit,
    unpaid: Iterable[Counted],
    carried: Collection[Balance],
    held: Mapping[int, int],
    added: int = 0,
) -> Iterator[int]:
    """The sessions, of those that no authorization paid, that such a limit lets pay without one.

    `added` are the visits of the balances that authorizations paid. Of what a payer's total holds,
    by what each of the `held` comes to, the first are free: which of its visits came first is not
    known, so those made elsewhere are taken for them.
    """
    room = needing_none(limit)
    used = sum(balance.adds for balance in carried) - added
    totals = sum(balance.adds for balance in carried if balance.includes_ours) - added
    of_total = max(totals - sum(held.values()), 0)
    for row in unpaid:
        if row.reason is Reason.IN_BALANCE:
            of_total += held.get(row.session, 0)
            is_free = of_total <= room
        else:
            used += row.amount
            is_free = row.reason in {*COUNTING, Reason.SAME_VISIT} and used <= room
        if is_free:
            yield row.session


def held_by_total(limit: Limit, counted: Iterable[Counted], history: History) -> dict[int, int]:
    """What each session comes to, by its number, that a payer's total holds."""
    numbers = {row.session for row in counted if row.reason is Reason.IN_BALANCE}
    held = [session for session in history.sessions if session.number in numbers]
    return amounts(limit.unit, held, limit.pool)


def authorizations_for(limit: Limit, history: History) -> Iterator[Authorization]:
    """The authorizations for sessions that draw on a limit."""
    return (a for a in history.authorizations if a.pool.overlaps(limit.pool))
