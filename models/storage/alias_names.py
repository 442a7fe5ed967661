"""Rename an alias, and refuse names that another chart has, had, or looks too much like.

An old name is kept as a keyed hash, as a forgotten one is: see
`models/storage/forgotten_aliases.py`.
"""

from __future__ import annotations

import json
from collections.abc import Collection

from tortoise.expressions import Q

from models.privacy import alias
from models.privacy.alias_text import key, lookalike
from models.storage import alert_rows, alias_mentions, audit_log, forgotten_aliases, keyring
from models.storage.tables import AliasRow, AuditRow, CapRow, RetiredAliasRow
from models.visits.cap import CapScope
from models.visits.chart import AliasTaken, Chart, DoneBy

RENAMED = "alias renamed"


async def refuse_taken(clinic_id: int, text: str, chart_id: int) -> None:
    """Raise `AliasTaken` where a chart other than this one had the name, or has a rival of it.

    Names that look alike are told by a unique key; rivals by the lock on the clinic's row, which
    whoever opens one waits for.
    """
    if near := [key(rival) for rival in alias.rivals(text)]:
        await audit_log.locked(clinic_id)
        others = AliasRow.filter(clinic_id=clinic_id, id__not=chart_id)
        if await others.filter(key__in=near).exists():
            raise AliasTaken(text)
    retired = RetiredAliasRow.filter(clinic_id=clinic_id, chart__not=chart_id)
    if await retired.filter(digest__in=forgotten_aliases.digests(clinic_id, text)).exists():
        raise AliasTaken(text)


async def rename(chart: Chart, text: str, by: DoneBy) -> None:
    """Give a locked chart another name: its row, its caps and every posted alert.

    Digests and shared answers that show the old name are taken away instead.

    Raises `AliasTaken`; where another takes the name at the same instant, the unique key raises
    the database's own error. Alerts are locked before the clinic, as whoever acts on one does.
    """
    clinic_id, ids = chart.clinic_id, await alert_rows.ids_of(chart)
    await alert_rows.lock(clinic_id, ids)
    await alert_rows.enqueue_edits(clinic_id, ids, by.at)
    is_like_it = Q(key=key(text)) | Q(lookalike=lookalike(text))
    if await AliasRow.filter(is_like_it, clinic_id=clinic_id, id__not=chart.id).exists():
        raise AliasTaken(text)
    await refuse_taken(clinic_id, text, chart.id)
    await _retire(chart, by)
    await AliasRow.filter(clinic_id=clinic_id, id=chart.id).update(
        key=key(text), text=text, lookalike=lookalike(text)
    )
    posted = await alias_mentions.of_aliases(clinic_id, [chart.alias])
    await alias_mentions.enqueue_removals(clinic_id, posted, by.at)
    caps = CapRow.filter(clinic_id=clinic_id, scope=CapScope.ALIAS.value, subject=chart.alias)
    await caps.update(subject=text)


async def _retire(chart: Chart, by: DoneBy) -> None:
    """Keep the hash of the chart's name, which no other chart is given."""
    row = RetiredAliasRow(
        clinic_id=chart.clinic_id,
        digest=forgotten_aliases.digest(
            keyring.current().keys.newest, chart.clinic_id, chart.alias
        ),
        chart=chart.id,
        retired_at=by.at,
    )
    await RetiredAliasRow.bulk_create([row], ignore_conflicts=True)


async def given_before(clinic_id: int, names: Collection[str]) -> frozenset[str]:
    """Those of these names that a chart had before it was renamed."""
    retired = RetiredAliasRow.filter(clinic_id=clinic_id)
    digests = set(await retired.values_list("digest", flat=True))
    return frozenset(
        name for name in names if not digests.isdisjoint(forgotten_aliases.digests(clinic_id, name))
    )


async def former(clinic_id: int, text: str) -> tuple[str, ...]:
    """An alias and every name that it had before, which the audit still calls it by."""
    names, unread = [text], [text]
    while unread:
        renamed = AuditRow.filter(clinic_id=clinic_id, subject=unread.pop(), action=RENAMED)
        for row in await renamed:
            older = json.loads(row.detail or "{}").get("from", "")
            if older and older not in names:
                names.append(older)
                unread.append(older)
    return tuple(names)
