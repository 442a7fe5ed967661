"""Who called a payer: "called by me", "called by @amy", "@amy called". Nobody else's name."""

from __future__ import annotations

import re

from models.errors import NotUnderstood
from models.field_name import FieldName
from models.mention import MENTION, person

_FLAGS = re.IGNORECASE
_ONE = r"@‹[^‹›]{0,80}›"
_MENTIONED = rf"{_ONE}(?:\s{{0,3}}(?:,|&|\+|and\b|or\b)\s{{0,3}}{_ONE}){{0,4}}"
_CALL = (
    r"(?:\b(?:called|phoned)(?:\s+them)?|(?:\b(?:by|per|via)\s+(?:an?\s+|the\s+|our\s+)?)?"
    r"\b(?:(?:phone|telephone)\s+)?call(?:\s+(?:made|placed))?)"
)
_TAKEN = re.compile(
    rf"{_CALL}\s+by\s+(?P<who>{_MENTIONED}|(?:me|myself)\b)"
    rf"|(?P<front>{_MENTIONED})\s+(?:has\s+|have\s+)?(?:called|phoned)\b(?!\s+by\b)",
    _FLAGS,
)
_NAMED = re.compile(
    r"\b(?:called|phoned|call\s+(?:made|placed))\s+(?:them\s+)?by\b"
    r"(?!\s+(?:an?\s+|the\s+|our\s+|their\s+|its\s+)?(?:(?:phone|provider|payer['’]?s?)\s+)?"
    r"(?:call|phone|telephone|rep|portal|website|letter|fax|email|contract)\b)",
    _FLAGS,
)
"""Somebody is named as the caller by no mention: a colleague, or somebody at the payer."""

_PLAIN = re.compile(r"(?<!\S)@(?P<id>[A-Za-z][\w.-]*\w|[A-Za-z])")


def take(text: str, me: str, *, plain: bool) -> tuple[str, str]:
    """The id of whoever called, empty where nobody is named, and the text: of them "called" stays.

    `me` is the id of whoever types; where it is `plain`, no platform writes mentions, and "@amy" is
    one. Raises `NotUnderstood` where somebody is named by no mention, and for several.
    """
    if plain:
        text = _PLAIN.sub(lambda found: person(found["id"]), text)
    named = []
    for found in _TAKEN.finditer(text):
        ids = [mention["id"] for mention in MENTION.finditer(found[0])]
        named += ids or [me]
    rest = _TAKEN.sub(" called ", text)
    if _NAMED.search(rest):
        raise _whom("I cannot tell which colleague called, so nothing was saved.")
    callers = dict.fromkeys(named)
    if len(callers) > 1:
        raise _whom("One colleague is noted as the one who called, so nothing was saved.")
    return (named[0], rest) if named else ("", text)


def names_one(text: str) -> bool:
    """Whether a text says by whom a payer was called, mentioned or not."""
    return bool(_TAKEN.search(text) or _NAMED.search(text))


def of_no_call() -> NotUnderstood:
    """A rule on paper has nobody who called."""
    return NotUnderstood(
        "Who called is noted of a call alone, so nothing was saved.",
        "Leave it out, or write by call.",
        field=FieldName.CALLED,
    )


def _whom(what: str) -> NotUnderstood:
    return NotUnderstood(
        what,
        "Write called by me, or mention the colleague: called by @amy, from the list that opens at"
        " @. Nobody at the payer is named: a rule keeps no such name.",
        field=FieldName.CALLED,
    )
