"""How a request ended: what is noted of it, and the reply to trouble and to a bug."""

from __future__ import annotations

import secrets
from dataclasses import dataclass, replace
from enum import StrEnum

from models.errors import NotAllowed, NotVouched, RecordsBusy, RecordsUnreachable, Trouble
from models.reply import Choice, Line, Reply, Weight

# Letters and digits that cannot be mistaken for one another when a ticket is read out.
_TICKET_LETTERS = "ACDEFGHJKLMNPQRTUVWXY34679"


class Outcome(StrEnum):
    """How a request ended."""

    ANSWERED = "answered"
    TROUBLE = "trouble"  # something that the person can mend
    BUG = "bug"


@dataclass(frozen=True, slots=True)
class RequestOutcome:
    """What may be known of a request afterwards: never its text. `seconds` is how long it took.

    `verdict` is what a payer's card says of coverage, and `tier` how well the question was met:
    sure, near, or none where no facts answer.
    """

    command: str
    ending: Outcome
    seconds: float
    ticket: str = ""
    error: Exception | None = None
    verdict: str = ""
    tier: str = ""


_NO_RECORDS = (
    "Your clinic's records do not answer just now.",
    "Try again in a minute. If it stays so, tell whoever runs this bot: its log says why.",
)
"""What staff read of broken records: nothing of the server, which they cannot mend."""


def for_staff(trouble: Trouble) -> Trouble:
    """Trouble as staff read it: the server's insides are for its log."""
    if isinstance(trouble, RecordsUnreachable) and not isinstance(trouble, RecordsBusy):
        return RecordsUnreachable(*_NO_RECORDS)
    return trouble


def in_words(trouble: Trouble) -> Reply:
    """Trouble as a reply: what is wrong, and what to do."""
    trouble = for_staff(trouble)
    lines = (Line(trouble.mend),) if trouble.mend else ()
    choices = trouble.choices
    if len(choices) == 1:  # the one way out
        choices = (replace(choices[0], weight=Weight.PRIMARY),)
    return Reply(
        headline=trouble.what,
        lines=lines,
        choices=choices,
        picks=trouble.picks,
        refused=True,
        field=trouble.field,
    )


def with_way_out(reply: Reply, trouble: Trouble, again: str, how: str) -> Reply:
    """The reply to trouble that names no next step, with one: once more, or how it is asked.

    `again` is the command that was typed; empty where it may change something. `how` shows how it
    is asked.
    """
    if reply.choices or reply.picks:
        return reply
    if isinstance(trouble, NotAllowed | NotVouched):  # who asks is told nothing of the clinic's
        step = Choice("What I can answer", "/help", Weight.PRIMARY)
    elif not isinstance(trouble, RecordsUnreachable):
        step = Choice("How to ask", how, Weight.PRIMARY)
    elif again:
        step = Choice("Try again", again, Weight.PRIMARY)
    else:
        return reply
    return replace(reply, choices=(step,))


def sorry(ticket: str, *, may_be_done: bool = False) -> Reply:
    """What somebody reads who has met a bug; `may_be_done`: it may have come up after the deed."""
    look = "Look whether it was saved before you try once more."
    return Reply(
        headline="Something went wrong here, and it is not your fault.",
        lines=(
            Line(look if may_be_done else "Nothing was saved. Try once more."),
            Line(f"If it happens again, give ticket {ticket} to whoever runs this bot."),
        ),
    )


def new_ticket() -> str:
    """What ties the sentence that somebody reads to the line in the log."""
    return "".join(secrets.choice(_TICKET_LETTERS) for _ in range(6))
