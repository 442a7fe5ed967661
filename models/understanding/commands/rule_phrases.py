"""How people tell of a rule (plain): "rep said on 10/5", "for all pts"; or ask of it (asks)."""

from __future__ import annotations

import re

_FLAGS = re.IGNORECASE
_SAID_ON = re.compile(
    r"\b(?:the\s+)?(?:rep(?:resentative)?|they|she|he)\s+(?:said|told\s+(?:us|me))\s+on\s+(?=[0-9])",
    _FLAGS,
)
"""Somebody at the payer, by telephone: "rep said on 10/5"."""

_SAID = re.compile(
    r"\b(?:and\s+)?(?:they|he|she|it|which|the\s+rep(?:resentative)?|rep)\s+"
    r"(?:said|says|say|told\s+(?:us|me))\b(?:\s+that\b)?"
    r"|(?<=[0-9])\s+(?:said|says)\b(?:\s+that\b)?",
    _FLAGS,
)
_EVERYBODY = re.compile(
    r"\b(?:for|by|under|in)\s+(?:all|any|every)\s+(?:of\s+)?(?:(?:our|their|the|its)\s+)?"
    r"(?:pts|patients?|members?|plans?|providers?|billers?|conditions?|diagnos[ei]s|dx|states?)\b",
    _FLAGS,
)
"""Bounds nothing: "for all pts" are patients, and no physical therapists."""

_TO = re.compile(
    r"(\b(?:from|eff(?:ective)?|starting|beginning|since)\s+(?:on\s+)?[A-Za-z0-9/.,-]+"
    r"(?:\s+[0-9]{1,4},?){0,2})\s+(?:to|-|–)\s+(?=[0-9]|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov"
    r"|dec)",
    _FLAGS,
)
"""The first of two days: "from 1/1 to 6/30"."""

_ASKS = re.compile(
    r"\b(?:is|are|does|do|did|will|would|can)\s+(?:it|they|this|that|dry|needling|20560|20561"
    r"|anybody|anyone)\b",
    _FLAGS,
)


def plain(text: str) -> str:
    """The text without words of telling, its days behind the words that a rule has for them."""
    text = _SAID.sub(" ", _SAID_ON.sub("by call on ", text))
    return _EVERYBODY.sub(" ", _TO.sub(r"\1 until ", text))


def asks(text: str) -> bool:
    """Whether a text asks whether something is paid, and says nothing of it: "is it covered"."""
    return "?" in text or _ASKS.search(text) is not None
