"""Which part of the body is asked about, and whether a rule's text names it."""

from __future__ import annotations

import re

_PART = re.compile(
    r"\b(?:pelvic floor|pelvis|pelvic|perineum|ears?|neck|face|lungs?|ribs?|chest|thorax|shoulders?"
    r"|elbows?|wrists?|hands?|hips?|low(?:er)? back|spine|scalp|abdomen|jaw|eyes?|throat|groin)\b",
    re.IGNORECASE,
)
_STEM = 4  # letters that "pelvic" and "pelvis" share; a shorter name is looked for whole


def part_in(text: str) -> str:
    """The part of the body that a text names; empty where it names none."""
    found = _PART.search(text)
    return found[0].lower() if found else ""


def is_in(part: str, text: str) -> bool:
    """Whether a rule's text names that part."""
    name = part.partition(" ")[0].removesuffix("s")
    stem = re.escape(name[:_STEM]) if len(name) > _STEM else rf"{re.escape(name)}s?\b"
    return re.search(rf"\b{stem}", text, re.IGNORECASE) is not None
