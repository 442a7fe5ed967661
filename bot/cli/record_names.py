"""Which aliases an import may open: what staff could open today, and nothing like what is here."""

from __future__ import annotations

import re
from collections.abc import Iterable
from enum import StrEnum

from models.errors import NotUnderstood
from models.privacy import alias
from models.privacy.alias import Alias, AliasSlip
from models.privacy.alias_form import AliasForms
from models.privacy.alias_text import lookalike, plain
from models.privacy.kinds import Identity

_MONTHS = "JAN|FEB|MAR|APR|MAY|JUNE?|JULY?|AUG|SEPT?|OCT|NOV|DEC"
_MONTH_AND_DAY = re.compile(rf"[0-9]{{1,4}}-?(?:{_MONTHS})|(?:{_MONTHS})-?[0-9]{{1,4}}")


class UnusableAlias(StrEnum):
    """Why a cell is no alias that could be opened: the end of a sentence, which repeats nothing."""

    NO_FORM = (
        "cannot be made: it is neither issued by the bot, nor a word of its list and a number, "
        "nor of a pattern that a manager declared (/clinic aliases PT-0000). Aliases that the "
        "clinic has are taken; give another one another name, in every file."
    )
    DATE = (
        "is a month and a day: a spreadsheet has made a date of an alias. Keep the column as "
        "text, and write the alias as it was."
    )
    SLIP = "has a slip in it: it is nearly an alias that the bot issues."
    GONE = "was the name of another alias before that was renamed: nobody else may have it."
    LIKE = "looks like another alias, or is one slip from it: give one of them another name."


class ImportedAliases:
    """The aliases of a clinic, those that are `gone`, and the forms that a new one may have."""

    def __init__(self, forms: AliasForms, aliases: Iterable[str], gone: frozenset[str]) -> None:
        self._forms, self._gone = forms, gone
        self._held = frozenset(aliases)
        self._looks = frozenset(map(lookalike, self._held))

    def read(self, text: str, more: Iterable[str]) -> Alias | Identity | UnusableAlias:
        """The new alias in a cell, or what it is instead; `more` are those of the files so far."""
        if _MONTH_AND_DAY.fullmatch(plain(text).replace(" ", "-")):
            return UnusableAlias.DATE
        if text in self._gone:
            return UnusableAlias.GONE
        try:
            read = alias.read(text, forms=self._forms)
        except NotUnderstood:
            return UnusableAlias.NO_FORM
        if isinstance(read, AliasSlip):
            return UnusableAlias.SLIP
        if isinstance(read, Alias) and self._is_like_one(read.text, list(more)):
            return UnusableAlias.LIKE
        return read

    def _is_like_one(self, text: str, more: list[str]) -> bool:
        looks = self._looks.union(map(lookalike, more))
        held = self._held.union(more)
        return lookalike(text) in looks or not held.isdisjoint(alias.rivals(text))
