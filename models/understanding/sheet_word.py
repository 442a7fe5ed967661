"""Words that ask for a list as a spreadsheet reads it: "csv", "as a csv file", "for excel"."""

from __future__ import annotations

import re

_WORD = re.compile(
    r"(?<!\S)(?:(?:as|in|into|to|for) )?(?:an? )?(?:csv|excel|spreadsheet)"
    r"(?: (?:file|sheet|format|table|list))?(?: of)?(?=[.,?!:]*(?:\s|\Z))[.,?!:]*",
    re.IGNORECASE,
)


def take(text: str) -> tuple[str, bool]:
    """The text without the words, and whether they stood there."""
    rest, number = _WORD.subn("", text)
    return " ".join(rest.split()) if number else text, bool(number)
