"""How PostgreSQL carried out what was asked, and what is wrong with that (`faults`).

auto_explain writes the plan of every statement that runs, with its real values and buffers, to the
server's log. A big table is one of more than ten thousand rows. What one clinic asks reads a big
table by an index alone whose condition names the clinic, or a row of which it is known whose it is.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from tests.postgres import ThrowawayPostgres

ON = {
    "auto_explain__log_analyze": "on",
    "auto_explain__log_buffers": "on",
    "auto_explain__log_timing": "off",
    "auto_explain__log_format": "json",
    "auto_explain__log_nested_statements": "on",
    "auto_explain__log_min_duration": "0",
}
OFF = {"auto_explain__log_min_duration": "-1"}

BIG = 10_000

CLAIMS = frozenset(
    {
        *("alias_due", "note_due", "delivery_due", "share_due", "share_facts", "clinic_digest"),
        *("note_age", "delivery_fate", "mention_age", "seen_event_age", "receipt_told_at"),
        *("delivery_of_note", "clinic_rule_counted"),
    }
)
"""Indexes of the jobs, which look for what is due, or old enough to go, in any clinic."""

EMPTY = frozenset({"alias_due", "delivery_fate"})
"""Where nobody is due, or refused, anywhere, PostgreSQL reads either index, and nothing in it."""

_OF_ROW = re.compile(r"\((?:\w+\.)?(?:id|alias_id|note_id|lead|number) = ")
_LOGGED = re.compile(r"plan:\n((?:\t.*\n)+)")

Node = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Plan:
    """One statement as it was carried out."""

    statement: str
    tree: Node

    @property
    def nodes(self) -> Iterator[Node]:
        """Every step, from above."""
        return _below(self.tree)

    @property
    def buffers(self) -> int:
        """Pages that were read, in memory or not."""
        return int(self.tree.get("Shared Hit Blocks", 0) + self.tree.get("Shared Read Blocks", 0))

    @property
    def waste(self) -> int:
        """Rows that were read and thrown away."""
        return sum(
            int(node.get("Rows Removed by Filter", 0) * node.get("Actual Loops", 1))
            for node in self.nodes
        )


def _below(node: Node) -> Iterator[Node]:
    yield node
    for child in node.get("Plans", ()):
        yield from _below(child)


class PlanReader:
    """The plans that a server has logged since the last look."""

    def __init__(self, server: ThrowawayPostgres) -> None:
        self._server = server
        self._log = server.folder / "log"
        self._read = self._log.stat().st_size

    def read(self) -> list[Plan]:
        """What ran since; statements about the catalog are left out."""
        with self._log.open("rb") as log:
            log.seek(self._read)
            said = log.read().decode(errors="replace")
        self._read = self._log.stat().st_size
        plans = (json.loads(match[1].replace("\n\t", "\n")) for match in _LOGGED.finditer(said))
        return [
            Plan(" ".join(plan["Query Text"].split()), plan["Plan"])
            for plan in plans
            if "pg_c" not in plan["Query Text"]  # what the harness asks of the catalog
        ]


def columns_of(server: ThrowawayPostgres) -> dict[str, str]:
    """The first column of each index."""
    told = server.sql(
        "SELECT c.relname, pg_get_indexdef(i.indexrelid, 1, true) FROM pg_index i "
        "JOIN pg_class c ON c.oid = i.indexrelid JOIN pg_class t ON t.oid = i.indrelid "
        "WHERE t.relnamespace = 'public'::regnamespace"
    )
    return dict(line.split("|") for line in told.splitlines())


def faults(plan: Plan, rows: dict[str, int], led_by: dict[str, str], *, is_job: bool) -> list[str]:
    """What must not be in a plan: a big table read whole, or by another index than its clinic's."""
    found = []
    for node in plan.nodes:
        table, index = node.get("Relation Name", ""), node.get("Index Name", "")
        if node["Node Type"] == "Seq Scan" and rows.get(table, 0) > BIG and node["Actual Loops"]:
            found.append(f"reads all of {table}")
        if not index or not node["Actual Loops"]:
            continue
        condition = node.get("Index Cond", "")
        leads = led_by[index] == "clinic_id" and "clinic_id = " in condition
        is_claim = is_job and index in CLAIMS
        is_claim |= index in EMPTY and not node.get("Rows Removed by Filter")
        if not (leads or is_claim or _OF_ROW.search(condition) or is_small(index, node, rows)):
            found.append(f"reads {table or 'a table'} by {index} ({condition or 'no condition'})")
    return found


def is_small(index: str, node: Node, rows: dict[str, int]) -> bool:
    """Whether it is the index of a table that is small at any size."""
    table = node.get("Relation Name") or next((t for t in rows if index.startswith(t)), "")
    return rows.get(table, 0) <= BIG
