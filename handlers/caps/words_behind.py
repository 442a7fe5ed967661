"""What stands behind a cap's window and cannot be kept: pools, what is left out, further visits."""

from __future__ import annotations

import re
from collections.abc import Sequence

from models.errors import NotUnderstood

_POOL = re.compile(
    r"\b(?:pt|ot|st|slp|speech|physical|occupational|chiro\w*|acupuncture|massage|therap\w*"
    r"|disciplines?|combined|together|pool\w*|shared)\b",
    re.IGNORECASE,
)
_LEFT_OUT = re.compile(
    r"\b(?:exclud\w*|except\w*|without|besides|eval\w*|re-?eval\w*|only|needl\w*|dry"
    r"|[0-9]{4}[0-9a-z])\b",
    re.IGNORECASE,
)
_FURTHER = re.compile(
    r"\b(?:then|plus|additional|further|after\w*|more|extra|another|auth\w*|renew\w*)\b",
    re.IGNORECASE,
)
_ANOTHER_NUMBER = re.compile(r"(?<![\w.-])[0-9]{1,4}(?![\w.-])")


def refuse(unused: Sequence[str], plain: str) -> None:
    """Raise `NotUnderstood` for words that would change what a cap counts: none is dropped.

    `plain` is the cap without them.
    """
    words = " ".join(unused)
    what = f"A cap cannot hold “{words}”, so nothing was saved."
    if _FURTHER.search(words):
        raise NotUnderstood(
            what,
            "It is one number. Set the first, and enter what the payer grants when it does: "
            "/session authorize <alias> 10 visits from <date> until <date>",
        )
    if _LEFT_OUT.search(words) and not _ANOTHER_NUMBER.search(words):
        raise NotUnderstood(
            what,
            f"It counts every visit, whatever was done. If every visit may count: {plain}",
        )
    if _POOL.search(words):
        raise NotUnderstood(
            what,
            f"It counts the visits of all disciplines together. If all are to count: {plain}",
        )
