"""/clinic audit: who changed what, the newest first, for managers; entries on a page (_LAST)."""

from __future__ import annotations

import re
from collections.abc import Sequence

from handlers.clinic.change_setting import refuse_staff
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
    turned = _BEFORE.search(text)
    before = int(turned["number"]) if turned else None
    about = (text[: turned.start()] if turned else text).strip()
    alias = (await named(request, services, about, "clinic audit"))[0].alias if about else None
    entries = await services.records.audit(
        request.clinic.id, subject=alias, last=_LAST + 1, before=before
    )
    shown = entries[-_LAST:]
    lines = _lines(shown, request, services)
    newest = " ".join(filter(None, ("/clinic audit", alias)))
    older = f"{newest} before {shown[0].number}" if shown else ""
    span = f"Entries {shown[-1].number} to {shown[0].number}, the" if before and shown else "The"
    nothing = "There is nothing older." if before else "Nothing was changed yet."
    return Reply(
        headline=f"Audit of {alias}" if alias else "Audit",
        lines=() if lines else (Line(nothing),),
        sections=(Section(f"{span} newest first", lines),) if lines else (),
        choices=(
            *((Choice("Older entries", older),) if len(entries) > len(shown) else ()),
            *((Choice("The newest", newest),) if before else ()),
            *((Choice("Every session", f"/session show {alias}"),) if alias else ()),
        ),
    )


def _lines(entries: Sequence[AuditEntry], request: Request, services: Services) -> tuple[Line, ...]:
    def payer(id_: str) -> str:
        known = services.book.payers.get(id_)
        return known.name if known else id_

    zone = request.clinic.time_zone
    return tuple(Line(audit.describe(e.event, zone, payer)) for e in reversed(entries))
