"""The verb `clock`: starts the process that fires the jobs (which is bot/clock.py)."""

from __future__ import annotations

from argparse import Namespace

from bot import event_loop
from bot.cli.startup import Verb, start_app, warn_of_settings


def _run(_options: Namespace) -> int:
    from bot import clock

    app = start_app(quiet=False)
    warn_of_settings(app.settings)
    event_loop.run(clock.tick(app))
    return 0


VERB = Verb("clock", "the process that fires the jobs", _run)
