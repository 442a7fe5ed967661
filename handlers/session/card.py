"""The card of a chart: count, cautions, next steps and buttons; how few left are near (_NEAR)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from handlers.command import Request, Services
from handlers.session.find_chart import why
from models.coverage.position import Circumstances, Verdict, find
from models.coverage.profession import Profession
from models.reply import Badge, Choice, Line, Reply, Section, Tone
from models.understanding import log_words, session_commands
from models.visits import counting
from models.visits.body_region import BodyRegion
from models.visits.chart import Chart
from models.visits.counted import Reason
from models.visits.limit import HeldLimit, Limit, LimitKind, LimitScope, Needs
from models.visits.session import Session, discipline_of
from models.visits.standing import Standing, binding, tied, tightness
from models.wording import phrases, session_words
from models.wording import standings as standing_words
from models.wording.sourced import sourced

ANY_NEEDLING = "20560"

OTHER_WORDS = Line("Your other words say nothing that I keep, and are not kept.")
"""Said where a reason, a source or a plan was named in more words than its entry has."""

# With so few left, the next visits are planned around the limit.
_NEAR = 3

_NOT_PAID = {Verdict.NOT_COVERED, Verdict.INVESTIGATIONAL}
_WHY_NOT: dict[LimitScope, str] = {
    LimitScope.NOT_COUNTABLE: "Not counted by itself.",
    LimitScope.OTHER_DAYS: "Not counted: it speaks of other dates of service.",
    LimitScope.WHICH_CONDITION: "Not counted yet: it depends on the condition treated.",
    LimitScope.WHICH_PLAN: "Not counted yet: it depends on the plan.",
}


@dataclass(frozen=True, slots=True)
class CountedChart:
    """A chart on the day of the request: how it stands, and what its payer says of visits.

    `case` is that of the visit that the card is about; None for whatever is treated.
    """

    chart: Chart
    standings: tuple[Standing, ...]
    stated: tuple[HeldLimit, ...]
    request: Request
    services: Services
    case: BodyRegion | None = None

    @property
    def of_case(self) -> tuple[Standing, ...]:
        """Those that a visit of the case draws on."""
        if self.case is None:
            return self.standings
        return tuple(s for s in self.standings if s.limit.pool.case in {None, self.case})

    @property
    def binding(self) -> Standing | None:
        """The tightest of them."""
        return binding(self.of_case)

    @property
    def payer(self) -> str:
        """The name of the chart's payer; empty where none is set."""
        known = self.services.book.payers.get(self.chart.payer or "")
        return known.name if known else ""

    @property
    def ordered(self) -> tuple[Standing, ...]:
        """All of them, the tightest first."""
        return tuple(sorted(self.standings, key=tightness))

    @property
    def uncovered(self) -> dict[int, date]:
        """The sessions that authorizations are for, on days that none covers: numbers and days."""
        rows = (row for standing in self.standings for row in standing.counted)
        return {row.session: row.on for row in rows if row.reason is Reason.UNCOVERED}

    @property
    def others(self) -> tuple[Standing, ...]:
        """All but the tightest."""
        return self.ordered[1:]


def counted(chart: Chart, request: Request, services: Services) -> CountedChart:
    """The chart as it stands today; one that was counted just now is not counted again."""
    today, book = request.today, services.book
    chart = chart.as_of(today)
    standings = chart.standings if chart.counted_on == today else None
    if standings is None:
        standings = counting.current(chart, book, today)
    stated = counting.stated_limits(chart, book, today)
    return CountedChart(chart, standings, stated, request, services)


def say(
    count: CountedChart,
    *lines: Line,
    choices: Sequence[Choice] = (),
    sections: Sequence[Section] = (),
) -> Reply:
    """The card: the count in one line, then what was done.

    With sections it is read at leisure, and says all that the count takes for granted.
    """
    chart = count.chart
    reply = Reply(
        headline=chart.alias,
        badge=badge(count.binding),
        lines=(first_line(count), *lines, *_steps(count, everything=bool(sections))),
        sections=tuple(sections),
        cautions=_cautions(count, everything=bool(sections)),
        choices=(*choices, *_choices(count)),
        small_print=phrases.NOT_A_GUARANTEE if chart.payer else "",
    )
    return sourced(reply, count.services.book)


def with_strange(reply: Reply, text: str) -> Reply:
    """A reply that is shown whatever else was typed, and says that it was not understood."""
    strange = session_commands.without_filler(tuple(text.split()))
    told = [Line(f"I did not use “{' '.join(strange)}”: all is shown.")] if strange else []
    return replace(reply, lines=(*reply.lines, *told))


def first_line(count: CountedChart) -> Line:
    """The count by the limit that binds, which one it is, and when it begins again."""
    tightest = count.binding
    if tightest is None:
        number = sum(1 for s in count.chart.history.sessions if not s.voided)
        return Line(f"{phrases.count(number, 'session')} logged; no limit is known.")
    also = len(tied(count.of_case)) - 1
    tie = f" {phrases.count(also, 'other limit')} has as much left." if also == 1 else ""
    tie = f" {also} other limits have as much left." if also > 1 else tie
    said = standing_words.in_short(tightest, count.payer)
    return Line(f"{said}{tie}", tightest.limit.cites)


def badge(standing: Standing | None) -> Badge | None:
    """Whether a limit is reached, in words."""
    if standing is None or standing.left > 0:
        return None
    if standing.left < 0:
        return Badge("Over the limit", Tone.BAD)
    return Badge("None left", Tone.CAUTION)


def _steps(count: CountedChart, *, everything: bool) -> tuple[Line, ...]:
    """What to do: where nothing is known, and where a limit is reached."""
    if not count.standings and not count.chart.payer:
        text = f"Set the payer: /session payer {count.chart.alias} <payer>"
        return (Line(text),)
    tightest = count.binding
    if tightest is None or (tightest.left > _NEAR and not everything):
        return ()
    cites = tightest.limit.cites
    stages = [Line(standing_words.stage(stage), cites) for stage in tightest.closed]
    return (*stages, *(_when_reached(tightest) if tightest.left <= 0 else ()))


def _cautions(count: CountedChart, *, everything: bool) -> tuple[Line, ...]:
    """What the payer says beside the number, and what the count takes for granted.

    Whoever is busy is told only what may change what they do now.
    """
    cautions = [*_not_paid(count)]
    for standing in count.of_case if everything else tied(count.of_case)[:1]:
        limit = standing.limit
        if limit.disputed:
            cautions.append(_disputed(limit))
        if limit.assumes and everything:
            cautions.append(Line(limit.assumes, limit.cites))
    return tuple(dict.fromkeys(cautions))


def log_again(chart: Chart, session: Session, request: Request) -> tuple[Choice, ...]:
    """The button that logs a session after all which was taken back."""
    profession = request.clinic.profession
    own = discipline_of(Profession(profession)) if profession else None
    words = ["/session log", chart.alias, *session_words.typed(session)]
    if session.discipline and session.discipline is not own:
        words += [log_words.SAID.get(session.discipline, "")]
    words += ["on", session.on.isoformat()]
    again = ["again", str(chart.next_ordinal(session.on))] if chart.standing_on(session.on) else []
    return (Choice("Log it after all", " ".join(filter(None, [*words, *again]))),)


def not_counted(count: CountedChart) -> tuple[Section, ...]:
    """What the payer says of visits and nobody counts here, each with the reason."""
    lines = tuple(
        Line(f"{held.sentence.says} {_WHY_NOT[held.holds]}", held.sentence.cites)
        for held in count.stated
        if held.holds is not LimitScope.YES
    )
    return (Section("Said by the payer, and not counted", lines),) if lines else ()


def _choices(count: CountedChart) -> tuple[Choice, ...]:
    chart = count.chart
    choices = [why(chart)] if chart.history.sessions or count.standings else []
    if not chart.payer:
        choices.append(Choice("Set the payer", f"/session payer {chart.alias}"))
    tightest = count.binding
    staged = tightest.closed[:1] if tightest and tightest.left <= _NEAR else ()
    if any(stage.needs is Needs.IMPROVING for stage in staged):
        choices.append(Choice("Patient improves", f"/session improving {chart.alias}"))
    return (*choices, *_open_questions(count))


def _open_questions(count: CountedChart) -> Iterable[Choice]:
    """The condition on which a limit depends, and nobody has told."""
    if any(held.holds is LimitScope.WHICH_CONDITION for held in count.stated):
        yield Choice("Say what is treated", f"/session payer {count.chart.alias}")
    plans = {
        held.sentence.plan
        for held in count.stated
        if held.holds is LimitScope.WHICH_PLAN and isinstance(held.sentence, Limit)
    }
    for plan in sorted(plans):
        yield Choice(plan, f"/session payer {count.chart.alias} {count.payer} plan {plan}")


def _when_reached(standing: Standing) -> Iterable[Line]:
    limit = standing.limit
    if limit.soft:
        yield Line("This limit may be passed with a reason that the payer accepts.", limit.cites)
    if any(stage.needs is Needs.AUTHORIZED for stage in standing.closed):
        yield Line("Ask the payer for authorization.", limit.cites)
    elif limit.kind is LimitKind.AUTHORIZATION:
        yield Line("Ask the payer for a new authorization before the next visit.")


def _not_paid(count: CountedChart) -> Iterable[Line]:
    """The payer does not pay this clinic's profession, though the limit counts whoever treats."""
    chart, clinic, book = count.chart, count.request.clinic, count.services.book
    if not chart.payer or not clinic.profession:
        return
    asked = Circumstances(
        count.request.today,
        code=ANY_NEEDLING,
        condition=chart.condition,
        profession=Profession(clinic.profession),
        state=clinic.state,
    )
    leading = find(book.positions.get(chart.payer, ()), asked).leading
    if leading and leading.verdict in _NOT_PAID:
        verdict = phrases.VERDICTS[leading.verdict].words.lower()
        yield Line(f"{count.payer}, for your profession: {verdict}. {leading.says}", leading.cites)


def _disputed(limit: Limit) -> Line:
    """How the clinic reads a window on which sources disagree."""
    by_id = (reading for reading in limit.readings if reading.id == limit.reading)
    by_window = (reading for reading in limit.readings if reading.window == limit.window)
    chosen = next(by_id, next(by_window, None))
    if chosen is None:
        window = standing_words.window(limit.window)
        return Line(f"Sources disagree on how this runs; counted here: {window}.", limit.cites)
    return Line(f"Sources disagree on how this runs; counted here: {chosen.says}", chosen.cites)
