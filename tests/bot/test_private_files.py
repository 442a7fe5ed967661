"""What is written for its owner alone."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from bot.cli.records.private_files import private_file, private_folder
from models.errors import Trouble


def mode(path: Path) -> str:
    """Who may do what, in octal."""
    return oct(path.stat().st_mode & 0o777)


@pytest.fixture(autouse=True)
def open_umask() -> object:
    """Files are open to all unless somebody says otherwise."""
    before = os.umask(0)
    yield
    os.umask(before)


def test_a_folder_and_its_files_are_their_owners_alone(tmp_path: Path) -> None:
    folder = tmp_path / "a" / "out"
    private_folder(folder)
    with private_file(folder / "x.csv") as out:
        assert mode(folder / "x.csv") == "0o600"
        out.write("x")
    assert mode(folder) == "0o700"


def test_a_file_that_was_open_to_all_is_closed_before_it_is_written(tmp_path: Path) -> None:
    file = tmp_path / "x.csv"
    file.write_text("an older and longer text")
    file.chmod(0o644)
    with private_file(file) as out:
        assert mode(file) == "0o600"
        out.write("new")
    assert file.read_text() == "new"


def test_a_folder_that_others_may_read_is_not_written_to(tmp_path: Path) -> None:
    folder = tmp_path / "shared"
    folder.mkdir(mode=0o755)
    with pytest.raises(Trouble, match="Others on this machine"):
        private_folder(folder)


def test_a_link_to_a_folder_is_not_followed(tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir(mode=0o700)
    (tmp_path / "link").symlink_to(tmp_path / "folder")
    (tmp_path / "nowhere").symlink_to(tmp_path / "gone")
    for link in ("link", "link/", "nowhere"):
        with pytest.raises(Trouble, match="is a link"):
            private_folder(tmp_path / link)
    assert not (tmp_path / "gone").exists()


def test_a_link_is_not_followed(tmp_path: Path) -> None:
    target = tmp_path / "target"
    target.write_text("kept")
    (tmp_path / "x.csv").symlink_to(target)
    with pytest.raises(Trouble, match="cannot be written"), private_file(tmp_path / "x.csv"):
        pass
    assert target.read_text() == "kept"
