"""The timed units of a session that is logged: told by code, of all together, or one a code."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from handlers.command import Services
from handlers.session.card.counted_chart import CountedChart
from models.coverage.code import CodeKind
from models.errors import NotUnderstood
from models.field_name import FieldName
from models.reply import Choice, Line
from models.understanding.commands.session_commands import LogRequest
from models.visits.limit import Unit
from models.visits.session import Session
from models.wording import phrases


@dataclass(frozen=True, slots=True)
class _Known:
    """Which codes have units, as far as the facts tell."""

    services: Services

    def is_untimed(self, code: str) -> bool:
        """Whether a code is known to be billed once whatever the time."""
        if code in self.services.lists.untimed:
            return True
        known = self.services.book.codes.get(code)
        return known is not None and not known.timed and known.kind is not CodeKind.MODIFIER


def with_units(
    session: Session, log: LogRequest, services: Services, instead: Callable[[], str]
) -> Session:
    """The session with its timed units. A timed code of which nobody told any has one.

    Raises `NotUnderstood` where units are told of a code that has none: `instead` words the command
    without them.
    """
    known = _Known(services)
    codes = session.codes
    untimed = [c for c in codes if log.by_code.get(c, 1) > 1 and known.is_untimed(c)]
    open_ones = [c for c in codes if c not in log.by_code and not known.is_untimed(c)]
    if untimed or (log.units > 1 and codes and not open_ones and not _adds_up(log)):
        raise _no_units(untimed or [c for c in codes if known.is_untimed(c)] or codes, instead())
    if not codes:
        return replace(session, units=log.units or 1)
    by_code = {c: log.by_code.get(c, 1) for c in codes if not known.is_untimed(c)}
    if log.units and open_ones:
        if len(open_ones) > 1:
            told = sum(log.by_code.get(code, 0) for code in codes)
            return replace(session, units=told + max(log.units, len(open_ones)))
        by_code[open_ones[0]] = log.units
    return replace(session, units=sum(by_code.values()), timed=tuple(by_code.items()))


def _adds_up(log: LogRequest) -> bool:
    """Whether the units of all are those told by code."""
    return log.units == sum(log.by_code.values())


def _no_units(codes: tuple[str, ...] | list[str], instead: str) -> NotUnderstood:
    are = "is not a timed code" if len(codes) == 1 else "are not timed codes"
    return NotUnderstood(
        f"{phrases.either(list(codes), 'and')} {are} and has no units, so nothing was logged.",
        f"Units are of a timed code: 97140 x2. Log it without them: {instead}",
        [Choice("Log it without units", instead)],
        field=FieldName.CODES,
    )


def units_taken(count: CountedChart, session: Session, log: LogRequest) -> list[Line]:
    """What is said where a limit counts units and nobody told any: one a timed code is taken."""
    if log.units or log.by_code or not session.units:
        return []
    in_units = [s for s in count.standings if s.limit.unit is Unit.TIMED_UNIT]
    if not any(standing.counts(session) for standing in in_units):
        return []
    taken = "1 unit for each timed code" if session.codes else "1 unit"
    return [Line(f"No units were told: {taken} is taken. Say them so: 97140 x2")]
