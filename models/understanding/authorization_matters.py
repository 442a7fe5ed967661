"""What is asked of an authorization: a visit outside its days, a spoken yes, a plan's no."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, datetime

from dateutil import parser

from models import calendar_words
from models.understanding.dates import authorization_days
from models.understanding.matter import Matter, names_no_denial
from models.understanding.reading import Reading

_AUTHORIZED = frozenset("auth auths authorization authorized approval approved precert".split())
_DAY = re.compile(
    r"\b(?:(?:1[0-2]|0?[1-9])/[0-9]{1,2}(?:/(?:[0-9]{4}|[0-9]{2}))?"
    rf"|{calendar_words.MONTH}\.? [0-9]{{1,2}}\b)",
    re.IGNORECASE,
)
_SEEN = re.compile(
    r"\b(?:needl\w+|saw|seen|treated|visits?|came|dos|did (?:him|her|them|it))\b", re.IGNORECASE
)
_TODAY = re.compile(r"\b(?:today|just now|this morning)\b", re.IGNORECASE)

_IF_NO = re.compile(
    r"^\W*(?:(?:and|so|but|ok) )?(?:what if|what happens (?:if|when)|if|when|and if)"
    r" [^.?!,]{1,40}?\b(?:sa(?:ys?|id) no|refuses?|turns? (?:it|us) down"
    r"|(?:wo ?n'?t|does ?n'?t|do ?n'?t|will not|does not) (?:pay|cover)(?: (?:it|for it|this))?)"
    r"(?:\W*(?:(?:then )?what (?:then|now|next)|then what|what (?:do|can|should|would) (?:we|i) do"
    r"|now what|what happens)(?: then| next)?)?(?: in [a-z]{2,14}(?: [a-z]{4,10})?)?\W*$",
    re.IGNORECASE,
)

_OF_COMP = frozenset("adjuster comp wc workcomp".split())  # a topic of its own

_ADJUSTERS = frozenset({"adjuster", "adjusters"})
# An adjuster's word, and whether it is enough.
_SAID = re.compile(
    r"\b(?:said|says|told|ok'?a?y?e?d|verbal\w*|phone|agreed|approved)\b", re.IGNORECASE
)
_IS_ENOUGH = re.compile(
    r"\b(?:counts?|enough|binding|valid|written|writing|good to go|an auth\w*|as (?:an )?auth\w*"
    r"|official)\b",
    re.IGNORECASE,
)
_IN_WRITING = "writing"
_NOTHING_WRITTEN = frozenset("nothing not no is".split())


def _lies_ahead(reading: Reading) -> bool:
    """Whether a visit to come is told beside the days of its authorization."""
    told = authorization_days.asked_in(reading.text, reading.today)
    return told is not None and told.visit > reading.today


def _fell_outside(reading: Reading) -> bool:
    """Whether the last day of an authorization is told, and a visit that came after it."""
    visit = _last_visit(reading.text)
    if visit is None:
        return False
    ends = [*_days(reading.text[: visit.start()], reading.today)]
    behind = reading.text[visit.start() :]
    visits = [*_days(behind, reading.today)]
    if not visits and _TODAY.search(behind):
        visits = [reading.today]
    return bool(ends and visits) and visits[-1] > ends[-1] >= ends[0]


def _last_visit(text: str) -> re.Match[str] | None:
    """The last word for a visit, behind which its day stands."""
    return next(reversed([*_SEEN.finditer(text)]), None)


def _days(text: str, today: date) -> Iterator[date]:
    """The days that are written, those without a year of this one."""
    this_year = datetime(today.year, 1, 1)  # noqa: DTZ001 -- only its year is taken
    for day in _DAY.finditer(text):
        try:
            yield parser.parse(day[0], default=this_year).date()
        except ValueError:  # no such day
            continue


def _asks_if_a_word_is_enough(reading: Reading) -> bool:
    """Whether an adjuster's yes that nobody wrote down may be enough."""
    is_written = _IN_WRITING in reading.words and reading.words.isdisjoint(_NOTHING_WRITTEN)
    is_asked = not is_written and names_no_denial(reading)
    return is_asked and _IS_ENOUGH.search(reading.text) is not None


MATTERS = (
    Matter("how do visits under an authorization count", where=_lies_ahead),
    Matter("visits outside the auth dates", words=(_AUTHORIZED,), where=_fell_outside),
    Matter(
        "what if the plan says no",
        words=(frozenset({"if", "when"}),),
        but_not=_OF_COMP,
        says=_IF_NO,
        where=names_no_denial,
    ),
    Matter(
        "adjuster said go ahead is that an auth",
        words=(_ADJUSTERS,),
        says=_SAID,
        where=_asks_if_a_word_is_enough,
    ),
)
