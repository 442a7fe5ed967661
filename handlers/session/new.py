"""Opens an alias, and closes and reopens one."""

from __future__ import annotations

import re
from dataclasses import replace

from handlers.command import Request, Services
from handlers.session import card
from handlers.session import payer as session_payer
from handlers.session.card import counted
from handlers.session.find_chart import (
    amend,
    by,
    forms,
    named,
    readable,
    refuse_identity,
    refuse_rival,
)
from handlers.session.payer import PayerRequest
from models.errors import NotUnderstood, UnknownWords
from models.field_name import FieldName
from models.privacy import alias, allowed_aliases
from models.reply import Choice, Line, Reply
from models.understanding import session_commands, stray_words
from models.visits.chart import AliasTaken, Chart, ChartOpening
from models.visits.events import ChartClosed, ChartReopened, Event
from models.visits.window import BenefitYear
from models.wording import phrases, standings

_DRAWS = 5
"""Two people may draw the same alias at once; the second draws again."""

_UNSAID = re.compile(r"^(?:an?|one|please|alias|patient|\s)*$", re.IGNORECASE)


async def answer(request: Request, services: Services, text: str) -> Reply:
    """Open an alias, issued here unless one was given."""
    known = await services.charts.aliases(request.clinic.id)
    told = session_commands.read_opening(text, known)

    def again(words: str) -> str:
        year = f" year from {told.year_from[0]}/{told.year_from[1]}" if told.year_from else ""
        return " ".join(f"/session new {told.alias} payer {words}{year}".split())

    given = ""
    if told.alias:
        if there := await services.charts.find(request.clinic.id, told.alias):
            raise _taken(there)
        refuse_identity(services, told.alias)
        own = forms(request, services)
        given = readable(told.alias, known, own, lambda other: f"/session show {other}")
        refuse_rival(given, known)
    of_payer = _of_payer(told.told, request, services, again)
    payer = of_payer.payer.id if of_payer.payer else None
    opening = ChartOpening(given, payer, of_payer.condition, told.year_from)
    chart = await _start(request, services, opening)
    if of_payer.plan:
        events = list(PayerRequest(None, plan=of_payer.plan).events())
        chart = await amend(request, services, chart, lambda _: events)
    return _say(chart, request, services)


async def close(request: Request, services: Services, text: str) -> Reply:
    """Close an alias: it leaves the board, and takes no more sessions."""
    found = await named(request, services, text, "session close")
    on, unused = session_commands.read_rest(found.remaining, request.today)
    _refuse_more(unused, found.chart, "close")
    day = on or request.today
    if day > request.today:
        raise NotUnderstood(
            f"{phrases.day(day)} is still to come.",
            "Close the alias on the day on which care ends.",
            [Choice("Close it today", f"/session close {found.chart.alias}")],
        )
    was = found.chart.closed
    after = await amend(
        request, services, found.chart, lambda chart: () if chart.closed else (ChartClosed(day),)
    )
    said = f"Closed on {phrases.day(after.closed or day)}: it has left the board."
    if was:
        said = f"It was closed already, on {phrases.day(was)}."
    reopen = Choice("Open it again", f"/session reopen {after.alias}")
    return card.say(counted(after, request, services), Line(said), choices=(reopen,))


async def reopen(request: Request, services: Services, text: str) -> Reply:
    """Open a closed alias again, in the same episode of care."""
    found = await named(request, services, text, "session reopen")
    on, unused = session_commands.read_rest(found.remaining, request.today)
    late = [phrases.day(on)] if on and on != request.today else []
    _refuse_more((*late, *unused), found.chart, "reopen")
    was = found.chart.closed
    events: tuple[Event, ...] = (ChartReopened(request.today),)
    after = await amend(
        request, services, found.chart, lambda chart: events if chart.closed else ()
    )
    said = "Open again: sessions count as before." if was else "It is open."
    return card.say(counted(after, request, services), Line(said), choices=_log(after))


def _of_payer(
    text: str, request: Request, services: Services, again: session_payer.Again
) -> PayerRequest:
    """Payer and condition in a text that begins with no alias.

    What begins with no word for a payer either may have been meant for an alias, and is not
    repeated where it is nothing known.
    """
    if _UNSAID.fullmatch(text):
        return PayerRequest(None)
    try:
        return session_payer.read(text, services, again)
    except UnknownWords as trouble:
        if session_payer.begins(text):
            raise
        own = allowed_aliases.no_alias(forms(request, services))
        raise NotUnderstood(
            "That begins with no alias that can be made, and no payer that I know.",
            own.mend,
            [*trouble.choices, *own.choices],
            field=FieldName.PAYER,
        ) from None


async def _start(request: Request, services: Services, opening: ChartOpening) -> Chart:
    """Open the chart, with an alias that is still free."""
    for draw in range(_DRAWS):
        text = opening.alias
        if not text:
            taken = alias.not_to_issue(await services.charts.aliases(request.clinic.id))
            text = alias.issue(services.choose, taken).text
        opened = replace(opening, alias=text, request=request.idempotency_key)
        try:
            return await services.charts.start(request.clinic.id, opened, by(request))
        except AliasTaken:
            if opening.alias or draw == _DRAWS - 1:
                raise
    raise AssertionError("the loop returns or raises")


def _say(chart: Chart, request: Request, services: Services) -> Reply:
    now = counted(chart, request, services)
    told = [Line(f"This alias stands for one patient: {chart.alias}. Write it in the chart.")]
    if chart.payer:
        told.append(Line(session_payer.words(chart, services)))
    if chart.benefit_year:
        year = standings.window(BenefitYear(*chart.benefit_year))
        told.append(Line(f"The plan counts by {year}."))
    return card.say(now, *told, choices=_log(chart), sections=card.not_counted(now))


def _log(chart: Chart) -> tuple[Choice, ...]:
    return (Choice("Log a session", f"/session log {chart.alias}"),)


def _taken(chart: Chart) -> NotUnderstood:
    reopen_ = [Choice("Open it again", f"/session reopen {chart.alias}")] if chart.closed else []
    return NotUnderstood(
        f"{chart.alias} is in use here{', and closed' if chart.closed else ''}.",
        "One alias, and what looks like it, stands for one patient: choose another, or let me "
        "issue one: /session new",
        [
            *reopen_,
            Choice(f"Show {chart.alias}", f"/session show {chart.alias}"),
            Choice("Issue another", "/session new"),
        ],
        field=FieldName.ALIAS,
    )


def _refuse_more(unused: tuple[str, ...], chart: Chart, verb: str) -> None:
    if unused:
        raise NotUnderstood(
            f"I did not understand “{' '.join(unused)}”, so nothing was changed.",
            stray_words.advice(unused, f"/session {verb} {chart.alias}"),
            stray_words.leave_out(unused, f"/session {verb} {chart.alias}"),
        )
