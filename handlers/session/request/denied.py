"""/session denied: a request is closed as denied, and the code of the denial is asked for."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

from handlers.command import Request, Services
from handlers.session.card import card
from handlers.session.card.counted_chart import counted
from handlers.session.find_chart import amend, named, refuse_closed, refuse_unused
from handlers.session.request import which_request
from models.errors import NotUnderstood
from models.field_name import FieldName
from models.reply import Choice, Line, Reply
from models.understanding import denial_kinds, instead_word
from models.understanding.commands import request_words
from models.understanding.commands.cap_contents import take_disciplines
from models.visits.chart import Chart
from models.visits.events import Event, RequestDenied
from models.visits.visit_request import RequestState, VisitRequest, of_serial, open_requests
from models.wording import phrases
from models.wording import requests as wording

_LOWEST_CODE = 15
"""So many requests has no alias; codes of denials of authorization begin about there."""


async def answer(request: Request, services: Services, text: str) -> Reply:
    """Close a request as denied, and ask for the code that leads to what can be done."""
    chart, rest = await named(request, services, text, "session denied")
    code, rest = request_words.take_denial_code(rest)
    is_instead, rest = instead_word.take(rest)
    whose, rest = take_disciplines(rest)
    typed, unused = request_words.read_denied(rest, request.today)
    on = typed.on or request.today

    again = " instead" * is_instead

    def command(serial: int) -> str:
        day = "" if on == request.today else f" on {on.isoformat()}"
        return f"/session denied {chart.alias} request {serial}{day} {code}".strip() + again

    _refuse_bare_code(chart, typed.serial, code, command)
    serial = typed.serial or _only_denied(chart)
    among = chart if serial else which_request.of_disciplines(chart, whose)
    asked = which_request.meant(among, serial, command)
    reason = "" if code else denial_kinds.code_of_reason(typed.rest)
    refuse_unused(() if reason else unused, command(asked.serial), f"saved for {chart.alias}")
    which_request.refuse_to_come(asked, on, request.today)
    was: list[VisitRequest] = []

    def decide(now: Chart) -> Sequence[Event]:
        refuse_closed(now)
        held = which_request.held(now, asked.serial)
        was[:] = [held]
        if held.state not in {RequestState.OPEN, RequestState.DENIED}:
            raise which_request.decided_already(chart.alias, held)
        is_denied = held.state is RequestState.DENIED
        if is_denied and typed.on and held.decided != typed.on and not is_instead:
            raise _other_day(chart.alias, held, typed.on, command(held.serial))
        is_known = is_denied and (held.decided == on or (typed.on is None and not is_instead))
        return () if is_known else (RequestDenied(asked.serial, on),)

    after = await amend(request, services, chart.alias, decide)
    lines, choices = _next_steps(asked, after, code, reason, services)
    kept = which_request.held(after, asked.serial)
    done = _done(was[0], kept)
    shown = card.say(counted(after, request, services), Line(done), *lines, choices=choices)
    return card.after("denied", shown)


def _only_denied(chart: Chart) -> int:
    """The number of the one request that was denied, where none is open; 0 where that is none."""
    denied = [r.serial for r in chart.requests if r.state is RequestState.DENIED]
    return denied[0] if len(denied) == 1 and not open_requests(chart.requests) else 0


def _other_day(alias: str, held: VisitRequest, on: date, command: str) -> NotUnderstood:
    """A second day for a denial is a correction, or a slip: the appeal's time counts from it."""
    known = f" on {phrases.day(held.decided)}" if held.decided else ""
    return NotUnderstood(
        f"Request {held.serial} of {alias} is noted as denied{known}.",
        "Nothing was changed yet. Was that day wrong?",
        [
            Choice(f"It was denied {phrases.day(on)}", f"{command} instead"),
            Choice("Show it", f"/session show {alias}"),
        ],
        field=FieldName.ON,
    )


def _done(was: VisitRequest, kept: VisitRequest) -> str:
    """What is noted now: the day that is kept, whatever was typed, and the one that it replaces."""
    day = f" on {phrases.day(kept.decided)}" if kept.decided else ""
    said = f"Request {kept.serial}, {wording.amount(kept)}, denied{day}"
    if was.state is not RequestState.DENIED:
        return f"{said}: noted."
    if was.decided == kept.decided or was.decided is None:
        return f"{said}: noted already."
    return f"{said}, and not on {phrases.day(was.decided)}: changed."


def _refuse_bare_code(chart: Chart, number: int, code: str, command: Callable[[int], str]) -> None:
    """Ask whether a number that is no request's is the code of the denial: "denied OAK-12 197"."""
    open_ = open_requests(chart.requests)
    if code or number < _LOWEST_CODE or of_serial(chart.requests, number) or not open_:
        return
    raise NotUnderstood(
        f"Is {number} the code of the denial?",
        f"{chart.alias} has no request number {number}. Nothing was saved yet.",
        [
            Choice(f"Request {r.serial}, CO-{number}", f"{command(r.serial)} CO-{number}")
            for r in open_
        ],
        field=FieldName.NUMBER,
    )


def _next_steps(
    asked: VisitRequest, chart: Chart, code: str, reason: str, services: Services
) -> tuple[list[Line], list[Choice]]:
    """The question for the code of the denial, and the way to what it asks for.

    A code that was typed is not kept: the button looks it up. So it does the code under which a
    reason in words is most often found, and asks for that of the letter.
    """
    payer = services.book.payers.get(asked.payer or chart.payer or "")
    codes = [code for s in chart.history.sessions[-1:] for code in s.codes][:1] or ["20560"]
    about = " ".join(filter(None, [payer.name if payer else "", *codes]))
    if code:
        look_up = Choice(f"What to do about {code}", f"/denial {about} {code}")
        return [Line(f"{code} is not kept here; the button looks it up.")], [look_up]
    example = f"/denial {about} CO-{reason or '197'}"
    if reason:
        likely = f"The reason is not kept. Most often it is CO-{reason}: does the letter say so?"
        return [Line(likely)], [Choice(f"What to do about CO-{reason}", example)]
    return (
        [
            Line(f"Which code does the letter name? Type it, as {example}"),
            Line("Without a code, ask the payer for the reason in writing."),
        ],
        [Choice("What to do about it", f"/denial {about}")],
    )
