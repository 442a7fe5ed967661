"""The verb that creates or upgrades the database's schema."""

from __future__ import annotations

import asyncio
from argparse import Namespace

from bot.cli.start import start_app
from bot.cli.verb import Verb


def _run(_options: Namespace) -> int:
    applied = asyncio.run(start_app().database.migrate())
    print("\n".join(f"Applied {name}." for name in applied) or "Nothing to apply.")
    return 0


VERB = Verb("migrate", "create or upgrade the database's schema", _run)
