"""The verb `say`: one command in the terminal, --as manager, as --json, or --why it is so read."""

from __future__ import annotations

import json
from argparse import ArgumentParser, Namespace
from dataclasses import asdict

from bot.app import App
from bot.cli.start import Verb, with_database
from bot.membership import Caller
from bot.render import plain_text
from models.clinic.clinic import Platform, Role

WORKSPACE = "this machine"
"""The terminal of a machine is a clinic of its own, under this name."""


def _arguments(parser: ArgumentParser) -> None:
    parser.add_argument("command", help='what you would type in Slack: "/coverage bcbsnc 20560"')
    parser.add_argument("--as", dest="role", choices=[*Role], default=Role.STAFF, type=Role)
    parser.add_argument("--why", action="store_true", help="print what was read, and who answers")
    parser.add_argument("--json", action="store_true", help="print the reply as JSON")


async def _answer(app: App, options: Namespace) -> str:
    caller = Caller(Platform.CONSOLE, WORKSPACE, str(options.role), role=options.role)
    if options.why:
        return await app.why(caller, options.command)
    reply = await app.answer(caller, options.command)
    return json.dumps(asdict(reply.opened()), indent=2) if options.json else plain_text.dress(reply)


VERB = Verb("say", "one command in the terminal", with_database(_answer), _arguments)
