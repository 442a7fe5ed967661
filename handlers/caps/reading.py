"""Chooses how a disputed limit of a payer is counted here, for the whole clinic."""

from __future__ import annotations

from handlers.clinic.setting import keep_defaults
from handlers.command import Request, Services
from models.clinic.clinic import spell_readings
from models.coverage.payer import Payer
from models.errors import NotAllowed, NotUnderstood
from models.reply import Choice, Line, Reply, Section
from models.visits.limit import Limit, Reading
from models.wording.sourced import lines, sourced
from models.words import key_of


async def answer(request: Request, services: Services, text: str) -> Reply:
    """Show the readings of a payer's disputed limits, or choose one."""
    payer = _payer(services, text)
    disputed = [limit for limit in _limits(services, payer) if limit.readings]
    if not disputed:
        return Reply(
            headline=f"{payer.name} · how limits are counted",
            lines=(Line("No source that I know disputes how this payer counts."),),
        )
    chosen = _chosen(disputed, text)
    if chosen is None:
        return _show(request, services, payer, disputed)
    if not request.member.is_manager:
        raise NotAllowed(
            "How a disputed limit is counted is for managers to choose.",
            "Ask a manager of your clinic.",
        )
    limit, reading = chosen
    readings = {**dict(request.clinic.readings), limit.disputed: reading.id}
    await keep_defaults(request, services, {"readings": spell_readings(readings)})
    await services.charts.count_anew(request.clinic.id, payer.id)
    return _done(services, payer, limit, reading)


def _payer(services: Services, text: str) -> Payer:
    words = text
    for spelling in ("calendar year", "from first visit", "from the first visit"):
        words = words.casefold().replace(spelling, " ")
    payers = services.reader.read(words).payers
    if len(payers) != 1:
        raise NotUnderstood(
            "For which payer?",
            "Write it so: /caps reading medicare",
            [Choice("Medicare", "/caps reading medicare")],
        )
    return payers[0]


def _limits(services: Services, payer: Payer) -> list[Limit]:
    told = (sentence for p in services.book.positions[payer.id] for sentence in p.limits)
    return [sentence for sentence in told if isinstance(sentence, Limit)]


def _chosen(disputed: list[Limit], text: str) -> tuple[Limit, Reading] | None:
    """The reading whose name stands in the text: "calendar year", "from first visit"."""
    asked = key_of(text)
    for limit in disputed:
        for reading in limit.readings:
            if key_of(_name(reading)) in asked:
                return limit, reading
    return None


def _name(reading: Reading) -> str:
    return reading.id.replace("_", " ")


def _show(request: Request, services: Services, payer: Payer, disputed: list[Limit]) -> Reply:
    chosen = dict(request.clinic.readings)
    reply = Reply(
        headline=f"{payer.name} · how limits are counted",
        lines=(Line("Sources disagree. A manager chooses for the clinic."),),
        sections=tuple(_section(limit, limit.read_as(chosen)) for limit in disputed),
        choices=tuple(
            Choice(_name(reading).capitalize(), f"/caps reading {payer.name} {_name(reading)}")
            for limit in disputed
            for reading in limit.readings
        ),
    )
    return sourced(reply, services.book)


def _section(limit: Limit, counted: Limit) -> Section:
    told = []
    for reading in limit.readings:
        here = " Counted so here." if reading.window == counted.window else ""
        told.append(Line(f"{reading.says}{here}", reading.cites))
    return Section(limit.says, tuple(told))


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
