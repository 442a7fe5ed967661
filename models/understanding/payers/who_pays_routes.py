"""When a text asks which payers pay at all: the list of those with a position answers."""

from __future__ import annotations

import re

from models.coverage.aspect import Aspect
from models.understanding.codes.code_routes import leads_with_codes
from models.understanding.reading import (
    NEEDLING_CODES,
    PAY_WORDS,
    PAYER_WORDS,
    Answerer,
    Reading,
    Route,
    names_payer,
    topic_route,
)

# "which payers do not cover it": the same list answers.
_DENIES = frozenset("not dont doesnt wont does nt anyone anybody nobody".split())
_ANY_PAYER = frozenset("who anyone anybody nobody".split())

_WHO = frozenset("who which anyone anybody any all everyone what whats".split())

# "Is there any payer that flat out pays", "which carriers are worth it": whatever else is said.
_PAYERS = (
    r"(?:payers?|payors?|insurers?|insurances?|plans?|carriers?|(?:insurance )?compan(?:y|ies))"
)
_PAYS = (
    r"(?:pays?|paying|paid|covers?|covering|reimburses?|reimbursing|worth|bother\w*|profitable"
    r"|approves?)"
)
_IN_WORDS = re.compile(
    rf"\b(?:any|which|what|one|single|every) (?:\w+ ){{0,2}}{_PAYERS}\b(?: [\w']+){{0,6}}?"
    rf" {_PAYS}\b"
    rf"|\b(?:any|which|what) {_PAYERS}(?: (?:at all|out there|anywhere|yet|then))?\s{{0,3}}\?"
    rf"|\bwho (?:actually|really|even|else|all|out there|flat out)(?: \w+){{0,3}} {_PAYS}\b",
    re.IGNORECASE,
)
# "What did payers do with it then", "did anyone pay 20560 in 2020": of a day that is past.
_DID = re.compile(
    rf"\b(?:what|how) did (?:\w+ ){{0,2}}?{_PAYERS} (?:do|treat|handle|say|see|pay|cover)\b"
    rf"|\bdid (?:\w+ ){{0,2}}?(?:{_PAYERS}|anyone|anybody) (?:ever |even |really )?"
    r"(?:pay|cover|take|allow)\b"
    rf"|\b(?:covered|paid) by (?:anyone|anybody|any {_PAYERS})\b",
    re.IGNORECASE,
)
# "Which insurances never pay", "what plans deny needling": those that refuse are asked for.
_REFUSES = re.compile(
    rf"\b(?:which|what|list|any|who) (?:[\w']+ ){{0,3}}?(?:{_PAYERS} )?(?:[\w']+ ){{0,2}}?"
    rf"(?:(?:never|not|don'?t|doesn'?t|won'?t|wont) (?:\w+ ){{0,1}}(?:pays?|covers?|reimburses?)"
    rf"|(?:den(?:y|ies)|refuses?|rejects?|excludes?)"
    rf" (?:(?:to pay|paying)(?: for)? )?(?:\w+ ){{0,2}}?(?:(?:dry )?needling|dn|it|2056[01]))\b"
    r"|\bdoes any(?:one|body|) (?:\w+ ){0,2}?(?:exclude|refuse|reject|deny) (?:it|needling|dn)\b",
    re.IGNORECASE,
)
# "Who pays best": of the topics on who pays, which says that no ranking is held.
_RANKED = re.compile(
    rf"\b(?:who|which|what) (?:\w+ ){{0,2}}{_PAYS} (?:the |us |you |it )?"
    r"(?:best|most|highest|better|top)"
    rf"|\b(?:best|top|highest|better)[ -]paying {_PAYERS}\b"
    rf"|\b(?:best|top) {_PAYERS} (?:for|to)\b",
    re.IGNORECASE,
)
OF_REFUSERS = "asks who does not pay, of no payer"
"""Why those that refuse stand first in the list of who pays."""

# What a payer pays besides needling, or how: other topics hold that.
_ELSE = re.compile(
    r"\b(?:first|primary|secondary|late|interest|copays?|deductible|travel|mileage|cash|patients?"
    r"|appeal\w*|denied|denial|fax|portal|phone|telehealth|eval\w*|credential\w*)\b",
    re.IGNORECASE,
)
_ELSE_OF_REFUSERS = re.compile(
    r"\b(?:first|secondary|late|copays?|deductible|cash|patients?|(?<!by )pts?|my|our|we|i"
    r"|appeal\w*|denied|modifiers?|auth\w*|if|when|because|why|how)\b",
    re.IGNORECASE,
)
# Words for a patient are asked for, and no list of payers.
_TO_SAY = re.compile(
    r"\b(?:(?:do|should|can|could|would) (?:i|we)|to) (?:say|tell|explain|answer)\b", re.IGNORECASE
)
_FEW_WORDS = 12
_OF_MONEY = frozenset({Aspect.COVERED, Aspect.PRICE})
_MOST_WORDS = 20  # of a story the list answers nothing


def of_who_pays(reading: Reading, home: Answerer | None) -> Route | None:
    """Which payers pay at all, for a code, a condition or in a state."""
    question = reading.question
    of_all = home is Answerer.COVERAGE and reading.text.split()[:1] == ["all"]
    of_all = of_all and question.unknown_payer in {"", "all"}
    if question.unknown_payer and home is Answerer.COVERAGE and not of_all:
        return None
    of_needling = NEEDLING_CODES.issuperset(question.codes) and not question.modifiers
    typed = home is Answerer.COVERAGE and question.codes and of_needling
    typed = typed and not (question.is_described or leads_with_codes(question))
    asks = _asks_who_pays(reading)
    if home in {None, Answerer.COVERAGE} and _asks_who_refuses(reading):
        return Route(Answerer.WHO_PAYS, OF_REFUSERS)
    sure = reading.topic.sure if home is None else None
    if sure and _asks_in_words(reading) and Aspect.COVERED not in sure.aspects:
        sure = None  # "worth the trouble" asks for no appeal
    if asks and sure and (question.payers or not sure.payers):  # not of one that is left out
        return topic_route(reading, "a topic of payers is sure")
    if typed or of_all or asks:
        return Route(Answerer.WHO_PAYS, "asks who pays, of no payer")
    return None


def asks_who_pays_best(reading: Reading) -> bool:
    """Whether the best payer of needling is asked for, and none is named: no ranking is held."""
    if not _RANKED.search(reading.text):
        return False
    question = reading.question
    is_of_needling = NEEDLING_CODES.issuperset(question.codes) and not question.modifiers
    return is_of_needling and not names_payer(reading)


def _asks_who_refuses(reading: Reading) -> bool:
    """Whether it is asked which payers refuse needling, and of no payer or place."""
    question, words = reading.question, reading.words
    is_of_payers = words & PAYER_WORDS or words & _ANY_PAYER
    is_named = question.payers or question.denials or question.other_service
    if is_named or not is_of_payers or _ELSE_OF_REFUSERS.search(reading.text):
        return False
    is_of_needling = NEEDLING_CODES.issuperset(question.codes) and not question.modifiers
    is_short = len(reading.text.split()) <= _FEW_WORDS
    return is_of_needling and is_short and _REFUSES.search(reading.text) is not None


def _asks_who_pays(reading: Reading) -> bool:
    question = reading.question
    if _asks_in_words(reading) or _asks_of_past(reading):
        return True
    if Aspect.COVERED not in question.aspects or question.unknown_payer:
        return False
    if not _DENIES.issuperset(word.casefold() for word in question.unused):
        return False
    if _TO_SAY.search(reading.text):
        return False
    asks_payers = not _ANY_PAYER.isdisjoint(reading.words) and reading.words & PAY_WORDS
    return bool(asks_payers or (reading.words & _WHO and reading.words & PAYER_WORDS))


def _asks_of_past(reading: Reading) -> bool:
    """Whether it is asked what payers did with needling's codes on a day, and none is named."""
    question = reading.question
    of_needling = question.codes and NEEDLING_CODES.issuperset(question.codes)
    is_open = question.on is not None and not names_payer(reading) and not question.denials
    return bool(of_needling and is_open) and _DID.search(reading.text) is not None


def _asks_in_words(reading: Reading) -> bool:
    """Whether it is asked outright which payers pay, and nothing else of them."""
    question, text = reading.question, reading.text
    if not _IN_WORDS.search(text) or _ELSE.search(text) or len(text.split()) > _MOST_WORDS:
        return False
    is_of_needling = NEEDLING_CODES.issuperset(question.codes) and not question.modifiers
    is_named = question.payers and not (question.unknown_payer or question.guessed_from)
    asks_else = question.other_service or set(question.aspects) - _OF_MONEY
    return is_of_needling and not (is_named or asks_else or reading.codes.other_service)
