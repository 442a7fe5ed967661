"""/caps reading: how a manager chooses between readings of a payer's disputed limit."""

from __future__ import annotations

from handlers.clinic.change_setting import keep_defaults, refuse_staff
from handlers.command import Request, Services
from models.clinic.clinic import spell_readings
from models.coverage.payer import Payer
from models.errors import NotUnderstood
from models.reply import Choice, Line, Reply, Section
from models.visits.limit import Limit, Reading
from models.wording.sourced import lines, sourced
from models.words import key_of


async def answer(request: Request, services: Services, text: str) -> Reply:
    """Show the readings of a payer's disputed limits, or choose one."""
    payer = _payer(services, text)
    said = (sentence for p in services.book.positions[payer.id] for sentence in p.limits)
    disputed = [limit for limit in said if isinstance(limit, Limit) and limit.readings]
    if not disputed:
        return Reply(
            headline=f"{payer.name} · how limits are counted",
            lines=(Line("No source that I know disputes how this payer counts."),),
        )
    named = _named(disputed, text)
    if not named:
        return _show(request, services, payer, disputed)
    if len(named) > 1:
        raise NotUnderstood(
            "That names several ways to count, so nothing was changed.",
            "Choose one.",
            _choices(payer, disputed),
        )
    await refuse_staff(request.member, services, "How a disputed limit is counted")
    limit, reading = named[0]
    readings = {**dict(request.clinic.readings), limit.disputed: reading.id}
    await keep_defaults(request, services, {"readings": spell_readings(readings)})
    await services.charts.count_anew(request.clinic.id, payer.id)
    return _done(services, payer, limit, reading)


def _payer(services: Services, text: str) -> Payer:
    words = text
    for spelling in ("calendar year", "from first visit", "from the first visit"):
        words = words.casefold().replace(spelling, " ")
    question = services.reader.read(words)
    payers = question.payers
    unused = " ".join((*question.codes, question.unknown_payer, *question.unused)).strip()
    if payers and unused:
        raise NotUnderstood(
            f"I did not understand “{unused}”, so nothing was changed.",
            "Name the payer and how it counts: /caps reading medicare calendar year",
        )
    if len(payers) != 1:
        raise NotUnderstood(
            "For which payer?",
            "Write it so: /caps reading medicare",
            [Choice("Medicare", "/caps reading medicare")],
        )
    return services.book.kept(payers[0])


def _named(disputed: list[Limit], text: str) -> list[tuple[Limit, Reading]]:
    """The readings whose names stand in the text: "calendar year", "from first visit"."""
    asked = key_of(text)
    return [
        (limit, reading)
        for limit in disputed
        for reading in limit.readings
        if key_of(_name(reading)) in asked
    ]


def _name(reading: Reading) -> str:
    return reading.id.replace("_", " ")


def _show(request: Request, services: Services, payer: Payer, disputed: list[Limit]) -> Reply:
    chosen = dict(request.clinic.readings)
    reply = Reply(
        headline=f"{payer.name} · how limits are counted",
        lines=(Line("Sources disagree. A manager chooses for the clinic."),),
        sections=tuple(_section(limit, limit.read_as(chosen)) for limit in disputed),
        choices=tuple(_choices(payer, disputed)),
    )
    return sourced(reply, services.book)


def _choices(payer: Payer, disputed: list[Limit]) -> list[Choice]:
    return [
        Choice(_name(reading).capitalize(), f"/caps reading {payer.name} {_name(reading)}")
        for limit in disputed
        for reading in limit.readings
    ]


def _section(limit: Limit, counted: Limit) -> Section:
    readings = []
    for reading in limit.readings:
        so_here = " Counted so here." if reading.window == counted.window else ""
        readings.append(Line(f"{reading.says}{so_here}", reading.cites))
    return Section(limit.says, tuple(readings))


def _done(services: Services, payer: Payer, limit: Limit, reading: Reading) -> Reply:
    reply = Reply(
        headline=f"{payer.name} · how limits are counted",
        lines=(
            *lines((limit,)),
            Line(f"Counted here from now on: {reading.says}", reading.cites),
            Line(f"Everybody with {payer.name} is counted anew."),
        ),
        choices=(Choice("The board", f"/caps {payer.name}"),),
    )
    return sourced(reply, services.book)
