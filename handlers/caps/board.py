"""/caps: the board of open aliases, fewest visits left first; how many a page has (_PAGE)."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date

from handlers.caps import own_caps
from handlers.command import Request, Services
from handlers.session.find_chart import by
from handlers.which_payer import asked_back, meant
from models.clinic.clinic import Clinic
from models.coverage.payer import Payer
from models.errors import NotUnderstood
from models.ports import NO_LIMIT, BoardPage, BoardRow, Slice
from models.reply import Choice, Line, Reply, Row, Table, Weight
from models.understanding.commands.cap_commands import BoardRequest
from models.visits.chart import DoneBy
from models.wording import bookings, glance_size, phrases, standings
from models.wording.limit_owner import who_pays, whose

_PAGE = 5  # what is read at a glance; fewer where they are long
_FEWEST = 2

# Three columns: a telephone has room for no more.
_HEADER = ("Alias", "Left", "Limit")

# What the calendar changed is counted daily; this many more are while somebody waits.
_AT_ONCE = 100

# NO_LIMIT is so long that it would be taken for a chart number when typed: "none" stands for it.
_PLACE = re.compile(r"(?P<left>-?[0-9]{1,4}|none)\s+(?P<alias>\S+)", re.IGNORECASE)

_EVERYBODY = frozenset({"", "board", "all", "everybody", "everyone", "list"})


@dataclass(frozen=True, slots=True)
class _Asked:
    """Which board: of one payer or of all, only those over a limit or not."""

    payer: Payer | None
    over: bool
    time: str
    today: date

    @property
    def command(self) -> str:
        """What asks for it."""
        words = ["/caps", "over" if self.over else "", self.payer.name if self.payer else ""]
        return " ".join(filter(None, words))


async def answer(request: Request, services: Services, asking: BoardRequest) -> Reply:
    """One page of the board, counted as of today."""
    time = phrases.time_of_day(request.clinic.local(request.at))
    asked = _Asked(await _payer(asking, request, services), asking.over, time, request.today)
    payer = asked.payer.id if asked.payer else None
    own = await services.charts.caps(request.clinic.id) if payer else ()
    caps = own_caps.of_payer(own, payer or "")
    part = Slice(_PAGE, _place(asking), payer, asked.over)
    while True:
        page = await fresh(request.clinic, by(request), services, part)
        shown = _say(page, asked, services, caps, is_first=part.after is None)
        if part.limit == _FEWEST or glance_size.fits(shown):
            return shown
        part = replace(part, limit=part.limit - 1)  # the next page begins with what was not seen


async def fresh(clinic: Clinic, by: DoneBy, services: Services, part: Slice) -> BoardPage:
    """A page on which nothing is older than today: what the calendar changed is counted first."""
    await recount_due(clinic, by, services)
    return await services.charts.board(clinic.id, by.on, part)


async def recount_due(clinic: Clinic, by: DoneBy, services: Services) -> None:
    """Count what the calendar changed, before somebody reads it."""
    for due in await services.charts.due(clinic.id, by.on, _AT_ONCE):
        await services.charts.amend(clinic.id, due.alias, lambda _: (), by)


def _say(
    page: BoardPage,
    asked: _Asked,
    services: Services,
    caps: tuple[Line, ...],
    *,
    is_first: bool,
) -> Reply:
    after = page.after
    if not page.rows:
        return _empty(asked, is_first=is_first)
    of = f" · {asked.payer.name}" if asked.payer else ""
    more = []
    if after:
        place = f"{'none' if after[0] == NO_LIMIT else after[0]} {after[1]}"
        more.append(Choice("Next page", f"{asked.command} after {place}", Weight.PRIMARY))
    over = [] if asked.over else [Choice("Over only", replace(asked, over=True).command)]
    behind = "; more follow" if after else ""
    caption = f"Fewest left first, as of {asked.time}{behind}"
    shown = tuple(_row(row, services, asked.today) for row in page.rows)
    table = Table(caption, _HEADER, shown)
    return Reply(
        headline=f"{'Over a limit' if asked.over else 'Visits left'}{of}",
        lines=caps,
        tables=(table,),
        choices=(*more, *over),
        small_print="Sessions count on the day they are logged for.",
    )


def _row(row: BoardRow, services: Services, today: date) -> Row:
    """An alias: what is left, used and booked, by whose limit, and when it begins again."""
    command = f"/caps {row.alias}"
    name = who_pays(row.payer, services.book, is_self_pay=row.is_self_pay)
    booked = bookings.on_board(row, today)
    if row.left is None or row.allowed is None:
        more = bookings.more_from(row, today)
        known = row.passed or more or "no limit known"
        unlimited = " · ".join(filter(None, [known, booked]))
        return Row((row.alias, unlimited, name), command)
    left = standings.number_left(row.left, row.lapsed)
    used = standings.used_of(row.used, row.allowed, row.besides)
    granted = who_pays(row.giver or row.payer, services.book, is_self_pay=row.is_self_pay)
    owner = whose(row.limit, row.giver or row.payer, granted)
    resets = f" · resets {phrases.day(row.resets)}" if row.resets else ""
    more = bookings.more_from(row, today)
    visits = " · ".join(filter(None, [left, used, row.passed, more, booked]))
    return Row((row.alias, visits, f"{owner}{resets}"), command)


def _empty(asked: _Asked, *, is_first: bool) -> Reply:
    if not is_first:
        start = Choice("From the start", asked.command)
        return Reply("That was the last page", choices=(start,))
    if asked.over:
        board = (Choice("The whole board", "/caps"),)
        return Reply("Nobody is over a limit", choices=board)
    if asked.payer:
        return Reply(
            f"No open alias has {asked.payer.name}",
            lines=(Line(f"Set it: /session payer <alias> {asked.payer.name}"),),
            choices=(Choice("The whole board", "/caps"),),
        )
    return Reply(
        "The board is empty",
        lines=(
            Line("Make an alias for a patient: /session new payer medicare"),
            Line("Then log each session: /session log BLUE-47K"),
        ),
        choices=(Choice("Make an alias", "/session new", Weight.PRIMARY),),
    )


def _place(asking: BoardRequest) -> tuple[int, str] | None:
    if not asking.after:
        return None
    place = _PLACE.fullmatch(asking.after)
    if place is None:
        raise NotUnderstood(
            "I did not understand where the page begins.",
            "Begin at the start, and click through.",
            [Choice("The board", "/caps")],
        )
    left = place["left"]
    return NO_LIMIT if left.isalpha() else int(left), place["alias"].upper()


async def _payer(asking: BoardRequest, request: Request, services: Services) -> Payer | None:
    if asking.about.casefold() in _EVERYBODY:
        return None
    question = services.reader.read(asking.about)
    over = "over " if asking.over else ""
    if len(question.payers) == 1 and not question.unknown_payer:
        return services.book.kept(question.payers[0])
    offered = await meant(question.payers, request, services)
    choices = [Choice(payer.name, f"/caps {over}{payer.name}") for payer in offered]
    if question.payers and not question.unknown_payer:
        raise NotUnderstood(*asked_back(question.payers, offered, services.book), choices)
    raise NotUnderstood(
        f"“{asking.about}” is neither an alias of yours nor a payer that I know.",
        "Did you mean one of these?" if offered else "Try an alias, a payer, or over.",
        [*choices, Choice("The whole board", "/caps")],
    )
