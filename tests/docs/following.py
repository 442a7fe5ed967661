"""Follows the recipes of CONTRIBUTING.md in a copy of the project, file by file.

What is done stands in `recipes/`. A file that is new, or that gets more at its end, has that text;
a change within a file is a list of pairs: what stands there, and what takes its place.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from collections.abc import Collection
from dataclasses import dataclass, field
from fnmatch import fnmatch
from pathlib import Path
from typing import Any

import yaml

from tests.docs import code_index
from tests.docs.tracing import ROOT

_PAGE = code_index.PAGE.read_text().partition(code_index.HEADING)[0]
_PATH = re.compile(
    r"`((?:bot|handlers|jobs|models|tests)/[^`\s]*|README\.md)`(?!\s(?:checks|fails|says|reads))"
)
_COPIED = ("bot", "handlers", "jobs", "models", "tests", "docs")
_PICTURES = shutil.ignore_patterns("pictures", "golden")


@dataclass(frozen=True)
class Recipe:
    """One recipe: its heading, what its names in angles are, what is done, and the tests of it.

    `check` is a test of it that the recipe does not ask for.
    """

    title: str
    changes: dict[str, Any]
    tests: list[str]
    names: dict[str, str] = field(default_factory=dict)
    check: str = ""

    @property
    def named(self) -> set[str]:
        """The files, folders and patterns that the page names, with the names filled in."""
        text = _PAGE.partition(f"\n### {self.title}\n")[2].partition("\n### ")[0]
        paths = set(_PATH.findall(text))
        for name, value in self.names.items():
            paths = {path.replace(f"<{name}>", value) for path in paths}
        return paths


RECIPES = {
    file.stem: Recipe(**yaml.load(file.read_text(), yaml.CSafeLoader))
    for file in sorted((Path(__file__).parent / "recipes").glob("*.yaml"))
}


def is_for(file: str, path: str) -> bool:
    """Whether a path of the page, perhaps a folder or a pattern, names a file."""
    return file == path or (path.endswith("/") and file.startswith(path)) or fnmatch(file, path)


def copy_project(folder: Path) -> None:
    """Copy the project without its pictures, with what is compiled of it."""
    for name in _COPIED:
        shutil.copytree(ROOT / name, folder / name, ignore=_PICTURES)
    for file in (*ROOT.glob("*.*"), ROOT / "Makefile", ROOT / "Procfile"):
        if file.is_file():
            shutil.copy2(file, folder / file.name)


def follow(folder: Path, recipe: Recipe, without: str = "") -> None:
    """Do in a copy what a recipe says, with one file left out if one is named."""
    for file, change in recipe.changes.items():
        if file != without:
            (folder / file).parent.mkdir(exist_ok=True)
            _change(folder / file, [["", change]] if isinstance(change, str) else change)


def run_tests(folder: Path, recipes: Collection[Recipe]) -> subprocess.CompletedProcess[str]:
    """Run the tests of some recipes in a copy."""
    tests = {test for recipe in recipes for test in recipe.tests}
    for number, check in enumerate(recipe.check for recipe in recipes if recipe.check):
        tests.add(f"tests/docs/test_followed_{number}.py")
        (folder / f"tests/docs/test_followed_{number}.py").write_text(check)
    options = ("-q", "-p", "no:xdist", "-p", "no:cacheprovider", "--durations=0")
    command = [sys.executable, "-m", "pytest", *options, *sorted(tests)]
    return subprocess.run(command, cwd=folder, check=False, capture_output=True, text=True)


def _change(file: Path, pairs: list[list[str]]) -> None:
    text = file.read_text() if file.exists() else ""
    for before, after in pairs:
        assert before in text, f"{file.name} does not hold {before!r}"
        text = text.replace(before, after, 1) if before else text + after
    file.write_text(text)
