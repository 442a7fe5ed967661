"""What leads any answer where days were typed that can be counted: their last, their number."""

from __future__ import annotations

from handlers import authorization_days, days_between, last_day
from handlers.command import Request
from models.reply import Reply


def before(reply: Reply, request: Request) -> Reply:
    """The reply, led by what can be counted from the days that were typed."""
    reply = days_between.before(authorization_days.before(reply, request), request)
    return last_day.before(reply, request)
