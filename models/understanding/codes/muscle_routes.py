"""When muscles are what a text tells, and the code that they make is what it asks."""

from __future__ import annotations

import re

from models.coverage.topic import Topic
from models.understanding.codes.billing_questions import CodeMatter
from models.understanding.codes.both_sides import asks_of_sides
from models.understanding.codes.muscles_by_day import are_of_two_visits
from models.understanding.reading import (
    ASPECTS_OF_CODES,
    Answerer,
    Reading,
    Route,
    names_payer,
)

# What stands beside muscles and says no more than where: "multifidi L4 L5", "medial head".
_OF_A_MUSCLE = re.compile(
    r"[clts][0-9]{1,2}|[1-9]|levels?|heads?|parts?|fibers?|medial|lateral|anterior|posterior"
    r"|upper|middle|mid|lower|long|short|needled|needle|right|left|one|two|three|count|counts"
)


_TWICE_A_DAY = "8am and 4pm needling"


def of_muscles(reading: Reading, home: Answerer | None) -> Route | None:
    """Muscles are told by name, side or level, and no more is said: which code do they make."""
    if home not in {None, Answerer.CODES} or names_payer(reading):
        return None
    if topic := _of_two_visits(reading):
        return Route(Answerer.TOPIC, "muscles of two visits of a day", (topic,))
    read = reading.codes
    told = read.named_muscles[1:] or read.at_levels or CodeMatter.PARTS in read.matters
    if not told or reading.topic.is_its_own:
        return None
    said = {word.casefold() for word in read.unused}
    is_all = all(_OF_A_MUSCLE.fullmatch(word) for word in said)
    is_all = is_all and {*read.aspects} <= ASPECTS_OF_CODES
    return Route(Answerer.CODES, "only tells muscles") if is_all and read.codes else None


def counts_sides(reading: Reading) -> bool:
    """Whether named muscles of both sides are to be counted: "both glute meds, one or two"."""
    named = reading.of_codes.named
    return bool(named.both_sides and named.named_muscles) and asks_of_sides(reading.of_codes.plain)


def _of_two_visits(reading: Reading) -> Topic | None:
    """The topic on two visits of a day, where muscles of both are told: "2 in the am, 2 in pm"."""
    if "muscles" not in reading.words or CodeMatter.TWO_THERAPISTS in reading.codes.matters:
        return None
    return reading.asked_as(_TWICE_A_DAY) if are_of_two_visits(reading.text) else None
