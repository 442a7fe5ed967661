"""A session that was logged (LoggedSession), and what is to be known of it beside its count."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from handlers.session.authorization import used_up
from handlers.session.authorization.drawn_elsewhere import drawn_beside, drawn_elsewhere
from handlers.session.authorization.evaluations_left_out import (
    evaluation_that_draws,
    other_care_that_draws,
)
from handlers.session.card import owed_beside
from handlers.session.card.booking_warnings import concerns
from handlers.session.card.counted_chart import CountedChart
from handlers.session.log import beside_totals, late_windows, other_days
from handlers.session.log.units import units_taken
from models.coverage.code import CodeKind
from models.reply import Choice, Line
from models.understanding.commands.session_commands import LogRequest
from models.visits import body_region
from models.visits.booking import is_after_its_time
from models.visits.chart import LogResult
from models.visits.code_disciplines import taken_with_adjustment
from models.visits.count_reasons import COUNTING, NONE_COVERS, WORDS, Reason
from models.visits.further_visits import spares_authorization
from models.visits.limit import LimitKind, Unit
from models.visits.session import Session, discipline_of
from models.wording import code_pairs, phrases, standings, window_words

_ON_NONE = frozenset({Reason.NEEDS_NONE, Reason.OTHER_CODE, Reason.OTHER_CASE})
"""Why a session draws on no authorization, though one has room."""


@dataclass(frozen=True, slots=True)
class LoggedSession:
    """A session that stands in its chart, and the count with it; `is_new`: logged just now."""

    count: CountedChart
    entry: LogResult
    log: LogRequest
    is_new: bool

    @property
    def session(self) -> Session:
        """The session itself."""
        session = self.count.chart.session(self.entry.number)
        if session is None:
            raise LookupError("a session that was logged is in its chart")
        return session


def never_together(logged: LoggedSession) -> tuple[Line, ...]:
    """The codes of the session's day that are not billed together."""
    session, edits = logged.session, logged.count.services.book.edits
    if not session.codes or session.self_pay:
        return ()
    of_day = logged.count.chart.standing_on(session.on)
    billed = dict.fromkeys(code for s in of_day if not s.self_pay for code in s.codes)
    return code_pairs.never_on_one_day(tuple(billed), edits)


def undo(logged: LoggedSession) -> str:
    """The command that takes the session back."""
    return f"/session void {logged.count.chart.alias} {logged.entry.number} because undone"


def remarks(logged: LoggedSession) -> Iterator[Line]:
    """What is to be known of the session beside its count."""
    count, session, chart = logged.count, logged.session, logged.count.chart
    yield from _why_not(count, session)
    yield from drawn_beside(count, session)
    yield from used_up.lines(count, session)
    yield from _self_paid(count, session)
    yield from beside_totals.lines(count, session)
    if logged.log.has_time:
        yield Line("The visit counts by its day: the time is not kept.")
    yield from _modifiers(logged)
    yield from _of_chiropractor(logged)
    if session.number in count.uncovered:
        yield Line(_none_covers(count, session))
    elif first := count.first_day_behind(session):
        yield Line(_before(first, session))
    elif bare := count.bare_codes(session):
        is_of_one = not chart.secondary and chart.payer_on(session.on) == chart.payer
        yield Line(_none_names(bare, session, count.payer if is_of_one else ""))
    yield from units_taken(count, session, logged.log)
    yield from owed_beside.lines(count, session)
    yield from (Line(f"Booked ahead: {text}") for text in concerns(count)[:1])


def _modifiers(logged: LoggedSession) -> Iterator[Line]:
    """That the modifiers that were typed are not kept: they belong on the claim."""
    known = logged.count.services.book.codes
    typed = [c for c in logged.log.codes if c in known and known[c].kind is CodeKind.MODIFIER]
    if typed:
        named = phrases.either(typed, "and")
        are = "is" if len(typed) == 1 else "are"
        yield Line(f"Modifiers belong on the claim: {named} {are} not kept.")
    if "AT" in typed:
        yield Line("AT was not read as an athletic trainer: which person treated is not kept.")


def _of_chiropractor(logged: LoggedSession) -> Iterator[Line]:
    """That manual work beside an adjustment is taken for the chiropractor's, and how to say not."""
    own = discipline_of(logged.count.request.clinic.biller)
    taken = taken_with_adjustment(logged.session.codes, logged.log.discipline, own)
    if taken and own:
        named = phrases.either(taken, "and")
        are = "is" if len(taken) == 1 else "are"
        yield Line(
            f"{named} {are} counted with the adjustment, as the chiropractor's. Where another "
            f"clinician gave it, undo and say whose behind the codes: {own}."
        )


def _none_covers(count: CountedChart, session: Session) -> str:
    """That no authorization covers a session, for its day, its case or its codes.

    Whether a code needs one is the payer's to say: an authorization of others does not tell it.
    """
    visit = f"{standings.weekday(session.on)}{body_region.behind(session.case)}"
    payer = count.uncovered_by(session)
    whose = f" from {payer}" if payer else ""
    if count.uncovered[session.number] is not Reason.UNCOVERED_CODE:
        return f"No authorization{whose} covers {visit}."
    return _none_names(session.codes, session, payer)


def _before(first: date, session: Session) -> str:
    """That a session lies before the first day that is authorized."""
    begins = f"what is authorized begins on {standings.weekday(first)}"
    return (
        f"No authorization covers {standings.weekday(session.on)}: {begins}. Ask the payer for an "
        "earlier start, or whether that visit needs none."
    )


def _none_names(codes: Sequence[str], session: Session, payer: str) -> str:
    """That no authorization names some codes of a session: whether they need one is not known."""
    visit = f"{standings.weekday(session.on)}{body_region.behind(session.case)}"
    whose = f" from {payer}" if payer else ""
    asked = "it needs" if len(codes) == 1 else "they need"
    return (
        f"No authorization{whose} noted here names {phrases.either(codes)} ({visit}): "
        f"ask {payer or 'the payer'} whether {asked} one."
    )


def drawn_by_others(logged: LoggedSession) -> list[tuple[Line, Choice]]:
    """That an evaluation or other care draws on the limit, with what mends it."""
    count, session = logged.count, logged.session
    own = discipline_of(count.request.clinic.biller)
    return evaluation_that_draws(count, session) or other_care_that_draws(count, session, own)


def _why_not(count: CountedChart, session: Session) -> list[Line]:
    """Why the session leaves the binding count as it was, if it does."""
    rows = count.binding.counted if count.binding else ()
    row = next((row for row in rows if row.session == session.number), None)
    if row is None or row.reason in COUNTING:
        return [*_untold_code(count, session), *_by_itself(count, session)]
    if row.reason in NONE_COVERS or late_windows.of_session(count, session):
        return []
    if row.reason is Reason.OTHER_PAYER:
        return [Line(f"It adds nothing to this limit: {other_days.why(session, count)}.")]
    if count.binding and is_after_its_time(count.binding, session):
        ended = window_words.reset(count.binding)
        whom = count.payer or "the payer"
        return [Line(f"It comes after that time ({ended}): ask {whom} for an authorization.")]
    if row.reason in _ON_NONE and (needing := _needing_none(count, session)):
        return needing
    alone = [Line(f"It adds nothing to this limit: {WORDS[row.reason]}.")]
    return [*(drawn_elsewhere(count, session) or alone), *_untold_code(count, session)]


def _needing_none(count: CountedChart, session: Session) -> list[Line]:
    """By which limit a session counts that needs no authorization, and how that stands."""
    if count.binding is None or count.binding.limit.kind is not LimitKind.AUTHORIZATION:
        return []
    drawn = (s for s in count.ordered if s.counts(session))
    return [
        Line(
            "It needs no authorization: counted by "
            f"{standings.owner(s.limit, count.payer)}, {standings.used_and_left(s)}.",
            s.limit.cites,
        )
        for s in drawn
        if spares_authorization(s.limit)
    ][:1]


def _self_paid(count: CountedChart, session: Session) -> Iterator[Line]:
    """By which cap a session counts that the patient paid: it may stand for a plan's visits."""
    counting = (s for s in count.standings if session.self_pay and s.counts(session))
    for standing in counting:
        if standing.limit.kind is LimitKind.CAP:
            whose = standings.owner(standing.limit, count.payer)
            how = "" if standing is count.binding else f": {standings.used_and_left(standing)}"
            yield Line(f"{whose} counts it, though the patient paid{how}.")


def _untold_code(count: CountedChart, session: Session) -> Iterator[Line]:
    """That no code was typed, where the authorization that it draws on is of other codes."""
    for standing in count.standings:
        limit = standing.limit
        is_granted = limit.kind is LimitKind.AUTHORIZATION and standing.counts(session)
        if is_granted and not session.codes and not limit.pool.has_code(session):
            whose, codes = standings.owner(limit, count.payer), phrases.either(limit.pool.codes)
            yield Line(
                f"No code was typed: it counts on {whose[:1].lower()}{whose[1:]}, as a visit of "
                f"{codes}. If it was another, undo it and log it with its code."
            )


def _by_itself(count: CountedChart, session: Session) -> Iterator[Line]:
    """Where disciplines count apart, one that nobody told is taken for another of its day's."""
    binding, of_day = count.binding, count.chart.standing_on(session.on)
    is_apart = binding is not None and binding.limit.unit is Unit.DISCIPLINE_VISIT
    untold = [s.number for s in of_day if s.discipline is None]
    if is_apart and len(of_day) > 1 and untold and len(untold) < len(of_day):
        numbers = phrases.either([*map(str, untold)], "and")
        yield Line(
            f"No discipline was told of session {numbers}, so it counts as a visit of its own: "
            "PT, OT and speech of one day count apart."
        )
