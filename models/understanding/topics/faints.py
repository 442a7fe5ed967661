"""When a faint is past: some time ago, or over, with only its bill left to ask about."""

from __future__ import annotations

import re

# Somebody who fainted some time ago, or does easily, lies on no table now.
_FAINTED_BEFORE = re.compile(
    r"\bfaints? (?:easy|easily|a lot)\b|\bfainters?\b"
    r"|\b(?:hx|history|prone|tends|tendency) (?:of |to )?(?:faint\w*|syncop\w*|pass(?:ing)? out"
    r"|vaso ?vagal\w*)"
    r"|\b(?:fainted|passed out|blacked out) (?:\w+ ){0,2}"
    r"(?:last (?:time|visit|session|w(?:ee)?k|month|mo|y(?:ea)?r)|once|in the past"
    r"|(?:years?|months?|w(?:ee)?ks?|days?) (?:ago|back))\b"
    r"|\blast (?:time|visit|session) (?:\w+ ){0,3}(?:fainted|passed out|blacked out)\b"
)
# A faint of another day, or of which only the visits to come are asked, is over.
_FAINTED = r"(?:faint(?:ed|s|ing)?|passed out|blacked out|syncop\w*|vaso ?vagal\w*)"
_ANOTHER_DAY = re.compile(
    rf"\b{_FAINTED}\b.{{0,50}}\b(?:yesterday|the other day|days ago"
    r"|(?:on |last |this )(?:mon|tues|wednes|thurs|fri|satur|sun)day"
    r"|(?:last|previous|prior) (?:visit|session|appointment|time|w(?:ee)?k|month))\b"
    rf"|\b(?:yesterday|the other day)\b.{{0,50}}\b{_FAINTED}\b"
    rf"|\b{_FAINTED}\b.{{0,80}}\b(?:going forward|from now on|next (?:visit|session|appointment)"
    r"|in (?:the )?future|needled? again|come back)\b"
)
_ILL_STILL = re.compile(
    r"\b(?:right now|just now|just (?:faint|pass|black)\w*"
    r"|still (?!wants?\b|needle\b|treat\b|bill\b)|again today|wont wake|not waking)"
)
_NOW = re.compile(
    r"\b(?:(?<!what )now(?! wants?| asks?| would| coming)|just|still|right here"
    r"|on the (?:table|floor)|wont wake|not waking)\b"
)

# What is left to ask of a session that a faint ended.
_BILLED = re.compile(r"\bbill(?:ed|able|ing|s)?\b|\bcharged?\b|\bcode\b")
_OVER = re.compile(r"\b(?:fine|ok|okay|recovered|better|came to|all good)\b")


def was_before(plain: str) -> bool:
    """Whether somebody fainted some time ago, or does easily."""
    if _ANOTHER_DAY.search(plain) and not _ILL_STILL.search(plain):
        return True
    return _FAINTED_BEFORE.search(plain) is not None and not _NOW.search(plain)


def is_billed(plain: str) -> bool:
    """Whether it asks of the bill."""
    return _BILLED.search(plain) is not None


def is_over(plain: str) -> bool:
    """Whether whoever fainted is said to be well again."""
    return _OVER.search(plain) is not None
