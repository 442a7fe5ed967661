"""Whether memory stays flat over 100,000 requests, and how long a web takes to start.

    python -m tests.bench.memory [requests]

Over signed HTTP, of every kind: questions that nobody asked before, repeated ones, sessions logged
and taken back, boards, nonsense. What is remembered for speed has a bound, and is full after the
first half; from there on the process may grow by no more than `MOST`. Ends with 1 where it grows
more, where a start takes more than `START` of the processor, or with an answer that is a bug's.
"""

from __future__ import annotations

import os
import re
import sys
import tempfile
import time
from collections.abc import Iterator
from itertools import count, islice
from pathlib import Path

import yaml

from models.content import load
from tests.bench.coverage import ASKED
from tests.bench.questions import never_asked
from tests.bench.serving import (
    ask_together,
    cpu,
    must_not_show,
    ours,
    request,
    resident,
    workspace,
)

REQUESTS = 100_000
LOOKS = 20
SIGNED = 500  # requests at a time
MOST = 16.0  # megabytes, in the second half: the queue of the signatures seen doubles once, by 8
START = 2.0  # seconds, of a program that is compiled as an installed one is
STARTS = 3
ISSUED = re.compile(r"[A-Z]+-[0-9]+[A-Z]")
BUG = b"ticket"
QUESTIONS = Path(__file__).parents[1] / "questions" / "ask.yaml"


def typed(requests: int) -> Iterator[tuple[str, str]]:
    """What people type, by command: half of it new, and no alias logged for long."""
    new = iter(never_asked(load(), requests // 3 + 12))
    questions = [each["ask"] for each in yaml.safe_load(QUESTIONS.read_text("utf-8"))]
    for number in count():
        turn, alias = number % 12, f"OAK-{number // 60 % 9_000}"
        if turn < 4:
            yield "/coverage", next(new)
        elif turn < 6:
            yield "/coverage", ASKED[number % len(ASKED)]
        elif turn == 6:
            yield "/ask", questions[number % len(questions)]
        elif turn == 7:
            yield (
                "/session",
                f"new {alias} payer cigna" if number % 60 < 12 else f"log {alias} again",
            )
        elif turn == 8:
            yield "/session", "undo" if number % 24 < 12 else f"show {alias}"
        elif turn == 9:
            yield "/caps", ("", alias, "week", "over")[number // 12 % 4]
        elif turn == 10:
            yield "/cpt", f"{20560 + number % 2} {97110 + number % 30}"
        else:
            yield "/state", f"nonsense {number}" if number % 24 < 12 else "nc dry needling pt"


def grow(port: int, process: int, requests: int) -> list[float]:
    """Megabytes after each twentieth of the requests."""
    asked, held = typed(requests), []
    many = requests // LOOKS
    for look in range(1, LOOKS + 1):
        left = many
        while left:  # a signature is good for five minutes
            some = [request(text, command) for command, text in islice(asked, min(left, SIGNED))]
            must_not_show(ask_together(port, some), BUG)
            left -= len(some)
        held.append(resident(process))
        print(f"  {look * many:>8,} requests: {held[-1]:.1f} MB", flush=True)
    return held


def starting(folder: str, api: str) -> tuple[float, float]:
    """Seconds by the clock and of the processor until a web answers."""
    began = time.perf_counter()
    with ours(folder, api, migrates=False) as (_, process):
        return time.perf_counter() - began, cpu(process) / 1_000


def main(requests: int) -> int:
    """Start some webs, ask the last one; whether it stayed within its bounds."""
    with tempfile.TemporaryDirectory() as folder, workspace() as api:
        os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
        os.environ["PYTHONPYCACHEPREFIX"] = str(Path(folder) / "compiled")
        with ours(folder, api) as (port, process):
            at_start = resident(process)
            held = grow(port, process, requests)
        starts = [starting(folder, api) for _ in range(STARTS)]
    more = held[-1] - held[LOOKS // 2 - 1]
    waited, spent = (min(each) for each in zip(*starts, strict=True))
    print(
        f"memory       {at_start:.0f} MB at the start, {held[-1]:.0f} after {requests:,} requests"
    )
    print(f"second half  {more:+.1f} MB (at most {MOST})")
    print(f"start        {waited:.1f} s, {spent:.1f} of the processor (at most {START})")
    return int(more > MOST or spent > START)


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if sys.argv[1:] else REQUESTS))
