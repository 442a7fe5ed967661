"""When it is asked what a patient may be charged or spared: no payer's or state's facts hold it."""

from __future__ import annotations

import re

from models.coverage.topic import TopicKind
from models.understanding.reading import NEEDLING_CODES, Answerer, Reading, Route

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

# A patient's own share of what a plan pays, and a wording of the topic on sparing it.
_SHARE = re.compile(r"\b(?:co-?pays?|copayments?|co-?insurance|deductibles?)\b", re.IGNORECASE)
_ON_SPARING = "waive the copay"

# What a clinic takes from a patient, gives to one, or has one sign for it.
_CHARGED = re.compile(
    r"\b(?:discount(?:s|ed|ing)?(?! (?:plan|card|program)s?\b)|groupons?|coupons?|gifts?"
    r"|raffles?|kickbacks?|no[ -]?shows?|late cancel\w*"
    r"|free (?:needling|sessions?|visits?|treatments?)"
    r"|sign\w* (?:a |the )?waivers?)\b",
    re.IGNORECASE,
)

# The topics on cash that is taken for one service of a visit.
_ON_CASH = ("cash_beside_claim", "medicare_cash")


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
    if match.sure is None and _SPARED.search(reading.text) and _SHARE.search(reading.text):
        spared = reading.asked_as(_ON_SPARING)
        held = tuple(dict.fromkeys(topic for topic in (spared, *held) if topic))
    elif not is_named:
        return None
    if not held:
        return None
    return Route(Answerer.NEAR, "asks what a patient is charged", held)


def of_cash(reading: Reading, home: Answerer | None) -> Route | None:
    """Cash beside billed codes is a matter of contracts: "cash for dn and bill 97140"."""
    if home is not None or "cash" not in reading.words:
        return None
    match = reading.topic
    near = dict.fromkeys(topic for topic in (match.sure, *match.near) if topic)
    held = tuple(topic for topic in near if topic.id in _ON_CASH)
    others = {code for code in reading.codes.all_codes if code.isdigit()} - NEEDLING_CODES
    if not (held and others):
        return None
    answerer = Answerer.TOPIC if held[0] is match.sure else Answerer.NEAR
    return Route(answerer, "asks of cash beside codes", held)
