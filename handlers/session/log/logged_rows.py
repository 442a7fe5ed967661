"""The rows of a list of logs: what each left, how it is undone, which codes are visits apart."""

from __future__ import annotations

from collections.abc import Sequence

from handlers.session.card.counted_chart import CountedChart
from handlers.session.log import late_windows
from handlers.session.log.log_reading import PreparedLog
from handlers.session.log.logged_session import LoggedSession
from models.reply import Row
from models.understanding.commands import log_words
from models.visits.session import Session
from models.wording import ended_windows, phrases, session_words, standings
from models.wording.cap_contents import DISCIPLINES


def row(logged: LoggedSession) -> Row:
    """An alias, what is left, and what was logged."""
    count, session = logged.count, logged.session
    what = f"session {session.number}, {standings.weekday(session.on)}{session_words.said(session)}"
    return Row((count.chart.alias, _left(count, session), what))


def _left(count: CountedChart, session: Session) -> str:
    """What a session leaves of the limit that binds; else of that which counts it."""
    bound = count.binding
    if bound is not None and bound.counts(session):
        return f"{standings.left(bound)} · {standings.used(bound)}"
    if late := late_windows.of_session(count, session):
        return ended_windows.in_short(late[0])
    if bound is None:
        return "no limit known"
    drawn = next((s for s in count.ordered if s.counts(session)), bound)
    return f"{standings.left(drawn)} · {standings.used(drawn)}"


def undo_label(one: LoggedSession, logged: Sequence[LoggedSession]) -> str:
    """What the button says; with the day or number where an alias has several sessions."""
    alias = one.count.chart.alias
    days = [other.session.on for other in logged if other.count.chart.alias == alias]
    if days.count(one.session.on) > 1:
        return f"Undo {alias}, session {one.session.number}"
    return (
        f"Undo {alias}" if len(days) == 1 else f"Undo {alias}, {standings.weekday(one.session.on)}"
    )


def apart(visits: Sequence[PreparedLog]) -> str:
    """That codes of one log are visits of several disciplines, and how to say that they are not."""
    codes_of = {one.session.discipline: one.session.codes for one in visits}
    known = {of: codes for of, codes in codes_of.items() if of}
    each = [f"{phrases.either(codes, 'and')} of {DISCIPLINES[of]}" for of, codes in known.items()]
    whose = phrases.either([log_words.SAID[of] for of in known if of in log_words.SAID])
    return (
        f"{visits[0].alias}: a visit each was counted, {phrases.either(each, 'and')}. Where one "
        f"clinician did it all, say whose it is behind the codes: {whose}."
    )
