"""Where in a command an alias is expected, verb by verb: more is searched for names there."""

from __future__ import annotations

import re
from typing import Final

_VERBS: Final = {
    "session": frozenset(
        """new log show payer authorize balance improving year close reopen void withdraw request denied
        granted rename plan extend case""".split()
    ),
    "caps": frozenset(
        {"book", "cancel", "check", "compare", "move", "reconcile", "reschedule", "unbook"}
    ),
    "clinic": frozenset({"audit", "forget"}),
}
_OWN_WORDS: Final = {
    "caps": frozenset(
        """set preview reading rollover week book unbook cancel booked bookings check compare
        reconcile move reschedule own caps withdraw remove drop delete""".split()
    )
}

# What may stand behind a verb instead of an alias.
_NO_ALIAS: Final = frozenset(
    "payer for year on from until help improving export all page csv since today".split()
)
_FIRST = re.compile(r"\s{0,8}+(?P<verb>[A-Za-z-]{1,20}+)[\s:]{1,4}+(?:for\s+)?")

_TAKES_BACK = re.compile(r"(?:withdraw|cancel|retract)[\s:]{1,4}+", re.IGNORECASE)
"""Behind "request": the alias stands behind that."""


def alias_slot(command: str, text: str) -> int | None:
    """Where the alias of a command starts, or None where none is expected.

    Without a command any verb counts: what is looked at may be a whole message.
    """
    verbs = _VERBS.get(command)
    if verbs is None and command:
        return None
    first = _FIRST.match(text)
    verb = first["verb"].lower() if first else ""
    known = verbs if verbs is not None else frozenset().union(*_VERBS.values())
    if first and verb in known:
        taken_back = _TAKES_BACK.match(text, first.end()) if verb == "request" else None
        start = taken_back.end() if taken_back else first.end()
        word = re.match(r"[a-z]*", text[start:].lower())
        return None if word and word[0] in _NO_ALIAS else start
    if command == "caps" and text.strip():
        alone = re.match(r"[a-z]*", text.strip().lower())
        return None if alone and alone[0] in _OWN_WORDS["caps"] else len(text) - len(text.lstrip())
    return None
