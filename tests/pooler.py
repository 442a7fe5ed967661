"""A throw-away PgBouncer in transaction mode before a throw-away PostgreSQL.

It comes from Debian: `make tools` brings it, or the package `pgbouncer` is installed.
"""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from tests.postgres import USER, ThrowawayPostgres, free_port

TOOLS = Path(__file__).parent.parent / ".tools" / "usr"

_SETTINGS = """[databases]
* = host=127.0.0.1 port={server}
[pgbouncer]
listen_addr = 127.0.0.1
listen_port = {port}
auth_type = scram-sha-256
auth_file = {folder}/users
pool_mode = transaction
default_pool_size = 4
unix_socket_dir =
"""


@contextmanager
def pooling(server: ThrowawayPostgres, folder: Path) -> Iterator[int]:
    """The port of a pooler that has four connections for everybody."""
    program = shutil.which("pgbouncer", path=f"{TOOLS}/sbin:/usr/sbin:/usr/bin")
    if program is None:
        if os.environ.get("CI") == "true":
            raise RuntimeError("no pgbouncer here: make tools")
        pytest.skip("no pgbouncer here: make tools")
    port = free_port()
    (folder / "users").write_text(f'"{USER}" "{server.password}"\n')
    settings = folder / "pgbouncer.ini"
    settings.write_text(_SETTINGS.format(server=server.port, port=port, folder=folder))
    libraries = ":".join(map(str, TOOLS.glob("lib/*-linux-gnu")))
    how: dict[str, Any] = {"env": {"LD_LIBRARY_PATH": libraries}}
    if server.account:  # it refuses to run as root
        for path in (folder, *folder.iterdir()):
            os.chown(path, server.account.pw_uid, -1)
        how |= {"user": server.account.pw_uid, "group": server.account.pw_gid, "extra_groups": []}
    process = subprocess.Popen([program, "-q", settings], cwd="/", stderr=-1, **how)
    try:
        _wait_for(port)
        yield port
    finally:
        process.kill()
        process.communicate()


def _wait_for(port: int) -> None:
    for _ in range(500):
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.01)
    raise RuntimeError("pgbouncer did not start")
