"""Refuses what looks like a patient's identity: what to do, and the command without it.

Nothing else sees a text before it has passed here.
"""

from __future__ import annotations

import re

from handlers.command import Command, Request, Services
from handlers.without_identity import command_without
from models.clinic.receipt import code_in
from models.errors import IdentityRefused, NotUnderstood
from models.field_name import FieldName
from models.privacy import mentions, plain_logs
from models.privacy.identity_finder import EARLIEST_YEAR
from models.privacy.identity_kinds import IdentityKind, advice
from models.reply import Choice, Weight
from models.understanding.commands import rule_callers
from models.understanding.dates import dates_of_service
from models.words import key_of

_CODE = re.compile(r"\b[0-9]{5}\b")

# A day of service of this century, as most people write it.
_DAY = re.compile(
    r"(?:\bon )?(?<![\w/.-])(?:(?:0?[1-9]|1[0-2])/(?:0?[1-9]|[12][0-9]|3[01])/20[1-9][0-9]"
    r"|20[1-9][0-9]-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12][0-9]|3[01]))(?![\w/-])",
    re.IGNORECASE,
)

# The word of a command behind which a form puts a day.
_FIELD_BEHIND = {
    "on": FieldName.ON,
    "of": FieldName.ON,  # as of
    "from": FieldName.FIRST,
    "until": FieldName.LAST,
}

_YEAR = re.compile(r"(?<![0-9])(?:19|20)[0-9]{2}(?![0-9])")

# A patient, claim or benefit that is to be looked up: nothing here reaches one.
_LOOKS_UP = re.compile(
    r"\b(?:look up|lookup|pull up|look for|check on|find|see|check)\b.{0,60}?"
    r"\b(?:claims?|charts?|benefits?|eligibility|accounts?|records?|visits?|auth\w*)\b",
    re.IGNORECASE | re.DOTALL,
)
_NO_CHARTS = "I look up no patient, claim or benefit: the payer's portal or your own system does."

_OF_STAFF = "clinic"  # the command behind which colleagues are named
_OF_RULES = re.compile(r"\s*(?:edit|verify)\b", re.IGNORECASE)  # and who called

_YEARS_OF_SERVICE = 3  # how far back a date of service goes


def refuse(request: Request, command: Command | None, services: Services) -> None:
    """Raise `IdentityRefused` for what looks like a patient's identity.

    A payer's name, codes and a day alone, which is how most people ask, need no look; a day
    does where the text may speak of a patient. Nor does a log that is plain.
    """
    if plain_logs.is_plain(request.command, request.text):
        return
    of_facts = command is not None and command.is_public
    typed = command.behind_verb(request.text) if command else request.text
    if typed != request.text and _is_receipt(request.text, typed):
        return
    besides = _CODE.sub(" ", _DAY.sub(" ", typed) if of_facts else typed)
    if services.identities.knows(key_of(besides)):
        return
    of_service = command is not None and command.of_service
    earliest = request.today.year - _YEARS_OF_SERVICE if of_service else None
    text = dates_of_service.without_marked(typed) if of_facts else typed
    is_of_rule = request.command == "coverage" and _OF_RULES.match(request.text)
    text = mentions.blank_callers(text) if is_of_rule else text
    identity = services.identities.find(
        text, command=request.command, earliest_year=earliest or EARLIEST_YEAR
    )
    if identity is None:
        return
    if identity.kind is IdentityKind.NAME and _is_understood(typed, command, services):
        return
    field = _FIELD_BEHIND.get(next(iter(text[: identity.start].split()[-1:]), ""))
    rest = ""
    if not field and typed == request.text:
        rest = command_without(text, request, services, identity, of_facts=of_facts)
    older = _of_long_ago(typed, earliest, identity.kind)
    of_staff = request.command == _OF_STAFF or bool(is_of_rule and rule_callers.names_one(typed))
    mend = advice(identity.kind, of_facts=of_facts, of_staff=of_staff, rest=rest, older=older)
    if of_facts and _LOOKS_UP.search(typed):
        mend = f"{_NO_CHARTS} {mend}"
    choices = [
        Choice("Send it without that", rest, Weight.PRIMARY),
        Choice("How to ask", f"/{request.command} help"),
    ]
    raise IdentityRefused("I did not keep that.", mend, choices if rest else (), field=field)


def _is_receipt(text: str, behind: str) -> bool:
    """Whether a receipt is asked for by its code, which may look like an account number."""
    return text.lower().startswith("receipt ") and code_in(behind) is not None


def _is_understood(text: str, command: Command | None, services: Services) -> bool:
    """Whether every word names something of the book: "virgina" is a slip and no woman."""
    if command is None or command.read is None:
        return False
    try:
        question = command.read(services.reader, text)
    except NotUnderstood:
        return False
    return bool(question.payers or question.states) and not question.unused


def _of_long_ago(typed: str, earliest: int | None, kind: IdentityKind) -> str:
    """What becomes of a visit that is older than what is typed; empty where none is logged.

    Nor is it said beside a year in which no such visit can lie.
    """
    if earliest is None or kind is not IdentityKind.BIRTH_DATE:
        return ""
    if any(int(year) < EARLIEST_YEAR for year in _YEAR.findall(typed)):
        return ""
    return (
        f"Visits of {EARLIEST_YEAR} to {earliest - 1} are not typed here: whoever runs "
        "me enters them with python -m bot records import."
    )
