"""The arrows between folders: bot → handlers, jobs → models, and who alone may import what."""

from __future__ import annotations

import ast
import re
import sys
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
OURS = ("bot", "handlers", "models", "jobs")

# Which of our folders each folder may import.
ARROWS = {
    "bot": {"bot", "handlers", "jobs", "models"},
    "handlers": {"handlers", "models"},
    "jobs": {"jobs", "models"},
    "models": {"models"},
}

# What only one place may import.
ALONE = {
    "tortoise": "models/storage/",
    "asyncpg": "models/storage/",
    "aiosqlite": "models/storage/",
    "apscheduler": "jobs/timetable.py",
    "slack_bolt": "bot/slack/",
    "microsoft_agents": "bot/teams/client.py",
    "jwt": "bot/teams/token_verifier.py",
    "yaml": "models/content/",
    "pydantic_settings": "bot/environment.py",
}

# Libraries that touch no file, network or clock: the core may use them.
PURE = {"rapidfuzz", "dateutil", "phonenumbers", "cachetools", "holidays"}
OUTSIDE = ("models/content/", "models/storage/")
IMPURE = {"asyncio", "socket", "ssl", "http", "urllib.request", "subprocess", "sqlite3", "logging"}


@cache
def tree(file: Path) -> ast.Module:
    """A file's syntax tree: nearly every test here looks at nearly every file."""
    return ast.parse(file.read_text())


@cache
def imports(file: Path, walk: Callable[[ast.AST], Iterator[ast.AST]] = ast.walk) -> tuple[str, ...]:
    """The dotted names that a file imports."""
    return tuple(_imported(walk(tree(file))))


def _imported(nodes: Iterator[ast.AST]) -> Iterator[str]:
    for node in nodes:
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def outside_of_functions(tree: ast.AST) -> Iterator[ast.AST]:
    """What is carried out when a file is imported."""
    for node in ast.iter_child_nodes(tree):
        if not isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node
            yield from outside_of_functions(node)


def ours_named(name: str) -> Iterator[str]:
    """Our files that an import of a dotted name reads."""
    path = name.replace(".", "/")
    for file in (f"{path}.py", f"{path}/__init__.py"):
        if path.startswith(OURS) and (ROOT / file).exists():
            yield file


@cache
def files() -> list[str]:
    return sorted(str(f.relative_to(ROOT)) for top in OURS for f in (ROOT / top).rglob("*.py"))


@pytest.mark.parametrize("folder", OURS)
def test_files_import_only_along_the_arrows(folder: str) -> None:
    """In one test for each folder: to set a test up takes longer than to look at a file."""
    for file in (file for file in files() if file.startswith(f"{folder}/")):
        for name in imports(ROOT / file):
            top = name.split(".")[0]
            assert top not in OURS or top in ARROWS[folder], f"{file} must not import {name}"
            home = ALONE.get(top)
            is_home = home is None or file.startswith(home)
            assert is_home, f"only {home} may import {top}, not {file}"


def test_the_core_is_plain() -> None:
    """Files in models/ use the standard library, their neighbours and pure libraries."""
    core = [f for f in files() if f.startswith("models/") and not f.startswith(OUTSIDE)]
    for file, name in ((f, name) for f in core for name in imports(ROOT / f)):
        top = name.split(".")[0]
        assert name not in IMPURE, f"{file} is pure and must not import {name}"
        assert top in {"models", *PURE, *sys.stdlib_module_names}, f"{file} must not import {name}"
        assert not name.startswith(("models.content", "models.storage")), f"{file} imports {name}"
    outside = re.compile(r"\b(?:datetime\.now\(|date\.today\(|open\(|await )")
    for file in core:
        found = outside.search((ROOT / file).read_text())
        assert not found, f"{file} is pure: {found and found[0]} belongs outside"


def ours_imported_by(file: str) -> set[str]:
    """Our files that a file imports, inside a function or not, but for its own packages."""
    found = set()
    own = {str(folder / "__init__.py") for folder in Path(file).parents}
    for name in imports(ROOT / file):
        found.update(ours_named(name))
    return found - own


def circle(arrows: Mapping[str, set[str]]) -> list[str]:
    """Files that import one another in a circle, the first one again at the end; empty for none."""
    finished: set[str] = set()

    def walk(file: str, trail: list[str]) -> list[str]:
        if file in trail:
            return [*trail[trail.index(file) :], file]
        if file in finished:
            return []
        for other in sorted(arrows.get(file, ())):
            if around := walk(other, [*trail, file]):
                return around
        finished.add(file)
        return []

    return next(filter(None, (walk(file, []) for file in sorted(arrows))), [])


def test_no_files_import_one_another_in_a_circle() -> None:
    around = circle({file: ours_imported_by(file) for file in files()})
    assert not around, f"a circle: {' → '.join(around)}"


def test_a_circle_is_found_where_there_is_one() -> None:
    arrows = {"a": {"b", "d"}, "b": {"c"}, "c": {"b"}, "d": set()}
    assert circle(arrows) == ["b", "c", "b"]
    assert circle(arrows | {"c": {"d"}}) == []


def test_microsofts_sdk_is_imported_only_for_a_clinic_in_teams() -> None:
    """It takes a sixth of a start, so no file may import it that each verb imports."""
    reached = ["bot/__main__.py"]
    for file in reached:
        for name in imports(ROOT / file, outside_of_functions):
            assert not name.startswith("microsoft_agents"), f"{file}: import it in a function"
            reached += [other for other in ours_named(name) if other not in reached]
    assert len(reached) > 500


def wing(file: str) -> str:
    """The folder within which a class name means one thing: a subject, a platform, a top folder."""
    parts = file.split("/")
    return "/".join(parts[:2]) if parts[0] in {"models", "bot"} and len(parts) > 2 else parts[0]


@pytest.mark.parametrize("folder", sorted(set(map(wing, files()))))
def test_no_two_classes_of_a_wing_share_a_name(folder: str) -> None:
    """One word, one meaning. A private class counts; Tortoise calls every migration alike."""
    homes: dict[str, list[str]] = {}
    for file in files():
        if wing(file) == folder and "/migrations/" not in file:
            for node in tree(ROOT / file).body:
                if isinstance(node, ast.ClassDef):
                    homes.setdefault(node.name.lstrip("_"), []).append(file)
    shared = {name: where for name, where in homes.items() if len(where) > 1}
    assert not shared, f"classes of {folder} share a name: {shared}"


def test_only_bot_builds_from_content_and_storage() -> None:
    for file in files():
        if file.startswith(("handlers/", "jobs/")):
            found = [
                n
                for n in imports(ROOT / file)
                if n.startswith(("models.content", "models.storage"))
            ]
            assert not found, f"{file} must be handed {found}, not import it"


def test_a_bug_is_caught_in_few_places() -> None:
    """What people ask, what happens by itself, what platforms send; storage raises it again."""
    places = [f for f in files() if "except Exception" in (ROOT / f).read_text()]
    assert places == [
        "bot/bugs.py",
        "bot/clock.py",
        "bot/slack/app.py",
        "bot/teams/endpoint.py",
        "handlers/dispatcher.py",
        "jobs/recall_shares.py",
        "jobs/recall_told.py",
        "jobs/recount_due.py",
        "jobs/send_alerts.py",
        "models/storage/engine/unreachable.py",
    ]
