"""What authorizations put on top of a limit, and which of its visits need none."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from itertools import takewhile

from models.visits.allotment import NONE_PAID, Paid, paid_for
from models.visits.authorization import Authorization
from models.visits.balance import Balance, BalanceTotal
from models.visits.count_reasons import COUNTING, Counted, Reason
from models.visits.history import History
from models.visits.limit import Effect, Limit, Needs, Unit
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
    counted: Sequence[Counted],
    carried: Iterable[Balance],
    paid: Collection[int] = (),
    added: int = 0,
) -> Iterator[int]:
    """The sessions that such a limit counts among the visits that need none.

    Those `paid` by authorizations are none of them; `added` visits are: some may be in a balance.
    Those that a balance holds are, where all that it tells of are; of more, `_surely_among_first`.
    """
    room = needing_none(limit)
    in_balances = added - sum(row.amount for row in counted if row.session in paid)
    used = told = sum(balance.adds for balance in carried) - in_balances
    held = [row for row in counted if row.reason is Reason.IN_BALANCE and row.session not in paid]
    if told <= room:
        yield from (row.session for row in held)
    elif limit.unit is not Unit.TIMED_UNIT:
        yield from _surely_among_first(room, told, held)
    for row in counted:
        if row.session in paid:
            continue
        used += row.amount
        if row.reason in {*COUNTING, Reason.SAME_VISIT} and used <= room:
            yield row.session


def _surely_among_first(room: int, told: int, held: Sequence[Counted]) -> Iterator[int]:
    """The sessions of a total that are among its first visits, whenever those not logged were.

    What the total tells of and nobody logged may have been before any of them.
    """
    unlogged = max(told - len({row.on for row in held}), 0)
    for row in sorted(held, key=lambda row: (row.on, row.session))[: max(room - unlogged, 0)]:
        yield row.session


def authorizations_for(limit: Limit, history: History) -> Iterator[Authorization]:
    """The authorizations for sessions that draw on a limit."""
    return (a for a in history.authorizations if a.pool.overlaps(limit.pool))
