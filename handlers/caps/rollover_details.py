"""The details of /caps rollover: every count by how it meets the day, and every payer, by pages."""

from __future__ import annotations

from collections.abc import Iterable

from handlers.caps import rollover_turn, rollover_year
from handlers.caps.new_year import Met, NewYear
from handlers.session.card import limit_names
from models.coverage.new_year import NewYearPart
from models.ports import OpenAlias
from models.reply import Details, Line, Section
from models.visits.limit import kind_of_id
from models.visits.rollover import ResetKind
from models.wording import phrases
from models.wording import rollover as wording

_NAMES = 8  # names of aliases beside a payer


def changing(year: NewYear, aliases: Iterable[OpenAlias]) -> list[str]:
    """Who has another payer by the day, and from when."""
    return [
        wording.another(a, year.name(a.payer_then, a.is_self_pay)) for a in aliases if a.changes
    ]


def in_full(year: NewYear) -> Details:
    """Each count of a page by how it meets the day, what is said of the year, and each payer."""
    is_over = rollover_year.is_over(year.jan_1, year.today)
    anew = [
        Section("Verify anew", tuple(_payers(year))),
        Section("What to ask each of them", tuple(year.said(NewYearPart.VERIFY))),
    ]
    sections = [
        Section("The year resets", tuple(year.said(NewYearPart.RESETS))),
        Section("The year does not reset", tuple(year.said(NewYearPart.RUNS_ON))),
        *(_section(year, turn) for turn in ResetKind),
        Section(wording.ANOTHER, tuple(Line(f"{t}.") for t in changing(year, year.page))),
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


def _section(year: NewYear, turn: ResetKind) -> Section:
    """The counts of a page that meet the day in one way."""
    lines = tuple(
        Line(f"{_line(year, met, turn)}.") for met in year.of(turn) if met.alias in year.page
    )
    title = wording.title(turn, year.jan_1.year, is_ahead=year.jan_1 > year.today)
    return Section(title, lines)


def _line(year: NewYear, met: Met, turn: ResetKind) -> str:
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


def _further(year: NewYear) -> Section:
    """How to see those behind the page."""
    if not year.hidden:
        return Section("Further aliases", ())
    more = f"{phrases.count(year.hidden, 'more alias')}: {command(year, year.page[-1].alias)}"
    return Section("Further aliases", (Line(f"{more} details"),))


def command(year: NewYear, after: str) -> str:
    """The command of a page, from one alias on."""
    behind = f" after {after}" if after else ""
    return f"/caps rollover {year.jan_1.year}{behind}"


def _payers(year: NewYear) -> Iterable[Line]:
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
