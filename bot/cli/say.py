"""The bot in the terminal: one command, through the same desk as every platform."""

from __future__ import annotations

import json
from dataclasses import asdict

from bot.app import App
from bot.membership import Caller
from bot.render import plain_text
from models.clinic.clinic import Platform, Role
from models.errors import RecordsUnreachable

# This machine is one clinic of its own.
WORKSPACE = "this machine"


async def say(app: App, typed: str, role: Role, *, as_json: bool) -> str:
    """Answer one command, as text or as JSON."""
    async with app.database:
        await ready(app)
        caller = Caller(Platform.CONSOLE, WORKSPACE, str(role), role=role)
        reply = await app.answer(caller, typed)
    return json.dumps(asdict(reply), indent=2) if as_json else plain_text.dress(reply)


async def ready(app: App) -> None:
    """Make sure of the records: a SQLite file is made or upgraded, PostgreSQL must be migrated."""
    readiness = await app.database.check()
    if readiness.ready:
        return
    if not app.settings.database_url.startswith("sqlite:"):
        raise RecordsUnreachable(readiness.says, "")
    await app.database.migrate()
