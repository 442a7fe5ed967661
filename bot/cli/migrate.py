"""The verb `migrate`: creates or upgrades the database's schema, renews the audit's heads."""

from __future__ import annotations

import asyncio
from argparse import Namespace

from bot.cli.start import Verb, start_app
from models.wording.phrases import count


def _run(_options: Namespace) -> str:
    database = start_app().database
    lines = [f"Applied {name}." for name in asyncio.run(database.migrate())]
    lines = lines or ["Nothing to apply."]
    if renewed := asyncio.run(database.renew_heads()):
        lines.append(f"Wrote the newest row of {count(renewed, 'audit')} beside the database.")
    return "\n".join(lines)


VERB = Verb("migrate", "create or upgrade the database's schema", _run)
