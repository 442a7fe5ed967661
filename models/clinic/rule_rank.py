"""When a clinic's own rule leads the payer's position that the fact book holds (leads)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from models.clinic.rule import ClinicRule
from models.coverage.fact_book import Authority, FactBook
from models.coverage.position import SAYS_NOTHING, Circumstances, Position
from models.period import last_day


def authority_of(rule: ClinicRule) -> Authority:
    """Who speaks in a rule. What the payer gave this clinic in writing is the payer's own word."""
    return Authority.PAYER if rule.is_written else Authority.CALL_LOG


def leads(
    rule: ClinicRule, position: Position | None, asked: Circumstances, book: FactBook
) -> bool:
    """Whether the rule's verdict leads, and the position stands beside it.

    It has to hold surely for what was asked, and to say whether it is paid. Where the position says
    nothing of that, any rule leads. Else the rule has to be as well sourced as the position's best
    source at the least, and said after the newest one. So a call never leads a payer's policy, and
    a contract never leads a statute.
    """
    if rule.verdict in SAYS_NOTHING or not rule.scope.is_told(asked):
        return False
    if position is None or position.verdict in SAYS_NOTHING:
        return True
    return not is_outranked(rule, position, book) and _is_newer(rule.said_on, position)


def leading(
    rules: Iterable[ClinicRule], position: Position | None, asked: Circumstances, book: FactBook
) -> ClinicRule | None:
    """The first of some rules in rank that leads; None where none does."""
    return next((rule for rule in rules if leads(rule, position, asked, book)), None)


def is_outranked(rule: ClinicRule, position: Position, book: FactBook) -> bool:
    """Whether the best source of a position ranks above a rule."""
    return authority_of(rule) > _authority(position, book)


def _authority(position: Position, book: FactBook) -> Authority:
    cited = (book.sources[id_].authority for id_ in position.cites if id_ in book.sources)
    return min(cited, default=Authority.SECOND_HAND)


def _is_newer(said_on: date, position: Position) -> bool:
    """Whether a rule was said after the last day that the position's newest source may be of.

    A position without any date is older than what has one.
    """
    known = last_day(position.as_of) if position.as_of else position.known_from
    return known is None or said_on > known
