"""The demo's invented clinic: people, aliases, preferences, and the guide's four steps.

Everything about the aliases is entered by the commands that staff would type.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from bot.app import App
from bot.membership import Caller
from models.alerts.alert import Alert
from models.alerts.alert_state import AlertState
from models.alerts.holidays import Holidays
from models.alerts.hours import Hours
from models.clinic import preferences
from models.clinic.clinic import Clinic, Platform, Role
from models.clinic.preferences import Preferences
from models.mention import channel
from models.visits.chart import Chart

_WORKSPACE = "demo clinic"
FRONT_DESK, PAT, SAM = "front-desk", "pat", "sam"
NAMES = {FRONT_DESK: "Front desk", PAT: "Pat, manager", SAM: "Sam, therapist"}
PEOPLE = {
    user: Caller(Platform.CONSOLE, _WORKSPACE, user, role=role)
    for user, role in ((FRONT_DESK, Role.STAFF), (PAT, Role.MANAGER), (SAM, Role.STAFF))
}
MANAGERS = channel("managers")
_CHANNELS = frozenset({"managers", FRONT_DESK})

# Open day and night: whoever looks at the demo on a Saturday evening sees its alerts come too.
_ALWAYS = Hours(days=tuple(range(7)), quiet=None, holidays=Holidays(federal=False))
_PREFERENCES = Preferences(zone_told=True, channel=MANAGERS, hours=_ALWAYS)

STORY = "MAPLE-4"
"""The alias of the guide: its plan pays, and has authorized visits that nobody entered yet."""


@dataclass(frozen=True, slots=True)
class _Invented:
    """An alias: how it is opened, what else is entered, and its sessions: `days` apart."""

    alias: str
    opened: str
    entered: str
    sessions: int
    days: int


_ALIASES = (
    _Invented(
        STORY,
        "payer bcbs michigan medicare advantage for chronic low back pain",
        "",
        3,
        7,
    ),
    _Invented("CEDAR-9", "payer medicare for chronic low back pain", "", 10, 7),
    _Invented("WILLOW-3", "payer cigna", "/caps set WILLOW-3 20 visits per calendar year", 5, 4),
    _Invented("BIRCH-6", "payer tricare", "", 2, 4),
)
_BEFORE, _AFTER = timedelta(days=60), timedelta(days=20)
_AUTHORIZED = 6


async def set_up_clinic(app: App) -> Clinic:
    """Make the people members, and set the clinic's preferences, once.

    The page vouches for its own people and channels alone, as a platform does for a clinic's.
    """
    app.directories.console.people = frozenset(PEOPLE)
    app.directories.console.channels = _CHANNELS
    for caller in PEOPLE.values():
        membership = await app.memberships.find(caller)
    if membership.clinic.profession:
        return membership.clinic
    clinic = await app.records.set_defaults(
        membership.clinic.id,
        actor="demo",
        at=app.clock(),
        profession="PT",
        state="NC",
        preferences=preferences.spell(_PREFERENCES),
    )
    app.memberships.forget()
    return clinic


async def add_aliases(app: App, clinic: Clinic, today: date) -> bool:
    """Enter the invented aliases, once; False where there are some, which stay as they are."""
    if await app.services.charts.aliases(clinic.id):
        return False
    for typed in _commands(today):
        await app.answer(PEOPLE[PAT], typed)
    return True


async def latest(app: App, clinic: Clinic) -> datetime:
    """When the last record was made: kept records may be ahead of the real time."""
    charts = app.services.charts
    charts_now = [await charts.find(clinic.id, alias) for alias in await charts.aliases(clinic.id)]
    audit = await app.records.audit(clinic.id)
    alerts = await app.services.outbox.alerts(clinic.id, list(AlertState), 1)
    logged = [entry.at for chart in charts_now if chart for entry in chart.logged]
    return max([audit[-1].event.at, *logged, *(alert.noted_at for alert in alerts)])


def _commands(today: date) -> Iterator[str]:
    for invented in _ALIASES:
        yield f"/session new {invented.alias} {invented.opened}"
        if invented.entered:
            yield invented.entered
        for number in range(invented.sessions, 0, -1):
            on = today - timedelta(days=number * invented.days - 2)
            yield f"/session log {invented.alias} 20561 on {on.isoformat()}"


_TAKEN = {AlertState.ACKNOWLEDGED, AlertState.SNOOZED, AlertState.HANDED_OVER}
DONE, NOW, LATER = "done", "now", "later"


@dataclass(frozen=True, slots=True)
class GuideStep:
    """One step: the form that its button submits, with which field, and whether it is done."""

    label: str
    form: str
    name: str
    value: str
    state: str = LATER


def steps(
    chart: Chart | None, alerts: tuple[Alert, ...], today: date, *, is_tomorrow: bool
) -> tuple[GuideStep, ...]:
    """The guide's steps; the first that is not done is next. `alerts` are the newest first."""
    of_story = [alert for alert in alerts if alert.alias == STORY]
    waiting = next((alert.id for alert in of_story if not alert.ref.is_over), "")
    has_taken = any(alert.state in _TAKEN or alert.taken_by for alert in of_story)
    is_authorized = bool(of_story or (chart and chart.history.authorizations))
    done = (is_authorized, bool(of_story), has_taken, has_taken and is_tomorrow)
    following = done.index(False) if False in done else len(done)
    return tuple(
        GuideStep(*step, DONE if is_done else NOW if number == following else LATER)
        for number, (step, is_done) in enumerate(zip(_steps(waiting, today), done, strict=True))
    )


def _steps(waiting: int | str, today: date) -> tuple[tuple[str, str, str, str], ...]:
    authorize = (
        f"/session authorize {STORY} {_AUTHORIZED} visits"
        f" from {today - _BEFORE} until {today + _AFTER}"
    )
    take = f"/clinic alerts ack {waiting}" if waiting else "/clinic alerts"
    return (
        (f"Enter {STORY}'s authorization", "ask", "typed", authorize),
        ("Log a visit", "ask", "typed", f"/session log {STORY}"),
        ("Take the alert that arrives", "as-pat", "typed", take),
        ("Read the next morning's digest", "clock", "to", "morning"),
    )
