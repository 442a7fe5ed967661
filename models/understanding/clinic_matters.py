"""What a clinic asks of its own money and notes, whatever codes or payers are named beside it.

Fees in a facility or by license, needling billed as therapy, a note that says too little, a patient
who is angry at a charge or wants a shirt paid, many denials at once, a plan for a patient, a code
that is to stay on a claim, and words in Spanish.
"""

from __future__ import annotations

import re

from models.understanding.matter import Matter, names_no_denial, names_no_payer
from models.understanding.reading import (
    NEEDLE_WORDS,
    NEEDLING_CODES,
    PAYER_WORDS,
    Reading,
    names_payer,
)

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
    r"|\b(?:put|enter|list)\b[^.?!]{0,20}?\b(?:97110|97112|97140|97530|97124)"
    r"[^.?!]{0,20}?\bfor (?:the )?(?:dry )?(?:needl\w+|dn) (?:time|minutes|mins)\b"
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


_SPANISH = frozenset({"spanish", "espanol", "español", "hispanic"})
_SAID_IN = frozenset(
    """say says translate translation phrase sentence word words dice script explain explains
    describe line lines""".split()
)

_THINGS = frozenset(
    """shirt blouse pants jeans dress jacket sweater clothes clothing leggings laundry cleaning
    glasses carpet wages parking""".split()
)
_MADE_GOOD = frozenset("pay pays paid replace replaces cover reimburse buy owe refund".split())

_KEPT = frozenset("leave leaves left keep keeps kept".split())
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


def _asks_no_coverage(reading: Reading) -> bool:
    return not _asks_if_paid(reading)


def _asks_what_to_do(reading: Reading) -> bool:
    """Whether the money is to be kept or returned, or nobody knows."""
    return bool(reading.words & _OF_OURS) or _WHAT_NOW.search(reading.text) is not None


def _compares_licenses(reading: Reading) -> bool:
    named = sum(not reading.words.isdisjoint(license_) for license_ in _LICENSES)
    return named >= _TWO and not reading.question.states


def _are_at_once(reading: Reading) -> bool:
    return _AT_ONCE.search(reading.text) is not None and names_no_denial(reading)


def _chooses_among_plans(reading: Reading) -> bool:
    is_of_plans = names_payer(reading) or reading.words & (PAYER_WORDS | {"enrollment"})
    return bool(is_of_plans) or any(map(reading.is_term_of_payer, reading.words))


CHOICE_OF_PLAN = Matter(
    "which is better for our patients next year",
    words=(_PATIENTS,),
    but_not=_OF_CODES,
    says=_BETTER,
    where=_chooses_among_plans,
)
"""A plan is to be picked for patients; of a code, or what pays better, it is not."""

MATTERS = (
    Matter(
        "facility vs non facility price",
        words=(_FACILITIES, _AMOUNTS, _OF_NEEDLING | {"rvu", "rvus"}),
        where=names_no_payer,
    ),
    Matter(
        "is the fee different by license",
        words=(_MORE_OR_LESS, _PAID, _OF_NEEDLING),
        where=_compares_licenses,
    ),
    Matter("use a covered code instead", words=(_PUTS, _OF_NEEDLING), says=_AS_THERAPY),
    Matter(
        "note only says dn 5 min",
        words=(_NOTES, _MINUTES, _OF_NEEDLING),
        but_not=_COUNTED,
        says=_TOO_LITTLE,
    ),
    Matter(
        "angry about a charge for needles",
        words=(_ANGER, _CHARGES, _PATIENTS),
        but_not=_HARMED,
        where=_asks_no_coverage,
    ),
    Matter("pile of denials same reason code", says=_MANY, where=_are_at_once),
    CHOICE_OF_PLAN,
    Matter("how do you say dry needling in spanish", words=(_SPANISH, _SAID_IN)),
    Matter(
        "patient wants money for a ruined shirt",
        words=(_THINGS, _MADE_GOOD, _PATIENTS | {"wants"}),
        where=_asks_no_coverage,
    ),
    Matter(
        "plan paid us by mistake do we keep it",
        words=(_PAYMENTS,),
        but_not=_DEMANDED,
        says=_TOO_MUCH,
        where=_asks_what_to_do,
    ),
    Matter(
        "keep the needling code when the visit was only exercise",
        words=(_KEPT, _OF_NEEDLING),
        says=_ON_THE_CLAIM,
    ),
)
