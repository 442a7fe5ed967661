"""The list of threats names tests and settings that exist, and stands where a reader finds it."""

from __future__ import annotations

import ast
import re
from functools import cache
from pathlib import Path

import pytest

from bot.__main__ import _parser
from tests.docs.test_docs import README, ROOT, variables_read

THREATS = (ROOT / "docs/threats.md").read_text()
SECURITY = (ROOT / "SECURITY.md").read_text()
UPGRADING = (ROOT / "docs/upgrading.md").read_text()
CONTRIBUTING = (ROOT / "CONTRIBUTING.md").read_text()

HEADS = {"what they want", "what happens", "---"}
WHO = (
    *("acquaintance", "stranger", "former employee", "would be manager", "another clinic"),
    *("without a token", "copy of the database", "write access", "reader of logs"),
    *("another user of the machine", "spreadsheet", "runs the bot", "types a name"),
)
FILE = r"tests/[\w/]+\.py"
CITED = re.compile(rf"`({FILE})`|`(test_\w+)`")


def rows() -> list[list[str]]:
    """The cells of each row that tells a threat."""
    told = [line.strip("|").split("|") for line in THREATS.splitlines() if line.startswith("|")]
    cells = [[cell.strip() for cell in row] for row in told]
    return [row for row in cells if row[0] not in HEADS]


def cited(text: str) -> list[tuple[str, str]]:
    """Each file that is named, and each test with the file that stands before it."""
    found, file = [], ""
    for match in CITED.finditer(text):
        file = match[1] or file
        found.append((file, match[2] or ""))
    return found


@cache
def names_in(file: str) -> frozenset[str]:
    """The names of the functions in a file, its tests among them."""
    tree = ast.parse((ROOT / file).read_text())
    kinds = (ast.FunctionDef, ast.AsyncFunctionDef)
    return frozenset(node.name for node in ast.walk(tree) if isinstance(node, kinds))


def variables_in(text: str) -> set[str]:
    """What looks like a variable of the environment."""
    return set(re.findall(r"`([A-Z]+(?:_[A-Z]+)+)(?:=\w+)?`", text))


def test_every_test_that_is_named_stands_in_the_file_that_is_named() -> None:
    for row in rows():
        for file, name in cited(row[2]):
            assert (ROOT / file).is_file(), file or f"{name} has no file before it"
            assert not name or name in names_in(file), f"{file}: {name}"


def test_every_test_file_that_is_named_has_tests() -> None:
    named = {file for file, _ in cited(THREATS)}
    assert len(named) > 40
    for file in named:
        assert any(name.startswith("test_") for name in names_in(file)), file


def test_no_test_is_named_in_another_way() -> None:
    """A name that is not found by the reading above would be checked by nobody."""
    read = [file for file, name in cited(THREATS) if not name]
    read += [name for _, name in cited(THREATS) if name]
    body = re.sub(r"`pytest [^`]+`", "", THREATS)
    assert len(read) == len(re.findall(rf"{FILE}|(?<![\w/])test_\w+", body))


def test_every_threat_has_what_stops_it_and_a_test() -> None:
    assert len(rows()) > 45
    for row in rows():
        assert len(row) == 4, row[0]
        assert all(row[:3]), row[0]
        assert cited(row[2]), row[0]


@pytest.mark.parametrize("who", WHO)
def test_everybody_who_could_want_something_has_a_chapter(who: str) -> None:
    heads = [line.lower() for line in THREATS.splitlines() if line.startswith("## ")]
    assert any(who in head for head in heads)


@pytest.mark.parametrize("text", [THREATS, SECURITY, UPGRADING], ids=["threats", "security", "up"])
def test_every_variable_that_is_named_is_a_setting(text: str) -> None:
    named = variables_in(text)
    assert named
    assert named <= variables_read()


def test_every_verb_that_is_named_is_a_verb() -> None:
    told = _parser().format_help()
    for text in (THREATS, SECURITY, UPGRADING):
        for verb in re.findall(r"python -m bot (\w+)", text):
            assert re.search(rf"^    {verb}\b", told, re.MULTILINE), verb


def test_a_reader_finds_both() -> None:
    _, _, after = README.partition("## What is kept, and what is not")
    chapter = after.partition("\n## ")[0]
    for text in (chapter, CONTRIBUTING):
        assert "(SECURITY.md)" in text
        assert "(docs/threats.md)" in text


@pytest.mark.parametrize(
    "file", [*(ROOT / "docs").glob("*.md"), ROOT / "SECURITY.md"], ids=lambda file: file.name
)
def test_every_link_between_documents_leads_somewhere(file: Path) -> None:
    for address in re.findall(r"\]\(([^)#:]+)\)", file.read_text()):
        assert (file.parent / address).exists(), address
