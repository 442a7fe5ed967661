"""How each session of a chart stands: whether it counts, by which limit, and why."""

from __future__ import annotations

from handlers.session import late_windows, limit_names
from handlers.session.counted_chart import CountedChart
from models.reply import Line
from models.visits import void_reason
from models.visits.count_reasons import NONE_COVERS, WORDS, Counted, Reason
from models.visits.session import Session
from models.wording import (
    ended_windows,
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
        return "logged"
    bare = count.uncovered.get(session.number)
    words = WORDS[row.reason] if row.counts else _uncounted(session, row, count)
    return f"{words}; {WORDS[bare]}" if bare and row.reason not in NONE_COVERS else words


def _uncounted(session: Session, row: Counted, count: CountedChart) -> str:
    """Why it adds nothing to the limit that binds, and to which other limit it adds."""
    if row.reason is Reason.OUTSIDE and (late := late_windows.of_session(count, session)):
        return f"counted in {ended_windows.in_words(late[0])}"
    by_others = [
        name
        for name, standing in limit_names.names(count.others).items()
        if standing.counts(session)
    ]
    if by_others and row.reason is not Reason.OTHER_AUTHORIZATION:
        return f"counts by {phrases.either(by_others, 'and')}, not by this limit: {_why(row)}"
    return f"does not count, {WORDS[row.reason]}"


def _why(row: Counted) -> str:
    """Why this limit leaves a session out, said of the limit."""
    return WORDS[row.reason].replace("that this limit does not count", "that it does not count")


def _who(session: Session, count: CountedChart) -> str:
    entry = count.chart.log_of(session.number)
    mine = entry is not None and entry.by == count.request.member.user
    return f"Logged by {'you' if mine else 'a colleague'}"
