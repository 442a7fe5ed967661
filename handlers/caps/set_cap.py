"""Sets a limit of the clinic's own: for one alias, or for everybody who has a payer."""

from __future__ import annotations

from handlers.command import Request, Services
from handlers.session import card
from handlers.session.card import counted
from handlers.session.find_chart import amend, by, refuse_identity, unknown
from models.coverage.payer import Payer
from models.errors import NotAllowed, NotUnderstood
from models.reply import Choice, Line, Reply
from models.understanding import cap_commands, session_commands
from models.understanding.cap_commands import CapSetting
from models.visits.cap import Cap, CapScope
from models.visits.chart import Chart
from models.visits.window import Window
from models.wording import standings

_MOST = 999


async def answer(request: Request, services: Services, text: str) -> Reply:
    """Set a cap, once it is clear for whom, how many, and in which window."""
    known = await services.charts.aliases(request.clinic.id)
    typed, rest = session_commands.take_alias(text, known)
    if typed:
        told = cap_commands.read_setting(rest, typed)
        chart = await services.charts.find(request.clinic.id, typed)
        if chart is None:
            refuse_identity(services, typed)
            raise await unknown(request, services, typed, lambda other: f"/caps set {other} {rest}")
        return await _of_alias(request, services, chart, told)
    told = cap_commands.read_setting(text)
    if not told.about:
        raise NotUnderstood(
            "For which payer or alias?",
            "Write it so: /caps set BLUE-47K 12 visits per calendar year",
            [Choice("The board", "/caps")],
        )
    return await _of_payer(request, services, told)


async def _of_alias(request: Request, services: Services, chart: Chart, told: CapSetting) -> Reply:
    if told.is_dropped:
        line = await _drop(request, services, CapScope.ALIAS, chart.alias)
    else:
        number, window = _settled(told, chart.alias)
        cap = Cap(CapScope.ALIAS, chart.alias, number, window, request.member.user, request.today)
        await services.charts.set_cap(request.clinic.id, cap, by(request))
        line = _done(cap, chart.alias)
    after = await amend(request, services, chart, lambda _: ())
    back = () if told.is_dropped else (_back(chart.alias),)
    return card.say(counted(after, request, services), line, choices=back)


async def _of_payer(request: Request, services: Services, told: CapSetting) -> Reply:
    payer = _payer(told, services)
    if not request.member.is_manager:
        raise NotAllowed(
            "A cap for a whole payer is for managers to set.",
            "Ask a manager of your clinic, or set one for a single alias: "
            "/caps set BLUE-47K 12 visits per calendar year",
        )
    if told.is_dropped:
        line = await _drop(request, services, CapScope.PAYER, payer.id)
        return Reply(f"{payer.name} · your clinic's cap", lines=(line,))
    number, window = _settled(told, payer.name)
    cap = Cap(CapScope.PAYER, payer.id, number, window, request.member.user, request.today)
    await services.charts.set_cap(request.clinic.id, cap, by(request))
    return Reply(
        headline=f"{payer.name} · your clinic's cap",
        lines=(
            _done(cap, f"everybody with {payer.name}"),
            Line("It counts beside the payer's own limits; the tightest binds."),
        ),
        choices=(_back(payer.name), Choice("The board", f"/caps {payer.name}")),
    )


async def _drop(request: Request, services: Services, scope: CapScope, subject: str) -> Line:
    """Take back every cap that was set here for one alias or payer."""
    held = await services.charts.caps(request.clinic.id)
    mine = [cap for cap in held if cap.scope is scope and cap.subject == subject]
    for cap in mine:
        await services.charts.drop_cap(request.clinic.id, cap, by(request))
    if not mine:
        return Line("There was no cap of your clinic's own to take back.")
    return Line("Taken back: your clinic's own cap counts no more.")


def _back(about: str) -> Choice:
    return Choice("Take the cap back", f"/caps set {about} none")


def _settled(told: CapSetting, about: str) -> tuple[int, Window]:
    """The number and the window, or the question for what is missing."""
    number = told.number
    if told.unused and told.window:
        window = standings.window(told.window)
        instead = f"/caps set {about} {number} visits per {window}"
        raise NotUnderstood(
            f"I did not understand “{' '.join(told.unused)}”, so nothing was saved.",
            f"Leave it out, or write it another way: {instead}",
            [Choice("Leave it out", instead)],
        )
    if not number or number > _MOST:
        raise NotUnderstood(
            "How many visits?", f"Write it so: /caps set {about} 12 visits per calendar year"
        )
    if told.window is None:
        start = f"/caps set {about} {number} visits per"
        raise NotUnderstood(
            "In which window? Plans count them differently, so nothing was saved yet.",
            f"Write it so: {start} calendar year",
            [Choice(words.capitalize(), f"{start} {words}") for words in told.which],
        )
    return number, told.window


def _payer(told: CapSetting, services: Services) -> Payer:
    question = services.reader.read(told.about)
    if len(question.payers) == 1 and not question.unknown_payer:
        return question.payers[0]
    rest = ""
    if told.number and told.window:
        rest = f"{told.number} visits per {standings.window(told.window)}"
    meant = sorted(question.payers, key=lambda payer: payer.name)
    choices = [Choice(payer.name, f"/caps set {payer.name} {rest}".strip()) for payer in meant]
    if question.payers and not question.unknown_payer:
        raise NotUnderstood(
            "Which plan do you mean?", "That name fits several payers. Nothing was saved.", choices
        )
    raise NotUnderstood(
        "That is neither an alias of yours nor a payer that I know.",
        "Did you mean one of these? Nothing was saved." if meant else "Nothing was saved.",
        choices,
    )


def _done(cap: Cap, whom: str) -> Line:
    window = standings.window(cap.window)
    visits = standings.amount(cap.number, cap.limit)
    return Line(f"Your clinic's cap for {whom}: {visits} per {window}.")
