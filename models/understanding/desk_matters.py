"""What a topic answers, whatever codes, payers or states are named beside it.

How notes and charges are set up in a system, cupping, a bill before a legislature, whose rule
counts, and a plan that changed between two days.
"""

from __future__ import annotations

import re

from models.understanding import (
    authorization_matters,
    claim_matters,
    clinic_matters,
    needling_matters,
    whose_needles,
)
from models.understanding.codes.edition_of_edits import EDITION_HELD
from models.understanding.law_and_lines import asked_anywhere
from models.understanding.matter import Matter
from models.understanding.payers.told_of_change import STARTED_TO_PAY
from models.understanding.reading import (
    CODE_WORDS,
    NEEDLE_WORDS,
    Answerer,
    Reading,
    Route,
    names_payer,
)
from models.understanding.which_diagnosis import PAID_DIAGNOSES

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
    if wording := asked_anywhere(reading):
        topic = reading.asked_as(wording)
        return Route(Answerer.TOPIC, "a matter of no command's", (topic,)) if topic else None
    if home is not None or reading.topic.is_its_own:
        return None
    if PENDING_LAW.is_asked(reading) and reading.state.states:
        return Route(Answerer.STATE, "asks of a bill in a state")
    wording = told_of(reading)
    topic = reading.asked_as(wording) if wording else None
    return Route(Answerer.TOPIC, "a matter of the desk", (topic,)) if topic else None


def told_of(reading: Reading) -> str:
    """The wording of the topic on what is told; empty where none is."""
    return next((matter.wording for matter in _MATTERS if matter.is_asked(reading)), "")


def _may_type_a_code(reading: Reading) -> bool:
    return reading.may_type_a_code


def _tells_of_a_referrer(reading: Reading) -> bool:
    """Whether somebody referred, and no claim came back without the number of one who did."""
    return _REFERS.search(reading.text) is not None and not _RETURNED.search(reading.text)


def _is_dated_twice(reading: Reading) -> bool:
    """Whether days before and after a change of a payer's plan are told."""
    is_dated = names_payer(reading) and reading.question.on
    return bool(is_dated) and len(_DAY.findall(reading.text)) >= _TWO


def _tells_of_lawmaking(reading: Reading) -> bool:
    return _follows(reading.text, _A_BILL, _IN_LAWMAKING) or _follows(
        reading.text, _LAWMAKERS, _LAW_TO_BE
    )


def _follows(text: str, first: re.Pattern[str], second: re.Pattern[str]) -> bool:
    """Whether the second stands behind the first."""
    found = first.search(text)
    return found is not None and second.search(text, found.end()) is not None


def _is_of_places(reading: Reading) -> bool:
    return names_payer(reading) or len(reading.state.states) == _TWO or "state" in reading.words


PENDING_LAW = Matter(
    "pending legislation", words=(_BILLS,), but_not=_OF_A_CLAIM, where=_tells_of_lawmaking
)

_MATTERS = (
    Matter("cloned notes", words=(_FILLS, _NOTES)),
    Matter(
        "which practice management system",
        words=(_SYSTEMS, _SETS_UP),
        but_not=frozenset({"unit", "units", "acupuncture"}),
        where=_may_type_a_code,
    ),
    Matter("cupping cpt code", words=(_CUPS, _BILLED, NEEDLE_WORDS)),
    Matter("whose npi", words=(_NUMBERS,), where=_tells_of_a_referrer),
    PENDING_LAW,
    Matter("whose state rule applies", words=(_RULES,), says=_WHOSE_RULE, where=_is_of_places),
    Matter(
        "his plan changed after visit four", words=(_MOVES,), says=_FROM_TO, where=_is_dated_twice
    ),
    *clinic_matters.MATTERS,
    *whose_needles.MATTERS,
    PAID_DIAGNOSES,
    STARTED_TO_PAY,
    EDITION_HELD,
    *authorization_matters.MATTERS,
    *needling_matters.MATTERS,
    *claim_matters.MATTERS,
)
