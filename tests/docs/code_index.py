"""The index of the code in CONTRIBUTING.md: every module, and the first line of its docstring."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from functools import cache
from itertools import groupby
from pathlib import Path

from tests.docs.tracing import ROOT

PAGE = ROOT / "CONTRIBUTING.md"
HEADING = "\n## Every file\n"
_FOLDERS = ("bot", "handlers", "jobs", "models")
_INTRODUCTION = """
Each with the first line of its docstring. `make index` writes this section anew; a test fails where
it differs from the code.
"""


def modules() -> Iterator[Path]:
    """The modules that the index lists, folder by folder, as paths below the project's folder."""
    for folder in _FOLDERS:
        for file in sorted((ROOT / folder).rglob("*.py"), key=lambda file: (file.parent, file)):
            if file.parent.name != "migrations" and (file.name != "__init__.py" or _has_code(file)):
                yield file.relative_to(ROOT)


@cache
def first_line(module: Path) -> str:
    """The first line of a module's docstring."""
    docstring = ast.get_docstring(ast.parse((ROOT / module).read_text())) or ""
    return docstring.partition("\n")[0]


def written() -> str:
    """The section as it should stand at the end of the page."""
    lines = [HEADING + _INTRODUCTION]
    for folder, files in groupby(modules(), key=lambda module: module.parent):
        lines.append(f"\n### {folder}/\n\n")
        lines += [f"- `{file}`: {first_line(file)}\n" for file in files]
    return "".join(lines)


def _has_code(file: Path) -> bool:
    """Whether anything but a docstring stands in a file."""
    return len(ast.parse(file.read_text()).body) > 1
