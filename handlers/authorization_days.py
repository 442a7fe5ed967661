"""Whether a visit lies within its authorization, where the days of both were typed: that leads."""

from __future__ import annotations

from handlers.command import Request
from handlers.last_day import led_by
from models.reply import Reply
from models.understanding.dates.authorization_days import AuthorizationDays, asked_in
from models.wording import phrases

_ASK = "ask for an extension or a new one before that visit"


def before(reply: Reply, request: Request) -> Reply:
    """The reply, led by whether the visit that is told lies within its authorization."""
    told = asked_in(request.text, request.today)
    if told is None or reply.refused:
        return reply
    return led_by(
        reply, "A visit and its authorization", _said(told, is_past=told.visit < request.today)
    )


def _said(told: AuthorizationDays, *, is_past: bool) -> str:
    visit = phrases.day(told.visit)
    if told.last and told.visit > told.last:
        days = phrases.count((told.visit - told.last).days, "day")
        ask = "ask the payer at once whether it takes that day too" if is_past else _ASK
        left = ", whatever is left on it" if told.left else ""
        last = phrases.day(told.last)
        return f"No: {visit} is {days} behind the authorization's last day, {last}{left}: {ask}."
    if told.first and told.visit < told.first:
        first = phrases.day(told.first)
        early = "ask whether it can begin earlier"
        return f"No: {visit} lies before the authorization's first day, {first}: {early}."
    if told.last is None:
        return f"{visit} lies behind its first day; its last day and the visits left decide."
    within = f"{visit} lies within the authorization, which ends on {phrases.day(told.last)}"
    return f"{within}. {_counted(told.left)}"


def _counted(left: int | None) -> str:
    if left is None:
        return "It holds if a visit is left on it."
    if not left:
        return "No visit is left on it by what you told: ask for more before that visit."
    return f"By what you told {phrases.count(left, 'visit')} are left on it."
