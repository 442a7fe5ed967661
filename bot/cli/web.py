"""The verb `web`: starts the HTTP process (which is bot/web.py)."""

from __future__ import annotations

from argparse import Namespace

from bot.cli.startup import Verb, start_app, warn_of_settings


def _run(_options: Namespace) -> int:
    from bot.web import application, listen

    app = start_app(quiet=False)
    warn_of_settings(app.settings)
    listen(app, application(app))
    return 0


VERB = Verb("web", "the HTTP process: Slack, Teams, health, metrics", _run)
