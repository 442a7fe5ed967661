"""What becomes of an alias's alerts when it is counted anew: new ones, and causes that went."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from models.alert import Cause, Kind, Mark, State, due, follows
from models.chart import (
    Authorized,
    BalanceTold,
    By,
    Chart,
    Closed,
    EpisodeOpened,
    Event,
    Improving,
    SessionLogged,
    SessionVoided,
)
from models.standing import DAWN, Standing


class Why(StrEnum):
    """Why a cause went."""

    FOLLOWED = "followed"  # a tighter warning took its place
    VOIDED = "voided"
    AUTHORIZED = "authorized"
    BALANCE = "balance"
    IMPROVING = "improving"
    EPISODE = "episode"
    PAYER = "payer"  # another payer, plan or condition
    CLOSED = "closed"
    RULES = "rules"  # the clinic's settings, its caps or the facts changed
    TIME = "time"


_REASONS: tuple[tuple[type, Why], ...] = (
    (Closed, Why.CLOSED),
    (SessionVoided, Why.VOIDED),
    (Authorized, Why.AUTHORIZED),
    (BalanceTold, Why.BALANCE),
    (Improving, Why.IMPROVING),
    (EpisodeOpened, Why.EPISODE),
)


@dataclass(frozen=True, slots=True)
class New:
    """A cause that nobody was warned of. A `quiet` one interrupts nobody."""

    cause: Cause
    occasion: int = 1
    quiet: bool = False


@dataclass(frozen=True, slots=True)
class Revision:
    """What to write: new notes, those that ended and why, those back, those to be told again.

    `stale` go on, and their messages show numbers that may have changed.
    """

    new: tuple[New, ...] = ()
    ended: tuple[tuple[Mark, Why], ...] = ()
    back: tuple[Mark, ...] = ()
    woken: tuple[Mark, ...] = ()
    stale: tuple[Mark, ...] = ()


def why(events: Iterable[Event], *, is_marked: bool) -> Why:
    """Why causes go with these events. `is_marked`: something marked the alias to be counted."""
    happened = list(events)
    for kind, reason in _REASONS:
        if any(isinstance(event, kind) for event in happened):
            return reason
    if any(not isinstance(event, SessionLogged) for event in happened):
        return Why.PAYER
    return Why.RULES if is_marked else Why.TIME


def causes_of(chart: Chart, current: Sequence[Standing], on: date) -> tuple[Cause, ...]:
    """What a chart makes due on a day, the most urgent first; nothing once care has ended."""
    if chart.closed:
        return ()
    warnings = chart.preferences.warnings_for(chart.payer)
    return due(current, warnings, chart.history.authorizations, on)


def revise(chart: Chart, current: Sequence[Standing], news: Sequence[Event], by: By) -> Revision:
    """What becomes of the chart's notes, by its standings now and what happened to it.

    The most urgent of the new ones interrupts; the others wait for the digest, and so do all of
    them where the change was made quietly.
    """
    causes = causes_of(chart, current, by.on)
    open_ = [note for note in chart.notes if not note.is_over]
    reason = why(news, is_marked=chart.next_look == DAWN)
    ended = [
        (note, _followed(note, causes) or reason)
        for note in open_
        if not _lasts(note, causes, current)
    ]
    known = {note.key for note in open_}
    fresh = [cause for cause in causes if cause.key not in known]
    before = {note.key: note for note in sorted(chart.notes, key=lambda note: note.occasion)}
    back = [before[c.key] for c in fresh if c.key in before and not _is_anew(before[c.key])]
    names = {note.key for note in back}
    new = [
        New(cause, _occasion(before.get(cause.key)), quiet=by.quietly or rank > 0)
        for rank, cause in enumerate(each for each in fresh if each.key not in names)
    ]
    has_visit = any(isinstance(event, SessionLogged) for event in news)
    gone = {note.id for note, _ in ended}
    woken = [n for n in open_ if has_visit and _sleeps_until_visit(n) and n.id not in gone]
    stale = [n for n in open_ if news and n.id not in gone and n.state is not State.NOTED]
    return Revision(tuple(new), tuple(ended), tuple(back), tuple(woken), tuple(stale))


def _occasion(last: Mark | None) -> int:
    return last.occasion + 1 if last else 1


def _is_anew(last: Mark) -> bool:
    """Whether a cause that is back warns once more: in a rolling window, when time took it away.

    Anything else that is back was told in this window already.
    """
    return last.window_first == DAWN and last.reason == Why.TIME


def _followed(note: Mark, causes: Iterable[Cause]) -> Why | None:
    tighter = (c for c in causes if c.place == note.place and follows(c.threshold, note.threshold))
    return Why.FOLLOWED if any(tighter) else None


def _lasts(note: Mark, causes: Sequence[Cause], current: Iterable[Standing]) -> bool:
    """Whether the note's cause holds.

    A forecast shifts with every visit: it holds until another warning takes its place, or its
    limit no longer counts.
    """
    if any(cause.key == note.key for cause in causes):
        return True
    if note.kind is not Kind.FORECAST or _followed(note, causes):
        return False
    return any((s.limit.id, s.opened) == note.place and s.left > 0 for s in current)


def _sleeps_until_visit(note: Mark) -> bool:
    return note.state is State.SNOOZED and not note.is_timed
