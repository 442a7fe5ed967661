"""Rows of a clinic's own rules as they are read, from the list in JSON that statements give."""

from __future__ import annotations

import json
from functools import lru_cache

from models.clinic.rule import (
    ClinicRule,
    RuleCheck,
    RuleEntry,
    RuleLimit,
    RuleScope,
    RuleSource,
    RuleWithdrawal,
)
from models.clinic.rules_in_force import NO_RULES, ClinicRules
from models.coverage.payer import LineOfBusiness
from models.coverage.position import Verdict
from models.coverage.profession import Profession
from models.period import Period
from models.storage.sql import Row, day, fetch, some_day
from models.storage.statements.rules import RULES
from models.visits.limit import Unit
from models.visits.window_text import unspell


@lru_cache(maxsize=1_024)
def rules_in(text: str | None) -> ClinicRules:
    """The rules in a list of rows, in order: read once for all members and charts of a clinic."""
    rows: list[Row] = json.loads(text) if text and text != "[]" else []
    rows.sort(key=lambda row: int(row["number"]))
    return ClinicRules(tuple(map(_entry, rows))) if rows else NO_RULES


async def rules_of(clinic_id: int) -> ClinicRules:
    """Every entry of a clinic's."""
    (row,) = await fetch(RULES, clinic_id=clinic_id)
    return rules_in(row["rules"])


def _entry(row: Row) -> RuleEntry:
    number, by, known_on = row["number"], row["entered_by"], some_day(row["known_on"])
    if row["withdraws"]:
        return RuleWithdrawal(number, row["withdraws"], by, known_on)
    if row["checks"]:
        return RuleCheck(number, row["payer"], row["checks"], by, known_on)
    return ClinicRule(
        scope=_scope(row),
        verdict=Verdict(row["verdict"]),
        source=RuleSource(row["source"]),
        said_on=some_day(row["said_on"]),
        in_force=Period(day(row["first_on"]), day(row["last_on"])),
        limit=_limit(row),
        ask_on=day(row["ask_on"]),
        has_reference=bool(row["has_reference"]),
        number=number,
        by=by,
        known_on=known_on,
        called_by=row["called_by"] or "",
    )


def _scope(row: Row) -> RuleScope:
    return RuleScope(
        payer=row["payer"],
        codes=tuple(row["codes"].split()),
        condition=row["condition"] or None,
        profession=Profession(row["profession"]) if row["profession"] else None,
        line=LineOfBusiness(row["line"]) if row["line"] else None,
        state=row["state"] or None,
    )


def _limit(row: Row) -> RuleLimit | None:
    if not row["most"]:
        return None
    return RuleLimit(row["most"], unspell(row["per"]), Unit(row["unit"]))
