"""The guides for administrators name verbs, settings and files that exist, and each other."""

from __future__ import annotations

import re
import shlex

import pytest

from bot.__main__ import _parser
from bot.environment import Environment
from tests.docs.tracing import ROOT

NAMES = ("server", "container", "procfile", "operating", "staff")
GUIDES = {name: (ROOT / f"docs/{name}.md").read_text() for name in NAMES}
README = (ROOT / "README.md").read_text()

_RUN = re.compile(
    r"^ {4,}.*?(?:python3? -m bot|deploy/needlepoint|(?:web|migrate)(?= (?:key|doctor|manifest)))"
    r"(?P<words> [^$\n)]+)",
    re.MULTILINE,
)
LINES = [
    pytest.param(match["words"].strip().strip('"'), id=f"{name}: {match['words'].strip()}")
    for name, guide in GUIDES.items()
    for match in _RUN.finditer(guide)
    if match["words"].strip() != "--version"
]


@pytest.mark.parametrize("words", LINES)
def test_what_a_guide_has_run_can_be_run(words: str) -> None:
    assert _parser().parse_args(["--version"][:0] + shlex.split(words)) if words != "--" else True


def test_the_guides_have_lines_to_run() -> None:
    assert len(LINES) > 12


@pytest.mark.parametrize("name", NAMES)
def test_a_file_that_a_guide_names_is_there(name: str) -> None:
    for path in re.findall(r"\bdeploy/[\w./*-]*\w", GUIDES[name]):
        assert list(ROOT.glob(path.rstrip("."))), path


@pytest.mark.parametrize("name", NAMES)
def test_a_setting_that_a_guide_names_is_one(name: str) -> None:
    own = {"POSTGRES_PASSWORD", "PASSWORD", "DOMAIN", "KEY", "LOGIN", "CREATE", "ROLE"}
    named = set(re.findall(r"\b[A-Z]{3,}(?:_[A-Z]+)+\b", GUIDES[name])) - own
    assert named <= {field.upper() for field in Environment.model_fields}


def test_a_reader_of_the_readme_finds_every_guide() -> None:
    for name in NAMES:
        assert f"(docs/{name}.md)" in README, name
