"""What stands before a question and asks nothing: who types, a greeting, "one more question"."""

from __future__ import annotations

import re

_GREETING = (
    r"(?:hi|hiya|hey|hello|morning|good (?:morning|afternoon|evening)|ok|okay|so|thx|thanks"
    r"|thank you|ty|sorry|great|cool|perfect)"
    r"(?: (?:there|all|team|again|so much|a lot|bot|needlepoint))*"
)
_FURTHER = (
    r"(?:(?:and |just )?(?:one|1) (?:more|last|other)(?: (?:thing|question|q))?"
    r"|another (?:thing|question|q|one)"
    r"|(?:a )?(?:quick|dumb|silly|stupid|simple) (?:q|question|one))"
)
_ROLE = (
    r"(?:front desk|frontdesk|desk|reception|receptionist|biller|billing|billing (?:lady|person)"
    r"|office manager|clinic manager|manager|owner|clinic owner|new (?:biller|hire|girl|guy))"
)
_WHO = (
    rf"(?:(?:this is|im|i'm|i am) (?:the |a |our )?(?:new )?{_ROLE}(?: here)?"
    rf"|(?:the |our )?(?:new )?{_ROLE} (?:here|again|speaking)"
    r"|(?:(?:im|i'm|i am) )?(?:brand )?new (?:here )?(?:here|at the (?:front )?desk)"
    r"|(?:im|i'm|i am) (?:brand )?new(?: (?:to|at) (?:this|it|all this|billing|needling|the job))?)"
)

# Each ends with a mark, or another of them or the question follows a greeting.
_INTRODUCTION = re.compile(
    rf"^\W*(?:(?:{_GREETING}[\s,.;:!-]+|(?:{_FURTHER}|{_WHO})\s{{0,2}}[,.;:!-]+\s{{0,3}})+)(?=\w)",
    re.IGNORECASE,
)


def without_introduction(text: str) -> str:
    """The text from its question on: "front desk here. patient asks how much" asks how much."""
    found = _INTRODUCTION.match(text)
    return text[found.end() :] if found else text
