"""What a topic answers to whichever command it was typed: law or plan, lines, records' years."""

from __future__ import annotations

import re

from models.understanding.matter import Matter, names_no_denial
from models.understanding.reading import NEEDLING_CODES, PAYER_WORDS, Reading, names_payer

_WINS = re.compile(
    r"\b(?:who|which|what)(?:'?s)?(?: (?:one|rule|law|policy|of them))? (?:wins?|counts?|applies"
    r"|governs|controls|prevails|trumps|overrides|decides"
    r"|(?:do|must|should) (?:we|i) (?:follow|go (?:by|with)))\b"
    r"|\b(?:does|do|can|will)\b.{1,40}\b(?:override|trump|beat|outrank|overrule)s?\b",
    re.IGNORECASE,
)
_OF_PLANS = PAYER_WORDS | {"policy", "coverage"}
_OF_LAW = frozenset("state law laws board scope statute act legal".split())
_TWO = 2

_LINE_ORDER = re.compile(
    r"\b(?:order|sequence)\b.{0,20}\b(?:claims?|lines?|1500|ub|codes?)\b"
    r"|\b(?:which|what) (?:\w+ )?(?:code|line) (?:goes|go|comes|is listed|should be) first\b"
    r"|\b(?:list|put)\b.{1,40}\bfirst\b.{0,30}\bclaim\b",
    re.IGNORECASE,
)
_ORDERED = frozenset("order sequence first".split())


def _sets_law_against_plan(reading: Reading) -> bool:
    """Whether one state's law and a plan's policy are named: "new mexico vs uhc, which wins"."""
    states = reading.state.states
    is_of_law = states or reading.words & _OF_LAW
    is_of_plan = names_payer(reading) or reading.words & _OF_PLANS
    return bool(is_of_law and is_of_plan) and len(states) < _TWO


_REWORDED = re.compile(
    r"\b(?:descriptors?|descriptions?|wording|definition)\b.{0,40}\b(?:chang|revis|updat|differ|same)"
    r"|\b(?:chang|revis|updat)\w*\b.{0,40}\b(?:descriptors?|descriptions?|wording|definition)\b",
    re.IGNORECASE,
)

_RECORDS = frozenset(
    """record records chart charts form forms consent consents note notes file files paperwork
    documentation""".split()
)
_KEPT = re.compile(
    r"\bhow (?:long|many years)\b.{0,40}\b(?:keep|kept|retain|store|hold|save|archive)"
    r"|\b(?:keep|retain|store|hold on to|save|archive)\b.{0,40}\bhow (?:long|many years)\b"
    r"|\b(?:record|chart|file|form|consent)s? retention\b|\bretention (?:of|for|time|period|rule)"
    r"|\b(?:shred|destroy|throw (?:away|out)|get rid of)\b.{0,40}"
    r"\b(?:charts?|records?|consents?|forms?|files)\b",
    re.IGNORECASE,
)

_MATTERS = (
    Matter("how many years do we keep consents", words=(_RECORDS,), says=_KEPT),
    Matter("has the wording of the codes changed", words=(NEEDLING_CODES,), says=_REWORDED),
    Matter(
        "does the board's yes mean that the plan pays", says=_WINS, where=_sets_law_against_plan
    ),
    Matter(
        "order of lines on the claim", words=(_ORDERED,), says=_LINE_ORDER, where=names_no_denial
    ),
)


def asked_anywhere(reading: Reading) -> str:
    """The wording of the topic that is asked; empty where none of them is."""
    return next((matter.wording for matter in _MATTERS if matter.is_asked(reading)), "")
