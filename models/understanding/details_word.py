"""The word `details` before, behind or within a text: it asks for the whole answer, opened out."""

from __future__ import annotations

import re

_AHEAD = "details:"
"""Ahead of a text it is no part of any question, whatever words the text begins or ends with."""

# The word alone, not where it is part of a question: "what details must the note have".
_WORD = re.compile(
    r"(?<!\S)(?<!\bthe )(?<!\bwhat )(?<!\bwhich )(?<!\bany )(?<!\bof )(?<!\bin )(?<!\bfor )"
    r"details(?=\s|\Z)(?!\s+(?:of|about|on|to|in|must|do|does|should|are|is|for|the)\b)",
    re.IGNORECASE,
)


def take(text: str) -> tuple[str, bool]:
    """The text without the word, and whether it stood there."""
    if "details" not in text.casefold():
        return text, False
    if text.casefold().startswith(_AHEAD):
        return text[len(_AHEAD) :].strip(), True
    rest, number = _WORD.subn("", text)
    return " ".join(rest.split()) if number else text, bool(number)


def before(text: str) -> str:
    """The text with the word ahead of it, which `take` takes off again."""
    return f"{_AHEAD} {text}"
