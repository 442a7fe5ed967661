"""When it is asked what a patient may be charged or spared: no payer's or state's facts hold it."""

from __future__ import annotations

import re

from models.coverage.topic import TopicKind
from models.understanding.reading import Answerer, Reading, Route

_OWED = (
    r"(?:co-?pays?|copayments?|co-?insurance|deductibles?|fees?|balances?|shares?|bills?|cash|pay"
    r"|pays|charges?)"
)

# What a clinic takes from a patient, leaves to one, or has one sign for it.
_CHARGED = re.compile(
    r"\b(?:waiv(?:e|es|ed|ing|ers?)|forgiv(?:e|es|en|ing)|(?:write|writing|wrote) off)\b"
    rf".*\b{_OWED}\b"
    rf"|\b{_OWED}\b.*\b(?:waived?|waivers?|forgiven|written off)\b"
    r"|\b(?:discount(?:s|ed|ing)?|groupons?|coupons?|gifts?|raffles?|kickbacks?"
    r"|no[ -]?shows?|late cancel\w*|free (?:needling|sessions?|visits?|treatments?)"
    r"|sign\w* (?:a |the )?waivers?)\b",
    re.IGNORECASE,
)


def of_charges(reading: Reading, home: Answerer | None) -> Route | None:
    """The topic on what is charged, whichever payer or state is named: "waive medicaid copay"."""
    if home is not None or not _CHARGED.search(reading.text) or reading.topic.is_its_own:
        return None
    match = reading.bare
    held = tuple(topic for topic in match.near if topic.kind is TopicKind.COST)
    if match.sure and match.sure.kind is TopicKind.COST:
        return Route(Answerer.TOPIC, "asks what a patient is charged", (match.sure, *held))
    is_named = reading.question.payers or reading.question.states
    if not (held and is_named):
        return None
    return Route(Answerer.NEAR, "asks what a patient is charged", held)
