"""How the Home tab looks: first steps, visits left, alerts, settings, facts to check."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from bot.render.block_kit import MARKS, context, escape, header, section
from bot.render.slack_form import Block
from bot.slack import home_new_year
from bot.slack.home_buttons import Step, actions, button
from models.alerts.alert import Alert
from models.alerts.alert_state import AlertState
from models.clinic.clinic import Clinic
from models.coverage import profession
from models.coverage.fact_book import FactBook
from models.coverage.fact_report import ReportedFact
from models.coverage.position import Position
from models.coverage.state import NAMES
from models.errors import Trouble
from models.ports import BoardRow, BookedRow, DueCheck, OpenRequest, OwedDuty, RecentSession
from models.reply import Tone
from models.wording import alerts as alert_words
from models.wording import (
    bookings,
    count_checks,
    fact_reports,
    phrases,
    plan_of_care,
    requests,
    settings,
    standings,
)
from models.wording.limit_owner import who_pays

HOME = "home"
"""The id by which a messenger edits a Home tab. That of a message has a channel in it."""

_REPORTED = 5  # facts that staff call wrong
_BOOKED = 12
_REQUESTS = 6
_STALE = 5  # positions that are named, of those due for checking


@dataclass(frozen=True, slots=True)
class HomeContent:
    """What the owner of a Home tab may see. `waits`: until when alerts wait, while they do.

    `refused`: what to do about channels that take nothing. `booked`: who is booked and not logged,
    today and in the days before. `owed`: what is owed now or soon of plans of care. `to_verify`:
    the payers that are left to verify for the year `verified_for`, each with how many aliases.
    """

    clinic: Clinic
    manages: bool
    today: date
    book: FactBook
    rows: tuple[BoardRow, ...] = ()
    recent: tuple[RecentSession, ...] = ()
    reported: tuple[ReportedFact, ...] = ()
    stale: tuple[Position, ...] = ()
    alerts: tuple[Alert, ...] = ()
    booked: tuple[BookedRow, ...] = ()
    owed: tuple[OwedDuty, ...] = ()
    requests: tuple[OpenRequest, ...] = ()
    checks: tuple[DueCheck, ...] = ()
    to_verify: tuple[tuple[str, int], ...] = ()
    verified_for: int = 0
    waits: str = ""
    refused: tuple[str, ...] = ()

    @property
    def aliases(self) -> frozenset[str]:
        """The aliases that it names."""
        return frozenset(
            row.alias
            for rows in (
                *(self.rows, self.recent, self.alerts, self.owed),
                *(self.booked[:_BOOKED], self.requests[:_REQUESTS], self.checks),
            )
            for row in rows
        )


def blocks(content: HomeContent) -> list[Block]:
    """The whole tab."""
    parts = [_start, _booked, _waiting, _new_year, _visits, _recent]
    if content.manages:
        parts = [_start, _refused, _alerts, *parts[1:], _settings, _to_check]
    drawn = [block for part in parts for block in part(content)]
    return [*drawn, {"type": "divider"}, context(_FOOT)]


def trouble(met: Trouble) -> list[Block]:
    """What stands there while nothing can be read."""
    return [header("Needlepoint"), section(f"*{escape(met.what)}*\n{escape(met.mend)}")]


def erased() -> list[Block]:
    """What stands there once something that it named is erased."""
    return [header("Needlepoint"), section("Something on this page was erased. Open it again.")]


_FOOT = (
    "Never type a patient's name, birthday or number. Only you see this page, and what its buttons "
    "answer. Type /help for everything that I know; whoever runs this bot helps with the rest."
)


def _start(content: HomeContent) -> Iterator[Block]:
    """First steps, as long as one is to be done."""
    yield header("Needlepoint")
    steps = list(_first_steps(content))
    if steps:
        lines = [f"• {escape(text)}" for text, _ in steps]
        yield section("\n".join(["*Start here*", *lines]))
    buttons = actions([*_ALWAYS, *(step for _, step in steps if step)])
    first = _LOG if content.rows else _NEW  # without an alias there is nothing to log
    buttons["elements"][first]["style"] = "primary"
    yield buttons


_LOG, _NEW = 0, 1
_ALWAYS = (
    ("Log a session", "/session log"),
    ("New alias", "/session new"),
    ("What I can answer", "/help"),
)


def _first_steps(content: HomeContent) -> Iterator[tuple[str, Step | None]]:
    clinic = content.clinic
    if clinic.profession is None:
        step = ("Profession", "/clinic profession") if content.manages else None
        yield "Say who bills here: answers depend on it. A manager sets the profession.", step
    if clinic.state is None:
        step = ("State", "/clinic state") if content.manages else None
        yield "Say in which state: who may needle depends on it. A manager sets it.", step
    if not content.rows:
        yield "Make an alias for a patient, then log each session under it.", None
        yield (
            "Ask what a payer covers: /coverage bcbsnc 20560",
            ("Try a payer", "/coverage bcbsnc 20560"),
        )


def _visits(content: HomeContent) -> Iterator[Block]:
    """The aliases with the fewest visits left."""
    if not content.rows:
        return
    yield header("Visits left")
    for row in content.rows:
        show = button("Show", f"/session show {row.alias}", f"Show {row.alias}")
        yield {**section(_row(row, content.book, content.today)), "accessory": show}
    yield actions([("The whole board", "/caps"), ("Over a limit", "/caps over")])


def _booked(content: HomeContent) -> Iterator[Block]:
    """Who is booked and not logged yet."""
    if not content.booked:
        return
    yield header("Booked, not logged")
    shown = content.booked[:_BOOKED]
    lines = [_visit(row, content) for row in shown]
    hidden = len(content.booked) - len(shown)
    yield section("\n".join([*lines, *([f"and {hidden} more"] if hidden else [])]))
    yield actions([("Close the day", "/session today"), ("The week", "/caps week")])


def _waiting(content: HomeContent) -> Iterator[Block]:
    """What is owed of plans of care; requests without a decision; counts to compare again."""
    owed = [
        (
            row.alias,
            plan_of_care.in_line(row.clock, content.today),
            ("Show", "session plan-of-care"),
        )
        for row in content.owed
    ]
    asked = [
        (row.alias, requests.briefly(row.request, content.today), ("Show", "session show"))
        for row in content.requests
    ]
    due = [
        (row.alias, count_checks.in_line(row.check), ("Compare", "caps check"))
        for row in content.checks
    ]
    titles = (plan_of_care.TITLE, requests.UNDECIDED, count_checks.TITLE)
    for title, rows in zip(titles, (owed, asked, due), strict=True):
        yield from [header(title)] if rows else []
        for alias, text, (label, verb) in rows[:_REQUESTS]:
            shown = section(f"*{escape(alias)}*  {escape(phrases.sentence(text))}")
            yield {**shown, "accessory": button(label, f"/{verb} {alias}", f"{label} {alias}")}
        hidden = len(rows) - _REQUESTS
        yield from [section(f"and {hidden} more")] if hidden > 0 else []


def _new_year(content: HomeContent) -> Iterator[Block]:
    return home_new_year.blocks(content.verified_for, content.to_verify)


def _visit(row: BookedRow, content: HomeContent) -> str:
    on = "" if row.visit.on == content.today else bookings.day(row.visit.on, content.today)
    see_to = bookings.concern(row.visit, bookings.owner(row, content.book), content.today)
    told = " · ".join(filter(None, [on, see_to]))
    return f"*{escape(row.alias)}*  {escape(told)}".rstrip()


def _row(row: BoardRow, book: FactBook, today: date) -> str:
    name = who_pays(row.payer, book, is_self_pay=row.is_self_pay)
    if row.left is None or row.allowed is None:
        return f"*{escape(row.alias)}*  {row.passed or 'no limit known'}\n{escape(name)}"
    tone = standings.tone_of(row.used or 0, row.left)
    mark = "" if tone is Tone.NEUTRAL else f"{MARKS[tone]} "
    left = f"{mark}{standings.number_left(row.left)}"
    resets = f" · resets {phrases.day(row.resets)}" if row.resets else ""
    used = standings.used_of(row.used, row.allowed, row.besides)
    visits = " · ".join(filter(None, [used, row.passed, bookings.on_board(row, today)]))
    return f"*{escape(row.alias)}*  {left}\n{visits} · {escape(name)}{resets}"


def _recent(content: HomeContent) -> Iterator[Block]:
    """What the owner logged last."""
    if not content.recent:
        return
    yield header("Logged by you")
    for session in content.recent:
        day = standings.weekday(session.on)
        label = f"Take back session {session.number} of {session.alias}"
        undo = f"/session void {session.alias} {session.number} because undone"
        text = f"*{escape(session.alias)}*  session {session.number}, {day}"
        yield {**section(text), "accessory": button("Take back", undo, label)}


def _alerts(content: HomeContent) -> Iterator[Block]:
    """What the clinic was warned of and nobody has taken."""
    if not content.alerts:
        return
    yield header("Open alerts")
    for alert in content.alerts:
        show = button("Show", f"/clinic alerts {alert.named}", f"Show the alert for {alert.alias}")
        title = escape(alert_words.title(alert.ref.threshold))
        waiting = content.waits if alert.state is AlertState.NOTED and not alert.quiet else ""
        title += f" · waits {waiting}" if waiting else ""
        yield {**section(f"*{escape(alert.alias)}*  {title}"), "accessory": show}
    yield actions([("All alerts", "/clinic alerts")])


def _refused(content: HomeContent) -> Iterator[Block]:
    """Where alerts are refused, and what to do about it."""
    if content.refused:
        yield header("Alerts that do not arrive")
        yield section("\n".join(f"• {escape(text)}" for text in content.refused))


def _settings(content: HomeContent) -> Iterator[Block]:
    """How the clinic is set up."""
    clinic = content.clinic
    biller = profession.NAMES[clinic.biller] if clinic.biller else "not set"
    values = {
        "Profession": phrases.sentence(biller),
        "State": NAMES.get(clinic.state or "", "Not set"),
        "Time zone": settings.say_zone(clinic.time_zone),
        "Alerts go to": clinic.preferences.channel or "Each manager",
    }
    yield header("Your clinic")
    fields = [f"*{label}*\n{escape(value)}" for label, value in values.items()]
    yield {"type": "section", "fields": [{"type": "mrkdwn", "text": text} for text in fields]}
    yield actions([("Change settings", "/clinic settings"), ("All settings", "/clinic")])


def _to_check(content: HomeContent) -> Iterator[Block]:
    """What staff call wrong, and payers whose newest source nobody should rely on any more."""
    if not (content.stale or content.reported):
        return
    yield header("Facts to check")
    for fact in content.reported[:_REPORTED]:
        show = button("Show", f"/clinic facts {fact.number}", f"Show {fact_reports.asked(fact)}")
        yield {**section(escape(fact_reports.in_line(fact, content.book))), "accessory": show}
    if content.reported:
        yield actions([("All facts to check", "/clinic facts")])
    if content.stale:
        yield from _stale(content)


def _stale(content: HomeContent) -> Iterator[Block]:
    number = phrases.count(len(content.stale), "answer")
    rest = "rests" if len(content.stale) == 1 else "rest"
    yield section(f"{number} {rest} on sources more than two years old. Ask these payers anew.")
    held, stale = content.book.positions, content.stale
    ids = [next(id_ for id_ in held if position in held[id_]) for position in stale]
    payers = dict.fromkeys(content.book.payers[id_].name for id_ in ids)
    yield actions([(name, f"/coverage {name}") for name in list(payers)[:_STALE]])
