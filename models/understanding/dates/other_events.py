"""Leaves out when something else happened than a visit: surgery, a fall, a call to the payer."""

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
_HINTS = (
    "surg", "operat", "op ", "fusion", "ectomy", "replacement", "arthro", "fused", "repair",
    "fell", "fall", "wreck",
    "crash", "accident", "mva", "collision", "diagnosed", "ended", "wait", "hold", "call", "spoke",
    "talked", "emailed", "phoned", "left",
)  # fmt: skip


def without(text: str) -> str:
    """The text without the days of what is no care given here: "surgery 7 weeks ago"."""
    small = text.lower()
    if not any(hint in small for hint in _HINTS):
        return text
    text = _OF_YEAR.sub(r"\g<event>\g<level>", text)
    text = _BEFORE_CARE.sub(r"\g<event>", text)
    return _CALLED.sub(r"\g<event>\g<whom>", text)
