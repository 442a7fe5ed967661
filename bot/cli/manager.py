"""Names a manager from the command line, for the day when none is left.

manager PLATFORM WORKSPACE USER   names one; nobody is removed, and the audit says who did it

In Slack an admin of the workspace becomes one by writing to the bot. In Teams nobody becomes one by
installing it again, so that a clinic whose only manager has left is mended here.
"""

from __future__ import annotations

import re
from argparse import ArgumentParser, Namespace

from bot.app import App
from bot.cli.say import ready
from models.clinic.audit import OPERATOR
from models.clinic.clinic import Clinic, Platform, Role
from models.errors import Trouble

_IDS = {
    Platform.SLACK: (re.compile(r"[UW][A-Z0-9]{2,30}"), "U024BE7LH, from the member's profile"),
    Platform.TEAMS: (
        re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}"),
        "the object id of the person in Entra, with its hyphens",
    ),
    Platform.CONSOLE: (re.compile(r"[a-z][a-z0-9_-]{0,30}"), "a short name in small letters"),
}


def arguments(parser: ArgumentParser) -> None:
    """What stands behind the verb."""
    parser.add_argument("platform", metavar="PLATFORM", type=Platform, help="slack or teams")
    parser.add_argument("workspace", metavar="WORKSPACE", help="the id of its workspace or tenant")
    parser.add_argument("user", metavar="USER", help="the id of the person there, never a name")


async def answer(app: App, asked: Namespace) -> str:
    """What to print. Raises `Trouble` where nothing was done."""
    pattern, form = _IDS[asked.platform]
    if not pattern.fullmatch(asked.user):
        raise Trouble("That is no id of a person there.", f"Write {form}.")
    async with app.database:
        await ready(app)
        clinic = await _clinic(app, asked)
        return await _name(app, clinic, asked.user)


async def _clinic(app: App, asked: Namespace) -> Clinic:
    """The clinic; one that is being erased gets nobody."""
    here = (asked.platform, asked.workspace)
    if here not in [(each.platform, each.workspace) for each in await app.ledger.clinics()]:
        raise Trouble("There is no such clinic here.", "python -m bot erase lists them.")
    return await app.ledger.clinic_at(*here, at=app.clock())


async def _name(app: App, clinic: Clinic, user: str) -> str:
    members = await app.ledger.members(clinic.id)
    if any(each.user == user and each.is_manager for each in members):
        return f"{user} is a manager there, so nothing was changed."
    at = app.clock()
    await app.ledger.set_role(clinic.id, user, Role.MANAGER, actor=OPERATOR, at=at)
    return (
        f"{user} is a manager now, seen within a minute, as soon as {clinic.platform.value} says "
        "that they work there. The audit says that the command line did it."
    )
