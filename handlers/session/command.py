"""Logs a session for an alias, and says how many visits are left, by which limit, and why.

/session log <alias> [codes] [for <case>] [on <date>] [again] [self-pay]   (97140 x2: units)
/session show <alias>   (every session: counted or not, and why)
/session undo   (takes back what you did last, whatever it was, and names it)
/session new [alias] [payer <payer>] [for <condition>] [secondary <payer>] [year from <month day>]
/session log <alias>, <alias>, … [codes] [on <date>]   (A 97140; B 20560: codes of each)
/session today   (who is booked and not logged yet; a form in Slack and Teams)
/session void <alias> <number> because <reason of the list>   (without alias: of your last log)
/session case <alias> <number> for <case>   (of what it was, where nobody told when it was logged)
/session payer <alias> <payer> [for <condition>] [plan <plan of the list>] [from <date>]
/session payer <alias> <payer or none> secondary [from <date>]   (pays second: its limits count too)
/session year <alias> <month day>   (on which the plan's year begins)
/session authorize <alias> <n> visits [for <case>] from <date> until <date> [instead of <number>]
   (as well, 24 units, of 20560 97140, excluding evaluations are understood too)
/session extend <alias> [<number>] until <date>   (another last day; or by 4 visits, to 16)
/session withdraw <alias> <number>   (an authorization entered by mistake; or request <number>)
/session request <alias> <n> visits sent <date>   (asked of the payer; by when it has to decide)
   (urgent: decided at once; request <number> urgent or not urgent of one that was sent)
/session requests [late]   (all that wait for a decision, the longest late first)
/session granted <alias> [request <number>] <n> visits from <date> until <date>   (closes it)
/session denied <alias> [request <number>] [on <date>]
/session balance <alias> <n> used or left [of <limit>] as of <date> from <source of the list>
/session improving <alias> [on <date>]   (opens a staged limit; not improving takes it back)
/session plan-of-care <alias> from <date> [until <date>] [no referral]   (Medicare's clocks)
/session plan-of-care <alias> certified, sent, report, recertified, referral or ended [<date>]
   (take back report; without anything: what is owed by when)
/session plans   (what plans of care owe now or soon, of everybody)
/session close <alias>
/session reopen <alias>
/session rename <alias> <new alias>   (everything of it follows; without a new one, I issue one)
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import replace

from handlers.command import Command, Request, Services
from handlers.session import close, improving, new, rename, reopen, show
from handlers.session.authorization import authorize, extend, withdraw
from handlers.session.balance import balance
from handlers.session.correction import move, no_edit, tell_case, undo, void
from handlers.session.find_chart import unknown
from handlers.session.log import log_several, today
from handlers.session.payer import plan_year, two_payers
from handlers.session.plan_of_care import plan_of_care, plans_owed
from handlers.session.request import denied, granted, open_requests, request_visits
from handlers.share.share_counts import share_session
from models.errors import NotUnderstood
from models.reply import Choice, Reply
from models.understanding.commands import care_plan_words, request_words, session_commands
from models.understanding.commands.session_commands import SessionVerb
from models.understanding.dates import dashed_days

_EXAMPLES = ("/session new", "/session new payer medicare")

_ANSWERS: dict[SessionVerb, Callable[[Request, Services, str], Awaitable[Reply]]] = {
    SessionVerb.NEW: new.answer,
    SessionVerb.LOG: log_several.answer,
    SessionVerb.TODAY: today.answer,
    SessionVerb.UNDO: undo.answer,
    SessionVerb.VOID: void.answer,
    SessionVerb.CASE: tell_case.answer,
    SessionVerb.SHOW: show.answer,
    SessionVerb.PAYER: two_payers.answer,
    SessionVerb.YEAR: plan_year.answer,
    SessionVerb.AUTHORIZE: authorize.answer,
    SessionVerb.EXTEND: extend.answer,
    SessionVerb.REQUEST: request_visits.answer,
    SessionVerb.GRANTED: granted.answer,
    SessionVerb.DENIED: denied.answer,
    SessionVerb.WITHDRAW: withdraw.answer,
    SessionVerb.BALANCE: balance.answer,
    SessionVerb.IMPROVING: improving.answer,
    SessionVerb.CLOSE: close.answer,
    SessionVerb.REOPEN: reopen.answer,
    SessionVerb.RENAME: rename.answer,
    SessionVerb.PLAN_OF_CARE: plan_of_care.answer,
}


async def answer(request: Request, services: Services) -> Reply:
    """Do what the first word says."""
    request = replace(request, text=dashed_days.with_slashes(request.text))
    if asked := request_words.asks_for_list(request.text):
        return await open_requests.answer(request, services, asked)
    if care_plan_words.asks_for_list(request.text):
        return await plans_owed.answer(request, services)
    verb, rest, misspelt = session_commands.verb(request.text)
    if verb is None:
        return await _guess(request, services)
    if misspelt:
        meant = Choice(verb.capitalize(), f"/session {verb} {rest}".strip())
        raise NotUnderstood(
            f"Did you mean {verb}?",
            f"Nothing was done yet. If so, write {verb} in its place.",
            [meant] if _may_be_repeated(rest, services) else [],
        )
    if rest.casefold() in {"help", "?"}:
        return COMMAND.help()
    if verb is SessionVerb.REQUEST and (listed := await _list_asked(request, services, rest)):
        return await open_requests.answer(request, services, listed)
    if verb is SessionVerb.PAYER and await _is_plan_of_care(request, services, rest):
        verb = SessionVerb.PLAN_OF_CARE
    return await _ANSWERS[verb](request, services, rest)


async def _list_asked(
    request: Request, services: Services, rest: str
) -> request_words.AskedList | None:
    """The list that "requests" with other words asks for, where they name no alias."""
    known = await services.charts.aliases(request.clinic.id)
    if session_commands.take_alias(rest, known)[0]:
        return None
    return request_words.asks_for_list(request.text, takes_any=True)


async def _is_plan_of_care(request: Request, services: Services, rest: str) -> bool:
    """Whether "plan BLUE-47K from 11/20" is of a plan of care, and no payer's plan."""
    if request.text.split(maxsplit=1)[0].casefold() != "plan":
        return False
    known = await services.charts.aliases(request.clinic.id)
    return care_plan_words.is_meant(session_commands.take_alias(rest, known)[1])


async def _guess(request: Request, services: Services) -> Reply:
    """No verb: an alias alone most likely means that a session is to be logged or shown."""
    if request.text.split(maxsplit=1)[:1] == ["help"]:  # "help granted"
        return COMMAND.help()
    await no_edit.refuse(request, services, request.text)
    await move.refuse(request, services, request.text)
    known = await services.charts.aliases(request.clinic.id)
    typed, rest = session_commands.take_alias(request.text, known)
    if not typed:
        raise NotUnderstood(
            "I did not understand what to do.",
            "Begin with log, new, show, undo, void, payer, authorize, request, granted, denied, "
            "extend, balance, plan-of-care, improving, rename or close.",
            [Choice("How to ask", "/session help"), Choice("The board", "/caps")],
        )
    chart = await services.charts.find(request.clinic.id, typed)
    if chart is None:
        raise await unknown(request, services, typed, lambda other: f"/session show {other}")
    alias = chart.alias
    log = Choice("Log a session", f"/session log {alias} {rest}".strip())
    return Reply(
        headline=f"{alias}: log a session?",
        choices=(
            *([log] if _may_be_repeated(rest, services) else []),
            Choice("Show it", f"/session show {alias}"),
        ),
    )


def _may_be_repeated(text: str, services: Services) -> bool:
    """Whether a button may hold a text: it has no word but such as commands are made of."""
    words = " ".join(word for word in text.split() if not any(map(str.isdigit, word)))
    question = services.reader.read(words)
    strange = (*question.unknown_payer.split(), *question.unused)
    return not session_commands.without_filler(strange)


COMMAND = Command(
    "session",
    __doc__,
    _EXAMPLES,
    answer,
    lists=frozenset({SessionVerb.LOG}),
    share=share_session,
    of_service=True,
    changes=("",),
)
