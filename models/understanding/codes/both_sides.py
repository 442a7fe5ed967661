"""Tells whether muscles of both sides are meant: "both upper traps", "two left, one right"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from models.understanding.remaining_text import RemainingText
from models.words import Word

MUSCLES = frozenset(
    {
        "muscle",
        "muscles",
        "mm",
        "muscels",
        "mucles",
        "musles",
        "muscules",
        "mussles",
        "mussels",
        "musc",
        "muscs",
    }
)
_BOTH = frozenset({"bilateral", "bilaterally", "bilat"})
_ONCE_OR_TWICE = re.compile(
    r"\b(?:one|two|three|four|[1-9]) (?:muscles? )?or (?:one|two|three|four|[1-9])\b|once or twice"
    r"|\bcount\w{0,3} (?:[^ ]+ ){0,6}(?:as|twice|double|once|separate\w*|apart)\b"
    r"|\b(?:is|are) (?:that|it|this|they|these) (?:considered |counted |still |as ){0,3}"
    r"(?:1|2|one|two)\b"
)
_LEFT, _RIGHT = frozenset({"left", "l", "lt"}), frozenset({"right", "r", "rt"})
_TOTAL = frozenset({"total", "altogether", "combined", "overall", "different"})
_EACH_SIDE = re.compile(
    r"\b(?:each|either|both|other) (?:side|leg|arm|shoulder|hip|knee|calf|thigh|foot|forearm)s?\b"
)
_SIDE_BY_SIDE = re.compile(
    r"\b(?:l|lt) (?:and |n |or |vs )?(?:r|rt)\b|\b(?:r|rt) (?:and |n |or )?(?:l|lt)\b"
)
_LEFT_BY_RIGHT = re.compile(
    r"\b(?:(?:left|lt?) (?:and |n |or |vs |plus )?(?:right|rt?)"
    r"|(?:right|rt?) (?:and |n |or |vs |plus )?(?:left|lt?))\b"
)
_OTHER_SIDE = re.compile(r"\b(?:other|opposite|contralateral) side\b")
_CODE = re.compile(r"[0-9]{5}")
_SMALL = frozenset({"of", "the", "these", "those", "them", "my", "his", "her", "their"})

# What stands behind "both" where two codes, payers or people are meant.
_NOT_OF_BODY = (
    frozenset(
        """codes code units unit lines line charges services modifiers procedures claims edits times
    visits sessions days same at for as and or but if when with together in a an is are was were be
    been get gets go goes going can could may might will would should do does did done has have had
    need needs ok okay fine good allowed legal payable paid pay pays payers plans policies cover
    covered covers coverage billable billed bill reimbursed count counted bundle bundled denied deny
    therapists providers pts clinicians people patients clinics clinicians chiros doctors insurances
    carriers manual needling dry acupuncture eval exercise ther therex massage cupping separately
    separate please pls thanks thx right correct medicare medicaid primary""".split()
    )
    | MUSCLES
)
_DONE = frozenset(
    """bill bills billed billing charge charged code coded coding submit submitted claim claimed put
    use used did do does done needled dn dned say says said report reported get gets pay pays paid
    cover covers covered allow allows want wants""".split()
)

SIDED = _BOTH | {"both", "side", "sides"}
"""Words without which no side is named."""


def are_of_two_sides(words: list[str]) -> bool:
    """Whether muscles are counted on the left and on the right, and not over both."""
    if not _TOTAL.isdisjoint(words):
        return False
    plain = " ".join(words)
    return are_counted_apart(words) or has_both_sides(plain) or _EACH_SIDE.search(plain) is not None


def are_counted_apart(words: list[str]) -> bool:
    """Whether muscles are counted on the left and again on the right: "2 left, 2 right"."""
    return not _LEFT.isdisjoint(words) and not _RIGHT.isdisjoint(words)


def has_both_sides(plain: str) -> bool:
    """Whether left and right are named beside a muscle: "L and R upper trap"."""
    words = plain.split()
    is_each = _SIDE_BY_SIDE.search(plain) or _OTHER_SIDE.search(plain)
    is_both = any(_of_body(words, at) for at, word in enumerate(words) if word == "both")
    return {*words} >= {"left", "right"} or bool(_BOTH & {*words}) or is_both or bool(is_each)


def are_sides_apart(plain: str) -> bool:
    """Whether left and right stand beside words of their own: "left QL, right piriformis"."""
    words = {*plain.split()}
    if words.isdisjoint(_LEFT) or words.isdisjoint(_RIGHT) or not words.isdisjoint(SIDED):
        return False
    return _LEFT_BY_RIGHT.search(plain) is None


def _of_body(words: Sequence[str], at: int) -> bool:
    """Whether "both" is said of two sides, and not of two codes, payers or therapists."""
    behind = [word for word in words[at + 1 : at + 5] if word not in _SMALL]
    if behind:
        return behind[0] not in _NOT_OF_BODY and not behind[0][:1].isdigit()
    is_of_codes = any(_CODE.fullmatch(word) for word in words)
    return not is_of_codes and not _DONE.intersection(words[max(at - 2, 0) : at])


def asks_of_sides(plain: str) -> bool:
    """Whether it asks if one muscle of both sides counts once or twice."""
    return has_both_sides(plain) and _ONCE_OR_TWICE.search(plain) is not None


def take_sides(left: RemainingText) -> bool:
    """Whether both sides are named; the words that name them are taken out."""
    sides = [
        word
        for at, word in enumerate(left.words)
        if word.plain in _BOTH and left.after(at) not in {"modifier", "procedure"}
    ]
    for at, word in enumerate(left.words):
        after = left.after(at)
        is_side = word.plain in {"both", "each", "per", "either"} and after in {"side", "sides"}
        if is_side:
            sides += left.words[at : at + 2]
        elif word.plain == "both" and _is_plural(left.words[at + 1 :]) and _is_of_body(left, at):
            sides.append(word)
    left.drop(sides)
    return bool(sides)


def _is_of_body(left: RemainingText, at: int) -> bool:
    return _of_body([word.plain for word in left.words], at)


def _is_plural(words: tuple[Word, ...]) -> bool:
    """Whether "both" stands before what there are two of: "both upper traps"."""
    return any(word.plain.endswith("s") for word in words[:2])
