"""python -m bot VERB: each verb is a file of bot/cli and a line in bot/__main__.py."""

from __future__ import annotations

import importlib
from pathlib import Path

import pytest

from bot.__main__ import VERBS, main
from bot.cli.startup import Verb

ROOT = Path(__file__).parent.parent.parent
NAMES = [verb.name for verb in VERBS]


def written() -> list[Verb]:
    """The verb of every file in bot/cli that has one."""
    files = sorted((ROOT / "bot/cli").rglob("*.py"))
    with_verb = [file for file in files if "\nVERB = " in file.read_text()]
    names = [".".join(file.relative_to(ROOT).with_suffix("").parts) for file in with_verb]
    return [importlib.import_module(name).VERB for name in names]


def test_every_verb_that_has_a_file_can_be_typed() -> None:
    assert {verb.name for verb in written()} == set(NAMES)
    assert len(NAMES) == len(set(NAMES))


@pytest.mark.parametrize("name", NAMES)
def test_a_verb_tells_its_purpose_and_what_may_follow(
    name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as ended:
        main([name, "--help"])
    assert ended.value.code == 0
    (purpose,) = [verb.purpose for verb in VERBS if verb.name == name]
    assert purpose in " ".join(capsys.readouterr().out.split())


@pytest.mark.parametrize("words", [["key"], ["key", "audit"], ["facts", "show", "KX"]])
def test_a_verb_that_needs_no_records_runs_with_faulty_settings(
    words: list[str], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("DATABASE_URL", "nowhere")
    assert main(words) == 0
    assert capsys.readouterr().out.strip()


def test_faulty_settings_are_told_by_any_other_verb(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("DATABASE_URL", "nowhere")
    assert main(["migrate"]) == 1
    assert "DATABASE_URL" in capsys.readouterr().err
