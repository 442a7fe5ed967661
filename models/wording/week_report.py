"""How the week's report is told to managers: in words, and as a table beside the week before."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from models.clinic.week_figures import WeekFigures
from models.reply import Choice, Line, Reply, Row, Table
from models.wording import phrases

_MINUTE = timedelta(minutes=1)
_HOUR = timedelta(hours=1)
_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Waiting:
    """How many requests wait for a decision, how many of them late, and duties that are near.

    `when` is said before them: as of when they wait.
    """

    requests: int
    late: int
    duties: int
    when: str = "This morning"


def say(week: WeekFigures, before: WeekFigures, waiting: Waiting, *, runs: bool = False) -> Reply:
    """The report; of a week that still `runs` it says so."""
    days = f"{_days(week)}, so far" if runs else _days(week)
    return Reply(
        headline=f"Your week · {days}",
        lines=tuple(map(Line, filter(None, (*_told(week), _now(waiting))))),
        tables=(_table(week, before),),
        choices=(
            Choice("The board", "/caps"),
            Choice("Alerts", "/clinic alerts"),
            Choice("Facts to check", "/clinic facts"),
        ),
        small_print="For managers, on Mondays. To end it: /clinic report off",
    )


def _days(week: WeekFigures) -> str:
    return f"{phrases.day_of_year(week.first)} to {phrases.day(week.last)}"


def _told(week: WeekFigures) -> tuple[str, ...]:
    sessions = phrases.count(week.sessions, "session")
    aliases = f" of {phrases.count(week.aliases, 'alias')}" if week.aliases else ""
    saved = "was" if week.saved == 1 else "were"
    limits = phrases.count(week.passed, "passed limit") if week.passed else "no passed limit"
    return (
        f"{sessions} logged{aliases}.",
        f"Alerts told of {limits}; {week.saved or 'none'} {saved} opened for more visits in time.",
        _alerts(week),
    )


def _alerts(week: WeekFigures) -> str:
    if not week.sent:
        return "No alert was sent."
    half = f", half of those within {how_long(week.took)}" if week.took is not None else ""
    return f"{week.taken} of {phrases.count(week.sent, 'alert')} taken{half}."


def how_long(took: timedelta | None) -> str:
    """A wait in its greatest unit: "25 minutes"; hours and days that began count as whole."""
    if took is None:
        return ""
    for unit, noun in ((_DAY, "day"), (_HOUR, "hour")):
        if took >= 2 * unit:
            return phrases.count(-(-took // unit), noun)
    return phrases.count(max(round(took / _MINUTE), 1), "minute")


def _now(waiting: Waiting) -> str:
    """What waits now."""
    open_, owed = waiting.requests, waiting.duties
    wait = "waits" if open_ == 1 else "wait"
    asked = f"{phrases.count(open_, 'request')} {wait} for a decision" if open_ else ""
    asked += f", {waiting.late} of them late" if waiting.late else ""
    noun = "duty of a plan" if owed == 1 else "duties of plans"
    plans = f"{owed} {noun} of care {'is' if owed == 1 else 'are'} near" if owed else ""
    told = "; ".join(filter(None, (asked, plans)))
    return f"{waiting.when}: {told}." if told else ""


def _table(week: WeekFigures, before: WeekFigures) -> Table:
    rows = (
        ("Sessions", week.sessions, before.sessions),
        ("Limits passed, by alerts", week.passed, before.passed),
        ("Opened for more in time", week.saved, before.saved),
        ("Alerts sent", week.sent, before.sent),
        ("Alerts taken", week.taken, before.taken),
        ("Taken after (half within)", how_long(week.took) or "–", how_long(before.took) or "–"),
        ("Facts and rules checked", week.checked, before.checked),
    )
    return Table(
        "By the day on which it was",
        ("", "The week", "Week before"),
        tuple(Row(tuple(map(str, row))) for row in rows),
    )
