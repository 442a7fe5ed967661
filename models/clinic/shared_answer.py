"""What is remembered of an answer that somebody shared: never its text, and no alias."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class SharedAnswer:
    """One answer shared in one place, by whom and when.

    `request` is the platform's key of the very act: the same for a second click. `command` is the
    command's name alone. `message` is the platform's id of what was posted; empty until it is
    known, and where the platform never says. `about` are the facts told, as `Reply.about` names
    them: when one changes, the answer can be marked.
    """

    clinic_id: int
    request: str
    member: str
    command: str
    channel: str
    at: datetime
    about: tuple[str, ...] = ()
    message: str = ""
