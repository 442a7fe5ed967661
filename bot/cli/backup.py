"""The verb `backup`: copies the records into a file while the bot goes on working.

backup FILE    with SQLite a copy that can be used as it is; with PostgreSQL one for pg_restore
"""

from __future__ import annotations

import os
from argparse import ArgumentParser, Namespace
from pathlib import Path

from bot import settings
from bot.cli.startup import Verb
from models.storage.backup import back_up

_NO_SETTINGS = (
    "DATABASE_URL is not set here: this copies the SQLite file of this folder. On a server, "
    "run it with the settings of the services, by deploy/needlepoint."
)
_KEEP = "Keep it as you keep charts, and let it end: what is forgotten later lives on in it."


def _arguments(parser: ArgumentParser) -> None:
    parser.add_argument("file", type=Path, metavar="FILE", help="where to write it: a new file")


def _run(options: Namespace) -> str:
    written = back_up(settings.read(os.environ).database_url, options.file)
    lines = [f"Wrote {file} ({_size(file)})." for file in written]
    whose = [] if os.environ.get("DATABASE_URL") else [_NO_SETTINGS]
    return "\n".join([*whose, *lines, _KEEP])


def _size(file: Path) -> str:
    return f"{max(1, file.stat().st_size // 1000):,} KB"


VERB = Verb("backup", "a copy of the records, while the bot works", _run, _arguments)
