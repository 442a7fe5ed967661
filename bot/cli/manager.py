"""The verb that names a manager, for the day when a clinic has none left.

manager PLATFORM WORKSPACE USER   names one; nobody is removed, and the audit says who did it

In Slack an admin of the workspace becomes one by writing to the bot. In Teams nobody becomes one by
installing it again, so that a clinic whose only manager has left is mended here.
"""

from __future__ import annotations

import asyncio
import re
from argparse import ArgumentParser, Namespace

from bot.app import App
from bot.cli.start import Verb, prepare_database, start_app
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


def _arguments(parser: ArgumentParser) -> None:
    parser.add_argument("platform", metavar="PLATFORM", type=Platform, help="slack or teams")
    parser.add_argument("workspace", metavar="WORKSPACE", help="the id of its workspace or tenant")
    parser.add_argument("user", metavar="USER", help="the id of the person there, never a name")


def _run(options: Namespace) -> int:
    pattern, form = _IDS[options.platform]
    if not pattern.fullmatch(options.user):
        raise Trouble("That is no id of a person there.", f"Write {form}.")
    print(asyncio.run(_answer(start_app(), options)))
    return 0


async def _answer(app: App, options: Namespace) -> str:
    async with app.database:
        await prepare_database(app)
        clinic = await _clinic(app, options.platform, options.workspace)
        return await _name_manager(app, clinic, options.user)


async def _clinic(app: App, platform: Platform, workspace: str) -> Clinic:
    """The clinic of a workspace. One that is being erased gets no manager any more."""
    known = {(clinic.platform, clinic.workspace) for clinic in await app.records.clinics()}
    if (platform, workspace) not in known:
        raise Trouble("There is no such clinic here.", "python -m bot erase lists them.")
    return await app.records.clinic_at(platform, workspace, at=app.clock())


async def _name_manager(app: App, clinic: Clinic, user: str) -> str:
    members = await app.records.members(clinic.id)
    if any(member.user == user and member.is_manager for member in members):
        return f"{user} is a manager there, so nothing was changed."
    at = app.clock()
    await app.records.set_role(clinic.id, user, Role.MANAGER, actor=OPERATOR, at=at)
    return (
        f"{user} is a manager now, seen within a minute, as soon as {clinic.platform.value} says "
        "that they work there. The audit says that the command line did it."
    )


VERB = Verb("manager", "name a manager, for the day when a clinic has none left", _run, _arguments)
