"""Where a needle may reach the lung: told beside whatever else is asked of a patient."""

from __future__ import annotations

import re

_NEAR = re.compile(
    r"\b(?:ribs?|rib ?cage|intercostals?|chest|pecs?|pectoral\w*|thoracic|serratus|upper back)\b"
)
_RISKY = "risky_regions"


def topics(plain: str) -> tuple[str, ...]:
    """The id of the topic on such regions, where the text names one."""
    return (_RISKY,) if _NEAR.search(plain) else ()
