"""What is remembered of an answer that somebody shared: never its text, and no alias."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime

from models.clinic.receipt import Receipt


@dataclass(frozen=True, slots=True)
class AnswerChange:
    """That an answer says something else since a day, and the verdict that it gave before."""

    on: date
    before: str


@dataclass(frozen=True, slots=True)
class SharedAnswer:
    """One answer shared in one place, by whom and when.

    `request` is the platform's key of the very act: the same for a second click. `command` is the
    command's name alone. `message` is the platform's id of what was posted; empty until it is
    known, and where the platform never says. `about` are the facts told, as `Reply.about` names
    them.

    `told` is what was understood and answered, so that it can be asked again; None of an answer
    about a patient. `edited_as` is the id by which a messenger edits what was posted, `look_at`
    when to ask again next, and `change` the last time that the answer was found to be another.
    """

    clinic_id: int
    request: str
    member: str
    command: str
    channel: str
    at: datetime
    about: tuple[str, ...] = ()
    message: str = ""
    told: Receipt | None = None
    id: int = field(default=0, compare=False)
    edited_as: str = field(default="", compare=False)
    look_at: datetime | None = field(default=None, compare=False)
    change: AnswerChange | None = field(default=None, compare=False)
