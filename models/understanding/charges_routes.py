"""When it is asked what a patient may be charged or spared: no payer's or state's facts hold it."""

from __future__ import annotations

import re

from models.coverage.topic import TopicKind
from models.understanding.reading import Answerer, Reading, Route

_OWED = re.compile(
    r"\b(?:co-?pays?|copayments?|co-?insurance|deductibles?|fees?|balances?|shares?|bills?|cash|pay"
    r"|pays|charges?)\b",
    re.IGNORECASE,
)

# What a clinic spares a patient, of something that is owed.
_SPARED = re.compile(
    r"\b(?:waiv(?:e|es|ed|ing|ers?)|forgiv(?:e|es|en|ing)|(?:write|writing|wrote|written) off)\b",
    re.IGNORECASE,
)

# What a clinic takes from a patient, gives to one, or has one sign for it.
_CHARGED = re.compile(
    r"\b(?:discount(?:s|ed|ing)?(?! (?:plan|card|program)s?\b)|groupons?|coupons?|gifts?"
    r"|raffles?|kickbacks?|no[ -]?shows?|late cancel\w*"
    r"|free (?:needling|sessions?|visits?|treatments?)"
    r"|sign\w* (?:a |the )?waivers?)\b",
    re.IGNORECASE,
)


def _is_of_charges(text: str) -> bool:
    is_spared = _SPARED.search(text) is not None and _OWED.search(text) is not None
    return is_spared or _CHARGED.search(text) is not None


def of_charges(reading: Reading, home: Answerer | None) -> Route | None:
    """The topic on what is charged, whichever payer or state is named: "waive medicaid copay"."""
    if home is not None or not _is_of_charges(reading.text) or reading.topic.is_its_own:
        return None
    match = reading.bare
    held = tuple(topic for topic in match.near if topic.kind is TopicKind.COST)
    if match.sure and match.sure.kind is TopicKind.COST:
        return Route(Answerer.TOPIC, "asks what a patient is charged", (match.sure, *held))
    is_named = reading.question.payers or reading.question.states
    if not (held and is_named):
        return None
    return Route(Answerer.NEAR, "asks what a patient is charged", held)
