"""What is said where Python is too old, a library is missing, or a file may not be read."""

from __future__ import annotations

import re
import sys

import pytest

from bot import VERSION
from bot.__main__ import main
from bot.missing_requirements import OldPythonError, explain, explain_unreadable, require_python
from tests.deploy.dockerfile import ROOT


def test_a_library_that_is_missing_is_named_with_what_installs_it() -> None:
    said = explain(ModuleNotFoundError("no", name="aiohttp.web"))
    assert "aiohttp" in said.splitlines()[0]
    assert ".venv/bin/pip install -r requirements.txt" in said


def test_a_file_of_ours_that_is_missing_is_a_bug_and_stays_one() -> None:
    with pytest.raises(ModuleNotFoundError):
        explain(ModuleNotFoundError("no", name="models.gone"))


@pytest.mark.parametrize(("version", "fits"), [((3, 10), False), ((3, 11), True), ((3, 14), True)])
def test_an_old_python_is_told_so(version: tuple[int, int], *, fits: bool) -> None:
    if fits:
        require_python(version)
        return
    with pytest.raises(OldPythonError) as caught:
        require_python(version)
    assert "3.11" in explain(caught.value)


def test_the_version_is_that_of_the_project(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["--version"])
    assert ended.value.code == 0
    assert capsys.readouterr().out == f"Needlepoint {VERSION}\n"
    project = (ROOT / "pyproject.toml").read_text()
    assert re.search(r'^version = "(.+)"$', project, re.MULTILINE)[1] == VERSION  # type: ignore[index]


def test_this_python_is_new_enough() -> None:
    require_python(sys.version_info[:2])


@pytest.mark.parametrize(
    ("error", "is_ours"),
    [
        pytest.param(
            PermissionError(13, "no", str(ROOT / "bot/app.py")), True, id="a file of ours"
        ),
        pytest.param(PermissionError(13, "no", "/etc/shadow"), False, id="another file"),
        pytest.param(FileNotFoundError(2, "no", str(ROOT / "bot/x.py")), False, id="not there"),
        pytest.param(PermissionError(13, "no", str(ROOT / "x.sqlite3")), False, id="records"),
        pytest.param(PermissionError(13, "no"), False, id="no file"),
    ],
)
def test_a_file_of_ours_that_may_not_be_read_is_named_with_its_cure(
    error: OSError, *, is_ours: bool
) -> None:
    said = explain_unreadable(error)
    assert bool(said) == is_ours
    assert not is_ours or f"cd {ROOT} && chmod -R go+rX bot handlers" in said


def test_a_verb_that_meets_such_a_file_says_so(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def closed(*_what: object) -> None:
        raise PermissionError(13, "no", str(ROOT / "models/content/payers.yaml"))

    monkeypatch.setattr("bot.cli.startup.build", closed)
    assert main(["say", "/coverage aetna"]) == 1
    assert "may not read" in capsys.readouterr().err
