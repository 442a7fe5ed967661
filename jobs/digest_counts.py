"""The counts of the digest: who is over a limit or near one, and whose authorization ends."""

from __future__ import annotations

from datetime import date, timedelta

from jobs.digest_charts import DigestCharts
from jobs.digest_gist import SHOWN, DigestList, DigestRow
from models.alerts.late_requests import is_asked_for
from models.clinic.clinic import Clinic
from models.ports import BoardRow, EndingAuthorization, Slice
from models.services import Services
from models.visits.binding import binding
from models.visits.limit import LimitKind, Unit
from models.visits.standing import Standing
from models.visits.window_text import is_of_a_day
from models.wording import forecasts, phrases, standings

_NONE_LEFT = (0, "")  # the board goes on here behind those who are over


async def close(
    clinic: Clinic, on: date, services: Services
) -> tuple[list[BoardRow], list[BoardRow]]:
    """Who is over a limit, and who is near one, by the clinic's own thresholds."""
    page = await services.charts.board(clinic.id, on, Slice(limit=SHOWN + 1, over=True))
    over = list(page.rows)
    told = {row.alias for row in over}
    return over, [row for row in await _near(clinic, on, services) if row.alias not in told]


async def _near(clinic: Clinic, on: date, services: Services) -> list[BoardRow]:
    """Who is near a limit; the board is read on where a page is filled by who is near none."""
    chosen = clinic.preferences
    all_ = (chosen.warnings, *(of_payer for _, of_payer in chosen.by_payer))
    widest = max((left for thresholds in all_ for left in thresholds.left), default=0)
    near = list[BoardRow]()
    after: tuple[int, str] | None = _NONE_LEFT
    while after and after[0] <= widest and len(near) <= SHOWN:
        part = Slice(limit=2 * SHOWN + 1, after=after)
        page = await services.charts.board(clinic.id, on, part)
        near += (r for r in page.rows if r.left is not None and _is_near(r, r.left, clinic))
        after = page.after
    return near


def _is_near(row: BoardRow, left: int, clinic: Clinic) -> bool:
    """Whether so few are left that the clinic is warned; a limit of a single day is never near."""
    return left <= _most(clinic, row) and not is_of_a_day(row.limit)


def _most(clinic: Clinic, row: BoardRow) -> int:
    return max(clinic.preferences.warnings_for(row.payer).left, default=0)


async def unit_of(row: BoardRow, charts: DigestCharts) -> Unit:
    """What the limit of a row counts."""
    tightest = binding(await charts.standings(row.alias))
    return tightest.limit.unit if tightest else Unit.VISIT


def _count(row: BoardRow, services: Services, unit: Unit) -> str:
    if row.left is None:
        return f"{row.alias}: {row.passed}"
    left = standings.number_left(row.left, row.lapsed)
    more = f", {row.besides} of them not of this authorization" if row.besides else ""
    visits = (
        f"{left}{more}, {row.used} of {phrases.count(row.allowed or 0, standings.noun(unit))} used"
    )
    known = services.book.payers.get(row.payer or "")
    payer = f" ({known.name})" if known else ""
    resets = f", resets {phrases.day(row.resets)}" if row.resets else ""
    passed = f", {row.passed}" if row.passed else ""
    return f"{row.alias}: {visits}{passed}{payer}{resets}"


def count_row(row: BoardRow, services: Services, unit: Unit) -> DigestRow:
    """The count of an alias."""
    left = standings.number_left(row.left or 0, row.lapsed)
    return DigestRow(_count(row, services, unit), row.alias, row.passed or left)


async def count_and_ask(row: BoardRow, charts: DigestCharts) -> DigestRow:
    """The count of an alias, and by when to ask for more where that can be told."""
    tightest = binding(await charts.standings(row.alias))
    of_more = tightest if tightest and not await _is_asked(tightest, row.alias, charts) else None
    asks = forecasts.ask_by(of_more) if of_more else ""
    in_short = forecasts.ask_by_in_short(of_more) if of_more else ""
    counted_row = count_row(row, charts.services, await unit_of(row, charts))
    return DigestRow(
        ". ".join(filter(None, [counted_row.text, asks])),
        row.alias,
        ", ".join(filter(None, [counted_row.note, in_short])),
    )


async def _is_asked(of: Standing, alias: str, charts: DigestCharts) -> bool:
    """Whether more of a limit was asked for that nobody has decided."""
    chart = await charts.find(alias)
    return chart is not None and is_asked_for(of, chart, charts.on)


async def _end_and_ask(ending: EndingAuthorization, charts: DigestCharts) -> DigestRow:
    """The end of an authorization, and by when to ask for the next where that can be told."""
    current = await charts.standings(ending.alias)
    of_it = (s for s in current if s.limit.kind is LimitKind.AUTHORIZATION)
    ends = next((s for s in of_it if s.window.last == ending.last), None)
    asks = ""
    if ends and not await _is_asked(ends, ending.alias, charts):
        asks = forecasts.ask_by(ends)
    text = ". ".join(filter(None, [_end(ending), asks]))
    return DigestRow(text, ending.alias, phrases.day(ending.last))


async def of_ends(charts: DigestCharts) -> list[DigestList]:
    """Whose authorization ends soon with visits left."""
    clinic, on = charts.clinic, charts.on
    days = max(clinic.preferences.warnings.ends, default=0)
    until = on + timedelta(days=days)
    ending = await charts.services.charts.ending(clinic.id, (on, until), SHOWN + 1)
    rows = [await _end_and_ask(one, charts) for one in ending]
    return [DigestList("Authorizations that end", rows, "/caps")]


def _end(ending: EndingAuthorization) -> str:
    visits = f"{phrases.count(ending.left, 'visit')} left"
    return f"{ending.alias}: ends {standings.weekday(ending.last)}, {visits}"
