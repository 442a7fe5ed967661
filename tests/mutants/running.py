"""Runs the tests that call a function while that function is broken."""

from __future__ import annotations

import ast
import json
import random
import shutil
import subprocess
import sys
import tempfile
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from types import TracebackType

from tests.mutants.mutations import Mutation, mutations

ROOT = Path(__file__).parent.parent.parent
CALLS = ROOT / ".mutants" / "calls.json"
# What starts processes or browsers sees too much at once to say what is wrong, and takes long.
_LEFT_OUT = ("browser", "playground", "chaos", "stories", "fuzz", "patterns", "bench", "pictures")
_PYTEST = (sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider")
_WITHIN = 300  # seconds for all tests of a mutant; one that makes them hang is killed
_FIRST = 25  # of the tests that call the fewest functions: they notice soonest
_PASSED = 0


class Outcome(StrEnum):
    """What became of a mutant."""

    KILLED = "killed"
    SURVIVED = "survived"
    UNCALLED = "uncalled"  # no test calls the function


@dataclass(frozen=True)
class Mutant:
    """A file, and the change that breaks it."""

    file: str
    tree: ast.Module
    mutation: Mutation

    def __str__(self) -> str:
        before, after = (
            " ".join(text.split()) for text in (self.mutation.before, self.mutation.after)
        )
        return f"{self.file}:{self.mutation.line}: {before[:90]} -> {after[:90]}"


def sample(folders: Iterable[str], many: int, seed: int) -> list[Mutant]:
    """So many mutants of all that the folders allow, the same for the same seed."""
    every: list[Mutant] = []
    for folder in folders:
        for path in sorted((ROOT / folder).rglob("*.py")):
            tree = ast.parse(path.read_text("utf-8"))
            file = str(path.relative_to(ROOT))
            every += [Mutant(file, tree, mutation) for mutation in mutations(tree)]
    return random.Random(seed).sample(every, min(many, len(every)))  # noqa: S311 - no secret


@dataclass(frozen=True)
class Coverage:
    """Which tests call which function, the most specific test first."""

    by_function: dict[str, list[str]]

    @classmethod
    def noted(cls, *, again: bool) -> Coverage:
        """What was noted before; else run the tests once and note it."""
        if again or not CALLS.exists():
            CALLS.parent.mkdir(exist_ok=True)
            left_out = [f"--ignore=tests/{folder}" for folder in _LEFT_OUT]
            plugin = ("-p", "tests.mutants.calls", "--calls", str(CALLS))
            command = [*_PYTEST, *plugin, *left_out, "-m", "not sheet"]
            subprocess.run(command, cwd=ROOT, check=False)
        return cls.of(json.loads(CALLS.read_text("utf-8")))

    @classmethod
    def of(cls, by_test: dict[str, list[str]]) -> Coverage:
        """The same, from what each test calls."""
        by_function = defaultdict(list)
        for test, functions in sorted(by_test.items(), key=lambda item: len(item[1])):
            for function in functions:
                by_function[function].append(test)
        return cls(dict(by_function))

    def tests_of(self, mutant: Mutant) -> list[str]:
        """The tests that call the function; of what stands outside any, those of the module."""
        if mutant.mutation.function:
            return self.by_function.get(f"{mutant.file}:{mutant.mutation.function}", [])
        of_module = (
            tests
            for function, tests in self.by_function.items()
            if function.startswith(mutant.file)
        )
        return list(dict.fromkeys(test for tests in of_module for test in tests))


class Workshop:
    """A copy of the project in which one thing at a time is broken."""

    def __enter__(self) -> Workshop:
        self._folder = Path(tempfile.mkdtemp(prefix="needlepoint-mutant-"))
        out = shutil.ignore_patterns(".*", "__pycache__", "docs")
        shutil.copytree(ROOT, self._folder, ignore=out, dirs_exist_ok=True)
        (self._folder / "docs").symlink_to(ROOT / "docs")
        return self

    def __exit__(
        self,
        _type: type[BaseException] | None,
        _error: BaseException | None,
        _: TracebackType | None,
    ) -> None:
        shutil.rmtree(self._folder, ignore_errors=True)

    def outcome(self, mutant: Mutant, tests: list[str]) -> Outcome:
        """Break the file, run the tests, those that notice soonest first."""
        if not tests:
            return Outcome.UNCALLED
        file = self._folder / mutant.file
        file.write_text(mutant.mutation.applied(mutant.tree), "utf-8")
        try:
            runs = (tests[:_FIRST], tests[_FIRST:])
            passed = all(self._passes(some) for some in runs if some)
        finally:
            file.write_bytes((ROOT / mutant.file).read_bytes())
        return Outcome.SURVIVED if passed else Outcome.KILLED

    def _passes(self, tests: list[str]) -> bool:
        listed = self._folder / "tests.txt"
        listed.write_text("\n".join(tests), "utf-8")
        try:
            ended = subprocess.run(
                [*_PYTEST, "-x", f"@{listed}"],
                cwd=self._folder,
                capture_output=True,
                timeout=_WITHIN,
                check=False,
            )
        except subprocess.TimeoutExpired:
            return False
        return ended.returncode == _PASSED
