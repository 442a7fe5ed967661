"""What is typed to several commands at once: "medicare /state florida"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from models.coverage.state import NAMES
from models.words import holds_any

_MOST = 3  # commands in one text

# A command inside what was typed to another, and two commands in words alone.
_COMMAND = re.compile(r"(?:^|\s)/(?:coverage|state|cpt|denial|ask)\b\s{0,3}", re.IGNORECASE)
_WITHOUT_SLASH = re.compile(
    r"^(?!.*\b(?:medicaid|medi-cal|comp|blue|bcbs|employees?)\b)(?P<coverage>(?:[\w.]+ ){1,4}?)"
    rf"(?:and )?(?:state|scope) (?P<state>{'|'.join(map(str.lower, NAMES.values()))})"
    r"\s*(?:\([^)]*\))?[.?!]*$",
    re.IGNORECASE,
)

# A code, and who bills it: in small letters "pt" may be a patient.
_CODE = re.compile(r"\b[0-9]{5}\b")
_NEEDLING = re.compile(r"\b2056[01]\b")
_BILLER = re.compile(r"\b(?:PT|OT|DC|LAc)\b")


def split(text: str) -> tuple[str, ...]:
    """What is typed to several commands at once: "medicare /state florida"; else none."""
    if "/" in text:
        typed = tuple(filter(None, (part.strip(" ,;&") for part in _COMMAND.split(text))))
        if 1 < len(typed) <= _MOST:
            return (_with_what_is_billed(typed[0], typed[1:]), *typed[1:])
    is_of_state = holds_any(text.lower(), ("state", "scope"))
    both = _WITHOUT_SLASH.match(text) if is_of_state else None
    return (both["coverage"].strip(), both["state"]) if both else ()


def _with_what_is_billed(first: str, behind: Sequence[str]) -> str:
    """What is typed before a command, with the code and who bills it that only stand behind.

    "medicare and /state GA for 20561 PT" asks whether Medicare pays a PT; of "97140 /coverage aetna
    20560" the first part has its own code.
    """
    first, rest = first.removesuffix(" and"), " ".join(behind)
    codes = () if _CODE.search(first) else _NEEDLING.findall(rest)
    billers = _BILLER.findall(rest)
    return " ".join(dict.fromkeys([first, *codes, *billers]))
