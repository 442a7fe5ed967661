"""Days with a dash, where only a day can stand: "on 12-1" and "until 2-28" are read with a slash.

Elsewhere a dash may mean from one to another: "12-14" alone is left as it is.
"""

from __future__ import annotations

import re

_DASHED = re.compile(
    r"(?P<lead>\b(?:on|of|dos|sent|from|since|until|till?|through|thru|to|dated|decided|week)\s{1,3})"
    r"(?P<month>0?[1-9]|1[0-2])-(?P<day>0?[1-9]|[12][0-9]|3[01])(?![\w/-])"
    r"(?!\s{0,3}(?:visits?|sessions?|units?|treatments?|days?|weeks?|months?|times|minutes|min)\b)",
    re.IGNORECASE,
)


def with_slashes(text: str) -> str:
    """The text with such days as month/day."""
    return _DASHED.sub(r"\g<lead>\g<month>/\g<day>", text)
