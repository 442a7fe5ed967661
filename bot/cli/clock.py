"""The verb of the process that fires the jobs."""

from __future__ import annotations

import asyncio
from argparse import Namespace

from bot import clock
from bot.cli.start import start_app
from bot.cli.verb import Verb


def _run(_options: Namespace) -> int:
    asyncio.run(clock.tick(start_app(quiet=False)))
    return 0


VERB = Verb("clock", "the process that fires the jobs", _run)
