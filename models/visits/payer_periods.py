"""Who pays on which day: a chart's payers in order (PayerPeriod), and how one is set by date."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

from models.period import Period

_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class PayerPeriod:
    """A payer, by id, from a day until the next one begins. None: no payer; from the start."""

    payer: str | None
    first: date | None = None

    @property
    def begins(self) -> date:
        """Its first day, as one that can be compared."""
        return self.first or date.min


PayerPeriods = tuple[PayerPeriod, ...]
"""In order, the first from the start: every day has one, and two that follow are not the same."""


def payer_on(periods: PayerPeriods, day: date) -> str | None:
    """The payer of a day."""
    return next((p.payer for p in reversed(periods) if p.begins <= day), None)


def with_payer(
    periods: PayerPeriods, payer: str | None, first: date | None, last: date | None = None
) -> PayerPeriods:
    """The periods once a payer pays from a day, or from the start, until a day or for good.

    After its last day goes on what was there before.
    """
    begins = first or date.min
    before = [period for period in periods if period.begins < begins]
    behind: list[PayerPeriod] = []
    if last is not None:
        resumes = last + _DAY
        later = (period for period in periods if period.begins > resumes)
        behind = [PayerPeriod(payer_on(periods, resumes), resumes), *later]
    return _joined([PayerPeriod(None), *before, PayerPeriod(payer, first), *behind])


def with_secondary(
    periods: PayerPeriods, payer: str | None, first: date | None, last: date | None = None
) -> PayerPeriods:
    """The same of who pays second; nothing where nobody ever does."""
    after = with_payer(periods, payer, first, last)
    return () if after == (PayerPeriod(None),) else after


def spans(periods: PayerPeriods) -> tuple[tuple[str | None, Period], ...]:
    """Each payer with its first and last day."""
    ends = [later.begins - _DAY for _, later in pairwise(periods)]
    return tuple(
        (period.payer, Period(period.first, end))
        for period, end in zip(periods, [*ends, None], strict=False)
    )


def _joined(periods: Iterable[PayerPeriod]) -> PayerPeriods:
    """Of two that begin alike the later holds, and of two alike that follow the first is enough."""
    by_day = {period.begins: period for period in periods}
    kept: list[PayerPeriod] = []
    for period in by_day.values():
        if not kept or kept[-1].payer != period.payer:
            kept.append(period)
    return tuple(kept)
