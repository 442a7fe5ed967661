"""Help: what staff do by role, each with the words to type (ROLES), and the list of commands."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum

from handlers.command import Command
from models.reply import Choice, Details, Line, Reply, Row, Section, Table, Weight
from models.wording import glance


class HelpRole(StrEnum):
    """Whose work it is. The value is what is typed behind /help."""

    DESK = "front desk"
    THERAPIST = "therapist"
    MANAGER = "manager"


@dataclass(frozen=True, slots=True)
class HelpEntry:
    """Something that is done here: a verb, the words to type, and what a click does instead.

    A click types no alias: it opens a form, or asks which one. None: it does nothing.
    """

    verb: str
    typed: str
    clicked: str | None = ""

    @property
    def row(self) -> Row:
        """The entry as a row, of which the verb is the button."""
        clicked = self.clicked or self.typed
        return Row((self.verb, self.typed), "" if self.clicked is None else clicked)

    @property
    def command(self) -> str:
        """The name of the command."""
        return self.typed.removeprefix("/").partition(" ")[0]


_LOG = HelpEntry("Log a session", "/session log BLUE-47K 20561", "/session log")
_NEAR = HelpEntry("See who nears a cap", "/caps")
_PAYS = HelpEntry("See whether a payer pays", "/coverage medicare 20560")
_STATE = HelpEntry("See who may needle in a state", "/state washington")
_CODES = HelpEntry("See which codes go together", "/cpt 20560 with 97140 same day")

_FIRST = (_PAYS, _CODES, _STATE, _LOG, _NEAR)
"""What most people do."""

ROLES: Mapping[HelpRole, tuple[HelpEntry, ...]] = {
    HelpRole.DESK: (
        _PAYS,
        HelpEntry("See which payers pay", "/coverage all 20560"),
        _CODES,
        HelpEntry("Make an alias for a patient", "/session new payer medicare", "/session new"),
        _LOG,
        HelpEntry(
            "Enter an authorization",
            "/session authorize BLUE-47K 12 visits from 12/1 until 2/28",
            "/session authorize",
        ),
        HelpEntry(
            "Enter visits used before",
            "/session balance BLUE-47K 5 used as of today from portal",
            "/session balance",
        ),
        HelpEntry("See the week's booked visits", "/caps week"),
        _NEAR,
        HelpEntry("Take back what you did last", "/session undo", None),
    ),
    HelpRole.THERAPIST: (
        _STATE,
        HelpEntry("Count muscles and units", "/cpt 3 muscles"),
        HelpEntry("Ask in your own words", "/ask does it hurt"),
        _LOG,
        HelpEntry("See the limits of one patient", "/caps BLUE-47K", "/caps"),
        HelpEntry(
            "Note that a patient improves", "/session improving BLUE-47K", "/session improving"
        ),
        HelpEntry("Close a patient's care", "/session close BLUE-47K", "/session close"),
    ),
    HelpRole.MANAGER: (
        HelpEntry("Set up the clinic, step by step", "/clinic start"),
        HelpEntry("See open alerts", "/clinic alerts"),
        HelpEntry("Choose where alerts go", "/clinic channel #front-desk", "/clinic channel"),
        HelpEntry("Choose when to be warned", "/clinic warn at 3, 1, 0 left", "/clinic warn"),
        HelpEntry("See which alerts come next", "/caps preview"),
        HelpEntry(
            "Set a cap of your own", "/caps set BLUE-47K 20 visits per calendar year", "/caps set"
        ),
        HelpEntry(
            "Enter what a payer told you",
            "/coverage edit premera not covered 20560 by call",
            "/coverage edit",
        ),
        HelpEntry("Name another manager", "/clinic managers add @amy", "/clinic managers"),
        HelpEntry("Check what staff call wrong", "/clinic facts"),
        HelpEntry("See who changed what", "/clinic audit"),
    ),
}

_TITLES: Mapping[HelpRole, str] = {
    HelpRole.DESK: "Front desk and billing",
    HelpRole.THERAPIST: "Therapist",
    HelpRole.MANAGER: "Manager",
}
_WORDS: Mapping[str, HelpRole] = {
    **{role.value: role for role in HelpRole},
    **{title.casefold(): role for role, title in _TITLES.items()},
    **dict.fromkeys(("desk", "frontdesk", "biller", "billers", "billing"), HelpRole.DESK),
    **dict.fromkeys(("therapists", "pt", "clinician", "provider"), HelpRole.THERAPIST),
    **dict.fromkeys(("managers", "admin", "owner"), HelpRole.MANAGER),
}

_SMALL_PRINT = "No names, please: never type a patient's name, birthday or number."


def role_of(text: str) -> HelpRole | None:
    """The role that a text names."""
    words = text.casefold().replace("-", " ").strip(" .!?").removeprefix("for ")
    return _WORDS.get(words.removeprefix("the ").removeprefix("a "))


def overview(commands: Mapping[str, Command], *, manages: bool = False) -> Reply:
    """What the bot can be asked: what most people do, by role, and every command."""
    lead = HelpRole.MANAGER if manages else HelpRole.DESK
    listed = tuple(Line(f"/{c.name}: {c.purpose} {c.examples[0]}") for c in commands.values())
    return Reply(
        headline="What I can answer",
        lines=(
            Line("Coverage by payer, codes, state rules, common questions; visits and caps."),
            Line("Type it as you would say it, or click. Only you see the answer."),
        ),
        tables=_tables("What most people do", _FIRST, commands),
        details=lambda: Details(sections=(Section("Commands, each with an example", listed),)),
        details_command="/help details",
        choices=tuple(
            Choice(title, f"/help {role.value}", Weight.PRIMARY if role is lead else Weight.PLAIN)
            for role, title in _TITLES.items()
        ),
        small_print=_SMALL_PRINT,
    )


def of_role(role: HelpRole, commands: Mapping[str, Command], *, is_whole: bool = False) -> Reply:
    """What somebody of a role does here."""
    others = (Choice(title, f"/help {r.value}") for r, title in _TITLES.items() if r is not role)
    page = Reply(
        headline=f"{_TITLES[role]}: what you can do",
        tables=_tables("Click, or type the words on the right", ROLES[role], commands),
        choices=(*others, Choice("All commands", "/help details", Weight.MORE)),
        small_print=_SMALL_PRINT,
    )
    short = page if is_whole else glance.shortened(page)
    return replace(short, details_command=f"/help {role.value} details") if short.details else page


def _tables(
    caption: str, entries: Iterable[HelpEntry], commands: Mapping[str, Command]
) -> tuple[Table, ...]:
    """The entries whose command is here."""
    rows = tuple(entry.row for entry in entries if entry.command in commands)
    return (Table(caption, ("To do", "Words to type"), rows),) if rows else ()
