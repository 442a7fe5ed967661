"""A verb behind the other command of the two that keep visits: "/session book" is /caps book."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from models.reply import Line, Reply
from models.understanding.commands import session_commands

_CAPS, _SESSION = "caps", "session"

_BOOKED = ("booked", "bookings", "schedule", "scheduled")
_OF_CAPS = {
    **dict.fromkeys(("book", "rebook"), "book"),
    **dict.fromkeys(("unbook", "unschedule"), "unbook"),
    **dict.fromkeys(("week", "weekly", *_BOOKED), "week"),
    **dict.fromkeys(("check", "reconcile", "compare"), "check"),
    **dict.fromkeys(("rollover", "roll-over"), "rollover"),
    "reschedule": "move",
    "preview": "preview",
}
_OF_SESSION = frozenset(
    """log logged void request requested granted approved denied authorize extend improving reopen
    rename plan-of-care poc""".split()
)
"""No payer's name begins with one of them."""

_OF_NUMBERS = frozenset({"balance", "auth", "authorization", "authorized"})
"""With an alias alone they ask what is left; with a number they say it."""

_NUMBER = re.compile(r"(?<!\S)[0-9]{1,4}(?!\S)")

_DAY = re.compile(r"(?:today|tonight|eod|(?P<day>yesterday|tomorrow))[.?!]?", re.IGNORECASE)
_CLOSES = re.compile(
    r"(?:close|end|finish)\s(?:(?:out|of)\s)?(?:the\s|my\s|our\s)?(?:day|today)(?:\s(?:out|now))?",
    re.IGNORECASE,
)
_NEW_YEAR = re.compile(
    r"(?:(?:show|me|who|what|whose|which|counts?|limits?|caps|visits?|aliases|will|do|does|the|are|is)"
    r"\s)*(?:resets?|resetting|lapses?|lapsing|lost|new\syear(?:'s)?|year[\s-]end|turn\sof\sthe\syear)"
    r"(?:\s(?:on|in|at|by|for|with|the|jan(?:uary)?\.?|1(?:st)?|1/1|20[0-9]{2}|new|year|year's|end))*\??",
    re.IGNORECASE,
)
_A_WEEK = re.compile(
    r"(?:(?:show|see|me|my|our|the|for|of|in|is|are|who|what|whose|visits?|booked|bookings)\s)*"
    r"(?P<which>(?:this|next|last|past|coming|the)\sweek(?:\safter\snext)?)[.?!]?",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class VerbMeant:
    """The command that a text is read as, and the text as that command takes it."""

    command: str
    text: str


def verb_meant(command: str, typed: str) -> VerbMeant | None:
    """What "session" or "caps" with a verb of the other is read as; None for its own verbs."""
    if command not in (_SESSION, _CAPS):
        return None
    text = typed.strip()
    first, *behind = text.split(maxsplit=1) or [""]
    rest, verb = "".join(behind), first.casefold().strip(":,.!")
    if command == _SESSION:
        return _of_session(text, verb, rest)
    return _of_caps(text, verb, rest)


def _of_session(text: str, verb: str, rest: str) -> VerbMeant | None:
    if _CLOSES.fullmatch(text):
        return VerbMeant(_SESSION, "today")
    if verb in _BOOKED and _names_alias(rest):
        return VerbMeant(_CAPS, f"book {rest}" if " " in rest.strip() else rest)
    return VerbMeant(_CAPS, f"{_OF_CAPS[verb]} {rest}".strip()) if verb in _OF_CAPS else None


def _of_caps(text: str, verb: str, rest: str) -> VerbMeant | None:
    if day := _DAY.fullmatch(text):
        return VerbMeant(_SESSION, f"today {day['day'] or ''}".strip())
    if _CLOSES.fullmatch(text):
        return VerbMeant(_SESSION, "today")
    if week := _A_WEEK.fullmatch(text):
        return VerbMeant(_CAPS, f"week {week['which']}")
    if _NEW_YEAR.fullmatch(text):
        return VerbMeant(_CAPS, "rollover")
    says = verb in _OF_SESSION or (verb in _OF_NUMBERS and _NUMBER.search(rest) is not None)
    is_of_session = verb == "undo" or text.casefold() == "log" or (says and _names_alias(rest))
    return VerbMeant(_SESSION, text) if is_of_session else None


def _names_alias(text: str) -> bool:
    return any(session_commands.may_be_alias(word.strip(",;:.")) for word in text.split())


def told(reply: Reply, read: VerbMeant) -> Reply:
    """The answer with a word on what was read."""
    verb = read.text.partition(" ")[0]
    return replace(reply, lines=(*reply.lines, Line(f"I read it as /{read.command} {verb}.")))
