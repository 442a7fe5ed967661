"""/clinic forget: what must be typed to erase an alias or the whole clinic."""

from __future__ import annotations

import re

from handlers.clinic.change_setting import refuse_staff
from handlers.command import Request, Services
from handlers.session.find_chart import by, named
from models.errors import NotUnderstood
from models.reply import Choice, Line, Reply
from models.wording import phrases

_EVERYTHING = re.compile(r"\s*everything\b[\s,.:;]*(?P<rest>.*)", re.IGNORECASE | re.DOTALL)
_YES = re.compile(r"(?<=[\s,:;])yes[\s.!]{0,8}+\Z", re.IGNORECASE)


async def answer(request: Request, services: Services, text: str) -> Reply:
    """Ask once whether it is meant, then erase."""
    everything = _EVERYTHING.match(text)
    await refuse_staff(
        request.member, services, "Erasing the clinic" if everything else "Erasing an alias"
    )
    if everything:
        return await _erase(request, services, everything["rest"])
    confirmed = _YES.search(text)
    about = text[: confirmed.start()].rstrip(" ,:;") if confirmed else text
    chart, rest = await named(request, services, about, "clinic forget")
    if rest.strip(" ,.:;?!"):
        # any other word beside the alias may mean that nothing is to be erased
        raise NotUnderstood(
            "Nothing was erased: beside one alias I take no other word here.",
            f"Name that alias alone, and I ask once more: /clinic forget {chart.alias}",
            [Choice(f"Show {chart.alias}", f"/session show {chart.alias}")],
        )
    if not confirmed:
        number = phrases.count(len(chart.history.sessions), "session")
        raise NotUnderstood(
            f"Erase {chart.alias} with {number}, for good?",
            "Nothing brings it back. If care has only ended, close it instead.",
            [
                Choice(
                    f"Yes, erase {chart.alias}",
                    f"/clinic forget {chart.alias} yes",
                    confirm=f"Erase {chart.alias} with {number}? Nothing brings it back.",
                ),
                Choice("Close it instead", f"/session close {chart.alias}"),
            ],
        )
    alias = await services.charts.forget(request.clinic.id, chart.alias, by(request))
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


async def _erase(request: Request, services: Services, text: str) -> Reply:
    """Erase the clinic, once somebody has typed how much of it there is: no button does it."""
    aliases = phrases.count(len(await services.charts.aliases(request.clinic.id)), "alias")
    sure = f"erase all {aliases}"
    if " ".join(text.casefold().split()) != sure:
        raise NotUnderstood(
            f"Erase this clinic with {aliases} and everything else kept of it, for good?",
            f"Nothing brings it back. If you are sure, type: /clinic forget everything, {sure}",
            [Choice("Take records out first", "/clinic export"), Choice("Keep it", "/clinic")],
        )
    erased = await services.charts.erase(request.clinic.id, request.at)
    services.forget()
    aliases = phrases.count(erased.aliases, "alias")
    sessions = phrases.count(erased.sessions, "session")
    messages = phrases.count(erased.messages, "message")
    return Reply(
        headline="This clinic is erased",
        lines=(
            Line(f"{aliases} with {sessions}, every member and setting, and the audit are gone."),
            Line(f"{messages} of mine that may name one are being edited.")
            if erased.messages
            else Line("No message of mine names an alias, as far as I know."),
            Line(
                "Then my key to this workspace goes. One that stands in my settings stays until "
                "whoever runs me takes it out."
            ),
            Line("Remove the app here too: the next command begins a new clinic."),
        ),
    )
