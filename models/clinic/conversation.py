"""A conversation in which the bot may speak without having been asked, as a platform needs it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Conversation:
    """Where to send. `place` is a mention; `reference` and `claims` are the platform's own JSON."""

    clinic_id: int
    place: str
    reference: str
    claims: str
