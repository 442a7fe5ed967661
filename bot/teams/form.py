"""A form: its boxes, and the commands that somebody could have typed in its place."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from models.clinic.preferences import Preferences
from models.reply import Reply

Data = Mapping[str, Any]
Typed = Mapping[str, str]

MOST = 200
"""Characters of one box."""

WHOLE = ""
"""In the place of a box: the form as a whole."""


@dataclass(frozen=True, slots=True)
class FormField:
    """One box. `blames` tells from a reply's headline that this box is what was wrong.

    `part` is how the command begins that the box is for, in a form that says several. `choices`
    are what a menu offers, each title with its value; of `several` they come with commas between.
    """

    id: str
    label: str
    hint: str = ""
    kind: str = "Input.Text"
    is_needed: bool = False
    blames: str = ""
    part: str = ""
    choices: tuple[tuple[str, str], ...] = ()
    several: bool = False

    def is_blamed(self, command: str, reply: Reply) -> bool:
        """Whether a refusal of this command speaks of the box."""
        if not (self.part or self.blames) or not command.startswith(self.part):
            return False
        return re.search(self.blames, reply.headline) is not None

    def fault(self, data: Data) -> str:
        """What is wrong with the box alone: nothing there, or no text."""
        value = data.get(self.id, "")
        if not isinstance(value, str) or len(value) > MOST:
            return "This is no text that I can read. Type it once more."
        return f"{self.label} is needed." if self.is_needed and not value.strip() else ""


def _nothing(_: object) -> dict[str, str]:
    return {}


@dataclass(frozen=True, slots=True)
class TeamsForm:
    """One dialog: `say` makes the commands of what is typed, heard one after the other.

    `check` finds what is wrong before a command is said, by box. `first` is what stands in the
    boxes when it opens, by the clinic's wishes.
    """

    id: str
    title: str
    fields: tuple[FormField, ...]
    say: Callable[[Typed], tuple[str, ...]]
    check: Callable[[Typed], dict[str, str]] = _nothing
    first: Callable[[Preferences], dict[str, str]] = _nothing
    for_managers: bool = False

    def faults(self, data: Data) -> dict[str, str]:
        """What is wrong with the boxes before a command is said."""
        found = {field.id: fault for field in self.fields if (fault := field.fault(data))}
        return self.check(self._typed(data)) | found

    def commands(self, data: Data) -> tuple[str, ...]:
        """The commands that the boxes make."""
        return tuple(" ".join(each.split()) for each in self.say(self._typed(data)))

    def blamed(self, command: str, reply: Reply) -> dict[str, str]:
        """The box that a refusal speaks of, or else the form, with what it says; empty for none."""
        if not reply.refused:
            return {}
        words = " ".join([reply.headline, *(line.text for line in reply.lines)])
        found = (field.id for field in self.fields if field.is_blamed(command, reply))
        return {next(found, WHOLE): words}

    def _typed(self, data: Data) -> dict[str, str]:
        return {field.id: typed(data, field.id) for field in self.fields}


def typed(data: Data, id_: str) -> str:
    """What stands in a box, its blanks made single; empty where that is no text."""
    value = data.get(id_, "")
    return " ".join(value.split()) if isinstance(value, str) else ""
