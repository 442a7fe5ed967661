"""/session case: of which case a session was that was logged without one."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from handlers.command import Request, Services
from handlers.session.card import card
from handlers.session.card.counted_chart import counted
from handlers.session.correction.void_questions import no_session, none_of_day
from handlers.session.find_chart import amend, named, refuse_closed, refuse_unused, why
from handlers.session.log import which_case
from models.errors import NotUnderstood
from models.field_name import FieldName
from models.reply import Choice, Line, Reply
from models.understanding.commands import case_words, session_commands
from models.visits import body_region
from models.visits.body_region import BodyRegion
from models.visits.chart import Chart
from models.visits.events import Event
from models.visits.session import Session
from models.visits.session_case import CaseTold
from models.wording import phrases, standings

_NUMBER = re.compile(r"#?(?P<number>[0-9]{1,4})")
_OFFERED = 5


async def answer(request: Request, services: Services, text: str) -> Reply:
    """Note the case of one session or several, by number or by day; one that was told stays."""
    chart, rest = await named(request, services, text, "session case")
    words = case_words.take(rest, services.lists.regions)
    on, behind = session_commands.read_rest(words.remaining, request.today)
    numbers = [int(match["number"]) for word in behind if (match := _NUMBER.fullmatch(word))]
    if on:
        of_day = [session.number for session in chart.standing_on(on)]
        if not of_day:
            raise none_of_day(chart, on)
        numbers += of_day
    numbers = [*dict.fromkeys(numbers)]
    command = " ".join(["/session case", chart.alias, *map(str, numbers)])
    is_read = {"session", "sessions", "and"}
    unused = [w for w in behind if not (_NUMBER.fullmatch(w) or w.casefold() in is_read)]
    refuse_unused(unused, command, f"saved for {chart.alias}")
    if not numbers:
        raise _which(chart, words.case)
    if words.case is None:
        raise which_case.one_of(words.named or _held(chart), lambda case: f"{command} for {case}")
    return await _note(request, services, chart, numbers, words.case)


async def _note(
    request: Request, services: Services, chart: Chart, numbers: Sequence[int], case: BodyRegion
) -> Reply:
    told = list[Event]()

    def decide(now: Chart) -> Sequence[Event]:
        refuse_closed(now)
        told[:] = [CaseTold(number, case) for number in numbers if _is_open(now, number, case)]
        return told

    after = await amend(request, services, chart.alias, decide)
    count = replace(counted(after, request, services), case=case)
    days = phrases.days([session.on for n in numbers if (session := after.session(n))], _OFFERED)
    done = "noted" if told else "was noted already"
    return card.say(count, Line(f"{days}{body_region.behind(case)}: {done}."))


def _is_open(chart: Chart, number: int, case: BodyRegion) -> bool:
    """Whether a session is of no case yet. Raises `NotUnderstood` where it is of another."""
    session = chart.session(number)
    if session is None:
        raise no_session(chart, number)
    if session.case in {None, case}:
        return session.case is None
    void = f"/session void {chart.alias} {number}"
    raise NotUnderstood(
        f"Session {number} was logged{body_region.behind(session.case)}.",
        f"Nothing was changed. If that is wrong, void it and log it anew: {void}",
        [Choice(f"Void session {number}", void), why(chart)],
        field=FieldName.NUMBER,
    )


def _which(chart: Chart, case: BodyRegion | None) -> NotUnderstood:
    """The question for a session where none is named: each of no told case may be meant."""
    untold = [s for s in chart.history.sessions if s.case is None and not s.voided][-_OFFERED:]
    if not untold:
        return NotUnderstood(
            f"Every session of {chart.alias} is of a case, or there is none.",
            "Nothing was changed.",
            [why(chart)],
            field=FieldName.NUMBER,
        )
    return NotUnderstood(
        "Which session?",
        "Give its number. Nothing was changed yet.",
        [_offer(chart, session, case) for session in untold],
        field=FieldName.NUMBER,
    )


def _offer(chart: Chart, session: Session, case: BodyRegion | None) -> Choice:
    command = f"/session case {chart.alias} {session.number}"
    label = f"Session {session.number}, {standings.weekday(session.on)}"
    return Choice(label, f"{command} for {case}" if case else command)


def _held(chart: Chart) -> list[BodyRegion]:
    """The cases that authorizations are for; some, where none is for any."""
    cases = {a.pool.case for a in chart.history.authorizations if a.pool.case}
    return sorted(cases) or [BodyRegion.LOW_BACK, BodyRegion.NECK, BodyRegion.SHOULDER]
