"""A Good Faith Estimate that is asked for with its days: the topic, and the way to its day.

"good faith estimate booked today for 12/9" names no payer, and its days are no days of service.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from handlers.command import Request, Services
from handlers.coverage.charging import cash_estimate
from models.coverage.duty import DutyPart
from models.errors import NotUnderstood
from models.reply import Choice, Line, Reply, Weight
from models.understanding.commands import cash_words
from models.understanding.commands.cash_words import CashWords
from models.wording import cash

_ESTIMATE = re.compile(r"\b(?:good[ -]faith(?:[ -]estimates?)?|gfes?)\b", re.IGNORECASE)
_AROUND = frozenset(
    """a an and at by cost day days deadline do does due estimate estimates for give has have he her
    him how i in is it long must my need of on our patient patients price pt pts send she tell the
    them they this to us visit visits we when what which who with written""".split()
)
"""Words beside it that say nothing of whose it is."""
_UNINSURED = "uninsured"


@dataclass(frozen=True, slots=True)
class EstimateAsked:
    """What is asked of an estimate; `typed` are payer and days, as /coverage cash has them.

    `due` tells by when it is due to a patient who is not insured.
    """

    topic: str
    typed: str
    due: tuple[Line, ...] = ()

    def with_days(self, reply: Reply) -> Reply:
        """The topic, led by the day that counts from those that were typed, with a button."""
        if not self.typed:
            return reply
        due = Choice("When yours is due", f"/coverage cash {self.typed}", Weight.PRIMARY)
        return replace(reply, lines=(*self.due, *reply.lines), choices=(due, *reply.choices))


def of(request: Request, services: Services) -> EstimateAsked | None:
    """The question on an estimate that a text is, where it asks for nothing else."""
    if not _ESTIMATE.search(request.text):
        return None
    try:
        days = cash_words.read(_ESTIMATE.sub(" ", request.text), request.today)
    except NotUnderstood:
        return None
    strange = [w for w in re.findall(r"[\w'-]+", days.about.casefold()) if w not in _AROUND]
    payers = services.reader.read(" ".join(strange), request.today).payers if strange else ()
    is_whole = not strange or strange == [_UNINSURED] or len(payers) == 1
    has_days = days.booked or days.on or days.asked
    if not is_whole or not (has_days or request.command == "coverage"):
        return None
    whose = payers[0].name if payers else _UNINSURED
    if not has_days:
        return EstimateAsked("good faith estimate", "")
    held = [duty for duty in services.book.duties if duty.part is DutyPart.ESTIMATE]
    due = () if payers else tuple(cash_estimate.due(cash.UNINSURED, held, days, request.today))
    return EstimateAsked("good faith estimate", f"{whose} {_days(days)}", due)


def _days(days: CashWords) -> str:
    told = (("booked", days.booked), ("asked", days.asked), ("for", days.on))
    return " ".join(f"{word} {day.isoformat()}" for word, day in told if day)
