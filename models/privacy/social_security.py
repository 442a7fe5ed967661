"""Social Security numbers, whole or in part.

"123-45-6789", "123 45 6789", "123.45.6789", "123456789", "xxx-xx-6789", "ssn 6789", "last 4 6789".
"""

from __future__ import annotations

import re

from models.privacy.kinds import Span

_NUMBER = re.compile(
    r"(?<![\w.-])(?:\d{3}([-. /_])\d{2}\1\d{4}[A-Z]?|\d{3}-\d{6})(?![\w-])"
    r"|[x*#•]{3}[- ]?[x*#•]{2}[- ]?\d{4}\b",
    re.IGNORECASE,
)
_NAMED = re.compile(
    r"\b(?:ssn|ssa? ?\#|ss no|ss num(?:ber)?|soc(?:ial)?(?: sec(?:urity)?)?|last ?(?:four|4))\b"
    r"(?:[\s:#.=-]|number|no\.|num|digits|of|is|was|ends|ending|end|in|with|the|their|his|her"
    r"|ssn|soc|social|sec|security|last|four|4(?!\d)){0,12}+"
    r"(?P<number>\d{4}\b|\d[\d -]{3,12}\d\b)",
    re.IGNORECASE,
)
_TAX = re.compile(r"\b(?:tin|ein|fein|tax id|npi|tax)\b[\s:#]{0,3}+\Z", re.IGNORECASE)
_BARE = re.compile(r"(?<![\w.$,-])\d{9}(?![\w-]|[.,]\d)")


def find(text: str) -> Span | None:
    """Where the first number stands."""
    for pattern in (_NUMBER, _BARE):
        for match in pattern.finditer(text):
            if not _TAX.search(text[max(0, match.start() - 12) : match.start()]):
                return match.span()
    for match in _NAMED.finditer(text):
        if not _is_count(match):
            return match.span()
    return None


def _is_count(match: re.Match[str]) -> bool:
    """Whether "last 4" counts visits or years: "last 4 2026 visits", "last 4 20560"."""
    number = re.sub(r"\D", "", match["number"])
    is_year = len(number) == 4 and number.startswith(("201", "202"))
    return match[0].lower().startswith("last") and (is_year or len(number) == 5)
