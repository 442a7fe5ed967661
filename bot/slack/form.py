"""A form: what it asks for, and the commands that it stands for.

A form is a longer way to type commands. What is wrong with a field alone is said before anything is
heard; what a command refuses is said at the field that it is about, so that nothing typed is lost.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from bot.slack.fields import Block, FilledForm, plain
from models.clinic.preferences import Preferences
from models.coverage.fact_book import FactBook
from models.reply import Reply

CALLBACK = "form:"
"""Begins the callback id of every form, before its name."""


class WrongField(Exception):
    """A field that cannot be read: which, and what to do."""

    def __init__(self, at: str, says: str) -> None:
        super().__init__(at)
        self.at = at
        self.says = says


@dataclass(frozen=True, slots=True)
class FormSetting:
    """What a form is drawn from: the facts, the day at the clinic, its wishes, and the alias."""

    book: FactBook
    today: date
    wishes: Preferences
    alias: str = ""


@dataclass(frozen=True, slots=True)
class SlackForm:
    """One form, and the commands that it stands for, heard one after the other.

    `begins` is the command that opens the form when a button carries it and nothing more. `blame`
    says by words of a refusal which field it is about, the last one if none.
    """

    name: str
    title: str
    submit: str
    begins: re.Pattern[str]
    draw: Callable[[FormSetting], Iterable[Block]]
    commands: Callable[[FilledForm], tuple[str, ...]]
    blame: tuple[tuple[str, str], ...]
    for_managers: bool = False

    def view(self, setting: FormSetting) -> dict[str, Any]:
        """The form, empty."""
        return {
            "type": "modal",
            "callback_id": f"{CALLBACK}{self.name}",
            "title": plain(self.title),
            "submit": plain(self.submit),
            "close": plain("Cancel"),
            "blocks": list(self.draw(setting)),
        }

    def at_fault(self, refusal: Reply) -> str:
        """The field that a refusal is about."""
        words = " ".join([refusal.headline, *(line.text for line in refusal.lines)])
        named = (name for part, name in self.blame if part in words)
        return next(named, self.blame[-1][1])
