"""The verb that answers one command in the terminal, as every platform would."""

from __future__ import annotations

import asyncio
import json
from argparse import ArgumentParser, Namespace
from dataclasses import asdict

from bot.app import App
from bot.cli.start import Verb, prepare_database, start_app
from bot.membership import Caller
from bot.render import plain_text
from models.clinic.clinic import Platform, Role
from models.reply import Reply

WORKSPACE = "this machine"
"""The terminal of a machine is a clinic of its own, under this name."""


def _arguments(parser: ArgumentParser) -> None:
    parser.add_argument("command", help='what you would type in Slack: "/coverage bcbsnc 20560"')
    parser.add_argument("--as", dest="role", choices=[*Role], default=Role.STAFF, type=Role)
    parser.add_argument("--json", action="store_true", help="print the reply as JSON")


def _run(options: Namespace) -> int:
    reply = asyncio.run(_reply(start_app(), options.command, options.role))
    text = json.dumps(asdict(reply), indent=2) if options.json else plain_text.dress(reply)
    print(text, flush=True)
    return 0


async def _reply(app: App, typed: str, role: Role) -> Reply:
    async with app.database:
        await prepare_database(app)
        return await app.answer(Caller(Platform.CONSOLE, WORKSPACE, str(role), role=role), typed)


VERB = Verb("say", "one command in the terminal", _run, _arguments)
