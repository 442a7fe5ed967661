"""What is asked decides who answers; what is named beside it only colors the answer."""

from __future__ import annotations

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
    Answerer,
    Reading,
    Route,
    names_payer,
)
from models.understanding.states.license_questions import RULE_WORDS, asks_of_company
from models.understanding.topics.topic_lines import ids_of
from models.words import plain_words

# Of these a state's card says more than a topic: each state has its own rule.
_OF_STATES = frozenset(
    {Aspect.COVERED, Aspect.SUPERVISION, Aspect.TRAINING, Aspect.EXPERIENCE, Aspect.CONSENT}
)

# Words for these stand in questions of the desk too: "she signed no form", "a note in Ohio".
_VAGUE = frozenset({Aspect.COVERED, Aspect.DOCUMENTATION, Aspect.BILLS})

# Of these the card of codes says more, whether they are typed or meant.
_COUNTED = ASPECTS_OF_CODES - {Aspect.PRICE}

# And of what the desk does no card holds anything: refunds, records, superbills, needles.
_OF_NO_CARD = frozenset({TopicKind.BILLING, TopicKind.COST, TopicKind.TRAINING, TopicKind.CLINICAL})
_DECIDED = frozenset({Aspect.AUTHORIZATION, Aspect.REFERRAL, Aspect.LIMIT, Aspect.RESET})
_ON_NO_CARD = frozenset({Aspect.DENIAL, Aspect.DOCUMENTATION, Aspect.PRICE})
_SAYS_MUCH = 4  # words beside the names

# Of these payers ask too, and not the state alone.
_ASKED_BY_PAYERS = frozenset({Aspect.TRAINING, Aspect.CONSENT})

# Of these a payer's card says more, with its dates.
_OF_PAYERS = frozenset(
    {Aspect.COVERED, Aspect.LIMIT, Aspect.RESET, Aspect.DATES, *ASPECTS_OF_CODES}
)


def of_what_is_asked(reading: Reading, home: Answerer | None) -> Route | None:
    """The topic of most that is said, and sure without the names, if no card says more."""
    if home is not None or not _names_something(reading) or _is_of_payers_card(reading):
        return None
    topic = reading.bare.sure
    if topic is None or _is_on_a_card(topic, reading):
        return None
    match = reading.topic
    is_of_most = match.is_of_most and match.closest is topic
    if not is_of_most and not _is_of_no_card(topic, reading):
        return None
    others = tuple(near for near in match.near if near is not topic)
    return Route(Answerer.TOPIC, "asked so, whatever is named", (topic, *others))


def _is_of_no_card(topic: Topic, reading: Reading) -> bool:
    """Whether it is of what no card holds, and of most that is said beside the names.

    Where the names speak for another topic that one is asked, and where they are nearly all that
    is said, they are.
    """
    may_be_far = {None} if names_payer(reading) else set()  # a place is a word of most questions
    is_of_most = reading.bare.is_of_most and reading.topic.closest in {topic, *may_be_far}
    is_denied = Aspect.DENIAL in reading.question.aspects and Aspect.DENIAL not in topic.aspects
    if not is_of_most or topic.payers or is_denied or _asks_of_a_card(reading):
        return False
    is_kept = topic.kind in _OF_NO_CARD and _ON_NO_CARD.issuperset(topic.aspects)
    if topic.kind is TopicKind.CLINICAL:
        is_kept = is_kept and reading.is_of_health
    return is_kept and len(reading.words - _names_of(reading)) >= _SAYS_MUCH


def _asks_of_a_card(reading: Reading) -> bool:
    """Whether several are named, who bills a payer, or what each payer decides for itself."""
    question = reading.question
    if question.payers_apart or len(reading.state.professions) > 1:
        return True
    is_decided = not _DECIDED.isdisjoint(question.aspects) or question.profession is not None
    is_typed = bool(question.codes) and not question.is_described
    return names_payer(reading) and (is_decided or is_typed)


def _names_of(reading: Reading) -> frozenset[str]:
    """The words of the payers and places that are named."""
    names = (name for payer in reading.question.payers for name in (payer.name, *payer.names))
    of_payers = (word for name in names for word in plain_words(name))
    return frozenset((*of_payers, *reading.state.place_words))


def _names_something(reading: Reading) -> bool:
    return names_payer(reading) or _names_codes(reading) or _names_place_or_license(reading)


def _names_codes(reading: Reading) -> bool:
    """Whether a code is typed, or muscles that make one."""
    question = reading.question
    is_typed = bool(question.codes) and not question.is_described
    return is_typed or bool(question.named_muscles or question.muscles)


def _names_place_or_license(reading: Reading) -> bool:
    """Whether a place is named, or a profession; a lone "pt" may be a patient."""
    asked = reading.state
    is_placed = asked.states or asked.all_states or asked.city or asked.unclear_place
    return bool(is_placed or asked.other_profession or {*asked.professions} - {Profession.PT})


def _is_on_a_card(topic: Topic, reading: Reading) -> bool:
    """Whether the card of what is named answers what the topic does, or more."""
    is_counted = reading.codes.codes and not _COUNTED.isdisjoint(topic.aspects)
    if is_counted or of_who_pays(reading, None):
        return True
    if names_payer(reading):
        return _is_on_card_of_payer(topic, reading)
    is_of_codes = _names_codes(reading) and _is_on_card_of_codes(topic, reading)
    return is_of_codes or (
        _names_place_or_license(reading) and _is_on_card_of_state(topic, reading)
    )


def _is_of_payers_card(reading: Reading) -> bool:
    """Whether a payer's card answers, whichever topic is near: most questions of a payer."""
    if not names_payer(reading):
        return False
    question = reading.question
    is_of_needling = reading.words & NEEDLE_WORDS or (question.codes and question.on)
    asks_nothing = bool(is_of_needling) and not question.aspects
    is_of_its_own = question.guessed_from or question.condition or Aspect.LIMIT in question.aspects
    return asks_nothing or bool(is_of_its_own)


def _is_on_card_of_payer(topic: Topic, reading: Reading) -> bool:
    """Whether a payer's card answers: its verdict, its dates, and what it says of the topic."""
    question = reading.question
    if not _OF_PAYERS.isdisjoint(topic.aspects):
        return True
    if topic.kind is TopicKind.LIMITS and Aspect.AUTHORIZATION not in topic.aspects:
        return True
    is_clinical = topic.kind is TopicKind.CLINICAL
    if (is_clinical and (question.aspects or question.codes)) or _is_of_others(topic, reading):
        return True
    if topic.kind is TopicKind.TRAINING and _ASKED_BY_PAYERS.isdisjoint(topic.aspects):
        return True
    if Aspect.COVERED in question.aspects and question.profession:
        return Aspect.DENIAL not in topic.aspects
    return is_of_verdict(reading) or asks_outright(reading)


def _is_of_others(topic: Topic, reading: Reading) -> bool:
    """Whether it speaks of this bot, or of payers of whom none is named."""
    is_of_payers = topic.payers and ids_of(reading.question.payers).isdisjoint(topic.payers)
    return topic.kind is TopicKind.BOT or bool(is_of_payers)


def _is_on_card_of_codes(topic: Topic, reading: Reading) -> bool:
    """Whether the card of codes answers: counts, pairs, edits, prices; not what a patient owes."""
    if topic.charges:
        return False
    if not ASPECTS_OF_CODES.isdisjoint(topic.aspects) or asks_since_when(reading.text):
        return True
    if topic.kind is not TopicKind.BILLING or Aspect.DENIAL in topic.aspects:
        return False
    read = reading.codes
    is_counted = read.muscles or read.minutes or read.number or read.diagnoses
    is_pair = len(read.codes) > 1 and not NEEDLING_CODES.issuperset(read.codes)
    return bool(is_counted or is_pair or not ASPECTS_OF_CODES.isdisjoint(read.aspects))


def _is_on_card_of_state(topic: Topic, reading: Reading) -> bool:
    """Whether a state's card answers: its own rule on the one who needles."""
    asked = reading.state
    is_clinical = topic.kind is TopicKind.CLINICAL
    if asked.all_states or (is_clinical and not {Aspect.COVERED}.issuperset(asked.aspects)):
        return True
    if topic.kind is TopicKind.BILLING and asks_of_company(reading):
        return False
    is_of_training = topic.kind is TopicKind.TRAINING
    if is_of_training and (_OF_STATES & {*topic.aspects} or Aspect.BILLS in asked.aspects):
        return True
    whose = {*asked.professions, *asked.other_professions} - {Profession.PT}
    is_of_scope = bool(whose) and Aspect.COVERED in {*asked.aspects, *reading.question.aspects}
    return is_of_scope or bool(reading.words & RULE_WORDS) or not _VAGUE.issuperset(asked.aspects)
