"""Prints which share of a seeded sample of mutants the tests kill, and those that survive.

`python -m tests.mutants [--sample 100] [--seed 1] [--only handlers ...] [--again]`: what each test
calls is noted once into `.mutants/`, and once more with `--again`.
"""

from __future__ import annotations

import argparse
import sys

from tests.mutants.running import Coverage, Mutant, Outcome, Workshop, sample

TOPS = ("bot", "handlers", "models", "jobs")


def main() -> int:
    """Mutate, run, print."""
    asked = _arguments()
    coverage = Coverage.noted(again=asked.again)
    mutants = sample(asked.only, asked.sample, asked.seed)
    with Workshop() as workshop:
        survivors = [mutant for mutant in mutants if _lives(mutant, workshop, coverage)]
    killed = len(mutants) - len(survivors)
    print(f"{killed} of {len(mutants)} killed: {killed / len(mutants):.0%}. Survivors:")
    print("\n".join(map(str, survivors)) or "none")
    return 0


def _lives(mutant: Mutant, workshop: Workshop, coverage: Coverage) -> bool:
    outcome = workshop.outcome(mutant, coverage.tests_of(mutant))
    print(f"{outcome:9}{mutant}", flush=True)
    return outcome is not Outcome.KILLED


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.mutants")
    parser.add_argument("--sample", type=int, default=100)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--only", nargs="+", default=TOPS, metavar="FOLDER")
    parser.add_argument("--again", action="store_true")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
