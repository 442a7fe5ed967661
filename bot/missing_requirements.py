"""What is said where Python is too old, a library is missing, or a file of ours may not be read."""

from __future__ import annotations

import sys
from pathlib import Path

_PROGRAM = Path(__file__).parent.parent
_OURS = frozenset({"bot", "handlers", "jobs", "models"})
_OLDEST = (3, 11)
_INSTALL = """\
Make an environment, install them, and start it from there:
  python3 -m venv .venv
  .venv/bin/pip install -r requirements.txt
  .venv/bin/python -m bot"""


class OldPythonError(ImportError):
    """The Python that was started cannot read the program."""


def require_python(version: tuple[int, int] = sys.version_info[:2]) -> None:
    """Raise `OldPythonError` for a Python that is older than the program needs."""
    if version < _OLDEST:
        raise OldPythonError


def explain(error: ImportError) -> str:
    """What to do about an import that failed. Raises it again where a file of ours is to blame."""
    if isinstance(error, OldPythonError):
        return "Needlepoint needs Python 3.11 or newer.\nStart it with one: python3.12 -m bot"
    library = (error.name or "").partition(".")[0]
    if not library or library in _OURS:
        raise error
    return f"Needlepoint needs libraries that this Python lacks, {library} for one.\n{_INSTALL}"


def explain_unreadable(error: OSError) -> str:
    """What to do about a file of the program that this account may not read; empty for others.

    Records may lie in the same folder, and are closed to others on purpose.
    """
    file = Path(str(error.filename or "")).absolute()
    folders = [_PROGRAM / name for name in _OURS]
    if not isinstance(error, PermissionError) or not any(map(file.is_relative_to, folders)):
        return ""
    return (
        f"This account may not read {file}, and perhaps more of the program.\n"
        "As root, or as whoever put it there, and then again: "
        f"cd {_PROGRAM} && chmod -R go+rX {' '.join(sorted(_OURS))}"
    )
