"""What is exported is for its owner alone: folders of mode 0700, files of mode 0600."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TextIO

from models.errors import Trouble

_OTHERS = stat.S_IRWXG | stat.S_IRWXO


def private_folder(folder: Path) -> None:
    """Make a folder that only its owner may enter (0700). One that is there stays as it is.

    Raises `Trouble` where it is a link, and where others may read it: its mode is not ours to
    change.
    """
    if folder.is_symlink():
        raise Trouble(f"{folder} is a link, so nothing was written.", "Name the folder itself.")
    if not folder.exists():
        folder.parent.mkdir(parents=True, exist_ok=True)
        folder.mkdir(mode=0o700)
        folder.chmod(0o700)  # whatever the umask leaves out
    if not folder.is_dir():
        raise Trouble(f"{folder} is no folder.", "Name another one.")
    if os.name == "posix" and folder.stat().st_mode & _OTHERS:
        raise Trouble(
            f"Others on this machine may read {folder}, so nothing was written.",
            f"Name a folder that is not there yet, or close this one: chmod 700 {folder}",
        )


@contextmanager
def private_file(path: Path) -> Iterator[TextIO]:
    """A text file, opened anew, that only its owner may read (0600). A link is not followed.

    Raises `Trouble` where it cannot be written.
    """
    flags = os.O_WRONLY | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0)
    try:
        opened = os.open(path, flags, 0o600)
        if os.name == "posix":
            os.fchmod(opened, 0o600)  # before anything is in it: an older file may be open to all
        os.ftruncate(opened, 0)
    except OSError:
        raise Trouble(f"{path} cannot be written.", "Name another folder.") from None
    with os.fdopen(opened, "w", encoding="utf-8", newline="") as out:
        yield out
