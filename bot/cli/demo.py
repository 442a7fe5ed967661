"""The verb `demo`: starts everything in one process, with a database that goes when it ends."""

from __future__ import annotations

import atexit
import shutil
import tempfile
from argparse import Namespace

from bot.cli.start import Verb, start_app
from bot.demo.day import MovableClock


def _run(_options: Namespace) -> int:
    from bot.demo.server import demo_application
    from bot.web import listen

    folder = tempfile.mkdtemp(prefix="needlepoint-demo-")
    atexit.register(shutil.rmtree, folder, ignore_errors=True)  # every demo begins anew
    database_url = f"sqlite://{folder}/demo.sqlite3"
    app = start_app(quiet=False, clock=MovableClock(), database_url=database_url)
    address = f"http://{app.settings.host}:{app.settings.port}"
    listen(app, demo_application(app), f"The demo is at {address}  (stop it with Ctrl-C)")
    return 0


VERB = Verb("demo", "everything in one process, with a chat page in the browser", _run)
