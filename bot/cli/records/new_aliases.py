"""Which aliases an import may open: those that staff could open today, unlike any in use."""

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


class NewAliases:
    """Reads new aliases by their forms, beside those in use and those that were renamed."""

    def __init__(self, forms: AliasForms, in_use: Iterable[str], renamed: frozenset[str]) -> None:
        self._forms, self._renamed = forms, renamed
        self._in_use = frozenset(in_use)
        self._lookalikes = frozenset(map(lookalike, self._in_use))

    def read(self, text: str, imported: Iterable[str]) -> Alias | Identity | UnusableAlias:
        """The new alias in a cell, or what it is instead; `imported` are those of rows before."""
        if _MONTH_AND_DAY.fullmatch(plain(text).replace(" ", "-")):
            return UnusableAlias.DATE
        if text in self._renamed:
            return UnusableAlias.GONE
        try:
            reading = alias.read(text, forms=self._forms)
        except NotUnderstood:
            return UnusableAlias.NO_FORM
        if isinstance(reading, AliasSlip):
            return UnusableAlias.SLIP
        if isinstance(reading, Alias) and self._is_confusable(reading.text, list(imported)):
            return UnusableAlias.LIKE
        return reading

    def _is_confusable(self, text: str, imported: list[str]) -> bool:
        lookalikes = self._lookalikes.union(map(lookalike, imported))
        in_use = self._in_use.union(imported)
        return lookalike(text) in lookalikes or not in_use.isdisjoint(alias.rivals(text))
