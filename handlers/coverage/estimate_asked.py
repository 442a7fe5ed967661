"""A Good Faith Estimate that is asked for with its days: the topic, and the way to its day.

"good faith estimate booked today for 12/9" names no payer, and its days are no days of service.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from handlers.command import Request, Services
from models.errors import NotUnderstood
from models.reply import Choice, Reply, Weight
from models.understanding.commands import cash_words
from models.understanding.commands.cash_words import CashWords

_ESTIMATE = re.compile(r"\b(?:good[ -]faith(?:[ -]estimates?)?|gfes?)\b", re.IGNORECASE)
_AROUND = frozenset(
    """a an and at by cost day days deadline do does due estimate estimates for give has have how i
    in is it long my need of on our patient patients price pt pts send the to us visit visits we
    when what which who with written""".split()
)
"""Words beside it that say nothing of whose it is."""
_UNINSURED = "uninsured"


@dataclass(frozen=True, slots=True)
class EstimateAsked:
    """What is asked of an estimate; `typed` are payer and days, as /coverage cash has them."""

    topic: str
    typed: str

    def with_days(self, reply: Reply) -> Reply:
        """The topic, with a button that counts from the days that were typed."""
        if not self.typed:
            return reply
        due = Choice("When yours is due", f"/coverage cash {self.typed}", Weight.PRIMARY)
        return replace(reply, choices=(due, *reply.choices))


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
    return EstimateAsked("good faith estimate", f"{whose} {_days(days)}" if has_days else "")


def _days(days: CashWords) -> str:
    told = (("booked", days.booked), ("asked", days.asked), ("for", days.on))
    return " ".join(f"{word} {day.isoformat()}" for word, day in told if day)
