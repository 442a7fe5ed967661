"""How each session of a chart stands: whether it counts, by which limit, and why."""

from __future__ import annotations

from handlers.session.card import limit_names
from handlers.session.card.counted_chart import CountedChart
from handlers.session.log import late_windows, other_days
from models.reply import Line
from models.visits import void_reason
from models.visits.count_reasons import NONE_COVERS, WORDS, Counted, Reason
from models.visits.session import Session
from models.wording import (
    phrases,
    session_words,
    standings,
)


def of_session(session: Session, row: Counted | None, count: CountedChart) -> Line:
    """One session: its day and codes, whether it counts, and who logged it."""
    what = f"{session.number}. {standings.weekday(session.on)}{session_words.said(session)}"
    return Line(f"{what}: {_reason(session, row, count)}. {_who(session, count)}.")


def _reason(session: Session, row: Counted | None, count: CountedChart) -> str:
    if session.voided:
        return f"does not count, voided: {void_reason.in_words(session.voided)}"
    if row is None:
        return _elsewhere(session, count) or _of_no_limit(session, count)
    bare = count.uncovered.get(session.number)
    words = WORDS[row.reason] if row.counts else _uncounted(session, row, count)
    if not bare and (codes := count.bare_codes(session)):
        return f"{words}; no authorization names {phrases.either(codes)}"
    if not bare or row.reason in NONE_COVERS:
        return words
    return f"{words}; {_bare(session, bare, count)}"


def _bare(session: Session, bare: Reason, count: CountedChart) -> str:
    """That no authorization covers a session that counts; of two payers, of which one none does."""
    if not count.chart.secondary:
        return WORDS[bare]
    payer = count.uncovered_by(session)
    return WORDS[bare].replace("no authorization", f"no authorization of {payer}", 1)


def _uncounted(session: Session, row: Counted, count: CountedChart) -> str:
    """Why it adds nothing to the limit that binds, and to which other limit it adds."""
    by_others = [
        f"{name} of {standing.limit.second_payer}" if standing.limit.second_payer else name
        for name, standing in limit_names.names(count.others).items()
        if standing.counts(session)
    ]
    counts = f"counts by {phrases.either(by_others, 'and')}" if by_others else ""
    if elsewhere := _elsewhere(session, count):
        return "; ".join(filter(None, [counts, elsewhere]))
    is_of_other = row.reason is Reason.OTHER_PAYER and other_days.is_of_other(session, count)
    if counts and row.reason is not Reason.OTHER_AUTHORIZATION:
        why = other_days.who_paid(session, count) if is_of_other else _why(session, row, count)
        return f"{counts}, not by this limit: {why}"
    why = other_days.why(session, count) if is_of_other else WORDS[row.reason]
    return counts or f"does not count, {why}"


def _of_no_limit(session: Session, count: CountedChart) -> str:
    """That it is logged, where no limit of today counts; on another payer's day what that says."""
    if not other_days.is_of_other(session, count) or not other_days.row_of(session, count):
        return "logged"
    return f"does not count, {other_days.why(session, count)}"


def _elsewhere(session: Session, count: CountedChart) -> str:
    """Where a session counts that no count of today holds: what was authorized, and one window."""
    late = late_windows.of_session(count, session)
    granted = [s for s in late if late_windows.is_granted(s)]
    others = [s for s in late if not late_windows.is_granted(s)][:1]
    told = [late_windows.in_words(s, session, count) for s in (*granted, *others)]
    return f"counted {phrases.either(told, 'and')}" if told else ""


def _why(session: Session, row: Counted, count: CountedChart) -> str:
    """Why this limit leaves a session out, said of the limit."""
    if row.reason in NONE_COVERS:
        return _bare(session, row.reason, count)
    return WORDS[row.reason].replace("that this limit does not count", "that it does not count")


def _who(session: Session, count: CountedChart) -> str:
    entry = count.chart.log_of(session.number)
    mine = entry is not None and entry.by == count.request.member.user
    return f"Logged by {'you' if mine else 'a colleague'}"
