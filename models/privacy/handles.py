"""Names of users in a portal, told as such: "mychart user hernandezg71", "login is m.lopez".

No user: "login to navinet", "mychart user guide", "user manual".
"""

from __future__ import annotations

import re
from typing import Final

from models.privacy.kinds import Span
from models.privacy.lexicon import Lexicon
from models.privacy.runs import is_handle
from models.privacy.scan import Scan

_CUES: Final = frozenset(
    """user username usernames userid login logon handle screenname venmo zelle insta instagram
    logs facebook mychart portal snap snapchat tiktok ig discord twitter whatsapp telegram""".split()
)
_TOLD = re.compile(
    r"\b(?:user ?-?(?:name|id)s?|user|log ?-?(?:in|on)|handle|screen ?name|venmo|zelle|insta(?:gram)?|facebook|snap(?:chat)?|tiktok|ig|discord|twitter|whatsapp|telegram"
    r"|mychart(?: id)?|portal id|logs? ?in as)[\s:=]{1,3}+(?:(?:is|was|to|by|at|name|id|for|her|his|their|pt|patient)[\s:]{1,2}+){0,3}+@?"
    r"(?P<handle>(?!(?:user|name|login|id)\b)[a-z][a-z0-9]{0,30}+(?:[._-][a-z0-9]{1,30}+){0,3}+)",
    re.IGNORECASE,
)
_LETTERS = re.compile(r"[a-z]+", re.IGNORECASE)
_SHORTEST: Final = 3


def find(scan: Scan, lexicon: Lexicon) -> Span | None:
    """Where the first name of a user stands."""
    if not scan.has(_CUES):
        return None
    for match in scan.at_words(_CUES, _TOLD):
        if _is_handle(match["handle"].lower(), lexicon):
            return match.span("handle")
    return None


def _is_handle(typed: str, lexicon: Lexicon) -> bool:
    """Whether it is made of a name, or of letters that are no word with digits or marks beside."""
    words = _LETTERS.findall(typed)
    if any(is_handle(word, lexicon) or word in lexicon.names for word in words):
        return True
    longest = max(words, key=len)
    is_marked = not typed.isalpha()
    return is_marked and len(longest) >= _SHORTEST and not _is_all_words(words, lexicon)


def _is_all_words(words: list[str], lexicon: Lexicon) -> bool:
    return all(word in lexicon.words for word in words if len(word) >= _SHORTEST)
