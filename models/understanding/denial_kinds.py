"""Kinds of denials that a text would tell apart: "is it bundled or just not covered"."""

from __future__ import annotations

import re

# A kind in words, and the code under which it is most often found.
_KINDS: tuple[tuple[str, str], ...] = (
    (r"non[ -]?covered|not (?:a )?covered|uncovered|excluded|exclusion", "96"),
    (r"(?:un)?bundled|bundling|inclusive|incidental|part of another", "97"),
    (r"(?:not )?medical(?:ly)? necess\w+|med(?:ical)? nec\w*|not necessary|experimental", "50"),
    (r"(?:no |missing |lack of )?(?:prior )?auth(?:orization)?s?|precert\w*", "197"),
    (r"timely(?: filing)?|filed late|past filing", "29"),
    (r"duplicates?|dupe", "18"),
    (r"max(?:ed|imum)?(?: benefit)?|(?:visit )?limit(?: reached)?|benefits? exhausted", "119"),
)
_AROUND = re.compile(
    r"\b(?:as|because|reason|due|to|of|was|is|it|they|say|said|says|payer|by|per|the|for|on)\b|[:,.;]",
    re.IGNORECASE,
)
_OF_DENIALS = re.compile(
    r"\b(?:den\w*|eobs?|eras?|remits?|remittance\w*|carcs?|rejection)\b", re.IGNORECASE
)
_TELLS_APART = re.compile(
    r"\btell\b.*\b(?:apart|from|difference|if|whether)\b|\bdistinguish\w*|\bdifferen\w+\b|\bdiff\b"
    r"|\b(?:know|see|figure out) (?:if|whether|which)\b|\b(?:vs|versus)\b|\bapart\b",
    re.IGNORECASE,
)
_CODE = re.compile(r"[0-9]{2}")
_NUMBER = "4|11|16|18|22|29|45|50|96|97|109|119|151|197|198|204|236"  # reasons, without a group
_NUMBERS = re.compile(
    rf"\bden\w*\b.{{0,20}}?\b({_NUMBER}) (?:and|&|vs|versus|or) ({_NUMBER})\b"
    r"(?! (?:min|units?|days?))",
    re.IGNORECASE,
)
_MEANS = re.compile(r"\b(?:means?|meaning|difference|diff|each|what is|whats)\b", re.IGNORECASE)

# Who is to bear them has one answer for all: the group says it, not the reason.
_WHO = re.compile(
    r"\bwho (?:eats|owes|pays|bears|is)\b|\bbalance[ -]?bill"
    r"|\b(?:bill|charge|send|invoice)(?:ing)? (?:(?:the|my|our|a) )?"
    r"(?:patients?|pts?|her|him|them)\b"
    r"|\b(?:patients?|pts?|she|he|they)\b(?: \w+){0,2}?"
    r" (?:owes?|billed|charged|responsib\w*|liable)\b",
    re.IGNORECASE,
)


def asks_who_bears(text: str) -> bool:
    """Whether it is asked who is to bear what was refused, and not what a reason means."""
    return _WHO.search(text) is not None


def code_of_reason(text: str) -> str:
    """The code under which a reason in words is most often found; empty for any other text."""
    bare = " ".join(_AROUND.sub(" ", text).split())
    found = (code for kind, code in _KINDS if re.fullmatch(kind, bare, re.IGNORECASE))
    return next(found, "")


def told_apart(text: str) -> tuple[str, ...]:
    """A question for each kind of denial, where a text asks how they differ; else none."""
    numbers = _NUMBERS.search(text) if "den" in text.lower() else None
    if numbers and numbers[1] != numbers[2] and _MEANS.search(text):
        return tuple(f"what does denial code {code} mean" for code in numbers.groups())
    if _CODE.search(text) or not (_OF_DENIALS.search(text) and _TELLS_APART.search(text)):
        return ()
    found = ((re.search(rf"\b(?:{kind})\b", text, re.IGNORECASE), code) for kind, code in _KINDS)
    places = sorted((match.start(), code) for match, code in found if match)
    codes = [code for _, code in places]
    return tuple(f"what does denial code {code} mean" for code in codes) if len(codes) > 1 else ()
