"""What a topic answers, whatever codes, payers or states are named beside it.

How notes and charges are set up in a system, cupping, a bill before a legislature, whose rule
counts, and a plan that changed between two days.
"""

from __future__ import annotations

import re

from models.understanding.reading import (
    CODE_WORDS,
    NEEDLE_WORDS,
    Answerer,
    Reading,
    Route,
    names_payer,
)

# Wordings by which the topics are found.
_COPIED = "cloned notes"
_SOFTWARE = "which practice management system"
_CUPPING = "cupping cpt code"
_LAW = "pending legislation"
_WHOSE = "whose state rule applies"
_CHANGED = "his plan changed after visit four"

_SYSTEMS = frozenset(
    """emr emrs ehr ehrs webpt raintree theraoffice kareo clinicient simplepractice janeapp
    practiceperfect""".split()
)
_FILLS = frozenset(
    """autofill autofills autofilled autopopulate autopopulates autopopulated prefill prefills
    prefilled cloned clones prepopulated prepopulates""".split()
)
_NOTES = frozenset("note notes template templates chart charts emr ehr webpt system".split())
_SETS_UP = frozenset(
    "set setup setting configure build add default drop drops load template".split()
)

_CUPS = frozenset("cupping cups iastm graston moxa moxibustion".split())
_BILLED = CODE_WORDS | frozenset("bill billed billing charge charged".split())

_BILLS = frozenset("bill bills legislation".split())
_OF_LAW = re.compile(
    r"\b(?:a|any|the|that|this|new|some|what|which|no|pending) (?:\w+ ){0,2}?(?:bills?|legislation)\b"
    r".*\b(?:(?:this|next|last|current|legislative) session|legislat(?:ure|ors?|ive)|senate|senator"
    r"|house|assembly|governor|committee|capitol|lobby\w*|introduced|passe[sd]|pass|pending|vote[sd]?"
    r"|sponsor\w*|lawmakers?)\b"
    r"|\b(?:legislat(?:ure|ors?|ive)|senate|senator|governor|lawmakers?|capitol|pending)\b.*"
    r"\b(?:bills?|legislation)\b",
    re.IGNORECASE | re.DOTALL,
)

_RULES = frozenset("rule rules law laws scope".split())
_WHOSE_RULE = re.compile(
    r"\b(?:who'?s|whose|which) (?:state'?s? |states |one'?s )?(?:rules?|laws?|scope)"
    r" (?:\w+ ){0,2}?(?:counts?|apply|applies|matters?|decides?|governs?|wins?|holds?|follow)\b",
    re.IGNORECASE,
)

_MOVES = frozenset("changed changes switched switches moved went".split())
_FROM_TO = re.compile(
    r"\b(?:changed|changes|switched|switches|moved|went) (?:\w+ ){0,2}?from [^.?!;]{2,40}? to\b",
    re.IGNORECASE,
)
_DAY = re.compile(
    r"\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]* [0-9]{1,2}\b"
    r"|\b[0-9]{1,2}/[0-9]{1,2}\b",
    re.IGNORECASE,
)
_OF_A_CLAIM = frozenset("patient patients claim claims insurance statement unpaid".split())
_TWO = 2


def of_desk_matters(reading: Reading, home: Answerer | None) -> Route | None:
    """The topic on such a matter; a state that is named answers itself of its bills."""
    if home is not None or reading.topic.is_its_own:
        return None
    if _asks_of_a_bill(reading) and reading.state.states:
        return Route(Answerer.STATE, "asks of a bill in a state")
    wording = _told_of(reading)
    topic = reading.asked_as(wording) if wording else None
    return Route(Answerer.TOPIC, "a matter of the desk", (topic,)) if topic else None


def _told_of(reading: Reading) -> str:
    """The wording of the topic on what is told; empty where none is."""
    words = reading.words
    if words & _FILLS and words & _NOTES:
        return _COPIED
    if words & _SYSTEMS and words & _SETS_UP and reading.may_type_a_code:
        return _SOFTWARE
    if words & _CUPS and words & _BILLED and words & NEEDLE_WORDS:
        return _CUPPING
    if _asks_of_a_bill(reading):
        return _LAW
    if words & _RULES and _WHOSE_RULE.search(reading.text) and _is_of_places(reading):
        return _WHOSE
    is_changed = words & _MOVES and _FROM_TO.search(reading.text) and names_payer(reading)
    if is_changed and reading.question.on and len(_DAY.findall(reading.text)) >= _TWO:
        return _CHANGED
    return ""


def _asks_of_a_bill(reading: Reading) -> bool:
    may_be = reading.words & _BILLS and reading.words.isdisjoint(_OF_A_CLAIM)
    return bool(may_be) and _OF_LAW.search(reading.text) is not None


def _is_of_places(reading: Reading) -> bool:
    return names_payer(reading) or len(reading.state.states) == _TWO or "state" in reading.words
