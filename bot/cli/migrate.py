"""The verb `migrate`: creates or upgrades the database's schema, renews the audit's heads.

migrate               before a release is started, or at the beginning
migrate --restored    once after a copy was restored: old buttons then find no other alert
"""

from __future__ import annotations

import asyncio
from argparse import ArgumentParser, Namespace

from bot.cli.startup import Verb, start_app
from models.wording.phrases import count


def _arguments(parser: ArgumentParser) -> None:
    parser.add_argument(
        "--restored", action="store_true", help="say once that a copy was restored just now"
    )


def _run(options: Namespace) -> str:
    database = start_app().database
    lines = [f"Applied {name}." for name in asyncio.run(database.migrate())]
    lines = lines or ["Nothing to apply."]
    if renewed := asyncio.run(database.renew_heads()):
        lines.append(f"Wrote the newest row of {count(renewed, 'audit')} beside the database.")
    if options.restored:
        asyncio.run(database.skip_numbers())
        lines.append("New alerts get numbers that no message of before shows.")
    return "\n".join(lines)


VERB = Verb("migrate", "create or upgrade the database's schema", _run, _arguments)
