"""/session new: opening an alias, issued here or given, with its payer and plan year."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from handlers.command import Request, Services
from handlers.session.card import card, not_counted
from handlers.session.card.counted_chart import counted
from handlers.session.find_chart import (
    Again,
    amend,
    by,
    forms,
    under_free_alias,
    unused_alias,
)
from handlers.session.payer import payer_card, read_payer, two_payers
from handlers.session.payer.read_payer import PayerRequest
from models.coverage.plan_kind import PlanKind
from models.errors import NotUnderstood, UnknownWords
from models.field_name import FieldName
from models.privacy import allowed_aliases
from models.reply import Choice, Line, Reply
from models.understanding.commands import log_lists, payer_days, payer_ranks, session_commands
from models.understanding.commands.payer_days import PayerDays
from models.visits.chart import Chart, ChartOpening
from models.visits.events import SecondarySet
from models.visits.window import BenefitYear
from models.wording import window_words

_SECOND = re.compile(
    r"(?:\band\s+)?\b(?:as\s+)?(?:a\s+)?secondary\b(?:\s+(?:payer|insurance|is|to)\b)?[:,]?",
    re.IGNORECASE,
)
_UNSAID = re.compile(r"^(?:an?|one|please|alias|patient|\s)*$", re.IGNORECASE)


async def answer(request: Request, services: Services, text: str) -> Reply:
    """Open an alias, issued here unless one was given."""
    known = await services.charts.aliases(request.clinic.id)
    _refuse_several(text, known)
    wanted = session_commands.read_opening(text, known)

    def again(words: str) -> str:
        year = f" year from {wanted.year_from[0]}/{wanted.year_from[1]}" if wanted.year_from else ""
        return " ".join(f"/session new {wanted.alias} payer {words}{year}".split())

    given = ""
    if wanted.alias:
        if holder := await services.charts.find(request.clinic.id, wanted.alias):
            raise _taken(holder)
        given = unused_alias(
            request, services, wanted.alias, known, lambda other: f"/session show {other}"
        )
    told, of_second = _split_second(wanted.told)
    second = None
    if of_second:
        first_told = read_payer.without_lead(told)
        second = two_payers.of_second(
            of_second,
            services,
            lambda words: again(f"{first_told} secondary {words}"),
            request.clinic.state,
        )
    days = payer_days.read(told, request.today)
    of_payer = _of_payer(days.remaining, request, services, again, has_alias=bool(given))
    if days != PayerDays(remaining=days.remaining):
        raise _no_days(of_payer, again, is_secondary=days.is_secondary)
    payer = of_payer.payer.id if of_payer.payer else None
    opening = ChartOpening(
        given, payer, of_payer.condition, wanted.year_from, plan=of_payer.plan or ""
    )
    if second and of_payer.payer is None:
        raise two_payers.no_first(second)
    if second and of_payer.payer:
        two_payers.refuse_one_twice(second, of_payer.payer)
    chart = await _start(request, services, opening)
    if second:
        set_second = SecondarySet(second.id)
        chart = await amend(request, services, chart.alias, lambda _: (set_second,))
    return _say(chart, request, services)


def _refuse_several(text: str, known: Sequence[str]) -> None:
    """Raise where several aliases are named: each is opened by itself."""
    listed = log_lists.read(text, known) if log_lists.may_list(text) else ()
    if len(listed) > 1:
        raise NotUnderstood(
            f"That names {len(listed)} aliases, so nothing was opened.",
            "One alias stands for one patient: open them one at a time.",
            [
                Choice(f"Open {one.typed}", f"/session new {one.typed} {one.words}".strip())
                for one in listed
            ],
            field=FieldName.ALIAS,
        )


def _split_second(told: str) -> tuple[str, str]:
    """What is told of who pays first, and of who pays second; all of the first where none does."""
    ranked = payer_ranks.read(told)
    if ranked and not ranked.behind:
        return ranked.first, ranked.second
    told = payer_ranks.without_first(told)
    first, second, whom = session_commands.split_at(_SECOND, told)
    return (first.strip(" ,;"), whom.strip(" ,;")) if second and whom.strip() else (told, "")


def _of_payer(
    text: str, request: Request, services: Services, again: Again, *, has_alias: bool
) -> PayerRequest:
    """Payer and condition in a text behind an alias, or that begins with none.

    What begins with no word for a payer either may have been meant for an alias, and is not
    repeated where it is nothing known.
    """
    if _UNSAID.fullmatch(text):
        return PayerRequest(None)
    if read_payer.is_self_pay(text, services):
        return PayerRequest(None, plan=PlanKind.SELF_PAY.value)
    try:
        return read_payer.read(text, services, again, home=request.clinic.state)
    except UnknownWords as trouble:
        if has_alias:
            trouble.mend = f"Leave it out, or write it another way: {again('<payer>')}"
        if has_alias or read_payer.begins(text):
            raise
        own = allowed_aliases.no_alias(forms(request, services))
        raise NotUnderstood(
            "That begins with no alias that can be made, and no payer that I know.",
            own.mend,
            [*trouble.choices, *own.choices],
            field=FieldName.PAYER,
        ) from None


def _no_days(of_payer: PayerRequest, again: Again, *, is_secondary: bool) -> NotUnderstood:
    """A new alias has no visits yet that another payer could have paid."""
    name = of_payer.payer.name if of_payer.payer else ""
    if is_secondary:
        return NotUnderstood(
            "Who pays second?",
            "Name it last: /session new payer medicare secondary aetna. Nothing was saved.",
            field=FieldName.PAYER,
        )
    plain = not (of_payer.plan or of_payer.condition or is_secondary)
    return NotUnderstood(
        "A new alias has its payer from the start, so nothing was saved.",
        "Leave the payer's date out. A later payer: /session payer <alias> <payer> from 11/1/2026",
        [Choice(f"{name} from the start", again(name))] if name and plain else [],
        field=FieldName.PAYER,
    )


async def _start(request: Request, services: Services, opening: ChartOpening) -> Chart:
    """Open the chart, with an alias that is still free."""

    async def start(text: str) -> Chart:
        opened = replace(opening, alias=text, request=request.idempotency_key)
        return await services.charts.start(request.clinic.id, opened, by(request))

    return await under_free_alias(request, services, opening.alias, start)


def _say(chart: Chart, request: Request, services: Services) -> Reply:
    now = counted(chart, request, services)
    lines = [Line(f"This alias stands for one patient: {chart.alias}. Write it in the chart.")]
    if chart.payer or chart.is_self_pay:
        lines.append(Line(payer_card.words(now)))
    if chart.benefit_year:
        year = window_words.window(BenefitYear(*chart.benefit_year))
        lines.append(Line(f"The plan counts by {year}."))
    return card.say(
        now, *lines, choices=(card.log_choice(chart),), sections=not_counted.section(now)
    )


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
