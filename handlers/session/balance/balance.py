"""/session balance: visits used or left of a limit, and who says so."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date

from handlers.command import Request, Services
from handlers.session.balance import balance_questions as questions
from handlers.session.balance import whose_total
from handlers.session.card import card, limit_names
from handlers.session.card.counted_chart import CountedChart, counted
from handlers.session.find_chart import amend, named, refuse_closed, refuse_unused
from handlers.session.log import beside_totals, unlikely
from handlers.session.payer.payer_dates import name_of
from models.errors import NotUnderstood
from models.field_name import FieldName
from models.reply import Line, Reply
from models.understanding.commands import as_typed, balance_commands
from models.understanding.commands.balance_commands import BalanceRequest
from models.visits import balance_source, counting
from models.visits.balance import PLAN_LIMITS, Balance
from models.visits.balance_source import CLAIMS_TAKE, KNOWS_BY_CLAIMS, SEVERAL, BalanceSource
from models.visits.chart import Chart
from models.visits.count_reasons import REFUSALS
from models.visits.events import BalanceAdded
from models.visits.limit import LimitKind, Unit
from models.visits.standing import Standing
from models.wording import phrases, standings


async def answer(request: Request, services: Services, text: str) -> Reply:
    """Note a number of visits as of a day."""
    chart, rest = await named(request, services, text, "session balance")
    refuse_closed(chart)
    is_as_typed, rest = as_typed.take(rest)
    wanted = balance_commands.read_balance(rest, request.today, services.lists.sources)
    number, as_of = questions.number_and_day(wanted, chart.alias, request.today)
    found = limit_names.names(counting.current(chart, services.book, as_of))
    # before a question whose buttons would drop them; a word left out might turn the number round
    refuse_unused(wanted.unused, outcome=f"saved for {chart.alias}")
    told = whose_total.told_by(wanted, chart.alias, number, as_of)
    if not is_as_typed:
        whose_total.refuse(wanted, told, chart, services.book, request.today)
    whose_total.refuse_ended(wanted.limit, told, chart, found)
    told, source = _told(wanted, told, found)
    balance, told = _balance(told, wanted, source, chart, found)
    if not is_as_typed and not told.units:
        unlikely.refuse(unlikely.of_visits(told.number), told.command)
    noted: list[BalanceAdded] = []
    before: list[Balance] = []

    def decide(now: Chart) -> Sequence[BalanceAdded]:
        refuse_closed(now)
        before[:] = _contradicted(balance, now, found.values())
        known = now.next_number - 1 if balance.includes_ours else None
        event = BalanceAdded(replace(balance, last_known=known))
        noted[:] = [] if event.balance in now.history.balances else [event]
        return [event]

    after = await amend(request, services, chart.alias, decide)
    lines = [_noted(balance, told, is_known=not noted), *_on_top(balance)]
    lines += [_before(old) for old in before if noted]
    lines += [] if wanted.is_whole else [card.OTHER_WORDS]
    count = counted(after, request, services)
    lines += [*_aside(balance, count), *beside_totals.told_by_another(balance, count)]
    return card.say(count, *lines)


def _aside(balance: Balance, count: CountedChart) -> list[Line]:
    """The count that a balance changes, where another binds; or that it changes none, and why."""
    mine = [s for s in count.standings if balance.counts_into(s.limit)]
    carrying = [s for s in mine if any(map(balance.says_the_same, s.carried))]
    if carrying:
        return [*_partly(balance, carrying[0]), *_beside_binding(carrying, count)]
    if not mine:
        return []
    chart, book = count.chart, count.services.book
    if (paid := chart.payer_on(balance.as_of)) != chart.payer_on(count.request.today):
        whose, day = name_of(paid, book), phrases.day(balance.as_of)
        return [Line(f"It changes no count of today: {whose} paid on {day}, and it stays there.")]
    told = dict.fromkeys(b for s in mine for b in s.carried)
    holding = [b for b in told if b.includes_ours] or [*told]
    if not holding:
        return [Line("It changes no count: more is logged here by that day.")]
    held = phrases.either([beside_totals.said(b) for b in holding], "and")
    return [Line(f"It changes no count: {held} are taken to hold it.")]


def _partly(balance: Balance, carrying: Standing) -> Iterator[Line]:
    """That a total holds most of what is told of elsewhere: one visit a day may lie behind it."""
    mine = next(b for b in carrying.carried if balance.says_the_same(b))
    total = next((b for b in carrying.carried if b.includes_ours), None)
    if mine.on_top is not None and total:
        held = f"the {total.used} as of {phrases.day(total.as_of)}"
        yield Line(f"At most {mine.on_top} of them can be after {held}, and on top of these.")


def _beside_binding(carrying: list[Standing], count: CountedChart) -> Iterator[Line]:
    """The count that a balance changes, where another binds."""
    if count.binding not in carrying:
        yield Line(f"With it: {standings.in_short(carrying[0], count.payer)}")


def _noted(balance: Balance, told: questions.Told, *, is_known: bool) -> Line:
    how = "in all, sessions logged here among them" if balance.includes_ours else "used elsewhere"
    source = balance_source.in_words(balance.source)
    visits = phrases.count(balance.used, told.units.removesuffix("s") or "visit")
    if told.is_left:
        visits = f"{told.number} left, so {visits}"
    of = f", of {told.limit}" if told.limit else ""
    done = "noted already" if is_known else "noted"
    return Line(f"{visits} {how}, as of {phrases.day(balance.as_of)}, from {source}{of}: {done}.")


def _contradicted(new: Balance, chart: Chart, found: Iterable[Standing]) -> list[Balance]:
    """What the same source said of the same visits before, where both cannot be true.

    What was said of a window that is over stays true of that.
    """
    of = [s for s in found if new.counts_into(s.limit) and s.window.holds(new.as_of)]
    said = [
        old
        for old in chart.history.balances
        if (old.source, old.includes_ours, old.limit) == (new.source, new.includes_ours, new.limit)
        and chart.payer_on(old.as_of) == chart.payer_on(new.as_of)
        and (not of or any(s.window.holds(old.as_of) for s in of))
    ]
    same_day = [old for old in said if old.as_of == new.as_of and old.used != new.used]
    before = [old for old in said if old.as_of < new.as_of]
    last = max(before, key=lambda old: old.as_of, default=None)
    fell = [last] if last and last.used > new.used else []
    return same_day or fell


def _before(old: Balance) -> Line:
    source, day = balance_source.in_words(old.source), phrases.day(old.as_of)
    return Line(f"It takes the place of {old.used} as of {day}, from {source}.")


def _on_top(balance: Balance) -> Iterator[Line]:
    """Which visits a total is taken not to hold."""
    if balance.held_until:
        yield Line(f"Your visits after {phrases.day(balance.held_until)} come on top of it.")


def _told(
    wanted: BalanceRequest, told: questions.Told, found: dict[str, Standing]
) -> tuple[questions.Told, BalanceSource]:
    """What is told, and by whom. Raises `NotUnderstood` with the question for what is missing."""
    if wanted.limit:
        fitting = limit_names.fitting(wanted.limit, found)
        if len(fitting) != 1:
            offered = {name: found[name] for name in fitting or found}
            raise questions.which_limit(told, offered, wanted.limit)
        told = replace(told, limit=fitting[0])
    if wanted.is_left is None or wanted.also_left is not None:
        left = told.number if wanted.also_left is None else wanted.also_left
        raise questions.used_or_left(replace(told, is_left=False), left)
    if wanted.source is None:
        raise questions.who(told)
    if wanted.is_left and wanted.includes_ours is False:
        raise NotUnderstood(
            "What is left is what the payer counts, not what was used elsewhere.",
            f"Say how many were used there. Nothing was saved for {told.alias}.",
            field=FieldName.HOW,
        )
    if wanted.includes_ours is None and not wanted.is_left:
        raise questions.which_total(told)
    return told, wanted.source


def _balance(
    told: questions.Told,
    wanted: BalanceRequest,
    source: BalanceSource,
    chart: Chart,
    found: dict[str, Standing],
) -> tuple[Balance, questions.Told]:
    """The balance that is wanted, and what was told with the name of its limit."""
    is_total = told.is_left or bool(wanted.includes_ours)
    kept = [b for b in chart.history.balances if b.includes_ours == is_total]
    spelled = _as_kept(wanted, source, kept).spell()
    told, limit = _of_limit(told, found, is_total=is_total)
    of = [limit] if limit else [s for s in found.values() if _is_plan(s)]
    _refuse_unit(told, of)
    used = told.number
    if told.is_left and limit:
        total = replace(told, is_left=False, how="in all")
        used = questions.used_where_left(
            told.number,
            limit,
            ", or set the limit first. Nothing was saved.",
            lambda used: replace(total, number=used).command,
        )
    new = Balance(
        used, told.as_of, spelled, is_total, limit=limit.limit.id if limit else PLAN_LIMITS
    )
    if _may_be_another(wanted, new, kept):
        raise questions.which_one(told, source.kind, kept)
    if is_total and source.kind in KNOWS_BY_CLAIMS:
        recent = _recent(told, chart, of)
        if recent and used and wanted.with_recent is None:  # of none it makes no difference
            if len(recent) > used:
                raise questions.are_beyond(told, used, recent)
            raise questions.are_they_in(told, spelled, recent)
        if wanted.with_recent is False:
            new = replace(new, held_until=told.as_of - CLAIMS_TAKE)
    return new, told


def _of_limit(
    told: questions.Told, found: dict[str, Standing], *, is_total: bool
) -> tuple[questions.Told, Standing | None]:
    """The limit that is meant, None for the plan's; raises `NotUnderstood` where it is not clear.

    Visits made elsewhere count into all that the plan counts; no authorization of ours saw them. A
    total may be of an authorization as well, unless it granted fewer.
    """
    if told.limit:
        return told, found[told.limit]
    may_be = {
        name: standing
        for name, standing in found.items()
        if limit_names.may_be_of(told.number, standing, is_left=told.is_left)
    }
    found = may_be or found
    plan = {name: s for name, s in found.items() if _is_plan(s)}
    alike = {(s.limit.window, s.limit.unit, s.limit.pool) for s in plan.values()}
    is_one = len(alike) == 1 and len(plan) == len(found)
    if not told.is_left and (not is_total or is_one or not found):
        return told, None
    if len(found) != 1:
        raise questions.which_limit(told, found)
    ((name, only),) = found.items()
    return replace(told, limit=name), only


def _is_plan(standing: Standing) -> bool:
    return standing.limit.kind is not LimitKind.AUTHORIZATION


def _refuse_unit(told: questions.Told, of: Sequence[Standing]) -> None:
    """Units are no visits: neither is taken for the other."""
    in_units = [standing.limit.unit is Unit.TIMED_UNIT for standing in of]
    if told.units and not (in_units and all(in_units)):
        raise questions.units_for_visits("saved")


def _recent(told: questions.Told, chart: Chart, of: Sequence[Standing]) -> list[date]:
    """The days of our visits that a payer may not have heard of by then.

    Of another window than the total's, as of the year before, none can be among them.
    """
    draws = {
        row.session
        for s in of
        for row in s.counted
        if row.reason not in REFUSALS and (s.limit.window.waits or s.window.holds(row.on))
    }
    days = {
        s.on
        for s in chart.history.sessions
        if told.as_of - CLAIMS_TAKE < s.on <= told.as_of and not s.voided
        if (s.number in draws if of else chart.payer_on(s.on) == chart.payer_on(told.as_of))
    }
    return sorted(days)


def _as_kept(
    wanted: BalanceRequest, source: BalanceSource, kept: Iterable[Balance]
) -> BalanceSource:
    """The source, as one of those kept or else the first of its kind that is free."""
    sources = {b.source for b in kept}
    if not wanted.is_numbered or source.spell() in sources:
        return source
    first_free = balance_source.next_free(source.kind, sources)
    return first_free if source.kind in SEVERAL else BalanceSource(source.kind)


def _may_be_another(wanted: BalanceRequest, new: Balance, kept: Iterable[Balance]) -> bool:
    """Whether a word of a kind of which there may be several is the second one of it.

    Only visits made elsewhere add up. Of totals the highest counts, whoever tells them.
    """
    if wanted.is_numbered or wanted.source is None or wanted.source.kind not in SEVERAL:
        return False
    mine = [b for b in kept if questions.kind_of(b.source) is wanted.source.kind]
    return bool(mine) and not new.includes_ours and new not in mine
