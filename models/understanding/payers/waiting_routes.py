"""When somebody waits for a payer to decide: which topic says how long that may take."""

from __future__ import annotations

import re

from models.understanding.reading import Answerer, Reading, Route, names_payer

_DECISION = "auth_decision"

_WAITS = re.compile(
    r"\b(?:how (?:long|soon|fast|quick(?:ly)?|many (?:\w+ )?days)"
    r"|when (?:will|do|does|should|would)"
    r"|has ?n['o]?t|have ?n['o]?t|still (?:waiting|no)|no (?:answer|word|response))\b",
    re.IGNORECASE,
)
_HEARD = re.compile(
    r"\b(?:hear|heard|decid\w+|decision|answer\w*|respon\w+|approv\w+|gets? back|com(?:e|es) back"
    r"|request|auth\w*)\b",
    re.IGNORECASE,
)

# What is waited for, or how long something lasts, is another matter.
_OF_ELSE = re.compile(
    r"\b(?:appeal\w*|claims?|pay|pays|paid|payment|check|credential\w*|contract\w*|last|lasts"
    r"|good|valid|expires?|keep|visits?|sessions?|days of auth\w*"
    r"|how long (?:is|are) (?:\w+ ){0,3}auth\w*(?: for)?(?=\W*$))\b",
    re.IGNORECASE,
)


def of_waiting(reading: Reading, home: Answerer | None) -> Route | None:
    """The topic on how long a plan may take: "how long until we hear from aetna"."""
    if home is not None or not names_payer(reading) or reading.question.codes:
        return None
    waits = _WAITS.search(reading.text)
    if not (waits and _HEARD.search(reading.text, waits.end())) or _OF_ELSE.search(reading.text):
        return None
    near = (reading.topic.sure, *reading.topic.near, reading.general.sure, *reading.general.near)
    held = next((topic for topic in near if topic and topic.id == _DECISION), None)
    if held is None:
        return None
    is_sure = held in {reading.topic.sure, reading.general.sure}
    answerer = Answerer.TOPIC if is_sure else Answerer.NEAR
    return Route(answerer, "waits for a payer to decide", (held,))
