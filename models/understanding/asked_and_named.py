"""What is asked decides who answers; what is named beside it only colors the answer.

"Is Aetna likely to audit 20561" asks of audits. A topic that is sure without the names answers,
unless the card of what is named says as much (`what_cards_answer`).
"""

from __future__ import annotations

from models.coverage.aspect import Aspect
from models.coverage.topic import Topic, TopicKind
from models.understanding import what_cards_answer
from models.understanding.reading import Answerer, Reading, Route, names_payer
from models.words import plain_words

# Of what the desk does no card holds anything: refunds, records, superbills, needles.
_OF_NO_CARD = frozenset({TopicKind.BILLING, TopicKind.COST, TopicKind.TRAINING, TopicKind.CLINICAL})
_ON_NO_CARD = frozenset({Aspect.DENIAL, Aspect.DOCUMENTATION, Aspect.PRICE})
_DECIDED = frozenset({Aspect.AUTHORIZATION, Aspect.REFERRAL, Aspect.LIMIT, Aspect.RESET})
_SAYS_MUCH = 4  # words beside the names


def of_what_is_asked(reading: Reading, home: Answerer | None) -> Route | None:
    """The topic of most that is said, and sure without the names, if no card says more."""
    if home is not None or not what_cards_answer.names_something(reading):
        return None
    if what_cards_answer.is_of_payer(reading):
        return None
    topic = reading.bare.sure
    if topic is None or what_cards_answer.answers(topic, reading):
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
    is_kept = topic.kind in _OF_NO_CARD and _ON_NO_CARD.issuperset(topic.aspects)
    if not (is_of_most and is_kept) or _asks_of_a_card(reading):
        return False
    if topic.kind is TopicKind.CLINICAL and not reading.is_of_health:
        return False
    return len(reading.words - _names_of(reading)) >= _SAYS_MUCH


def _asks_of_a_card(reading: Reading) -> bool:
    """Whether several are named, who bills a payer, or what each payer decides for itself."""
    question = reading.question
    if question.payers_apart or len(reading.state.professions) > 1:
        return True
    is_decided = not _DECIDED.isdisjoint(question.aspects) or question.profession is not None
    return names_payer(reading) and (is_decided or what_cards_answer.types_code(reading))


def _names_of(reading: Reading) -> frozenset[str]:
    """The words of the payers and places that are named."""
    names = (name for payer in reading.question.payers for name in (payer.name, *payer.names))
    of_payers = (word for name in names for word in plain_words(name))
    return frozenset((*of_payers, *reading.state.place_words))
