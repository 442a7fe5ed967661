"""/caps withdraw: takes back one of the clinic's own caps, by its words, or asks by its number."""

from __future__ import annotations

import re
from collections.abc import Sequence

from handlers.caps import cap_joins, own_caps
from handlers.clinic.change_setting import refuse_staff
from handlers.command import Request, Services
from handlers.session.find_chart import by
from models.errors import NotUnderstood
from models.reply import Choice, Line, Reply
from models.visits.cap import Cap, CapScope
from models.wording import cap_words

_NUMBER = re.compile(r"(?:number|no\.?|cap|#|\s)*(?P<number>[0-9]{1,3})", re.IGNORECASE)


async def answer(request: Request, services: Services, text: str) -> Reply:
    """Take back the cap that is named. Raises `NotUnderstood` with those that may be meant."""
    held = await own_caps.listed(request, services)
    if numbered := _NUMBER.fullmatch(text.strip()):
        raise _of_number(int(numbered["number"]), held, services)
    subject, words = await own_caps.subject_of(text, request, services)
    if subject is None:
        raise _which(held, services)
    mine = [cap for cap in held if subject.has(cap)]
    cap = cap_joins.named(words, mine)
    if cap is None:
        raise _which(mine, services, subject.name)
    if cap.scope is not CapScope.ALIAS:
        await refuse_staff(request.member, services, "A cap for a whole payer")
    await services.charts.drop_cap(request.clinic.id, cap, by(request))
    left = [cap_words.said(other) for other in mine if other is not cap]
    still = [Line(f"Still set: {'; '.join(left)}.")] if left else []
    return Reply(
        headline=f"{subject.name} · your clinic's cap",
        lines=(Line(f"Taken back: {cap_words.said(cap)}. It counts no more."), *still),
        choices=(
            Choice("Set it after all", f"/caps set {subject.name} {cap_words.typed(cap)} as well"),
            Choice("Your clinic's caps", "/caps own"),
            Choice("The board", f"/caps {subject.name}"),
        ),
    )


def button(name: str, cap: Cap) -> Choice:
    """The button that takes back the cap that was just set."""
    return Choice("Take the cap back", own_caps.withdrawal(name, cap))


def all_of(name: str) -> Choice:
    """The button to every cap of an alias or payer."""
    return Choice("Its caps", f"/caps own {name}")


def _of_number(number: int, held: Sequence[Cap], services: Services) -> NotUnderstood:
    """A number is a place in a list that changes: the cap of it is named before it goes."""
    if not 0 < number <= len(held):
        return _which(held, services)
    cap = held[number - 1]
    name = own_caps.name_of(cap, services)
    return NotUnderstood(
        f"Take back {cap_words.said(cap)}, for {name}?",
        f"That is number {number} now. Nothing was taken back yet.",
        [
            Choice("Take it back", own_caps.withdrawal(name, cap)),
            Choice("All of them", "/caps own"),
        ],
    )


def _which(held: Sequence[Cap], services: Services, name: str = "") -> NotUnderstood:
    of = f" of {name}" if name else ""
    if not held:
        return NotUnderstood(
            f"There is no cap of your own{of} to take back.",
            "Nothing was changed.",
            [Choice("Your clinic's caps", "/caps own")],
        )
    return NotUnderstood(
        f"Which cap{of}?",
        "Choose one, or name it as it was set. Nothing was taken back yet.",
        [
            Choice(
                cap_words.said(cap) if name else f"{whom}: {cap_words.said(cap)}",
                own_caps.withdrawal(whom, cap),
            )
            for cap in held
            for whom in (own_caps.name_of(cap, services),)
        ],
    )
