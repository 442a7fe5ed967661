"""What is asked back of a plan of care, and each button as the command that it types."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from models.errors import NotUnderstood
from models.field_name import FieldName
from models.reply import Choice
from models.understanding.commands import care_plan_words
from models.understanding.commands.care_plan_words import TypedPlan
from models.understanding.dates.two_days import TwoDays
from models.visits.chart import Chart
from models.visits.plan_of_care import PlanEntry, PlanStep, current, of_step
from models.wording import phrases
from models.wording import plan_of_care as wording

_TYPED = {PlanStep.BEGUN: "from", PlanStep.REPORTED: "report", PlanStep.REFERRED: "referral"}
"""Steps whose word is not their own name."""


def refuse_ended_later(chart: Chart, new: PlanEntry, today: date) -> None:
    """Refuse a plan that would not run, as the end of one before lies behind its first day."""
    if current([*chart.care_plan, new], today):
        return
    ended = of_step(chart.care_plan, PlanStep.ENDED)
    if ended is None:
        return
    end = f"ended {ended.on.isoformat()}"
    raise NotUnderstood(
        f"A plan of care of {chart.alias} ended {phrases.day(ended.on)}, "
        f"so none that began {phrases.day(new.on)} runs.",
        "Nothing was saved. Check the day, or take that end back.",
        [Choice("Take that end back", f"{_of(chart)} take back {end}")],
        field=FieldName.ON,
    )


def note(chart: Chart) -> Choice:
    """The button that opens the form of a step, or asks for one where there are no forms."""
    return Choice("Note a step…", f"/session plan-of-care note {chart.alias}")


def one_step(found: TwoDays, chart: Chart, typed: str, today: date) -> NotUnderstood:
    """Several steps at once: each is noted by itself, by a button where each has its day."""
    steps = care_plan_words.steps_with_days(typed, today)
    example = f"{_of(chart)} referral {phrases.typed_day(found.days[0])}"
    return NotUnderstood(
        found.what,
        f"One command notes one step and its day, so nothing was saved: {example}",
        [Choice(phrases.sentence(step), f"{_of(chart)} {step}") for step in steps],
        field=FieldName.ON,
    )


def which_step(chart: Chart, today: date) -> NotUnderstood:
    """No step was named: each as of today, while a plan runs; else how one begins."""
    if not current(chart.care_plan, today):
        steps = {"It begins today": f"from {today.isoformat()}"}
    else:
        named = (step for step in wording.STEPS if step is not PlanStep.BEGUN)
        steps = {
            f"{phrases.sentence(wording.STEPS[step])}, today": f"{_word(step)} {today.isoformat()}"
            for step in named
        }
    return NotUnderstood(
        "What is to be noted of the plan of care?",
        "Say from, certified, sent, report, recertified, referral or ended, and the day.",
        [
            *(Choice(label, f"{_of(chart)} {typed}") for label, typed in steps.items()),
            Choice("Show it", _of(chart)),
        ],
    )


def no_plan(chart: Chart, today: date) -> NotUnderstood:
    """Nothing is noted of a plan that nobody began."""
    begin = f"{_of(chart)} from"
    return NotUnderstood(
        f"No plan of care runs for {chart.alias}, so nothing was saved.",
        f"Note its first treatment day: {begin} {phrases.typed_day(today)}",
        [Choice("It begins today", f"{begin} {today.isoformat()}")],
    )


def other_plan(chart: Chart, old: PlanEntry, new: PlanEntry) -> NotUnderstood:
    """Another first day corrects the first one; a later one may be that of another plan."""
    began = Choice(f"It began {phrases.day(new.on)}", f"{_of(chart)} from {_spelled(new)} instead")
    ended = Choice(
        f"That plan ended {phrases.day(new.on)}", f"{_of(chart)} ended {new.on.isoformat()}"
    )
    is_later = new.on > old.on
    return NotUnderstood(
        f"{chart.alias} has a plan of care since {phrases.day(old.on)}.",
        f"Nothing was saved yet. Was that day wrong{', or is that plan over' * is_later}?",
        [began, *([ended] if is_later else [])],
        field=FieldName.ON,
    )


def noted_before(chart: Chart, old: PlanEntry, new: PlanEntry) -> NotUnderstood:
    """What a plan has once, on another day: a correction, or a recertification."""
    of, typed = _of(chart), _spelled(new)
    again = (
        [Choice(f"Recertified {phrases.day(new.on)}", f"{of} recertified {typed}")]
        if new.step is PlanStep.CERTIFIED
        else []
    )
    return NotUnderstood(
        f"Noted already: {wording.step(old)}.",
        "Nothing was saved yet. Was that day wrong, or was it signed again?"
        if again
        else "Nothing was saved yet. Was that day wrong?",
        [
            *again,
            Choice(f"It was {phrases.day(new.on)}", f"{of} {_word(new.step)} {typed} instead"),
        ],
        field=FieldName.ON,
    )


def first_signature(chart: Chart, new: PlanEntry) -> NotUnderstood:
    """A plan that was never certified is signed: for the first time, or again."""
    of, typed, day = _of(chart), _spelled(new), phrases.day(new.on)
    return NotUnderstood(
        f"No certification is noted of the plan of {chart.alias}.",
        "Nothing was saved yet. Was that its first signature?",
        [
            Choice(f"Certified {day}", f"{of} certified {typed}"),
            Choice(f"Recertified {day}", f"{of} recertified {typed} instead"),
        ],
    )


def _spelled(entry: PlanEntry) -> str:
    """The days of a step as they are typed, and that there was no referral."""
    until = f" until {entry.until.isoformat()}" if entry.until else ""
    return f"{entry.on.isoformat()}{until}{' no referral' * entry.is_direct}"


def misspelt(chart: Chart, typed: TypedPlan, today: date) -> NotUnderstood:
    """A step whose word has a slip: the button says what is noted, of which day."""
    step = typed.step or PlanStep.BEGUN
    is_last = typed.takes_back and typed.on is None
    meant = replace(typed, is_guessed=False, on=None if is_last else typed.on or today)
    entry = PlanEntry(meant.on or today, step, typed.until, typed.is_direct)
    noted = wording.STEPS[step] if is_last else wording.step(entry)
    said = f"take back: {noted}" if typed.takes_back else noted
    return NotUnderstood(
        f"Did you mean {wording.STEPS[step]}?",
        "Nothing was saved yet.",
        [Choice(phrases.sentence(said), command(chart, meant))],
    )


def command(chart: Chart, typed: TypedPlan) -> str:
    """The command without the words that say nothing; empty where that would be a guess.

    A day is needed but to take back what was noted last.
    """
    if typed.step is None or typed.is_guessed or (typed.on is None and not typed.takes_back):
        return ""
    back, instead = "take back " * typed.takes_back, " instead" * typed.instead
    said = f"{_of(chart)} {back}{_word(typed.step)}"
    if typed.on is None:
        return said
    entry = PlanEntry(typed.on, typed.step, typed.until, typed.is_direct)
    return f"{said} {_spelled(entry)}{instead}"


def _word(step: PlanStep) -> str:
    return _TYPED.get(step, step.value)


def _of(chart: Chart) -> str:
    return f"/session plan-of-care {chart.alias}"
