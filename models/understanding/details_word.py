"""The word `details` behind or within a command: it asks for the whole answer, opened out."""

from __future__ import annotations

import re

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
    rest, number = _WORD.subn("", text)
    return " ".join(rest.split()) if number else text, bool(number)
