"""Which aliases an import may open: what staff could open today, and nothing like what is here."""

from __future__ import annotations

import re
from collections.abc import Iterable

from models import alias
from models.alias_form import Forms
from models.alias_text import lookalike, plain
from models.errors import NotUnderstood, Trouble
from models.identity import Identity, Kind

_MONTHS = "JAN|FEB|MAR|APR|MAY|JUNE?|JULY?|AUG|SEPT?|OCT|NOV|DEC"
_MONTH_AND_DAY = re.compile(rf"[0-9]{{1,4}}-?(?:{_MONTHS})|(?:{_MONTHS})-?[0-9]{{1,4}}")

_LOOKS_LIKE = {
    Kind.NAME: "a name",
    Kind.BIRTH_DATE: "a birth date",
    Kind.TELEPHONE: "a telephone number",
    Kind.EMAIL: "an e-mail address",
    Kind.SSN: "a Social Security number",
    Kind.MBI: "a Medicare number",
    Kind.CHART_NUMBER: "a chart, member or account number",
    Kind.ADDRESS: "a street address",
}

_NONE = (
    "cannot be made: it is neither issued by the bot, nor a word of its list and a number, nor of "
    "a pattern that a manager declared (/clinic aliases PT-0000). Aliases that the clinic has are "
    "taken; others need another name in every file."
)
_DATE = (
    "is a month and a day: a spreadsheet has made a date of an alias. Keep the column as text, and "
    "write the alias as it was."
)
_SLIP = "has a slip in it: it is nearly an alias that the bot issues."
_LIKE = "looks like another alias, or is one slip from it: one of them needs another name."


class Refused(Trouble):
    """A row is not taken. The sentence tells its place and what is wrong, never its text."""

    def __init__(self, column: str, why: str) -> None:
        super().__init__(f"{column}: {why}", "Import the files again.")


def like(column: str, found: Identity) -> Refused:
    """The refusal of a cell that holds what looks like a person's."""
    return Refused(column, f"looks like {_LOOKS_LIKE[found.kind]}.")


class Names:
    """The aliases of a clinic, and the forms that a new one may have."""

    def __init__(self, forms: Forms, aliases: Iterable[str]) -> None:
        self._forms = forms
        self._held = frozenset(aliases)
        self._looks = frozenset(map(lookalike, self._held))

    def readable(self, text: str) -> str:
        """The new alias in a cell. Raises `Refused` for what could not be opened today."""
        try:
            read = alias.read(text, forms=self._forms)
        except NotUnderstood:
            raise _none(text) from None
        if isinstance(read, Identity):
            raise like("alias", read)
        if isinstance(read, alias.Slip):
            raise Refused("alias", _SLIP)
        return read.text

    def refuse_like(self, text: str, more: Iterable[str]) -> None:
        """Raise `Refused` where the clinic or the files have an alias that is easily taken for it.

        `more` are those of the files so far; the same alias a second time is another's matter.
        """
        others = [each for each in more if each != text]
        looks = self._looks.union(map(lookalike, others))
        if lookalike(text) in looks or self._held.union(others).intersection(alias.rivals(text)):
            raise Refused("alias", _LIKE)


def _none(text: str) -> Refused:
    is_date = _MONTH_AND_DAY.fullmatch(plain(text).replace(" ", "-"))
    return Refused("alias", _DATE if is_date else _NONE)
