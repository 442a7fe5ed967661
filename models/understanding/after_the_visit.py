"""Told after a visit: it fell outside its authorization, on another plan, or before the codes.

And how long a claim may be filed. Topics answer of it, whatever payer and code stand beside it.
"""

from __future__ import annotations

import re
from datetime import date

from models import calendar_words
from models.understanding.reading import CODE_WORDS, NEEDLE_WORDS, Reading

# Wordings by which the topics are found.
_AUTH_ENDED = "visits outside the auth dates"
_FILING = "filing limit"
_OLD_CODE = "how was dn coded before jan 2020"

NEW_PLAN = "claim denied and she has a new plan"
"""A wording by which the topic on a claim to the wrong plan is found."""

_SAYS_NO = "what if the plan says no"
_SPOKEN = "adjuster said go ahead is that an auth"
_REDETERMINED = "how many days for redetermination"

_AUTHORIZED = frozenset("auth auths authorization authorized approval approved precert".split())
_DAY = re.compile(
    rf"\b(?:(?P<m>[0-9]{{1,2}})/(?P<d>[0-9]{{1,2}})(?:/(?P<y>[0-9]{{2,4}}))?"
    rf"|(?P<month>{calendar_words.MONTH})\.? (?P<day>[0-9]{{1,2}})\b)",
    re.IGNORECASE,
)
_SEEN = re.compile(
    r"\b(?:needl\w+|saw|seen|treated|visits?|came|dos|did (?:him|her|them|it))\b", re.IGNORECASE
)
_TODAY = re.compile(r"\b(?:today|just now|this morning)\b", re.IGNORECASE)
_THOUSANDS = 100

_LATE = frozenset("denied denial deny denies appeal appeals corrected correction resubmit".split())
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

_IF_NO = re.compile(
    r"^\W*(?:(?:and|so|but|ok) )?(?:what if|what happens (?:if|when)|if|when|and if)"
    r" [^.?!,]{1,40}?\b(?:sa(?:ys?|id) no|refuses?|turns? (?:it|us) down"
    r"|(?:wo ?n'?t|does ?n'?t|do ?n'?t|will not|does not) (?:pay|cover)(?: (?:it|for it|this))?)"
    r"(?:\W*(?:(?:then )?what (?:then|now|next)|then what|what (?:do|can|should|would) (?:we|i) do"
    r"|now what|what happens)(?: then| next)?)?(?: in [a-z]{2,14}(?: [a-z]{4,10})?)?\W*$",
    re.IGNORECASE,
)

_OF_COMP = frozenset("adjuster comp wc workcomp".split())  # a topic of its own

# An adjuster's word, and whether it is enough.
_SAID = re.compile(
    r"\b(?:said|says|told|ok'?a?y?e?d|verbal\w*|phone|agreed|approved)\b", re.IGNORECASE
)
_IS_ENOUGH = re.compile(
    r"\b(?:counts?|enough|binding|valid|written|writing|good to go|an auth\w*|as (?:an )?auth\w*"
    r"|official)\b",
    re.IGNORECASE,
)

_HOW_LONG = re.compile(
    r"\b(?:how (?:long|many days|much time|late)|deadline|by when|until when|last day|too late"
    r"|time (?:limit|left)|days left)\b",
    re.IGNORECASE,
)

_BILLED = CODE_WORDS | frozenset("bill bills billed billing coded coding ledger charge".split())
_FIRST_YEAR = 2020


def _fell_outside(reading: Reading) -> bool:
    """Whether the last day of an authorization is told, and a visit that came behind it."""
    if reading.words.isdisjoint(_AUTHORIZED) or not (seen := _last_seen(reading.text)):
        return False
    before, behind = reading.text[: seen.start()], reading.text[seen.start() :]
    ends = [*filter(None, (_date(each, reading.today) for each in _DAY.finditer(before)))]
    visits = [*filter(None, (_date(each, reading.today) for each in _DAY.finditer(behind)))]
    if not visits and _TODAY.search(behind):
        visits = [reading.today]
    return bool(ends and visits) and visits[-1] > ends[-1] >= ends[0]


def _last_seen(text: str) -> re.Match[str] | None:
    """The last word of a visit, behind which its day stands."""
    return next(reversed([*_SEEN.finditer(text)]), None)


def _date(found: re.Match[str], today: date) -> date | None:
    """The day that is written; without a year that of this one."""
    month = int(found["m"] or calendar_words.month(found["month"] or "jan"))
    day, typed = int(found["d"] or found["day"]), found["y"]
    year = int(typed) if typed else today.year
    year += 2000 if typed and year < _THOUSANDS else 0
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _asks_how_long_to_file(reading: Reading) -> bool:
    may_be = reading.words & {"filing", "file", "submit", "submitting", "submission"}
    if not may_be or reading.words & _LATE or reading.question.denials:
        return False
    return _FILED.search(reading.text) is not None


def was_on_another_plan(reading: Reading) -> bool:
    """Whether a claim was denied, and a new card or plan is told of."""
    words = reading.words
    is_denied = words & _REFUSED or reading.question.denials
    return bool(is_denied and words & _PLANS) and _NEW.search(reading.text) is not None


def _asks_what_after_a_no(reading: Reading) -> bool:
    may_be = reading.words & {"if", "when"} and reading.words.isdisjoint(_OF_COMP)
    may_be = may_be and not reading.question.denials
    return bool(may_be) and _IF_NO.search(reading.text) is not None


def _trusts_a_word(reading: Reading) -> bool:
    """Whether it is asked what an adjuster's yes is worth that nobody wrote."""
    may_be = reading.words & {"adjuster", "adjusters"} and not reading.question.denials
    if "writing" in reading.words and reading.words.isdisjoint({"nothing", "not", "no", "is"}):
        return False
    return bool(may_be and _SAID.search(reading.text) and _IS_ENOUGH.search(reading.text))


def _asks_for_redetermination(reading: Reading) -> bool:
    may_be = reading.words & {"redetermination", "redeterminations", "redetermine"}
    return bool(may_be) and _HOW_LONG.search(reading.text) is not None


def _was_before_the_codes(reading: Reading) -> bool:
    """Whether it is asked how needling of before 2020 was billed, and nothing of a payer."""
    if not reading.words & NEEDLE_WORDS or not reading.words & _BILLED:
        return False
    question = reading.question
    is_old = question.on is not None and (question.until or question.on).year < _FIRST_YEAR
    return is_old and not (question.payers or question.denials or question.aspects)


MATTERS = (
    (_AUTH_ENDED, _fell_outside),
    (_FILING, _asks_how_long_to_file),
    (NEW_PLAN, was_on_another_plan),
    (_SAYS_NO, _asks_what_after_a_no),
    (_SPOKEN, _trusts_a_word),
    (_REDETERMINED, _asks_for_redetermination),
    (_OLD_CODE, _was_before_the_codes),
)
"""For each matter a wording of its topic, and what tells that it is asked."""
