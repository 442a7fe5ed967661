"""The verb `manager`: names one by id; which form an id has on each platform (_IDS).

manager PLATFORM WORKSPACE USER   names one; nobody is removed, and the audit says who did it

In Slack an admin of the workspace becomes one by writing to the bot. In Teams nobody becomes one by
installing it again, so that a clinic whose only manager has left is mended here.
"""

from __future__ import annotations

import re
from argparse import ArgumentParser, ArgumentTypeError, Namespace

from bot.app import App
from bot.cli.startup import Verb, clinic_named, with_database
from models.clinic.audit import OPERATOR
from models.clinic.clinic import Platform, Role
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
    parser.add_argument(
        "platform",
        metavar="PLATFORM",
        type=_platform,
        help="slack or teams; else: say --as manager",
    )
    parser.add_argument("workspace", metavar="WORKSPACE", help="the id of its workspace or tenant")
    parser.add_argument("user", metavar="USER", help="the id of the person there, never a name")


def _platform(text: str) -> Platform:
    try:
        return Platform(text.lower())
    except ValueError:
        raise ArgumentTypeError(
            "write slack or teams; in the terminal, python -m bot say --as manager speaks as one"
        ) from None


def _run(options: Namespace) -> str:
    pattern, form = _IDS[options.platform]
    if not pattern.fullmatch(options.user):
        raise Trouble("That is no id of a person there.", f"Write {form}.")
    return with_database(_name_manager)(options)


async def _name_manager(app: App, options: Namespace) -> str:
    at, user = app.clock(), options.user
    await clinic_named(app, options.platform, options.workspace)
    # One that is being erased gets no manager any more.
    clinic = await app.records.clinic_at(options.platform, options.workspace, at=at)
    members = await app.records.members(clinic.id)
    if any(member.user == user and member.is_manager for member in members):
        return f"{user} is a manager there, so nothing was changed."
    await app.records.set_role(clinic.id, user, Role.MANAGER, actor=OPERATOR, at=at)
    return (
        f"{user} is a manager now, seen within a minute, as soon as {clinic.platform.value} says "
        "that they work there. The audit says that the command line did it."
    )


VERB = Verb("manager", "name a manager, for the day when a clinic has none left", _run, _arguments)
