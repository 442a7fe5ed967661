"""Whether a platform's body is made of whole characters: JSON can escape halves of them."""

from __future__ import annotations

import json


def is_unicode(body: object) -> bool:
    """Whether every text of a body is made of whole characters."""
    try:
        json.dumps(body, ensure_ascii=False).encode()
    except (UnicodeEncodeError, RecursionError):
        return False
    return True
