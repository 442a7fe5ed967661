"""Which condition of a policy decides what was asked: surgery, pregnancy, 12 weeks, a license."""

from __future__ import annotations

import re
from collections.abc import Iterator

from models.coverage.profession import Profession

POLICY = "policy number"
"""Asked for: the name or number of the policy."""

ORDER = "order of plans"
"""Asked for: which of two payers is billed first."""

LACKS_LICENSE = "without acupuncture's license"
"""Told: who bills lacks the degree or the license in acupuncture that a policy may ask for."""

MARKETPLACE = "marketplace"
"""Asked of: a plan of the marketplace, whatever else the payer sells."""

# A word of the condition in the pack, by the words of those who ask about it.
_ASKED: dict[str, re.Pattern[str]] = {
    "surgery": re.compile(
        r"\b(?:surger\w*|surgical\w*|postsurg\w*|fusion|laminectom\w*|microdisc\w*|discectom\w*|postop)\b"
    ),
    "pregnancy": re.compile(r"\b(?:pregnan\w*|postpartum|cesarean|c.?section)\b"),
    "systemic": re.compile(
        r"\b(?:systemic|cancer|metasta\w*|mets|malignan\w*|tumou?r|inflammatory|autoimmune|ankylosing|rheumatoid|infectious)\b"
    ),
    "weeks": re.compile(
        r"\b(?:acute|subacute|1?[0-9] ?w(?:ee)?ks?|twelve weeks"
        r"|(?:two|three|four|six|eight) weeks|[1-3] months?|three months"
        r"|how long|(?:as|considered|called|means?) chronic|define chronic|definition of chronic)\b"
    ),
    "improving": re.compile(
        r"\b(?:not improving|no improvement|getting worse|plateau\w*|no progress|maintenance)\b"
    ),
}
_POLICY = re.compile(r"\bpol[a-z]{3,5} (?:numbers?|no|id|num|name|for)\b|\b(?:which|what) policy\b")
_MARKETPLACE = re.compile(r"\b(?:marketplace|exchange plan|aca plan|obamacare|healthcare gov)\b")
_COUNTED_TOWARD = re.compile(
    r"\bcount(?:s|ed|ing)? (?:\w+ ){0,3}(?:towards?|against|as (?:one|part))\b"
    r"|\buses? up (?:one|a visit)\b"
)
_ORDER = re.compile(r"\b(?:who|which|what)\b.*\bfirst\b|\b(?:primary|secondary|coordination)\b")
_SUPERVISED = re.compile(
    r"\bincident\b|\bsupervis\w*|\bauxiliary\b"
    r"|\bunder (?:the |a |our )?(?:md|doctor|dr|physician)\b"
)
_LACKS = re.compile(
    r"\b(?:no|without|lacks?|lacking|not|doesnt have|does not have|hasnt|isnt)(?: \w+){0,2}?"
    r" (?:acu\w*)(?: \w+){0,2}? (?:degree|licen[cs]\w*|cert\w*|training|school\w*)\b"
    r"|\b(?:no|without) (?:degree|licen[cs]e) in acu\w*\b"
    r"|\bnot (?:an? )?(?:licensed )?acupuncturist\b"
)
_NAMED_BY_LICENSE = frozenset(Profession) - {Profession.PT, Profession.PTA, Profession.MD}


def decisive_words(plain: str, profession: Profession | None, other: str) -> Iterator[str]:
    """The words of the conditions that decide, of a text in small letters."""
    yield from (word for word, asked in _ASKED.items() if asked.search(plain))
    if _COUNTED_TOWARD.search(plain):
        yield "counts toward"
    if _ORDER.search(plain):
        yield ORDER
    if _POLICY.search(plain):
        yield POLICY
    if _MARKETPLACE.search(plain):
        yield MARKETPLACE
    if _LACKS.search(plain):
        yield LACKS_LICENSE
    is_supervised = _SUPERVISED.search(plain) is not None
    if is_supervised:
        yield "supervises"
    if profession in _NAMED_BY_LICENSE or other or is_supervised:
        yield "license"
