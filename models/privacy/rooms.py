"""A room or bed at a place that is named, where one patient lies.

"room 214 bed B at Maple Grove SNF", "rm 12 sunrise manor". None: a room of the clinic ("room 2 at our
clinic", "rm 2 copay $30"), "which room and bed does the claim need".
"""

from __future__ import annotations

import re
from typing import Final

from models.privacy.identity_kinds import Span
from models.privacy.scan import Scan, first

_CUES: Final = frozenset({"room", "rm", "bed"})
_ANYBODYS = "our|the|a|an|my|any|this|that|each|every|their|your|which|what|some|no|one|two|clinic|billing|medicare|in|at"
_HOUSES = (
    r"snf|alf|nursing|manor|assisted|memory care|care (?:center|home)|rehab (?:center|hospital)|hospice|villa"
    r"|convalescent|retirement|lodge|terrace|health ?(?:care )?center|hospital|medical center|senior living"
)
_ROOM = re.compile(
    r"\b(?:(?:room|rm)\b[\s.#:]{0,3}+\d{1,4}[a-z]?(?:,? (?:and )?bed ?\#?[a-h\d]{1,2})?"
    r"|bed ?\#?(?:\d{1,3}|[a-h])(?:,? (?:in |of )?(?:room|rm) ?\d{1,4}[a-z]?)?)"
    rf",? (?:(?:at|in|of|@) )?+(?!(?:{_ANYBODYS})\b)(?:[a-z][a-z.'-]{{1,20}}+ ){{1,3}}?(?:{_HOUSES})\b",
    re.IGNORECASE,
)


def find(scan: Scan) -> Span | None:
    """Where the first of them stands."""
    return first(scan.at_words(_CUES, _ROOM)) if scan.digits else None
