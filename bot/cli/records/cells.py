"""How a CSV cell is read: day, number, payer, plan, source, yes."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date

from bot.cli.records import row_refused
from bot.cli.records.files import CsvRow
from bot.cli.records.row_refused import RowRefused
from models import calendar_words
from models.coverage.code import CodeKind
from models.coverage.fact_book import FactBook
from models.coverage.plans import find_plan
from models.errors import NotUnderstood
from models.privacy.identity_finder import IdentityFinder
from models.understanding.dates import dates_of_service
from models.visits import evaluations
from models.visits.balance import PLAN_LIMITS
from models.visits.balance_source import BalanceSource, unspell
from models.visits.body_region import BodyRegion
from models.visits.cap import CapScope
from models.visits.closed_lists import Lists
from models.visits.limit import Limit, LimitKind, Pool, Unit
from models.visits.session import Discipline
from models.visits.window import BenefitYear
from models.visits.window_text import KINDS
from models.wording.phrases import either
from models.words import key_of

_YES, _NO = {"yes", "y", "true", "1", "x"}, {"", "no", "n", "false", "0"}
_SEPARATOR = re.compile(r"[\s;,]+")
_OF_LIMIT = re.compile(r"[0-9]{1,3}|[0-9]{4}-[0-9]{2}-[0-9]{2}|[0-9A-Z][0-9]{4}|[0-9]{4}T")
_MOST = 999
_UNITS_OF_CODE = re.compile(
    r"\b(?P<code>[0-9]{4}[0-9A-Z])[x×](?P<units>[1-9][0-9]?)\b", re.IGNORECASE
)

_WEEKDAY = re.compile(rf"(?P<name>{calendar_words.WEEKDAY})\.?,?\s+", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class CellReader:
    """Reads cells by the facts and the closed lists. Each method raises `RowRefused`."""

    book: FactBook
    identities: IdentityFinder
    today: date
    lists: Lists

    def payer(self, row: CsvRow, column: str = "payer", text: str | None = None) -> str | None:
        """The id of the payer in a column, by id or by name."""
        names = {p.id: (p.id, p.name, *p.names) for p in self.book.payers.values()}
        return self._id(row, column, names, text)

    def limit_key(self, row: CsvRow) -> str:
        """The limit that a balance is of, by its id, or the plan; empty for every limit."""
        text = row.text("limit")
        positions = (p for of_payer in self.book.positions.values() for p in of_payer)
        known = {one.id for p in positions for one in p.limits if isinstance(one, Limit)}
        own = {"second", *KINDS, *CapScope, *self.book.payers, *Discipline, *Unit, str(None)}
        kind, *parts = text.replace("+", "/").split("/")
        is_own = kind in {LimitKind.CAP, LimitKind.AUTHORIZATION} and all(
            part in own or _OF_LIMIT.fullmatch(part) for part in parts
        )
        is_plan = kind == PLAN_LIMITS and all(part in self.book.payers for part in parts)
        if text and not is_plan and text not in known and not is_own:
            raise self.refusal(row, "limit", "is no limit that is known here.")
        return text

    def condition(self, row: CsvRow) -> str | None:
        """The id of the condition in a row, by id or by name."""
        names = {c.id: (c.id, c.name, *c.names) for c in self.book.conditions.values()}
        return self._id(row, "condition", names)

    def codes(self, row: CsvRow) -> tuple[str, ...]:
        """The codes in a row, without modifiers, which no count asks for."""
        codes = [code.upper() for code in _parts(row.text("codes"))]
        if any(code not in self.book.codes and code not in self.lists.codes for code in codes):
            raise self.refusal(row, "codes", "has a code that is not known here.")
        modifiers = {c.code for c in self.book.codes.values() if c.kind is CodeKind.MODIFIER}
        return tuple(code for code in dict.fromkeys(codes) if code not in modifiers)

    def billed(self, row: CsvRow) -> tuple[tuple[str, ...], dict[str, int]]:
        """The codes in a row, and the timed units of those that have any: "97140x2 97110"."""
        with_units = _UNITS_OF_CODE.finditer(row.text("codes"))
        told = {match["code"].upper(): int(match["units"]) for match in with_units}
        plain = _UNITS_OF_CODE.sub(r"\g<code>", row.text("codes"))
        codes = self.codes(replace(row, cells={**row.cells, "codes": plain}))
        known = self.book.codes
        may_be = [code for code in codes if code not in self.lists.untimed]
        timed = [code for code in may_be if code in told or code not in known or known[code].timed]
        return codes, {code: told.get(code, 1) for code in timed}

    def excluding(self, row: CsvRow) -> tuple[str, ...]:
        """The codes of the evaluations that an authorization leaves out."""
        kinds = row.listed("excluding")
        if any(kind not in evaluations.BY_NAME for kind in kinds):
            kinds_known = either(list(evaluations.BY_NAME), "and")
            raise self.refusal(row, "excluding", f"may name {kinds_known} alone.")
        return tuple(sorted(code for kind in kinds for code in evaluations.BY_NAME[kind]))

    def day(self, row: CsvRow, column: str, text: str | None = None) -> date:
        """The day in a column, American or ISO."""
        text = row.text(column) if text is None else text
        self.refuse_identity(column, text)
        if not text:
            raise RowRefused(column, "is missing.")
        weekday = _WEEKDAY.match(text)
        try:
            reading = dates_of_service.take(text[weekday.end() :] if weekday else text)
        except NotUnderstood:
            raise RowRefused(column, "is not a date in the calendar.") from None
        if reading.on is None or reading.remaining.strip():
            raise RowRefused(column, row_refused.why_no_date(text))
        if weekday and reading.on.weekday() != calendar_words.weekday(weekday["name"]):
            raise RowRefused(column, "is of another weekday than stands before it.")
        return reading.on

    def past_day(self, row: CsvRow, column: str, text: str | None = None) -> date:
        """The day in a column, today at the latest."""
        on = self.day(row, column, text)
        if on > self.today:
            raise RowRefused(column, "lies in the future.")
        return on

    def month_and_day(self, row: CsvRow, column: str) -> tuple[int, int] | None:
        """The day of a year in a column: 7/1, 07-01, or 1-Jul, which spreadsheets make of both."""
        text = row.text(column)
        if not text:
            return None
        for year in ("/2024", "-2024"):
            try:
                reading = dates_of_service.take(text + year)
                if reading.on and not reading.remaining.strip():
                    BenefitYear(reading.on.month, reading.on.day)
                    return reading.on.month, reading.on.day
            except (NotUnderstood, ValueError):
                continue
        raise self.refusal(row, column, "is not a month and a day, like 7/1.")

    def number(self, row: CsvRow, column: str, least: int) -> int:
        """The number in a column, from `least` to 999."""
        text = row.text(column)
        if not re.fullmatch(r"[0-9]{1,3}", text) or not least <= int(text) <= _MOST:
            raise self.refusal(row, column, f"is not a number from {least} to {_MOST}.")
        return int(text)

    def plan(
        self, row: CsvRow, payer: str | None, column: str = "plan", text: str | None = None
    ) -> str:
        """The plan in a column: one of the payer's own, or a kind of plan; empty for none."""
        text = row.text(column) if text is None else text
        plan = find_plan(text, payer, self.book, self.lists.plans, whole=True) if text else ""
        if text and not plan:
            raise self.refusal(row, column, "is no plan that is known here.")
        return plan

    def source(self, row: CsvRow) -> BalanceSource:
        """The source in a row, with its number where there are several of a kind."""
        text = row.text("source")
        if source := unspell(text):
            return source
        reading = self.lists.sources.find(text)
        if reading is None or not reading.is_whole:
            raise self.refusal(row, "source", "is none of the sources known here.")
        return BalanceSource(reading.entry)

    def void_reason(self, row: CsvRow) -> str:
        """Why the session of a row is void; empty where it stands."""
        text = row.text("voided")
        reading = self.lists.voids.find(text)
        if text and (reading is None or not reading.is_whole):
            raise self.refusal(row, "voided", "is none of the reasons known here.")
        return reading.entry if reading else ""

    def yes(self, row: CsvRow, column: str) -> bool:
        """Whether a column says yes."""
        text = row.text(column).casefold()
        if text not in _YES | _NO:
            raise self.refusal(row, column, "is neither yes nor no.")
        return text in _YES

    def case(self, row: CsvRow) -> BodyRegion | None:
        """The region that a row is of; None where it names none."""
        text = row.text("case")
        reading = self.lists.regions.find(text)
        if text and (reading is None or not reading.is_whole):
            raise self.refusal(row, "case", "is no region of the body that is known here.")
        return reading.entry if reading else None

    def pool(self, row: CsvRow) -> Pool:
        """What draws on the visits of a row."""
        disciplines = self.disciplines(row)
        return Pool(self.codes(row), disciplines, self.excluding(row), self.case(row))

    def disciplines(self, row: CsvRow) -> tuple[Discipline, ...]:
        """Whose visits a row is of."""
        names = _parts(row.text("disciplines"))
        return tuple(row_refused.entry_named(Discipline, "disciplines", name) for name in names)

    def refusal(self, row: CsvRow, column: str, reason: str) -> RowRefused:
        """Why a column is refused: it holds an identity, it is empty, or else the reason given."""
        try:
            self.refuse_identity(column, row.text(column))
        except RowRefused as refused:
            return refused
        return RowRefused(column, reason if row.text(column) else "is missing.")

    def refuse_identity(self, column: str, text: str) -> None:
        """Refuse what looks like a person's."""
        identity = self.identities.find(text)
        if identity:
            raise row_refused.identity_refusal(column, identity)

    def _id(
        self,
        row: CsvRow,
        column: str,
        names: Mapping[str, Iterable[str]],
        text: str | None = None,
    ) -> str | None:
        text = row.text(column) if text is None else text
        if not text or text in names:
            return text or None
        ids = [id_ for id_, own in names.items() if key_of(text) in map(key_of, own)]
        if len(ids) != 1:
            raise self.refusal(row, column, f"is no {column} that is known here.")
        return ids[0]


def _parts(text: str) -> list[str]:
    return [part for part in _SEPARATOR.split(text) if part]
