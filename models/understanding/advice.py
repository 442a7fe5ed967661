"""Tells a question about one patient's care, which only the treating clinician may answer.

It errs on the side of the clinician: a general question sent there costs a click, and advice on
one patient's medicine from a front desk could cost more.
"""

from __future__ import annotations

import re

from models.understanding.vocabulary import Vocabulary, words

# To be said of a medicine, this asks what one patient should do.
_DECISION = re.compile(
    r"\b(?:stop\w*|h[oe]ld(?:ing)?|skip\w*|paus\w+|quit\w*|off|tak\w+|restart\w*|resum\w+|start\w*"
    r"|wean\w*|continu\w+|dos\w+|prescri\w+|refill\w*|needs?|how much|should)\b"
)

# What cannot wait, whoever asks.
_ALARM = re.compile(
    r"\b(?:chest (?:pain|tight\w*)|faint\w*|pass(?:ed|ing)? out|short\w* of breath"
    r"|(?:cant|cannot|trouble|hard to|difficulty) breath\w*|dizzy|numb(?:ness)?|swollen|infected"
    r"|seizure|unconscious|allergic reaction|(?:wont|not) stop bleeding|cough\w* (?:up )?blood)\b"
)

_PERSON = re.compile(
    r"\b(?:she|he|her|him|his|(?:my|this|our|the|a) (?:patient|pt|client|lady|guy|woman|man|kid))\b"
)
_ADVICE = re.compile(
    r"\b(?:should (?:i|we|he|she|they)|(?:can|may|could|do) (?:i|we) (?:still )?(?:needle|treat|dn)"
    r"|(?:ok|okay|safe|fine) to (?:needle|treat|dn)|what (?:do|should|can) (?:i|we) do|what now"
    r"|needle (?:her|him))\b"
)

# A question of the front desk, though it speaks of a patient: "should we have her sign an ABN".
_OF_THE_DESK = frozenset(
    """abn authorization bill code consent cost count cover deductible document evaluation legal
    limit medicare payer pay reset secondary training unit visit""".split()
)


_WHAT_NOW = re.compile(r"\bwhat (?:do|should|can) (?:i|we) do|what now\b")
_CLINICAL = frozenset(
    "anticoagulant bleeding bruise child pain pneumothorax pregnant serious side_effect".split()
)


def is_for_clinician(text: str, vocabulary: Vocabulary) -> bool:
    """Whether the text asks about one patient's medicine, an alarming sign, or whom to needle."""
    typed = words(text)
    plain, terms = " ".join(typed), set(vocabulary.terms(typed))
    if _ALARM.search(plain):
        return True
    if terms & {"anticoagulant", "medicine"} and (_DECISION.search(plain) or _PERSON.search(plain)):
        return True
    if terms & _CLINICAL and _WHAT_NOW.search(plain):
        return True
    about_one = _PERSON.search(plain) and _ADVICE.search(plain)
    return bool(about_one) and not terms & _OF_THE_DESK
