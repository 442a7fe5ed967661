"""Tells a question about one patient's care, which only the treating clinician may answer.

It errs on the side of the clinician: a general question sent there costs a click, and advice on
one patient's medicine from a front desk could cost more. What the desk does itself (counts, codes,
claims, forms) stays with the desk, and what is asked of patients at large is a topic.
"""

from __future__ import annotations

import re

from models.understanding.vocabulary import Vocabulary, words

# To be said of a medicine, this asks what one patient should do.
_DECISION = re.compile(
    r"\b(?:stop\w*|h[oe]ld(?:ing)?|skip\w*|paus\w+|quit\w*|off|tak\w+|restart\w*|resum\w+|start\w*"
    r"|wean\w*|continu\w+|dos\w+|prescri\w+|refill\w*|needs?|how much|should|stay on)\b"
)

# What cannot wait, whoever asks.
_ALARM = re.compile(
    r"\b(?:chest (?:pain|tight\w*)|faint\w*|pass(?:ed|ing)? out|short\w* of breath"
    r"|(?:cant|cannot|trouble|hard to|difficulty) breath\w*"
    r"|seizure|unconscious|allergic reaction|(?:wont|not) stop bleeding|cough\w* (?:up )?blood)\b"
)

# So can these not, but where the desk asks for a code or a payer.
_SIGN = re.compile(r"\b(?:dizzy|numb(?:ness)?|swollen|infected|feverish|fever)\b")

_PERSON = re.compile(
    r"\b(?:she|shes|he|hes|her|him|his|gentleman|fella|grand(?:ma|pa)|\w+ year old|\w+ yo"
    r"|(?:my|this|our|the|a|one|got a|have a) (?:\w+ )?"
    r"(?:patient|pt|client|lady|guy|woman|man|kid|mom|dad|son|daughter|wife|husband)"
    r"|(?:patient|pt|client) (?:has|had|is|was|with|who|just|says|on|takes))\b"
)

# "folks who take eliquis", "patients with pacemakers": nobody in particular.
_AT_LARGE = re.compile(
    r"\b(?:patients|people|folks|clients|anyone|anybody|those|kids|children|women)"
    r"(?: (?:who|that|on|with|who are))?(?: (?:tak\w+|needs?))?\b"
    r"|\b(?:can|could|does|do|will|would|may) (?:a|an|any) (?:patient|client|person)\b"
    r"|\b(?:in general|generally|rules?)\b"
)

_ADVICE = re.compile(
    r"\b(?:should (?:i|we|he|she|they)|(?:can|may|could|do) (?:i|we) (?:still )?(?:needle|treat|dn)"
    r"|(?:ok|okay|safe|fine) to (?:needle|treat|dn)|what (?:do|should|can) (?:i|we) do|what now"
    r"|needle (?:her|him))\b"
)
_WHAT_NOW = re.compile(r"\bwhat (?:do|should|can) (?:i|we) do|what now\b")

# A question of the front desk, though it speaks of a patient: "should we have her sign an ABN".
_OF_THE_DESK = frozenset(
    """abn additional appeal authorization bill cash code consent cost count cover deadline
    deductible denial document estimate evaluation exhausted fsa legal limit medicare modifier
    no_show patient_owes pay payer plan_of_care progress_report recertification referral remit
    reset secondary sign superbill training unit visit workers_comp""".split()
)

# What the desk may ask of one patient's bleeding or devices is still the clinician's.
_OF_THE_DESK_ALONE = _OF_THE_DESK - {"additional", "count", "visit", "evaluation", "legal"}

_CLINICAL = frozenset(
    "anticoagulant bleeding bruise child pain pneumothorax pregnant serious side_effect".split()
)

# Of one patient with any of these the clinician decides whether, where and how to needle.
_CONDITIONS = frozenset(
    """anticoagulant bleeding child fusion hepatitis implant infection medicine pregnant
    surgery""".split()
)
_ILLNESS = re.compile(
    r"\b(?:epilep\w+|diabet\w+|cancer|tumor|chemo\w*|hemophilia\w*|lymphedema|osteoporosis|lupus"
    r"|transplant|stroke|blood clots?|dvt|autoimmune|neuropathy|dialysis|mastectomy)\b"
)


def is_for_clinician(text: str, vocabulary: Vocabulary) -> bool:
    """Whether the text asks about one patient's medicine, an alarming sign, or whom to needle."""
    typed = words(text)
    plain, terms = " ".join(typed), set(vocabulary.terms(typed))
    if _ALARM.search(plain) or (_SIGN.search(plain) and not terms & _OF_THE_DESK_ALONE):
        return True
    of_one = _AT_LARGE.sub(" ", plain)
    about_one = bool(_PERSON.search(of_one))
    if terms & {"anticoagulant", "medicine"} and (_DECISION.search(of_one) or about_one):
        return True
    if about_one and (terms & _CONDITIONS or _ILLNESS.search(plain)):
        return not terms & _OF_THE_DESK_ALONE
    if terms & _OF_THE_DESK:
        return False
    asks_what_now = bool(terms & _CLINICAL and _WHAT_NOW.search(plain))
    return asks_what_now or (about_one and bool(_ADVICE.search(plain)))
