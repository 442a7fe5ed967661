"""/caps rollover: what Jan 1 resets, what lapses before, whom to verify."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from handlers.caps import new_year, rollover_details, rollover_year, verified
from handlers.caps.board import recount_due
from handlers.caps.new_year import AFTER, SHOWN, Met, NewYear
from handlers.command import Request, Services
from handlers.session.find_chart import by
from models.coverage.new_year import NewYearPart
from models.errors import NotUnderstood
from models.reply import Choice, Line, Reply, Row, Table, Weight
from models.understanding import details_word
from models.visits.rollover import ResetKind
from models.wording import phrases
from models.wording import rollover as wording

_DATED = 2  # aliases that are told with their days, and payers
_HEADER = ("Resets", "Aliases")


async def answer(request: Request, services: Services, text: str) -> Reply:
    """What a Jan 1 does to everybody who is open, by the counts that are stored.

    Behind "verified" stands a payer that is done with.
    """
    text, opens = details_word.take(text)
    after = AFTER.search(text)
    text = AFTER.sub(" ", text)
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
    year = new_year.gathered(aliases, jan_1, replace(request, clinic=clinic), services.book)
    shown = _say(replace(year, after=after["alias"]) if after else year, *said)
    return shown.opened() if opens else shown


def _say(year: NewYear, *said: Line) -> Reply:
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
        details=lambda: rollover_details.in_full(year),
        details_command=f"{rollover_details.command(year, year.after)} details",
    )


def _verify(year: NewYear) -> list[Line]:
    """Whom to verify anew, and who was verified."""
    if rollover_year.is_over(year.jan_1, year.today):
        return []
    left = [(year.name(p.payer), len(p.aliases)) for p in year.payers if not p.is_done]
    done = [year.name(p.payer) for p in year.payers if p.is_done]
    told = [Line(wording.verify(left, _DATED)), *year.said(NewYearPart.TIMING)] if left else []
    return [*told, *([Line(wording.verified(done, year.jan_1.year, SHOWN))] if done else [])]


def _ticks(year: NewYear) -> Iterable[Choice]:
    """A tick for each of the payers that are told by name; of a year that is over, the next one."""
    if rollover_year.is_over(year.jan_1, year.today):
        usual = rollover_year.usual(year.today)
        yield Choice(f"Jan 1, {usual}", f"/caps rollover {usual}", Weight.PRIMARY)
        return
    left = [each for each in year.payers if not each.is_done]
    for each in left[:_DATED]:
        name = year.name(each.payer)
        yield Choice(f"{name}: verified", verified.command(year.jan_1.year, name))


def _names(met: Iterable[Met]) -> list[str]:
    return list(dict.fromkeys(each.alias.alias for each in met))


def _rows(year: NewYear) -> Iterable[Row]:
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
            most = _DATED if turn in {ResetKind.ANOTHER_DAY, ResetKind.ENDS} else SHOWN
            yield Row((wording.turn(turn), wording.few(told, most)))
    if told := rollover_details.changing(year, year.aliases):
        yield Row((wording.ANOTHER, wording.few(told, _DATED)))
    if bare := [alias.alias for alias in year.aliases if alias.is_idle]:
        yield Row((wording.NO_LIMIT, wording.few(bare, SHOWN)))


def _lapses(year: NewYear) -> list[Line]:
    """The authorized visits that end unused before the day, the first to end first."""
    ending = sorted(year.of(ResetKind.ENDS), key=lambda each: each.standing.its_day or date.max)
    told = [
        wording.lapse(each.alias.alias, each.standing, number)
        for each in ending
        if (number := each.standing.lapsing(year.jan_1, each.turn))
    ]
    return [Line(wording.lapses(told, _DATED))] if told else []
