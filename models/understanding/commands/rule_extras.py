"""What people type of a payer's rule that no rule holds: amounts of money, conditions, "only"."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

_FLAGS = re.IGNORECASE
_EACH = (
    r"(?:\s{0,3}(?:per|an?|each|every|/)\s{0,3}(?:(?:calendar|benefit|plan)\s)?"
    r"(?:visit|unit|session|treatment|day|code|year|month)\b)?"
)
_SHARE = r"(?:co-?pay(?:ment)?s?|co-?insurance|deductibles?)"
_MONEY = re.compile(
    r"(?:\b(?:at|with|for|of|is|a|an|plus|and|after)\s{1,3}){0,2}"
    r"(?:[$€£]\s?[0-9][0-9.,]{0,9}|\b[0-9]{1,5}(?:\.[0-9]{2})?\s?(?:dollars?|bucks|usd)\b"
    rf"|\b[0-9]{{1,3}}\s?%|\b{_SHARE}\b(?:\s(?:of|is))?(?:\s[0-9]{{1,4}}\b(?!\s?visit))?)"
    rf"{_EACH}(?:\s{{0,3}}{_SHARE}\b)?{_EACH}",
    _FLAGS,
)
_MATTER = (
    r"(?:(?:pre-?|prior\s)?auth(?:ori[sz]ations?|s)?|pre-?authori[sz]ations?|pre-?auths?"
    r"|pre-?cert(?:ification)?s?|pre-?approvals?|referrals?|prescriptions?|modifiers?"
    r"|plans? of care|diagnos[ei]s|doctor['’]?s orders?)"
)
_CONDITIONS = re.compile(
    r"(?:[,;]\s{0,3})?(?:\b(?:and|but|if|when|only|it|is|are)\s{1,3}){0,3}"
    r"(?P<lead>(?:\b(?:with|without|w/o|w/|no|needs?|requires?|requiring|unless|after|upon|pending"
    r"|subject to|valid|an?|the|not)\s{1,3}){0,3})"
    rf"(?P<matter>\b{_MATTER}\b)"
    r"(?:\s{1,3}(?:is|are|must be|on|the|needed|required|necessary|file|claim)\b){0,4}"
    r"(?:\s{1,3}(?:after|past|beyond|from)\s{1,3}(?:the\s)?(?:first\s)?(?:(?:visit|session)\s)?"
    r"[0-9]{1,3}(?:st|nd|rd|th)?\b(?:\s(?:visits?|sessions?)\b)?)?",
    _FLAGS,
)
_AFTER = re.compile(
    r"\b(?:after|past|beyond)\s{1,3}(?:the\s)?(?:first\s)?(?:(?:visit|session)\s)?[0-9]{1,3}"
    r"(?:st|nd|rd|th)?\b(?:\s(?:visits?|sessions?)\b)?",
    _FLAGS,
)
_NONE = re.compile(r"\b(?:without|w/o|no|not)\b", _FLAGS)
_ONLY = re.compile(r"\b(?:and\s{1,3})?(?:only|solely|exclusively)\b", _FLAGS)


@dataclass(frozen=True, slots=True)
class RuleExtras:
    """Parts of a text that a rule holds nothing of, as they were typed.

    `needs_none` says that each of the `conditions` is one that is not asked for: "no auth needed".
    """

    amounts: tuple[str, ...] = ()
    conditions: tuple[str, ...] = ()
    needs_none: bool = False
    is_only: bool = False

    @property
    def typed(self) -> str:
        """All of them, as they may be typed once more."""
        return " ".join([*self.amounts, *self.conditions, *(["only"] if self.is_only else [])])


NO_EXTRAS = RuleExtras()


def take(text: str) -> tuple[RuleExtras, str]:
    """What a rule holds nothing of, and the text without it."""
    conditions = list(_CONDITIONS.finditer(text))
    told = _words(found[0] for found in conditions)
    text = _CONDITIONS.sub(" ", text)
    if conditions:
        told += _words(found[0] for found in _AFTER.finditer(text))
        text = _AFTER.sub(" ", text)
    amounts = _words(found[0] for found in _MONEY.finditer(text))
    text = _MONEY.sub(" ", text)
    none = bool(conditions) and all(_NONE.search(found["lead"]) for found in conditions)
    is_only = _ONLY.search(text) is not None
    return RuleExtras(amounts, told, none, is_only), _ONLY.sub(" ", text)


def _words(found: Iterable[str]) -> tuple[str, ...]:
    return tuple(" ".join(each.strip(" ,;").split()) for each in found)
