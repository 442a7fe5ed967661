"""Tells alarms and one patient's care from the desk's questions, and the topic held on them.

It errs on the side of the clinician: a general question sent there costs a click, and advice on
one patient's medicine from a front desk could cost more. What the desk does itself (counts, codes,
claims, forms) stays with the desk, and what is asked of patients at large is a topic.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from models.understanding.topics import after_harm, faints, near_lung
from models.understanding.vocabulary import Vocabulary, words


class Care(StrEnum):
    """What a question of somebody's health calls for."""

    ALARM = "alarm"  # cannot wait, whoever asks
    ONE_PATIENT = "one patient"  # the treating clinician decides
    GENERAL = "general"  # a topic answers in general


@dataclass(frozen=True, slots=True)
class Advice:
    """What is called for, and the ids of the topics that are held on it, where there are any."""

    care: Care
    topic: str | None = None
    then: str | None = None  # the topic on what else is asked of an alarm
    also: tuple[str, ...] = ()  # the topics on further conditions that are named


# To be said of a medicine, this asks what one patient should do.
_DECISION = re.compile(
    r"\b(?:stop\w*|h[oe]ld(?:ing)?|skip\w*|paus\w+|quit\w*|off|tak\w+|restart\w*|resum\w+|start\w*"
    r"|wean\w*|continu\w+|dos\w+|prescri\w+|refill\w*|needs?|how much|should|stay on)\b"
)

# What cannot wait, whoever asks, by the topic that is held on it.
_ALARMS = (
    (
        "broken_needle",
        re.compile(
            r"\bneedles? (?:\w+ ){0,3}(?:broke\w*|snap\w*|bent|lost|missing"
            r"|stuck(?! (?:me|my|him|his|her|us|our|them|the|a|by|with"
            r"|[a-z]+sel(?:f|ves))\b))\b"
            r"|\bneedle (?:\w+ ){0,3}(?:wont come out|still in|left in|stayed in|left behind)\b"
            r"|\bneedles (?:\w+ ){0,2}(?:still in|stayed in|left behind)\b"
            r"|\b(?:went|gone|got|drove|walked) (?:home|out) with (?:an?|the|one|two|\d)"
            r" (?:\w+ )?needles?\b"
            r"|\bleft (?:one|two|some|\d) in (?:her|him|the|my|a|his)\b"
            r"|\b(?:broken?|broke off|snapped|lost|missing|left|forgot)"
            r" (?:a |one |the |my )?(?:piece of )?(?:a |the )?needles?\b"
            r"|\broll\w* (?:over )?on(?:to)? (?:a |the )?needles?\b"
        ),
    ),
    (after_harm.STUCK, after_harm.EXPOSED),
    (
        "lung_signs",
        re.compile(
            r"^(?!.*\b(?:how (?:common|often|likely|many|rare)|risks?|rates?|odds|chances?|rare"
            r"|consent|prevent|avoid|difference)\b).*\b(?:(?:caus\w+|think|might|may|maybe|possibl[ey]"
            r"|suspect\w*|gave|got|had|has|with|he|she|be|is|was) (?:\w+ ){0,2}"
            r"(?:p?n[eu]{1,4}mo(?!nia)\w*|(?:collapsed|punctured) lung)"
            r"|p?n[eu]{1,4}mo(?!nia)\w* (?:after|from|now|today|help)"
            r"|(?:signs?|symptoms?|feels? like|know if|tell if|watch for)\b.{0,80}"
            r"(?:p?n[eu]{1,4}mo(?!nia)\w*|lung)"
            r"|(?:p?n[eu]{1,4}mo(?!nia)\w*|lung)\b.{0,80}(?:signs?|symptoms?|feels? like))\b"
            r"|\bbreathing (?:is |was |feels? |got |gets )?(?:hard|difficult|bad|funny|weird|off)\b"
            r"|\bwheez\w*|\bhard time breathing\b"
            r"|\bchest (?:\w+ )?(?:pains?|tight\w*|hurt\w*)|\b(?:short\w*|out) of breath|\bsob\b"
            r"|\bshort winded|\bwinded\b|\bpain\w* (?:in|to) (?:a )?(?:deep )?breath\w*"
            r"|\b(?:cant|cannot|trouble|hard to|hurts to|difficulty|problems?)"
            r" (?:(?:catch|take|get) (?:\w+ ){0,2})?breath\w*"
            r"|\bcough\w* (?:up )?blood\b|\bcough\w* since\b|\bpain (?:\w+ )?breathing\b"
            r"|\bhurt\w* (?:\w+ ){0,3}breath\w*|\blips (?:\w+ ){0,2}blue\b|\bblue lips\b"
        ),
    ),
    (
        "fainting",
        re.compile(
            r"\bfaint(?:ed|ing)?\b|\bpass(?:ed|es|ing)? out\b|\bblack(?:ed|ing)? out\b|\bsyncope\b"
            r"|\bvaso ?vagal\w*|\bvagal\b|\bcollapsed (?:on|in|after)\b"
        ),
    ),
    (
        None,
        re.compile(
            r"\b(?:(?:a|had|having|is having|has a)"
            r" seizure(?! (?:history|hx|disorder|meds?|medic\w+))|unconscious"
            r"|unresponsive|anaphyla\w*"
            r"|allergic reaction|heart attack|stroke symptoms?"
            r"|(?:wont|not|cant|doesnt) stop bleeding"
            r"|bleeding (?:that )?(?:wont|doesnt|does not|will not|not|isnt|keeps)\b|suicid\w*)\b"
        ),
    ),
)  # fmt: skip

# These cannot wait either, but where the desk asks for a code or a payer, or what needling helps.
_SIGN = re.compile(
    r"\b(?:red (?:and |\w+ )?(?:warm|hot)|(?:warm|hot) (?:and )?(?:red|swollen)"
    r"|(?:warm|hot) to (?:the )?touch|redness|pus|oozing|throbbing|palpitations|heart racing"
    r"|dizz(?:y|iness)|woozy|lightheaded|nauseated|nauseous|nausea|vomit\w*|threw up|throwing up"
    r"|numb(?:ness)?"
    r"|tingl\w+|swollen|swelling|infected|feverish|fever|clammy|sweat(?:y|ing)"
    r"|gr[ae]y(?! (?:area|zone|matter|market)s?\b)|shaking"
    r"|slurr\w+|blurr\w+|double vision|weakness|foot drop|stiff neck"
    r"|hives|swelled|chills|limp|drooping|(?:went|goes|going) dead"
    r"|(?:rash|hives) (?:all )?over|cant (?:move|feel|see|talk|speak|walk))\b"
)
_HELPS = re.compile(
    r"\b(?:help|helps|work|works|evidence|studies|research|history|candidate|condition|covered)\b"
)

# What is asked afterwards: whether to report or to write down what happened.
_REPORTS = re.compile(
    r"\breport(?:ed|able|ing|s)?\b|\bincident (?:form|log)\b"
    r"|\bwrite (?:it|this|that) (?:up|down)\b"
    r"|\bwho (?:do|should|must) (?:i|we) (?:tell|notify|inform)\b"
)
_AFTERWARDS = re.compile(
    r"\b(?:yesterday|last (?:week|night|month|visit|session|monday|tuesday|wednesday|thursday"
    r"|friday|saturday)|(?:days?|weeks?|months?) ago|earlier|was fine|is fine|went home"
    r"|(?:he|she)s ok(?:ay)?|had a|we had|the other day|to (?:the state|the board"
    r"|anyone|somebody|anybody|whom))\b"
    r"|^(?:do|does|must|should) (?:we|i|you|the clinic) (?:need to |have to )?report\b"
)

# A breath that is short since the session is no matter of a claim, whatever else is asked.
_SINCE = re.compile(r"\bsince (?:\w+ ){0,2}(?:needl\w+|dn|session|visit|treatment)\b|\bright now\b")
_LUNG, _MILD = "lung_signs", "ae_mild"
_BROKEN, _FAINTING, _STOPPED_EARLY = "broken_needle", "fainting", "stopped_early"

# A piece in somebody cannot wait, whatever is asked of the bill.
_WITHIN = re.compile(
    r"\b(?:in|under|inside|into) (?:(?:a|an|the|his|her|my|our|their|this|one|some) )?(?:\w+ ){0,2}"
    r"(?:calf|leg|arm|back|shoulder|hip|glutes?|butt|neck|muscles?|skin|thigh|foot|hand|trap|quad"
    r"|knee|elbow|patients?|pts?|guys?|lady|him|her|me)\b"
)
_REPORT_TOPIC, _FAINTERS = "incident_report", "fainters"

_PERSON = re.compile(
    r"\b(?:she|shes|he|hes|her|him|his|gentleman|fella|adult|grand(?:ma|pa)|\w+ year old|\w+ yo"
    r"|(?:my|this|our|the|a|one|got a|have a) (?:\w+ )?"
    r"(?:patient|pt|client|lady|guy|woman|man|kid|mom|dad|son|daughter|wife|husband)"
    r"|(?:patient|pt|client|guy|lady|kid|gal) (?:has|had|is|was|with|who|just|says|on|takes))\b"
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

# Of an alarm that is past, the desk asks these: "she fainted, can we still bill it".
_OF_A_CLAIM = frozenset(
    """appeal bill code corrected cost cover denial filing_limit legal malpractice modifier
    patient_owes pay superbill write_off""".split()
)

_CLINICAL = frozenset(
    "anticoagulant bleeding bruise child pain pneumothorax pregnant serious side_effect".split()
)

# Of one patient with any of these the clinician decides whether, where and how to needle; the topic
# holds what is known in general. The first that is named leads.
_CONDITIONS = {
    "anticoagulant": "blood_thinners",
    "pregnant": "pregnancy",
    "implant": "implants",
    "bleeding_disorder": "contra",
    "lymphedema": "contra",
    "vaccine": "vaccine_sick",
    "sick": "vaccine_sick",
    "infection": "infection",
    "hepatitis": "infection",
    "surgery": "surgery_region",
    "fusion": "surgery_region",
    "illness": "illnesses",
    "medicine": "medicines",
    "bleeding": "contra",
    "fear": "needle_fear",
    "child": "children",
    "reuse": "reuse",
    "bruise": "ae_mild",
}

# What is known of fear holds for each; of blood much is asked that is no patient's: stains, tests.
_GENERAL = frozenset({"fear", "reuse"})
_OF_ONE = frozenset({"bleeding", "bruise"})


def read_advice(text: str, vocabulary: Vocabulary) -> Advice | None:
    """What a text asks of somebody's health; None where the desk answers it."""
    typed = words(text)
    return advice_in(" ".join(typed), frozenset(vocabulary.terms(typed)))


def advice_in(plain: str, terms: frozenset[str]) -> Advice | None:
    """The same for a text as the topics read it, and its terms."""
    named = tuple(dict.fromkeys(topic for term, topic in _CONDITIONS.items() if term in terms))
    held, also = next(iter(named), None), named[1:]
    also = (*also, *near_lung.topics(plain)) if held else also
    if _REPORTS.search(plain) and _AFTERWARDS.search(plain) and _is_of_harm(plain, terms):
        return Advice(Care.GENERAL, _REPORT_TOPIC)
    advice = _alarm_in(plain)
    goes_on = advice and advice.topic == _LUNG and _SINCE.search(plain)
    is_within = advice and advice.topic == _BROKEN and _WITHIN.search(plain)
    is_stuck = advice and advice.topic == after_harm.STUCK  # its claim is comp's, and waits
    is_billed = advice and advice.topic == _FAINTING and faints.is_billed(plain)
    is_over = is_billed and faints.is_over(plain)
    if advice and not is_over and (goes_on or is_within or is_stuck or not terms & _OF_A_CLAIM):
        return advice
    is_sign = _SIGN.search(plain) and not _HELPS.search(plain)
    if (is_sign or after_harm.is_dizzy(plain)) and not terms & _OF_THE_DESK_ALONE:
        return Advice(Care.ONE_PATIENT if held else Care.ALARM, held, also=also)
    if _is_of_one(plain, terms) or after_harm.is_large(plain):
        return _of_one(plain, held, also)
    if held and terms & (_CONDITIONS.keys() - _OF_ONE) and not terms & _OF_THE_DESK_ALONE:
        return Advice(Care.GENERAL, held, also=also)
    return Advice(Care.GENERAL, _STOPPED_EARLY) if is_billed else None


def _of_one(plain: str, held: str | None, also: tuple[str, ...]) -> Advice:
    """What is asked of one patient: a reply, whether to text, or what the clinician decides."""
    if after_harm.asks_for_reply(plain):
        return Advice(Care.GENERAL, after_harm.UPSET)
    if after_harm.asks_of_texting(plain):
        return Advice(Care.GENERAL, after_harm.TEXTING)
    if held == _MILD and after_harm.is_large(plain):
        held = after_harm.SIGNS
    elif held in {None, _MILD} and after_harm.asks_how_long(plain):
        held = after_harm.LASTING
    return Advice(Care.ONE_PATIENT, held, also=also)


def _alarm_in(plain: str) -> Advice | None:
    """What cannot wait; a faint that is past can, and is told to the clinician."""
    if faints.was_before(plain):
        return Advice(Care.ONE_PATIENT, _FAINTERS)
    alarms = (topic for topic, alarm in _ALARMS if alarm.search(plain))
    for topic in alarms:
        if topic == _BROKEN and after_harm.is_elsewhere(plain):
            return Advice(Care.ALARM, after_harm.FORGOTTEN)
        return Advice(Care.ALARM, topic, _REPORT_TOPIC if _REPORTS.search(plain) else None)
    return Advice(Care.GENERAL, told) if (told := after_harm.told_in_general(plain)) else None


def _is_of_harm(plain: str, terms: frozenset[str]) -> bool:
    """Whether something that happened to somebody is spoken of."""
    is_clinical = bool(terms & (_CLINICAL - {"child", "pain", "pregnant"}))
    return is_clinical or any(alarm.search(plain) for _, alarm in _ALARMS)


def speaks_of_health(terms: Iterable[str]) -> bool:
    """Whether terms name a condition, a medicine or what happened to somebody."""
    return not (_CONDITIONS.keys() | _CLINICAL).isdisjoint(terms)


def is_for_clinician(text: str, vocabulary: Vocabulary) -> bool:
    """Whether the text asks about one patient's medicine, an alarming sign, or whom to needle."""
    advice = read_advice(text, vocabulary)
    return advice is not None and advice.care is not Care.GENERAL


def _is_of_one(plain: str, terms: frozenset[str]) -> bool:
    of_one = _AT_LARGE.sub(" ", plain)
    about_one = bool(_PERSON.search(of_one))
    if terms & {"anticoagulant", "medicine"} and (_DECISION.search(of_one) or about_one):
        return not terms & _OF_A_CLAIM
    if about_one and terms & (_CONDITIONS.keys() - _GENERAL):
        return not terms & _OF_THE_DESK_ALONE
    if terms & _OF_THE_DESK:
        return False
    asks_what_now = bool(terms & _CLINICAL and _WHAT_NOW.search(plain))
    return asks_what_now or (about_one and bool(_ADVICE.search(plain)))
