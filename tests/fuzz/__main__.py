"""The hostile inputs at full size, in two processes: python -m tests.fuzz [MANY] [SEED].

One in ten goes in by HTTP, as Slack and Teams send it; the others are heard as commands. Exits 1
if anything went wrong. python -m tests.fuzz again 1.0.heard.2500 plays the round of a fault anew.
"""

from __future__ import annotations

import multiprocessing
import sys
import time

from tests import clocked
from tests.fuzz.figures import Figures
from tests.fuzz.run import FORMS, again, run

PROCESSES = len(FORMS)
_BY_HTTP = 10  # one of so many


def work(number: int, seed: int, many: int) -> Figures:
    """One process, which logs in a form of its own."""
    clocked.start()
    by_http = many // _BY_HTTP
    return run(f"{seed}.{number}", many - by_http, by_http, FORMS[number])


def main(many: int, seed: int) -> int:
    """Share the inputs among the processes; 1 if any went wrong."""
    began, figures = time.monotonic(), Figures()
    with multiprocessing.Pool(PROCESSES) as pool:
        parts = [(number, seed, many // PROCESSES) for number in range(PROCESSES)]
        for each in pool.starmap(work, parts):
            figures.add(each)
    return told_of(figures, time.monotonic() - began)


def told_of(figures: Figures, seconds: float) -> int:
    """Print the figures; 1 if anything went wrong."""
    print("\n".join(figures.lines()))
    inputs, faults = sum(figures.asked.values()), sum(figures.kinds.values())
    print(f"\n{inputs} inputs in {seconds:.0f} s, {faults} faults", flush=True)
    return 1 if faults else 0


def once_more(seed: str) -> int:
    """Play one round anew."""
    clocked.start()
    began = time.monotonic()
    return told_of(again(seed), time.monotonic() - began)


if __name__ == "__main__":
    if sys.argv[1:2] == ["again"]:
        sys.exit(once_more(sys.argv[2]))
    told = [int(each) for each in sys.argv[1:]]
    sys.exit(main(*(told + [300_000, 1][len(told) :])))
