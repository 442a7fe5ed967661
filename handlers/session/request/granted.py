"""/session granted: what a payer granted on a request is entered as an authorization."""

from __future__ import annotations

import re
from dataclasses import replace

from handlers.command import Request, Services
from handlers.session.authorization import authorize
from handlers.session.authorization.authorize_questions import Wanted
from handlers.session.find_chart import named, refuse_closed
from handlers.session.request import which_request
from handlers.session.request.which_request import Closing
from models.errors import NotUnderstood
from models.field_name import FieldName
from models.period import Period
from models.reply import Choice, Reply
from models.understanding.commands import authorization_commands, case_words, request_words
from models.understanding.commands.cap_contents import take_disciplines
from models.understanding.commands.request_words import TypedDecision
from models.visits.authorization import Authorization
from models.visits.chart import Chart
from models.visits.limit import Pool, Unit
from models.visits.visit_request import of_serial
from models.wording import cap_contents
from models.wording import requests as wording

_OF_REQUEST = re.compile(r"\brequest\b|#|\bnumber\b", re.IGNORECASE)


async def answer(request: Request, services: Services, text: str) -> Reply:
    """Enter what a payer granted as an authorization, and close the request."""
    chart, rest = await named(request, services, text, "session granted")
    refuse_closed(chart)
    typed = _with_visits(request_words.take_decision(rest, request.today), rest, chart)
    on = typed.on or request.today
    is_all, behind = request_words.take_all(request_words.without_asked(typed.rest))

    def command(serial: int) -> str:
        front = which_request.granting(chart.alias, serial, on, request.today)
        return f"{front} {typed.rest}".strip()

    granted = _as_typed(behind, request, services)
    whose, _ = take_disciplines(behind)
    among = chart if typed.serial else which_request.of_disciplines(chart, whose)
    asked = which_request.meant(among, typed.serial, command, granted=granted)
    which_request.refuse_to_come(asked, on, request.today)
    found = Closing(chart.alias, asked, on, request.today)
    if is_all and not _names_all(behind, found):
        behind = f"{wording.number(asked)} {behind}"
    if not whose:
        behind = f"{behind}{cap_contents.whose(asked.disciplines)}"
    _offer_all(found, behind, request)
    return await authorize.enter(request, services, chart, behind, found)


def _with_visits(typed: TypedDecision, rest: str, chart: Chart) -> TypedDecision:
    """What was typed, with a bare number that no request has as one of visits."""
    if not typed.serial or _OF_REQUEST.search(rest) or of_serial(chart.requests, typed.serial):
        return typed
    return replace(typed, serial=0, rest=f"{typed.serial} visits {typed.rest}".strip())


def _as_typed(text: str, request: Request, services: Services) -> str:
    """What was granted, as an authorization takes it; empty where it was not understood whole."""
    named = case_words.take(text, services.lists.regions)
    typed = authorization_commands.read_authorizing(named.remaining, request.today)
    is_of_some = typed.disciplines or typed.excluding or typed.is_instead or typed.is_as_well
    is_unclear = typed.unused or len(named.named) > 1
    if is_unclear or not typed.number or typed.is_turned or is_of_some:
        return ""
    first = typed.first or request.today
    noun = "units" if typed.in_units else "visits"
    codes = f" of {' '.join(typed.codes)}" if typed.codes else ""
    case = f" for {named.case}" if named.case else ""
    until = f" from {first} until {typed.last}" if typed.last else ""
    if typed.lasts and not typed.last:
        until = f" from {first} for {typed.lasts.words}"
    rank = " secondary" if typed.is_secondary else ""
    return f"{typed.number} {noun}{codes}{case}{until}{rank}"


def _names_all(text: str, found: Closing) -> bool:
    """Whether the number of everything that was asked for stands in the text itself."""
    typed = authorization_commands.read_authorizing(text, found.today)
    in_units = found.request.unit is Unit.TIMED_UNIT
    return (typed.number, typed.in_units) == (found.request.number, in_units)


def _offer_all(found: Closing, behind: str, request: Request) -> None:
    """Ask how many, with a button for all of them, where the days are told and the number is not.

    Raises `NotUnderstood`.
    """
    typed = authorization_commands.read_authorizing(behind, request.today)
    if typed.number or typed.last is None or typed.unused:
        return
    period, asked = Period(typed.first or request.today, typed.last), found.request
    pool = Pool(typed.codes, typed.disciplines, typed.excluding)
    all_ = Authorization("", asked.number, period, pool, asked.unit)
    whole = Wanted(found.alias, all_, typed, found).whole
    raise NotUnderstood(
        f"How many of {wording.amount(asked)} are granted?",
        f"Write the number: {whole}",
        [Choice(f"All {asked.number}", whole)],
        field=FieldName.VISITS,
    )
