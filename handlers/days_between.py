"""How many days lie between two, where nothing else is asked."""

from __future__ import annotations

from handlers.command import Request
from models import calendar_words
from models.reply import Line, Reply
from models.understanding.dates.days_between_asked import asked_in
from models.wording import phrases


def before(reply: Reply, request: Request) -> Reply:
    """The number of days where it is asked, else the reply as it is."""
    asked = asked_in(request.text, request.today)
    if asked is None or reply.refused:
        return reply
    first, last = phrases.day(asked.first), phrases.day(asked.last)
    weekday = calendar_words.WEEKDAYS[asked.last.weekday()]
    days = phrases.count((asked.last - asked.first).days, "day")
    told = f"{days} from {first} to {last}, a {weekday}. One more, where the first day counts too."
    return Reply(f"{first} to {last}", lines=(Line(told),))
