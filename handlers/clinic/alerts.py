"""/clinic alerts: the list, the life of one alert, and what is done with one."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from handlers.clinic import alert_deeds, alert_list, all_alerts
from handlers.clinic.change_setting import refuse_person, refuse_staff
from handlers.clinic.find_alert import find_alert
from handlers.command import Request, Services
from handlers.session.find_chart import by
from models.alerts.actions import HandOver, Wake
from models.alerts.alert import Alert
from models.alerts.alert_state import AlertState
from models.alerts.delivery import DeliveryState
from models.reply import Choice, Line, Reply, Section
from models.understanding.commands import alert_commands
from models.understanding.commands.alert_commands import AlertVerb
from models.wording import alert_waits, alerts
from models.wording.alerts import STATES, when

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
        return await alert_list.answer(request, services, asked.remaining)
    if asked.verb is AlertVerb.RETRY and asked.remaining.casefold() == "all":
        return await all_alerts.send_again(request, services)
    if asked.verb is AlertVerb.ACKNOWLEDGE and asked.remaining.casefold() == "all":
        return await all_alerts.take(request, services)
    alert, asked = await find_alert(asked, request, services)
    if asked.verb is AlertVerb.SHOW:
        return await _life(alert, request, services)
    if asked.verb is AlertVerb.RETRY:
        await refuse_staff(request.member, services, "Sending an alert again")
    act = alert_deeds.act_of(asked, alert, request)
    if isinstance(act, HandOver):
        await refuse_person(request, services, act.to)
    acting = services.outbox.act
    done = await acting(request.clinic.id, alert.id, act, by(request), whole=asked.whole)
    woken = f"It is told again {_from(act.at, request)}." if isinstance(act, Wake) else ""
    return await _receipt(done, request, services, woken)


def _from(at: datetime, request: Request) -> str:
    return "now" if at <= request.at else f"from {when(at, request.clinic.time_zone)}"


async def _receipt(alert: Alert, request: Request, services: Services, said: str = "") -> Reply:
    """What was done, in a line: who has it now stands on the alert itself, for everybody."""
    about = await alert_list.subject_of(alert, request, services)
    return Reply(
        headline=alerts.headline(about),
        lines=(Line(said or alerts.receipt(about)),),
        choices=(Choice("The open alerts", "/clinic alerts"),),
    )


async def _life(alert: Alert, request: Request, services: Services) -> Reply:
    """What became of one alert, step by step."""
    card = alerts.say(await alert_list.subject_of(alert, request, services))
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
