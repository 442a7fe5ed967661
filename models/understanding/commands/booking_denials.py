"""Words of bookings that deny: "no longer", "except 12/15"; and of a move, "12/3 to 12/4"."""

from __future__ import annotations

import re

_FLAGS = re.IGNORECASE
_EXCEPT = re.compile(
    r"\b(?:except(?:ing)?(?: for)?|excluding|but not|but|not|without|skip(?:ping|s)?|minus)\b"
    r"(?: on\b)?",
    _FLAGS,
)
_DENIED = re.compile(
    r"\b(?:no longer|not (?:any ?more|coming|booked|in)|any ?more|(?:isn['’]?t|won['’]?t|can['’]?t"
    r"|cannot) (?:come|coming|be in|make it)|(?:has |is |was )?cancel(?:s|led|ed|lations?)?"
    r"|remove[sd]?|deletes?d?|drop(?:s|ped)?|unbook(?:ed)?|no-?shows?)\b(?: (?:on|for|coming)\b)?",
    _FLAGS,
)
_MOVED = re.compile(
    r"\b(?:move[sd]?|reschedule[sd]?|change[sd]?|switch(?:es|ed)?)\b(?: from\b)?", _FLAGS
)
_FROM = re.compile(r"\bfrom\b", _FLAGS)
_TO = re.compile(r"\bto\b|->|→|=>", _FLAGS)


def split_except(text: str) -> tuple[str, str] | None:
    """What stands before and behind the word that leaves days out; None where there is none."""
    found = _EXCEPT.search(text)
    return (text[: found.start()], text[found.end() :]) if found else None


def take_denied(text: str) -> str | None:
    """A text that says that somebody does not come, without saying so; None for any other."""
    return _DENIED.sub(" ", text) if _DENIED.search(text) else None


def is_move(text: str) -> bool:
    """Whether a text is like "move OAK-12 12/3 to 12/4"."""
    return bool(_MOVED.search(text) and _TO.search(text))


def without_move(text: str) -> str:
    """The same without its verb."""
    return _MOVED.sub(" ", text).strip()


def split_move(text: str) -> tuple[str, str]:
    """What stands before "to", and behind it: that is empty where nothing is."""
    before, *behind = _TO.split(text, maxsplit=1)
    return _FROM.sub(" ", before), "".join(behind)
