"""What is told after somebody was hurt: a needle that was found later, and an upset patient."""

from __future__ import annotations

import re

FORGOTTEN = "forgotten_needle"
UPSET = "reply_upset"

_FOUND_LATER = re.compile(
    r"\b(?:found|finds|turned up|fell out|(?:pulled|took) (?:it|one) out"
    r"|br(?:ought|ings) (?:it|one)|came back with)\b"
)
_IS_IN = re.compile(r"\b(?:still|stuck|(?:wont|cant|couldnt) (?:get|come|pull) \w*|broke\w*)\b")

# A needle that lies where none belongs: somebody may be pricked.
_ASTRAY = re.compile(
    r"\bneedles?\b.{0,40}\b(?:laundry|linens?|towels?|hamper|sheets|wash|washer|dryer|pockets?"
    r"|floor|carpet|rug|couch|bathroom|waiting room|parking lot|gown|table paper)\b"
)

_IS_UPSET = re.compile(r"\b(?:angry|upset|furious|mad|livid|complain\w*|yell\w*|threaten\w*)\b")
_REPLIES = re.compile(
    r"\b(?:repl(?:y|ies)|respond|answer|(?:write|text|say|email) (?:\w+ )?(?:back|to)|draft"
    r"|tell (?:him|her|them)|wording|words)\b"
)


def is_found_later(plain: str) -> bool:
    """Whether a needle that was forgotten is out, and somebody who had gone home found it."""
    return _FOUND_LATER.search(plain) is not None and _IS_IN.search(plain) is None


def is_astray(plain: str) -> bool:
    """Whether a needle lies in the laundry, on the floor or the like."""
    return _ASTRAY.search(plain) is not None


def asks_for_reply(plain: str) -> bool:
    """Whether it is asked what to answer somebody who is upset."""
    return _IS_UPSET.search(plain) is not None and _REPLIES.search(plain) is not None
