"""/caps set: a cap of the clinic's own for an alias or a payer, and who may set which."""

from __future__ import annotations

from dataclasses import replace

from handlers.caps import words_behind
from handlers.clinic.setting import refuse_staff
from handlers.command import Request, Services
from handlers.session import card
from handlers.session.card import counted
from handlers.session.find_chart import amend, by, refuse_identity, refuse_unused, unknown
from handlers.which_payer import kept
from models.coverage.payer import Payer
from models.errors import NotUnderstood
from models.reply import Choice, Line, Reply
from models.understanding import cap_commands, session_commands, stray_words
from models.understanding.cap_commands import CapSetting
from models.visits.cap import Cap, CapScope
from models.visits.chart import Chart
from models.visits.limit import MOST_VISITS
from models.visits.window import BenefitYear, Window
from models.wording import phrases, standings
from models.words import denials


async def answer(request: Request, services: Services, text: str) -> Reply:
    """Set a cap, once it is clear for whom, how many, and in which window."""
    known = await services.charts.aliases(request.clinic.id)
    typed, rest = session_commands.take_alias(text, known)
    if typed:
        setting = cap_commands.read_setting(rest, typed)
        chart = await services.charts.find(request.clinic.id, typed)
        if chart is None:
            refuse_identity(services, typed)
            raise await unknown(request, services, typed, lambda other: f"/caps set {other} {rest}")
        return await _of_alias(request, services, chart, setting)
    setting = cap_commands.read_setting(text)
    if not setting.about:
        raise NotUnderstood(
            "For which payer or alias?",
            "Write it so: /caps set BLUE-47K 12 visits per calendar year",
            [Choice("The board", "/caps")],
        )
    return await _of_payer(request, services, setting)


async def _of_alias(
    request: Request, services: Services, chart: Chart, setting: CapSetting
) -> Reply:
    if setting.is_dropped:
        refuse_unused(setting.unused, f"/caps set {chart.alias} none", f"saved for {chart.alias}")
        line = await _drop(request, services, CapScope.ALIAS, chart.alias)
    else:
        number, window = _settled(_by_own_year(setting, chart), chart.alias)
        cap = Cap(CapScope.ALIAS, chart.alias, number, window, request.member.user, request.today)
        await services.charts.set_cap(request.clinic.id, cap, by(request))
        line = _done(cap, chart.alias)
    after = await amend(request, services, chart.alias, lambda _: ())
    back = () if setting.is_dropped else (_back(chart.alias),)
    return card.say(counted(after, request, services), line, choices=back)


def _by_own_year(setting: CapSetting, chart: Chart) -> CapSetting:
    """The cap by the benefit year of the alias's own plan. Raises `NotUnderstood` for two years."""
    own, window = chart.benefit_year, setting.window
    if own is None:
        return setting
    if setting.by_own_year:
        return replace(setting, window=BenefitYear(*own))
    if isinstance(window, BenefitYear) and window != BenefitYear(*own):
        start = f"/caps set {chart.alias} {setting.number} visits per"
        typed, noted = standings.window(window), standings.window(BenefitYear(*own))
        begins = typed.removeprefix("benefit year from ")
        raise NotUnderstood(
            f"The plan of {chart.alias} counts by {noted}. Which is right?",
            "Nothing was saved. If the plan's year is noted wrong, mend it and set the cap again.",
            [
                Choice(phrases.sentence(noted), f"{start} {noted}"),
                Choice(f"Mend the plan's year: {begins}", f"/session year {chart.alias} {begins}"),
            ],
        )
    return setting


async def _of_payer(request: Request, services: Services, setting: CapSetting) -> Reply:
    payer = _payer(setting, services)
    await refuse_staff(
        request.member,
        services,
        "A cap for a whole payer",
        "Or set one for a single alias: /caps set BLUE-47K 12 visits per calendar year",
    )
    if setting.is_dropped:
        line = await _drop(request, services, CapScope.PAYER, payer.id)
        return Reply(f"{payer.name} · your clinic's cap", lines=(line,))
    number, window = _settled(setting, payer.name)
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
    for part, cap in enumerate(mine, start=1):
        doer = replace(by(request), part=part)
        await services.charts.drop_cap(request.clinic.id, cap, doer)
    if not mine:
        return Line("There was no cap of your clinic's own to take back.")
    return Line("Taken back: your clinic's own cap counts no more.")


def _back(about: str) -> Choice:
    return Choice("Take the cap back", f"/caps set {about} none")


def _settled(setting: CapSetting, about: str) -> tuple[int, Window]:
    """The number and the window, or the question for what is missing."""
    number = setting.number
    if not number or number > MOST_VISITS:
        raise NotUnderstood(
            "How many visits? Nothing was saved.",
            f"Write a whole number, so: /caps set {about} 12 visits per calendar year",
        )
    if setting.unused and (setting.window or not stray_words.may_be_dropped(setting.unused)):
        window = standings.window(setting.window) if setting.window else ""
        instead = f"/caps set {about} {number} visits per {window}" if window else ""
        if instead and not setting.before:
            words_behind.refuse(setting.unused, instead)
        refuse_unused(setting.unused, instead)
    if setting.window is None:
        start = f"/caps set {about} {number} visits per"
        is_by_year = any("July 1" in words for words in setting.which)
        example = " July 1 is an example: write the day of the plan." if is_by_year else ""
        raise NotUnderstood(
            "In which window? Plans count them differently, so nothing was saved yet.",
            f"Write it so: {start} calendar year.{example}",
            [Choice(phrases.sentence(words), f"{start} {words}") for words in setting.which],
        )
    return number, setting.window


def _payer(setting: CapSetting, services: Services) -> Payer:
    question = services.reader.read(setting.about)
    if len(question.payers) == 1 and not question.unknown_payer:
        refuse_unused((*question.codes, *question.unused))
        return services.book.kept(question.payers[0])
    refuse_unused(denials(setting.about))
    rest = ""
    strange = (*setting.unused, *question.unknown_payer.split())
    if setting.number and setting.window and stray_words.may_be_dropped(strange):
        rest = f"{setting.number} visits per {standings.window(setting.window)}"
    meant = kept(question.payers, services.book, None)
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
