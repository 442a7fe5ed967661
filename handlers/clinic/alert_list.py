"""A list of alerts, by what has become of them, and what each of them warns of by now."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from handlers.command import Request, Services
from handlers.session.card import limit_names
from models.alerts.alert import Alert
from models.alerts.alert_state import OVER, AlertState
from models.errors import NotUnderstood
from models.privacy import alias
from models.privacy.alias_text import key, lookalike
from models.reply import Choice, Line, Reply, Section
from models.understanding.commands import alert_commands
from models.visits.chart import Chart
from models.wording import alert_waits, alerts, phrases
from models.wording.alerts import STATES, AlertSubject, when

_SHOWN = 20
_MOST = 500
_NONE = {
    **dict.fromkeys(("failed", "undelivered"), "No alert has failed."),
    "handed": "No alert is handed over.",
    "all": "No alert has come up yet.",
}
"""What is said where there is none in states that no "No alert is …" says well."""


async def answer(request: Request, services: Services, text: str) -> Reply:
    """The alerts in some states, of one alias, or both."""
    states, of_alias = alert_commands.states(text), ""
    if states is None:
        text, of_alias = alert_commands.beside_alias(text)
    wanted = states or alert_commands.states(of_alias or "all") or ()
    listed = await services.outbox.alerts(request.clinic.id, wanted, _MOST)
    if states is None:
        spelled = await services.charts.spelled(request.clinic.id, alias.front(text)[0] or text)
        listed = _of_alias(spelled or text, listed, is_known=bool(spelled))
        text = f"about {spelled}{f' that is {of_alias}' if of_alias else ''}"
    if not listed:
        return _none(text, is_of_states=bool(states))
    return await _told(listed, request, services)


def _none(text: str, *, is_of_states: bool) -> Reply:
    named = alert_commands.state_named(text) if is_of_states else None
    none = _NONE.get(named, f"No alert is {named}.") if named else f"There is none {text}."
    return Reply(
        headline="Alerts",
        lines=(Line(none),),
        choices=(Choice("All alerts", "/clinic alerts all"), Choice("The board", "/caps")),
    )


async def _told(listed: Sequence[Alert], request: Request, services: Services) -> Reply:
    """The first alerts, those that are open before those that are over."""
    shown = sorted(listed, key=_is_over)[:_SHOWN]
    titles = await _titles(shown, request, services)
    has_failed = any(alert.state is AlertState.FAILED for alert in listed)
    more = (
        f"{_SHOWN} of them stand here and in the details. For others ask for a state or an alias."
    )
    buttons = [
        Choice(f"{alert.alias} ({alert.id})", f"/clinic alerts {alert.named}")
        for alert in shown[: _SHOWN // 2]
    ]
    return Reply(
        headline=f"Alerts · {phrases.count(len(listed), 'alert')}",
        sections=tuple(_sections(shown, request, titles)),
        cautions=(Line(more),) if len(listed) > _SHOWN else (),
        choices=(
            *buttons,
            *([Choice("Send failed again", "/clinic alerts retry all")] if has_failed else []),
            Choice("All alerts", "/clinic alerts all"),
        ),
    )


def _is_over(alert: Alert) -> bool:
    return alert.state in OVER


def _of_alias(text: str, listed: Sequence[Alert], *, is_known: bool) -> tuple[Alert, ...]:
    front, _ = alias.front(text)
    named = front or text
    of_alias = tuple(alert for alert in listed if key(alert.alias) == key(named))
    of_alias = of_alias or tuple(
        alert for alert in listed if lookalike(alert.alias) == lookalike(named)
    )
    if not (of_alias or is_known):
        raise NotUnderstood(
            "I did not understand which alerts you mean.",
            "Ask for open, failed, acknowledged, snoozed or all, for a number, or for an alias.",
            [Choice("Open", "/clinic alerts"), Choice("All", "/clinic alerts all")],
        )
    return of_alias


async def _titles(listed: Sequence[Alert], request: Request, services: Services) -> dict[int, str]:
    """By number what each warns of: as it stands now, while it is open, and as it was told else.

    With its limit, where another of the alias is about another one.
    """
    aliases = {alert.alias for alert in listed}
    charts = {name: await services.charts.find(request.clinic.id, name) for name in aliases}
    about = {alert.id: _subject(alert, charts[alert.alias], request, services) for alert in listed}
    told = {
        alert.id: alerts.title(alert.ref.threshold)
        if alert.state in OVER
        else alerts.warns(about[alert.id])
        for alert in listed
    }
    limits = {(one.alias, s.limit.id) for one in listed if (s := about[one.id].standing)}
    of_alias = Counter(name for name, _ in limits)
    for alert in listed:
        standing = about[alert.id].standing
        if standing and of_alias[alert.alias] > 1:
            told[alert.id] = f"{told[alert.id]} ({limit_names.name_of(standing.limit)})"
    return told


def _sections(
    listed: Sequence[Alert], request: Request, titles: Mapping[int, str]
) -> list[Section]:
    by_state: dict[AlertState, list[Line]] = {}
    for alert in listed:
        of = when(alert.noted_at, request.clinic.time_zone)
        what = f"{alert.id}. {alert.alias}: {titles[alert.id]}"
        line = Line(f"{what}; alert of {of}{_waits(alert, request)}")
        by_state.setdefault(alert.state, []).append(line)
    return [Section(STATES[state].capitalize(), tuple(by_state[state])) for state in by_state]


def _waits(alert: Alert, request: Request) -> str:
    """Why an alert that is noted has not been sent: for the digest, or until working hours."""
    if alert.state is not AlertState.NOTED:
        return ""
    if alert.quiet:
        return " (for the digest)"
    until = alert_waits.said(request.clinic, request.at)
    return f", waits {until}" if until else ""


async def subject_of(alert: Alert, request: Request, services: Services) -> AlertSubject:
    """The alert, and how things stand."""
    chart = await services.charts.find(request.clinic.id, alert.alias)
    return _subject(alert, chart, request, services)


def _subject(
    alert: Alert, chart: Chart | None, request: Request, services: Services
) -> AlertSubject:
    return alerts.subject(alert, chart, services.book, request.clinic, request.today)
