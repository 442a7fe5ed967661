"""Starts programs that wait for a sign, so that several do their work at the same moment."""

from __future__ import annotations

import subprocess
from collections.abc import Iterable

from tests import clocked


def run_at_once(program: str, arguments: Iterable[list[str]]) -> list[str]:
    """Run the program once for each list of arguments, all from the same moment on.

    The program prints "ready" and reads a line before it does its work. Returns what each printed
    after that; fails when one complained.
    """
    processes = [_start(program, each) for each in arguments]
    for process in processes:
        assert process.stdin
        process.stdin.write("go\n")
        process.stdin.flush()
    outcomes = [process.communicate(timeout=60) for process in processes]
    assert [complaint for _, complaint in outcomes] == [""] * len(processes)
    assert [process.returncode for process in processes] == [0] * len(processes)
    return [said.strip() for said, _ in outcomes]


def _start(program: str, arguments: list[str]) -> subprocess.Popen[str]:
    command = [*clocked.program(program), *arguments]
    pipe = subprocess.PIPE
    process = subprocess.Popen(command, stdin=pipe, stdout=pipe, stderr=pipe, text=True)
    assert process.stdout
    if process.stdout.readline() != "ready\n":
        raise AssertionError(process.communicate()[1])
    return process
