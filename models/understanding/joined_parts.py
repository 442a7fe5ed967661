"""Parts of a text that go on with its first question: "does UMR pay, how many a year"."""

from __future__ import annotations

import re

from models.understanding import claim_days
from models.understanding.asking_words import ASKING

_CODE = re.compile(r"\b[0-9]{5}\b")

# What is asked of the payer that the first part names, with no name of its own.
_OF_PAYER = re.compile(
    r"(?:how many (?:visits? )?(?:per|a|each|in a|do (?:they|you)|are|will)\b.{0,30}"
    r"|which (?:one )?(?:pays?|covers?)(?: (?:it|more|better|best))?"
    r"|(?:(?:do|does|will|would|is|are|any|need|needs|and|the|there|they|it|we|i|require[sd]?|want"
    r"|have|has|a|an|ask for|also) ){0,5}(?:pre ?|prior )?(?:auth\w*|cert\w*|referrals?"
    r"|visit limits?|limits?|caps?|pa)(?: (?:needed|required|for it|on it|for that|too|first"
    r"|or not)){0,2})",
    re.IGNORECASE,
)
# What was asked at another time is kept nowhere: "the ABN question from before".
_AGAIN = re.compile(
    r"^(?P<asked>the \w+ question) (?:(?:from|of|i had|we had|i asked|asked) ?)+(?:before|earlier"
    r"|again|yesterday|last time|last week|the other day)$",
    re.IGNORECASE,
)
# What became of a claim, of which the next part asks: "humana paid in june, can we still fix it".
_OF_A_CLAIM = re.compile(
    r"\b(?:paid|denied|sent|billed|filed|processed|(?:co|pr|oa|pi)[ -]?[0-9]{1,3})\b", re.IGNORECASE
)
_BY_WHEN = re.compile(
    r"(?:need|needed|want)s?(?: (?:it|this|that|an answer|to know))? (?:by|before) .{1,15}",
    re.IGNORECASE,
)

# Whether what the first part tells of is paid: "aetna pt seen yesterday, is 20560 ok".
_IF_PAID = re.compile(
    r"(?:so |and )?(?:is|are|was|will|would|can|does) (?:it|that|this|they"
    r"|(?:the )?(?:dry )?needling|dn|(?:the )?(?:code )?2056[01])(?: be)?"
    r" (?:ok|okay|covered|paid|payable|allowed|alright|all right|good|fine|on the list)"
    r"(?: (?:then|now|to bill|or not|for (?:it|that|him|her|them)|with them|by them))?",
    re.IGNORECASE,
)
_ASKS_IN = re.compile(
    r"\b(?:who|what|when|where|why|how|which|whether|if|can|does|do|is|are)\b", re.IGNORECASE
)


def joined(parts: list[str]) -> list[str]:
    """The parts, where those that go on with the first are one with it, if another has a code.

    All that go on are left as they are: they are one question. When it is needed nobody asks.
    """
    parts = [_AGAIN.sub(r"\g<asked>", part) for part in parts]
    kept = [part for at, part in enumerate(parts) if not (at and _BY_WHEN.fullmatch(part))]
    if len(kept) > 1 and _tells_of_claim(kept[0]) and claim_days.asked_in(" ".join(kept)):
        return [", ".join(kept)]
    if _asks_if_paid(kept):
        return [", ".join(kept)]
    goes_on = [bool(at) and _goes_on(part) for at, part in enumerate(kept)]
    others = [part for at, part in enumerate(kept) if at and not goes_on[at]]
    if not any(goes_on) or not others or not any(map(_CODE.search, others)):
        return kept
    first = [part for at, part in enumerate(kept) if not at or goes_on[at]]
    return [", ".join(first), *others]


def _asks_if_paid(parts: list[str]) -> bool:
    """Whether the second of two parts asks of the first, which asks nothing, if it is paid."""
    match parts:
        case [told, asked]:
            return _IF_PAID.fullmatch(asked.strip(" ?")) is not None and not _ASKS_IN.search(told)
    return False


def _tells_of_claim(part: str) -> bool:
    return _OF_A_CLAIM.search(part) is not None and not re.match(ASKING, part, re.IGNORECASE)


def _goes_on(part: str) -> bool:
    return not _CODE.search(part) and _OF_PAYER.fullmatch(part) is not None
