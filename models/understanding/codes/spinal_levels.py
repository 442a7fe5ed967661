"""Whether a text names several levels of the spine, which are no muscles: "at L3 L4 L5"."""

from __future__ import annotations

import re

# "L3 L4 L5", "C5-C7", "two levels": no source says whether one muscle counts once a level.
_LEVEL = r"[clt][0-9]{1,2}"
_LEVELS = re.compile(
    rf"\b{_LEVEL} (?:and |to |thru |through |or |n )?(?:{_LEVEL}|[0-9]{{1,2}})\b"
    r"|\b(?:[2-9]|two|three|four|five|several|multiple|many|all|both|each|per|every)"
    r" (?:spinal |lumbar |cervical |thoracic |vertebral |different ){0,2}levels?\b"
)
_OF_DIAGNOSIS = re.compile(r"radicul|\bdis[ck]s?\b|fusion|stenosis|herniat|\bhnp\b|laminec")


def has_levels(plain: str) -> bool:
    """Whether several levels of the spine are named: "multifidus at L3 L4 L5"."""
    return _LEVELS.search(plain) is not None and _OF_DIAGNOSIS.search(plain) is None
