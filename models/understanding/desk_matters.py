"""What a topic answers, whatever codes, payers or states are named beside it.

How notes and charges are set up in a system, cupping, a bill before a legislature, whose rule
counts, and a plan that changed between two days.
"""

from __future__ import annotations

import re

from models.understanding import (
    after_the_visit,
    clinic_matters,
    which_diagnosis,
    whose_needles,
)
from models.understanding.codes import edition_of_edits
from models.understanding.payers import told_of_change
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
_REFERRER = "whose npi"
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

# The number of a physician, and of one who refers or orders instead of treating.
_NUMBERS = frozenset("npi npis".split())
_REFERS = re.compile(
    r"\b(?:refer(?:s|red|ring|rer)?|ordering|orders|ordered|prescrib(?:es|ed|ing|er))\b",
    re.IGNORECASE,
)
_RETURNED = re.compile(r"\b(?:reject\w*|den(?:y|ied|ials?)|came back|missing)\b", re.IGNORECASE)

_BILLS = frozenset("bill bills legislation".split())
_A_BILL = re.compile(
    r"\b(?:a|any|the|that|this|new|some|what|which|no|pending) (?:\w+ ){0,2}?"
    r"(?:bills?|legislation)\b",
    re.IGNORECASE,
)
_IN_LAWMAKING = re.compile(
    r"\b(?:(?:this|next|last|current|legislative) session|legislat(?:ure|ors?|ive)|senate|senator"
    r"|house|assembly|governor|committee|capitol|lobby\w*|introduced|passe[sd]|pass|pending|vote[sd]?"
    r"|sponsor\w*|lawmakers?)\b",
    re.IGNORECASE,
)
_LAWMAKERS = re.compile(
    r"\b(?:legislat(?:ure|ors?|ive)|senate|senator|governor|lawmakers?|capitol|pending)\b",
    re.IGNORECASE,
)
_LAW_TO_BE = re.compile(r"\b(?:bills?|legislation)\b", re.IGNORECASE)

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
    return next((wording for wording, tells in _MATTERS if tells(reading)), "")


def _fills_notes(reading: Reading) -> bool:
    return bool(reading.words & _FILLS and reading.words & _NOTES)


def _sets_up_codes(reading: Reading) -> bool:
    is_of_system = reading.words & _SYSTEMS and reading.words & _SETS_UP
    return bool(is_of_system) and reading.may_type_a_code


def _bills_cups(reading: Reading) -> bool:
    words = reading.words
    return bool(words & _CUPS and words & _BILLED and words & NEEDLE_WORDS)


def _asks_of_a_referrer(reading: Reading) -> bool:
    """Whether the number of who referred is asked for, and no claim came back without it."""
    if reading.words.isdisjoint(_NUMBERS) or _RETURNED.search(reading.text):
        return False
    return _REFERS.search(reading.text) is not None


def _asks_whose_rule(reading: Reading) -> bool:
    may_be = reading.words & _RULES and _WHOSE_RULE.search(reading.text)
    return bool(may_be) and _is_of_places(reading)


def _tells_two_plans(reading: Reading) -> bool:
    """Whether a plan changed, and days before and after it are told."""
    is_changed = reading.words & _MOVES and _FROM_TO.search(reading.text)
    is_dated = is_changed and names_payer(reading) and reading.question.on
    return bool(is_dated) and len(_DAY.findall(reading.text)) >= _TWO


def _asks_of_a_bill(reading: Reading) -> bool:
    may_be = reading.words & _BILLS and reading.words.isdisjoint(_OF_A_CLAIM)
    return bool(may_be) and (
        _follows(reading.text, _A_BILL, _IN_LAWMAKING)
        or _follows(reading.text, _LAWMAKERS, _LAW_TO_BE)
    )


def _follows(text: str, first: re.Pattern[str], second: re.Pattern[str]) -> bool:
    """Whether the second stands behind the first."""
    found = first.search(text)
    return found is not None and second.search(text, found.end()) is not None


def _is_of_places(reading: Reading) -> bool:
    return names_payer(reading) or len(reading.state.states) == _TWO or "state" in reading.words


_MATTERS = (
    (_COPIED, _fills_notes),
    (_SOFTWARE, _sets_up_codes),
    (_CUPPING, _bills_cups),
    (_REFERRER, _asks_of_a_referrer),
    (_LAW, _asks_of_a_bill),
    (_WHOSE, _asks_whose_rule),
    (_CHANGED, _tells_two_plans),
    *clinic_matters.MATTERS,
    *whose_needles.MATTERS,
    *which_diagnosis.MATTERS,
    *told_of_change.MATTERS,
    *edition_of_edits.MATTERS,
    *after_the_visit.MATTERS,
)
