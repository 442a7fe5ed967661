"""That a payer was verified anew for a year (PayerTick), as the clinic's preferences keep it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

OF_TICK = "verified/"
"""Begins the name of the setting, before the year and the payer's id."""

_DECEMBER, _JANUARY = 12, 1


@dataclass(frozen=True, slots=True)
class PayerTick:
    """Somebody verified with a payer, on a day, what its plans give from Jan 1 of a year on."""

    year: int
    payer: str
    on: date

    @property
    def name(self) -> str:
        """The name of the setting that keeps it."""
        return setting(self.year, self.payer)


def setting(year: int, payer: str) -> str:
    """The name of the setting of a payer and a year."""
    return f"{OF_TICK}{year}/{payer}"


def year_and_payer(name: str) -> tuple[int, str] | None:
    """The year and the payer that a setting's name tells of; None for another setting."""
    if not name.startswith(OF_TICK):
        return None
    year, _, payer = name.removeprefix(OF_TICK).partition("/")
    return int(year), payer


def ticks_in(texts: Mapping[str, str | None]) -> tuple[PayerTick, ...]:
    """The ticks that stand in settings, by year and payer."""
    named = ((year_and_payer(name), text) for name, text in sorted(texts.items()) if text)
    return tuple(PayerTick(*told, date.fromisoformat(text)) for told, text in named if told)


def year_to_verify(on: date) -> int | None:
    """The year for which payers are verified on a day: in December the next, in January its own."""
    if on.month == _DECEMBER:
        return on.year + 1
    return on.year if on.month == _JANUARY else None


def days_of(ticks: Iterable[PayerTick], year: int) -> dict[str, date]:
    """The payers that were verified for a year, each with its day."""
    return {tick.payer: tick.on for tick in ticks if tick.year == year}
