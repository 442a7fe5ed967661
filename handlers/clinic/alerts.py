"""/clinic alerts: the list, the life of one alert; who may take, snooze, hand over or retry it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime, time
from zoneinfo import ZoneInfo

from handlers.clinic import all_alerts
from handlers.clinic.change_setting import refuse_person, refuse_staff
from handlers.clinic.find_alert import find_alert
from handlers.command import Request, Services
from handlers.session import limit_names
from handlers.session.find_chart import by
from models.alerts.actions import Acknowledge, Act, HandOver, Retry, Snooze, Wake
from models.alerts.alert import Alert
from models.alerts.alert_state import OVER, AlertState
from models.alerts.delivery import DeliveryState
from models.alerts.hours import after_working, next_open
from models.errors import NotUnderstood
from models.privacy import alias
from models.privacy.alias_text import key, lookalike
from models.reply import Choice, Line, Pick, Picked, Reply, Section
from models.understanding.commands import alert_commands
from models.understanding.commands.alert_commands import AlertRequest, AlertVerb
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

_FATES = {
    DeliveryState.WAITING: "on its way",
    DeliveryState.SENT: "delivered",
    DeliveryState.FAILED: "refused for good",
    DeliveryState.DROPPED: "not needed any more",
}


async def answer(request: Request, services: Services, text: str) -> Reply:
    """The list, one alert, or what is done with one."""
    asked = alert_commands.read(text)
    if asked.verb is AlertVerb.SHOW and asked.number is None:
        return await _list(request, services, asked.remaining)
    if asked.verb is AlertVerb.RETRY and asked.remaining.casefold() == "all":
        return await all_alerts.send_again(request, services)
    if asked.verb is AlertVerb.ACKNOWLEDGE and asked.remaining.casefold() == "all":
        return await all_alerts.take(request, services)
    alert, asked = await find_alert(asked, request, services)
    if asked.verb is AlertVerb.SHOW:
        return await _life(alert, request, services)
    if asked.verb is AlertVerb.RETRY:
        await refuse_staff(request.member, services, "Sending an alert again")
    act = _act(asked, alert, request)
    if isinstance(act, HandOver):
        await refuse_person(request, services, act.to)
    acting = services.outbox.act
    done = await acting(request.clinic.id, alert.id, act, by(request), whole=asked.whole)
    woken = f"It is told again {_from(act.at, request)}." if isinstance(act, Wake) else ""
    return await _receipt(done, request, services, woken)


def _from(at: datetime, request: Request) -> str:
    return "now" if at <= request.at else f"from {when(at, request.clinic.time_zone)}"


def _act(asked: AlertRequest, alert: Alert, request: Request) -> Act:
    match asked.verb:
        case AlertVerb.SNOOZE:
            return _snooze(asked, alert, request)
        case AlertVerb.WAKE:
            opens = next_open(
                request.clinic.preferences.hours, request.clinic.time_zone, request.at
            )
            return Wake(opens)
        case AlertVerb.HAND_OVER:
            return _hand_over(asked, alert, request)
        case AlertVerb.RETRY:
            return Retry()
    return Acknowledge()


def _snooze(asked: AlertRequest, alert: Alert, request: Request) -> Snooze:
    if alert_commands.at_next_visit(asked.remaining):
        return Snooze(None)
    until = alert_commands.until(asked.remaining, request.at) or _opening(asked, request)
    if until is None:
        again = f"/clinic alerts snooze {alert.named}"
        lengths = ("1 day", "1 week", "until next visit")
        raise NotUnderstood(
            f"For how long is the alert for {alert.alias} to sleep?",
            "Say it in days or weeks, up to 60 days, until a day, or until the next visit.",
            [Choice(length.capitalize(), f"{again} {length}") for length in lengths],
        )
    return Snooze(until)


def _opening(asked: AlertRequest, request: Request) -> datetime | None:
    """When the clinic opens on the day until which an alert is to sleep, or on the next."""
    day = alert_commands.until_day(asked.remaining, request.today)
    if day is None:
        return None
    hours, zone = request.clinic.preferences.hours, request.clinic.time_zone
    return next_open(hours, zone, datetime.combine(day, time(), ZoneInfo(zone)))


def _hand_over(asked: AlertRequest, alert: Alert, request: Request) -> HandOver:
    to = alert_commands.whom(asked.remaining)
    if not to:
        raise NotUnderstood(
            f"To whom is the alert for {alert.alias} to go?",
            f"Name a person: /clinic alerts hand {alert.id} to @amy",
            picks=[Pick("Hand over to…", f"/clinic alerts hand {alert.named} to", Picked.PERSON)],
        )
    wants = request.clinic.preferences
    patience = after_working(wants.hours, request.clinic.time_zone, request.at, wants.patience)
    return HandOver(to, patience)


async def _list(request: Request, services: Services, text: str) -> Reply:
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
    about = {alert.id: await _about(alert, request, services) for alert in listed}
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


async def _receipt(alert: Alert, request: Request, services: Services, said: str = "") -> Reply:
    """What was done, in a line: who has it now stands on the alert itself, for everybody."""
    about = await _about(alert, request, services)
    return Reply(
        headline=alerts.headline(about),
        lines=(Line(said or alerts.receipt(about)),),
        choices=(Choice("The open alerts", "/clinic alerts"),),
    )


async def _about(alert: Alert, request: Request, services: Services) -> AlertSubject:
    """The alert, and how things stand."""
    chart = await services.charts.find(request.clinic.id, alert.alias)
    return alerts.subject(alert, chart, services.book, request.clinic, request.today)


async def _life(alert: Alert, request: Request, services: Services) -> Reply:
    """What became of one alert, step by step."""
    card = alerts.say(await _about(alert, request, services))
    deliveries = await services.outbox.channels(request.clinic.id, alert.id)
    steps = [Line(f"Noted {when(alert.noted_at, request.clinic.time_zone)}.")]
    if alert.quiet:
        steps.append(Line("Another alert of the same change spoke; this one is for the digest."))
    steps += [Line(f"{channel}: {_FATES[fate]}.") for channel, fate in deliveries]
    if alert.sent_at:
        steps.append(Line(f"First told {when(alert.sent_at, request.clinic.time_zone)}."))
    until = alert_waits.said(request.clinic, request.at)
    if alert.state is AlertState.NOTED and not alert.quiet and until:
        steps.append(Line(f"It waits {until}."))
    elif alert.look_at:
        looks = "It will be looked at again on" if alert.look_at > request.at else "Due again since"
        steps.append(Line(f"{looks} {when(alert.look_at, request.clinic.time_zone)}."))
    now = Line(f"Now: {STATES[alert.state]}.")
    retry = [Choice("Send it again", f"/clinic alerts retry {alert.named}")]
    return replace(
        card,
        sections=(Section("Its life", (*steps, now)),),
        choices=(*(retry if alert.state is AlertState.FAILED else ()), *card.choices),
    )
