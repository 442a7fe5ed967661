"""/caps check: a payer's count set against ours, session by session, and what to do about it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from handlers.caps.check_questions import (
    ToldCount,
    limit_meant,
    number_and_day,
    refuse_two_numbers,
    refuse_unit,
    used_of,
    who,
)
from handlers.command import Request, Services
from handlers.session.card import card, limit_names
from handlers.session.card.counted_chart import CountedChart, counted
from handlers.session.find_chart import amend, by, named, refuse_closed, refuse_unused, why
from models.errors import NotUnderstood
from models.field_name import FieldName
from models.reply import Choice, Details, Line, Reply, Section, Weight
from models.understanding import details_word
from models.understanding.commands import balance_commands, check_words
from models.understanding.commands.balance_commands import BalanceRequest
from models.understanding.commands.check_words import TypedOutcome
from models.visits import balance_source, counting, reconcile
from models.visits.apply_events import apply
from models.visits.balance import Balance
from models.visits.balance_source import BalanceSource
from models.visits.chart import Chart
from models.visits.count_check import CheckOutcome, CountCheck, check_of
from models.visits.events import BalanceAdded, BalanceWithdrawn, CountsCompared, Event
from models.visits.limit import LimitKind
from models.visits.reconcile import Comparison
from models.visits.standing import Standing
from models.wording import count_checks as wording
from models.wording import phrases, standings

_AHEAD = timedelta(days=183)
"""So far ahead two counts may be looked at again."""

_CAUSES = 3
"""So many likely causes stand on the card itself."""


async def answer(request: Request, services: Services, text: str) -> Reply:
    """Compare two counts; with a word behind it, note theirs, keep ours, or look again later."""
    chart, rest = await named(request, services, text, "caps check")
    refuse_closed(chart)
    rest, opens = details_word.take(rest)
    typed = check_words.take_outcome(rest, request.today, _look_again(request))
    wanted = balance_commands.read_balance(typed.rest, request.today, services.lists.sources)
    wanted = _with_source(wanted, services)
    refuse_unused(wanted.unused, outcome=f"compared for {chart.alias}")
    number, as_of = number_and_day(wanted, chart, request.today)
    own = counting.current(reconcile.without_totals(chart), services.book, as_of)
    found = limit_names.names(own)
    name = limit_meant(wanted, found, chart, number, as_of)
    refuse_unit(wanted, found[name])
    source = wanted.source
    typed_count = ToldCount(chart.alias, number, as_of, source.spell() if source else "", name)
    told = used_of(typed_count, found[name], is_left=bool(wanted.is_left))
    refuse_two_numbers(wanted, found[name], told)
    if source is None:
        raise who(told)
    comparison = _compare(found[name], chart, services, told)
    if typed.is_unclear or (typed.outcome is None and not comparison.agrees):
        taken = _taken(comparison, told, chart, request, services)
        said = _say(comparison, told, chart, request, taken)
        return said.opened() if opens else said
    settled = await _settle(request, services, told, comparison, typed)
    is_open = opens and typed.outcome is None
    return replace(settled, sections=(_by_session(comparison),)) if is_open else settled


def _by_session(found: Comparison) -> Section:
    rows = tuple(Line(wording.row(row, found.theirs)) for row in found.rows)
    return Section("Session by session", rows or (Line("None logged yet."),))


def _compare(standing: Standing, chart: Chart, services: Services, told: ToldCount) -> Comparison:
    """Their count against ours, and against what is used with the totals that were noted."""
    held = counting.current(chart, services.book, told.as_of)
    noted = next((s.used for s in held if s.limit.id == standing.limit.id), None)
    return reconcile.compare(standing, chart, told.used, told.as_of, noted)


def _with_source(wanted: BalanceRequest, services: Services) -> BalanceRequest:
    """The same with the source that other words name: "9 as of 11/25 portal"."""
    named_source = services.lists.sources.find(" ".join(wanted.unused)) if wanted.unused else None
    if wanted.source or named_source is None or not named_source.is_whole:
        return wanted
    return replace(wanted, source=BalanceSource(named_source.entry), unused=())


def _told_by_it(found: Comparison, told: ToldCount, chart: Chart) -> list[Balance]:
    """The totals of the limit that say what was told just now, by the same source: noted before.

    All of them, where the sessions alone are as many as were told.
    """
    limit = found.standing.limit.id
    asked = (limit, told.used, told.as_of, told.source)
    totals = [b for b in chart.history.balances if b.includes_ours]
    if found.is_total_alone:
        return [b for b in totals if b.limit == limit]
    return [b for b in totals if (b.limit, b.used, b.as_of, b.source) == asked]


def _balance(found: Comparison, told: ToldCount, chart: Chart) -> Balance:
    """Their count as a total of the limit: what is logged from now on comes on top."""
    limit, known = found.standing.limit.id, chart.next_number - 1
    total = Balance(found.theirs, told.as_of, told.source, includes_ours=True, limit=limit)
    return replace(total, last_known=known)


def _taken(
    found: Comparison, told: ToldCount, chart: Chart, request: Request, services: Services
) -> int:
    """How many would be used as of the day, were theirs noted: never fewer than are logged."""
    noted = apply(chart, BalanceAdded(_balance(found, told, chart)), by(request))
    standing = counting.current(noted, services.book, told.as_of)
    limit = found.standing.limit.id
    return next((s.used for s in standing if s.limit.id == limit), found.ours)


def _say(found: Comparison, told: ToldCount, chart: Chart, request: Request, taken: int) -> Reply:
    """Where the counts part, and the three things that can be done about it."""
    limit = found.standing.limit
    before = check_of(chart.checks, limit.id)
    causes = [wording.cause(likely, found) for likely in found.causes]
    lines = [wording.with_total(found), wording.parting(found), wording.agreed(before, found)]
    lines += causes[:_CAUSES]

    def build() -> Details:
        more = tuple(Line(text) for text in causes[_CAUSES:])
        others = [Section("Also possible", more)] if more else []
        return Details(sections=(_by_session(found), *others))

    return Reply(
        headline=f"{chart.alias} · {wording.headline(found, told.source)}",
        lines=(
            Line(f"As of {phrases.day(found.as_of)}, by {_named(found.standing)}."),
            *(Line(text) for text in lines if text),
        ),
        choices=(*_choices(found, told, request, taken), why(chart)),
        details=build,
        details_command=f"{told.command} details",
        small_print="Nothing was changed yet.",
    )


def _choices(
    found: Comparison, told: ToldCount, request: Request, taken: int
) -> tuple[Choice, ...]:
    look_on = _look_again(request)
    take = Choice(f"Take theirs: {found.theirs}", f"{told.command} take theirs")
    if taken != found.theirs:
        take = Choice(f"Note theirs, {taken} stays", f"{told.command} take theirs")
    keep = f"Keep ours: {found.noted}"
    if found.is_total_alone:
        keep = f"Take the total back: {found.ours}"
    return (
        Choice(keep, f"{told.command} keep ours", Weight.PRIMARY),
        take,
        Choice("Look again in two weeks", f"{told.command} look again on {look_on}"),
    )


def _look_again(request: Request) -> date:
    return reconcile.look_again(request.today, request.clinic.preferences.hours.holidays)


async def _settle(
    request: Request, services: Services, told: ToldCount, found: Comparison, typed: TypedOutcome
) -> Reply:
    """Note what was decided; theirs as a balance where it is taken."""
    outcome, look_on = typed.outcome or CheckOutcome.AGREES, typed.look_on
    is_undone = outcome is CheckOutcome.KEPT and found.ours != found.theirs
    if found.agrees and not is_undone:
        outcome, look_on = CheckOutcome.AGREES, None
    limit = found.standing.limit.id
    ours = found.theirs if outcome is CheckOutcome.AGREES else found.noted
    if outcome is CheckOutcome.KEPT and (found.agrees or found.is_total_alone):
        ours = found.ours  # the total is taken back
    check = CountCheck(limit, found.theirs, ours, told.as_of, told.source, outcome, look_on)
    if look_on and not request.today < look_on <= request.today + _AHEAD:
        raise NotUnderstood(
            f"{standings.weekday(look_on)} is no day of the next six months.",
            "Name one on which to look again. Nothing was noted.",
            field=FieldName.ON,
        )
    counts: list[int] = []
    withdrawn: list[int] = []

    def decide(now: Chart) -> Sequence[Event]:
        refuse_closed(now)
        counts.append(_taken(found, told, now, request, services))
        balances: list[Event] = []
        if outcome is CheckOutcome.TAKEN:
            balances = [BalanceAdded(_balance(found, told, now))]
        if outcome is CheckOutcome.KEPT:
            balances = [BalanceWithdrawn(total) for total in _told_by_it(found, told, now)]
            withdrawn.append(len(balances))
        return [*balances, CountsCompared(limit, check)]

    after = await amend(request, services, told.alias, decide)
    count = counted(after, request, services)
    done = _done(check, counts[-1])
    if outcome is CheckOutcome.AGREES and typed.outcome is CheckOutcome.AGAIN:
        done.append(Line("They agree, so nothing is looked at again."))
    if outcome is CheckOutcome.KEPT:
        of_limit = next((s for s in count.standings if s.limit.id == limit), found.standing)
        done += [Line(text) for text in wording.of_totals(found, of_limit, withdrawn[-1])]
    if outcome is CheckOutcome.TAKEN:
        done += _with_it(limit, count)
    shown = card.say(count, *done)
    stays = outcome is CheckOutcome.TAKEN and counts[-1] != found.theirs
    return card.after(_STAYS.format(counts[-1]) if stays else _HEADLINES[outcome], shown)


def _with_it(limit: str, count: CountedChart) -> list[Line]:
    """How the limit stands that theirs was of, where another binds."""
    of_it = [s for s in count.standings if s.limit.id == limit and s is not count.binding]
    return [Line(f"With it: {standings.in_short(s, count.payer)}") for s in of_it]


_STAYS = "noted beside yours, {} stays"

_HEADLINES = {
    CheckOutcome.AGREES: "the counts agree",
    CheckOutcome.TAKEN: "theirs noted",
    CheckOutcome.KEPT: "yours kept",
    CheckOutcome.AGAIN: "to be compared again",
}


def _done(check: CountCheck, taken: int) -> list[Line]:
    who = balance_source.in_words(check.source)
    day = phrases.day(check.as_of)
    match check.outcome:
        case CheckOutcome.AGREES:
            return [Line(f"As of {day} {who} and you both count {check.theirs}: noted.")]
        case CheckOutcome.TAKEN:
            noted = [Line(f"{check.theirs} used as of {day}, from {who}: noted as a balance.")]
            return [*noted, *([Line(_stays(taken, check))] if taken != check.theirs else [])]
        case CheckOutcome.KEPT:
            return [Line(f"{phrases.sentence(wording.in_line(check))}: yours is kept.")]
    look = standings.weekday(check.look_on) if check.look_on else ""
    return [
        Line(f"{phrases.sentence(wording.in_line(check))}."),
        Line(f"From {look} on it is in the digest, at Home and in /session today."),
    ]


def _stays(taken: int, check: CountCheck) -> str:
    """Why the count is another all the same."""
    if taken < check.theirs:
        return f"{taken} stays: {phrases.day(check.as_of)} is outside the window that is counted."
    stays = f"{taken} stays: a count is not lower than what is logged or was told here."
    return f"{stays} If a session is wrong, void it."


def _named(standing: Standing) -> str:
    said = standings.statement(standing.limit).removesuffix(".")
    return said[:1].lower() + said[1:] if standing.limit.kind is LimitKind.AUTHORIZATION else said
