"""/clinic export: how a clinic's records are taken out, and why no file is given here."""

from __future__ import annotations

from handlers.clinic.change_setting import refuse_staff
from handlers.command import Request, Services
from models.reply import Choice, Line, Reply


async def answer(request: Request, services: Services, text: str) -> Reply:
    """How the clinic's records are taken out: a file in a chat would be kept there."""
    del text
    await refuse_staff(request.member, services, "Taking records out")
    return Reply(
        headline="Taking your records out",
        lines=(
            Line("A file in a chat stays there for everybody, so I give none."),
            Line(
                "Whoever runs me writes aliases, sessions, authorizations, balances, bookings, "
                "requests, plans of care, caps and rules as CSV: "
                "python -m bot records export --out DIR"
            ),
        ),
        choices=(Choice("All settings", "/clinic"),),
    )
