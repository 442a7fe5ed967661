"""Whether what a platform sent can be written down: JSON can escape halves of characters."""

from __future__ import annotations

import json


def is_unicode(body: object) -> bool:
    """Whether every text of a body is made of whole characters."""
    try:
        json.dumps(body, ensure_ascii=False).encode()
    except (UnicodeEncodeError, RecursionError):
        return False
    return True
