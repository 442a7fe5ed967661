"""What the command line needs to know of a verb."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Verb:
    """One verb of `python -m bot`.

    `purpose` is its line in the help. `arguments` tells the verb's parser what may follow it. `run`
    prints the answer and returns the exit code; a `Trouble` that it raises is printed for it.
    """

    name: str
    purpose: str
    run: Callable[[Namespace], int]
    arguments: Callable[[ArgumentParser], None] | None = None
