"""A clinic in its row: read with its rules, and changed by new defaults."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime

from models.clinic import preferences
from models.clinic.clinic import Clinic, Platform, read_readings
from models.ports import Defaults
from models.storage.rule_rows import rules_in, rules_of
from models.storage.sql import Row, execute
from models.storage.statements.alerts import LOOK_AGAIN
from models.storage.statements.outbox import LET_GO
from models.storage.tables import ClinicRow

_Changes = Mapping[str, tuple[object, object]]
"""What each default was and is to become."""


def changes_of(row: ClinicRow, defaults: Defaults) -> _Changes:
    """What each default was and is to become, without those that stay as they are."""
    pairs = {name: (getattr(row, name), to) for name, to in defaults.items()}
    if "preferences" in defaults:
        kept = preferences.merged(row.preferences, defaults["preferences"])
        pairs["preferences"] = (row.preferences, kept)
        if preferences.unspell(row.preferences) == preferences.unspell(kept):
            del pairs["preferences"]
    return {name: pair for name, pair in pairs.items() if pair[0] != pair[1]}


async def save_changes(row: ClinicRow, before: Clinic, changes: _Changes, at: datetime) -> None:
    """Write what changes; where hours do, the next digest and alerts on hold are found anew."""
    row.update_from_dict({name: to for name, (_, to) in changes.items()})
    after = clinic_in(vars(row))
    written = list(changes)
    if (before.time_zone, before.preferences.hours) != (after.time_zone, after.preferences.hours):
        row.update_from_dict({"digest_at": None})
        written.append("digest_at")
        await execute(LOOK_AGAIN, clinic_id=row.id, at=at)
        await execute(LET_GO, clinic_id=row.id, at=at)
    await row.save(update_fields=written)


def said_of(changes: _Changes, before: Clinic, after: Clinic) -> dict[str, dict[str, object]]:
    """What the audit says of changes: of the preferences, each setting that differs."""
    pairs = {name: pair for name, pair in changes.items() if name != "preferences"}
    pairs |= preferences.differences(before.preferences, after.preferences)
    return {name: {"from": a, "to": b} for name, (a, b) in pairs.items()}


def recounted(defaults: Defaults) -> tuple[str, ...]:
    """The payers whose aliases other defaults may give other alerts; empty text: all aliases."""
    if not {"state", "profession"}.isdisjoint(defaults):
        return ("",)  # a payer's limits may hold in some states only; whose the booked visits are
    return preferences.changed_payers(defaults["preferences"]) if "preferences" in defaults else ()


async def whole_clinic(row: ClinicRow) -> Clinic:
    """The clinic of a row, with its own rules."""
    return replace(clinic_in(vars(row)), rules=await rules_of(row.id))


def clinic_in(row: Row) -> Clinic:
    """The clinic whose columns these are, with its rules where they came with them."""
    place = (row["profession"], row["state"], row["time_zone"])
    chosen = (read_readings(row["readings"]), preferences.unspell(row["preferences"]))
    rules = rules_in(row.get("rules"))
    return Clinic(row["id"], Platform(row["platform"]), row["workspace"], *place, *chosen, rules)
