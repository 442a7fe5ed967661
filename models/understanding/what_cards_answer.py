"""What the card of a payer, a code or a state answers by itself, and what it leaves to a topic.

The rows of a card tell that in their order: the first that fits decides.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from models.coverage.aspect import Aspect
from models.coverage.profession import Profession
from models.coverage.topic import Topic, TopicKind
from models.understanding.codes.code_dates import asks_since_when
from models.understanding.payers.verdict_or_topic import asks_outright, is_of_verdict
from models.understanding.payers.who_pays_routes import of_who_pays
from models.understanding.reading import (
    ASPECTS_OF_CODES,
    NEEDLE_WORDS,
    NEEDLING_CODES,
    Reading,
    names_payer,
)
from models.understanding.states.license_questions import RULE_WORDS, asks_of_company
from models.understanding.topics.topic_lines import ids_of


def answers(topic: Topic, reading: Reading) -> bool:
    """Whether the card of what is named answers what the topic does, or more."""
    if _decided(_OF_ANY, topic, reading):
        return True
    if names_payer(reading):
        return _decided(_OF_PAYER, topic, reading)
    if names_codes(reading) and _decided(_OF_CODES, topic, reading):
        return True
    return names_place_or_license(reading) and _decided(_OF_STATE, topic, reading)


def is_of_payer(reading: Reading) -> bool:
    """Whether a payer's card answers, whichever topic is near: most questions of a payer."""
    if not names_payer(reading):
        return False
    question = reading.question
    is_of_needling = reading.words & NEEDLE_WORDS or (question.codes and question.on)
    asks_nothing = bool(is_of_needling) and not question.aspects
    is_of_its_own = question.guessed_from or question.condition or Aspect.LIMIT in question.aspects
    return asks_nothing or bool(is_of_its_own)


def names_something(reading: Reading) -> bool:
    """Whether a payer, a code, a place or a license is named."""
    return names_payer(reading) or names_codes(reading) or names_place_or_license(reading)


def names_codes(reading: Reading) -> bool:
    """Whether a code is typed, or muscles that make one."""
    question = reading.question
    return types_code(reading) or bool(question.named_muscles or question.muscles)


def types_code(reading: Reading) -> bool:
    """Whether a code is typed, and not only described."""
    return bool(reading.question.codes) and not reading.question.is_described


def names_place_or_license(reading: Reading) -> bool:
    """Whether a place is named, or a profession; a lone "pt" may be a patient."""
    asked = reading.state
    is_placed = asked.states or asked.all_states or asked.city or asked.unclear_place
    return bool(is_placed or asked.other_profession or {*asked.professions} - {Profession.PT})


_Row = tuple[bool, Callable[[Topic, Reading], bool]]
"""Whether the card answers, or the topic; and whether that is asked."""

_CARD, _TOPIC = True, False


def _decided(rows: Sequence[_Row], topic: Topic, reading: Reading) -> bool:
    """Whether a card answers, by the first row that fits; by none the topic does."""
    return next((by_card for by_card, fits in rows if fits(topic, reading)), _TOPIC)


def _asks(aspects: frozenset[Aspect]) -> Callable[[Topic, Reading], bool]:
    """Whether the topic is on one of these."""
    return lambda topic, _: not aspects.isdisjoint(topic.aspects)


# Words for these stand in questions of the desk too: "she signed no form", "a note in Ohio".
_VAGUE = frozenset({Aspect.COVERED, Aspect.DOCUMENTATION, Aspect.BILLS})

# Of these each state has its own rule.
_OF_STATES = frozenset(
    {Aspect.COVERED, Aspect.SUPERVISION, Aspect.TRAINING, Aspect.EXPERIENCE, Aspect.CONSENT}
)


def _is_of_others(topic: Topic, reading: Reading) -> bool:
    """Whether it speaks of this bot, or of payers of whom none is named."""
    is_of_payers = topic.payers and ids_of(reading.question.payers).isdisjoint(topic.payers)
    return topic.kind is TopicKind.BOT or bool(is_of_payers)


def _asks_who_is_paid(reading: Reading) -> bool:
    """Whether it is asked if a profession that is named is paid."""
    question = reading.question
    return Aspect.COVERED in question.aspects and question.profession is not None


def _is_counted(reading: Reading) -> bool:
    """Whether muscles, minutes, a number, a diagnosis or a pair of codes are to be billed."""
    read = reading.codes
    is_pair = len(read.codes) > 1 and not NEEDLING_CODES.issuperset(read.codes)
    is_told = read.muscles or read.minutes or read.number or read.diagnoses
    return bool(is_told or is_pair or not ASPECTS_OF_CODES.isdisjoint(read.aspects))


def _asks_of_pair(reading: Reading) -> bool:
    """Whether it is asked if codes go together, and no denial is told."""
    asked = reading.codes.aspects
    is_denied = Aspect.DENIAL in reading.question.aspects or bool(reading.question.denials)
    return len(reading.codes.codes) > 1 and Aspect.TOGETHER in asked and not is_denied


def _is_of_training(topic: Topic, reading: Reading) -> bool:
    """Whether a state's own rule on training is asked for, or whom it lets bill."""
    asked = _OF_STATES & {*topic.aspects} or Aspect.BILLS in reading.state.aspects
    return topic.kind is TopicKind.TRAINING and bool(asked)


def _is_of_scope(reading: Reading) -> bool:
    """Whether it is asked if a profession other than a lone "pt" may."""
    asked = reading.state
    whose = {*asked.professions, *asked.other_professions} - {Profession.PT}
    return bool(whose) and Aspect.COVERED in {*asked.aspects, *reading.question.aspects}


_OF_ANY = (
    # What codes are counted by, whether they are typed or meant.
    (
        _CARD,
        lambda topic, reading: (
            bool(reading.codes.codes)
            and not (ASPECTS_OF_CODES - {Aspect.PRICE}).isdisjoint(topic.aspects)
        ),
    ),
    # Who pays at all.
    (_CARD, lambda _, reading: of_who_pays(reading, None) is not None),
)

_OF_PAYER = (
    # Its verdict, limits, dates and codes.
    (
        _CARD,
        _asks(
            frozenset({Aspect.COVERED, Aspect.LIMIT, Aspect.RESET, Aspect.DATES}) | ASPECTS_OF_CODES
        ),
    ),
    # How many visits.
    (
        _CARD,
        lambda topic, _: (
            topic.kind is TopicKind.LIMITS and Aspect.AUTHORIZATION not in topic.aspects
        ),
    ),
    # A code or a rule beside an illness.
    (
        _CARD,
        lambda topic, reading: (
            topic.kind is TopicKind.CLINICAL
            and bool(reading.question.aspects or reading.question.codes)
        ),
    ),
    # What this bot or another payer has a topic on.
    (_CARD, _is_of_others),
    # Who may bill, where the state alone asks for training.
    (
        _CARD,
        lambda topic, _: (
            topic.kind is TopicKind.TRAINING
            and frozenset({Aspect.TRAINING, Aspect.CONSENT}).isdisjoint(topic.aspects)
        ),
    ),
    # A denial of whoever bills.
    (
        _TOPIC,
        lambda topic, reading: _asks_who_is_paid(reading) and Aspect.DENIAL in topic.aspects,
    ),
    # Whether whoever bills is paid.
    (_CARD, lambda _, reading: _asks_who_is_paid(reading)),
    # Yes or no.
    (
        _CARD,
        lambda _, reading: bool(is_of_verdict(reading) or asks_outright(reading)),
    ),
)

_OF_CODES = (
    # What a patient owes.
    (_TOPIC, lambda topic, _: bool(topic.charges)),
    # Counts, pairs, edits and prices.
    (_CARD, _asks(ASPECTS_OF_CODES)),
    # Since when.
    (_CARD, lambda _, reading: bool(asks_since_when(reading.text))),
    # Whether two go together, before any is denied.
    (_CARD, lambda _, reading: _asks_of_pair(reading)),
    # Anything but a bill, and a denied one.
    (
        _TOPIC,
        lambda topic, _: topic.kind is not TopicKind.BILLING or Aspect.DENIAL in topic.aspects,
    ),
    # Muscles, minutes or a pair to be billed.
    (_CARD, lambda _, reading: _is_counted(reading)),
)

_OF_STATE = (
    # Every state.
    (_CARD, lambda _, reading: bool(reading.state.all_states)),
    # A bill of the company.
    (
        _TOPIC,
        lambda topic, reading: topic.kind is TopicKind.BILLING and bool(asks_of_company(reading)),
    ),
    # Training and whom it lets bill.
    (_CARD, _is_of_training),
    # What a license lets do.
    (_CARD, lambda _, reading: _is_of_scope(reading)),
    # Its rules by name.
    (_CARD, lambda _, reading: bool(reading.words & RULE_WORDS)),
    # What its rule alone speaks of.
    (
        _CARD,
        lambda _, reading: not _VAGUE.issuperset(reading.state.aspects),
    ),
)
