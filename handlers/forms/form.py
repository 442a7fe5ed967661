"""What a form and a field are: kinds of fields, what a value must look like, MOST of a number.

It knows no platform: `bot/render/slack_form.py` and `teams_form.py` draw it and read it back. What
is wrong with a value by itself is said before any command is carried out; what a command refuses
names its field, so that it is said there and nothing typed is lost.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import Enum, auto
from typing import NamedTuple

from handlers.wrong.card import WrongCard
from models.clinic.preferences import Preferences
from models.coverage.fact_book import FactBook
from models.field_name import FieldName
from models.mention import MENTION
from models.visits.limit import MOST_VISITS

Filled = Mapping[FieldName, str]
"""What stands in a form, a text for each field; several options have blanks between them."""

Faults = dict[str, str]
"""What is wrong with a form, by field."""

MOST = MOST_VISITS
"""The largest number that a field takes."""


class Kind(Enum):
    """What a field asks for. Each platform has its own control for it."""

    ALIAS = auto()  # one that the clinic has
    ALIASES = auto()  # several, of those that are listed as the form opens
    NEW_ALIAS = auto()  # one that is to be made
    PAYER = auto()
    CODES = auto()
    NUMBER = auto()
    NUMBERS = auto()  # with commas between them
    DAY = auto()  # as YYYY-MM-DD
    TIME = auto()  # of day, as HH:MM
    ONE_OF = auto()
    SEVERAL_OF = auto()
    CONFIRMATION = auto()  # for platforms on which a refusal has no buttons to answer it
    CHANNEL = auto()
    PERSON = auto()  # who works at the clinic, as a mention
    CARRIED = auto()  # stands in no box: it comes back as it was sent


class Option(NamedTuple):
    """One option of a menu."""

    label: str
    value: str


@dataclass(frozen=True, slots=True)
class Field:
    """One field. `example` shows what may be typed, `initial` is what stands in it at first.

    `said` are the words before the value in a command.
    """

    name: FieldName
    kind: Kind
    label: str
    said: str = ""
    hint: str = ""
    example: str = ""
    options: tuple[Option, ...] = ()
    initial: str = ""
    required: bool = True
    least: int = 0

    def fault(self, value: str) -> str:
        """What is wrong with a value by itself; empty where nothing is."""
        if not value:
            return f"{self.label} is needed." if self.required else ""
        if self.kind is Kind.NUMBER:
            return "" if self._is_number(value) else f"A whole number from {self.least} to {MOST}."
        if self.kind in _CLOSED:
            return "" if self._is_offered(value) else "Choose from the list."
        is_written_so, mend = _WRITTEN.get(self.kind, (bool, ""))
        return "" if is_written_so(value) else mend

    def _is_number(self, value: str) -> bool:
        return re.fullmatch("[0-9]{1,3}", value) is not None and int(value) >= self.least

    def _is_offered(self, value: str) -> bool:
        chosen = [value] if self.kind is Kind.ONE_OF else value.split()
        return {option.value for option in self.options}.issuperset(chosen)


@dataclass(frozen=True, slots=True)
class FormContext:
    """What a form is drawn from: the facts, the day at the clinic, its settings, and an alias.

    `card` is that of the answer which the form is about. `payer`, `codes`, `condition`,
    `profession`, `line` and `state` stand in it first. `booked` are the aliases whose visit of
    the day is booked and not logged. `request` is the number of a request that was sent.
    """

    book: FactBook
    today: date
    preferences: Preferences = field(default_factory=Preferences)
    alias: str = ""
    card: WrongCard | None = None
    payer: str = ""
    codes: str = ""
    condition: str = ""
    profession: str = ""
    line: str = ""
    state: str = ""
    booked: tuple[str, ...] = ()
    request: str = ""


@dataclass(frozen=True, slots=True)
class Form:
    """One form. It stands for the command `opens` with what was filled in, or for `several`.

    A button that carries `opens` and nothing more opens it, with an alias behind where the form
    `takes_alias`, and the number of a request where it `takes_request`; behind one that is
    `of_answer` stands the command of that answer, and behind one that is `of_payer` the payer and
    codes, "by call". One that is `of_bookings` lists those of the day. Whoever types one of
    `offered_by` is offered it. `check` finds what is wrong with the fields together.
    """

    name: str
    title: str
    opens: str
    fields: Callable[[FormContext], tuple[Field, ...]]
    offered_by: tuple[str, ...]
    submit: str = "Save"
    check: Callable[[Filled], Faults] = lambda _: {}
    several: Callable[[Filled], tuple[str, ...]] | None = None
    takes_alias: bool = False
    takes_request: bool = False
    of_payer: bool = False
    of_answer: bool = False
    of_bookings: bool = False
    for_managers: bool = False

    def faults(self, fields: Iterable[Field], filled: Filled) -> Faults:
        """What is wrong before any command is carried out."""
        by_field = {field.name: field.fault(filled[field.name]) for field in fields}
        return self.check(filled) | {name: fault for name, fault in by_field.items() if fault}

    def commands(self, fields: Iterable[Field], filled: Filled) -> tuple[str, ...]:
        """What somebody could have typed instead, one command after the other.

        Values with no word before them stand first, as in the examples of the command's usage.
        """
        if self.several:
            return self.several(filled)
        ordered = sorted(fields, key=lambda field: bool(field.said))
        values = (f"{field.said} {filled[field.name]}" for field in ordered if filled[field.name])
        return (" ".join(" ".join([self.opens, *values]).split()),)


def _is_day(value: str) -> bool:
    try:
        return date.fromisoformat(value).isoformat() == value
    except ValueError:
        return False


_CLOSED = {Kind.ONE_OF, Kind.SEVERAL_OF, Kind.CONFIRMATION}

_WRITTEN: Mapping[Kind, tuple[Callable[[str], object], str]] = {
    Kind.NEW_ALIAS: (
        re.compile(r"[A-Za-z0-9]+(?:-[A-Za-z0-9]+)*").fullmatch,
        "Letters, digits and hyphens, in one word: OAK-12.",
    ),
    Kind.NUMBERS: (
        re.compile(r"[0-9]{1,3}(?:\s*,\s*[0-9]{1,3}){0,5}").fullmatch,
        "Write numbers with commas between them, six at most: 3, 1, 0.",
    ),
    Kind.ALIASES: (  # one that is logged meanwhile is told by the command
        re.compile(r"[A-Z]+-?[0-9]+[A-Z0-9]*(?: [A-Z]+-?[0-9]+[A-Z0-9]*)*").fullmatch,
        "Nobody is booked: log by alias.",
    ),
    Kind.DAY: (_is_day, "Choose a day."),
    Kind.PERSON: (
        lambda value: value[0] == "@" and MENTION.fullmatch(value),
        "Choose a colleague.",
    ),
    Kind.TIME: (re.compile(r"(?:[01][0-9]|2[0-3]):[0-5][0-9]").fullmatch, "Choose a time."),
}
