"""A file or folder that was typed behind a verb and does not serve is told in a sentence."""

from __future__ import annotations

import errno
import os
import shutil
import subprocess
import sys
from argparse import Namespace
from pathlib import Path

import pytest

from bot.__main__ import main
from bot.cli.typed_files import explain

ROOT = Path(__file__).parent.parent.parent


def fault(number: int, path: str) -> OSError:
    """What the system says of a path."""
    return OSError(number, os.strerror(number), path)


@pytest.mark.parametrize(
    ("number", "says"),
    [
        pytest.param(errno.EACCES, "may not read or write /far/copy", id="no right"),
        pytest.param(errno.EPERM, "may not read or write /far/copy", id="no permission"),
        pytest.param(errno.ENOENT, "There is no /far/copy", id="not there"),
        pytest.param(errno.EISDIR, "is a folder", id="a folder"),
        pytest.param(errno.ENOTDIR, "is a file", id="through a file"),
        pytest.param(errno.EEXIST, "there already", id="there"),
        pytest.param(errno.ENOSPC, "no room left", id="full"),
        pytest.param(errno.EROFS, "not written", id="read-only"),
        pytest.param(errno.ENAMETOOLONG, "neither read nor written", id="anything else"),
    ],
)
def test_each_reason_has_a_sentence_and_what_to_do(number: int, says: str) -> None:
    trouble = explain(fault(number, "/far/copy"), Namespace(file=Path("/far/copy")))
    assert trouble is not None
    assert says in trouble.what
    assert trouble.mend


@pytest.mark.parametrize("at_fault", ["/far", "/far/copy", "/far/copy/aliases.csv"])
def test_a_folder_around_it_and_a_file_in_it_are_what_was_typed(at_fault: str) -> None:
    trouble = explain(fault(errno.EACCES, at_fault), Namespace(out=Path("/far/copy")))
    assert trouble is not None
    assert "/far/copy" in trouble.what


def test_the_error_of_another_file_is_a_bug() -> None:
    options = Namespace(file=Path("/far/copy"), verb="backup", dry_run=True)
    assert explain(fault(errno.EACCES, "/elsewhere/pack.yaml"), options) is None
    assert explain(ConnectionResetError(), options) is None


def test_a_name_without_a_path_says_where_it_was_looked_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    trouble = explain(fault(errno.EACCES, "copy"), Namespace(file=Path("copy")))
    assert trouble is not None
    assert str(tmp_path) in trouble.what
    assert "whole path" in trouble.mend


def test_a_verb_that_meets_such_a_file_ends_with_the_sentence(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "file").write_text("nothing")
    folder = str(tmp_path / "file" / "m")
    assert main(["manifest", "slack", "--url", "https://a.example", "--out", folder]) == 1
    told = capsys.readouterr().err.splitlines()
    assert told == [
        f"{folder} is a file, or goes through one, where a folder is needed.",
        "Name a folder.",
    ]


@pytest.mark.sheet
def test_every_verb_that_takes_a_file_ends_with_a_sentence(
    url: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert url
    main(["say", "--as", "manager", "/session new"])
    (folder := tmp_path / "empty").mkdir()
    (file := tmp_path / "file").write_text("nothing")
    for words in (
        ["backup", f"{file}/copy"],
        ["facts", "export", f"{file}/own.yaml"],
        ["facts", "import", f"{file}/own.yaml", "--dry-run"],
        ["facts", "check", "--pack", f"{file}/pack"],
        ["records", "export", "--out", f"{file}/exp"],
        ["records", "import", f"{file}/exp", "--dry-run"],
        ["records", "import", f"{folder}/nowhere", "--dry-run"],
        ["records", "import", str(folder), "--dry-run"],
    ):
        capsys.readouterr()
        assert main(words) == 1, words
        what, mend = capsys.readouterr().err.splitlines()[:2]
        assert what.endswith("."), words
        assert mend, words


_AS_NOBODY = ("setpriv", "--reuid=65534", "--regid=65534", "--clear-groups", sys.executable)


def _runs_as_nobody() -> bool:
    """Whether another account exists here that can start this Python."""
    if os.geteuid() != 0 or not shutil.which("setpriv"):
        return False
    return not subprocess.run([*_AS_NOBODY, "-c", ""], capture_output=True, check=False).returncode


@pytest.mark.sheet
@pytest.mark.skipif(not _runs_as_nobody(), reason="needs another account that can start Python")
def test_an_account_that_may_not_look_into_the_folder_is_told_so(tmp_path: Path) -> None:
    (closed := tmp_path / "closed").mkdir(mode=0o700)
    told = {**os.environ, "PYTHONPATH": str(ROOT), "DATABASE_URL": f"sqlite://{tmp_path}/r.sqlite3"}
    done = subprocess.run(
        [*_AS_NOBODY, "-m", "bot", "backup", closed / "copy"],
        cwd="/", env=told, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    assert "may not read or write" in done.stderr
