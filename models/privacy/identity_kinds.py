"""The kinds of identity that are refused, and what somebody reads who typed one."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

Span = tuple[int, int]
"""Where something stands in a text: the place of its first character, and of the one behind it."""


class IdentityKind(StrEnum):
    """The kinds of identity that are refused; 45 CFR 164.514(b)(2) lists them and others."""

    NAME = "name"
    SCRIPT = "script"  # letters of another alphabet, in which a name may be written
    BIRTH_DATE = "birth_date"
    AGE = "age"  # above 89 years
    TELEPHONE = "telephone"
    EMAIL = "email"
    SSN = "ssn"
    MBI = "mbi"  # Medicare's number of a beneficiary, or its older form
    CHART_NUMBER = "chart_number"  # or a member, account, claim or authorization number
    ADDRESS = "address"
    LINK = "link"  # to a photo or a file that people share
    ROLE = "role"  # work that only one person does


@dataclass(frozen=True, slots=True)
class Identity:
    """A kind of identity, and where in the cleaned text it stands. The text is not carried."""

    kind: IdentityKind
    start: int
    end: int


_LOOKS_LIKE: Final = {
    IdentityKind.NAME: "That looks like a person's name.",
    IdentityKind.SCRIPT: "That has letters of another alphabet, in which a name may be written.",
    IdentityKind.BIRTH_DATE: "That looks like a birth date.",
    IdentityKind.AGE: "That looks like an age above 89, which points to a person.",
    IdentityKind.TELEPHONE: "That looks like a telephone number.",
    IdentityKind.EMAIL: "That looks like an e-mail address.",
    IdentityKind.SSN: "That looks like a Social Security number.",
    IdentityKind.MBI: "That looks like a Medicare number.",
    IdentityKind.CHART_NUMBER: "That looks like a chart, member or account number.",
    IdentityKind.ADDRESS: "That looks like a street address.",
    IdentityKind.LINK: "That looks like a link to a photo or a shared file, which may show a patient.",
    IdentityKind.ROLE: "That looks like work that only one person does.",
}


def advice(
    kind: IdentityKind,
    *,
    of_facts: bool = False,
    of_staff: bool = False,
    rest: str = "",
    older: str = "",
) -> str:
    """What to do instead, in one line that repeats nothing of what was typed but a safe `rest`.

    A question `of_facts` needs no patient at all, and so no alias. A command `of_staff` may mean a
    colleague, who is mentioned. `older` is said of visits of long ago. A command to copy is last.
    """
    behind = f" {older}" if older else ""
    if rest:
        return f"{_LOOKS_LIKE[kind]} None of it was stored.{behind} Without it: {rest}"
    if kind is IdentityKind.SCRIPT:
        instead = "Use the English letters A to Z."
    elif of_staff and kind is IdentityKind.NAME:
        instead = "Mention a colleague with @, chosen from the list; a patient has an alias."
    elif of_facts:
        instead = "Send it again without it: the payer, the codes and the denial code are enough."
    else:
        instead = "Use the alias instead, for example BLUE-47K."
    return f"{_LOOKS_LIKE[kind]} {instead} None of it was stored.{behind}"
