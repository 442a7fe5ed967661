"""Names of charts: which are free, which were another's, and how one takes the place of another.

An old name is kept as a keyed hash, as a forgotten one is: see `models/storage/forgotten.py`.
"""

from __future__ import annotations

import json
from collections.abc import Collection

from models.privacy import alias
from models.privacy.alias_text import key, lookalike
from models.storage import alerts as notes
from models.storage import audit_log, forgotten, keyring, mentions
from models.storage.sql import execute, fetch
from models.visits.cap import CapScope
from models.visits.chart import AliasTaken, Chart, DoneBy

RENAMED = "alias renamed"

_TAKEN = "SELECT 1 FROM alias WHERE clinic_id = ? AND id <> ? AND key IN ({})"
_RETIRED = "SELECT 1 FROM retired_alias WHERE clinic_id = ? AND chart <> ? AND digest IN ({})"
_ALL_RETIRED = "SELECT digest FROM retired_alias WHERE clinic_id = ?"
_RETIRE = """
    INSERT INTO retired_alias (clinic_id, digest, chart, retired_at) VALUES (?, ?, ?, ?)
    ON CONFLICT DO NOTHING"""
_LIKE_IT = """
    SELECT 1 FROM alias WHERE clinic_id = ? AND id <> ? AND (key = ? OR lookalike = ?)"""
_RENAME = "UPDATE alias SET key = ?, text = ?, lookalike = ? WHERE clinic_id = ? AND id = ?"
_RENAME_CAPS = """
    UPDATE cap SET subject = ? WHERE clinic_id = ? AND scope = ? AND subject = ?"""
_NOTES = "SELECT id FROM note WHERE clinic_id = ? AND alias_id = ? ORDER BY id"
_FORMER = "SELECT detail FROM audit WHERE clinic_id = ? AND subject = ? AND action = ?"


async def refuse_taken(clinic_id: int, text: str, chart_id: int) -> None:
    """Raise `AliasTaken` where a chart other than this one had the name, or has a rival of it.

    Names that look alike are told by a unique key; rivals by the lock on the clinic's row, which
    whoever opens one waits for.
    """
    if near := [key(each) for each in alias.rivals(text)]:
        await audit_log.locked(clinic_id)
        if await fetch(_TAKEN.format(", ".join("?" * len(near))), [clinic_id, chart_id, *near]):
            raise AliasTaken(text)
    hashes = forgotten.digests(clinic_id, text)
    if await fetch(_RETIRED.format(", ".join("?" * len(hashes))), [clinic_id, chart_id, *hashes]):
        raise AliasTaken(text)


async def rename(chart: Chart, text: str, by: DoneBy) -> None:
    """Give a locked chart another name: its row, its caps and every posted alert.

    Digests and shared answers that show the old name are taken away instead.

    Raises `AliasTaken`; where another takes the name at the same instant, the unique key raises
    the database's own error. Alerts are locked before the clinic, as whoever acts on one does.
    """
    here = [chart.clinic_id, chart.id]
    alerts = [row["id"] for row in await fetch(_NOTES, here)]
    await notes.lock(chart.clinic_id, alerts)
    await notes.enqueue_edits(chart.clinic_id, alerts, by.at)
    if await fetch(_LIKE_IT, [*here, key(text), lookalike(text)]):
        raise AliasTaken(text)
    await refuse_taken(chart.clinic_id, text, chart.id)
    old = forgotten.digest(keyring.current().keys.newest, chart.clinic_id, chart.alias)
    await execute(_RETIRE, [chart.clinic_id, old, chart.id, by.at])
    await execute(_RENAME, [key(text), text, lookalike(text), *here])
    posted = await mentions.of_aliases(chart.clinic_id, [chart.alias])
    await mentions.enqueue_removals(chart.clinic_id, posted, by.at)
    await execute(_RENAME_CAPS, [text, chart.clinic_id, CapScope.ALIAS.value, chart.alias])


async def given_before(clinic_id: int, names: Collection[str]) -> frozenset[str]:
    """Those of these names that a chart had before it was renamed."""
    digests = {row["digest"] for row in await fetch(_ALL_RETIRED, [clinic_id])}
    return frozenset(n for n in names if digests & {*forgotten.digests(clinic_id, n)})


async def former(clinic_id: int, text: str) -> tuple[str, ...]:
    """An alias and every name that it had before, which the audit still calls it by."""
    names, unread = [text], [text]
    while unread:
        for row in await fetch(_FORMER, [clinic_id, unread.pop(), RENAMED]):
            older = json.loads(row["detail"] or "{}").get("from", "")
            if older and older not in names:
                names.append(older)
                unread.append(older)
    return tuple(names)
