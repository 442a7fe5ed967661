"""The option --at: an instant with its offset, at which a verb looks instead of now."""

from __future__ import annotations

from argparse import ArgumentParser, ArgumentTypeError
from datetime import datetime

from bot.app import Clock, now

EXAMPLE = "2026-12-01T08:00-05:00"


def add_option(parser: ArgumentParser, told: str) -> None:
    """The option, with what it is for."""
    parser.add_argument("--at", type=_instant, help=f"{told}: {EXAMPLE}")


def clock_from(at: datetime | None) -> Clock:
    """A clock that stands at an instant once it is made, and goes on; without one, that of now."""
    if at is None:
        return now
    ahead = at - now()
    return lambda: now() + ahead


def _instant(text: str) -> datetime:
    try:
        at = datetime.fromisoformat(text)
    except ValueError:
        raise ArgumentTypeError(f"write it as {EXAMPLE}") from None
    if at.tzinfo is None:
        raise ArgumentTypeError(f"an instant needs its offset: {EXAMPLE}")
    return at
