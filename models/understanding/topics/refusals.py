"""Whether a question asks for a benefit, and tells of no refusal: no denial code answers it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

# What is asked before a claim: "is it a benefit under GEHA".
_BENEFIT = re.compile(
    r"\bbenefits?\b|\b(?:is|are|does|do|will|would|if|whether|can)\b.{0,60}"
    r"\b(?:cover\w*|includ\w*|pa(?:y|ys|id))\b"
)
# What may tell of a claim or a line that came back.
_REFUSED = re.compile(
    r"\b(?:den\w*|not?|non\w*|never|\w+nt|un(?:paid|cover\w*|bundl\w*)|without|exclu\w*|reject\w*|refus\w*|declin\w*|eobs?"
    r"|eras?|remit\w*|remark\w*|reasons?|carcs?|rarcs?|codes?|co|pr|oa|pi|kick\w*|bounc\w*|zero"
    r"|came|back|sa(?:y|ys|id)|claims?|max\w*|exceed\w*|exhaust\w*|used|met|reached|hit|over|limits?"
    r"|lack\w*|missing|bundl\w*|packaged|late|another|other|primary|first|service|sent|billed"
    r"|[a-z]?[0-9]{1,3})\b"
)


def places_of_denials(typed: Iterable[str], reasons: Mapping[str, int]) -> frozenset[int]:
    """The topics on denial codes, where no refusal is told and none of them is asked."""
    return frozenset(reasons.values()) if _none_is_told(typed) else frozenset()


def _none_is_told(typed: Iterable[str]) -> bool:
    """Whether words ask for a benefit and name no refusal, reason or claim."""
    plain = " ".join(typed).lower().replace("'", "")
    return _BENEFIT.search(plain) is not None and not _REFUSED.search(plain)
