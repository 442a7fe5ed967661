"""Shows who changed what, and when: a page of the audit, the newest entries first."""

from __future__ import annotations

import re
from collections.abc import Sequence

from handlers.clinic.setting import refuse_staff
from handlers.command import Request, Services
from handlers.session.find_chart import named
from models.clinic.audit import AuditEntry
from models.reply import Choice, Line, Reply, Section
from models.wording import audit

_LAST = 20
_BEFORE = re.compile(r"\bbefore\s+#?(?P<number>[0-9]{1,9})\s*$", re.IGNORECASE)


async def answer(request: Request, services: Services, text: str) -> Reply:
    """A page of entries, of everything or of one alias: "BLUE-47K before 120"."""
    await refuse_staff(request.member, services, "The audit")
    found = _BEFORE.search(text)
    before = int(found["number"]) if found else None
    about = (text[: found.start()] if found else text).strip()
    alias = (await named(request, services, about, "clinic audit"))[0].alias if about else None
    entries = await services.records.audit(
        request.clinic.id, subject=alias, last=_LAST + 1, before=before
    )
    shown = entries[-_LAST:]
    said = _lines(shown, request, services)
    nothing = "There is nothing older." if before else "Nothing was changed yet."
    return Reply(
        headline=f"Audit of {alias}" if alias else "Audit",
        lines=() if said else (Line(nothing),),
        sections=(Section(_span(shown, before), said),) if said else (),
        choices=(
            *((_older(shown[0], alias),) if len(entries) > len(shown) else ()),
            *((_newest(alias),) if before else ()),
            *((Choice("Every session", f"/session show {alias}"),) if alias else ()),
        ),
    )


def _lines(entries: Sequence[AuditEntry], request: Request, services: Services) -> tuple[Line, ...]:
    def payer(id_: str) -> str:
        known = services.book.payers.get(id_)
        return known.name if known else id_

    zone = request.clinic.time_zone
    return tuple(Line(audit.describe(e.event, zone, payer)) for e in reversed(entries))


def _span(entries: Sequence[AuditEntry], before: int | None) -> str:
    """What the page holds; the numbers are those by which one turns it."""
    if before is None:
        return "The newest first"
    return f"Entries {entries[-1].number} to {entries[0].number}, the newest first"


def _older(oldest: AuditEntry, alias: str | None) -> Choice:
    return Choice("Older entries", f"{_command(alias)} before {oldest.number}")


def _newest(alias: str | None) -> Choice:
    return Choice("The newest", _command(alias))


def _command(alias: str | None) -> str:
    return " ".join(filter(None, ("/clinic audit", alias)))
