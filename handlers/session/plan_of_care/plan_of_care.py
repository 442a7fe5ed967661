"""/session plan-of-care: what is noted of a plan of care, and what is owed of it by when."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date

from handlers.command import Request, Services
from handlers.session.find_chart import amend, named, refuse_closed, refuse_unused, why
from handlers.session.plan_of_care import plan_questions
from models.coverage.duty import DutyPart, counting
from models.coverage.state import NAMES as STATES
from models.errors import NotUnderstood
from models.field_name import FieldName
from models.reply import Choice, Details, Line, Reply, Section, Weight
from models.understanding import details_word
from models.understanding.commands import care_plan_words
from models.understanding.commands.care_plan_words import TypedPlan
from models.understanding.dates.two_days import TwoDays
from models.visits.chart import Chart
from models.visits.events import Event
from models.visits.plan_clocks import clocks, is_of_medicare, waits_for_signature
from models.visits.plan_of_care import (
    PlanClock,
    PlanDuty,
    PlanEntry,
    PlanNoted,
    PlanStep,
    PlanWithdrawn,
    current,
    of_step,
)
from models.wording import late_steps, phrases, provenance, standings
from models.wording import plan_of_care as wording
from models.wording.sourced import sourced_details

_ONCE = {PlanStep.BEGUN, PlanStep.CERTIFIED, PlanStep.REFERRED}
"""What a plan has once: another day is a correction, or something else."""

_SHOWN = 4


async def answer(request: Request, services: Services, text: str) -> Reply:
    """Note a step of a plan of care or take it back, and show what is owed."""
    chart, rest = await named(request, services, text, "session plan-of-care")
    try:
        typed = care_plan_words.read(rest, request.today)
    except TwoDays as found:
        raise plan_questions.one_step(found, chart, rest, request.today) from None
    if typed.is_bare:
        shown = say(chart, services, request.today)
        return shown.opened() if details_word.take(rest)[1] else shown
    refuse_unused(typed.unused, plan_questions.command(chart, typed), f"saved for {chart.alias}")
    if typed.misspelt:
        raise plan_questions.misspelt(chart, typed, request.today)
    if typed.step is None:
        raise plan_questions.which_step(chart, request.today)
    entry = PlanEntry(typed.on or request.today, typed.step, typed.until, typed.is_direct)
    _refuse_days(entry, chart, request.today)
    if typed.takes_back:
        return await _take_back(request, services, chart, typed)
    if entry.step is PlanStep.BEGUN:
        _refuse_other_payer(entry, chart, services, request.today)
    kept: list[PlanEntry] = []

    def decide(now: Chart) -> Sequence[Event]:
        refuse_closed(now)
        events = _events(now, entry, services, request.today, instead=typed.instead)
        if typed.is_ordered and entry.step is not PlanStep.REFERRED:
            events += _on_file(now, entry, request.today)
        kept[:] = [event.entry for event in events if isinstance(event, PlanNoted)]
        return events

    is_known = any(old == entry for old in chart.care_plan)
    after = await amend(request, services, chart.alias, decide)
    noted = "noted already" if is_known else "noted"
    said = Line(f"{phrases.sentence(wording.step(kept[0]))}: {noted}.")
    further = _further(kept[0], after, services, request.today)
    return say(after, services, request.today, said, *further, just=kept[0])


def _on_file(chart: Chart, entry: PlanEntry, today: date) -> list[Event]:
    """The referral that is told to be there on the day of a step; nothing where one is noted."""
    is_known = of_step(current(chart.care_plan, today), PlanStep.REFERRED) is not None
    return [] if is_known else [PlanNoted(PlanEntry(entry.on, PlanStep.REFERRED))]


def _events(
    chart: Chart, entry: PlanEntry, services: Services, today: date, *, instead: bool
) -> list[Event]:
    """What is noted, and what it takes the place of. Raises `NotUnderstood` with what it may be."""
    plan = current(chart.care_plan, today)
    if entry.step is PlanStep.BEGUN:
        if not plan:
            plan_questions.refuse_ended_later(chart, entry, today)
        if not plan or plan[0].on == entry.on:
            return [PlanNoted(entry)]
        if not instead:
            raise plan_questions.other_plan(chart, plan[0], entry)
        kept = replace(plan[0], on=entry.on, until=entry.until or plan[0].until)
        kept = replace(kept, is_direct=entry.is_direct or plan[0].is_direct)
        return [PlanWithdrawn(plan[0]), PlanNoted(kept)]
    if not plan:
        raise plan_questions.no_plan(chart, today)
    if entry.on < plan[0].on and entry not in current([*chart.care_plan, entry], today):
        raise NotUnderstood(
            f"{phrases.day(entry.on)} is before the plan began, {phrases.day(plan[0].on)}.",
            "Nothing was saved. Check the day.",
            field=FieldName.ON,
        )
    is_unsigned = waits_for_signature(plan, entry.on, services.book)
    if entry.step is PlanStep.RECERTIFIED and is_unsigned and not instead:
        raise plan_questions.first_signature(chart, entry)
    old = of_step(plan, entry.step)
    if entry.step not in _ONCE or old is None or old.on == entry.on:
        return [PlanNoted(entry)]
    if not instead:
        raise plan_questions.noted_before(chart, old, entry)
    return [PlanWithdrawn(old), PlanNoted(entry)]


async def _take_back(request: Request, services: Services, chart: Chart, typed: TypedPlan) -> Reply:
    """Take back what was noted last of a step, or on the day that was typed."""
    noted = [e for e in chart.care_plan if e.step is typed.step and typed.on in {None, e.on}]
    if not noted:
        said = Line("That was not noted, so nothing changed.")
        return say(chart, services, request.today, said)
    gone = max(noted)
    after = await amend(request, services, chart.alias, lambda _: (PlanWithdrawn(gone),))
    said = Line(f"Taken back: {wording.step(gone)}.")
    return say(after, services, request.today, said)


def say(
    chart: Chart, services: Services, today: date, *first: Line, just: PlanEntry | None = None
) -> Reply:
    """What was noted of the plan, what is owed by when, and the buttons that note it as done."""
    book = services.book
    plan, owed = current(chart.care_plan, today), clocks(chart, book, today)
    if not plan:
        return _without(chart, today, *first)
    told = wording.lines(owed, book, today)[:_SHOWN]
    noted = [Line(f"{wording.in_order(steps)}.")] if (steps := _steps(plan, just)) else []
    remarks = late_steps.remarks(chart, book, today, just)
    lines = (*first, *noted, *remarks, *told, *late_steps.silence(chart, owed, today))
    gist = Reply(
        headline=f"{chart.alias} · plan of care",
        lines=lines,
        provenance=provenance.by_whom(lines, book.citations),
        choices=tuple(_choices(chart, owed, today, is_done=bool(first))),
    )
    if not owed:
        return gist

    def build() -> Details:
        return sourced_details(
            Details(sections=tuple(_sections(owed, services, today))), lines, book
        )

    return replace(
        gist, details=build, details_command=f"/session plan-of-care {chart.alias} details"
    )


def _steps(plan: Sequence[PlanEntry], just: PlanEntry | None) -> list[PlanEntry]:
    """What was noted of a plan before; of reports the last one alone."""
    last = of_step(plan, PlanStep.REPORTED)
    is_report = {entry.key for entry in plan if entry.step is PlanStep.REPORTED and entry != last}
    return [entry for entry in plan if entry != just and entry.key not in is_report]


def _sections(owed: Sequence[PlanClock], services: Services, today: date) -> Iterator[Section]:
    duties = services.book.duties
    if rules := wording.facts(duties, owed, today):
        yield Section("The rules", rules)
    exempt = tuple(Line(d.says, d.cites) for d in duties if d.part is DutyPart.EXEMPT)
    if any(duty.rule and not duty.rule.startswith("referral") for duty in owed):
        yield Section("To what they do not apply", exempt)


def _choices(
    chart: Chart, owed: Sequence[PlanClock], today: date, *, is_done: bool
) -> Iterator[Choice]:
    """What is owed soonest leads. What was just done may be taken back."""
    near = wording.near(owed, today)
    by_now = (PlanDuty.CERTIFY, PlanDuty.REPORT, PlanDuty.REFERRAL)
    for clock in owed:
        if clock not in near and clock.duty not in by_now:
            continue
        weight = Weight.PRIMARY if near and clock is near[0] else Weight.PLAIN
        yield Choice(*wording.done(clock, chart.alias), weight)
    yield plan_questions.note(chart)
    if is_done:
        yield Choice("Take back what I did last", "/session undo", Weight.MORE)
    yield why(chart)


def _without(chart: Chart, today: date, *first: Line) -> Reply:
    """No plan runs: how one is begun."""
    over = [of_step(chart.care_plan, step) for step in (PlanStep.BEGUN, PlanStep.ENDED)]
    last = wording.in_order(filter(None, over))
    ended = [Line(f"The last one: {last}.")] if last and not first else []
    begin = f"/session plan-of-care {chart.alias} from {phrases.typed_day(today)}"
    return Reply(
        headline=f"{chart.alias} · no plan of care runs",
        lines=(*first, *ended, Line(f"Note its first treatment day: {begin}")),
        choices=(plan_questions.note(chart), why(chart)),
    )


def _refuse_days(entry: PlanEntry, chart: Chart, today: date) -> None:
    if entry.on > today:
        raise NotUnderstood(
            f"{standings.weekday(entry.on)} is still to come.",
            "Note it on its day. Nothing was saved.",
            field=FieldName.ON,
        )
    if entry.until and entry.until < entry.on:
        raise NotUnderstood(
            "The last day is before the first, so nothing was saved.",
            f"Write it so: /session plan-of-care {chart.alias} from 11/20 until 1/15",
            field=FieldName.LAST,
        )


def _refuse_other_payer(entry: PlanEntry, chart: Chart, services: Services, today: date) -> None:
    """Refuse a plan on which nothing would be counted: another payer's, with a referral."""
    book, payer = services.book, chart.payer_on(today)
    if is_of_medicare(payer, book) or entry.is_direct:
        return
    known = book.payers.get(payer or "")
    name = known.name if known else "Its payer"
    direct = f"/session plan-of-care {chart.alias} from {entry.on.isoformat()} no referral"
    raise NotUnderstood(
        f"{name} is not original Medicare, and these clocks are Medicare's: nothing was saved.",
        "Ask the payer for its own. Where treatment began without a referral, say so.",
        [Choice("It began without a referral", direct)],
    )


def _further(entry: PlanEntry, chart: Chart, services: Services, today: date) -> Iterator[Line]:
    """What is to be known of what was just noted."""
    yield from _binding_end(entry, chart, services, today)
    if entry.step is PlanStep.BEGUN and entry.is_direct:
        duties = services.book.duties
        rule = counting(duties, DutyPart.REFERRAL, entry.on, state=chart.state)
        where = STATES.get(chart.state or "", "")
        if rule is None:
            of = f"for {where}" if where else "as no state is set (/clinic state)"
            yield Line(f"I hold no number of days without a referral {of}.")


def _binding_end(entry: PlanEntry, chart: Chart, services: Services, today: date) -> Iterator[Line]:
    """Which end comes before the one that was typed, and why."""
    owed = clocks(chart, services.book, today)
    last = next((c.last for c in owed if c.duty is PlanDuty.RECERTIFY), None)
    if entry.until is None or last is None or entry.until <= last:
        return
    plan = current(chart.care_plan, today)
    set_for = any(other.until == last for other in plan if other != entry)
    why = "the plan is set until then" if set_for else "90 days are the most"
    yield Line(f"{phrases.day(last)} comes before {phrases.day(entry.until)}: {why}.")
