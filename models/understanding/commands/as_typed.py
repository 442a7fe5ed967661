"""What somebody says who was asked whether a number of doubt is right: "as typed"."""

from __future__ import annotations

import re
from typing import Final

AS_TYPED: Final = "as typed"
_SAID = re.compile(r"\bas\s{1,3}typed\b", re.IGNORECASE)


def take(text: str) -> tuple[bool, str]:
    """Whether it is said that all is meant as it was typed, and the text without that."""
    left = _SAID.sub(" ", text)
    return left != text, " ".join(left.split()) if left != text else text
