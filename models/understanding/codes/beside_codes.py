"""What an answer on codes hangs on besides them, and codes that words do not tell apart."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class CodesInWords(StrEnum):
    """Codes that words do not tell apart, as they are typed again: numbers would be a pair."""

    NEEDLING = "dry needling"
    INJECTION = "trigger point injection"
    EVALUATION = "PT evaluation"
    ACUPUNCTURE = "acupuncture"


@dataclass(frozen=True, slots=True)
class BesideCodes:
    """What an answer on codes hangs on besides: sides, minutes, a day or a year."""

    both_sides: bool = False
    minutes: int | None = None
    is_total: bool = False
    needling_minutes: int | None = None
    on: date | None = None
    until: date | None = None
    year: int | None = None

    @property
    def words(self) -> list[str]:
        """The same as it can be typed."""
        words = ["both sides"] if self.both_sides else []
        if self.minutes:
            words.append(f"{self.minutes} minutes{' total' if self.is_total else ''}")
        if self.needling_minutes:
            words.append(f"{self.needling_minutes} minutes needling")
        if self.on:
            until = f" to {self.until.isoformat()}" if self.until else ""
            words.append(f"on {self.on.isoformat()}{until}")
        elif self.year:
            words.append(f"in {self.year}")
        return words
