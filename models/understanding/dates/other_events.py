"""Leaves out when something else happened than a visit: surgery, a call, a claim's processing."""

from __future__ import annotations

import re

from models.understanding.dates.whole_dates import MONTH

_SINCE = (
    r"(?:since (?:last |this )?"
    r"(?:\w{3,6}day|week|month|morning|noon|[0-9]{1,2}(?::[0-9]{2})? ?[ap]m)"
    r"|(?:about |around |like |maybe |over |almost )?"
    r"(?:[0-9]{1,3}|an?|one|two|three|four|five|six|seven|eight|nine|ten|couple(?: of)?|few)"
    r" ?(?:hours?|hrs?|days?|w(?:ee)?ks?|months?|mos?|y(?:ea)?rs?) (?:ago|back|out|post[ -]?op)"
    r"|(?:on |all )?(?:last|this) (?:\w{3,6}day|week|month|year|morning|afternoon|spring|summer"
    r"|fall|winter)|yesterday)\b"
)
# What makes a patient of somebody: its day is none of service.
_BEFORE_CARE = re.compile(
    r"\b(?P<event>surger(?:y|ies)|operation|operated on|post[ -]?op|fusion|laminectomy"
    r"|(?:micro)?discectomy|replacement|arthroscopy|fell|(?:a|the|her|his|bad) fall|wreck|crash"
    r"|car accident|accident|mva|collision|diagnosed|rear[ -]ended)"
    rf"(?:,| was| were| in| is| of| the| her| his| back| about| just){{0,2}} {_SINCE}",
    re.IGNORECASE,
)
# "Fusion L4-5 2024", "acl surgery in march 2025": the year is the surgery's.
_LEVEL = r"[clts][0-9]{1,2}(?:[-/ ]{1,3}[clts]?[0-9]{1,2})?"
_OF_YEAR = re.compile(
    r"\b(?P<event>surger(?:y|ies)|operation|fusion|fused|laminectomy|(?:micro)?discectomy"
    r"|replacement|arthroscopy|(?:rotator cuff|acl|meniscus|labral) repair|accident|mva)"
    rf"(?P<level>(?:[ ,]{{1,2}}(?:of |at )?{_LEVEL}){{0,2}})[ ,]{{1,2}}\(?(?:in |of |from )?"
    rf"(?:{MONTH}[ ,]{{1,2}})?(?:19|20)[0-9]{{2}}\b\)?(?![-/0-9])",
    re.IGNORECASE,
)
# Who was called, and no word of a visit.
_CALLED = re.compile(
    r"\b(?P<event>waiting|waited|on hold|calling|called|spoke|talked|emailed|phoned|left (?:a )?"
    r"(?:message|voicemail|vm))"
    r"(?P<whom>(?: (?!needl|visit|dos\b|seen|treat|for\b|session)[a-z&'-]+){0,4}?)"
    rf" {_SINCE}",
    re.IGNORECASE,
)
# What a payer did with a claim, beside the day that its visit was: "processed 8/12 for dos 7/22".
_WHOLE_DAY = (
    r"(?:[0-9]{8}|[0-9]{1,2}[-/][0-9]{1,2}(?:[-/][0-9]{2,4})?|[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}"
    rf"|{MONTH} [0-9]{{1,2}}(?:st|nd|rd|th)?(?:,? (?:19|20)[0-9]{{2}})?)(?![-/0-9])"
)
_OF_A_CLAIM = re.compile(
    r"\b(?P<event>processed|adjudicated|finali[sz]ed|denied|paid|posted"
    r"|rec(?:ei|ie)ved|rec'?v?d|rcvd|printed|mailed|issued"
    r"|injur(?:y|ed)|doi|d\.o\.i\.|hurt|accident|onset|eob|remit(?:tance)?|era|letter|notice|check|statement|denial)"
    rf"(?:[:,]? (?:on|of|dated?|day|from|was|is)){{0,3}}:? {_WHOLE_DAY}",
    re.IGNORECASE,
)
# How bad a pain is, from 0 to 10: no day in October.
_RATED = re.compile(
    r"\b(?P<event>(?:pain\w*|vas|nprs|nrs|aches?|hurts?|hurting|sore(?:ness)?)"
    r"(?:[ :=,]{1,2}(?:is|was|of|at|a|about|rated|level|scale|scores?|like|now|still|up|to)){0,4})"
    r"[ :=,]{1,2}(?:10|[0-9])/10(?![/0-9])"
    r"|(?<![/0-9-])(?:10|[0-9])/10 (?P<behind>(?:\w+ ){0,3}(?:pain|ache|headache|soreness))\b",
    re.IGNORECASE,
)
_OF_SERVICE = re.compile(
    r"\b(?:d\.?o\.?s\b|dates? of service|(?:service|svc) (?:dates?|dt)"
    r"|visit (?:on|of|was)|seen|treated|needled)",
    re.IGNORECASE,
)
_HINTS = (
    "/10", "injur", "doi", "d.o.i", "hurt", "onset",
    "process", "adjudic", "finali", "denied", "denial", "paid", "posted", "rec", "rcvd", "printed",
    "mailed", "issued", "eob", "remit", "era ", "letter", "notice", "check", "statement",
    "surg", "operat", "op ", "fusion", "ectomy", "replacement", "arthro", "fused", "repair",
    "fell", "fall", "wreck",
    "crash", "accident", "mva", "collision", "diagnosed", "ended", "wait", "hold", "call", "spoke",
    "talked", "emailed", "phoned", "left",
)  # fmt: skip


def without(text: str) -> str:
    """The text without the days of what is no care given here: "surgery 7 weeks ago".

    Beside a day of service those on which its claim was processed are none either.
    """
    small = text.lower()
    if not any(hint in small for hint in _HINTS):
        return text
    if "/10" in text:
        text = _RATED.sub(_without_scale, text)
    if _OF_SERVICE.search(text):
        text = _OF_A_CLAIM.sub(r"\g<event>", text)
    text = _OF_YEAR.sub(r"\g<event>\g<level>", text)
    text = _BEFORE_CARE.sub(r"\g<event>", text)
    return _CALLED.sub(r"\g<event>\g<whom>", text)


def _without_scale(rated: re.Match[str]) -> str:
    """What hurts, without how much."""
    return rated["event"] or rated["behind"]
