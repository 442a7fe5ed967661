"""What is asked before an authorization is saved: instead of which, or as well; which first day."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from handlers.session.request.which_request import Closing
from models.errors import NotUnderstood
from models.field_name import FieldName
from models.period import Period
from models.reply import Choice, Line
from models.understanding.commands.authorization_commands import AuthorizationRequest
from models.visits import body_region, evaluations
from models.visits.authorization import Authorization, is_of_second, second_id
from models.visits.body_region import BodyRegion
from models.visits.chart import Chart
from models.visits.limit import Pool, Unit
from models.visits.visit_request import VisitRequest
from models.wording import phrases, requests
from models.wording.cap_contents import DISCIPLINES

AS_WELL = "as well"
_NAMED = 3  # days
_NOTHING_YET = "Nothing was saved yet."


@dataclass(frozen=True, slots=True)
class Wanted:
    """An authorization that is to be entered, what was typed of it, and the request it closes."""

    alias: str
    authorization: Authorization
    request: AuthorizationRequest
    closing: Closing | None = None

    def command(self, *said: str) -> str:
        """The command that enters it, with how it joins the others."""
        is_said = is_of_second(self.authorization.limit.id)
        rank = "secondary" if self.request.is_secondary and not is_said else ""
        opening = self.closing.command if self.closing else f"/session authorize {self.alias}"
        words = (opening, typed(self.authorization), rank, *said)
        return " ".join(filter(None, words))

    def granted_by(self, payer: str) -> Wanted:
        """The same, granted by the second payer."""
        of_second = replace(
            self.authorization, granted_by=payer, id=second_id(self.authorization.id)
        )
        return replace(self, authorization=of_second)

    @property
    def whole(self) -> str:
        """The command as it was understood."""
        return self.command(said(self.request))

    def of_case(self, case: BodyRegion) -> Wanted:
        """The same for one case."""
        pool = replace(self.authorization.pool, case=case)
        return replace(self, authorization=replace(self.authorization, pool=pool))

    def beginning(self, first: date) -> Wanted:
        """The same with another first day."""
        period = Period(first, self.authorization.period.last)
        return replace(self, authorization=replace(self.authorization, period=period))


def said(request: AuthorizationRequest) -> str:
    """How it joins the others, as it was typed, in the words that a button has."""
    numbers = " and ".join(map(str, request.instead_of))
    beside = f" as {request.beside}" if request.beside else ""
    words = [
        f"instead of {numbers}".strip() if request.is_instead else "",
        f"{AS_WELL}{beside}" if request.is_as_well else "",
        "sure" if request.sure else "",
    ]
    return " ".join(filter(None, words))


def turned(wanted: Wanted) -> NotUnderstood:
    """The question where the days would be the other way round, had both the next year to come."""
    period = wanted.authorization.period
    first, last = period.first or date.min, period.last or date.max
    before = last.replace(year=last.year - 1, day=min(last.day, 28 if last.month == 2 else 31))  # noqa: PLR2004
    turned_round = replace(wanted.authorization, period=Period(before, first))
    other = replace(wanted, authorization=turned_round)
    return NotUnderstood(
        f"From {phrases.day(first)} until {phrases.day(last)}?",
        f"The last day without a year is read as next year's. {_NOTHING_YET}",
        [
            Choice(f"{phrases.day(before)} to {phrases.day(first)}", other.whole),
            Choice(f"{phrases.day(first)} to {phrases.day(last)}", wanted.whole),
        ],
        field=FieldName.LAST,
    )


def still_open(request: VisitRequest) -> Line:
    """What an authorization that was entered by itself leaves open."""
    asked = f"Request {request.serial}, {requests.amount(request)}"
    return Line(f"{asked}, is still open: was this granted on it?")


def granted_on(request: VisitRequest, wanted: Wanted) -> Choice:
    """The same visits as the decision on a request that is open."""
    opening = f"/session granted {wanted.alias} request {request.serial}"
    return Choice(
        f"Granted on request {request.serial}", f"{opening} {typed(wanted.authorization)}"
    )


def begins_a_year_ago(wanted: Wanted) -> str:
    """What is in doubt of a first day whose year is likely a slip."""
    return f"It would begin on {phrases.day(wanted.authorization.period.first or date.min)}."


def begins_later_than_typed(wanted: Wanted, first: date) -> Choice:
    """The same from that day of the year that is likely meant."""
    return Choice(f"From {phrases.day(first)}", wanted.beginning(first).whole)


def typed(authorization: Authorization) -> str:
    """What somebody would type behind the alias to enter an authorization."""
    period, pool = authorization.period, authorization.pool
    noun = "units" if authorization.unit is Unit.TIMED_UNIT else "visits"
    left_out = " and ".join(evaluations.names(pool.excluding))
    parts = [
        f"{authorization.number} {noun}",
        f"of {' '.join(pool.codes)}" if pool.codes else "",
        f"for {_names(pool)}" if pool.disciplines else "",
        f"for {pool.case}" if pool.case else "",
        f"from {period.first}" if period.first else "",
        f"until {period.last}" if period.last else "",
        f"excluding {left_out}" if left_out else "",
        "secondary" if is_of_second(authorization.limit.id) else "",
    ]
    return " ".join(filter(None, parts))


def _names(pool: Pool) -> str:
    names = phrases.either([DISCIPLINES[one] for one in pool.disciplines], "and")
    return f"{names} {'combined' if pool.disciplines[1:] else 'only'}"


def what_for(pool: Pool) -> str:
    """What visits are for, as a button tells it: "for 97110 for the neck", "for all codes"."""
    left_out = "".join(f", without {name}" for name in evaluations.names(pool.excluding))
    disciplines = f" ({_names(pool)})" if pool.disciplines else ""
    codes = phrases.either(pool.codes, "and") or "all codes"
    return f"for {codes}{disciplines}{body_region.behind(pool.case)}{left_out}"


def named(authorization: Authorization) -> str:
    """An authorization by its number: "Number 1: 12 visits authorized, Oct 1, 2026 to …"."""
    return f"Number {authorization.serial}: {authorization.limit.says}"


def begins_today(earlier: Sequence[date]) -> Line:
    """What an authorization whose first day nobody said does not cover."""
    visits = phrases.count(len(earlier), "visit")
    days = phrases.either([phrases.day(day) for day in earlier[:_NAMED]], "and")
    more = f" and {len(earlier) - _NAMED} more" if len(earlier) > _NAMED else ""
    is_are = "is" if len(earlier) == 1 else "are"
    return Line(f"It begins today: {visits} before it {is_are} covered by none, {days}{more}.")


def which(chart: Chart, wanted: Wanted, overlapping: Sequence[Authorization]) -> NotUnderstood:
    """The question where the dates overlap: instead of one, or as well."""
    serials = [str(a.serial) for a in overlapping]
    return NotUnderstood(
        f"Is that instead of number {phrases.either(serials)}, or as well?",
        f"{chart.alias} has visits authorized on these days. {_listed(overlapping)} "
        f"Instead of: corrected or extended, and visits used count on. {_NOTHING_YET}",
        [*_instead(wanted, overlapping), _as_well(wanted)],
        field=FieldName.JOINS,
    )


def no_second(chart: Chart, first: date) -> NotUnderstood:
    """The refusal where nobody pays second on the first day."""
    note = f"/session payer {chart.alias} aetna secondary from {first}"
    return NotUnderstood(
        f"Nobody is noted to pay second for {chart.alias} on {phrases.day(first)}.",
        f"{_NOTHING_YET} Note who does: {note}. If who pays first granted it, leave secondary out.",
        field=FieldName.PAYER,
    )


def either_or(chart: Chart, wanted: Wanted) -> NotUnderstood:
    """The question where both were said."""
    live = chart.history.authorizations
    serials = wanted.request.instead_of
    meant = [a for a in live if a.serial in serials] or list(live)
    return NotUnderstood(
        "Is that instead of another authorization, or as well?",
        f"Say one of the two. {_listed(meant)} {_NOTHING_YET}".replace("  ", " "),
        [*_instead(wanted, meant), _as_well(wanted)],
        field=FieldName.JOINS,
    )


def instead_of_which(chart: Chart, wanted: Wanted) -> NotUnderstood:
    """The question where no number was said."""
    live = chart.history.authorizations
    if not live:
        return NotUnderstood(
            f"{chart.alias} has no authorization that this could replace.",
            f"Nothing was saved. Enter it as the first: {wanted.command()}",
            [Choice("Enter it", wanted.command())],
            field=FieldName.JOINS,
        )
    return NotUnderstood(
        "Instead of which authorization?",
        f"{_listed(live)} {_NOTHING_YET}",
        [*_instead(wanted, live), _as_well(wanted)],
        field=FieldName.JOINS,
    )


def not_there(chart: Chart, serial: int, wanted: Wanted) -> NotUnderstood:
    """The refusal of a number that does not count: withdrawn, replaced, or never given."""
    what, successor = gone(chart, serial)
    live = [successor] if successor else list(chart.history.authorizations)
    return NotUnderstood(
        what,
        f"{_listed(live)} {_NOTHING_YET}".strip(),
        [*_instead(wanted, live), _as_well(wanted)],
        field=FieldName.JOINS,
    )


def gone(chart: Chart, serial: int) -> tuple[str, Authorization | None]:
    """Why no authorization of a number counts, and the one that counts in its place."""
    retired = chart.retired(serial)
    if retired is None:
        return f"{chart.alias} has no authorization number {serial}.", None
    if not retired.replaced_by:
        return f"Number {serial} was taken back.", None
    successor = chart.authorization(retired.replaced_by)
    if successor:
        return f"Number {serial} was replaced by number {successor.serial}.", successor
    what, last = gone(chart, retired.replaced_by)
    return f"Number {serial} was replaced by number {retired.replaced_by}. {what}", last


def stands_already(chart: Chart, same: Authorization, wanted: Wanted) -> NotUnderstood:
    """The refusal where another holds what was typed: one is a mistake, or it is one more."""
    others = [serial for serial in wanted.request.instead_of if serial != same.serial]
    withdraw = (_mistaken(chart, serial) for serial in others)
    numbers = phrases.either([*map(str, others)])
    one_more = wanted.command(said(wanted.request), f"{AS_WELL} as {same.serial}")
    return NotUnderstood(
        f"Number {same.serial} is these visits on these days already.",
        f"Nothing was saved. Is it what number {numbers} is now, or was that a mistake?",
        [Choice(f"Number {numbers} is these now", one_more), *withdraw],
        field=FieldName.JOINS,
    )


def _mistaken(chart: Chart, serial: int) -> Choice:
    command = f"/session withdraw {chart.alias} {serial}"
    confirm = f"Withdraw authorization number {serial} of {chart.alias}?"
    return Choice(f"Number {serial} was a mistake", command, confirm=confirm)


def begins_later(chart: Chart, wanted: Wanted, visits: Sequence[date]) -> NotUnderstood:
    """The question where visits used before would lie outside of the new dates, and count no more.

    A letter that extends an authorization may print the new days alone.
    """
    serials = wanted.request.instead_of
    replaced = [a for a in chart.history.authorizations if a.serial in serials]
    first = min(a.period.first or visits[0] for a in replaced)
    begins = wanted.authorization.period.first or first
    instead = f"instead of {' and '.join(map(str, serials))}"
    days = phrases.count(len(visits), "visit")
    return NotUnderstood(
        f"{days} before {phrases.day(begins)} would count no more. Does it begin there?",
        f"{_listed(replaced)} Where that goes on, it begins on {phrases.day(first)} still, and "
        f"its visits count. {_NOTHING_YET}",
        [
            Choice(f"It begins {phrases.day(first)}", wanted.beginning(first).command(instead)),
            _as_well(wanted),
            Choice(f"It begins {phrases.day(begins)}", wanted.command(instead, "sure")),
        ],
        field=FieldName.FIRST,
    )


def _listed(authorizations: Iterable[Authorization]) -> str:
    return " ".join(map(named, authorizations))


def _instead(wanted: Wanted, of: Iterable[Authorization]) -> list[Choice]:
    return [Choice(f"Instead of {a.serial}", wanted.command(f"instead of {a.serial}")) for a in of]


def _as_well(wanted: Wanted) -> Choice:
    return Choice("As well: additional", wanted.command(AS_WELL))
