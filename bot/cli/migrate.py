"""The verb that creates or upgrades the database's schema."""

from __future__ import annotations

import asyncio
from argparse import Namespace

from bot.cli.start import Verb, start_app
from models.wording.phrases import count


def _run(_options: Namespace) -> int:
    database = start_app().database
    applied = asyncio.run(database.migrate())
    print("\n".join(f"Applied {name}." for name in applied) or "Nothing to apply.")
    if renewed := asyncio.run(database.renew_heads()):
        print(f"Wrote the newest row of {count(renewed, 'audit')} beside the database.")
    return 0


VERB = Verb("migrate", "create or upgrade the database's schema", _run)
