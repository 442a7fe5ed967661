"""How two counts that part are told: the payer's and ours, since when, why that may be."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from models.visits import balance_source
from models.visits.balance_source import CLAIMS_TAKE
from models.visits.count_check import CheckOutcome, CountCheck
from models.visits.count_reasons import WORDS
from models.visits.reconcile import Cause, Comparison, CountedRow, LikelyCause
from models.visits.session import Session
from models.visits.standing import Standing
from models.wording import phrases, session_words
from models.wording.standings import weekday

TITLE = "Counts to compare again"

_NAMED = 4
"""So many sessions or days are named in a sentence."""

_OUTCOMES = {
    CheckOutcome.AGREES: "both count the same",
    CheckOutcome.TAKEN: "theirs was noted",
    CheckOutcome.KEPT: "yours was kept",
    CheckOutcome.AGAIN: "to be compared again",
}


def headline(found: Comparison, source: str) -> str:
    """The two numbers: "the payer's portal counts 9, you count 11"."""
    who = balance_source.in_words(source)
    if found.agrees:
        return f"{who} and you both count {found.theirs}"
    return f"{who} counts {found.theirs}, you count {found.noted}"


def with_total(found: Comparison) -> str:
    """Said where a total that was noted makes more of the count than the sessions."""
    if found.noted == found.ours:
        return ""
    return f"With a total that was noted, {found.noted} are used here; without it {found.ours}."


def of_totals(found: Comparison, after: Standing, withdrawn: int) -> Iterator[str]:
    """What became of totals that were noted, where ours is kept."""
    if withdrawn:
        yield "The total that was noted of it is taken back."
    total = max((b for b in after.carried if b.includes_ours), key=lambda b: b.used, default=None)
    since = sum(row.amount for row in after.counted if row.on > found.as_of)
    if total and after.used != found.ours:
        by = f"{total.used} as of {phrases.day(total.as_of)}"
        source = f"from {balance_source.in_words(total.source)}"
        yield f"{after.used} stay used, by another total that was noted: {by}, {source}."
    elif after.used != found.ours:
        came = f", {since} of them after {phrases.day(found.as_of)}" if since else ""
        yield f"{phrases.count(after.used, 'visit')} used by now{came}."


def parting(found: Comparison) -> str:
    """Since when they part, as far as it can be told."""
    if found.agrees:
        return ""
    if found.is_total_alone:
        return "Your sessions alone are as many as theirs: the total is what is more."
    if found.noted != found.ours:
        return _beside_a_total(found)
    if found.parted_at:
        session = found.parted_at.session
        first = f"If they have your first {found.theirs}, " if found.theirs else ""
        return phrases.sentence(
            f"{first}the counts part on {weekday(session.on)}, with session {session.number}."
        )
    if found.ours > found.theirs:
        return "The counts part before the first session that is logged here."
    missing = found.theirs - found.ours
    last = next((row for row in reversed(found.rows) if row.row.counts), None)
    after = f"; your last one of it is {weekday(last.session.on)}" if last else ""
    return f"They have {missing} more by {phrases.day(found.as_of)}{after}."


def _beside_a_total(found: Comparison) -> str:
    """By how many they part, where a total that was noted says more than the sessions here."""
    day = phrases.day(found.as_of)
    if found.theirs > found.noted:
        return f"They have {found.theirs - found.noted} more by {day}."
    return f"They have {found.noted - found.theirs} fewer by {day}."


def agreed(before: CountCheck | None, found: Comparison) -> str:
    """Until when they are known to have counted the same; empty where they are not."""
    if before is None or before.outcome is not CheckOutcome.AGREES or before.as_of >= found.as_of:
        return ""
    return f"As of {phrases.day(before.as_of)} both counted {before.theirs}."


def cause(likely: LikelyCause, found: Comparison) -> str:  # noqa: C901, PLR0911 -- one a cause
    """A likely cause as a sentence."""
    sessions, number = likely.sessions, len(likely.sessions)
    named = _named(sessions, found.as_of)
    more_here = found.noted > found.theirs
    match likely.cause:
        case Cause.LAG:
            of = f"{phrases.count(number, 'visit')} of the last {CLAIMS_TAKE.days} days"
            return f"Lag of claims: {of} may not be in their count yet ({named})."
        case Cause.PAIR if more_here:
            return f"Sessions of one day: each counts here, and theirs may count the day ({named})."
        case Cause.PAIR:
            return f"Sessions of one day: one visit here, and theirs may count each ({named})."
        case Cause.EVALUATION if more_here:
            return f"Evaluations count here, and some payers leave them out ({named})."
        case Cause.EVALUATION:
            return f"Evaluations are left out here, and theirs may count them ({named})."
        case Cause.OTHER_CODE:
            return f"Other codes do not draw on it here, and theirs may count them ({named})."
        case Cause.VOID:
            return f"Void here, and perhaps billed: {named}."
        case Cause.SELF_PAY:
            return f"Paid by the patient, so not counted here, and perhaps billed: {named}."
        case Cause.UNLOGGED:
            days = phrases.either([weekday(day) for day in likely.days[:_NAMED]], "and")
            return f"Booked, and nothing is logged: {days}{_more(len(likely.days))}."
        case Cause.ELSEWHERE if more_here:
            return f"{phrases.count(likely.number, 'visit')} made elsewhere are in your count."
    return "Visits elsewhere, or before the first session here, are in a payer's count alone."


def row(counted: CountedRow, theirs: int) -> str:
    """A session as it stands in the count: "3. Thu Nov 12, 2026, 20561: counts, 3"."""
    session = counted.session
    what = f"{session.number}. {weekday(session.on)}{session_words.said(session)}"
    if not counted.row.counts:
        return f"{what}: does not count, {WORDS[counted.row.reason]}."
    beyond = ", past theirs" if counted.sum > theirs else ""
    return f"{what}: {WORDS[counted.row.reason]}, {counted.sum}{beyond}."


def in_line(check: CountCheck) -> str:
    """Two counts that were compared: "the payer's portal counted 9 as of Nov 25, 2026, you 11"."""
    who = balance_source.in_words(check.source)
    return f"{who} counted {check.theirs} as of {phrases.day(check.as_of)}, you {check.ours}"


def outcome(check: CountCheck) -> str:
    """The same with what was done about it."""
    look = f" on {phrases.day(check.look_on)}" if check.look_on else ""
    return f"{phrases.sentence(in_line(check))}: {_OUTCOMES[check.outcome]}{look}."


def _named(sessions: Iterable[Session], as_of: date) -> str:
    said = [f"session {s.number}, {_day(s.on, as_of)}" for s in sessions]
    return f"{'; '.join(said[:_NAMED])}{_more(len(said))}"


def _day(on: date, as_of: date) -> str:
    """A day: with its year where that is another than the one in which was counted."""
    return phrases.day_of_year(on) if on.year == as_of.year else phrases.day(on)


def _more(number: int) -> str:
    return f" and {number - _NAMED} more" if number > _NAMED else ""
