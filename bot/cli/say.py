"""The verb `say`: one command in the terminal, --as manager, --at an instant, --json, --why."""

from __future__ import annotations

import json
from argparse import ArgumentParser, Namespace
from dataclasses import asdict, replace

from bot.app import App
from bot.cli import instant, production
from bot.cli.startup import Verb, with_database
from bot.membership import Caller
from bot.render import plain_text
from models.clinic.clinic import Platform, Role
from models.errors import NotUnderstood
from models.wording.recipient_faults import not_vouched

WORKSPACE = "this machine"
"""The terminal of a machine is a clinic of its own, under this name."""


def _arguments(parser: ArgumentParser) -> None:
    parser.add_argument("command", help='what you would type in Slack: "/coverage bcbsnc 20560"')
    parser.add_argument("--as", dest="role", choices=[*Role], default=Role.STAFF, type=Role)
    parser.add_argument("--why", action="store_true", help="print what was read, and who answers")
    parser.add_argument("--csv", action="store_true", help="print who pays as rows for a file")
    parser.add_argument("--json", action="store_true", help="print the reply as JSON")
    instant.add_option(parser, "answer as if it were this instant")
    production.add_option(parser)


async def _answer(app: App, options: Namespace) -> str:
    caller = await caller_for(app, options.command, options.role, here=options.here)
    if options.why:
        return await app.why(caller, options.command)
    if options.csv:
        reply = await app.answer(caller, f"{options.command} csv")
        if not reply.copied:
            raise NotUnderstood(
                "That is no list of who pays.", 'Ask for one: "/coverage all 20560".'
            )
        return reply.copied.rstrip()
    reply = await app.answer(caller, options.command)
    return json.dumps(asdict(reply.opened()), indent=2) if options.json else plain_text.dress(reply)


async def caller_for(app: App, typed: str, role: Role, *, here: bool) -> Caller:
    """Who types in the terminal. In a database of others they are a stranger, and leave no row.

    A stranger gets what facts answer. Raises `NotAllowed` for anything else.
    """
    caller = Caller(Platform.CONSOLE, WORKSPACE, str(role), role=role)
    if here or not await production.serves_others(app):
        return caller
    command = app.dispatcher.commands.get(app.dispatcher.route(typed)[0])
    if command and not command.is_public:
        raise production.refusal()
    return replace(caller, vouch=_nobody_vouches)


async def _nobody_vouches() -> Role:
    raise not_vouched(Platform.CONSOLE)


VERB = Verb("say", "one command in the terminal", with_database(_answer), _arguments)
