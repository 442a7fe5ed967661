"""What `facts show` prints of a fact of one sentence: decision time, new year, appeal, duty."""

from __future__ import annotations

from bot.cli.facts.labels import labelled
from models.coverage.appeal_window import AppealWindow, ClockStart, WindowOf
from models.coverage.decision_time import DecisionTime
from models.coverage.duty import Duty
from models.coverage.new_year import NewYearFact
from models.coverage.payer import LINE_NAMES
from models.coverage.profession import NAMES as PROFESSIONS
from models.coverage.statement import Statement
from models.reply import Line, Reply
from models.wording.phrases import period


def show_sentence(fact: DecisionTime | NewYearFact | AppealWindow | Duty) -> Reply:
    """A fact of one sentence, of whom it holds, and how it is counted."""
    match fact:
        case DecisionTime():
            return _decision(fact)
        case NewYearFact():
            return _new_year(fact)
        case AppealWindow():
            return _appeal_window(fact)
        case Duty():
            return _duty(fact)


def _new_year(fact: NewYearFact) -> Reply:
    return Reply(
        f"New year: {fact.part.replace('_', ' ')}",
        lines=(Line(fact.says, fact.cites),),
        facts=labelled(
            ("Lines of business", [LINE_NAMES[line] for line in fact.lines]),
            ("Payers", fact.payers),
            ("Year", str(fact.year or "")),
        ),
    )


def _duty(fact: Duty) -> Reply:
    days = f"{fact.days}, {fact.clock}" if fact.days else ""
    return Reply(
        f"Duty: {fact.part.replace('_', ' ')}",
        lines=(Line(fact.says, fact.cites),),
        facts=labelled(
            ("Lines of business", [LINE_NAMES[line] for line in fact.lines]),
            ("Payers", fact.payers),
            ("Billed by", [PROFESSIONS[who] for who in fact.billed_by]),
            ("Days", days),
            ("Booked ahead", str(fact.ahead or "")),
            ("In force", period(fact.in_force)),
        ),
    )


_CLOCK_STARTS = {
    ClockStart.SERVICE: "the day of service",
    ClockStart.RECEIPT: "receipt of the decision",
    ClockStart.LATER: "the decision",
}


def _appeal_window(window: AppealWindow) -> Reply:
    whom = f" ({window.only})" if window.only else ""
    said = filter(None, [f"{window.says.removesuffix('.')}{whom}.", window.besides])
    return Reply(
        "To send a first claim" if window.of is WindowOf.CLAIM else "To contest a decision",
        lines=(Line(" ".join(said), window.cites),),
        facts=labelled(
            ("Counted as", f"{window.count} {window.unit}" if window.count else "unknown"),
            ("From", _CLOCK_STARTS[window.counted_from]),
            ("Payers", window.payers),
            ("Lines of business", [LINE_NAMES[line] for line in window.lines]),
            ("States", window.states),
        ),
    )


def _decision(time: DecisionTime) -> Reply:
    days = f"{time.days} {time.clock} days" if time.days else "unknown"
    days += ", without holidays of the state" if time.state_holidays else ""
    return Reply(
        f"{time.says}{f' ({time.note})' if time.note else ''}.",
        facts=labelled(
            ("Decision time", Statement(time.id, time.cites)),
            ("Counted as", days),
            ("In force", period(time.in_force)),
            ("Lines of business", [LINE_NAMES[line] for line in time.lines]),
            ("Payers", time.payers),
            ("States", time.states),
            ("Plans", time.plans),
            ("No plans", time.other_plans),
        ),
    )
