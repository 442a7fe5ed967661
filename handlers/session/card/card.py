"""The card of a chart: the count first, what was done, one caution, and what to do next."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date

from handlers.command import Request
from handlers.session.card import first_line, not_counted, owed_beside, sooner_end, whose_limit
from handlers.session.card.counted_chart import CountedChart
from handlers.session.find_chart import why
from models.amended import amended
from models.reply import Choice, Count, Details, Fact, Line, Reply, Section, Weight
from models.understanding.commands import log_words
from models.visits.chart import Chart
from models.visits.limit import Limit, LimitKind, LimitScope, Needs
from models.visits.second_payer import second_on
from models.visits.session import NEEDLING, Session, discipline_of
from models.visits.standing import Standing
from models.visits.visit_request import open_requests
from models.wording import forecasts, phrases, plan_of_care, requests, session_words, window_words
from models.wording import standings as standing_words
from models.wording.payer_refusals import Refusal, find_refusal
from models.wording.provenance import by_whom
from models.wording.sourced import sourced

OTHER_WORDS = Line("Your other words say nothing that I keep, and are not kept.")
"""Said where a reason, a source or a plan was named in more words than its entry has."""

_OWN_DAY = len("Resets September 30, 2026. ")  # two limits that end on one day each say so


def say(  # noqa: PLR0913 -- what is said, and which parts of it are news
    count: CountedChart,
    *lines: Line,
    choices: Sequence[Choice] = (),
    sections: Sequence[Section] | None = None,
    facts: Sequence[Fact] = (),
    warns: bool = True,
    asked: bool = True,
    days: Sequence[date] = (),
) -> Reply:
    """The card: the count, the limit that binds, what was done, and cautions of a line.

    With sections it is read at leisure: they stand one click away, with sources and with all that
    the count takes for granted; without any, these alone, where a limit counts. `warns`: whether
    the cautions are news to whoever reads it, and `asked` the same of requests that are open. What
    a payer does not pay is told of who pays on `days`, on this one where none is named.
    """
    chart, book = count.chart, count.services.book
    at_leisure = bool(sections) or (sections is not None and bool(count.standings))
    open_ = _open_requests(count)
    steps = _steps(count, everything=at_leisure, is_asked=bool(open_))
    steps = () if chart.closed else steps
    is_near = at_leisure or (count.binding and count.binding.left <= standing_words.NEAR)
    first = (first_line.of(count), *first_line.beyond_room(count), *_closed(count, lines))
    above = (*first, *lines, *steps, *(open_ if is_near and asked else ()))
    gist = Reply(
        headline=chart.alias,
        count=bar(count),
        lines=tuple(Line(line.text) for line in above),
        cautions=tuple(news(count, days)) if warns else (),
        choices=_each_once((*_next_step(count), *choices, *_choices(count))),
        small_print=phrases.NOT_A_GUARANTEE if chart.payer else "",
    )
    if not at_leisure:
        return gist

    def build() -> Details:
        cautions = _cautions(count)
        untold = tuple(_besides(section, above) for section in sections or ())
        whole = Reply("", facts=tuple(facts), sections=untold, cautions=cautions)
        sources = sourced(whole, book).sources
        return Details(
            facts=whole.facts, sections=whole.sections, cautions=cautions, sources=sources
        )

    return amended(
        gist,
        provenance=by_whom(above, book.citations),
        details=build,
        details_command=f"/session show {chart.alias} details",
    )


def after(done: str, reply: Reply, cautions: Sequence[Line] = ()) -> Reply:
    """The card with what was done in its first words, and what is to be said of that first."""
    headline = f"{reply.headline} · {done}"
    return amended(reply, headline=headline, cautions=(*cautions, *reply.cautions))


def _besides(section: Section, above: Sequence[Line]) -> Section:
    """The section without what stands word for word above it; the day of each limit stays."""
    kept = [
        line
        for line in section.lines
        if len(line.text) < _OWN_DAY or not any(line.text in told.text for told in above)
    ]
    return replace(section, lines=tuple(kept))


def _each_once(choices: Sequence[Choice]) -> tuple[Choice, ...]:
    """Each command once, where it is named first."""
    kept: dict[str, Choice] = {}
    for choice in choices:
        kept.setdefault(choice.command, choice)
    return tuple(kept.values())


def bar(count: CountedChart) -> Count | None:
    """The count by the limit that binds; None where none does."""
    return standing_words.count(count.binding) if count.binding else None


def _closed(count: CountedChart, lines: Sequence[Line]) -> Iterator[Line]:
    """That the alias is closed, where the lines do not say it themselves."""
    if count.chart.closed and not any("closed" in line.text.casefold() for line in lines):
        yield Line(f"Closed on {phrases.day(count.chart.closed)}: nothing more is logged of it.")


def _open_requests(count: CountedChart) -> list[Line]:
    """The requests to who pays by the limit that binds, of which no decision is entered."""
    chart, today = count.chart, count.request.today
    is_second = count.binding is not None and bool(count.binding.limit.second_payer)
    payer = second_on(chart, today) if is_second else chart.payer
    open_ = (r for r in open_requests(chart.requests) if r.payer == payer)
    return [Line(f"{phrases.sentence(requests.briefly(r, today))}.") for r in open_]


def _steps(count: CountedChart, *, everything: bool, is_asked: bool) -> tuple[Line, ...]:
    """What to do: where nothing is known, and where a limit is reached.

    What `is_asked` already is not to be asked once more.
    """
    if not count.standings and not count.chart.payer and not count.chart.is_self_pay:
        text = f"Set the payer: /session payer {count.chart.alias} <payer>"
        return (Line(text),)
    tightest = count.binding
    if tightest is None or (tightest.left > standing_words.NEAR and not everything):
        return ()
    cites = tightest.limit.cites
    stages = [
        Line(_stage(text, tightest, count), cites) for text in standing_words.stages(tightest)
    ]
    asks = "" if is_asked else forecasts.ask_by(tightest)
    sooner = sooner_end.line(count) if everything else None
    return (
        *stages,
        *(_when_reached(tightest, is_asked=is_asked) if tightest.left <= 0 else ()),
        *([Line(asks, cites)] if asks else []),
        *([sooner] if sooner else []),
    )


def _stage(said: str, tightest: Standing, count: CountedChart) -> str:
    """What opens more, and that what was noted was of days which are over."""
    noted = max(count.chart.history.improving, default=None)
    improving = (standing_words.stage(s) for s in tightest.closed if s.needs is Needs.IMPROVING)
    if noted is None or said not in improving:
        return said
    return f"{said} What was noted on {phrases.day(noted)} is of days that are over."


def news(count: CountedChart, days: Sequence[date] = ()) -> Iterator[Line]:
    """The cautions that nobody has read of this alias today, as far as this process knows.

    A request that is delivered twice is told the same twice.
    """
    request, told = count.request, count.services.cautioned
    by = request.idempotency_key or object()
    for line in _short_cautions(count, days or (request.today,)):
        key = (request.clinic.id, count.chart.alias, request.today, line.text)
        if told.setdefault(key, by) == by:
            yield line


def _short_cautions(count: CountedChart, days: Sequence[date]) -> Iterator[Line]:
    """What may change what somebody does now, a line each."""
    refusals = (_refusal(count, day) for day in days if _may_be_needled(count.chart, day))
    yield from map(Line, dict.fromkeys(refusal.in_short for refusal in refusals if refusal))
    yield from dict.fromkeys(line for day in days for line in owed_beside.unauthorized(count, day))
    yield from plan_of_care.warnings(count.owed, count.request.today)
    if whose_limit.latest_is_untold(count):
        yield from whose_limit.untold_discipline(count)
    if count.binding and count.binding.limit.disputed:
        window = window_words.window(count.binding.limit.window)
        yield Line(f"Sources disagree on how this runs; counted here: {window}.")


def _may_be_needled(chart: Chart, day: date) -> bool:
    """Whether a payer may be billed for needling of a day: not where other codes are named."""
    sessions = chart.standing_on(day)
    billed = [session.codes for session in sessions if not session.self_pay]
    return not sessions or any(not codes or NEEDLING & set(codes) for codes in billed)


def _cautions(count: CountedChart) -> tuple[Line, ...]:
    """What the payer says beside the number, and what the count takes for granted."""
    refusal = _refusal(count, count.request.today)
    cautions = [*([refusal.in_full] if refusal else []), *whose_limit.of_employer(count)]
    cautions += whose_limit.untold_discipline(count)
    for standing in count.standings:
        limit = standing.limit
        if limit.disputed:
            cautions.append(_disputed(limit))
        if limit.assumes:
            cautions.append(Line(limit.assumes, limit.cites))
    return tuple(dict.fromkeys(cautions))


def _refusal(count: CountedChart, day: date) -> Refusal | None:
    """What whoever pays on a day does not pay."""
    chart, clinic, book = count.chart, count.request.clinic, count.services.book
    return find_refusal(chart.payer_on(day), chart.condition, clinic, book, day)


def log_choice(chart: Chart) -> Choice:
    """The button that logs a session of the alias."""
    return Choice("Log a session", f"/session log {chart.alias}", Weight.PRIMARY)


def log_again(chart: Chart, session: Session, request: Request) -> tuple[Choice, ...]:
    """The button that logs a session after all which was taken back."""
    again = f" again {chart.next_ordinal(session.on)}" if chart.standing_on(session.on) else ""
    return (Choice("Log it after all", f"{log_on(chart, session, request).command}{again}"),)


def log_on(chart: Chart, session: Session, request: Request) -> Choice:
    """The button that logs such a session on its day."""
    own = discipline_of(request.clinic.biller)
    words = ["/session log", chart.alias, *session_words.typed(session)]
    if session.discipline and session.discipline is not own:
        words += [log_words.SAID.get(session.discipline, "")]
    words += ["on", session.on.isoformat()]
    return Choice(f"Log {standing_words.weekday(session.on)}", " ".join(filter(None, words)))


def _next_step(count: CountedChart) -> Iterator[Choice]:
    """What to do next where a limit is near: the one button that stands out."""
    tightest, alias = count.binding, count.chart.alias
    if count.chart.closed or tightest is None or tightest.left > standing_words.NEAR:
        return
    if tightest.later or tightest.to_open:
        return
    needs = tightest.closed[0].needs if tightest.closed else None
    if needs is Needs.IMPROVING:
        yield Choice("Patient improves", f"/session improving {alias}", Weight.PRIMARY)
    elif needs is Needs.AUTHORIZED or tightest.limit.kind is LimitKind.AUTHORIZATION:
        yield Choice("Enter an authorization", f"/session authorize {alias}", Weight.PRIMARY)


def _choices(count: CountedChart) -> tuple[Choice, ...]:
    chart = count.chart
    choices = [why(chart)] if chart.history.sessions or count.standings else []
    if not chart.payer and not chart.is_self_pay:
        choices.append(Choice("Set the payer", f"/session payer {chart.alias}"))
    return (*choices, *_open_questions(count))


def _open_questions(count: CountedChart) -> Iterable[Choice]:
    """The condition on which a limit depends, and nobody has told."""
    is_open = any(held.holds is LimitScope.WHICH_CONDITION for held in count.stated)
    if is_open or not_counted.second_waits(count):
        yield Choice("Say what is treated", f"/session payer {count.chart.alias}")
    plans = {
        held.sentence.plan
        for held in count.stated
        if held.holds is LimitScope.WHICH_PLAN and isinstance(held.sentence, Limit)
    }
    for plan in sorted(plans):
        yield Choice(plan, f"/session payer {count.chart.alias} {count.payer} plan {plan}")


def _when_reached(standing: Standing, *, is_asked: bool) -> Iterable[Line]:
    limit = standing.limit
    if standing.to_open:  # it is said already when more opens
        return
    if limit.soft:
        yield Line(forecasts.BEYOND, limit.cites)
    if is_asked:
        return
    if any(stage.needs is Needs.AUTHORIZED for stage in standing.closed):
        yield Line(forecasts.ask(standing), limit.cites)
    elif limit.kind is LimitKind.AUTHORIZATION:
        yield Line(forecasts.ask(standing))
    elif asks := forecasts.ask_at_cap(standing):
        yield Line(asks)


def _disputed(limit: Limit) -> Line:
    """How the clinic reads a window on which sources disagree."""
    by_id = (reading for reading in limit.readings if reading.id == limit.reading)
    by_window = (reading for reading in limit.readings if reading.window == limit.window)
    chosen = next(by_id, next(by_window, None))
    if chosen is None:
        window = window_words.window(limit.window)
        return Line(f"Sources disagree on how this runs; counted here: {window}.", limit.cites)
    return Line(f"Sources disagree on how this runs; counted here: {chosen.says}", chosen.cites)
