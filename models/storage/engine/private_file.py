"""Keep SQLite's file, and what lies beside it, from everybody but its owner (0600)."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import structlog

_BESIDE = ("", "-wal", "-shm", "-journal", ".audit-key", ".audit-heads")
_OTHERS = stat.S_IRWXG | stat.S_IRWXO
_OPEN_TO_OTHERS = "others on this machine may read it, and it is not ours to close: chmod 600 it"


def make_private(file: Path) -> None:
    """Make the file, empty, if it is not there; SQLite gives those beside it the same mode."""
    try:
        os.close(os.open(file, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))
    except OSError:  # it is there already, or SQLite will say why it cannot be
        return


def close_to_others(file: Path) -> None:
    """Take from everybody else what they may do with a file that is there.

    What its owner may do stays as it is. Where the file is another's, a warning is logged.
    """
    if os.name != "posix":
        return
    for path in (file.with_name(f"{file.name}{end}") for end in _BESIDE):
        try:
            mode = path.stat().st_mode
            if mode & _OTHERS:
                path.chmod(stat.S_IMODE(mode) & ~_OTHERS)
        except FileNotFoundError:
            continue
        except OSError:
            structlog.get_logger("needlepoint.storage").warning(_OPEN_TO_OTHERS, file=path.name)
