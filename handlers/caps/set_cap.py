"""/caps set: a cap of the clinic's own for an alias or a payer, and who may set which."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date

from handlers.caps import cap_contents, cap_joins, cap_of_everybody, withdraw_cap
from handlers.caps.wanted_cap import OF_CAP, SaidOfCap, WantedCap
from handlers.clinic.change_setting import refuse_staff
from handlers.command import Request, Services
from handlers.session.card import card
from handlers.session.card.counted_chart import counted
from handlers.session.find_chart import amend, by, refuse_identity, refuse_unused, unknown
from handlers.which_payer import asked_back, meant
from models.coverage.payer import Payer
from models.coverage.state import NAMES as STATES
from models.errors import NotUnderstood
from models.reply import Choice, Line, Reply
from models.understanding import stray_words
from models.understanding.commands import as_typed, cap_commands, session_commands
from models.understanding.commands import cap_joins as cap_joins_words
from models.understanding.commands.cap_commands import CapSetting
from models.visits.cap import Cap, CapScope
from models.visits.cap_text import word
from models.visits.chart import Chart
from models.wording import cap_words, phrases
from models.words import denials


async def answer(request: Request, services: Services, text: str) -> Reply:
    """Set a cap, once it is clear for whom, how many, and in which window."""
    is_sure, text = as_typed.take(text)
    joins = cap_joins_words.take(text)
    text, said = joins.remaining, SaidOfCap(joins, is_sure)
    known = await services.charts.aliases(request.clinic.id)
    typed, rest = session_commands.take_alias(text, known)
    if typed:
        setting = cap_commands.read_setting(rest, typed)
        chart = await services.charts.find(request.clinic.id, typed)
        if chart is None:
            refuse_identity(services, typed)
            raise await unknown(request, services, typed, lambda other: f"/caps set {other} {rest}")
        return await _of_alias(request, services, chart, setting, said)
    setting = cap_commands.read_setting(text)
    if not setting.about:
        raise NotUnderstood(
            "For which payer or alias?",
            "Write it so: /caps set BLUE-47K 12 visits per calendar year",
            [Choice("Your clinic's caps", "/caps own"), Choice("The board", "/caps")],
        )
    return await _of_payer(request, services, setting, said)


async def _of_alias(
    request: Request, services: Services, chart: Chart, setting: CapSetting, said: SaidOfCap
) -> Reply:
    lines, back = [], tuple[Choice, ...]()
    if setting.is_dropped:
        refuse_unused(setting.unused, f"/caps set {chart.alias} none", f"saved for {chart.alias}")
        lines.append(await _drop(request, services, CapScope.ALIAS, chart.alias))
    else:
        about = WantedCap(request, services, CapScope.ALIAS, chart.alias, chart.alias, said)
        cap = about.settled(about.by_own_year(setting, chart))
        if said.joins.old:
            cap_of_everybody.refuse(said.joins.old, cap, chart, services.book, about.bare(cap))
        lines += await _keep(cap, about, chart.alias)
        lines += cap_of_everybody.beside(cap, chart, services.book)
        back = (withdraw_cap.button(chart.alias, cap), withdraw_cap.all_of(chart.alias))
    after = await amend(request, services, chart.alias, lambda _: ())
    shown = card.say(counted(after, request, services), *lines, choices=back)
    return shown if setting.is_dropped else card.after("cap set", _once(shown, chart.alias))


def _once(shown: Reply, alias: str) -> Reply:
    """The card without the sentence on the cap where the count above is by that very cap."""
    own, above = f"{OF_CAP} for {alias}: ", f"{OF_CAP}: "
    told = [line.text for line in shown.lines if line.text.startswith(above)]
    return replace(
        shown,
        lines=tuple(
            line
            for line in shown.lines
            if not line.text.startswith(own)
            or not any(text.startswith(line.text.replace(own, above)) for text in told)
        ),
    )


async def _of_payer(
    request: Request, services: Services, setting: CapSetting, said: SaidOfCap
) -> Reply:
    payer, states = await _payer(setting, request, services)
    await refuse_staff(
        request.member,
        services,
        "A cap for a whole payer",
        "Or set one for a single alias: /caps set BLUE-47K 12 visits per calendar year",
    )
    if setting.is_dropped:
        line = await _drop(request, services, CapScope.PAYER, payer.id)
        return Reply(f"{payer.name} · your clinic's cap", lines=(line,))
    about = WantedCap(request, services, CapScope.PAYER, payer.id, payer.name, said)
    cap = about.settled(setting)
    lines = await _keep(cap, about, f"everybody with {payer.name}")
    return Reply(
        headline=f"{payer.name} · your clinic's cap",
        lines=(
            *lines,
            *_in_every_state(payer, states),
            Line("It counts beside the payer's own limits; the tightest binds."),
        ),
        choices=(
            withdraw_cap.button(payer.name, cap),
            withdraw_cap.all_of(payer.name),
            Choice("The board", f"/caps {payer.name}"),
        ),
    )


async def _keep(cap: Cap, about: WantedCap, whom: str) -> list[Line]:
    """Set a cap, and take back those that it is instead of; what each of the subject is by now."""
    request, charts = about.request, about.services.charts
    held = await charts.caps(request.clinic.id)
    old = cap_joins.replaced(cap, about.said.joins, held, about.bare)
    await charts.set_cap(request.clinic.id, cap, by(request))
    for part, gone in enumerate((o for o in old if not cap.is_instead_of(o)), start=2):
        await charts.drop_cap(request.clinic.id, gone, replace(by(request), part=part))
    lines = [Line(f"{OF_CAP} for {whom}: {cap_words.said(cap)}.")]
    if any(word(gone) == word(cap) for gone in old):
        lines = [Line(f"It is set already for {whom}: {cap_words.said(cap)}.")]
    if told := [cap_words.said(gone) for gone in old if word(gone) != word(cap)]:
        lines.append(Line(f"It takes the place of {phrases.either(told, 'and')}."))
    others = cap_contents.beside(cap, [other for other in held if other not in old])
    counts = "Your other cap counts as well" if len(others) == 1 else "Your other caps count too"
    return lines + ([Line(f"{counts}: {'; '.join(others)}.")] if others else [])


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


def _in_every_state(payer: Payer, named: Sequence[str]) -> Iterator[Line]:
    """That a cap has no state, where one was named beside a payer that is met in others too."""
    is_of_these = payer.states and set(named).issuperset(payer.states)
    if named and not is_of_these:
        whom = phrases.either([STATES[state] for state in named])
        yield Line(
            f"A cap has no state: it counts for everybody with this payer, in {whom} and elsewhere."
            " For one state's patients set it alias by alias."
        )


async def _payer(
    setting: CapSetting, request: Request, services: Services
) -> tuple[Payer, tuple[str, ...]]:
    """The one payer that is named, and the states named beside it. Raises `NotUnderstood`."""
    question = services.reader.read(setting.about)
    if len(question.payers) == 1 and not question.unknown_payer:
        refuse_unused((*question.codes, *question.unused))
        payer = question.payers[0]
        kept = services.book.kept(payer)  # "bcbs ohio" is counted as Anthem, of more states
        return kept, question.states or (payer.states if kept is not payer else ())
    refuse_unused(denials(setting.about))
    rest = ""
    strange = (*setting.unused, *question.unknown_payer.split())
    if setting.number and setting.window and stray_words.may_be_dropped(strange):
        cap = Cap(CapScope.CLINIC, "", setting.number, setting.window, "", date.min)
        rest = cap_words.typed(cap_contents.counting(cap, setting))
    offered = await meant(question.payers, request, services)
    choices = [Choice(payer.name, f"/caps set {payer.name} {rest}".strip()) for payer in offered]
    if question.payers and not question.unknown_payer:
        which, fits = asked_back(question.payers, offered, services.book)
        raise NotUnderstood(which, f"{fits} Nothing was saved.", choices)
    raise NotUnderstood(
        "That is neither an alias of yours nor a payer that I know.",
        "Did you mean one of these? Nothing was saved." if offered else "Nothing was saved.",
        choices,
    )
