"""Shows who changed what, and when: the newest entries of the audit."""

from __future__ import annotations

from handlers.clinic_setting import refuse_staff
from handlers.command import Ask, Office
from handlers.session_alias import named
from models import audit_words
from models.reply import Choice, Line, Reply, Section

_LAST = 20


async def answer(ask: Ask, office: Office, text: str) -> Reply:
    """The last entries, of everything or of one alias, the newest first."""
    await refuse_staff(ask, office, "The audit")
    alias = (await named(ask, office, text, "clinic audit")).chart.alias if text else None
    entries = await office.records.audit(ask.clinic.id, subject=alias, last=_LAST)

    def payer(id_: str) -> str:
        known = office.book.payers.get(id_)
        return known.name if known else id_

    said = [
        Line(audit_words.say(entry.deed, ask.clinic.time_zone, payer))
        for entry in reversed(entries)
    ]
    return Reply(
        headline=f"Audit of {alias}" if alias else "Audit",
        lines=() if said else (Line("Nothing was changed yet."),),
        sections=(Section("The newest first", tuple(said)),) if said else (),
        choices=(Choice("Every session", f"/session show {alias}"),) if alias else (),
    )
