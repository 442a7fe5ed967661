"""A request that is taken back by words in another order: "request withdraw OAK-12 1"."""

from __future__ import annotations

import re

_REQUEST = re.compile(
    r"\s{0,8}requests?\s{1,8}(?:withdraw|cancel|retract)\s{1,8}"
    r"(?P<alias>\S+(?:\s[0-9]{1,4}(?=\s))?)"
    r"\s{0,8}(?:(?:request|number|no\.?)\s{0,8}|#)?(?P<number>[0-9]{1,2})?\s*\Z",
    re.IGNORECASE,
)


def of_request(text: str) -> str:
    """What stands behind the verb for it, "OAK-12 request 1"; empty for any other text."""
    found = _REQUEST.match(text)
    return f"{found['alias']} request {found['number'] or ''}".strip() if found else ""
