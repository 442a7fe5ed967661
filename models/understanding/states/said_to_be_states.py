"""Two letters that are said to be a state: "va pt need referral? (the state)" asks of Virginia."""

from __future__ import annotations

import re

from models.coverage.state import NAMES

_NOT = r"(?:,? (?:and |so |but )?not (?:the |a )?\w+(?: (?:hospitals?|affairs|benefits|clinic))?)?"
_END = r"\s{0,2}(?:\)|(?=[,.;?!]|$))"

# What says so: in parentheses, behind a comma, or right behind the letters.
_SAID = re.compile(
    rf"(?:\s{{0,2}}\(|[,;.?]\s{{1,2}}|\b(?:i mean|meaning|as in)\s|\b(?P<code>[a-z]{{2}}),?\s)"
    rf"(?:i mean |meaning |as in |like )?(?:the |us )state{_NOT}{_END}"
    r"|\b(?P<before>[a-z]{2}) \(state\)|\bstate of (?P<of>[a-z]{2})\b",
    re.IGNORECASE,
)
_PAIR = re.compile(r"\b[A-Za-z]{2}\b")
_ENGLISH = frozenset({"in", "or", "me", "ok", "hi", "oh"})
_BEFORE_THE = frozenset({"in", "or", "me"})  # "pending in the state", "tell me the state"


def spelled_out(text: str) -> str:
    """The text with the name of the one state whose letters it says to be a state."""
    said = _SAID.search(text) if "state" in text.lower() else None
    if said is None or (said["code"] or "").lower() in _BEFORE_THE:
        return text
    code = (said["code"] or said["before"] or said["of"] or _only_pair(text)).upper()
    if code not in NAMES:
        return text
    bare = f"{text[: said.start()]} {code if any(said.groups()) else ''} {text[said.end() :]}"
    return re.sub(rf"\b{code}\b", NAMES[code], bare, count=1, flags=re.IGNORECASE).strip()


def _only_pair(text: str) -> str:
    """The only two letters of a state in a text; those that are English stand back."""
    pairs = {pair.lower() for pair in _PAIR.findall(text) if pair.upper() in NAMES}
    return next(iter(pairs - _ENGLISH), "") if len(pairs - _ENGLISH) == 1 else ""
