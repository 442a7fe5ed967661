"""One connection of psql for the many databases that tests of PostgreSQL make and drop."""

from __future__ import annotations

import subprocess

from tests.postgres import ThrowawayPostgres

_DONE = "done"
"""What psql says after a statement that held."""


class PsqlSession:
    """One connection from outside for many statements: to connect takes longer than most of them.

    It connects anew after the server was stopped. `with` ends it.
    """

    def __init__(self, server: ThrowawayPostgres) -> None:
        self._server = server
        self._psql: subprocess.Popen[str] | None = None
        self._connected_to: tuple[int, ...] = ()

    def __enter__(self) -> PsqlSession:
        return self

    def __exit__(self, *_: object) -> None:
        self._end()

    def run(self, statement: str) -> None:
        """Run one statement. Raises `RuntimeError` with what psql says where it fails."""
        if self._connected_to != (at := self._server.processes[:1]):
            self._connect()
            self._connected_to = at
        assert self._psql
        assert self._psql.stdin
        assert self._psql.stdout
        self._psql.stdin.write(f"{statement};\n\\echo {_DONE}\n")
        self._psql.stdin.flush()
        said = []
        while (line := self._psql.stdout.readline().strip()) != _DONE:
            if not line:
                self._end()
                raise RuntimeError(f"{statement}: {' '.join(said)}")
            said.append(line)

    def _connect(self) -> None:
        self._end()
        self._psql = subprocess.Popen(
            [self._server.bin / "psql", "-XqAt", "-v", "ON_ERROR_STOP=1", self._server.url()],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            cwd="/",
        )

    def _end(self) -> None:
        if self._psql:
            self._psql.kill()
            self._psql.communicate()
        self._psql, self._connected_to = None, ()
