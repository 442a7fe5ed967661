"""Times of day within a text, as "10:30 am" and "9-10am": no record of a visit keeps one."""

from __future__ import annotations

import re

_TIME = r"(?:(?:[01]?[0-9]|2[0-3]):[0-5][0-9](?:\s?[ap]\.?m\b\.?)?|(?:1[0-2]|[1-9])\s?[ap]m\b)"
_TIMES = re.compile(
    rf"\b(?:(?:at|from)\s{{1,3}})?(?:(?:1[0-2]|[1-9])\s?-\s?)?{_TIME}"
    rf"(?:\s?(?:-|–|to|until)\s?{_TIME})?",
    re.IGNORECASE,
)


def take(text: str) -> tuple[int, str]:
    """How many times of day, or stretches of it, a text names, and the text without them."""
    found = len(_TIMES.findall(text)) if ":" in text or "m" in text.casefold() else 0
    return found, _TIMES.sub(" ", text) if found else text
