"""/caps check: a payer's count set against ours, session by session, and what to do about it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from handlers.command import Request, Services
from handlers.session import card, limit_names
from handlers.session.counted_chart import counted
from handlers.session.find_chart import amend, by, named, refuse_closed, refuse_unused, why
from models.errors import NotUnderstood
from models.field_name import FieldName
from models.reply import Choice, Details, Line, Reply, Section, Weight
from models.understanding.commands import balance_commands, check_words
from models.understanding.commands.balance_commands import BalanceRequest
from models.understanding.commands.check_words import TypedOutcome
from models.visits import balance_source, counting, reconcile
from models.visits.apply_events import apply
from models.visits.balance import Balance
from models.visits.balance_source import KNOWS_BY_CLAIMS, BalanceSource
from models.visits.chart import Chart
from models.visits.count_check import CheckOutcome, CountCheck, check_of
from models.visits.events import BalanceAdded, CountsCompared, Event
from models.visits.limit import MOST_VISITS, LimitKind
from models.visits.reconcile import Comparison
from models.visits.standing import Standing
from models.wording import count_checks as wording
from models.wording import phrases, standings

_AHEAD = timedelta(days=183)
"""So far ahead two counts may be looked at again."""

_CAUSES = 3
"""So many likely causes stand on the card itself."""


@dataclass(frozen=True, slots=True)
class _ToldCount:
    """A count that somebody told, of which limit, as a command can say it once more."""

    alias: str
    used: int
    as_of: date
    source: str
    limit: str

    @property
    def command(self) -> str:
        """The command that compares it."""
        of = f"of {self.limit} " if self.limit else ""
        day = self.as_of.isoformat()
        return f"/caps check {self.alias} {self.used} used {of}as of {day} from {self.source}"


async def answer(request: Request, services: Services, text: str) -> Reply:
    """Compare two counts; with a word behind it, note theirs, keep ours, or look again later."""
    chart, rest = await named(request, services, text, "caps check")
    refuse_closed(chart)
    typed = check_words.take_outcome(rest, request.today)
    wanted = balance_commands.read_balance(typed.rest, request.today, services.lists.sources)
    wanted = _with_source(wanted, services)
    refuse_unused(wanted.unused, outcome=f"compared for {chart.alias}")
    number, as_of = _number_and_day(wanted, chart, request.today)
    own = counting.current(reconcile.without_totals(chart), services.book, as_of)
    found = _comparable(own)
    name = _limit(wanted, found, chart, number)
    used = _used(number, found[name], is_left=bool(wanted.is_left))
    source = wanted.source
    if source is None:
        raise _who(_ToldCount(chart.alias, used, as_of, "", name))
    told = _ToldCount(chart.alias, used, as_of, source.spell(), name)
    comparison = reconcile.compare(found[name], chart, used, as_of)
    if typed.outcome is None and not comparison.agrees:
        taken = _taken(comparison, told, chart, request, services)
        return _say(comparison, told, chart, request, taken)
    return await _settle(request, services, told, comparison, typed)


def _with_source(wanted: BalanceRequest, services: Services) -> BalanceRequest:
    """The same with the source that other words name: "9 as of 11/25 portal"."""
    named_source = services.lists.sources.find(" ".join(wanted.unused)) if wanted.unused else None
    if wanted.source or named_source is None or not named_source.is_whole:
        return wanted
    return replace(wanted, source=BalanceSource(named_source.entry), unused=())


def _balance(found: Comparison, told: _ToldCount, chart: Chart) -> Balance:
    """Their count as a total of the limit: what is logged from now on comes on top."""
    limit, known = found.standing.limit.id, chart.next_number - 1
    total = Balance(found.theirs, told.as_of, told.source, includes_ours=True, limit=limit)
    return replace(total, last_known=known)


def _taken(
    found: Comparison, told: _ToldCount, chart: Chart, request: Request, services: Services
) -> int:
    """How many would be used as of the day, were theirs noted: never fewer than are logged."""
    noted = apply(chart, BalanceAdded(_balance(found, told, chart)), by(request))
    standing = counting.current(noted, services.book, told.as_of)
    limit = found.standing.limit.id
    return next((s.used for s in standing if s.limit.id == limit), found.ours)


def _say(found: Comparison, told: _ToldCount, chart: Chart, request: Request, taken: int) -> Reply:
    """Where the counts part, and the three things that can be done about it."""
    limit = found.standing.limit
    before = check_of(chart.checks, limit.id)
    causes = [wording.cause(likely, found) for likely in found.causes]
    lines = [wording.parting(found), wording.agreed(before, found), *causes[:_CAUSES]]

    def build() -> Details:
        rows = tuple(Line(wording.row(row, found.theirs)) for row in found.rows)
        sessions = Section("Session by session", rows or (Line("None logged yet."),))
        more = tuple(Line(text) for text in causes[_CAUSES:])
        others = [Section("Also possible", more)] if more else []
        return Details(sections=(sessions, *others))

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
    found: Comparison, told: _ToldCount, request: Request, taken: int
) -> tuple[Choice, ...]:
    look_on = request.today + reconcile.AGAIN
    take = Choice(f"Take theirs: {found.theirs}", f"{told.command} take theirs")
    if taken != found.theirs:
        take = Choice(f"Note theirs, {taken} stays", f"{told.command} take theirs")
    return (
        Choice(f"Keep ours: {found.ours}", f"{told.command} keep ours", Weight.PRIMARY),
        take,
        Choice("Look again in two weeks", f"{told.command} look again on {look_on}"),
    )


async def _settle(
    request: Request, services: Services, told: _ToldCount, found: Comparison, typed: TypedOutcome
) -> Reply:
    """Note what was decided; theirs as a balance where it is taken."""
    outcome, look_on = typed.outcome or CheckOutcome.AGREES, typed.look_on
    if found.agrees:
        outcome, look_on = CheckOutcome.AGREES, None
    limit = found.standing.limit.id
    check = CountCheck(limit, found.theirs, found.ours, told.as_of, told.source, outcome, look_on)
    if look_on and not request.today < look_on <= request.today + _AHEAD:
        raise NotUnderstood(
            f"{standings.weekday(look_on)} is no day of the next six months.",
            "Name one on which to look again. Nothing was noted.",
            field=FieldName.ON,
        )
    counts: list[int] = []

    def decide(now: Chart) -> Sequence[Event]:
        refuse_closed(now)
        counts.append(_taken(found, told, now, request, services))
        balance = BalanceAdded(_balance(found, told, now))
        return [*([balance] if outcome is CheckOutcome.TAKEN else []), CountsCompared(limit, check)]

    after = await amend(request, services, told.alias, decide)
    shown = card.say(counted(after, request, services), *_done(check, counts[-1]))
    return card.after(_HEADLINES[outcome], shown)


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
            stays = f"{taken} stays: a count is not lower than what is logged or was told here."
            mend = "If a session is wrong, void it."
            return [*noted, *([Line(f"{stays} {mend}")] if taken != check.theirs else [])]
        case CheckOutcome.KEPT:
            return [Line(f"{phrases.sentence(wording.in_line(check))}: yours is kept.")]
    look = standings.weekday(check.look_on) if check.look_on else ""
    return [
        Line(f"{phrases.sentence(wording.in_line(check))}."),
        Line(f"From {look} on it is in the digest, at Home and in /session today."),
    ]


def _comparable(own: Sequence[Standing]) -> dict[str, Standing]:
    """By name the limits that a payer counts; the clinic's own caps where there is nothing else."""
    found = limit_names.names(own)
    of_payer = {n: s for n, s in found.items() if s.limit.kind is not LimitKind.CAP}
    return of_payer or found


def _limit(wanted: BalanceRequest, found: dict[str, Standing], chart: Chart, number: int) -> str:
    """The name of the limit that is meant. Raises `NotUnderstood` where it is not clear."""
    fitting = limit_names.fitting(wanted.limit, found) if wanted.limit else list(found)
    if len(fitting) == 1:
        return fitting[0]
    if not found:
        on = f" on {phrases.day(wanted.as_of)}" if wanted.as_of else ""
        raise NotUnderstood(
            f"No limit is known for {chart.alias}{on}, so there is nothing to compare.",
            f"Set the payer, or a cap: /caps set {chart.alias} 20 visits per calendar year",
            field=FieldName.LIMIT,
        )
    counted_as = "left" if wanted.is_left else "used"
    day = (wanted.as_of or date.min).isoformat()
    source = f" from {wanted.source.spell()}" if wanted.source else ""
    raise NotUnderstood(
        f"{number} {counted_as} of which limit?",
        "Each is compared by itself.",
        [
            Choice(
                phrases.sentence(name),
                f"/caps check {chart.alias} {number} {counted_as} of {name} as of {day}{source}",
            )
            for name in (fitting or found)
        ],
        field=FieldName.LIMIT,
    )


def _used(number: int, standing: Standing, *, is_left: bool) -> int:
    """How many are used where so many are left."""
    if not is_left:
        return number
    if number > standing.allowed:
        raise NotUnderstood(
            f"{number} left is more than the {standing.allowed} that it allows.",
            "Look at the number once more. Nothing was noted.",
            field=FieldName.VISITS,
        )
    return standing.allowed - number


def _number_and_day(wanted: BalanceRequest, chart: Chart, today: date) -> tuple[int, date]:
    """How many, and as of which day: today where nobody said another."""
    example = f"/caps check {chart.alias} 9 as of {phrases.typed_day(today)} from portal"
    if wanted.number is None or wanted.number > MOST_VISITS:
        raise NotUnderstood(
            "How many visits does the payer count?",
            f"Write it so: {example}",
            field=FieldName.VISITS,
        )
    as_of = wanted.as_of or today
    if as_of > today:
        raise NotUnderstood(
            f"{standings.weekday(as_of)} is still to come.",
            "Give the day on which the count was true.",
            field=FieldName.ON,
        )
    return wanted.number, as_of


def _who(told: _ToldCount) -> NotUnderstood:
    """The question for the source: whoever counts for the payer."""
    return NotUnderstood(
        "Who says so?",
        "Choose one. Nothing was noted yet.",
        [
            Choice(
                phrases.sentence(balance_source.SAYS[kind]),
                replace(told, source=BalanceSource(kind).spell()).command,
            )
            for kind in balance_source.SourceKind
            if kind in KNOWS_BY_CLAIMS
        ],
        field=FieldName.SOURCE,
    )


def _named(standing: Standing) -> str:
    said = standings.statement(standing.limit).removesuffix(".")
    return said[:1].lower() + said[1:] if standing.limit.kind is LimitKind.AUTHORIZATION else said
