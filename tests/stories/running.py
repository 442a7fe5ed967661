"""Runs the command line, and the web process until the story is over."""

from __future__ import annotations

import asyncio
import signal
import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from tests.clocked import command, program

ROOT = Path(__file__).parent.parent.parent


async def run(*words: str, environment: dict[str, str]) -> tuple[int, str, str]:
    """Run the command line to its end: exit code, what it printed, what it complained of."""
    process = await asyncio.create_subprocess_exec(
        *command("bot", *words), cwd=ROOT, env=environment, stdout=-1, stderr=-1
    )
    out, err = await process.communicate()
    return process.returncode or 0, out.decode(), err.decode()


async def run_in_turn(*verbs: list[str], environment: dict[str, str]) -> tuple[list[int], str, str]:
    """Run several verbs in one process: exit codes, what all printed, what all complained of."""
    source = "; ".join(
        (
            "import sys",
            "from bot.__main__ import main",
            f"codes = [main(words) for words in {list(verbs)!r}]",
            "print(*codes)",
        )
    )
    process = await asyncio.create_subprocess_exec(
        *program(source), cwd=ROOT, env=environment, stdout=-1, stderr=-1
    )
    out, err = await process.communicate()
    *printed, codes = out.decode().splitlines() or [""]
    return [int(code) for code in codes.split()], "\n".join(printed), err.decode()


@asynccontextmanager
async def web(environment: dict[str, str]) -> AsyncIterator[str]:
    """`web` in a process of its own, from when it serves until it has stopped without complaint."""
    async with _process("web", "serving", environment):
        yield f"http://127.0.0.1:{environment['PORT']}"


@asynccontextmanager
async def clock(environment: dict[str, str]) -> AsyncIterator[None]:
    """`clock` in a process of its own, ticking until it has stopped without complaint."""
    async with _process("clock", "ticking", environment):
        yield


@asynccontextmanager
async def _process(verb: str, ready: str, environment: dict[str, str]) -> AsyncIterator[None]:
    process = await asyncio.create_subprocess_exec(
        *command("bot", verb), cwd=ROOT, env=environment, stderr=-1
    )
    try:
        await until_it_says(process, ready.encode())
        yield
        process.send_signal(signal.SIGTERM)
        _, log = await asyncio.wait_for(process.communicate(), 20)
    finally:
        if process.returncode is None:  # the story failed, or it does not stop
            process.kill()
            await process.wait()
    assert process.returncode == 0, log.decode()
    for forbidden in ("Traceback", "canary"):
        assert forbidden not in log.decode(), log.decode()


async def until_it_says(process: asyncio.subprocess.Process, words: bytes) -> None:
    """Read a process's log until these words stand in it."""
    log = b""
    assert process.stderr
    async with asyncio.timeout(30):
        while words not in log:
            piece = await process.stderr.read(1000)
            assert piece, f"it ended: {log.decode()}"
            log += piece


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        return int(server.getsockname()[1])
