"""What somebody was told from facts: enough to tell it again, and the short code it is found by."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from datetime import date, datetime

# No vowels, so that no word comes about, and no two that look alike (0 O, 1 I L, 2 Z, 5 S, 8 B).
_LETTERS = "CDFGHJKMNPQRTWXY34679"
_LENGTH = 8  # 35 bits: a clinic's answers of a year meet under one code once in some thousand years
_CODE = re.compile(rf"R-?([{_LETTERS}]{{{_LENGTH}}})", re.IGNORECASE)
_BEHIND_HASH = 8  # bytes


@dataclass(frozen=True, slots=True)
class Receipt:
    """What was told to a clinic on a day, by what was understood and not by what was typed.

    `command` is canonical, and is answered by the clinic's `profession` and `state` where it names
    none. `rules` is how many entries the clinic's own rules had, `facts` the version of the book.
    `about` and `verdict` are what the answer named: they show whether it is told again the same.
    """

    clinic_id: int
    command: str
    on: date
    profession: str | None
    state: str | None
    rules: int
    facts: str
    about: tuple[str, ...] = ()
    verdict: str = ""

    @property
    def code(self) -> str:
        """The same for the same answer of a day; another clinic's is another."""
        told = (
            self.clinic_id, self.command, self.on.isoformat(), self.profession, self.state,
            self.rules, self.facts,
        )  # fmt: skip
        digest = hashlib.blake2b(repr(told).encode(), digest_size=_BEHIND_HASH).digest()
        number, letters = int.from_bytes(digest), []
        for _ in range(_LENGTH):
            number, at = divmod(number, len(_LETTERS))
            letters.append(_LETTERS[at])
        return f"R-{''.join(letters)}"


@dataclass(frozen=True, slots=True)
class ToldReceipt:
    """A receipt, and to whom it was told when first: a member by the platform's id."""

    receipt: Receipt
    code: str
    member: str
    at: datetime


@dataclass(frozen=True, slots=True)
class UnknownTold:
    """A canonical command to which the answer was unknown: how often, and when last."""

    command: str
    times: int
    last_on: date


def code_in(text: str) -> str | None:
    """The code that a text is, in any case and with or without its hyphen; None for another."""
    match = _CODE.fullmatch(text.strip())
    return f"R-{match[1].upper()}" if match else None
