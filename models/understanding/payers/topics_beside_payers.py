"""Which topic answers what is asked of a named payer better than the payer's own card."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from models.coverage.aspect import Aspect
from models.coverage.profession import Profession
from models.coverage.topic import Topic, TopicKind
from models.understanding.payers.verdict_or_topic import (
    is_of_a_name,
    is_of_any_state,
    passes_over_payer,
    topic_of_all,
)
from models.understanding.question import Question
from models.understanding.reading import CASH_WORDS, MEDICARE, Reading

# What topics answer in general where a payer's facts hold nothing on it.
_OF_TOPICS = (Aspect.DENIAL, Aspect.PRICE, Aspect.CONSENT, Aspect.DOCUMENTATION, Aspect.RESET)

# Of these no payer's facts are held, but for denials; cash is charged by contract and law.
IN_GENERAL = frozenset({Aspect.DENIAL, Aspect.CONSENT, Aspect.DOCUMENTATION})

_BACK = "low_back_pain"  # the one condition that Medicare pays for

# Pains of the back for which it pays nothing: the card says so, the topic what counts.
_NOT_CHRONIC = frozenset({
    "acute_low_back_pain", "back_pain_after_surgery", "back_pain_in_pregnancy",
    "back_pain_of_systemic_cause",
})  # fmt: skip

# Medicaid of no state that is named, and a wording of the topic on all of them.
_OTHER_MEDICAID = "medicaid_other"
_ANY_MEDICAID = "does any medicaid cover"

_FEW_PLANS = 6  # of one name, whose rows stand in one table

_YES_OR_NO = frozenset("does do did will would is are can".split())

_VISITS = frozenset({"visit", "visits", "sessions"})


def topic_of(reading: Reading) -> Topic | None:
    """The topic that answers what is asked of the payers that are named, where one does."""
    return topic_of_all(reading) or _topic_of_all_states(reading) or topic_beside(reading)


def topic_beside(reading: Reading) -> Topic | None:
    """The topic that answers what is asked of the payers that are named, surely or by aspect.

    A topic is sure only where it knows every payer, state, profession and code that is named.
    """
    question = reading.question
    is_apart = _is_of_a_family(reading)
    match = reading.general if is_apart else reading.topic
    passed = partial(passes_over_payer, reading=reading, is_apart=is_apart)
    ids = {payer.id for payer in question.payers}
    if len(question.codes) > 1 and not question.is_described:
        return None
    near = tuple(topic for topic in match.near if not passed(topic))
    sure = match.sure if match.sure and not passed(match.sure) else None
    counts_visits = question.aspects[:1] == (Aspect.LIMIT,) and bool(reading.words & _VISITS)
    is_of_year = counts_visits and question.until is not None
    if sure and is_of_year and not match.is_its_own and Aspect.LIMIT in sure.aspects:
        sure = None  # the card holds the limit of a year
    is_typed = question.codes and not question.is_described
    if sure and is_typed and question.told and Aspect.MODIFIER not in sure.aspects:
        named = {modifier.casefold() for modifier in reading.codes.modifiers}
        is_modified = not named.isdisjoint(word.casefold() for word in question.told)
        sure = None if is_modified else sure  # the card answers of the modifier too
    if sure and ids.isdisjoint(sure.payers) and is_of_a_name(sure, reading):
        return None
    if sure and not _asks_for_a_verdict(reading, sure) and _speaks_of(sure, reading, ids):
        return sure
    is_of_them = bool(near and ids & set(near[0].payers))
    is_of_limit = is_of_them and question.aspects[:1] == (Aspect.LIMIT,) and not question.until
    if question.condition:  # the card holds the limit of its condition
        is_of_limit = is_of_limit and Aspect.LIMIT in near[0].aspects
    is_of_them = is_of_them and (question.is_described or is_of_limit)
    if own := near[0] if is_of_them else _of_back_pain(reading, near, ids):
        return own
    if near and question.other_service and not near[0].payers:
        return near[0]
    is_cash = not reading.words.isdisjoint(CASH_WORDS)
    on_cash = Aspect.PRICE if is_cash else None
    asked = next((aspect for aspect in question.aspects if aspect in _OF_TOPICS), on_cash)
    is_cash = is_cash and asked is Aspect.PRICE
    is_general = asked in IN_GENERAL or is_cash or ids == {MEDICARE}
    fitting = (t for t in (sure, *near) if t and asked in t.aspects)
    return next((t for t in fitting if ids & set(t.payers) or (is_general and not t.payers)), None)


def _of_back_pain(reading: Reading, near: Sequence[Topic], ids: set[str]) -> Topic | None:
    """The payers' own topic on a diagnosis of the back: "does M54.50 work for medicare"."""
    question = reading.question
    is_typed = question.codes and not question.is_described
    is_of_back = question.condition == _BACK and reading.of_codes.named.diagnoses
    if not is_of_back or is_typed or question.aspects:
        return None
    return next((topic for topic in near if ids & set(topic.payers)), None)


def is_of_one_name(question: Question) -> bool:
    """Whether one payer is named, or a few plans of one name."""
    return 0 < len(question.payers) <= _FEW_PLANS and not question.payers_apart


def _is_of_a_family(reading: Reading) -> bool:
    """Whether the sure topic speaks of all Blue plans, say, where one of them is named."""
    sure = reading.topic.sure
    is_one = len(reading.question.payers) == 1 and sure is not None and not sure.payers
    return bool(is_one and sure and reading.is_term_of_payer(sure.question))


def _asks_for_a_verdict(reading: Reading, topic: Topic) -> bool:
    """Whether a yes or no is asked, of which a topic on something else of that payer says none."""
    is_verdict = reading.question.aspects == (Aspect.COVERED,) and not reading.question.unused
    is_yes_or_no = reading.text.split(maxsplit=1)[0].casefold() in _YES_OR_NO
    return is_verdict and is_yes_or_no and Aspect.PRICE in topic.aspects


def _speaks_of(topic: Topic, reading: Reading, ids: set[str]) -> bool:
    """Whether a sure topic answers better than the card of the payers that are named."""
    question = reading.question
    is_of_denial = Aspect.DENIAL in question.aspects and Aspect.DENIAL not in topic.aspects
    if is_of_denial or _only_counts(topic, reading) or _asks_if_one_may_bill(topic, reading):
        return False
    if topic.kind is TopicKind.BOT and Aspect.DATES in topic.aspects:
        return not is_of_one_name(question)  # the card says how old what it holds is
    is_of_a_case = question.profession or question.condition or question.on or question.state
    asks_more = question.other_service or question.unused
    is_verdict = set(question.aspects) <= {Aspect.COVERED} and not asks_more
    is_of_them = not ids.isdisjoint(topic.payers)
    is_refused = is_of_them and question.condition in _NOT_CHRONIC
    if is_of_them and not question.aspects and reading.of_codes.named.diagnoses:
        return True
    is_billed = question.profession and question.codes and not question.is_described
    is_of_claim = is_billed and Aspect.COVERED in question.aspects  # whatever else is told of it
    if is_refused or is_of_claim or (is_verdict and is_of_a_case):
        return False
    is_of_else = topic.aspects and Aspect.COVERED not in topic.aspects
    if question.condition and is_of_else and not question.aspects:  # nothing of it is asked
        return False
    return not is_verdict or len(ids) > 1 or is_of_them


def _topic_of_all_states(reading: Reading) -> Topic | None:
    """The topic on a program that each state has: "does any state medicaid pay a PT"."""
    ids = {payer.id for payer in reading.question.payers}
    if ids != {_OTHER_MEDICAID} or not is_of_any_state(reading):
        return None
    is_covered = {*reading.question.aspects} <= {Aspect.COVERED}
    return reading.asked_as(_ANY_MEDICAID) if is_covered else None


def _asks_if_one_may_bill(topic: Topic, reading: Reading) -> bool:
    """Whether it is asked if a profession is paid, and the topic is on what else a payer asks."""
    question = reading.question
    if question.profession in {None, Profession.PT} or not topic.payers:
        return False
    asks = Aspect.COVERED in question.aspects and Aspect.COVERED not in topic.aspects
    return asks and not reading.topic.is_its_own


def _only_counts(topic: Topic, reading: Reading) -> bool:
    """Whether a topic tells how visits count, where it is asked if an authorization is needed."""
    is_need = reading.question.aspects == (Aspect.AUTHORIZATION,)
    is_own = reading.topic.is_its_own or reading.question.number is not None
    return topic.kind is TopicKind.LIMITS and is_need and not is_own
