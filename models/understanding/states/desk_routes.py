"""When a place is said in passing, beside what the desk asks of bills, notes and prices."""

from __future__ import annotations

from models.coverage.aspect import Aspect
from models.coverage.profession import Profession
from models.coverage.topic import TopicKind
from models.understanding.reading import Answerer, Reading, Route
from models.understanding.states.license_questions import asks_of_company

# On these topics no state's rule on needling speaks.
_OF_THE_DESK = frozenset({TopicKind.BILLING, TopicKind.COST, TopicKind.LIMITS, TopicKind.BOT})

# And words for these stand in questions of the desk: "five new grads", "a needling note".
_OF_THE_DESK_TOO = frozenset(
    {
        Aspect.COVERED, Aspect.DOCUMENTATION, Aspect.MANDATE, Aspect.ACTS, Aspect.BILLS,
        Aspect.TRAINING, Aspect.EXPERIENCE, Aspect.CONSENT, Aspect.REQUIREMENTS,
    }
)  # fmt: skip

# With one of these the needles are waste, whoever asks: "a sharps permit for PT clinics".
_DISPOSED = frozenset("permit permits disposal dispose disposing waste pickup hauler haul".split())

# Boxes, haulers and trash: no board's rule on needling speaks of them.
_WASTE = frozenset(
    "sharps sharp biohazard container containers stericycle hauler haulers waste".split()
)

_TELLS_ENOUGH = 6  # words, where nothing is put as a question


def of_the_desk(reading: Reading, home: Answerer | None) -> Route | None:
    """The topic of the desk's that says all but where: "a list of charges, we are in Boise".

    A profession, and what only a board rules, are asked of the state itself.
    """
    is_priced = reading.question.codes and Aspect.PRICE in reading.question.aspects
    is_priced = is_priced and not reading.of_paperwork  # "took back payments of 20561"
    is_told = reading.is_asked or len(reading.text.split()) >= _TELLS_ENOUGH
    if home is not None or is_priced or not is_told:
        return None  # the card of a code says that the amount which is held is national
    if not (reading.question.states or reading.state.city):
        return None
    if _is_of_nothing_held(reading):
        return Route(Answerer.NOTHING, "asks of what nothing is held, in a place")
    match, asked = reading.placeless, reading.state
    sure = match.sure
    if sure is None or sure.kind not in _OF_THE_DESK or not match.is_close:
        return None
    whose = {*reading.question.professions, *asked.professions, *asked.other_professions}
    is_of_therapists = whose <= {Profession.PT} and Aspect.COVERED not in asked.aspects
    is_of_therapists = is_of_therapists or asks_of_company(reading)
    if not (_OF_THE_DESK_TOO.issuperset(asked.aspects) and (is_of_therapists or not whose)):
        return None
    others = tuple(topic for topic in match.near if topic is not sure)
    return Route(Answerer.TOPIC, "a topic says all but the place", (sure, *others))


def _is_of_nothing_held(reading: Reading) -> bool:
    """Whether it asks of what no fact is held, and the place is said in passing: "sales tax"."""
    asked = reading.question.professions or reading.state.aspects
    return reading.is_of_nothing_held and not asked


def of_waste(reading: Reading, home: Answerer | None) -> Route | None:
    """Used needles are asked about in a place, and nobody's license: "sharps pickup in ohio"."""
    question, words = reading.question, reading.words
    is_of_rules = question.professions or question.other_profession
    if home is not None or not question.states or words.isdisjoint(_WASTE):
        return None
    if is_of_rules and words.isdisjoint(_DISPOSED):
        return None
    held = reading.asked_as("sharps pickup")
    near = reading.topic.near or reading.placeless.near or ((held,) if held else ())
    if not near:
        return None
    return Route(Answerer.NEAR, "asks of sharps, which no scope rule holds", near)
