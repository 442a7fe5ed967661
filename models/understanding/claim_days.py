"""Which topic answers what is asked of a day around a claim: of a correction, a plan's end."""

from __future__ import annotations

import re

CORRECTED = "corrected claim deadline"
"""A wording by which the topic on correcting a claim is found."""

FIRST_CLAIM = "filing limit"
"""A wording by which the topic on sending a first claim is found."""

_CLAIM = r"(?:claims?|lines?|codes?|2056[01]|billed|paid|dos)"
_MENDS = (
    r"(?:correct(?! (?:code|one|cpt|way|modifier))(?:ed|ing|ion)?|fix(?:ed)?|re-?send|re-?submit\w*"
    r"|re-?bill\w*|replace\w*|amend\w*)"
)

# How long a claim may be corrected, by the words that ask it on either side.
_CORRECTS = re.compile(
    rf"\b(?:how (?:long|many days|late|much time|far back)|until when|till when|deadline|time limit"
    rf"|too (?:late|old)|days do (?:we|i) have|still)\b.{{0,40}}\b{_MENDS}\b.{{0,60}}\b{_CLAIM}\b"
    rf"|\b{_MENDS}\b.{{0,40}}\b{_CLAIM}\b.{{0,60}}\b(?:months?|weeks?|days?|years?) ago\b"
    rf"|\b{_MENDS}\b.{{0,30}}\bclaims?\b.{{0,20}}\b(?:deadline|by when|until when|too late"
    r"|time limit|how long|limit)\b",
    re.IGNORECASE | re.DOTALL,
)

_DEADLINE = re.compile(
    rf"\b(?:how (?:long|many days)|days do (?:we|i) have|deadline)\b.{{0,20}}\b{_MENDS}\b.{{0,60}}"
    rf"\b{_CLAIM}\b",
    re.IGNORECASE | re.DOTALL,
)

# Whether a first claim is too late to send, of a visit that nobody billed.
_LATE = re.compile(
    r"\btoo late\b|\b(?:are we|am i|is (?:it|that|this)|we'?re|were we) late\b"
    r"|\bstill (?:\w+ ){0,2}?(?:file|bill|send|submit|be (?:filed|billed|sent|submitted)|in time"
    r"|billable|ok(?:ay)? to)\b"
    r"|\b(?:past|miss(?:ed)?|blow|blew|blown|within|over|outside) (?:the |our )?(?:timely|filing)\b"
    r"|\bnever (?:got |been |was |were )?(?:billed|filed|sent|submitted|went out)\b"
    r"|\b(?:filed|sent|submitted|billed|received)\b.{0,60}\b(?:late|timely|in time)\b *(?:[?]|$)"
    r"|\b(?:not|n'?t) (?:been )?(?:billed|sent|filed|submitted) yet\b|\b(?:unbilled|unsent)\b",
    re.IGNORECASE,
)
# What else may be late.
_OF_ELSE = re.compile(
    r"\b(?:appeal\w*|den(?:y|ied|ial)|redetermin\w*|dispute|correct\w*|resubmit\w*|re-?bill\w*|reject"
    r"\w*|auth\w*|precert|retro|referral|note|notes|eval\w*|abn|consent|sign\w*|records?|letter|refund"
    r"|course|license|certif\w*|recert\w*|plan of care|poc|covers?|covered)\b",
    re.IGNORECASE,
)

# Which year's codes and fees a claim gets, where it is billed in another.
_WHOSE_YEAR = re.compile(
    r"\b(?:which|what) (?:year'?s?|fee schedule|year of)\b.{0,30}\b(?:fees?|rules?|codes?|rates?"
    r"|schedule|policy|year|applies|apply)\b"
    r"|\b(?:old|last year'?s?|this year'?s?) (?:codes?|fees?|rates?|rules?|schedule) or (?:the )?"
    r"(?:new|next|last|this)\b"
    r"|\b(?:codes?|fees?|rates?|rules?|schedule) of (?:the )?(?:day|date|year) of (?:service"
    r"|injury) or\b",
    re.IGNORECASE | re.DOTALL,
)
_IN_TWO_YEARS = re.compile(
    r"\b(?:dos|billed|billing|sent|sending|filed|filing|submit\w*|treated|treatment|injur\w*|seen"
    r"|visits?)\b",
    re.IGNORECASE,
)

# The last day of a plan, on which somebody was seen.
_PLAN_ENDS = re.compile(
    r"\b(?:plan|coverage|insurance|ins|cobra|eligibility|policy)(?! year)(?: \w+){0,2}?"
    r" (?:term(?:s|ed|inates?|inated)?|ends?(?! of)|ended|laps(?:es|ed)|runs? out|ran out|stops?"
    r"|stopped)\b",
    re.IGNORECASE,
)
_SEEN = re.compile(
    r"\b(?:dos|seen|saw|visits?|treated|session|needled|came|appointment|appt)\b", re.IGNORECASE
)
_PAID = re.compile(
    r"\b(?:covered|paid|pays?|ok|good|still|active|billable|bill|denied)\b", re.IGNORECASE
)

# When somebody's Medicare begins: no rule, limit or year of needling.
_BEGINS = r"(?:starts?|started|begins?|began|kicks? in|effective|go(?:es)? (?:active|live))"
_MEDICARE_BEGINS = re.compile(
    rf"\bpart b {_BEGINS} when\b|\bwhen (?:does|do|did|will|would) (?:\w+ ){{0,3}}(?:part b"
    rf"|medicare)(?: \w+){{0,2}}? {_BEGINS}\b"
    rf"|\b(?:turn(?:s|ed|ing)?|just) 65\b.{{0,60}}\b(?:part b|medicare)\b.{{0,30}}\b{_BEGINS}\b",
    re.IGNORECASE | re.DOTALL,
)
_OF_NEEDLING = re.compile(
    r"\b(?:cover\w*|visits?|year|limit|20|ncd|rule|policy|paying|pay)\b", re.IGNORECASE
)


def asks_deadline(text: str) -> bool:
    """Whether it is asked how many days there are to correct a claim, whatever denied it."""
    return _DEADLINE.search(text) is not None


def asks_if_late(text: str) -> bool:
    """Whether it is asked if a first claim may still be sent."""
    return _LATE.search(text) is not None and not _OF_ELSE.search(text)


def asked_in(text: str) -> str:
    """The wording by which the topic is found; empty where none of them is asked."""
    if _CORRECTS.search(text):
        return CORRECTED
    if _WHOSE_YEAR.search(text) and _IN_TWO_YEARS.search(text):
        return "which version of a policy counts"
    if _PLAN_ENDS.search(text) and _SEEN.search(text) and _PAID.search(text):
        return "plan ended on the day of the visit"
    if _MEDICARE_BEGINS.search(text) and not _OF_NEEDLING.search(text):
        return "when did her part b begin"
    return ""
