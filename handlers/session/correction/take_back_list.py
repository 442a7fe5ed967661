"""Takes back what one request did to several charts: each, or why not; the list once more."""

from __future__ import annotations

from collections.abc import Sequence

from handlers.command import LONG, Request, Services
from handlers.outcome import for_staff
from handlers.session.card.counted_chart import counted
from handlers.session.correction import take_back
from handlers.session.correction.take_back import Target
from models.errors import Trouble
from models.reply import Choice, Line, Reply, Row, Table
from models.visits.chart import AlreadyDone, Chart
from models.visits.deed import DeedState
from models.visits.events import BookingsCancelled, Event
from models.wording import standings
from models.wording import undo as wording

_HEADER = ("Alias", "Taken back", "Left")


async def carry_out(
    request: Request, services: Services, target: Target, *, is_sure: bool = False
) -> Reply:
    """Take each part back. Raises `NotUnderstood` where one was changed and nobody is sure."""
    if target.state is DeedState.CHANGED and not is_sure:
        raise take_back.question(target, services)
    table: list[Row] = []
    lines: list[Line] = []
    logs: list[str] = []
    bookings: list[str] = []
    names: list[str] = []
    for number, part in enumerate(target.parts, start=1):
        of_part = request.of_list(number, len(names) + 1)
        try:
            chart, changes = await take_back.taken_back(of_part, services, part, is_sure=is_sure)
        except Trouble as trouble:
            if isinstance(trouble, AlreadyDone) and not names:
                raise  # the same request was delivered before: the list before this one stays
            lines.append(Line(f"{part.short} stands as it was. {for_staff(trouble).what}"))
            continue
        if not changes:
            lines.append(Line(f"{part.short} was taken back already."))
            continue
        names.append(part.short)
        logs += _logs(chart, changes, request)
        bookings += _bookings(chart, changes)
        bound = counted(chart, request, services).binding
        left = standings.left(bound) if bound else "no limit known"
        what = part.full.replace(f" of {chart.alias}", "", 1)
        table.append(Row((chart.alias, what, left), f"/caps {chart.alias}"))
    said = wording.of_list(names) if names else "nothing"
    return Reply(
        headline=f"Taken back: {said}.",
        lines=tuple(lines),
        tables=(Table("What was taken back", _HEADER, tuple(table)),) if table else (),
        choices=(
            *_once_more("Log them after all", "/session log", logs, len(names)),
            *_once_more("Book them after all", "/caps book", bookings, len(names)),
            Choice("The board", "/caps"),
        ),
        refused=not names,
    )


def buttons(done: Sequence[wording.Done]) -> tuple[Choice, ...]:
    """The button that takes a whole list back, by the names of what was done to each chart."""
    if len(done) < 2:  # noqa: PLR2004 -- one is no list
        return ()
    return (Choice(f"Undo {wording.all_of(done)}", f"/session undo {wording.of_all(done)}"),)


def _logs(chart: Chart, changes: Sequence[Event], request: Request) -> list[str]:
    """What logs each session of a chart again that was taken back, as a row of a list."""
    typed = (choice.command for choice in take_back.log_again(chart, changes, request))
    rows = [command.removeprefix("/session log ") for command in typed]
    return ["; ".join(rows)] if rows else []


def _bookings(chart: Chart, changes: Sequence[Event]) -> list[str]:
    """What books the days of a chart again that were taken back, as a row of a list."""
    days = (day for e in changes if isinstance(e, BookingsCancelled) for day in e.days)
    spelled = " ".join(day.isoformat() for day in days)
    return [f"{chart.alias} {spelled}"] if spelled else []


def _once_more(label: str, verb: str, rows: Sequence[str], taken_back: int) -> tuple[Choice, ...]:
    """The command that does all of it once more, where it can be typed as one."""
    command = f"{verb} {'; '.join(rows)}"
    is_whole = rows and len(rows) == taken_back and len(command) <= LONG
    return (Choice(label, command),) if is_whole else ()
