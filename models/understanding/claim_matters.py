"""What is asked of a claim: until when it is filed or decided anew, a new plan, old codes."""

from __future__ import annotations

import re

from models.coverage.payer import LineOfBusiness
from models.understanding.matter import Matter, names_no_denial
from models.understanding.reading import CODE_WORDS, NEEDLE_WORDS, Reading

_FILES = frozenset("filing file submit submitting submission".split())
_OF_DENIALS = frozenset(
    "denied denial deny denies appeal appeals corrected correction resubmit".split()
)
_FILED = re.compile(
    r"\btimely filing\b|\bfiling (?:limit|deadline|window|period|time)\b"
    r"|\b(?:limit|deadline) (?:to|for) (?:file|filing|submit\w*)\b",
    re.IGNORECASE,
)

_REFUSED = frozenset("denied denial denials deny denies rejected rejection".split())
_PLANS = frozenset("card cards plan plans insurance insurances coverage".split())
_NEW = re.compile(
    r"\b(?:new|changed|switched) (?:\w+ ){0,2}?(?:cards?|insurances?|plans?(?! of care))\b"
    r"|\bdifferent (?:card|plan|insurance) now\b"
    r"|\b(?:card|plan|insurance) (?:was |is |has |got )?(?:changed|switched|new)\b(?! of care)",
    re.IGNORECASE,
)

_REDETERMINED = frozenset("redetermination redeterminations redetermine".split())
_HOW_LONG = re.compile(
    r"\b(?:how (?:long|many days|much time|late)|deadline|by when|until when|last day|too late"
    r"|time (?:limit|left)|days left)\b",
    re.IGNORECASE,
)

_BILLED = CODE_WORDS | frozenset("bill bills billed billing coded coding ledger charge".split())
_FIRST_YEAR = 2020


_OTHER_COMP = "wc_other"
_NOT_AUTHORIZED = re.compile(
    r"\b(?:not|never|n[o']?t|arent|isnt|wasnt|no longer) (?:been )?(?:authorized|approved)\b"
    r"|\b(?:wo ?n'?t|will not|refus\w+ to) (?:authorize|approve|pay)\b|\bturned (?:it |us )?down\b",
    re.IGNORECASE,
)
_RATED = re.compile(
    r"\bclass(?:ification)? codes?\b|\b(?:comp|malpractice|liability)(?: \w+){0,2} premiums?\b"
    r"|\bpremiums?\b.{0,30}\b(?:comp|malpractice|staff)\b",
    re.IGNORECASE,
)
_INSURED = frozenset("comp wc insurer carrier policy".split())


def _is_denied(reading: Reading) -> bool:
    return bool(reading.words & _REFUSED or reading.question.denials)


def _was_before_the_codes(reading: Reading) -> bool:
    """Whether a day before the codes of 2020 is told, and nothing of a payer."""
    question = reading.question
    is_old = question.on is not None and (question.until or question.on).year < _FIRST_YEAR
    return is_old and not (question.payers or question.denials or question.aspects)


NEW_PLAN = Matter(
    "claim denied and she has a new plan", words=(_PLANS,), says=_NEW, where=_is_denied
)


def _is_of_unread_comp(reading: Reading) -> bool:
    """Whether workers' comp is named, and no program of which a text is held."""
    question = reading.question
    ids = {payer.id for payer in question.payers}
    return question.line is LineOfBusiness.WORKERS_COMPENSATION and (
        ids == {_OTHER_COMP} or len(ids) > 1
    )


MATTERS = (
    Matter("comp denied what now", says=_NOT_AUTHORIZED, where=_is_of_unread_comp),
    Matter("class code for our own workers comp policy", words=(_INSURED,), says=_RATED),
    Matter(
        "filing limit", words=(_FILES,), but_not=_OF_DENIALS, says=_FILED, where=names_no_denial
    ),
    NEW_PLAN,
    Matter("how many days for redetermination", words=(_REDETERMINED,), says=_HOW_LONG),
    Matter(
        "how was dn coded before jan 2020",
        words=(NEEDLE_WORDS, _BILLED),
        where=_was_before_the_codes,
    ),
)
