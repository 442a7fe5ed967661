"""Which service minutes are of, from the words beside them, and whether it is billed by time."""

from __future__ import annotations

import re
from collections.abc import Sequence

from models.understanding.codes.needle_minutes import JOINS, MINUTES, SERVICES

SKIPPED = frozenset(
    """of for on the was were is spent doing did billed x same day dry at we i took takes lasted
    about approx roughly another more just only our my a an unit units how many what can bill
    each it""".split()
)
"""Words that may stand between minutes and what they are of."""

# Services that are billed once, whatever the minutes: modalities, groups and evaluations.
_UNTIMED = re.compile(
    r"970(?:1[0-8]|2[0-8])|97150|971(?:6[1-9]|7[0-2])|g0283|re?eval\w*|eval\w*|traction|group"
    r"|hot|packs?|mhp|heat|ice|cold"
)


def is_untimed(service: str) -> bool:
    """Whether a service other than needling has no timed units: "97161", "eval", "traction"."""
    return _UNTIMED.fullmatch(service) is not None


def is_named(service: str) -> bool:
    """Whether a word surely names a service: a code, "manual", "eval"."""
    return service in SERVICES or is_code(service) or is_untimed(service)


def is_code(word: str) -> bool:
    """Whether a word has the form of a code: "97140", "G0283"."""
    return len(word) == len("97140") and word[1:].isdigit()


def service_in(words: Sequence[str]) -> str:
    """The nearest word that may name what the minutes are of; empty at a joint or a number."""
    for word in words:
        if word in SKIPPED:
            continue
        if word in JOINS or word in MINUTES or (word[:1].isdigit() and not is_code(word)):
            return ""
        return word
    return ""
