"""Why a row is not taken: its column and what is wrong there, never its text."""

from __future__ import annotations

import re
from enum import StrEnum
from typing import TypeVar

from models import calendar_words
from models.errors import Trouble
from models.privacy.identity_finder import find_form_in_alias
from models.privacy.identity_kinds import Identity, IdentityKind
from models.wording.phrases import either

_KIND_NAMES = {
    IdentityKind.NAME: "a name",
    IdentityKind.SCRIPT: "a name in another alphabet",
    IdentityKind.BIRTH_DATE: "a birth date",
    IdentityKind.AGE: "an age above 89",
    IdentityKind.TELEPHONE: "a telephone number",
    IdentityKind.EMAIL: "an e-mail address",
    IdentityKind.SSN: "a Social Security number",
    IdentityKind.MBI: "a Medicare number",
    IdentityKind.CHART_NUMBER: "a chart, member or account number",
    IdentityKind.ADDRESS: "a street address",
    IdentityKind.LINK: "a link to a photo or a file",
    IdentityKind.ROLE: "work that only one person does",
}
_IN_PART = re.compile(
    rf"[0-9]{{1,2}}[\s/-]+(?:[0-9]{{1,2}}|{calendar_words.MONTH})"
    rf"|{calendar_words.MONTH}\.?[\s-]+[0-9]{{1,2}}(?:st|nd|rd|th)?",
    re.IGNORECASE,
)
_TOO_NARROW = re.compile(r"#{2,}")

_Entry = TypeVar("_Entry", bound=StrEnum)


class RowRefused(Trouble):
    """A row is not taken. The sentence names the column and what is wrong, never its text."""

    def __init__(self, column: str, reason: str) -> None:
        super().__init__(f"{column}: {reason}", "Import the files again.")


def identity_refusal(column: str, identity: Identity) -> RowRefused:
    """The refusal of a column that seems to name a person."""
    return RowRefused(column, f"looks like {_KIND_NAMES[identity.kind]}.")


def entry_named(kind: type[_Entry], column: str, text: str) -> _Entry:
    """The member of an enumeration that a text names."""
    for entry in kind:
        if entry.value.casefold() == text.casefold():
            return entry
    if identity := find_form_in_alias(text):
        raise identity_refusal(column, identity)
    raise RowRefused(column, f"is not {either([entry.value for entry in kind])}.")


def why_no_date(text: str) -> str:
    """What a spreadsheet made of a date, with what to do there; or that it is none."""
    if _IN_PART.fullmatch(text):
        return "is no whole date: show the column as month/day/year, and save the file again."
    if _TOO_NARROW.fullmatch(text):
        return "holds # alone: make the column wider, and save the file again."
    return "is not a date."
