"""How a cap joins the others of its alias or payer: "as well", or "instead of" one of them."""

from __future__ import annotations

import re
from dataclasses import dataclass

_AS_WELL = re.compile(r"\bas\s{1,3}well\b", re.IGNORECASE)
_INSTEAD = re.compile(r"[,;]?\s{0,3}\binstead\b(?:\s{1,3}of\b(?P<old>.*))?$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class CapJoins:
    """Whether a cap counts beside the others, or in the place of one that `old` names.

    `old` is empty where it was not said of which; `remaining` is the text without all this.
    """

    remaining: str
    is_as_well: bool = False
    is_instead: bool = False
    old: str = ""


def take(text: str) -> CapJoins:
    """Take what is said of the other caps out of a text."""
    instead = _INSTEAD.search(text)
    left = text[: instead.start()] if instead else text
    remaining = _AS_WELL.sub(" ", left)
    old = (instead["old"] or "").strip(" .") if instead else ""
    return CapJoins(remaining.strip(), remaining != left, instead is not None, old)
