"""The word "instead": what is typed with it takes the place of what was noted before."""

from __future__ import annotations

import re

_INSTEAD = re.compile(r"\binstead\b", re.IGNORECASE)


def take(text: str) -> tuple[bool, str]:
    """Whether it was typed, and the text without it."""
    left = _INSTEAD.sub(" ", text)
    return left != text, left
