"""The verb `migrate`: creates or upgrades the database's schema, renews the audit's heads.

migrate               before a release is started, or at the beginning
migrate --restored    once after a copy was restored: old buttons then find no other alert
migrate --key-lost    once where the audit's key is lost for good: AUDIT_KEY binds it from now on
"""

from __future__ import annotations

import asyncio
from argparse import ArgumentParser, Namespace

from bot.app import App
from bot.cli.startup import Verb, start_app
from models.wording.phrases import count


def _arguments(parser: ArgumentParser) -> None:
    parser.add_argument(
        "--restored", action="store_true", help="say once that a copy was restored just now"
    )
    parser.add_argument(
        "--key-lost",
        action="store_true",
        help="go on with AUDIT_KEY as it is: nothing proves the audit's rows of before any more",
    )


def _run(options: Namespace) -> str:
    app = start_app()
    database = app.database
    lines = [f"Applied {name}." for name in asyncio.run(database.migrate())]
    lines = lines or ["Nothing to apply."]
    if renewed := asyncio.run(database.renew_heads()):
        lines.append(f"Wrote the newest row of {count(renewed, 'audit')} beside the database.")
    if options.key_lost:
        lines.append(_key_replaced(asyncio.run(_go_on(app))))
    if options.restored:
        asyncio.run(database.skip_numbers())
        lines.append("New alerts get numbers that no message of before shows.")
    return "\n".join(lines)


async def _go_on(app: App) -> int:
    async with app.database:
        return await app.database.go_on_with_this_key(app.clock())


def _key_replaced(clinics: int) -> str:
    if not clinics:
        return "The key here is the audit's own, and nothing was changed."
    return (
        f"The audits of {count(clinics, 'clinic')} go on with the key here. Of their rows of "
        "before nothing is proved any more."
    )


VERB = Verb("migrate", "create or upgrade the database's schema", _run, _arguments)
