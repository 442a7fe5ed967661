"""What becomes of an alias's alerts when it is counted anew: new ones, and causes that went."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from models.alerts.alert import AlertCause, AlertKind, AlertRef, AlertState, due, follows, stays
from models.visits.chart import (
    AuthorizationAdded,
    BalanceTold,
    Chart,
    ChartClosed,
    DoneBy,
    EpisodeOpened,
    Event,
    ImprovementNoted,
    SessionLogged,
    SessionVoided,
)
from models.visits.standing import DAWN, Standing


class WithdrawalReason(StrEnum):
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


_REASONS: tuple[tuple[type, WithdrawalReason], ...] = (
    (ChartClosed, WithdrawalReason.CLOSED),
    (SessionVoided, WithdrawalReason.VOIDED),
    (AuthorizationAdded, WithdrawalReason.AUTHORIZED),
    (BalanceTold, WithdrawalReason.BALANCE),
    (ImprovementNoted, WithdrawalReason.IMPROVING),
    (EpisodeOpened, WithdrawalReason.EPISODE),
)


@dataclass(frozen=True, slots=True)
class NewAlert:
    """A cause that nobody was warned of. A `quiet` one interrupts nobody."""

    cause: AlertCause
    occasion: int = 1
    quiet: bool = False


@dataclass(frozen=True, slots=True)
class Revision:
    """What to write: new notes, those that ended and why, those back, those to be told again.

    `stale` go on, and their messages show numbers that may have changed. `let_go` are those that a
    tighter warning followed which has ended in its turn, and why.
    """

    new: tuple[NewAlert, ...] = ()
    ended: tuple[tuple[AlertRef, WithdrawalReason], ...] = ()
    back: tuple[AlertRef, ...] = ()
    woken: tuple[AlertRef, ...] = ()
    stale: tuple[AlertRef, ...] = ()
    let_go: tuple[tuple[AlertRef, WithdrawalReason], ...] = ()

    @property
    def is_nothing(self) -> bool:
        """Whether there is nothing to write."""
        return self == _NOTHING


_NOTHING = Revision()


def why(events: Iterable[Event], *, is_marked: bool) -> WithdrawalReason:
    """Why causes go with these events. `is_marked`: something marked the alias to be counted."""
    happened = list(events)
    for kind, reason in _REASONS:
        if any(isinstance(event, kind) for event in happened):
            return reason
    if any(not isinstance(event, SessionLogged) for event in happened):
        return WithdrawalReason.PAYER
    return WithdrawalReason.RULES if is_marked else WithdrawalReason.TIME


def causes_of(chart: Chart, current: Sequence[Standing], on: date) -> tuple[AlertCause, ...]:
    """What a chart makes due on a day, the most urgent first; nothing once care has ended."""
    if chart.closed:
        return ()
    warnings = chart.preferences.warnings_for(chart.payer)
    return due(current, warnings, chart.history.authorizations, on)


def revise(
    chart: Chart, current: Sequence[Standing], news: Sequence[Event], by: DoneBy
) -> Revision:
    """What becomes of the chart's notes, by its standings now and what happened to it.

    The most urgent of the new ones interrupts; the others wait for the digest, and so do all of
    them where the change was made quietly.
    """
    causes = causes_of(chart, current, by.on)
    open_ = [note for note in chart.notes if not note.is_over]
    reason = why(news, is_marked=chart.next_look == DAWN)
    ended = tuple(_ended(chart, current, causes, reason))
    known = {note.key for note in open_}
    fresh = [cause for cause in causes if cause.key not in known]
    before = {note.key: note for note in sorted(chart.notes, key=lambda note: note.occasion)}
    back = {c.key: before[c.key] for c in fresh if c.key in before and not _is_anew(c, before)}
    new = [
        NewAlert(cause, _occasion(before.get(cause.key)), quiet=by.quietly or rank > 0)
        for rank, cause in enumerate(each for each in fresh if each.key not in back)
    ]
    has_visit = any(isinstance(event, SessionLogged) for event in news) and not by.quietly
    gone = {note.id for note, _ in ended}
    woken = [n for n in open_ if has_visit and _sleeps_until_visit(n) and n.id not in gone]
    stale = [n for n in open_ if news and n.id not in gone and n.state is not AlertState.NOTED]
    over = [note for note in before.values() if note.is_over and note.key not in back]
    let_go = _let_go(over, ended)
    return Revision(
        new=tuple(new),
        ended=ended,
        back=tuple(back.values()),
        woken=tuple(woken),
        stale=tuple(stale),
        let_go=tuple(let_go),
    )


def _ended(
    chart: Chart,
    current: Sequence[Standing],
    causes: Sequence[AlertCause],
    reason: WithdrawalReason,
) -> Iterator[tuple[AlertRef, WithdrawalReason]]:
    """The open notes whose causes are gone, in the order of their numbers.

    A forecast shifts with every visit: only another warning or a change of something else ends it.
    """
    held = {cause.key for cause in causes}
    open_ = (note for note in chart.notes if not note.is_over and note.key not in held)
    for note in sorted(open_, key=lambda note: note.id):
        followed = _followed(note, causes)
        is_upset = note.kind is AlertKind.FORECAST and reason is not WithdrawalReason.TIME
        if followed or is_upset or not _stays(note, chart, current):
            yield note, followed or reason


def _stays(note: AlertRef, chart: Chart, current: Iterable[Standing]) -> bool:
    """Whether a note is still true, though another limit may bind by now."""
    warnings = chart.preferences.warnings_for(chart.payer)
    mine = (each for each in current if (each.limit.id, each.opened) == note.place)
    return not chart.closed and any(stays(note.threshold, each, warnings) for each in mine)


def _let_go(
    over: Iterable[AlertRef], ended: Iterable[tuple[AlertRef, WithdrawalReason]]
) -> list[tuple[AlertRef, WithdrawalReason]]:
    """What a warning followed that ends now: the same took both away.

    So a rolling window that has emptied warns of each number once more when it fills again.
    """
    left = [
        (tighter, reason) for tighter, reason in ended if reason is not WithdrawalReason.FOLLOWED
    ]
    return [
        (note, reason)
        for note in over
        for tighter, reason in left
        if note.reason == WithdrawalReason.FOLLOWED
        and note.place == tighter.place
        and follows(tighter.threshold, note.threshold)
    ]


def _occasion(last: AlertRef | None) -> int:
    return last.occasion + 1 if last else 1


def _is_anew(cause: AlertCause, before: Mapping[tuple[str, date, str], AlertRef]) -> bool:
    """Whether a cause that is back warns once more: in a rolling window, when time took it away.

    Anything else that is back was told in this window already.
    """
    return cause.standing.limit.window.rolls and before[cause.key].reason == WithdrawalReason.TIME


def _followed(note: AlertRef, causes: Iterable[AlertCause]) -> WithdrawalReason | None:
    tighter = (c for c in causes if c.place == note.place and follows(c.threshold, note.threshold))
    return WithdrawalReason.FOLLOWED if any(tighter) else None


def _sleeps_until_visit(note: AlertRef) -> bool:
    return note.state is AlertState.SNOOZED and not note.is_timed
