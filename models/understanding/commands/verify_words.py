"""What may be typed behind /coverage verify: _TRUE notes a check, _CHANGED opens the edit."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum, auto

from models.words import denials, split

_TRUE = re.compile(
    r"\bst[il]{1,3} (?:true|the same|right|ok|correct)\b|\b(?:unchanged|no change)\b"
    r"|\b(?:true|the same|same|ok|right|correct|confirmed|verified)\Z",
    re.IGNORECASE,
)
_CHANGED = re.compile(
    r"\bchanged(?: to)?\b|\b(?:not|no longer) (?:true|the same|right|ok|correct)\b"
    r"|\b(?:untrue|false|wrong|incorrect|outdated)\Z",
    re.IGNORECASE,
)
"""What says so behind the payer's name; a bare word only where it stands last."""

_DENYING = frozenset("aint anymore arent false hardly isn isnt longer no not untrue wasnt".split())
_ASKING = frozenset("are does if is whether".split())
_FILLING = frozenset("all are is it its that this".split())
_MARKS = " ,.!?"


class Found(Enum):
    """What somebody says of an answer that was to be checked."""

    TRUE = auto()
    CHANGED = auto()
    NOTHING = auto()  # or it is only asked: "still true?"


@dataclass(frozen=True, slots=True)
class CheckWords:
    """What is said of an answer; `about` is the text without it."""

    found: Found
    about: str


def read(text: str) -> CheckWords:
    """Read what is said. Beside a word that denies, "still true" says that it is not."""
    is_asked, text = text.rstrip(" .!").endswith("?"), text.strip(_MARKS)
    if _CHANGED.search(text):
        return CheckWords(Found.CHANGED, _CHANGED.sub(" ", text).strip(_MARKS))
    if not _TRUE.search(text):
        return CheckWords(Found.NOTHING, text)
    about = _TRUE.sub(" ", text).split()
    plain = ["".join(word.plain for word in split(word)) for word in about]
    denied = {word.casefold() for word in denials(" ".join(about))} | _DENYING.intersection(plain)
    found = Found.NOTHING if is_asked or (plain[:1] and plain[0] in _ASKING) else Found.TRUE
    found = Found.CHANGED if denied else found
    dropped = _FILLING | _ASKING | denied
    kept = (typed for typed, word in zip(about, plain, strict=True) if word not in dropped)
    return CheckWords(found, " ".join(kept).strip(_MARKS))
