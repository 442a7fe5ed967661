"""Erases an alias and everything kept of it; tells how the clinic's records are taken out."""

from __future__ import annotations

import re

from handlers.clinic_setting import refuse_staff
from handlers.command import Ask, Office
from handlers.session_alias import by, named
from models import phrases
from models.errors import NotUnderstood
from models.reply import Choice, Line, Reply

_SURE = re.compile(r"\b(?:yes|sure|really|for\s+good)\b", re.IGNORECASE)


async def answer(ask: Ask, office: Office, text: str) -> Reply:
    """Ask once whether it is meant, then erase."""
    await refuse_staff(ask, office, "Erasing an alias")
    chart = (await named(ask, office, _SURE.sub(" ", text), "clinic forget")).chart
    if not _SURE.search(text):
        number = phrases.count(len(chart.history.sessions), "session")
        raise NotUnderstood(
            f"Erase {chart.alias} with {number}, for good?",
            "Nothing brings it back. If care has only ended, close it instead.",
            [
                Choice(f"Yes, erase {chart.alias}", f"/clinic forget {chart.alias} yes"),
                Choice("Close it instead", f"/session close {chart.alias}"),
            ],
        )
    alias = await office.charts.forget(ask.clinic.id, chart.alias, by(ask))
    return Reply(
        headline=f"{alias} is erased",
        lines=(
            Line("Its sessions, authorizations, balances, counts and alerts are gone."),
            Line(
                "My alerts, digests and shared answers that named it are edited, as I reach them."
            ),
            Line("The audit keeps that an alias was erased, not which. No other gets its name."),
            Line("What people typed or copied themselves stays theirs to delete."),
        ),
        choices=(Choice("The board", "/caps"), Choice("Audit", "/clinic audit")),
    )


async def export(ask: Ask, office: Office, text: str) -> Reply:
    """How the clinic's records are taken out: a file in a chat would be kept there."""
    del text
    await refuse_staff(ask, office, "Taking records out")
    return Reply(
        headline="Taking your records out",
        lines=(
            Line("A file in a chat stays there for everybody, so I give none."),
            Line(
                "Whoever runs me writes aliases, authorizations, balances and sessions as CSV: "
                "python -m bot records export --out DIR"
            ),
        ),
        choices=(Choice("All settings", "/clinic"),),
    )
