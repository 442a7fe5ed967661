"""/caps rollover: what Jan 1 resets, what lapses before, whom to verify; page (_FULL)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date

from handlers.caps import rollover_turn, rollover_year, verified
from handlers.caps.board import recount_due
from handlers.command import Request, Services
from handlers.session import limit_names
from handlers.session.find_chart import by
from models.clinic import payer_tick
from models.coverage.fact_book import FactBook
from models.coverage.new_year import NewYearFact, NewYearPart
from models.errors import NotUnderstood
from models.ports import OpenAlias
from models.privacy.alias_text import key
from models.reply import Choice, Details, Line, Reply, Row, Section, Table, Weight
from models.understanding import details_word
from models.visits.limit import kind_of_id
from models.visits.rollover import ResetKind, StoredStanding
from models.visits.verify_anew import PayerToVerify
from models.wording import phrases
from models.wording import rollover as wording
from models.wording.limit_owner import who_pays

_SHOWN = 3  # aliases in a row of the gist
_DATED = 2  # aliases that are told with their days, and payers
_FULL = 40  # aliases on a page of the details
_NAMES = 8  # names of aliases beside a payer
_HEADER = ("Resets", "Aliases")

_AFTER = re.compile(r"\bafter\s+(?P<alias>\S+)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Met:
    """A count that meets Jan 1: whose it is, and how."""

    alias: OpenAlias
    standing: StoredStanding
    turn: ResetKind


@dataclass(frozen=True, slots=True)
class _NewYear:
    """Everybody's counts on the first day of a year, and what the facts say of it."""

    jan_1: date
    today: date
    aliases: tuple[OpenAlias, ...]
    met: tuple[_Met, ...]
    facts: tuple[NewYearFact, ...]
    book: FactBook
    payers: tuple[PayerToVerify, ...]
    done_on: Mapping[str, date]
    after: str = ""

    @property
    def page(self) -> tuple[OpenAlias, ...]:
        """The aliases that stand in the details, by name, from one on."""
        return tuple(a for a in self.aliases if key(a.alias) > key(self.after))[:_FULL]

    @property
    def hidden(self) -> int:
        """How many come behind those."""
        return sum(key(alias.alias) > key(self.after) for alias in self.aliases) - len(self.page)

    def of(self, turn: ResetKind) -> list[_Met]:
        """The counts that meet the day in one way."""
        return [met for met in self.met if met.turn is turn]

    def said(self, part: NewYearPart) -> list[Line]:
        """What the facts say of one part, in their order."""
        return [Line(fact.says, fact.cites) for fact in self.facts if fact.part is part]

    def name(self, payer: str | None, is_self_pay: bool = False) -> str:
        """A payer by its name."""
        return who_pays(payer, self.book, is_self_pay=is_self_pay)


async def answer(request: Request, services: Services, text: str) -> Reply:
    """What a Jan 1 does to everybody who is open, by the counts that are stored.

    Behind "verified" stands a payer that is done with.
    """
    text, opens = details_word.take(text)
    after = _AFTER.search(text)
    text = _AFTER.sub(" ", text)
    usual = rollover_year.usual(request.today)
    tick = verified.read(text, usual)
    try:
        jan_1 = rollover_year.read(tick.year if tick else text, request.today)
        if tick and rollover_year.is_over(jan_1, request.today):
            raise verified.of_year_that_is_over(tick, usual)
    except NotUnderstood as trouble:
        plain = rollover_year.FILLER.sub(" ", text)
        raise verified.of_one_payer(trouble, plain, usual, services) from None
    await recount_due(request.clinic, by(request), services)
    today = request.today
    aliases = await services.charts.open_aliases(request.clinic.id, today, max(today, jan_1))
    if not aliases:
        return Reply(
            f"{phrases.day(jan_1)}: nobody is open",
            lines=(Line("No alias is open, so nothing resets. Make one: /session new"),),
            choices=(Choice("Make an alias", "/session new", Weight.PRIMARY),),
        )
    clinic, said = request.clinic, []
    if tick:
        payers = verified.of_clinic(aliases, clinic, jan_1.year)
        clinic, names = await verified.keep_ticks(request, services, tick, payers)
        said = [Line(wording.ticked(names, jan_1.year, is_done=tick.is_done))]
    year = _gathered(aliases, jan_1, replace(request, clinic=clinic), services.book)
    shown = _say(replace(year, after=after["alias"]) if after else year, *said)
    return shown.opened() if opens else shown


def _gathered(
    aliases: tuple[OpenAlias, ...], jan_1: date, request: Request, book: FactBook
) -> _NewYear:
    ids = {id_ for alias in aliases for id_ in (*alias.payers, *alias.payers_then)}
    payers = [held for held in map(book.payers.get, ids) if held]
    return _NewYear(
        jan_1,
        request.today,
        aliases,
        tuple(
            _Met(alias, s, rollover_turn.turn_of(alias, s, jan_1, book))
            for alias in aliases
            for s in map(alias.cut, alias.standings)
            if alias.keeps(s) and not s.is_of_a_day
        ),
        tuple(fact for fact in book.new_year if fact.is_about(payers, jan_1.year)),
        book,
        verified.of_clinic(aliases, request.clinic, jan_1.year),
        payer_tick.days_of(request.clinic.preferences.verified, jan_1.year),
    )


def _say(year: _NewYear, *said: Line) -> Reply:
    lines = [*said, *_lapses(year), *_verify(year)]
    number = len(_names(year.of(ResetKind.ON_JAN_1)))
    return Reply(
        headline=wording.headline(number, year.jan_1, year.today),
        tables=(Table("By the counts as stored", _HEADER, tuple(_rows(year))),),
        lines=tuple(lines),
        choices=(
            *_ticks(year),
            Choice("What to check in January", "/ask what do I check in January"),
            Choice("The board", "/caps"),
        ),
        details=lambda: _in_full(year),
        details_command=f"{_command(year, year.after)} details",
    )


def _verify(year: _NewYear) -> list[Line]:
    """Whom to verify anew, and who was verified."""
    if rollover_year.is_over(year.jan_1, year.today):
        return []
    left = [(year.name(p.payer), len(p.aliases)) for p in year.payers if not p.is_done]
    done = [year.name(p.payer) for p in year.payers if p.is_done]
    told = [Line(wording.verify(left, _DATED)), *year.said(NewYearPart.TIMING)] if left else []
    return [*told, *([Line(wording.verified(done, year.jan_1.year, _SHOWN))] if done else [])]


def _ticks(year: _NewYear) -> Iterable[Choice]:
    """A tick for each of the payers that are told by name; of a year that is over, the next one."""
    if rollover_year.is_over(year.jan_1, year.today):
        usual = rollover_year.usual(year.today)
        yield Choice(f"Jan 1, {usual}", f"/caps rollover {usual}", Weight.PRIMARY)
        return
    left = [each for each in year.payers if not each.is_done]
    for each in left[:_DATED]:
        name = year.name(each.payer)
        yield Choice(f"{name}: verified", verified.command(year.jan_1.year, name))


def _names(met: Iterable[_Met]) -> list[str]:
    return list(dict.fromkeys(each.alias.alias for each in met))


def _rows(year: _NewYear) -> Iterable[Row]:
    """A row for each way in which counts meet the day, and one for those without a limit."""
    for turns in (
        (ResetKind.ON_JAN_1,),
        (ResetKind.ANOTHER_DAY,),
        (ResetKind.ENDS,),
        (ResetKind.ROLLS, ResetKind.NEVER),
    ):
        turn, met = turns[0], [met for met in year.met if met.turn in turns]
        met.sort(key=lambda each: each.standing.its_day or date.max)
        # Of several limits nothing opens before the last of them; the first to end is lost first.
        in_turn = met if turn is ResetKind.ANOTHER_DAY else [*reversed(met)]
        shown = {each.alias.alias: each for each in in_turn}
        told = [wording.with_day(name, shown[name].standing, turn) for name in _names(met)]
        if told:
            most = _DATED if turn in {ResetKind.ANOTHER_DAY, ResetKind.ENDS} else _SHOWN
            yield Row((wording.turn(turn), wording.few(told, most)))
    if told := _changing(year, year.aliases):
        yield Row((wording.ANOTHER, wording.few(told, _DATED)))
    if bare := [alias.alias for alias in year.aliases if alias.is_idle]:
        yield Row((wording.NO_LIMIT, wording.few(bare, _SHOWN)))


def _changing(year: _NewYear, aliases: Iterable[OpenAlias]) -> list[str]:
    """Who has another payer by the day, and from when."""
    return [
        wording.another(a, year.name(a.payer_then, a.is_self_pay)) for a in aliases if a.changes
    ]


def _lapses(year: _NewYear) -> list[Line]:
    """The authorized visits that end unused before the day, the first to end first."""
    ending = sorted(year.of(ResetKind.ENDS), key=lambda each: each.standing.its_day or date.max)
    told = [
        wording.lapse(each.alias.alias, each.standing, number)
        for each in ending
        if (number := each.standing.lapsing(year.jan_1, each.turn))
    ]
    return [Line(wording.lapses(told, _DATED))] if told else []


def _in_full(year: _NewYear) -> Details:
    is_over = rollover_year.is_over(year.jan_1, year.today)
    anew = [
        Section("Verify anew", tuple(_payers(year))),
        Section("What to ask each of them", tuple(year.said(NewYearPart.VERIFY))),
    ]
    sections = [
        Section("The year resets", tuple(year.said(NewYearPart.RESETS))),
        Section("The year does not reset", tuple(year.said(NewYearPart.RUNS_ON))),
        *(_section(year, turn) for turn in ResetKind),
        Section(wording.ANOTHER, tuple(Line(f"{t}.") for t in _changing(year, year.page))),
        Section(wording.NO_LIMIT, rollover_turn.idle(year.page)),
        _further(year),
        *([] if is_over else anew),
        Section(f"Amounts of {year.jan_1.year}", tuple(year.said(NewYearPart.AMOUNTS))),
    ]
    held = [section for section in sections if section.lines]
    cites = [id_ for line in year.said(NewYearPart.TIMING) for id_ in line.cites]
    cites += [id_ for section in held for line in section.lines for id_ in line.cites]
    sources = tuple(year.book.citations[id_] for id_ in dict.fromkeys(cites))
    return Details(sections=tuple(held), sources=sources)


def _section(year: _NewYear, turn: ResetKind) -> Section:
    """The counts of a page that meet the day in one way."""
    lines = tuple(
        Line(f"{_line(year, met, turn)}.") for met in year.of(turn) if met.alias in year.page
    )
    title = wording.title(turn, year.jan_1.year, is_ahead=year.jan_1 > year.today)
    return Section(title, lines)


def _line(year: _NewYear, met: _Met, turn: ResetKind) -> str:
    """One count; of several of one payer, each with what its limit is called."""
    of_payer = [
        each
        for each in year.met
        if each.alias.alias == met.alias.alias
        and kind_of_id(each.standing.limit) is kind_of_id(met.standing.limit)
    ]
    found = (
        rollover_turn.limit_of(met.alias, met.standing, year.book) if len(of_payer) > 1 else None
    )
    name = limit_names.name_of(found) if found else ""
    payer = met.standing.payer if met.standing.is_authorization else met.alias.payer
    return wording.in_full(met.alias, met.standing, turn, year.name(payer), name)


def _further(year: _NewYear) -> Section:
    """How to see those behind the page."""
    if not year.hidden:
        return Section("Further aliases", ())
    more = f"{phrases.count(year.hidden, 'more alias')}: {_command(year, year.page[-1].alias)}"
    return Section("Further aliases", (Line(f"{more} details"),))


def _command(year: _NewYear, after: str) -> str:
    behind = f" after {after}" if after else ""
    return f"/caps rollover {year.jan_1.year}{behind}"


def _payers(year: _NewYear) -> Iterable[Line]:
    """Each payer with its aliases, those to verify first; aliases without a payer last."""
    in_order = sorted(year.payers, key=lambda each: each.is_done)
    told = [
        wording.to_verify(year.name(p.payer), p.aliases, year.done_on.get(p.payer), _NAMES)
        for p in in_order
    ]
    bare = [alias for alias in year.aliases if not alias.payer_then]
    for is_self_pay in (False, True):
        names = [alias.alias for alias in bare if alias.is_self_pay is is_self_pay]
        told += [f"{year.name(None, is_self_pay)}: {wording.few(names, _NAMES)}"] if names else []
    return (Line(f"{phrases.sentence(text)}.") for text in told)
