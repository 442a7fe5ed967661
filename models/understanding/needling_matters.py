"""What topics answer of needling itself, whatever codes, payers or states are named beside it.

A muscle more for the higher code, regions, an evaluation first, supervision from afar, a side's
modifier; and of a plan, whether it is self-funded, and money that it wants back.
"""

from __future__ import annotations

import re

from models.coverage.profession import Profession
from models.understanding.matter import Matter, names_no_denial, names_no_payer
from models.understanding.reading import (
    CODE_WORDS,
    NEEDLE_WORDS,
    NEEDLING_CODES,
    PAYER_WORDS,
    Reading,
    names_payer,
)

_OF_NEEDLING = NEEDLE_WORDS | NEEDLING_CODES

_MUSCLES = frozenset({"muscle", "muscles"})
_FOR_THE_PAY = re.compile(
    r"\b(?:worth|moneywise|money wise)\b"
    r"|\b(?:third|3rd|extra|another|more|add(?:itional|ing)?(?: an?)?) muscles?\b[^.?!]{0,60}?"
    r"\b(?:pay\w*|money|higher|bigger|bonus|get to 20561|code)\b"
    r"|\bso (?:it|we|they|that|she|he)(?: \w+){0,2}? (?:pays?|gets?|makes?|bills?)"
    r"(?: \w+){0,2}? (?:more|bigger|higher)\b"
    r"|\b(?:everybody|everyone|all|always|each)\b[^.?!]{0,30}\b(?:needle|do|hit|needles)\b"
    r"[^.?!]{0,30}\b(?:3|three)\b",
    re.IGNORECASE,
)

_REGIONS = frozenset("region regions area areas".split())
_COMPARES = re.compile(
    r"\b(?:chang\w+|matters?|compared|versus|vs|same|counts?|differ\w*|or)\b", re.IGNORECASE
)

_EVALUATIONS = frozenset(
    "eval evals evaluation evaluations evaluate evaluated evaluating reeval".split()
)
_FIRST = re.compile(
    r"\b(?:without|w/?o|no|skip\w*|before|first|needs?|required?|must|every|each)\b", re.IGNORECASE
)
_OF_BILLS = frozenset(
    """bill bills billed billing modifier modifiers denied denial paid pay pays count counts same 25
    59 unit units cost price charge code codes cpt medicare course class visit authorization auth
    authorized referral order supervise supervised""".split()
)

_FROM_AFAR = frozenset(
    "telehealth telemedicine video zoom facetime remote remotely virtual virtually".split()
)
_SUPERVISES = frozenset(
    """supervise supervises supervised supervising supervision supervisor mentor mentors mentoring
    oversee oversight""".split()
)

_NUMBER_OF_NEEDLES = re.compile(
    r"\b(?:how many|max(?:imum)?(?: number)? of|number of|limit on|too many) needles\b",
    re.IGNORECASE,
)

_SIDES = frozenset({"rt", "lt"})

_WHO_BILLS = re.compile(
    r"\bwho (?:bills?|can bill|submits?|gets (?:paid|billed))\b|\bwhose (?:claim|name|npi|number)\b"
    r"|\b(?:bill\w*|go(?:es)?|submit\w*)\b[^.?!]{0,25}?\bunder (?:the |our |a |his |her )?"
    r"(?:doctor|doc|physician|md)\b|\b(?:can|may|do|does|will) (?:we|i|they|a plan|plans|insurance)"
    r" (?:bill|pay)\b",
    re.IGNORECASE,
)

_DIAGNOSES = frozenset("icd icd10 dx diagnosis".split())
_MYOFASCIAL = re.compile(
    r"\b(?:for|of|is) (?:a |the )?(?:myofascial|muscle knots?)\b", re.IGNORECASE
)

_RENEWS = re.compile(
    r"\b(?:plan|benefits?|year|insurance|it) (?:year )?(?:renews?|resets?|starts? over"
    r"|rolls? over)\b.{0,120}\b(?:re-?check|re-?verify|verify)\b",
    re.IGNORECASE | re.DOTALL,
)

_WHO_FUNDS = frozenset("funded insured aso erisa".split())
_HOW_TOLD = re.compile(
    r"\bhow (?:can|do|does|would|could|will) (?:i|we|you|u|one|somebody|a biller)"
    r"(?: \w+)? (?:tell|know|find out|figure|check|see)\b|\bhow to (?:tell|know|find|check|see)\b"
    r"|\bwho (?:do|can|should) (?:i|we) ask (?:whether|if)\b|\bwhere on (?:the|a|his|her) card\b"
    r"|\ba way to (?:know|tell|check)\b",
    re.IGNORECASE,
)

_TAKEN = frozenset(
    """paid payment payments recoup recouped recoupment clawback clawing refund repayment repay
    takeback""".split()
)
_WANTS_BACK = re.compile(
    r"\b(?:wants?|wanted|asks?|asking|demand\w*|claw\w*|requests?|requesting)\b[^.?!]{0,20}?"
    r"\b(?:money|refund|repayment|payments?|it|them) ?(?:back)?\b[^.?!]{0,30}$"
    r"|\bwants? (?:a |their |its |the )?(?:money back|refund|repayment|it back)\b"
    r"|\b(?:recoup\w*|clawback|clawing back|takeback|taking (?:it|back))\b",
    re.IGNORECASE,
)
_PATIENTS = frozenset(
    "patient patients pt pts she he client mom dad lady guy we our policy".split()
)
_PAYS_US = PAYER_WORDS | {"they", "letter"}


def _is_of_payers_money(reading: Reading) -> bool:
    """Whether a plan wants back what it paid, and no patient does."""
    return names_no_denial(reading) and bool(names_payer(reading) or reading.words & _PAYS_US)


def _tells_of_a_trainer(reading: Reading) -> bool:
    """Whether an athletic trainer needles, in no state and for no payer that is named."""
    is_told = Profession.AT in reading.question.professions and names_no_payer(reading)
    return is_told and not (reading.state.states or reading.state.all_states)


def _is_of_needling_alone(reading: Reading) -> bool:
    """Whether no denial and no code of another service is named."""
    return names_no_denial(reading) and NEEDLING_CODES.issuperset(reading.codes.codes)


def _names_one_place(reading: Reading) -> bool:
    """Whether no payer is named: what it asks of an evaluation stands on its card."""
    return names_no_payer(reading) and names_no_denial(reading)


MATTERS = (
    Matter("should we do three muscles so it pays more", words=(_MUSCLES,), says=_FOR_THE_PAY),
    Matter(
        "regions or muscles, what counts",
        words=(_MUSCLES, _REGIONS),
        says=_COMPARES,
        where=_is_of_needling_alone,
    ),
    Matter(
        "can a patient be needled without an eval that day",
        words=(_EVALUATIONS, _OF_NEEDLING | {"needled", "them", "patient"}),
        but_not=_OF_BILLS,
        says=_FIRST,
        where=_names_one_place,
    ),
    Matter("how many needles in one session", says=_NUMBER_OF_NEEDLES, where=names_payer),
    Matter(
        "athletic trainer needles, who bills",
        words=(_OF_NEEDLING | {"needles", "needled"},),
        says=_WHO_BILLS,
        where=_tells_of_a_trainer,
    ),
    Matter("supervise needling over zoom", words=(_FROM_AFAR, _SUPERVISES)),
    Matter(
        "rt lt modifiers on dry needling",
        words=(_SIDES, _OF_NEEDLING | CODE_WORDS | {"modifiers"}),
        where=names_no_denial,
    ),
    Matter("icd for myofascial pain syndrome please", words=(_DIAGNOSES,), says=_MYOFASCIAL),
    Matter("plan renews jan 1 with visits before and after", says=_RENEWS),
    Matter("how do i find out if a plan is self funded", words=(_WHO_FUNDS,), says=_HOW_TOLD),
    Matter(
        "plan paid and now wants the money back",
        words=(_TAKEN,),
        but_not=_PATIENTS,
        says=_WANTS_BACK,
        where=_is_of_payers_money,
    ),
)
"""For each matter a wording of its topic, and what tells that it is asked."""
