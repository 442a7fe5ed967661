"""Which CSV rows an import takes: aliases it may open, twice, unknown, refused; the summary."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from bot.cli.records.alias_events import ChartDraft
from bot.cli.records.cells import CellReader
from bot.cli.records.files import ALIASES, CsvRow
from bot.cli.records.row_refused import RowRefused, identity_refusal
from bot.cli.records.rows import AliasRow, ImportedRow, interpret
from bot.cli.records.spreadsheet import is_serial_day
from models.clinic.clinic import Clinic
from models.errors import NotUnderstood
from models.privacy import alias
from models.privacy.alias import Alias, AliasSlip
from models.privacy.alias_form import AliasForms
from models.privacy.alias_text import lookalike, plain
from models.privacy.identity_kinds import Identity
from models.visits.balance_source import SEVERAL, unspell
from models.visits.chart import Chart, DoneBy, key
from models.visits.events import BalanceAdded
from models.wording.phrases import count
from models.words import key_of

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
        "is a day: a spreadsheet has made a date of an alias. Keep the column as "
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
        if _MONTH_AND_DAY.fullmatch(plain(text).replace(" ", "-")) or is_serial_day(text):
            return UnusableAlias.DATE
        if text in self._renamed:
            return UnusableAlias.GONE
        try:
            reading = alias.read(text, forms=self._forms)
        except NotUnderstood:
            return UnusableAlias.NO_FORM
        if isinstance(reading, AliasSlip):
            return UnusableAlias.SLIP
        if isinstance(reading, Alias):
            so_far = frozenset(imported)
            lookalikes = self._lookalikes.union(map(lookalike, so_far))
            rivals = self._in_use.union(so_far).intersection(alias.rivals(reading.text))
            if rivals or lookalike(reading.text) in lookalikes:
                return UnusableAlias.LIKE
        return reading


@dataclass(slots=True)
class ImportCheck:
    """Goes through the rows, with the charts that the clinic has of them, by the alias's key.

    `rows` are those to take, by alias; `changed` are the aliases of which a row is new: the charts
    of the others are not touched. `faults` are the refused rows, in words, and `outcomes` the
    others, with what becomes of each. `unread` says which files were passed over.
    """

    cells: CellReader
    clinic: Clinic
    by: DoneBy
    charts: dict[str, Chart]
    new_aliases: NewAliases
    rows: dict[str, list[ImportedRow]] = field(default_factory=dict)
    changed: set[str] = field(default_factory=set)
    faults: list[str] = field(default_factory=list)
    outcomes: list[str] = field(default_factory=list)
    unread: str = ""
    taken: int = 0
    known: int = 0
    _drafts: dict[str, ChartDraft] = field(default_factory=dict)
    _listed: set[str] = field(default_factory=set)
    _source_words: dict[tuple[str, str], str] = field(default_factory=dict)

    def preview(self) -> str:
        """Every row with what would become of it, one a line, the refused last, and the sum."""
        return "\n".join([*self.outcomes, self.summary()])

    def summary(self, *, done: bool = False) -> str:
        """The refused rows, one a line, the sum, and the files that were passed over."""
        unread = [self.unread] if self.unread else []
        return "\n".join([*self.faults, self._sum(done=done), *unread])

    def _sum(self, *, done: bool = False) -> str:
        verb = ("was" if self.taken == 1 else "were") if done else "would be"
        known = f"{self.known} {'is' if self.known == 1 else 'are'} here already"
        taken = f"{count(self.taken, 'row')} {verb} taken"
        clinic = f"{self.clinic.platform}, {self.clinic.workspace}"
        return f"{taken}, {len(self.faults)} refused, {known}. The clinic: {clinic}."

    def add(self, row: CsvRow) -> None:
        """Check one row and note what it adds, or why it is refused."""
        place = row.place
        try:
            name, is_new = self._add(row)
        except RowRefused as refused:
            self.faults.append(f"{place}, {refused.what}")
        else:
            becomes = "would be taken" if is_new else "is here already"
            self.outcomes.append(f"{place}: {name}, {becomes}.")

    def _add(self, row: CsvRow) -> tuple[str, bool]:
        """The alias of the row, and whether anything in it is new."""
        if row.is_nameless:
            raise RowRefused("row", "has a cell in a column without a name.")
        name = self._alias(row)
        imported, alias_key = interpret(row, name, self.cells), key(name)
        self._refuse_second_word(imported, row, alias_key)
        is_new = self._draft(imported, alias_key).add(imported)
        if isinstance(imported, AliasRow):
            self._listed.add(alias_key)
        self.rows.setdefault(alias_key, []).append(imported)
        if is_new:
            self.changed.add(alias_key)
        self.taken += is_new
        self.known += not is_new
        return name, is_new

    def _refuse_second_word(self, imported: ImportedRow, row: CsvRow, alias_key: str) -> None:
        """Refuse a second word of one alias for a source of which there may be several.

        Visits elsewhere add up by source; as one source the later row would replace the earlier.
        """
        if not isinstance(imported, BalanceAdded) or imported.balance.includes_ours:
            return
        word, spelled = key_of(row.text("source")), imported.balance.source
        first_word = self._source_words.setdefault((alias_key, spelled), word)
        source = unspell(spelled)
        if first_word != word and source and source.kind in SEVERAL:
            mend = f"number them, as in {source.kind} 2."
            raise RowRefused("source", f"is another word for one that stands above; {mend}")

    def _alias(self, row: CsvRow) -> str:
        text = row.text("alias")
        alias_key = key(text)
        if not text:
            raise RowRefused("alias", "is missing.")
        if alias_key in self._listed and row.file == ALIASES:
            raise RowRefused("alias", "stands in the file twice.")
        if alias_key in self.charts:
            return self.charts[alias_key].alias
        if alias_key in self._drafts:
            return self._drafts[alias_key].kept.alias
        name = self._new_alias(text)
        if row.file != ALIASES:
            raise RowRefused("alias", "is in no file that was taken, and not in the clinic.")
        return name

    def _new_alias(self, text: str) -> str:
        identity = None if alias.is_issued(text) else self.cells.identities.find_in_alias(text)
        if identity:
            raise identity_refusal("alias", identity)
        reading = self.new_aliases.read(text, (d.kept.alias for d in self._drafts.values()))
        if isinstance(reading, Identity):
            raise identity_refusal("alias", reading)
        if isinstance(reading, UnusableAlias):
            raise RowRefused("alias", reading)
        return reading.text

    def _draft(self, imported: ImportedRow, alias_key: str) -> ChartDraft:
        """The draft of an alias. A new one is kept only once its row is sound."""
        if alias_key not in self._drafts:
            chart = self.charts.get(alias_key)
            kept = chart or _new_chart(self.clinic, imported, self.cells.today)
            self._drafts[alias_key] = ChartDraft(kept, self.by, is_new=chart is None)
        return self._drafts[alias_key]


def _new_chart(clinic: Clinic, imported: ImportedRow, today: date) -> Chart:
    if not isinstance(imported, AliasRow):
        raise TypeError("only a row of aliases.csv opens a chart")
    opening = imported.opening
    return Chart(
        0,
        clinic.id,
        opening.alias,
        today,
        opening.payer,
        opening.condition,
        benefit_year=opening.benefit_year,
    )
