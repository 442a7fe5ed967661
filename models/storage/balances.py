"""How a balance is kept: read, written and withdrawn, of every limit or of one."""

from __future__ import annotations

from typing import Any

from models.storage.pools import pool_columns, pool_in
from models.storage.sql import Row, day, some_day
from models.storage.tables import BalanceRow, LimitBalanceRow
from models.visits.balance import PLAN_LIMITS, Balance
from models.visits.balance_source import unspell
from models.visits.chart import Chart
from models.visits.limit import EVERYTHING


def balance_in(row: Row) -> Balance:
    """The balance that a row keeps. One of a limit has that limit's pool, and no columns for it."""
    return Balance(
        row["used"],
        some_day(row["as_of"]),
        row["source"],
        bool(row["includes_ours"]),
        pool_in(row) if "codes" in row else EVERYTHING,
        row.get("limit_key", ""),
        day(row.get("held_until")),
        row.get("last_known"),
    )


async def write_balance(balance: Balance, here: dict[str, Any], by_whom: dict[str, Any]) -> None:
    """One that is of a limit takes the place of the same source's word of that day."""
    row = _columns(balance)
    if not balance.limit:
        await BalanceRow.create(**here, **row, **by_whom)
        return
    same = {name: row[name] for name in ("limit_key", "as_of", "source", "includes_ours")}
    await LimitBalanceRow.filter(**here, **same).delete()
    await LimitBalanceRow.create(**here, **row, **by_whom)


async def withdraw_balance(balance: Balance, here: dict[str, Any]) -> None:
    """Delete the row that keeps this very balance."""
    rows = LimitBalanceRow if balance.limit else BalanceRow
    known = {name: value for name, value in _columns(balance).items() if value is not None}
    await rows.filter(**here, **known).delete()


async def write_told_of(chart: Chart, here: dict[str, Any]) -> None:
    """The balances of a plan, each with the payer that it was told of where that is another."""
    keys = {_key_of(b): b.limit for b in chart.history.balances if b.is_of_plan}
    for row in await LimitBalanceRow.filter(**here, limit_key__startswith=PLAN_LIMITS):
        told = Balance(row.used, row.as_of, row.source, row.includes_ours, limit=row.limit_key)
        kept = keys.get(_key_of(told))
        if told.is_of_plan and kept and kept != row.limit_key:
            await LimitBalanceRow.filter(**here, id=row.id).update(limit_key=kept)


def _key_of(balance: Balance) -> tuple[object, ...]:
    return balance.used, balance.as_of, balance.source, balance.includes_ours


def _columns(balance: Balance) -> dict[str, Any]:
    """Raises ValueError for a source that is on no list: none such is ever kept."""
    if unspell(balance.source) is None:
        raise ValueError("a balance comes from a source of the list")
    word = {
        "used": balance.used,
        "as_of": balance.as_of,
        "source": balance.source,
        "includes_ours": balance.includes_ours,
    }
    if not balance.limit:
        return {**word, **pool_columns(balance.pool)}
    held = {"held_until": balance.held_until, "last_known": balance.last_known}
    return {"limit_key": balance.limit, **word, **held}
