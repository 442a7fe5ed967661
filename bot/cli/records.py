"""Records as CSV on the command line: python -m bot records export, import.

    records export --out DIR [--clinic ID]    writes the four files of one clinic
    records import DIR [--clinic ID] [--dry-run] [--skip-refused]

    aliases.csv         alias, payer, condition, plan, year_from, closed, improving, episodes
    authorizations.csv  alias, visits, first, last, unit, codes, disciplines
    balances.csv        alias, used, as_of, source, includes_ours, codes, disciplines
    sessions.csv        alias, date, codes, discipline, units, again, voided

Any file may be missing, and any column but the first ones that say what a row is. Every row is
checked before the first is taken. A plan, a source and the reason of a void are entries of the
closed lists, or words for one. What is refused is told by file, line and column, never by its
text. What the clinic has already is left alone, so importing twice changes nothing. The clinic's
own caps and the audit are not exported; whoever logged a session is, after an import, "import".
"""

from __future__ import annotations

import csv
import re
from argparse import ArgumentParser, Namespace
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from enum import StrEnum
from pathlib import Path
from typing import TypeVar

from rapidfuzz import process

from bot.app import App
from bot.cli.csv_cells import as_told, harmless
from bot.cli.private_files import private_file, private_folder
from bot.cli.record_names import ImportedAliases, UnusableAlias
from bot.cli.say import WORKSPACE, ready
from models.clinic.audit import OPERATOR, AuditEvent, as_detail
from models.clinic.clinic import Clinic, Platform, Role
from models.coverage.code import CodeKind
from models.coverage.fact_book import FactBook
from models.coverage.period import Period
from models.coverage.plans import find_plan
from models.errors import NotUnderstood, Trouble
from models.privacy import alias, alias_form
from models.privacy.finder import IdentityFinder, find_form_in_alias
from models.privacy.kinds import Identity, IdentityKind
from models.understanding import dates
from models.visits import counting
from models.visits.authorization import TOO_LONG, Authorization, is_too_long
from models.visits.balance import Balance
from models.visits.balance_source import SEVERAL, BalanceSource, unspell
from models.visits.chart import (
    AuthorizationAdded,
    BalanceTold,
    Chart,
    ChartClosed,
    ChartOpening,
    ChartReopened,
    ConditionSet,
    DoneBy,
    EpisodeOpened,
    Event,
    ImprovementNoted,
    PayerSet,
    PlanSet,
    SessionLogged,
    SessionVoided,
    apply,
    is_heard,
    key,
)
from models.visits.chart import BenefitYearSet as YearSet
from models.visits.closed_lists import Lists
from models.visits.limit import Pool, Unit
from models.visits.session import Discipline, Session, date_of_service
from models.visits.standing import Standing
from models.visits.void_reason import VoidReason
from models.visits.window import BenefitYear
from models.wording import phrases
from models.words import key_of

ACTOR = "import"

ALIASES, AUTHORIZATIONS = "aliases.csv", "authorizations.csv"
BALANCES, SESSIONS = "balances.csv", "sessions.csv"

# In the order in which they are read: an alias is known before its sessions.
_COLUMNS = {
    ALIASES: (
        *("alias", "payer", "condition", "plan"),
        *("year_from", "closed", "improving", "episodes"),
    ),
    AUTHORIZATIONS: ("alias", "visits", "first", "last", "unit", "codes", "disciplines"),
    BALANCES: ("alias", "used", "as_of", "source", "includes_ours", "codes", "disciplines"),
    SESSIONS: ("alias", "date", "codes", "discipline", "units", "again", "voided"),
}
_REQUIRED = {ALIASES: 1, AUTHORIZATIONS: 4, BALANCES: 5, SESSIONS: 2}

_LOOKS_LIKE = {
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
}
_YES, _NO = {"yes", "y", "true", "1", "x"}, {"", "no", "n", "false", "0"}
_SEPARATOR = re.compile(r"[\s;,]+")
_MOST = 999
_NEAR = 75  # percent of letters that a misspelt column shares with ours
_DAY = timedelta(days=1)

_Named = TypeVar("_Named", bound=StrEnum)


class RowRefused(Trouble):
    """A row is not taken. The sentence tells its place and what is wrong, never its text."""

    def __init__(self, column: str, why: str) -> None:
        super().__init__(f"{column}: {why}", "Import the files again.")


@dataclass(frozen=True, slots=True)
class CsvRow:
    """One row of a file."""

    file: str
    line: int
    cells: Mapping[str, str]

    def says(self, column: str) -> str:
        """The text in a column; empty where the file has no such column."""
        return self.cells.get(column, "")


@dataclass(frozen=True, slots=True)
class KnownRecords:
    """What rows are checked against."""

    book: FactBook
    identities: IdentityFinder
    today: date
    lists: Lists

    def payer(self, row: CsvRow) -> str | None:
        """The id of the payer in a row, by id or by name."""
        named = {p.id: (p.id, p.name, *p.names) for p in self.book.payers.values()}
        return self._one(row, "payer", named)

    def condition(self, row: CsvRow) -> str | None:
        """The id of the condition in a row, by id or by name."""
        named = {c.id: (c.id, c.name, *c.names) for c in self.book.conditions.values()}
        return self._one(row, "condition", named)

    def codes(self, row: CsvRow) -> tuple[str, ...]:
        """The codes in a row, without modifiers, which no count asks for."""
        told = [code.upper() for code in _parts(row.says("codes"))]
        if any(code not in self.book.codes and code not in self.lists.codes for code in told):
            raise self.refused(row, "codes", "has a code that is not known here.")
        of_pack = {code: self.book.codes[code] for code in told if code in self.book.codes}
        modifiers = {code for code, of in of_pack.items() if of.kind is CodeKind.MODIFIER}
        return tuple(code for code in dict.fromkeys(told) if code not in modifiers)

    def day(self, row: CsvRow, column: str, text: str | None = None) -> date:
        """The day in a column, American or ISO."""
        text = row.says(column) if text is None else text
        self.refuse_identity(column, text)
        if not text:
            raise RowRefused(column, "is missing.")
        try:
            found = dates.take(text)
        except NotUnderstood:
            raise RowRefused(column, "is not a date in the calendar.") from None
        if found.on is None or found.remaining.strip():
            raise RowRefused(column, "is not a date.")
        return found.on

    def past(self, row: CsvRow, column: str, text: str | None = None) -> date:
        """The day in a column, today at the latest."""
        on = self.day(row, column, text)
        if on > self.today:
            raise RowRefused(column, "lies in the future.")
        return on

    def number(self, row: CsvRow, column: str, least: int) -> int:
        """The number in a column."""
        text = row.says(column)
        if not re.fullmatch(r"[0-9]{1,3}", text) or not least <= int(text) <= _MOST:
            raise self.refused(row, column, f"is not a number from {least} to {_MOST}.")
        return int(text)

    def plan(self, row: CsvRow, payer: str | None) -> str:
        """The plan in a row: one of the payer's own, or a kind of plan; empty for none."""
        text = row.says("plan")
        found = find_plan(text, payer, self.book, self.lists.plans, whole=True) if text else ""
        if text and not found:
            raise self.refused(row, "plan", "is no plan that is known here.")
        return found

    def source(self, row: CsvRow) -> BalanceSource:
        """The source in a row, with its number where there are several of a kind."""
        text = row.says("source")
        if kept := unspell(text):
            return kept
        heard = self.lists.sources.find(text)
        if heard is None or not heard.is_whole:
            raise self.refused(row, "source", "is none of the sources known here.")
        return BalanceSource(heard.entry)

    def reason(self, row: CsvRow) -> str:
        """Why the session of a row is void; empty where it stands."""
        text = row.says("voided")
        heard = self.lists.voids.find(text)
        if text and (heard is None or not heard.is_whole):
            raise self.refused(row, "voided", "is none of the reasons known here.")
        return heard.entry if heard else ""

    def yes(self, row: CsvRow, column: str) -> bool:
        """Whether a column says yes."""
        text = row.says(column).casefold()
        if text not in _YES | _NO:
            raise self.refused(row, column, "is neither yes nor no.")
        return text in _YES

    def pool(self, row: CsvRow) -> Pool:
        """What draws on the visits of a row."""
        told = _parts(row.says("disciplines"))
        return Pool(self.codes(row), tuple(_one_of(Discipline, "disciplines", t) for t in told))

    def refused(self, row: CsvRow, column: str, why: str) -> RowRefused:
        """The refusal of a column: for an identity where it holds one, for what is wrong else."""
        try:
            self.refuse_identity(column, row.says(column))
        except RowRefused as refused:
            return refused
        return RowRefused(column, why if row.says(column) else "is missing.")

    def refuse_identity(self, column: str, text: str) -> None:
        """Refuse what looks like a person's."""
        found = self.identities.find(text)
        if found:
            raise _like(column, found)

    def _one(self, row: CsvRow, column: str, named: Mapping[str, Iterable[str]]) -> str | None:
        text = row.says(column)
        if not text or text in named:
            return text or None
        found = [id_ for id_, names in named.items() if key_of(text) in map(key_of, names)]
        if len(found) != 1:
            raise self.refused(row, column, f"is no {column} that is known here.")
        return found[0]


# -- What a row says -----------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class OpenedChart:
    """A row of aliases.csv."""

    opening: ChartOpening
    plan: str = ""
    closed: date | None = None
    improving: tuple[date, ...] = ()
    episodes: tuple[Period, ...] = ()


@dataclass(frozen=True, slots=True)
class SeenChart:
    """A row of sessions.csv; `again` says that it is a further session of its day."""

    session: Session
    again: bool

    @property
    def same(self) -> tuple[object, ...]:
        """What two tellings of one session share, also when one of them is voided."""
        return _same(self.session)


Told = OpenedChart | AuthorizationAdded | BalanceTold | SeenChart


def _same(session: Session) -> tuple[object, ...]:
    return session.on, tuple(sorted(session.codes)), session.discipline, session.units


def _opened(row: CsvRow, name: str, known: KnownRecords) -> OpenedChart:
    closed = known.past(row, "closed") if row.says("closed") else None
    days = [part.strip() for part in row.says("improving").split(";") if part.strip()]
    opening = ChartOpening(name, known.payer(row), known.condition(row), _year_from(row, known))
    return OpenedChart(
        opening,
        known.plan(row, opening.payer),
        closed,
        tuple(known.past(row, "improving", text) for text in days),
        tuple(_episodes(row, known)),
    )


def _year_from(row: CsvRow, known: KnownRecords) -> tuple[int, int] | None:
    """The month and day: 7/1, 07-01, or 1-Jul, which spreadsheets make of both."""
    text = row.says("year_from")
    if not text:
        return None
    for ending in ("/2024", "-2024"):
        try:
            found = dates.take(text + ending)
            if found.on and not found.remaining.strip():
                BenefitYear(found.on.month, found.on.day)
                return found.on.month, found.on.day
        except (NotUnderstood, ValueError):
            continue
    raise known.refused(row, "year_from", "is not a month and a day, like 7/1.")


def _episodes(row: CsvRow, known: KnownRecords) -> Iterator[Period]:
    for part in filter(None, (part.strip() for part in row.says("episodes").split(";"))):
        first, to, last = part.partition(" to ")
        begun = known.past(row, "episodes", first)
        ended = known.past(row, "episodes", last) if to else None
        if ended and ended < begun:
            raise RowRefused("episodes", "has one that ends before it begins.")
        yield Period(begun, ended)


def _authorized(row: CsvRow, _name: str, known: KnownRecords) -> AuthorizationAdded:
    number, first = known.number(row, "visits", 1), known.day(row, "first")
    last = known.day(row, "last") if row.says("last") else None
    if last and last < first:
        raise RowRefused("last", "lies before the first day.")
    if is_too_long(Period(first, last)):
        raise RowRefused("last", f"lies too far ahead. {TOO_LONG}")
    unit = _one_of(Unit, "unit", row.says("unit") or Unit.VISIT.value)
    pool = known.pool(row)
    told = [f"{number}", f"{first}", f"{last}", *pool.codes, *pool.disciplines]
    id_ = "/".join(told if unit is Unit.VISIT else [*told, unit.value])
    return AuthorizationAdded(Authorization(id_, number, Period(first, last), pool, unit))


def _balance(row: CsvRow, _name: str, known: KnownRecords) -> BalanceTold:
    used, as_of = known.number(row, "used", 0), known.past(row, "as_of")
    source = known.source(row).spell()
    ours = known.yes(row, "includes_ours")
    return BalanceTold(Balance(used, as_of, source, ours, known.pool(row)))


def _seen(row: CsvRow, _name: str, known: KnownRecords) -> SeenChart:
    on, codes = known.past(row, "date"), known.codes(row)
    told = row.says("discipline")
    discipline = _one_of(Discipline, "discipline", told) if told else None
    units = known.number(row, "units", 1) if row.says("units") else 1
    voided = known.reason(row)
    return SeenChart(Session(1, on, codes, discipline, units, voided), known.yes(row, "again"))


_READ: Mapping[str, Callable[[CsvRow, str, KnownRecords], Told]] = {
    ALIASES: _opened,
    AUTHORIZATIONS: _authorized,
    BALANCES: _balance,
    SESSIONS: _seen,
}


def _like(column: str, found: Identity) -> RowRefused:
    return RowRefused(column, f"looks like {_LOOKS_LIKE[found.kind]}.")


def _parts(text: str) -> list[str]:
    return [part for part in _SEPARATOR.split(text) if part]


def _one_of(kind: type[_Named], column: str, text: str) -> _Named:
    for each in kind:
        if each.value.casefold() == text.casefold():
            return each
    found = find_form_in_alias(text)
    names = phrases.either([each.value for each in kind])
    raise _like(column, found) if found else RowRefused(column, f"is not {names}.")


# -- What a row makes of a chart -----------------------------------------------------------------


@dataclass(slots=True)
class ChartDraft:
    """A chart with the rows so far; `events` are what they add. Made anew under the chart's lock.

    `found` is the chart as the clinic has it.
    """

    found: Chart
    by: DoneBy
    is_new: bool = False
    events: list[Event] = field(default_factory=list)
    closing: list[Event] = field(default_factory=list)
    _chart: Chart = field(init=False)
    _matched: Counter[tuple[object, ...]] = field(default_factory=Counter)

    def __post_init__(self) -> None:
        """Begin with the chart as it is."""
        self._chart = self.found

    def add(self, told: Told) -> bool:
        """Take a row; False where the clinic has it already. Raises `Refused`."""
        match told:
            case OpenedChart():
                news, self.closing = self._filled(told), self._closed(told)
                return self._take(news) or bool(self.closing) or self.is_new
            case SeenChart():
                return self._take(self._logged(told))
            case _:
                heard = is_heard(self._chart, told)
                return not heard and self._take(self._open([told]))

    def _take(self, events: Iterable[Event]) -> bool:
        before = len(self.events)
        for event in events:
            self._chart = apply(self._chart, event, self.by)
            self.events.append(event)
        return len(self.events) > before

    def _open(self, events: list[Event]) -> list[Event]:
        if self.found.closed:
            raise RowRefused("alias", "is closed in the clinic.")
        return events

    def _filled(self, told: OpenedChart) -> list[Event]:
        """What the clinic did not know of an alias. What it knows otherwise is refused."""
        has, opening = self.found, told.opening
        pairs: list[tuple[str, object, object, Event]] = [
            ("payer", opening.payer, has.payer, PayerSet(opening.payer)),
            ("condition", opening.condition, has.condition, ConditionSet(opening.condition)),
            ("plan", told.plan, has.plan, PlanSet(told.plan)),
            ("year_from", opening.benefit_year, has.benefit_year, YearSet(opening.benefit_year)),
        ]
        news = [(column, old, event) for column, new, old, event in pairs if new and new != old]
        for column, old, _ in news:
            if old:
                raise RowRefused(column, "is another in the clinic.")
        improved = [
            ImprovementNoted(on) for on in told.improving if on not in has.history.improving
        ]
        return [*(event for *_, event in news), *improved]

    def _closed(self, told: OpenedChart) -> list[Event]:
        """Episodes and the end of care, for a chart that nobody has worked with yet."""
        has, is_untouched = self.found, self.found.version <= 1
        events: list[Event] = []
        if told.episodes and told.episodes != has.history.episodes:
            if not is_untouched:
                raise RowRefused("episodes", "are others in the clinic.")
            events += _episode_events(told)
        if told.closed and told.closed != has.closed:
            if not is_untouched:
                raise RowRefused("closed", "is another day in the clinic, or none.")
            events.append(ChartClosed(told.closed))
        return events

    def _logged(self, told: SeenChart) -> list[Event]:
        here = sum(_same(each) == told.same for each in self.found.history.sessions)
        if self._matched[told.same] < here:
            self._matched[told.same] += 1
            return []
        on, voided = told.session.on, told.session.voided
        if self._chart.standing_on(on) and not (told.again or voided):
            raise RowRefused("again", "a session of this day is there; write yes for a second one.")
        number = self._chart.next_number
        session = replace(told.session, number=number, voided="")
        news: list[Event] = [SessionLogged(session, self._chart.next_ordinal(on))]
        void = [SessionVoided(number, VoidReason(voided))] if voided else []
        return self._open([*news, *void])


def _episode_events(told: OpenedChart) -> Iterator[Event]:
    """What made the episodes: one that ended before the day before the next was closed."""
    for each, following in zip(told.episodes, [*told.episodes[1:], Period()], strict=True):
        if each.first:
            yield EpisodeOpened(each.first)
        is_cut = following.first and each.last == following.first - _DAY
        if each.last and not is_cut:
            yield ChartClosed(each.last)
            if following.first:
                yield ChartReopened(following.first)


# -- Files ---------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class RowFault:
    """A row that is refused, and why."""

    file: str
    line: int
    why: str

    def __str__(self) -> str:
        return f"{self.file}, line {self.line}, {self.why}"


def _read_rows(folder: Path) -> Iterator[CsvRow]:
    """Every row of every file there is."""
    paths = [folder / name for name in _COLUMNS if (folder / name).is_file()]
    if not paths:
        raise Trouble(f"{folder} holds none of {phrases.either(list(_COLUMNS))}.", "")
    for path in paths:
        yield from _rows(path)


def _rows(path: Path) -> Iterator[CsvRow]:
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            reader = csv.reader(file, strict=True)
            header = _header(path.name, next(reader, []))
            for cells in reader:
                told = [as_told(cell.strip()).strip() for cell in cells]
                if any(told):
                    more = {"row": "too long"} if len(told) > len(header) else {}
                    yield CsvRow(
                        path.name, reader.line_num, dict(zip(header, told, strict=False)) | more
                    )
    except UnicodeDecodeError:
        raise Trouble(f"{path.name} is not UTF-8.", "Save it as “CSV UTF-8”.") from None
    except csv.Error:
        raise Trouble(f"{path.name} is not CSV.", "Save it as “CSV UTF-8”.") from None


def _header(file: str, cells: Sequence[str]) -> list[str]:
    """The columns of a file, by name."""
    header = [cell.strip().casefold().replace(" ", "_") for cell in cells]
    columns = _COLUMNS[file]
    mend = f"Its columns are {', '.join(columns)}."
    if not set(columns) & set(header):  # else it is a row, and nothing of it may be printed
        raise Trouble(f"{file} has no header row.", mend)
    strange = [_spelled(at, name) for at, name in enumerate(header, 1) if name not in columns]
    missing = [name for name in columns[: _REQUIRED[file]] if name not in header]
    twice = [name for name, times in Counter(header).items() if times > 1 and name in columns]
    for names, what in ((strange, "unknown"), (missing, "missing"), (twice, "there twice")):
        if names:
            verb = "is" if len(names) == 1 else "are"
            raise Trouble(f"{file}: {phrases.either(names, 'and')} {verb} {what}.", mend)
    return header


def _spelled(at: int, name: str) -> str:
    """A column's name where it is nearly one of ours; else only its place: it may be a person's."""
    ours = {column for columns in _COLUMNS.values() for column in columns}
    is_near = name in ours or process.extractOne(name, ours, score_cutoff=_NEAR)
    return f"the column “{name}”" if is_near else f"column {at}"


# -- Checking ------------------------------------------------------------------------------------


@dataclass(slots=True)
class ImportCheck:
    """What an import would do: by alias what its rows say, what is refused, what is here.

    `news` are the aliases of which a row is new: the charts of the others are not touched.
    """

    work: dict[str, list[Told]] = field(default_factory=dict)
    news: set[str] = field(default_factory=set)
    faults: list[RowFault] = field(default_factory=list)
    taken: int = 0
    here: int = 0

    def say(self, *, done: bool = False) -> str:
        """The refused rows, one a line, and the sum."""
        rows = phrases.count(self.taken, "row")
        would = ("was" if self.taken == 1 else "were") if done else "would be"
        there = f"{self.here} {'is' if self.here == 1 else 'are'} here already"
        summary = f"{rows} {would} taken, {len(self.faults)} refused, {there}."
        return "\n".join([*map(str, self.faults), summary])


@dataclass(slots=True)
class ImportChecker:
    """Goes through the rows, with the charts that the clinic has of them."""

    known: KnownRecords
    clinic: Clinic
    by: DoneBy
    charts: dict[str, Chart]
    names: ImportedAliases
    result: ImportCheck = field(default_factory=ImportCheck)
    _drafts: dict[str, ChartDraft] = field(default_factory=dict)
    _listed: set[str] = field(default_factory=set)
    _said: dict[tuple[str, str], str] = field(default_factory=dict)

    def add(self, row: CsvRow) -> None:
        """Check one row."""
        try:
            if "row" in row.cells:
                raise RowRefused("row", "has more cells than the header.")
            name = self._alias(row)
            told = _READ[row.file](row, name, self.known)
            self._refuse_two_words(told, row, key(name))
            is_new = self._draft(told, name).add(told)
        except RowRefused as refused:
            self.result.faults.append(RowFault(row.file, row.line, refused.what))
            return
        self._listed |= {key(name)} if isinstance(told, OpenedChart) else set()
        self.result.work.setdefault(key(name), []).append(told)
        self.result.news |= {key(name)} if is_new else set()
        self.result.taken += is_new
        self.result.here += not is_new

    def _refuse_two_words(self, told: Told, row: CsvRow, name: str) -> None:
        """Refuse two words of one alias for a source of which there may be several.

        Visits elsewhere add up by source; as one source the later row would replace the earlier.
        """
        if not isinstance(told, BalanceTold) or told.balance.includes_ours:
            return
        typed = key_of(row.says("source"))
        first = self._said.setdefault((name, told.balance.source), typed)
        source = unspell(told.balance.source)
        if first != typed and source and source.kind in SEVERAL:
            mend = f"number them, as in {source.kind} 2."
            raise RowRefused("source", f"is another word for one that stands above; {mend}")

    def _alias(self, row: CsvRow) -> str:
        text = row.says("alias")
        name = key(text)
        if not text:
            raise RowRefused("alias", "is missing.")
        if name in self._listed and row.file == ALIASES:
            raise RowRefused("alias", "stands in the file twice.")
        if name in self.charts or name in self._drafts:
            return (self.charts.get(name) or self._drafts[name].found).alias
        read = self._readable(text)
        if row.file != ALIASES:
            raise RowRefused("alias", "is in no file that was taken, and not in the clinic.")
        return read

    def _readable(self, text: str) -> str:
        found = None if alias.is_issued(text) else self.known.identities.find_in_alias(text)
        if found:
            raise _like("alias", found)
        read = self.names.read(text, (draft.found.alias for draft in self._drafts.values()))
        if isinstance(read, Identity):
            raise _like("alias", read)
        if isinstance(read, UnusableAlias):
            raise RowRefused("alias", read)
        return read.text

    def _draft(self, told: Told, name: str) -> ChartDraft:
        """The draft of an alias. A new one is kept only once its row is sound."""
        if key(name) not in self._drafts:
            chart = self.charts.get(key(name))
            new = chart or _blank(self.clinic, told, self.known.today)
            self._drafts[key(name)] = ChartDraft(new, self.by, is_new=chart is None)
        return self._drafts[key(name)]


def _blank(clinic: Clinic, told: Told, today: date) -> Chart:
    if not isinstance(told, OpenedChart):
        raise TypeError("only a row of aliases.csv opens a chart")
    o = told.opening
    return Chart(0, clinic.id, o.alias, today, o.payer, o.condition, benefit_year=o.benefit_year)


# -- The verb ------------------------------------------------------------------------------------


def arguments(parser: ArgumentParser) -> None:
    """Tell the parser of the verb what may follow it."""
    words = parser.add_subparsers(dest="word", required=True, metavar="export | import")
    out = words.add_parser("export", help="write a clinic's records as CSV")
    out.add_argument("--out", required=True, type=Path, metavar="DIR", help="the folder to write")
    into = words.add_parser("import", help="check CSV files and take their rows")
    into.add_argument("folder", type=Path, metavar="DIR", help="the folder with the files")
    into.add_argument("--dry-run", action="store_true", help="only say what would be done")
    into.add_argument("--skip-refused", action="store_true", help="take the rows that are sound")
    for each in (out, into):
        each.add_argument("--clinic", type=int, metavar="ID", help="which clinic, if several")


async def answer(app: App, asked: Namespace) -> str:
    """What to print. Raises `Trouble` where nothing was done."""
    rows = list(_read_rows(asked.folder)) if asked.word == "import" else []
    async with app.database:
        await ready(app)
        is_read_only = asked.word == "export" or asked.dry_run
        clinic = await _clinic(app, asked.clinic, make=not is_read_only)
        if asked.word == "export":
            return await _export(app, clinic, asked.out)
        return await _import(app, clinic, rows, asked)


async def _clinic(app: App, wanted: int | None, *, make: bool) -> Clinic:
    """The clinic that is meant: the only one, or the console's where there is none yet."""
    clinics = await app.ledger.clinics()
    found = [c for c in clinics if wanted in {None, c.id}]
    if len(found) == 1:
        return found[0]
    if clinics or wanted is not None:
        listed = "\n".join(f"  --clinic {c.id}: {c.platform}, {c.workspace}" for c in clinics)
        what = "Several clinics are here." if found else f"There is no clinic {wanted} here."
        raise Trouble(what, f"Name one of them:\n{listed}" if clinics else "Leave --clinic out.")
    if not make:
        return Clinic(0, Platform.CONSOLE, WORKSPACE)
    user, at = str(Role.STAFF), app.clock()
    clinic, _ = await app.ledger.seat(Platform.CONSOLE, WORKSPACE, user, role=Role.STAFF, at=at)
    return clinic


async def _import(app: App, clinic: Clinic, rows: Sequence[CsvRow], asked: Namespace) -> str:
    at = app.clock()
    by = DoneBy(ACTOR, at, date_of_service(at, clinic.time_zone))
    check = await _checked(app, clinic, rows, by)
    if asked.dry_run:
        return check.say()
    if check.faults and not asked.skip_refused:
        mend = "Nothing was imported. Mend these rows, or leave them out: --skip-refused"
        raise Trouble(check.say(), mend)
    for name, told in check.work.items():
        if name in check.news:
            await _write(app, clinic, (name, told), by)
    return check.say(done=True)


async def _checked(app: App, clinic: Clinic, rows: Sequence[CsvRow], by: DoneBy) -> ImportCheck:
    services = app.services
    known = KnownRecords(services.book, services.identities, by.on, services.lists)
    aliases = await services.charts.aliases(clinic.id)
    here = {key(name) for name in aliases}
    charts = {}
    for name in sorted({key(row.says("alias")) for row in rows} & here):
        chart = await services.charts.find(clinic.id, name)
        if chart:
            charts[name] = chart
    gone = await services.charts.given_before(clinic.id, {row.says("alias") for row in rows})
    own = alias_form.forms(services.alias_terms, clinic.preferences.patterns)
    checking = ImportChecker(known, clinic, by, charts, ImportedAliases(own, aliases, gone))
    for row in rows:
        checking.add(row)
    return checking.result


async def _write(app: App, clinic: Clinic, work: tuple[str, list[Told]], by: DoneBy) -> None:
    """Take the rows of one alias, in one change of its chart."""
    name, told = work

    def count(chart: Chart, on: date) -> tuple[Standing, ...]:
        return counting.count(chart, app.services.book, clinic, on)

    def decide(chart: Chart) -> Sequence[Event]:
        draft = ChartDraft(chart, by)
        for each in told:
            draft.add(each)
        return [*draft.events, *draft.closing]

    charts = app.services.charts
    first = told[0]
    if isinstance(first, OpenedChart) and await charts.find(clinic.id, name) is None:
        await charts.start(clinic.id, first.opening, count, by)
    await charts.amend(clinic.id, name, decide, count, by)


# -- Export --------------------------------------------------------------------------------------


async def _export(app: App, clinic: Clinic, folder: Path) -> str:
    names = await app.services.charts.aliases(clinic.id)
    charts = [await app.services.charts.find(clinic.id, name) for name in names]
    tables = {file: [row for c in charts if c for row in rows(c)] for file, rows in _TOLD.items()}
    _write_files(folder, tables)
    if clinic.id:  # else there is nobody's yet
        await app.ledger.tell(clinic.id, _export_deed(tables, app.clock()))
    told = [f"{phrases.count(len(rows), 'row')} in {file}" for file, rows in tables.items()]
    return f"Written to {folder}: {', '.join(told)}."


def _export_deed(tables: Mapping[str, Sequence[object]], at: datetime) -> AuditEvent:
    told = {"aliases": len(tables[ALIASES]), "sessions": len(tables[SESSIONS])}
    return AuditEvent(at, OPERATOR, "records exported", "clinic", as_detail(told))


def _write_files(folder: Path, tables: Mapping[str, Sequence[Sequence[object]]]) -> None:
    private_folder(folder)
    for file, rows in tables.items():
        told = ([harmless("" if cell is None else str(cell)) for cell in row] for row in rows)
        with private_file(folder / file) as out:
            csv.writer(out).writerows([_COLUMNS[file], *told])


def _alias_rows(chart: Chart) -> Iterator[tuple[object, ...]]:
    year = "/".join(map(str, chart.benefit_year or ()))
    improving = "; ".join(map(str, chart.history.improving))
    spans = [filter(None, (e.first, e.last)) for e in chart.history.episodes]
    episodes = "; ".join(" to ".join(map(str, span)) for span in spans)
    told = (chart.alias, chart.payer, chart.condition, chart.plan, year, chart.closed)
    yield (*told, improving, episodes)


def _authorization_rows(chart: Chart) -> Iterator[tuple[object, ...]]:
    for a in chart.history.authorizations:
        yield chart.alias, a.number, a.period.first, a.period.last, a.unit.value, *_pool(a.pool)


def _balance_rows(chart: Chart) -> Iterator[tuple[object, ...]]:
    for b in chart.history.balances:
        ours = "yes" if b.includes_ours else "no"
        yield chart.alias, b.used, b.as_of, b.source, ours, *_pool(b.pool)


def _session_rows(chart: Chart) -> Iterator[tuple[object, ...]]:
    days: set[date] = set()
    for s in sorted(chart.history.sessions, key=lambda s: s.number):
        again = "yes" if s.on in days and not s.voided else ""
        days |= set() if s.voided else {s.on}
        codes = " ".join(s.codes)
        yield chart.alias, s.on, codes, s.discipline, s.units, again, s.voided


def _pool(pool: Pool) -> tuple[str, str]:
    return " ".join(pool.codes), " ".join(pool.disciplines)


_TOLD: Mapping[str, Callable[[Chart], Iterator[tuple[object, ...]]]] = {
    ALIASES: _alias_rows,
    AUTHORIZATIONS: _authorization_rows,
    BALANCES: _balance_rows,
    SESSIONS: _session_rows,
}
