"""How migration 0009 turns free text (void reasons, sources, plans) into list entries.

What the words name is kept; of what names nothing, a reason becomes "other", a source "other" and a
plan nothing. No count becomes lower:

- A session stays void, whatever the reason.
- Of one source the latest word counts, and words of several are put together. So two texts that
  were two sources stay two, also where they name one entry of the list: the second is numbered
  ("another clinic 2"). As every text of an alias becomes a source of its own, no two rows fall
  under one key, and each count is what it was.
- A plan that is none of the payer's own left out every limit that is bound to one; a kind of plan
  leaves them uncounted as well. One that is now known as the payer's own is counted by: its alias
  becomes due.

Rows that hold entries already are left alone, so doing it twice changes nothing.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterable
from itertools import groupby

from models.content import load
from models.content.word_lists import load_lists
from models.coverage.fact_book import FactBook
from models.coverage.plans import find_plan
from models.storage.sql import Row, execute, fetch
from models.visits.balance_source import SourceKind, next_free, unspell
from models.visits.closed_lists import Lists
from models.visits.standing import DAWN
from models.visits.void_reason import VoidReason

_PAGE = 500

# By hand: a migration speaks of the tables as they were on its day.
_VOIDED = """
    SELECT id, voided FROM session WHERE id > :last AND voided <> '' ORDER BY id LIMIT :page"""
_SET_VOIDED = "UPDATE session SET voided = :reason WHERE id = :id"
_TOLD_OF = """
    SELECT DISTINCT clinic_id, alias_id AS id FROM balance WHERE alias_id > :last
    ORDER BY alias_id LIMIT :page"""
_SOURCES = """
    SELECT id, source FROM balance WHERE clinic_id = :clinic_id AND alias_id = :alias_id
    ORDER BY id"""
_SET_SOURCE = "UPDATE balance SET source = :source WHERE clinic_id = :clinic_id AND id = :id"
_PLANS = """
    SELECT id, clinic_id, payer, plan FROM alias WHERE id > :last AND plan <> ''
    ORDER BY id LIMIT :page"""
_SET_PLAN = """
    UPDATE alias SET plan = :plan, next_look = :next_look
    WHERE clinic_id = :clinic_id AND id = :id"""


async def close_lists() -> None:
    """Turn every free text into an entry, in the transaction that is open."""
    lists = load_lists()
    async for row in _rows(_VOIDED):
        await _close_reason(row, lists)
    async for row in _rows(_TOLD_OF):
        await _close_sources(row["clinic_id"], row["id"], lists)
    book: FactBook | None = None
    async for row in _rows(_PLANS):
        book = book or load()
        await _close_plan(row, book, lists)


async def _rows(statement: str) -> AsyncIterator[Row]:
    """Every row, a page at a time, in the order of `id`."""
    last = 0
    while page := await fetch(statement, last=last, page=_PAGE):
        for row in page:
            yield row
        last = page[-1]["id"]


async def _close_reason(row: Row, lists: Lists) -> None:
    if row["voided"] in set(VoidReason):
        return
    heard = lists.voids.find(row["voided"])
    reason = heard.entry if heard else VoidReason.OTHER
    await execute(_SET_VOIDED, reason=reason.value, id=row["id"])


async def _close_sources(clinic_id: int, alias_id: int, lists: Lists) -> None:
    rows = await fetch(_SOURCES, clinic_id=clinic_id, alias_id=alias_id)
    entries = named_apart((row["source"] for row in rows), lists)
    by_source = sorted(rows, key=lambda row: str(row["source"]))
    for source, same in groupby(by_source, key=lambda row: str(row["source"])):
        for row in same if entries[source] != source else ():
            await execute(_SET_SOURCE, source=entries[source], clinic_id=clinic_id, id=row["id"])


def named_apart(texts: Iterable[str], lists: Lists) -> dict[str, str]:
    """For each text of an alias the source that it becomes: no two become the same one."""
    distinct = list(dict.fromkeys(texts))
    entries = {text: text for text in distinct if unspell(text)}
    for text in distinct:
        if text not in entries:
            heard = lists.sources.find(text)
            kind = heard.entry if heard else SourceKind.OTHER
            entries[text] = next_free(kind, entries.values()).spell()
    return entries


async def _close_plan(row: Row, book: FactBook, lists: Lists) -> None:
    plan = find_plan(row["plan"], row["payer"], book, lists.plans)
    if plan != row["plan"]:
        await execute(
            _SET_PLAN, plan=plan, next_look=DAWN, clinic_id=row["clinic_id"], id=row["id"]
        )
