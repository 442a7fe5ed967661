"""Whether a payer's card answers, and no topic, beside a word of money; and the other way round."""

from __future__ import annotations

import re

from models.coverage.aspect import Aspect
from models.coverage.topic import Topic, TopicKind
from models.understanding.question import Question
from models.understanding.reading import NEEDLING_CODES, Reading
from models.words import plain_words

# "do they cover it or is it cash": whether it is covered is what is asked.
_OR_CASH = re.compile(
    r"\b(?:does|do|will|would|is|are) [^.?!]{1,60}\b(?:cover\w*|pays?|paid)\b[^.?!]{0,60}"
    r"\bor (?:\w+ ){0,5}cash\b",
    re.IGNORECASE,
)

# What asks outright for the verdict: "does it pay for it, any of them?", "Covered or not".
_OUTRIGHT = re.compile(
    r"\b(?:does|do|will|would|is|are)(?: [\w&'.-]+){1,5} (?:covers?|covered|pays?|paid)\b"
    r"(?! (?:by|to|if|when))"
    r"|\b(?:cover|covers|covered|pay|pays)\b\W{0,3}$"
    r"|(?:^|[.?!,] *)(?:covered|is it covered|do they pay|do they cover)\b",
    re.IGNORECASE,
)

_PAYABLE = re.compile(r"\b(?:payable|billable|covered (?:by|under) the ncd)\b", re.IGNORECASE)

# "did the policy change": what the payer's card holds, with its days.
_OF_CHANGE = re.compile(
    r"\b(?:policy|policies|rules?|coverage) (?:\w+ ){0,2}chang\w+"
    r"|\bchange\w* (?:\w+ ){0,3}(?:policy|rules?|coverage)\b",
    re.IGNORECASE,
)

# What is asked of all Blue plans, though one of them is named: "why does one pay and another not".
_OF_ALL = re.compile(
    r"\b(?:why|differ\w*|another|others?|blues|(?:all|any|every|each) (?:the )?blue)\b",
    re.IGNORECASE,
)

# What may go wrong, or is felt, is asked whoever pays.
_OF_CARE = re.compile(
    r"\?|\b(?:safe\w*|risks?|danger\w*|hurts?|pain(?:ful)? during|sore\w*|bleed\w*|ok|okay"
    r"|contra\w*|precaution\w*|how|why|what|should|can|does|is)\b",
    re.IGNORECASE,
)

_ANY = frozenset("any all every each some which what".split())
_STATES = frozenset({"state", "states"})

_FEW_PAYERS = 20  # of one name; more are a line of business

# What a topic on whether a payer covers needling answers.
_WHETHER = {Aspect.COVERED, Aspect.LIMIT}
_LOW_BACK = "low_back"


def is_of_verdict(reading: Reading) -> bool:
    """Whether the payer's own card is asked for, though cash or money taken back is named."""
    is_told = _OR_CASH.search(reading.text) is not None or is_of_a_day(reading)
    is_told = is_told or _is_of_another_condition(reading)
    return is_told or _asks_of_change(reading.question, reading) or _asks_nothing_else(reading)


def _is_of_another_condition(reading: Reading) -> bool:
    """Whether something is to be covered that the payer's topic does not speak of."""
    question, sure = reading.question, reading.topic.sure
    if not question.condition or len(question.payers) != 1 or question.unknown_payer or not sure:
        return False
    is_of_cover = set(sure.aspects) >= _WHETHER or (question.codes and not question.aspects)
    is_of_one = bool(is_of_cover) and len(sure.payers) == 1
    return is_of_one and _LOW_BACK not in question.condition


def _asks_nothing_else(reading: Reading) -> bool:
    """Whether one payer's coverage of needling is asked outright, and no word is left over."""
    question = reading.question
    is_all = question.aspects == (Aspect.COVERED,) and not question.unused
    is_all = is_all and bool(question.codes or question.described)
    is_of_one = len(question.payers) == 1 and not question.unknown_payer
    if not (is_all and is_of_one) or is_of_any_state(reading):
        return False
    return asks_outright(reading) and not reading.topic.is_its_own


def is_of_any_state(reading: Reading) -> bool:
    """Whether it is asked over all states, each of which has its own: "any state medicaid"."""
    is_of_any = not (reading.words.isdisjoint(_ANY) or reading.words.isdisjoint(_STATES))
    return is_of_any and not reading.question.states


def is_of_a_day(reading: Reading) -> bool:
    """Whether nothing but coverage by one payer is asked, for a day of service that is told."""
    question = reading.question
    is_of_one = len(question.payers) == 1 and not (question.guessed_from or question.unknown_payer)
    is_covered = question.aspects == (Aspect.COVERED,) and not question.denials
    is_dated = is_of_one and is_covered and question.on is not None
    return is_dated and bool(_PAYABLE.search(reading.text) or asks_outright(reading))


def asks_outright(reading: Reading) -> bool:
    """Whether it is asked outright, beside other things, whether the named payer covers it."""
    question = reading.question
    if Aspect.COVERED not in question.aspects or Aspect.DENIAL in question.aspects:
        return False
    return _OUTRIGHT.search(reading.text) is not None


def passes_over_payer(topic: Topic, reading: Reading, *, is_apart: bool) -> bool:
    """Whether a topic would answer as if the one payer that is named had not been.

    A topic on all Blue plans, where one of them is asked about; one on care, where none is asked
    of it; one that is only near, beside dates of a code that was denied; and one that was found
    apart from the payer's name and shares nothing with what is asked of a typed code.
    """
    question = reading.question
    if len(question.payers) != 1 or question.guessed_from or question.payers[0].id in topic.payers:
        return False
    if topic.kind is TopicKind.CLINICAL:
        is_of_pay = asks_outright(reading) and not reading.topic.is_its_own
        return is_of_pay or _OF_CARE.search(reading.text) is None
    if "Blue" in topic.question or "union" in topic.question:  # its own card answers of one
        return _OF_ALL.search(reading.text) is None
    is_typed = not question.is_described and NEEDLING_CODES.issuperset(question.codes)
    if not (question.codes and is_typed and question.aspects):
        return False
    if question.on and question.aspects == (Aspect.DENIAL,) and topic is not reading.topic.sure:
        return not question.denials
    return is_apart and question.aspects[0] not in topic.aspects


def topic_of_all(reading: Reading) -> Topic | None:
    """The topic that holds for every payer what is asked of units, or of a line's modifiers."""
    question, match = reading.question, reading.topic
    if not (_is_of_units(question) or _is_of_a_line(reading)):
        return None
    wanted = Aspect.UNITS if _is_of_units(question) else Aspect.MODIFIER
    held = (topic for topic in (match.sure, *match.near) if topic and wanted in topic.aspects)
    codes = question.codes
    return max(held, key=lambda topic: any(c in topic.question for c in codes), default=None)


def is_of_a_name(topic: Topic, reading: Reading) -> bool:
    """Whether a topic is found by words of the payer's name alone: "Independent Health"."""
    if reading.is_term_of_payer(reading.text) or topic is reading.general.sure:
        return False
    names = " ".join(payer.name for payer in reading.question.payers)
    own = reading.words.intersection(plain_words(names))
    return own.isdisjoint(plain_words(topic.question))  # "self-funded" is what one asks


def _asks_of_change(question: Question, reading: Reading) -> bool:
    """Whether it is asked if one payer's policy on a code changed between days."""
    is_of_one = len(question.payers) == 1 and bool(question.codes)
    return is_of_one and bool(question.on) and _OF_CHANGE.search(reading.text) is not None


def _is_of_units(question: Question) -> bool:
    """Whether units of one typed code of needling lead, and a denial only tells why."""
    is_of_one = len(question.codes) == 1 and NEEDLING_CODES.issuperset(question.codes)
    asked = question.aspects
    return is_of_one and asked[:1] == (Aspect.UNITS,) and Aspect.DENIAL in asked


def _is_of_a_line(reading: Reading) -> bool:
    """Whether a modifier is asked of a whole line of business, and of no company."""
    question = reading.question
    is_whole = len(question.payers) > _FEW_PAYERS and not question.payers_apart[1:]
    asks_more = set(question.aspects) - {Aspect.MODIFIER}
    return is_whole and bool(reading.codes.modifiers) and not asks_more
