"""What a clinic asks of its own money and notes, whatever codes or payers are named beside it.

Fees in a facility or by license, needling billed as therapy, a note that says too little, a patient
who is angry at a charge or wants a shirt paid, many denials at once, a plan for a patient, a code
that is to stay on a claim, and words in Spanish.
"""

from __future__ import annotations

import re

from models.understanding.reading import (
    NEEDLE_WORDS,
    NEEDLING_CODES,
    PAYER_WORDS,
    Reading,
    names_payer,
)

# Wordings by which the topics are found.
_FACILITY = "facility vs non facility price"
_BY_LICENSE = "is the fee different by license"
_BILLED_AS = "use a covered code instead"
_THIN_NOTE = "note only says dn 5 min"
_ANGRY = "angry about a charge for needles"
_MANY_DENIALS = "pile of denials same reason code"
_WHICH_PLAN = "which is better for our patients next year"
_SPANISH = "how do you say dry needling in spanish"
_DAMAGED = "patient wants money for a ruined shirt"
_OVERPAID = "plan paid us by mistake do we keep it"
_LEFT_ON = "keep the needling code when the visit was only exercise"

_OF_NEEDLING = NEEDLE_WORDS | NEEDLING_CODES

_FACILITIES = frozenset("facility facilities nonfacility".split())
_AMOUNTS = frozenset(
    "rvu rvus rate rates fee fees price prices column pay pays paid amount".split()
)

_MORE_OR_LESS = frozenset("less more same lower higher differ differs different equal".split())
_PAID = frozenset(
    """paid pay pays rate rates fee fees reimbursed reimbursement reimburses amount allowed gets get
    payment""".split()
)
_LICENSES = (
    frozenset({"pt", "pts"}),
    frozenset({"ot", "ots"}),
    frozenset("pta ptas ota otas cota cotas assistant assistants".split()),
    frozenset("chiro chiros chiropractor chiropractors dc".split()),
    frozenset("lac acupuncturist acupuncturists".split()),
    frozenset("np nps md mds doctor doctors physician physicians".split()),
)
_TWO = 2

_AS_THERAPY = re.compile(
    r"\b(?:as|under|like|into)(?: \w+){0,2}? (?:97110|97112|97140|97530|97124|neuro\w*|nmr|manual"
    r"|ther ?ex|therapeutic|exercises?|massage)\b"
    r"|\b(?:call|label|list) (?:it|that|this|(?:the )?(?:dry )?(?:needl\w+|dn))"
    r" (?:neuro\w*|nmr|manual|ther ?ex|therapeutic|exercise|massage)\b",
    re.IGNORECASE,
)
_PUTS = frozenset(
    """bill bills billed billing code codes coded coding put puts call count counts charge charged
    submit enter go goes label list""".split()
)

_NOTES = frozenset(
    """note notes chart charts charting documents documented documentation writes writing wrote
    write""".split()
)
_MINUTES = frozenset("min mins minute minutes".split())
_TOO_LITTLE = re.compile(
    r"\b(?:(?:only|just|keeps?|always|simply) (?:sa(?:ys?|ying)|writ\w+|puts?|reads?|documents?"
    r"|charts?)|(?:sa(?:ys|id)|writes|puts|reads|documents) (?:only|just|nothing but)"
    r"|nothing else|that'?s (?:it|all)|(?:good |is (?:that|this|it) )?enough|no muscles?)\b",
    re.IGNORECASE,
)
_COUNTED = frozenset("unit units rule timed bill billed billing".split())

_ANGER = frozenset(
    """mad angry upset furious livid irate pissed yelling yells yelled screaming unhappy
    fuming""".split()
)
_CHARGES = frozenset("charge charged charges billed bill owes owed balance fee price cost".split())
_PATIENTS = frozenset(
    """patient patients pt pts client he she her his him lady guy man woman mom dad customer
    mother father""".split()
)
_HARMED = frozenset(
    """bruise bruised bruising hurt hurts injured injury bleeding bled sore soreness
    pneumothorax lung faint fainted numb burned needlestick adjuster""".split()
)

_MANY = re.compile(
    r"\b(?:(?:[2-9][0-9]|1[0-9]|[1-9][0-9]{2})(?: (?!days?\b|years?\b|min)\w+){0,2}"
    r" (?:denials?|denied)"
    r"|(?:all|every|each|most)(?: of)?(?: \w+){0,3} (?:claims?|2056[01]s?|denials?)(?: \w+){0,6}?"
    r" (?:denied|denials?|den(?:y|ies)|coming back|came back)"
    r"|(?:dozens?|bunch|stack|pile|batch|tons?|slew|loads?|lots?)(?: of)?(?: \w+){0,3}"
    r" (?:denials?|denied))\b",
    re.IGNORECASE,
)
_AT_ONCE = re.compile(
    r"\b(?:same|each|one by one|one appeal|individual\w*|together|batch|bulk|project|group\w*"
    r"|at once|what happened|what changed|sudden\w*|since|this (?:week|month)|today|help"
    r"|where (?:do|to))\b",
    re.IGNORECASE,
)

_BETTER = re.compile(
    r"\b(?:(?:which|what) (?:\w+ ){0,2}?(?:is|are|would be) (?:the )?(?:better|best)"
    r"|is [\w ]{2,40} or [\w ]{2,30} better"
    r"|should (?:(?:my|our|the|a|this) )?(?:she|he|they|patients?|pts?|clients?|members?)"
    r" (?:pick|choose|take|get|buy|enroll|go with|sign up|switch|stay)"
    r"|(?:patients?|pts?|she|he|they) should (?:pick|choose|take|switch|enroll))\b",
    re.IGNORECASE,
)
_OF_CODES = frozenset("code codes modifier modifiers cpt bill billed appeal needle".split())


_SAID_IN = frozenset(
    "say says translate translation phrase sentence word words dice script".split()
)

_THINGS = frozenset(
    """shirt blouse pants jeans dress jacket sweater clothes clothing leggings laundry cleaning
    glasses carpet wages parking""".split()
)
_MADE_GOOD = frozenset("pay pays paid replace replaces cover reimburse buy owe refund".split())

_ON_THE_CLAIM = re.compile(
    r"\b(?:leave|leaves|left|keep|keeps|kept)\b[^.?!]{0,30}"
    r"\b(?:2056[01]|needling|dn|needle code|it)\b"
    r"[^.?!]{0,20}\bon (?:the|her|his|their|that|our|a) (?:claim|bill|charge|superbill|visit)\b",
    re.IGNORECASE,
)


_TOO_MUCH = re.compile(
    r"\b(?:overpa(?:id|ys?|yments?)|pa(?:id|ys)(?: \w+){0,3}? (?:too much|twice|double|by mistake"
    r"|in error|wrongly)|two checks|(?:got|sent)(?: us)? too much"
    r"|should ?(?:not|n'?t) have(?: been)?(?: paid)?)\b",
    re.IGNORECASE,
)
_PAYMENTS = frozenset(
    """paid pay pays overpaid overpays overpayment overpayments check checks sent got""".split()
)
_OF_OURS = frozenset("keep return tell wait back refund report disclose send".split())
_WHAT_NOW = re.compile(r"\b(?:now what|what now|what (?:do|should) we)\b", re.IGNORECASE)
_DEMANDED = frozenset(
    """letter letters audit auditor audits recoup recoupment recouped demand demands takeback
    clawback wants denied deny patient patients pt she he client copay deductible""".split()
)


# "Does Cigna cover needling" is what is asked, whatever is told beside it.
_NEEDLED = r"(?:needl\w*|t?dn|2056[01])\b"
_IF_PAID = re.compile(
    rf"\b(?:does|do|will|would|if|whether)\b[^.?!,;]{{1,40}}\b(?:covers?|pays?|reimburses?)\b"
    rf"[^.?!,;]{{0,20}}?\b{_NEEDLED}"
    rf"|\b(?:is|are)\b[^.?!,;]{{0,20}}?\b{_NEEDLED}[^.?!,;]{{0,20}}?\b(?:covered|paid|payable)\b",
    re.IGNORECASE,
)


def _asks_if_paid(reading: Reading) -> bool:
    """Whether it is asked if a payer that is named pays for needling."""
    return names_payer(reading) and _IF_PAID.search(reading.text) is not None


def _is_overpaid(reading: Reading) -> bool:
    """Whether a plan paid too much, and asked for nothing yet."""
    words = reading.words
    if not words & _PAYMENTS or words & _DEMANDED or not _TOO_MUCH.search(reading.text):
        return False
    return bool(words & _OF_OURS) or _WHAT_NOW.search(reading.text) is not None


def _asks_for_spanish(reading: Reading) -> bool:
    words = reading.words
    return bool(words & {"spanish", "espanol", "español"} and words & _SAID_IN)


def _is_of_damage(reading: Reading) -> bool:
    """Whether a patient wants something made good that needling ruined or cost."""
    words = reading.words
    is_told = words & _THINGS and words & _MADE_GOOD and words & (_PATIENTS | {"wants"})
    return bool(is_told) and not _asks_if_paid(reading)


def _leaves_on_claim(reading: Reading) -> bool:
    words = reading.words
    may_be = words & {"leave", "leaves", "left", "keep", "keeps", "kept"} and words & _OF_NEEDLING
    return bool(may_be) and _ON_THE_CLAIM.search(reading.text) is not None


def _asks_of_facility(reading: Reading) -> bool:
    words = reading.words
    may_be = words & _FACILITIES and words & _AMOUNTS and words & (_OF_NEEDLING | {"rvu", "rvus"})
    return bool(may_be) and not names_payer(reading)


def _compares_licenses(reading: Reading) -> bool:
    words = reading.words
    if not (words & _MORE_OR_LESS and words & _PAID and words & _OF_NEEDLING):
        return False
    named = sum(not words.isdisjoint(license_) for license_ in _LICENSES)
    return named >= _TWO and not reading.question.states


def _bills_as_therapy(reading: Reading) -> bool:
    """Whether needling is to go out as another service of therapy, in whatever words."""
    words = reading.words
    if not (words & _PUTS and words & _OF_NEEDLING):
        return False
    return _AS_THERAPY.search(reading.text) is not None


def _tells_thin_note(reading: Reading) -> bool:
    words = reading.words
    if not (words & _NOTES and words & _MINUTES and words & _OF_NEEDLING) or words & _COUNTED:
        return False
    return _TOO_LITTLE.search(reading.text) is not None


def _is_angry_at_charge(reading: Reading) -> bool:
    words = reading.words
    if words & _HARMED or _asks_if_paid(reading):
        return False
    return bool(words & _ANGER and words & _CHARGES and words & _PATIENTS)


def _tells_many_denials(reading: Reading) -> bool:
    """Whether many claims came back at once; one denial code that is named is asked about."""
    is_told = _MANY.search(reading.text) and _AT_ONCE.search(reading.text)
    return bool(is_told) and not reading.question.denials


def chooses_plan(reading: Reading) -> bool:
    """Whether a plan is to be picked for patients; a code, or what pays better, is not."""
    words = reading.words
    if words & _OF_CODES or not _BETTER.search(reading.text):
        return False
    if not words & _PATIENTS:
        return False
    is_of_plans = names_payer(reading) or words & (PAYER_WORDS | {"enrollment"})
    return bool(is_of_plans) or any(map(reading.is_term_of_payer, words))


MATTERS = (
    (_FACILITY, _asks_of_facility),
    (_BY_LICENSE, _compares_licenses),
    (_BILLED_AS, _bills_as_therapy),
    (_THIN_NOTE, _tells_thin_note),
    (_ANGRY, _is_angry_at_charge),
    (_MANY_DENIALS, _tells_many_denials),
    (_WHICH_PLAN, chooses_plan),
    (_SPANISH, _asks_for_spanish),
    (_DAMAGED, _is_of_damage),
    (_OVERPAID, _is_overpaid),
    (_LEFT_ON, _leaves_on_claim),
)
"""For each matter a wording of its topic, and what tells that it is asked."""
