"""The verb `demo`: starts everything in one process, with a database that goes when it ends."""

from __future__ import annotations

import asyncio
import atexit
import os
import shutil
import tempfile
from argparse import Namespace

from bot.app import App
from bot.cli import production
from bot.cli.startup import Verb, prepare_database, start_app
from bot.demo.clock import MovableClock


def _run(options: Namespace) -> int:
    from bot.demo.server import demo_application
    from bot.web import listen

    folder = tempfile.mkdtemp(prefix="needlepoint-demo-")
    atexit.register(shutil.rmtree, folder, ignore_errors=True)  # every demo begins anew
    database_url = f"sqlite://{folder}/demo.sqlite3"
    # Its log would stand between the address and whoever looks for it; LOG_LEVEL asks for one.
    is_quiet = not os.environ.get("LOG_LEVEL")
    app = start_app(quiet=is_quiet, clock=MovableClock(), database_url=database_url)
    if not options.here and app.settings.database_url != database_url:
        asyncio.run(_refuse_production(app))
    print("An invented clinic is being set up; its page is there in some seconds.", flush=True)
    address = f"http://{app.settings.host}:{app.settings.port}"
    listen(app, demo_application(app), f"The demo is at {address}  (stop it with Ctrl-C)")
    return 0


async def _refuse_production(app: App) -> None:
    async with app.database:
        await prepare_database(app)
        if await production.serves_others(app):
            raise production.refusal()


VERB = Verb(
    "demo",
    "everything in one process, with a chat page in the browser",
    _run,
    production.add_option,
)
