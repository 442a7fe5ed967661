"""Who pays, some payers left out: "all except cigna", "who covers 20560 other than tricare"."""

from __future__ import annotations

import re

from handlers.command import Request, Services
from handlers.coverage.one_payer import each_payer, one_payer
from handlers.coverage.several import who_pays
from models.coverage.payer import Payer
from models.reply import Reply

_BUT = re.compile(
    r"(?P<before>(?:all|every)(?: (?:(?:the|other) )?(?:payers?|plans?|insurers?))?"
    r"(?: [0-9]{5}){0,9}(?: (?:for|by|in|on) .{1,80}?)?"
    r"|(?:who|which|what)\b.{0,40}?\b(?:pays?|covers?)\b.{0,80}?) ?,? "
    r"(?:except(?: for)?|but(?: not)?|excluding|besides|other than|apart from) "
    r"(?P<behind>.+)",
    re.IGNORECASE | re.DOTALL,
)


def answer(request: Request, services: Services) -> Reply | None:
    """The list without the payers that are named; None where none is left out.

    Raises `NotUnderstood` for a name that may be of several, or of none.
    """
    found = _BUT.fullmatch(" ".join(request.text.split()))
    if found is None:
        return None

    def one(text: str) -> Payer:
        question = services.reader.read(text, request.today)
        return one_payer(question, services, _again, request.clinic.state)

    def _again(payer: Payer) -> str:
        return f"/coverage {found['before']} except {payer.name}" if found else ""

    without = each_payer(found["behind"], one)
    before = services.reader.read(found["before"], request.today)
    behind = services.reader.read(found["behind"], request.today)
    question = before._replace(
        payers=(),
        codes=before.codes or behind.codes,
        profession=before.profession or behind.profession,
        condition=before.condition or behind.condition,
        states=before.states or behind.states,
        on=before.on or behind.on,
    )
    return who_pays.reply_to(question, request, services, without)
