"""/clinic alerts ack all, retry all: what is done with every alert that it can be done with."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress

from handlers.clinic.change_setting import refuse_staff
from handlers.command import Request, Services
from handlers.session.find_chart import by
from models.alerts.actions import Acknowledge, Act, Retry
from models.alerts.alert import Alert
from models.alerts.alert_state import OVER, AlertState
from models.errors import NotUnderstood
from models.mention import person
from models.reply import Choice, Line, Reply
from models.wording import phrases

_MOST = 500
_NAMED = 20
_WITH_NOBODY = {AlertState.NOTED, AlertState.SENT, AlertState.UNCERTAIN, AlertState.FAILED}
_NOTHING_TO_TAKE = "No alert is open that nobody has."


async def take(request: Request, services: Services) -> Reply:
    """Take every alert that nobody has, and those that were handed to whoever asks."""
    going_on = [state for state in AlertState if state not in OVER]
    open_ = await services.outbox.alerts(request.clinic.id, going_on, _MOST)
    me, user = person(request.member.user), by(request).actor
    mine = [
        alert
        for alert in open_
        if alert.state in _WITH_NOBODY
        or (alert.state is AlertState.HANDED_OVER and alert.handed_to == me)
    ]
    has = sum(a.state is AlertState.ACKNOWLEDGED and a.taken_by == user for a in open_)
    others = len(open_) - len(mine) - has
    taken = await _each(mine, Acknowledge(), request, services)
    aliases = [*dict.fromkeys(alert.alias for alert in taken)]
    hidden = [f"{len(aliases) - _NAMED} other aliases"] if len(aliases) > _NAMED else []
    names = phrases.either([*aliases[:_NAMED], *hidden], "and")
    are = "is" if others == 1 else "are"
    rest = f"{phrases.count(others, 'other')} {are} snoozed, or with somebody: left so."
    told = f"You have {phrases.count(len(taken), 'alert')} more: {names}."
    return Reply(
        headline="Alerts",
        lines=(Line(told if taken else _NOTHING_TO_TAKE), *([Line(rest)] if others else [])),
        choices=(Choice("The open alerts", "/clinic alerts"),),
    )


async def send_again(request: Request, services: Services) -> Reply:
    """Send every alert again that failed."""
    await refuse_staff(request.member, services, "Sending alerts again")
    failed = await services.outbox.alerts(request.clinic.id, [AlertState.FAILED], _MOST)
    sent = await _each(failed, Retry(), request, services)
    told = f"{phrases.count(len(sent), 'alert')} will be sent again now."
    return Reply(
        headline="Alerts",
        lines=(Line(told if sent else "No alert has failed, so none is sent again."),),
        choices=(Choice("The open alerts", "/clinic alerts"),),
    )


async def _each(
    alerts: Sequence[Alert], act: Act, request: Request, services: Services
) -> list[Alert]:
    """Do it with each alert, and say with which it was done."""
    done = []
    for alert in alerts:
        with suppress(NotUnderstood):  # over by now, or somebody was faster
            await services.outbox.act(request.clinic.id, alert.id, act, by(request))
            done.append(alert)
    return done
