"""When a payer is what a text asks about, who pays at all, or a topic that speaks of it."""

from __future__ import annotations

import re

from models.coverage.aspect import Aspect
from models.coverage.topic import Topic, TopicKind
from models.understanding.clinic_matters import CHOICE_OF_PLAN
from models.understanding.codes.billing_questions import CodeMatter
from models.understanding.payers.payer_hints import COMPARES
from models.understanding.payers.topics_beside_payers import (
    IN_GENERAL,
    is_of_one_name,
    topic_of,
)
from models.understanding.payers.verdict_or_topic import (
    asks_outright,
    is_of_any_state,
    is_of_verdict,
)
from models.understanding.payers.what_the_rep_said import of_what_was_said
from models.understanding.question import Question
from models.understanding.reading import (
    ASPECTS_OF_CODES,
    CASH_WORDS,
    MEDICARE,
    NEEDLE_WORDS,
    NEEDLING_CODES,
    PAY_WORDS,
    Answerer,
    Reading,
    Route,
    asks_what_a_code_is,
    names_payer,
)
from models.understanding.topics.topic_lines import ids_of

_OF_ALL = IN_GENERAL | {Aspect.PRICE}

OF_AMOUNT = "asks for Medicare's amount of a year"
"""Why codes answer what a payer's card does not hold."""


OF_NOTICE = "asks of a notice, a deadline or a bill"
"""Why a topic answers, whoever the payer is."""

OF_NOTICES = frozenset({"GA", "GX", "GY", "GZ"})
"""Modifiers that tell Medicare of a notice to the patient, or that it does not pay."""

_UNITS = frozenset({"unit", "units"})

# How to reach a payer, of which nothing is held.
_CONTACT = frozenset("phone telephone fax address portal website email".split())

_VALUE_UNITS = frozenset({"rvu", "rvus", "factor"})

# "do we know anything about Acme", "what do you have on Acme".
_WHAT_IS_HELD = re.compile(
    r"\b(?:know|have|hold|got|heard) (?:(?:anything|something|much|any|info\w*|facts?) )*"
    r"(?:about|on|of)\b",
    re.IGNORECASE,
)


def of_paperwork(reading: Reading, home: Answerer | None) -> Route | None:
    """A notice, a deadline or a bill is asked about: the topic on it, whoever the payer is."""
    question = reading.question
    if not names_payer(reading) or question.guessed_from or home is Answerer.STATE:
        return None
    if home is not None and not question.unused:
        return None
    is_covered = Aspect.COVERED in question.aspects
    if home is Answerer.COVERAGE and (is_covered or reading.words & CASH_WORDS):
        return None
    held = () if home is None and is_of_verdict(reading) else reading.of_paperwork
    if not held:
        return None
    ids = ids_of(question.payers)
    held = tuple(sorted(held, key=lambda topic: _is_of_others(topic, ids)))
    sure = reading.topic.sure
    is_sure = held[0] is sure or (sure is None and held[0] is reading.general.sure)
    if home is None and not is_sure and asks_outright(reading):
        return None
    answerer = Answerer.TOPIC if is_sure else Answerer.NEAR
    return Route(answerer, OF_NOTICE, held)


def _is_of_others(topic: Topic, ids: set[str]) -> bool:
    """Whether a topic speaks of payers of whom none is named: an ABN is Medicare's alone."""
    return bool(topic.payers) and ids.isdisjoint(topic.payers)


def of_payer(reading: Reading, home: Answerer | None) -> Route | None:
    """A payer is named: its card, or a topic or codes that answer better."""
    question = reading.question
    if home is None and (in_general := _in_general(reading)):
        return in_general
    is_no_name = home is None and question.guessed_from and _is_no_name(reading)
    of_land = home in {None, Answerer.STATE} and is_of_federal_land(reading)
    if not names_payer(reading) or of_land or is_no_name:
        return None
    ids = {payer.id for payer in question.payers}
    topic = topic_of(reading) if home is None else None
    is_near = topic is not None and topic is not reading.topic.sure
    is_open = is_near and asks_outright(reading) and not is_of_any_state(reading)
    if topic and not is_of_verdict(reading) and not is_open:
        others = tuple(near for near in reading.topic.near if near is not topic)
        answerer = Answerer.TOPIC if topic is reading.topic.sure else Answerer.NEAR
        return Route(answerer, "a topic speaks of this payer", (topic, *others))
    typed = () if question.is_described else question.codes
    asks_of_codes = _asked_of_codes(reading) or _compares_codes(reading)
    asks_of_codes = asks_of_codes and not _asks_whether_somebody_may_bill(reading)
    if asks_of_codes and typed and (ids == {MEDICARE} or len(typed) > 1):
        return Route(Answerer.CODES, "asks of codes what holds for Medicare")
    asks_else = home is None and not _asks_of_its_age(reading) and _asks_something_else(reading)
    if asks_else and _is_answered_else(reading):
        return None
    return Route(Answerer.COVERAGE, "a payer is named")


def _asks_whether_somebody_may_bill(reading: Reading) -> bool:
    """Whether a profession is to bill a code, with whatever modifier: who bills decides first."""
    question = reading.question
    is_of_modifiers = set(question.aspects) <= {Aspect.MODIFIER, Aspect.COVERED}
    return bool(question.professions) and is_of_modifiers and Aspect.COVERED in question.aspects


# A code of needling and another one joined: "20561 with 97014 for aetna ok?".
_JOINED = re.compile(
    r"\b2056[01]\b\s*(?:with|w/?|plus|\+|next to|beside|on top of)\s*[0-9a-z]{5}\b"
    r"|\b[0-9a-z]{5}\b\s*(?:with|w/?|plus|\+|next to|beside|on top of)\s*2056[01]\b",
    re.IGNORECASE,
)


def _compares_codes(reading: Reading) -> bool:
    """Whether codes of other services are held against each other, whoever pays."""
    others = [code for code in reading.question.codes if code not in NEEDLING_CODES]
    if not others:  # the commonest question there is: nothing more is read of it
        return False
    asked = {CodeMatter.VERSUS, CodeMatter.INCLUDED, CodeMatter.WHICH} & reading.codes.matters
    is_pair = Aspect.COVERED not in reading.question.aspects and _JOINED.search(reading.text)
    return bool((len(others) > 1 and asked) or (others and is_pair))


def of_tables(reading: Reading, home: Answerer | None) -> Route | None:
    """Medicare's amount of a year, or its list of therapy codes, is asked of a typed code."""
    question = reading.question
    ids = {payer.id for payer in question.payers}
    is_typed = question.codes and not question.is_described
    if home is Answerer.COVERAGE or MEDICARE not in ids or not is_typed:
        return None
    named = reading.of_codes.named
    of_units = not reading.words.isdisjoint(_VALUE_UNITS)  # those of one code stand on its card
    is_dated = bool(named.years or named.on or of_units)
    if is_dated and ids == {MEDICARE} and Aspect.PRICE in question.aspects:
        return Route(Answerer.CODES, OF_AMOUNT)
    if not reading.of_codes.asks(CodeMatter.THERAPY_LIST):
        return None
    held = reading.asked_as("is 20560 sometimes therapy")
    return Route(Answerer.TOPIC, "asks whether it is a therapy code", (held,)) if held else None


def _asked_of_codes(reading: Reading) -> frozenset[Aspect]:
    """What is asked that codes answer; "how many visits" of a payer asks of no units."""
    asked = ASPECTS_OF_CODES.intersection(reading.question.aspects)
    is_of_visits = Aspect.LIMIT in reading.question.aspects and _UNITS.isdisjoint(reading.words)
    return asked - {Aspect.UNITS} if is_of_visits else asked


def _in_general(reading: Reading) -> Route | None:
    """What topics answer of no payer, or of modifiers beside one; none where names are all."""
    is_of_its_own = _is_bare(reading.question) or "one policy" in reading.text.casefold()
    if names_payer(reading) and is_of_its_own:
        return None
    if general := _general_of(reading) or of_what_was_said(reading):
        return Route(Answerer.TOPIC, "holds in general, of no payer", (general,))
    return _of_modifiers(reading) if names_payer(reading) else None


def _is_bare(question: Question) -> bool:
    """Whether nothing is asked besides what is named: "premera in texas"."""
    asks = question.aspects or question.decisive or question.denials or question.unused
    return not (asks or question.is_described)


def _of_modifiers(reading: Reading) -> Route | None:
    """A modifier is named beside a payer, with no code that a card could hold it against."""
    question = reading.question
    if not question.unused or not reading.may_type_a_code:
        return None
    if Aspect.COVERED in question.aspects and not _is_of_refused(reading):
        return None
    if question.codes and not (_chooses_modifier(reading) or _is_of_refused(reading)):
        return None
    named = {modifier.casefold() for modifier in reading.codes.modifiers}
    if {word.casefold() for word in question.unused}.isdisjoint(named):
        return None
    match = reading.topic
    held = tuple(t for t in (match.sure, *match.near) if t and Aspect.MODIFIER in t.aspects)
    if not held:
        return None
    answerer = Answerer.TOPIC if held[0] is match.sure else Answerer.NEAR
    return Route(answerer, "asks of a modifier, beside a payer", tuple(dict.fromkeys(held)))


def _is_of_refused(reading: Reading) -> bool:
    """Whether a modifier of Medicare's notice is asked of another payer, and no code is typed."""
    question = reading.question
    is_medicare = any(payer.id.endswith(MEDICARE) for payer in question.payers)
    if is_medicare or (question.codes and not question.is_described):
        return False
    return not OF_NOTICES.isdisjoint(reading.codes.modifiers)


def _chooses_modifier(reading: Reading) -> bool:
    """Whether one of two modifiers is to be chosen, for one code of another service."""
    if len(reading.question.codes) > 1:
        return False
    closest, read = reading.topic.closest, reading.codes
    are_two = len(read.modifiers) > 1 and CodeMatter.WHICH in read.matters
    is_of_them = closest is not None and Aspect.MODIFIER in closest.aspects
    return are_two and is_of_them and not NEEDLING_CODES.issuperset(reading.question.codes)


def _general_of(reading: Reading) -> Topic | None:
    """The topic that surely answers for all payers what no payer's facts can hold."""
    question = reading.question
    sure = reading.topic.sure
    is_sure = sure and (Aspect.COVERED in question.aspects or Aspect.COVERED not in sure.aspects)
    if not question.payers or question.guessed_from or is_sure:
        return None
    if question.codes or reading.words & NEEDLE_WORDS or set(question.aspects) - _OF_ALL:
        return None
    if (question.profession or question.condition or question.on) and not question.unused:
        return None
    topic = reading.general.sure
    asks = question.unused or not question.aspects
    if asks and topic not in reading.topic.near:  # found by what is no word of it
        return None
    if topic and _asks_of_its_age(reading):
        return None  # the card says how old what is held of that payer is
    return topic if topic and not topic.payers and topic.kind is not TopicKind.CLINICAL else None


def _asks_of_its_age(reading: Reading) -> bool:
    """Whether it is asked how old the facts are that are held of one payer."""
    topic = reading.topic.closest if is_of_one_name(reading.question) else None
    return topic is not None and topic.kind is TopicKind.BOT and Aspect.DATES in topic.aspects


def _is_no_name(reading: Reading) -> bool:
    """Whether what was taken for a misspelt payer is a word of the field, or stands with a code."""
    guessed = reading.question.guessed_from or ""
    if reading.is_term_of_payer(guessed):
        return False
    return reading.is_of_topics(guessed) or asks_what_a_code_is(reading)


def is_of_federal_land(reading: Reading) -> bool:
    """Whether a payer's name is a place of work: "can I needle at the VA hospital in Virginia"."""
    if not reading.question.states or reading.question.codes or reading.words & PAY_WORDS:
        return False
    return reading.asks_of_state(Aspect.FEDERAL)


def _asks_something_else(reading: Reading) -> bool:
    """Whether words that nobody understood stand beside the name, and none of the field's."""
    question = reading.question
    asked = question.codes or question.aspects or question.condition
    is_of_the_field = asked or reading.words & NEEDLE_WORDS
    if question.networks or _WHAT_IS_HELD.search(reading.text):  # "self funded through Meritain"
        return False
    unused = (word for word in question.unused if word.casefold() not in COMPARES)
    strange = any(map(reading.says_something, unused))
    return bool(strange or question.guessed_from) and not is_of_the_field


def _is_answered_else(reading: Reading) -> bool:
    """Whether a topic accounts for nearly all that is asked, or where to reach the payer is."""
    match = reading.topic
    return bool(match.sure) or match.is_close or not reading.words.isdisjoint(_CONTACT)


def asks_of_payer(reading: Reading) -> bool:
    """Whether only a patient's insurance is told of a patient: "pt has aetna, can we needle"."""
    question = reading.question
    is_named = question.payers and not (question.guessed_from or question.unknown_payer)
    return CHOICE_OF_PLAN.is_asked(reading) or (bool(is_named) and not reading.is_of_health)


def names_nothing(reading: Reading) -> bool:
    """Whether a text names no payer, code or state: a word of danger is then what it asks of."""
    question = reading.question
    if question.states or (
        question.payers and not (question.guessed_from or question.unknown_payer)
    ):
        return False
    return not any(code.lower() in reading.words for code in question.codes)
